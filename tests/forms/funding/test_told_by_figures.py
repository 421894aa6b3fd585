"""Amounts whose meaning or unit is told by figures, by what stands over them, or by the total above them."""

from __future__ import annotations

from tests.builders import LEFT, UP
from tests.forms.reading import form, money, read


def test_headings_that_nobody_knows_over_figures_that_tell():
    rows = [
        ["来源", "甲栏", "乙栏", "丙栏"],
        ["共计", "50", "45", "90%"],
        ["省级", "30", "30", "100%"],
        ["县级", "20", "15", "75%"],
    ]
    found = form(rows, unit="单位：万元").funding
    assert [money(line) for line in found] == [
        ("total", None, "500000", "450000"),
        ("provincial", None, "300000", "300000"),
        ("local", None, "200000", "150000"),
    ]


def test_figures_that_tell_nothing_below_headings_that_nobody_knows():
    rows = [["来源", "甲栏", "乙栏", "丙栏"], ["共计", "50", "45", "7"], ["省级", "30", "30", "8"]]
    assert not any(f.funding for f in read(rows, unit="单位：万元").forms)


def test_a_unit_with_the_total_holds_for_what_stands_below_it():
    rows = [
        ["资金总额（元）", "500", "实际支出（元）", "400"],
        ["其中：省级财政", "300", "其中：省级财政", "250"],
        ["县级财政", "200", "县级财政", "150"],
    ]
    found = form(rows).funding
    assert [money(line) for line in found] == [
        ("total", None, "500", "400"),
        ("provincial", None, "300", "250"),
        ("local", None, "200", "150"),
    ]


def test_an_amount_is_what_the_heading_over_it_says():
    rows = [
        ["类别", "预算", LEFT, "决算", LEFT],
        [UP, "数量", "金额", "数量", "金额"],
        ["基本支出", "", "20", "", "18"],
        ["项目支出", "", "30", "", "30"],
    ]
    found = form(rows, unit="单位：万元").funding
    assert [money(line) for line in found] == [
        ("basic", None, "200000", "180000"),
        ("project", None, "300000", "300000"),
    ]


def test_headings_beside_blank_cells_are_no_line():
    rows = [
        ["项目资金（万元）", "", "预算数", "", "预算数"],
        [UP, "按收入性质分", "12", "按支出性质分", "12"],
        [UP, "其中：财政拨款", "10", "其中：基本支出", "9"],
        [UP, "其他资金", "2", "项目支出", "3"],
    ]
    found = form(rows).funding
    assert [line.line for line in found if line.annual_budget is None] == []


def test_amounts_before_the_label_of_the_total_in_its_row_are_the_total_s():
    rows = [["资金情况（元）", "预算批复数", "390", "预算总额", "380", "全年执行数", "323", "执行率", "85%"]]
    (line,) = form(rows).funding
    assert money(line) == ("total", "390", "380", "323")


def test_a_unit_in_a_title_above_wide_headings():
    rows = [
        ["年度支出情况（万元）", LEFT, LEFT, LEFT],
        ["资金来源", "预算与执行", LEFT, LEFT],
        ["", "年初预算数", "全年预算数", "全年执行数"],
        ["年度资金总额", "50", "50", "40"],
    ]
    (line,) = form(rows).funding
    assert money(line) == ("total", "500000", "500000", "400000")
