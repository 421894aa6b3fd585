"""Columns of money told together: by headings, by what stands below them, and by the identities between their figures."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP
from tests.forms.reading import codes, extra, form, plain, read, value

LINES = [
    ["年度资金总额", "100", "90", "90%", "10", "9"],
    ["其中：财政拨款", "80", "75", "93.75%", "", ""],
    ["其他资金", "20", "15", "75%", "", ""],
]
EXPECTED = [
    ("total", "1000000", "900000", "0.9", "10", "9"),
    ("current_year", "800000", "750000", "0.9375", None, None),
    ("other", "200000", "150000", "0.75", None, None),
]


def told(line) -> tuple:
    return (
        line.line, plain(line.annual_budget), plain(line.executed), plain(line.execution_rate), plain(line.weight),
        plain(line.score),
    )  # fmt: skip


def block(headings: list[str] | None) -> list[list[str]]:
    rows = ([["资金（万元）", *headings]] if headings else []) + [[UP, *line] for line in LINES]
    rows[0][0] = "资金（万元）"
    return [["项目名称", "村史馆布展", *[LEFT] * 5], *rows]


@pytest.mark.parametrize(
    "headings",
    [
        ["出处", "甲数", "乙数", "丙率", "丁", "戊"],
        ["款项", "拟用", "已用", "用度", "满格", "给出"],
        ["出处", "预算数", "乙数", "丙率", "分值", "戊"],
        ["出处", "甲数", "乙数", "执行率", "丁", "得分"],
        None,
    ],
)
def test_headings_that_nobody_knows(headings):
    assert [told(line) for line in form(block(headings)).funding] == EXPECTED


def test_an_order_of_its_own():
    rows = [["资金（万元）", "出处", "用度", "已用", "拟用"], *[[UP, a, d, c, b] for a, b, c, d, *_ in LINES]]
    found = form([["项目名称", "村史馆布展", *[LEFT] * 3], *rows]).funding
    assert [told(line)[:4] for line in found] == [line[:4] for line in EXPECTED]


def test_unknown_columns_that_fit_no_identity_are_kept_as_they_are():
    rows = [
        ["资金（万元）", "出处", "预算数", "执行数", "丙率", "丁"],
        [UP, "年度资金总额", "100", "90", "87%", "3"],
        [UP, "其他资金", "20", "15", "88%", "2"],
    ]
    (total, _) = form(rows).funding
    assert (plain(total.annual_budget), plain(total.executed), total.execution_rate) == ("1000000", "900000", None)
    assert extra(total) == {"丙率": "87%", "丁": "3"}


def test_a_stated_rate_that_is_a_slip_stays_the_rate():
    rows = [["资金（万元）", "预算数", "执行数", "执行率"], [UP, "100", "90", "95%"]]
    (line,) = form([["项目名称", "村史馆布展", LEFT, LEFT], *rows]).funding
    assert (plain(line.executed), plain(line.execution_rate)) == ("900000", "0.95")


def test_a_number_before_the_lines_is_no_amount():
    rows = [
        ["", "经费类别", "预算金额（万元）", "支出金额（万元）", "执行率", "得分", "说明"],
        ["1", "财政拨款", "258.00", "258.00", "100%", "", ""],
        ["2", "上级专项补助", "42.00", "33.00", "78.57%", "", "尾款未付"],
        ["", "小计", "300.00", "291.00", "97%", "9.7", ""],
    ]
    found = form(rows).funding
    assert [told(line)[:3] for line in found] == [
        ("current_year", "2580000", "2580000"),
        ("other", "420000", "330000"),
        ("total", "3000000", "2910000"),
    ]


@pytest.mark.parametrize(
    ("heading", "neighbours", "line"),
    [
        ("年度预算总额", ["执行数", "执行率"], None),
        ("年度预算总额", ["财政拨款", "其他资金"], "年度预算总额"),
    ],
)
def test_a_heading_that_names_an_amount_or_the_whole_goes_with_its_neighbours(heading, neighbours, line):
    values = ["90", "90%"] if neighbours[0] == "执行数" else ["80", "20"]
    rows = [["资金（万元）", heading, *neighbours], [UP, "100", *values]]
    found = form([["项目名称", "村史馆布展", LEFT, LEFT], *rows]).funding
    total = next(x for x in found if x.line == "total")
    assert (plain(total.annual_budget), value(total.line_text) == line or line is None) == ("1000000", True)
    assert len(found) == (1 if line is None else 3)


@pytest.mark.parametrize("label", ["资金（万元）", "年度资金（万元）", "项目资金情况（万元）"])
@pytest.mark.parametrize("whole", ["合计", "资金总额", "总计"])
def test_the_total_of_sources_side_by_side_is_the_line_that_its_heading_names(label, whole):
    rows = [[label, whole, "财政拨款", "其他资金"], [UP, "100", "80", "20"]]
    found = form([["项目名称", "村史馆布展", LEFT, LEFT], *rows]).funding
    assert [(x.line, value(x.line_text)) for x in found] == [
        ("total", whole), ("current_year", "财政拨款"), ("other", "其他资金"),
    ]  # fmt: skip


def test_amounts_under_a_heading_that_nobody_knows_are_said_to_be():
    rows = [
        ["资金来源", "甲项（万元）", "执行数（万元）", "执行率"],
        ["资金总额", "100", "90", "90%"],
        ["财政拨款", "80", "72", "90%"],
    ]
    reading = read([["项目名称", "村史馆布展", LEFT, LEFT], *rows])
    assert [plain(x.annual_budget) for x in reading.forms[0].funding] == ["1000000", "800000"]
    assert codes(reading) == ["unknown-column"]


def test_what_was_spent_is_the_totals_that_stands_behind_its_sources():
    rows = [
        ["项目资金来源", "中央（万元）", "本级（万元）", "合计（万元）", "执行数（万元）", "执行率"],
        [UP, "", "70", "70", "63", "90%"],
    ]
    found = form([["项目名称", "村史馆布展", *[LEFT] * 4], *rows]).funding
    assert [(x.line, plain(x.annual_budget), plain(x.executed)) for x in found if x.line == "total"] == [
        ("total", "700000", "630000")
    ]
