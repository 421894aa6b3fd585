"""Columns of two values in each cell."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP
from tests.forms.reading import form, plain, points, value


@pytest.mark.parametrize("stroke", ["/", "／"])
@pytest.mark.parametrize(
    ("heading", "cells"), [("分值{}得分", ("15{}14.5", "85{}80")), ("满分{}自评得分", ("15分{}14.5分", "85分{}80分"))]
)
def test_weights_and_scores_are_parted(stroke, heading, cells):
    rows = [
        ["项目名称", "惠民演出", LEFT, LEFT, LEFT, LEFT],
        ["一级指标", "二级指标", "三级指标", "目标值", heading.format(stroke), "说明"],
        ["产出指标", "数量指标", "演出场次", "≥72场", cells[0].format(stroke), ""],
        [UP, "质量指标", "合格率", "100%", cells[1].format(stroke), "设备老化"],
    ]
    read = form(rows)
    assert [points(i) for i in read.indicators] == [("15", "14.5"), ("85", "80")]
    assert value(read.indicators[1].reason) == "设备老化"
    assert not any(i.extra for i in read.indicators)


def test_targets_and_results_are_parted():
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标值/完成值", "分值", "得分"],
        ["产出指标", "数量指标", "演出场次", "≥72场/75场", "50", "50"],
        [UP, "时效指标", "完成时间", "12月底前/11月", "50", "50"],
    ]
    first, second = form(rows).indicators
    assert (value(first.target_text), value(first.actual_text), plain(first.actual_value)) == ("≥72场", "75场", "75")
    assert (value(second.target_text), value(second.actual_text)) == ("12月底前", "11月")


def test_a_stroke_within_a_value_parts_nothing():
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
        ["产出指标", "成本指标", "补助标准", "300元/户", "300元/户", "50", "50"],
        [UP, "数量指标", "户数/人数", "20/40", "20/40", "50", "50"],
    ]
    read = form(rows)
    assert [value(i.target_text) for i in read.indicators] == ["300元/户", "20/40"]
    assert [value(i.level3) for i in read.indicators] == ["补助标准", "户数/人数"]


def test_a_sum_above_the_rows_and_headings_printed_again_do_not_end_the_column():
    heads = ["一级指标", "二级指标", "三级指标", "目标值/完成值", "分值", "得分"]
    rows = [
        heads,
        ["合计", LEFT, LEFT, LEFT, "100", "99"],
        ["产出指标", "数量指标", "演出场次", "≥72场/75场", "50", "50"],
        heads,
        ["效益指标", "社会效益指标", "观众满意率", "≥90%/88%", "50", "49"],
    ]
    read = form(rows)
    assert [value(i.actual_text) for i in read.indicators] == ["75场", "88%"]
    assert [value(i.level3) for i in read.indicators] == ["演出场次", "观众满意率"]


@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        ("一级指标/二级指标", "产出指标—数量指标", "产出指标—质量指标"),
        ("一、二级指标", "产出指标：数量指标", "产出指标：质量指标"),
        ("一级/二级指标", "产出指标\n数量指标", "产出指标\n质量指标"),
        ("一级指标和二级指标", "产出指标数量指标", "产出指标质量指标"),
    ],
)
def test_two_levels_in_one_cell_are_parted(heading, first, second):
    rows = [
        [heading, "三级指标", "指标值", "完成值", "分值", "得分"],
        [first, "演出场次", "≥72场", "75场", "50", "50"],
        [second, "合格率", "100%", "100%", "50", "50"],
    ]
    levels = [(value(i.level1), value(i.level2)) for i in form(rows).indicators]
    assert levels == [("产出指标", "数量指标"), ("产出指标", "质量指标")]


def test_a_second_level_before_the_name_is_parted_from_it():
    rows = [
        ["一级指标", "二级/三级指标", "指标值", "完成值", "分值", "得分"],
        ["过程", "资金管理：资金到位率", "100%", "100%", "50", "50"],
        [UP, "组织实施：制度执行：有效性", "有效", "有效", "50", "50"],
        [UP, "组织实施：……", "", "", "", ""],
    ]
    names = [(value(i.level2), value(i.level3)) for i in form(rows).indicators]
    assert names == [("资金管理", "资金到位率"), ("组织实施", "制度执行：有效性")]


@pytest.mark.parametrize("heading", ["三级指标（目标值）", "指标名称（年度指标值）", "三级指标及目标值"])
def test_a_target_in_brackets_behind_the_name_is_parted_from_it(heading):
    rows = [
        ["一级指标", heading, "完成值", "分值", "得分"],
        ["产出指标", "演出场次（≥72场）", "75场", "50", "50"],
        [UP, "采购乐器（套）（12件（套））", "12件", "50", "50"],
    ]
    read = [(value(i.level3), value(i.target_text)) for i in form(rows).indicators]
    assert read == [("演出场次", "≥72场"), ("采购乐器（套）", "12件（套）")]


def test_strokes_in_units_part_no_value():
    rows = [
        ["一级指标", "三级指标", "指标值/完成值", "分值", "得分"],
        ["产出指标", "补助标准", "36元/人/38元/人", "50", "50"],
        [UP, "人均成本", "36元/人/38", "50", "50"],
        [UP, "培训人数", "20人/21人", "", ""],
    ]
    assert [value(i.actual_text) for i in form(rows).indicators] == ["38元/人", "38", "21人"]


@pytest.mark.parametrize("joint", ["{}—{}", "{}/{}", "{}{}"])
def test_names_of_two_levels_that_are_told_once_hold_for_the_rows_below(joint):
    rows = [
        ["一级/二级指标", "三级指标", "目标值", "完成值", "分值", "得分"],
        [joint.format("产出指标", "数量指标"), "演出场次", "≥72场", "75场", "20", "20"],
        ["", "观众人次", "≥3000人次", "3120人次", "20", "20"],
        [joint.format("产出指标", "成本指标"), "每场费用", "≤2万元", "1.9万元", "20", "20"],
        ["", "总费用", "≤150万元", "142万元", "20", "20"],
        [joint.format("效益指标", "社会效益指标"), "观众满意率", "≥90%", "92%", "20", "20"],
    ]
    output = [("产出指标", "数量指标")] * 2 + [("产出指标", "成本指标")] * 2
    assert [(value(i.level1), value(i.level2)) for i in form(rows).indicators] == [
        *output,
        ("效益指标", "社会效益指标"),
    ]


@pytest.mark.parametrize(
    "joined",
    [
        ["产出指标（60分，自评58分）\n数量指标", "产出指标（60分，自评58分）\n质量指标"],
        ["产出指标\n（60分，自评58分）数量指标", "产出指标\n（60分，自评58分）质量指标"],
        ["产出指标（60分，自评58分）成本指标", "产出指标（60分，自评58分）质量指标"],
    ],
)
def test_two_levels_in_a_cell_with_the_points_of_the_first(joined):
    rows = [
        ["一级指标/二级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
        [joined[0], "修路", "5公里", "5公里", "30", "28"],
        [joined[1], "合格率", "100%", "100%", "30", "30"],
    ]
    found = form(rows).indicators
    assert [value(i.level1) for i in found] == ["产出指标", "产出指标"]
    assert [plain(i.level1_weight) for i in found] == ["60", "60"]
    assert value(found[1].level2) == "质量指标"
