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


@pytest.mark.parametrize(
    "headings", [["类别", "方面", "考核事项"], ["考核维度", "考核内容", "考核指标"], ["大类", "小类", "三级指标"]]
)
def test_levels_are_told_by_what_they_group(headings):
    found = form([
        [*headings, "计划标准", "达成情况", "赋分", "计分"],
        ["产出成果", "数量", "购置设备", "≥15台", "15台", "30", "30"],
        [UP, "质量", "设备完好率", "≥98%", "100%", "30", "30"],
        ["群众评价", "满意程度", "就诊患者满意率", "≥92%", "93%", "40", "40"],
    ])  # fmt: skip
    assert [levels(i) for i in found.indicators] == [
        ("产出成果", "数量", "购置设备"),
        ("产出成果", "质量", "设备完好率"),
        ("群众评价", "满意程度", "就诊患者满意率"),
    ]
    assert [value(i.target_text) for i in found.indicators] == ["≥15台", "≥98%", "≥92%"]


def test_an_unknown_heading_over_signs():
    found = form([
        [*LEVELS, "方向", "目标值", "计量单位", "完成值", "分值", "得分"],
        ["产出指标", "数量指标", "救助人数", "≥", "85", "人", "92", "50", "50"],
        [UP, "成本指标", "人均标准", "≤", "18000", "元/人·年", "17650", "50", "50"],
    ])  # fmt: skip
    assert [value(i.target_text) for i in found.indicators] == ["≥85人", "≤18000元/人·年"]


def test_remarks_where_points_were_lost_are_reasons():
    found = form([
        [*LEVELS, "指标值", "完成值", "分值", "得分", "备注"],
        ["产出指标", "数量指标", "甲", "1个", "1个", "50", "50", ""],
        ["效益指标", "社会效益指标", "乙", "≥90%", "84%", "50", "45", "宣传次数不足"],
    ])  # fmt: skip
    assert [value(i.reason) for i in found.indicators] == [None, "宣传次数不足"]


def test_remarks_anywhere_are_remarks():
    found = form([
        [*LEVELS, "指标值", "完成值", "分值", "得分", "备注"],
        ["产出指标", "数量指标", "甲", "1个", "1个", "50", "50", "见附件一"],
        ["效益指标", "社会效益指标", "乙", "≥90%", "84%", "50", "45", "见附件二"],
    ])  # fmt: skip
    assert [value(i.reason) for i in found.indicators] == [None, None]
