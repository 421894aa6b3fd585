"""What is lost with a heading, a label or a level that nobody knows is said, and what is not lost is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import document, paragraph, table, text
from ziping.parsers.parse import parse

HEAD = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "偏差原因"]
TITLE = paragraph("镇区路灯维护项目支出绩效自评表", top=0)
ROWS = [
    ["产出指标", "数量指标", "路灯维护数量", "≥1200盏", "1260盏", "30", "30", ""],
    ["产出指标", "质量指标", "亮灯合格率", "≥95%", "90%", "30", "28", "12月一场强对流天气损坏灯具"],
    ["效益指标", "社会效益指标", "夜间出行", "改善", "改善", "40", "40", ""],
]


def said(head: list[str], *above: list[str]) -> list[tuple[str, str]]:
    """Code and print of each warning."""
    report = parse(document(TITLE, table([*above, head, *ROWS])))
    return [(n.code, n.printed[0].text) for n in report.notes]


@pytest.mark.parametrize("heading", ["自评得芬", "指标得份", "实际得分值"])
def test_points_under_a_heading_that_may_be_a_slip(heading: str):
    head = [*HEAD[:6], heading, HEAD[7]]
    slips = [m for m in said(head) if m == ("unknown-column", heading)]
    assert bool(slips) == (heading != "实际得分值")  # whose end says what it is


def test_known_headings_are_no_slips():
    assert said(HEAD) == []


@pytest.mark.parametrize("heading", ["差在哪里", "榧橼檗", "为啥没做成"])
def test_reasons_with_figures_in_them_may_be_reasons(heading: str):
    assert {"unknown-column"} == {code for code, _ in said([*HEAD[:7], heading])}


def test_a_body_that_another_form_names_may_be_in_charge_of_this_one():
    def form(project: str, label: str, page: int):
        head = ["项目名称", project, label, "青禾县水利局", "实施单位", f"青禾县{project}中心", "", ""]
        return table([head, HEAD, *ROWS], page=page)

    title, other = (replace(TITLE, text=text("项目支出绩效自评表", page=page)) for page in (1, 2))
    pages = document(title, form("路灯", "主管部门", 1), other, form("桥梁", "榧橼", 2))
    notes = [(n.code, n.printed[0].text) for n in parse(pages).notes if n.printed[0].page > 1]
    assert notes == [("unread-cell", "青禾县水利局")]


def test_the_name_of_a_level_that_is_nobodys():
    rows = [["产出目标（34）", *row[1:]] for row in ROWS[:2]]
    head = ["指标类别", "榧橼", *HEAD[2:]]
    report = parse(document(TITLE, table([head, *rows, ROWS[2]])))
    levels = [i.level1 for e in report.evaluations for i in e.indicators]
    assert all(levels) or "unread-cell" in {n.code for n in report.notes}


@pytest.mark.parametrize(
    ("label", "said_so"), [("其中：榧橼开支", True), ("榧橼支出", True), ("其他资金", False), ("基本支出", False)]
)
def test_what_is_left_of_a_split_beside_others(label: str, said_so: bool):
    rows = [
        ["资金情况（万元）", "全年预算数", "全年执行数"],
        ["按收入性质分", "100", "90"],
        ["财政拨款", "100", "90"],
        ["按支出性质分", "100", "90"],
        [label, "60", "55"],
        ["项目支出", "40", "35"],
    ]
    report = parse(document(TITLE, table([[*r, *[""] * 5] for r in rows] + [HEAD, *ROWS])))
    assert said_so == any(n.code == "money-without-role" for n in report.notes)
