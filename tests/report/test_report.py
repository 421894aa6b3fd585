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


def test_a_subtotal_that_form_and_prose_put_differently_is_one():
    report = parse(
        document(
            paragraph("造林项目绩效自评报告", align=Align.CENTRE),
            paragraph("（一）项目决策", top=20),
            paragraph("项目决策类指标权重15分，得分14分。", top=40),
            table(
                [
                    ["一级指标", "三级指标", "权重", "得分"],
                    ["A项目决策（15分）", "A1立项依据充分性", "7", "7"],
                    [UP, "A2绩效目标合理性", "8", "7"],
                    ["合计", LEFT, "15", "14"],
                ]
            ),
        )
    )
    (section,) = report.evaluations[0].sections
    assert (section.weight and section.weight.value, section.score and section.score.value) == (15, 14)


def test_year_and_unit_may_share_a_line():
    report = parse(
        document(
            paragraph("项目支出绩效自评表", align=Align.CENTRE),
            paragraph("2022年度金额单位：元", gaps=(6,), top=20),
            table(
                [
                    ["项目名称", "造林", LEFT],
                    ["项目资金", "年初预算数", "全年执行数"],
                    ["年度资金总额", "1560.00", "1500.00"],
                ]
            ),
        )
    )
    (evaluation,) = report.evaluations
    assert evaluation.fiscal_year is not None
    assert evaluation.fiscal_year.value == 2022
    assert evaluation.funding[0].initial_budget is not None
    assert evaluation.funding[0].initial_budget.value == 1560


def test_a_title_that_fills_its_line_is_told_by_its_size():
    report = parse(
        document(
            paragraph("青山市中医医院文件", align=Align.CENTRE),
            paragraph("青山市中医医院2021年度整体支出绩效自评报告", size=21, top=20),
            paragraph("根据要求，现将我院整体支出绩效自评情况报告如下，全年自评得分93.5分。", top=60),
        )
    )
    assert report.title is not None
    assert report.title.value.startswith("青山市中医医院2021年度整体支出")


def test_a_year_of_comparison_is_not_the_year_evaluated():
    report = parse(
        document(
            paragraph("养老服务中心运营项目绩效自评报告", align=Align.CENTRE),
            paragraph("项目自2021年起设立。2022年度项目预算512万元，实际支出486万元。", top=20),
            paragraph("2022年开展活动486场，较2021年增加38场。项目自评得分92分。", top=40),
        )
    )
    assert report.fiscal_year is not None
    assert report.fiscal_year.value == 2022
