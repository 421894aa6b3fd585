"""Columns have their roles from headings, cells, order and neighbours together."""

from __future__ import annotations

import pytest

from tests.builders import UP
from tests.forms.reading import codes, extra, form, levels, plain, points, read, value

LEVELS = ["一级指标", "二级指标", "三级指标"]


@pytest.mark.parametrize("heading", ["推进情况说明栏", "实施进度", "落实效果"])
def test_an_unknown_heading_over_results(heading):
    found = form([
        [*LEVELS, "指标值", heading],
        ["产出指标", "数量指标", "培训村医", "≥40人", "42人"],
        [UP, "时效指标", "培训时间", "6月底前", "6月20日"],
    ])  # fmt: skip
    assert [value(i.actual_text) for i in found.indicators] == ["42人", "6月20日"]


def test_an_unknown_heading_over_something_else_stays_extra():
    reading = read([
        [*LEVELS, "指标值", "承办人", "完成值"],
        ["产出指标", "数量指标", "培训村医", "≥40人", "张三", "42人"],
    ])  # fmt: skip
    (indicator,) = reading.forms[0].indicators
    assert (value(indicator.actual_text), extra(indicator)) == ("42人", {"承办人": "张三"})


@pytest.mark.parametrize("heading", ["考核权重", "项目权重", "评价分值"])
def test_a_heading_of_points_over_names_with_points(heading):
    found = form([
        [heading, "考评内容", "分值", "自评分"],
        ["立项管理6分", "立项程序", "2", "2"],
        [UP, "资料归档", "4", "3"],
        ["资金管理10分", "专款专用", "10", "9"],
    ])  # fmt: skip
    assert [(levels(i)[0], levels(i)[2], *points(i)) for i in found.indicators] == [
        ("立项管理", "立项程序", "2", "2"),
        ("立项管理", "资料归档", "4", "3"),
        ("资金管理", "专款专用", "10", "9"),
    ]
    assert [(value(s.label), plain(s.weight)) for s in found.sections] == [("立项管理", "6"), ("资金管理", "10")]


@pytest.mark.parametrize("headings", [["分值", "分值"], ["权重", "分值"], ["标准分", "分值"]])
def test_two_headings_of_points(headings):
    found = form([
        [*LEVELS, "指标值", "完成值", *headings],
        ["产出指标", "数量指标", "甲", "1个", "1个", "60", "58"],
        ["效益指标", "社会效益指标", "乙", "提高", "提高", "40", "35"],
    ])  # fmt: skip
    assert [points(i) for i in found.indicators] == [("60", "58"), ("40", "35")]


def test_last_years_result_stands_aside():
    found = form([
        [*LEVELS, "2022年实际完成值", "2023年预期完成值", "2023年实际完成值"],
        ["产出指标", "数量指标", "甲", "9个", "10个", "12个"],
    ])  # fmt: skip
    (indicator,) = found.indicators
    assert (value(indicator.target_text), value(indicator.actual_text)) == ("10个", "12个")
    assert extra(indicator) == {"2022年实际完成值": "9个"}


def test_own_mark_and_reviewed_mark():
    found = form([
        [*LEVELS, "指标值", "完成值", "分值", "自评得分", "复核得分"],
        ["产出指标", "数量指标", "甲", "1个", "1个", "60", "58", "55"],
    ])  # fmt: skip
    (indicator,) = found.indicators
    assert (points(indicator), extra(indicator)) == (("60", "58"), {"复核得分": "55"})


def test_signs_in_a_column_of_their_own_are_no_target():
    reading = read([
        [*LEVELS, "指标性质", "指标值", "度量单位", "完成值", "分值", "得分"],
        ["产出指标", "数量指标", "甲", "═", "12", "万盆", "12", "10", "10"],
        [UP, "质量指标", "乙", "≧", "95", "百分比", "96", "10", "10"],
    ])  # fmt: skip
    assert [value(i.target_text) for i in reading.forms[0].indicators] == ["═12万盆", "≧95百分比"]
    assert codes(reading) == []
