"""Blocks of money."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP
from tests.forms.reading import (
    extra,
    form,
    money,
    plain,
    read,
    value,
)

HEADER = ["项目资金(万元)", "", "年初预算数", "全年预算数(A)", "全年执行数(B)", "分值", "执行率(B/A)", "得分"]


def lines(rows: list[list[str]], **context: str) -> list[tuple]:
    return [money(line) for line in form(rows, **context).funding]


def test_sources_as_rows_below_columns_of_amounts():
    rows = [
        HEADER,
        [UP, "年度资金总额：", "8.89", "8.89", "3.49", "10分", "39.25%", "3.9"],
        [UP, "其中：当年财政拨款", "5.4", "5.4", "0", "—", "", "—"],
        [UP, "上年结转资金", "3.49", "3.49", "3.49", "-", "/", "-"],
        [UP, "其他资金", "", "", "", "—", "", "—"],
    ]
    found = form(rows).funding
    assert [money(line) for line in found] == [
        ("total", "88900", "88900", "34900"),
        ("current_year", "54000", "54000", "0"),
        ("carried_over", "34900", "34900", "34900"),
        ("other", None, None, None),
    ]
    total = found[0]
    assert value(total.line_text) == "年度资金总额"
    assert (plain(total.execution_rate), value(total.execution_rate_text)) == ("0.3925", "39.25%")
    assert (plain(total.weight), plain(total.score)) == ("10", "3.9")
    assert value(total.unit_text) == "万元"
    assert value(found[1].line_text) == "其中：当年财政拨款"


@pytest.mark.parametrize(
    ("label", "line"),
    [
        ("中央财政资金", "central"),
        ("省级资金", "provincial"),
        ("地方资金", "local"),
        ("市县财政配套", "local"),
        ("财政专户管理资金", "special_account"),
        ("单位资金", "own"),
        ("1.基本支出", "basic"),
        ("2.项目支出", "project"),
        ("其中：中央补助", "central"),
        ("合计", "total"),
        ("乡村振兴专项", "other"),
    ],
)
def test_names_of_lines(label, line):
    rows = [["资金来源", "预算数", "执行数"], [label, "100", "90"]]
    assert lines(rows, unit="单位：元") == [(line, None, "100", "90")]


def test_sources_as_columns_with_one_row_of_values():
    rows = [
        ["年度部门整体支出预算", "资金总额", "财政拨款", "其他资金"],
        [UP, "1482.05", "1482.05", ""],
    ]
    assert lines(rows, unit="单位：万元") == [
        ("total", None, "14820500", None),
        ("current_year", None, "14820500", None),
        ("other", None, None, None),
    ]


def test_sources_as_columns_with_measures_as_rows():
    rows = [
        ["资金情况（万元）", "", "资金总额", "财政拨款", "其他资金"],
        [UP, "年初预算数", "100", "80", "20"],
        [UP, "全年执行数", "95", "76", "19"],
        [UP, "执行率", "95%", "95%", "95%"],
    ]
    found = form(rows).funding
    assert [money(line) for line in found] == [
        ("total", "1000000", None, "950000"),
        ("current_year", "800000", None, "760000"),
        ("other", "200000", None, "190000"),
    ]
    assert [plain(line.execution_rate) for line in found] == ["0.95", "0.95", "0.95"]


def test_a_total_named_for_the_budget_has_other_measures_too():
    rows = [
        ["资金情况（万元）", "", "年度预算总额", "财政拨款"],
        [UP, "全年预算数", "100", "80"],
        [UP, "全年执行数", "95", "76"],
    ]
    assert lines(rows) == [("total", None, "1000000", "950000"), ("current_year", None, "800000", "760000")]


def test_pairs_of_label_and_amount():
    rows = [["年度资金总额（万元）", "620.82", "其中：财政拨款", "620.82", "其他资金", "0"]]
    assert lines(rows, unit="单位：万元") == [
        ("total", None, "6208200", None),
        ("current_year", None, "6208200", None),
        ("other", None, "0", None),
    ]


def test_pairs_of_measure_and_amount():
    rows = [
        ["项目名称", "甲项目", LEFT, LEFT],
        ["预算数（元）", "100,000.00", "执行数（元）", "90,000.00"],
        ["执行率", "90%", "", ""],
    ]
    found = form(rows)
    assert [money(line) for line in found.funding] == [("total", None, "100000", "90000")]
    assert plain(found.funding[0].execution_rate) == "0.9"
    assert value(found.head.subject) == "甲项目"


def test_a_source_with_pairs_of_measures():
    rows = [
        ["项目资金（万元）", "年度资金总额", "预算数", "100", "执行数", "90"],
        [UP, "其中：财政拨款", "预算数", "60", "执行数", "50"],
    ]
    assert lines(rows) == [("total", None, "1000000", "900000"), ("current_year", None, "600000", "500000")]


def test_two_splits_side_by_side():
    rows = [
        ["部门整体支出（万元）", "按收入性质分", "预算数", "执行数", "按支出性质分", "预算数", "执行数"],
        [UP, "财政拨款", "80", "75", "基本支出", "60", "58"],
        [UP, "其他资金", "20", "19", "项目支出", "40", "36"],
        [UP, "合计", "100", "94", "合计", "100", "94"],
    ]
    assert sorted(lines(rows)) == sorted([
        ("current_year", None, "800000", "750000"),
        ("basic", None, "600000", "580000"),
        ("other", None, "200000", "190000"),
        ("project", None, "400000", "360000"),
        ("total", None, "1000000", "940000"),
        ("total", None, "1000000", "940000"),
    ])  # fmt: skip


def test_two_splits_side_by_side_without_headings():
    rows = [
        ["年度部门预算（万元）", "按收入性质分", "", "按支出性质分", ""],
        [UP, "一般公共预算", "80", "基本支出", "60"],
        [UP, "其他资金", "20", "项目支出", "40"],
    ]
    assert lines(rows) == [
        ("current_year", None, "800000", None),
        ("basic", None, "600000", None),
        ("other", None, "200000", None),
        ("project", None, "400000", None),
    ]


def test_a_source_over_its_parts():
    rows = [
        ["资金来源", LEFT, "预算数", "执行数"],
        ["财政拨款", "小计", "100", "90"],
        [UP, "中央", "60", "55"],
        [UP, "省级", "40", "35"],
        ["其他资金", LEFT, "", ""],
    ]
    assert lines(rows, unit="单位：元") == [
        ("current_year", None, "100", "90"),
        ("central", None, "60", "55"),
        ("provincial", None, "40", "35"),
        ("other", None, None, None),
    ]


def test_received_funds_reasons_and_unknown_columns():
    rows = [
        ["资金（元）", "全年预算数", "全年到位资金", "全年执行数", "偏差原因", "支付方式"],
        ["年度资金总额", "100", "90", "80", "尾款未付", "直接支付"],
    ]
    (line,) = form(rows).funding
    assert money(line) == ("total", None, "100", "80")
    assert plain(line.received) == "90"
    assert value(line.reason) == "尾款未付"
    assert extra(line) == {"支付方式": "直接支付"}


def test_points_merged_over_the_lines_belong_to_the_first():
    rows = [
        ["资金（元）", "预算数", "执行数", "分值", "得分"],
        ["年度资金总额", "100", "90", "10", "9"],
        ["财政拨款", "100", "90", UP, UP],
    ]
    assert [(plain(x.weight), plain(x.score)) for x in form(rows).funding] == [("10", "9"), (None, None)]


def test_headings_in_two_rows():
    rows = [
        ["资金来源", "预算数（万元）", LEFT, "执行数（万元）", "执行率"],
        [UP, "年初", "调整后", UP, UP],
        ["年度资金总额", "100", "120", "90", "75%"],
    ]
    assert lines(rows) == [("total", "1000000", "1200000", "900000")]


def test_no_block_of_money_where_there_is_none():
    assert read([["科室", "人数"], ["办公室", "5"]]).forms == ()


@pytest.mark.parametrize("label", ["合计", "总计"])
def test_a_sum_without_a_header_is_no_score(label):
    assert read([["物资", "数量", "金额"], ["帐篷", "10", "200"], [label, "312", "162"]]).forms == ()


def test_label_and_amount_may_share_a_cell_in_two_splits():
    rows = [
        ["年度预算申请（万元）", "", "年初预算数", "全年预算数", "全年执行数", "得分"],
        [UP, "年度资金总额", "492", "505", "500", "9.9"],
        [UP, "按收入性质分：505", LEFT, "按支出性质分：", LEFT, LEFT],
        [UP, "其中：一般公共预算：485", LEFT, "其中：基本支出：391.5", LEFT, LEFT],
        [UP, "纳入专户管理的非税收入拨款：20", LEFT, "项目支出：113.5", LEFT, LEFT],
        [UP, "其他资金：", LEFT, "", LEFT, LEFT],
    ]
    assert [(line[0], line[2]) for line in lines(rows)] == [
        ("total", "5050000"),
        ("total", "5050000"),
        ("current_year", "4850000"),
        ("special_account", "200000"),
        ("basic", "3915000"),
        ("project", "1135000"),
    ]
