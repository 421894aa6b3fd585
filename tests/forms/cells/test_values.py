"""Points, targets, results and notes of indicators."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP
from tests.forms.reading import (
    HEADER,
    extra,
    form,
    plain,
    points,
    target,
    value,
)

GIVEN = ["产出指标", "数量指标", "甲", "1个", "1个", "10", "10"]


def test_points_merged_over_rows_count_once():
    rows = [["产出", "数量", "甲", "1", "1", "10", "9"], [UP, UP, "乙", "2", "2", UP, UP]]
    assert [points(i) for i in form([HEADER, *rows]).indicators] == [("10", "9"), (None, None)]


def test_dash_blank_and_zero_are_three_things():
    rows = [
        ["产出", "数量", "甲", "1", "0", "0", "0"],
        ["", "", "乙", "1", "-", "—", "/"],
        ["", "", "丙", "1", "", "", ""],
    ]
    found = form([HEADER, *rows]).indicators
    assert [points(i) for i in found] == [("0", "0"), (None, None), (None, None)]
    assert [value(i.actual_text) for i in found] == ["0", None, None]


def test_units_inside_points():
    rows = [["产出", "数量", "甲", "1", "1", "10分", "9.5分"], ["", "", "乙", "1", "1", "10%", "9.5（扣0.5分）"]]
    assert [points(i) for i in form([HEADER, *rows]).indicators] == [("10", "9.5"), ("10", "9.5")]


def test_words_in_a_column_of_points_are_kept():
    (indicator,) = form([HEADER, ["产出", "数量", "甲", "1", "1", "10", "未评"]]).indicators
    assert indicator.score is None
    assert extra(indicator) == {"得分": "未评"}


@pytest.mark.parametrize(
    ("sign", "figure", "unit", "expected"),
    [
        ("≥", "32", "万人", ("≥32万人", ">=", "32", "万人")),
        ("=", "100", "%", ("=100%", "=", "100", "%")),
        ("定性", "优良中低差", "", ("优良中低差", "qualitative", None, None)),
        ("定性指标", "完善", "/", ("完善", "qualitative", None, None)),
        ("", "95", "%", ("95%", "=", "95", "%")),
        ("≥", "≥95%", "%", ("≥95%", ">=", "95", "%")),
        ("≤", "1%", "", ("≤1%", "<=", "1", "%")),
    ],
)
def test_targets_split_over_three_columns(sign, figure, unit, expected):
    header = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "实际完成值"]
    (indicator,) = form([header, ["产出", "数量", "甲", sign, figure, unit, "35"]]).indicators
    assert target(indicator) == expected


def test_targets_split_below_one_heading():
    header = [HEADER[0], HEADER[1], HEADER[2], "年度指标值", LEFT, LEFT, "完成值"]
    (indicator,) = form([header, ["产出", "数量", "甲", "≥", "95", "%", "96%"]]).indicators
    assert target(indicator) == ("≥95%", ">=", "95", "%")


def test_the_only_initial_target_is_the_target():
    header = ["一级指标", "二级指标", "三级指标", "年初指标值", "完成值", "分值", "得分"]
    (indicator,) = form([header, GIVEN]).indicators
    assert value(indicator.target_text) == "1个"
    assert indicator.initial_target_text is None


def test_rates_coefficients_reasons_and_bases():
    header = [*HEADER[:5], "完成率", "得分系数", "分值", "得分", "偏差原因及改进措施", "评分依据"]
    (indicator,) = form(
        [header, ["产出", "数量", "甲", "4", "3", "75%", "0.75", "8", "6", "招标推迟", "台账"]]
    ).indicators
    assert (plain(indicator.completion_rate), plain(indicator.score_coefficient)) == ("0.75", "0.75")
    assert (value(indicator.reason), value(indicator.basis)) == ("招标推迟", "台账")
