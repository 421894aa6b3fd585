"""Units, rates and points of blocks of money."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP
from tests.forms.reading import (
    codes,
    extra,
    form,
    money,
    plain,
    read,
)


def lines(rows: list[list[str]], **context: str) -> list[tuple]:
    return [money(line) for line in form(rows, **context).funding]


@pytest.mark.parametrize(
    ("rows", "unit"),
    [
        ([["资金", "预算数", "执行数"], ["年度资金总额", "6.2万元", "6万元"]], None),
        ([["资金", "预算数（万元）", "执行数（万元）"], ["年度资金总额", "6.2", "6"]], None),
        ([["资金", "预算数（万元）", "执行数（万元）"], ["年度资金总额", "6.2", "6"]], "单位：元"),
        ([["资金", "预算数", "执行数"], ["年度资金总额（万元）", "6.2", "6"]], "单位：元"),
        ([["项目资金（万元）", "", "预算数", "执行数"], [UP, "年度资金总额", "6.2", "6"]], "单位：元"),
        ([["资金", "预算数", "执行数"], ["年度资金总额", "6.2", "6"]], "（金额单位：万元）"),
        ([["单位：万元", LEFT, LEFT], ["资金", "预算数", "执行数"], ["年度资金总额", "6.2", "6"]], None),
        ([["资金", "预算数（元）", "执行数（元）"], ["年度资金总额", "62,000.00", "60000"]], "单位：万元"),
    ],
)
def test_the_unit_stands_in_cell_column_block_or_caption(rows, unit):
    (line,) = form(rows, unit=unit).funding
    assert money(line) == ("total", None, "62000", "60000")


def test_a_unit_that_nobody_states_is_not_guessed():
    reading = read([["资金", "预算数", "执行数"], ["年度资金总额", "6.2", "0"]])
    (line,) = reading.forms[0].funding
    assert money(line) == ("total", None, None, "0")
    assert extra(line) == {"预算数": "6.2"}
    assert line.unit_text is None
    assert codes(reading) == ["unknown-unit"]


@pytest.mark.parametrize(
    ("heading", "printed", "rate"),
    [
        ("执行率", "39.25%", "0.3925"),
        ("执行率", "39.25", "0.3925"),
        ("执行率（%）", "39.25", "0.3925"),
        ("执行率", "0.3925", "0.3925"),
        ("执行率（B/A×100%）", "0.3925", "0.3925"),
        ("执行率", "—", None),
    ],
)
def test_rates(heading, printed, rate):
    rows = [["资金", "预算数", "执行数", heading], ["年度资金总额", "889", "349", printed]]
    assert plain(form(rows, unit="单位：元").funding[0].execution_rate) == rate


@pytest.mark.parametrize(("executed", "rate"), [("100", "1"), ("1", "0.01")])
def test_a_bare_one_is_scaled_by_what_the_amounts_give(executed, rate):
    rows = [["资金", "预算数", "执行数", "执行率"], ["年度资金总额", "100", executed, "1"]]
    assert plain(form(rows, unit="单位：元").funding[0].execution_rate) == rate


@pytest.mark.parametrize(
    "header",
    [
        ["资金（元）", "预算数", "执行数", "执行率", "得分(20分*执行率)"],
        ["预算执行情况（20分）（元）", "预算数", "执行数", "执行率", "得分"],
    ],
)
def test_full_points_in_a_heading(header):
    (line,) = form([header, ["年度资金总额", "100", "90", "90%", "18"]]).funding
    assert (plain(line.weight), plain(line.score)) == ("20", "18")


def test_full_points_in_the_title_above_the_block():
    rows = [["一、预算执行情况（10分）", LEFT, LEFT, LEFT], ["年初预算数", "100万元", "全年执行数", "90万元"]]
    assert plain(form(rows).funding[0].weight) == "10"


def test_the_unit_may_stand_over_two_rows_of_headings():
    rows = [
        ["主要任务", "任务名称", "预算金额（万元）", LEFT],
        [UP, UP, "总额", "财政拨款"],
        [UP, "金额合计", "150", "130"],
    ]
    assert lines(rows) == [("total", None, "1500000", None), ("current_year", None, "1300000", None)]
