"""What a document says as a whole: its date, and prose beside a sheet."""

from __future__ import annotations

from parsers.report import parse
from schemas.document import Align
from tests.builders import LEFT, UP, document, paragraph, table


def test_the_date_printed_first_is_the_report_s():
    report = parse(
        document(
            paragraph("青山市林业局2023年度造林项目绩效自评报告", align=Align.CENTRE),
            paragraph("项目自评得分96分。", top=20),
            paragraph("2024年4月12日", align=Align.RIGHT, top=40),
            paragraph("附件", page=2),
            paragraph("项目支出绩效自评表", align=Align.CENTRE, page=2),
            table([["项目名称", "造林"], ["自评得分", "96"]], page=2),
            paragraph("填报日期：2024年4月10日", page=2, top=200),
        )
    )
    assert report.report_date is not None
    assert report.report_date.value.isoformat() == "2024-04-12"


def test_prose_that_scores_a_level_of_the_sheet_states_a_subtotal():
    report = parse(
        document(
            paragraph("造林项目绩效自评报告", align=Align.CENTRE),
            paragraph("1.决策指标分析", top=20),
            paragraph("（1）项目立项。该指标满分8分，得7分。", top=40),
            table(
                [
                    ["一级指标", "二级指标", "三级指标", "分值", "得分"],
                    ["决策", "项目立项", "立项依据充分性", "4", "4"],
                    [UP, UP, "立项程序规范性", "4", "3"],
                    ["总分", LEFT, LEFT, "8", "7"],
                ]
            ),
        )
    )
    (evaluation,) = report.evaluations
    assert [i.level3 and i.level3.value for i in evaluation.indicators] == ["立项依据充分性", "立项程序规范性"]
    assert [(s.level, s.label.value) for s in evaluation.sections] == [(2, "项目立项")]


def test_prose_on_all_projects_of_a_unit_is_about_the_unit():
    report = parse(
        document(
            paragraph("青山市林业局2023年度项目支出绩效自评报告", align=Align.CENTRE),
            paragraph("我局2023年共有项目3个，预算总额310万元，实际支出279万元，执行率90%。", top=20),
        )
    )
    (evaluation,) = report.evaluations
    assert (evaluation.subject_kind, evaluation.subject and evaluation.subject.value) == ("department", "青山市林业局")
