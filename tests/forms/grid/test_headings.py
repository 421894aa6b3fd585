"""A column is what its heading says."""

from __future__ import annotations

import itertools

import pytest

from tests.builders import LEFT, UP, table
from tests.forms.reading import (
    HEADER,
    codes,
    extra,
    form,
    levels,
    plain,
    points,
    read,
    target,
    value,
)
from ziping.parsers.forms import read_table
from ziping.parsers.lexicon import FUNDING, INDICATOR, Fit

ROW = ["产出指标", "数量指标", "参保人数", "≥32万人", "33万人", "10", "9.5"]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("年度指标值（A）", "target"),
        ("全年完成值(B)", "actual"),
        ("分值（权重）", "weight"),
        ("自评得分(20分*执行率)", "score"),
        ("得 分", "score"),
        ("未完成原因和下一步改进措施", "reason"),
        ("偏差原因分析及整改措施", "reason"),
        ("年初批复指标值", "initial_target"),
        ("指标值（调整后）", "adjusted_target"),
        ("主管部门复核得分", "known"),
        ("上年实际完成值", "known"),
        ("年度指杯值", "target"),  # misread
        ("一级指", "level1"),  # cut off
        ("1.三级指标", "level3"),
    ],
)
def test_headings_of_indicators(heading, column):
    assert INDICATOR.find(heading).meaning == column


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("执行率(B/A)", "execution_rate"),
        ("执行率（B/A×100%）", "execution_rate"),
        ("全年预算数（万元）", "annual_budget"),
        ("年初部门预算安排数", "initial_budget"),
        ("截至12月底实际支出数", "executed"),
        ("实际到位资金（元）", "received"),
    ],
)
def test_headings_of_funding(heading, column):
    assert FUNDING.find(heading).meaning == column


def test_first_and_second_level_are_not_misprints_of_each_other():
    assert INDICATOR.find("五级指标") is None


def test_a_weak_name_counts_only_as_the_whole_heading():
    assert INDICATOR.find("指标").fit is Fit.WEAK
    assert INDICATOR.find("其他指标一") is None


@pytest.mark.parametrize("order", list(itertools.islice(itertools.permutations(range(7)), 0, 5040, 631)))
def test_columns_come_in_any_order(order):
    rows = [[HEADER[i] for i in order], [ROW[i] for i in order]]
    (indicator,) = form(rows).indicators
    assert levels(indicator) == ("产出指标", "数量指标", "参保人数")
    assert points(indicator) == ("10", "9.5")
    assert target(indicator) == ("≥32万人", ">=", "32", "万人")
    assert value(indicator.actual_text) == "33万人"


@pytest.mark.parametrize("absent", [("分值",), ("得分",), ("分值", "得分"), ("二级指标",), ("实际完成值", "得分")])
def test_columns_may_be_absent(absent):
    kept = [i for i, h in enumerate(HEADER) if h not in absent]
    (indicator,) = form([[HEADER[i] for i in kept], [ROW[i] for i in kept]]).indicators
    assert levels(indicator) == ("产出指标", None if "二级指标" in absent else "数量指标", "参保人数")
    assert points(indicator) == (None if "分值" in absent else "10", None if "得分" in absent else "9.5")


def test_two_header_rows_with_headings_over_both():
    rows = [
        ["评价指标", LEFT, LEFT, "年初指标值", "实际完成值", "权重", "自评得分"],
        ["一级指标", "二级指标", "三级指标", UP, UP, UP, UP],
        ROW,
    ]
    (indicator,) = form(rows).indicators
    assert target(indicator) == ("≥32万人", ">=", "32", "万人")
    assert indicator.initial_target_text is None
    assert points(indicator) == ("10", "9.5")


def test_two_header_rows_whose_lower_headings_are_short():
    rows = [
        ["绩效指标", LEFT, LEFT, "指标值", LEFT, LEFT, "评分情况", LEFT],
        ["一级指标", "二级指标", "三级指标", "年初", "调整后", "实际", "分值", "得分"],
        ["产出指标", "数量指标", "参保人数", "30万人", "32万人", "33万人", "10", "9"],
    ]
    (indicator,) = form(rows).indicators
    assert value(indicator.initial_target_text) == "30万人"
    assert value(indicator.target_text) == "32万人"
    assert value(indicator.actual_text) == "33万人"
    assert points(indicator) == ("10", "9")


def test_unknown_columns_go_to_extra_with_a_warning_where_figures_of_the_sheet_are_lacking():
    reading = read([[*HEADER, "抽样系数", "佐证"], [*ROW, "0.87", "见附件"]])
    (indicator,) = reading.forms[0].indicators
    assert extra(indicator) == {"抽样系数": "0.87", "佐证": "见附件"}
    assert codes(reading) == []
    at = HEADER.index("得分")
    without = [[*row[:at], *row[at + 1 :]] for row in (HEADER, ROW)]
    assert codes(read([[*without[0], "抽样系数"], [*without[1], "0.87"]])) == ["unknown-column"]


def test_half_of_the_headings_unknown():
    header = ["一级指标", "甲列", "三级指标", "乙列", "年度指标值", "丙列", "分值", "丁列"]
    row = ["产出指标", "张", "参保人数", "李", "100%", "王", "10", "赵"]
    reading = read([header, row])
    (indicator,) = reading.forms[0].indicators
    assert levels(indicator) == ("产出指标", None, "参保人数")
    assert points(indicator) == ("10", None)
    assert extra(indicator) == {"甲列": "张", "乙列": "李", "丙列": "王", "丁列": "赵"}
    assert codes(reading) == ["unknown-column"] * 4


def test_known_columns_without_a_place_of_their_own_go_to_extra_silently():
    reading = read([["序号", *HEADER, "评分标准", "备注"], ["1", *ROW, "达标得满分", "见附件"]])
    assert extra(reading.forms[0].indicators[0]) == {"序号": "1", "评分标准": "达标得满分", "备注": "见附件"}
    assert reading.notes == ()


def test_score_of_the_unit_goes_before_the_score_of_a_review():
    (indicator,) = form([[*HEADER[:6], "财政复核得分", "自评得分"], [*ROW[:6], "8", "9.5"]]).indicators
    assert points(indicator) == ("10", "9.5")
    assert extra(indicator) == {"财政复核得分": "8"}


def test_a_weighted_score_is_the_score():
    (indicator,) = form([[*HEADER, "加权得分"], [*ROW[:5], "20%", "95", "19"]]).indicators
    assert points(indicator) == ("20", "19")
    assert extra(indicator) == {"得分": "95"}


def test_headings_wrap_and_are_spaced_out():
    header = ["一级\n指标", "二级\n指标", "三 级 指 标", "年度\n指标值", "实际完\n成值", "分 值", "自评\n得分"]
    (indicator,) = form([header, ROW]).indicators
    assert points(indicator) == ("10", "9.5")


def test_the_name_column_may_be_unknown():
    (indicator,) = form([["事项", "分值", "自评得分", "备注"], ["制度健全", "5", "4", ""]]).indicators
    assert levels(indicator) == (None, None, "制度健全")


@pytest.mark.parametrize(
    ("last", "target", "actual"),
    [
        ("上年完成", "本年目标", "本年完成"),
        ("去年实际值", "今年计划", "今年实际"),
        ("上年度指标值", "指标值", "完成值"),
    ],
)
def test_last_year_s_column_is_neither_target_nor_result(last, target, actual):
    rows = [["一级指标", "三级指标", last, target, actual, "分值", "得分"]]
    rows += [
        ["产出指标", "维护站点", "5个", "6个", "6个", "50", "50"],
        ["产出指标", "采样批次", "280批次", "288批次", "296批次", "50", "50"],
    ]
    (form,) = read_table(table(rows)).forms
    first = form.indicators[1]
    assert (first.target_text.value, first.actual_text.value) == ("288批次", "296批次")
    assert dict(first.extra)[last].value == "280批次"


def test_headings_of_names_and_points_below_that_of_their_level():
    rows = [
        ["一级指标", LEFT, "二级指标", "三级指标", LEFT, LEFT],
        ["名称", "权重", UP, "名称", "权重", "得分"],
        ["产出", "60", "数量指标", "修路", "30", "28"],
        [UP, UP, "质量指标", "合格率", "30", "30"],
        ["效益", "40", "社会效益", "出行", "40", "39"],
    ]
    found = form(rows)
    assert [(levels(i), points(i)) for i in found.indicators] == [
        (("产出", "数量指标", "修路"), ("30", "28")),
        (("产出", "质量指标", "合格率"), ("30", "30")),
        (("效益", "社会效益", "出行"), ("40", "39")),
    ]
    assert [plain(i.level1_weight) for i in found.indicators] == ["60", "60", "40"]


def test_headings_of_three_rows_below_a_wide_one():
    rows = [
        ["序号", "绩效指标及完成情况", "", "绩效指标及完成情况", LEFT, LEFT, LEFT],
        [UP, "指标名称", "", "年度目标", "完成值", "分值", "得分"],
        [UP, UP, UP, "指标值", UP, UP, UP],
        ["1", "修路", "", "5公里", "5公里", "60", "58"],
        ["2", "出行便利", "", "提高", "提高", "40", "40"],
    ]
    found = form(rows).indicators
    assert [(value(i.level3), value(i.target_text), *points(i)) for i in found] == [
        ("修路", "5公里", "60", "58"),
        ("出行便利", "提高", "40", "40"),
    ]
