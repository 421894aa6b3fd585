"""What kind of document it is."""

from __future__ import annotations

import pytest

from tests.builders import document, paragraph, table
from ziping.parsers import parse
from ziping.parsers.structure.kinds import kind_named
from ziping.schemas.document import Align


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("青山县林业局2023年度部门整体支出绩效自评报告", "self-evaluation"),
        ("部门预算项目支出绩效自评表", "self-evaluation"),
        ("2022年部门决算项目支出绩效自评结果", "self-evaluation"),
        ("2020年部门决算项目绩效目标完成情况", "self-evaluation"),
        ("老旧管网改造项目财政支出绩效评价报告", "evaluation"),
        ("2023年度部门决算绩效评价报告", "evaluation"),
        ("财政项目支出绩效目标申报表", "targets"),
        ("部门预算项目绩效目标表", "targets"),
        ("部门整体支出绩效目标批复表", "targets"),
        ("2024年1-8月项目支出绩效运行监控表", "monitoring"),
        ("绩效目标监控情况表", "monitoring"),
        ("青山县文体局2024年度部门决算情况说明", "accounts"),
        ("妇幼保健中心2020年度部门决算及绩效情况说明", "accounts"),
        ("青山县人大常委会办公室2019年部门预算公开", "budget"),
        ("园林中心2022年部门预算及绩效目标说明", "budget"),
        ("支出预算总表", "budget"),
        ("青山县2023年政府信息公开工作年度报告", None),
        ("Annual report of a company", None),
        ("关于开展2024年绩效自评工作的通知", None),
        ("项目支出绩效评价管理办法", None),
    ],
)
def test_titles_name_their_kind(title: str, kind: str | None):
    assert kind_named(title) == kind


def test_a_title_set_in_two_lines_names_its_kind():
    lines = (paragraph("青山县交通运输局", align=Align.CENTRE), paragraph("2023年度部门决", align=Align.CENTRE))
    assert parse(document(*lines, paragraph("算公开说明", align=Align.CENTRE))).kind == "accounts"


def test_a_form_without_title_is_told_by_its_columns():
    goals = table([["项目名称", "管网改造"], ["三级指标", "年度指标值"], ["改造管网", "≥12公里"]])
    results = table(
        [
            ["项目名称", "管网改造", "", ""],
            ["三级指标", "年度指标值", "实际完成值", "自评得分"],
            ["改造管网", "≥12公里", "12公里", "20"],
        ]
    )
    assert parse(document(goals)).kind == "targets"
    assert parse(document(results)).kind == "self-evaluation"


def test_a_chapter_of_a_report_does_not_name_the_kind():
    report = document(
        paragraph("2023年校舍维修项目绩效自评报告", align=Align.CENTRE),
        paragraph("一、预算安排情况"),
        paragraph("2023年预算安排30万元，支出29万元。"),
    )
    assert parse(report).kind == "self-evaluation"


def test_what_nobody_names_is_other():
    assert parse(document(paragraph("会议纪要"), paragraph("会议听取了三项汇报。"))).kind == "other"
