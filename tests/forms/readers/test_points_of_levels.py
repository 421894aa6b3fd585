"""Points and subtotals of levels: below one heading with others, behind the names, in a row of 小计."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP, table
from tests.forms.reading import form, plain, points, value
from ziping.parsers.forms.cells.levels import read_level


def of_levels(indicator) -> tuple:
    return plain(indicator.level1_weight), plain(indicator.level2_weight)


def test_a_heading_over_the_points_of_two_levels():
    rows = [
        ["一级指标", "二级指标", "分值", LEFT, "三级指标", "指标值", "分值", "得分"],
        ["产出指标", "数量指标", "60", "40", "修渠", "5公里", "20", "20"],
        [UP, UP, UP, UP, "清淤", "9公里", "20", "19"],
        [UP, "质量指标", UP, "20", "合格率", "100%", "20", "20"],
        ["效益指标", "社会效益", "40", "40", "受益户数", "80户", "40", "40"],
    ]
    found = form(rows).indicators
    assert [points(i) for i in found] == [("20", "20"), ("20", "19"), ("20", "20"), ("40", "40")]
    assert [of_levels(i) for i in found] == [("60", "40"), ("60", "40"), ("60", "20"), ("40", "40")]


def test_merged_points_of_a_level_behind_the_names():
    rows = [
        ["一级指标", "二级指标", "三级指标", "分值", "指标值", "分值", "得分"],
        ["产出指标", "数量指标", "修渠", "40", "5公里", "25", "25"],
        [UP, UP, "清淤", UP, "9公里", "15", "14"],
        [UP, "质量指标", "合格率", "20", "100%", "20", "20"],
        ["效益指标", "社会效益", "受益户数", "40", "80户", "40", "40"],
    ]
    found = form(rows).indicators
    assert [points(i) for i in found] == [("25", "25"), ("15", "14"), ("20", "20"), ("40", "40")]
    assert [plain(i.level2_weight) for i in found] == ["40", "40", "20", "40"]


def test_points_of_which_nobody_knows_whose_they_are_go_to_no_level():
    rows = [
        ["一级指标", "三级指标", "分值", LEFT, "指标值", "得分"],
        ["产出指标", "修渠", "20", "18", "5公里", "20"],
        [UP, "清淤", "30", "29", "9公里", "19"],
    ]
    found = form(rows).indicators
    assert [plain(i.level1_weight) for i in found] == [None, None]
    assert all({"18", "29"} & {v.value for _, v in i.extra} for i in found)


def subtotals(first: str, second: str) -> list[tuple]:
    rows = [
        ["三级指标", "指标值", "分值", "得分"],
        ["（一）产出指标", LEFT, LEFT, LEFT],
        ["数量指标", LEFT, LEFT, LEFT],
        ["修渠", "5公里", "20", "20"],
        ["质量指标", LEFT, LEFT, LEFT],
        ["合格率", "100%", "30", "28"],
        ["小计", LEFT, first, "48" if first == "50" else "28"],
        ["（二）效益指标", LEFT, LEFT, LEFT],
        ["社会效益", LEFT, LEFT, LEFT],
        ["受益户数", "80户", "50", "50"],
        ["小计", LEFT, second, "50"],
    ]
    return [(s.level, value(s.label), plain(s.weight)) for s in form(rows).sections]


def test_a_sum_below_titles_of_two_levels_is_of_the_one_whose_rows_come_to_it():
    assert subtotals("50", "50") == [(1, "产出指标", "50"), (1, "效益指标", "50")]


def test_a_sum_that_comes_to_the_nearer_level_is_that_ones():
    assert subtotals("30", "50") == [(2, "质量指标", "30"), (2, "社会效益", "50")]


def test_a_unit_behind_bare_results_is_theirs():
    rows = [
        ["一级指标", "三级指标", "指标值", "完成值", "单位", "得分"],
        ["产出指标", "修渠", "≥5公里", "6", "公里", "50"],
        ["效益指标", "满意率", "≥90%", "92", "%", "50"],
    ]
    found = form(rows).indicators
    assert [value(i.actual_unit) for i in found] == ["公里", "%"]
    assert [value(i.target_text) for i in found] == ["≥5公里", "≥90%"]


def test_a_unit_behind_bare_results_is_the_targets_where_those_have_none():
    rows = [
        ["一级指标", "三级指标", "指标值", "完成值", "单位", "得分"],
        ["产出指标", "修渠", "5", "6", "公里", "50"],
        ["效益指标", "满意率", "90", "92", "%", "50"],
    ]
    assert [value(i.target_text) for i in form(rows).indicators] == ["5公里", "90%"]


def test_cells_that_stand_off_their_headings_by_half():
    """The ruling lines of the second page stand elsewhere: each cell has the column that no other of its row has."""
    rows = [
        ["一级指标", "三级指标", "指标值", LEFT, "完成值", LEFT, "得分"],
        ["产出指标", "修渠", "≥5公里", LEFT, "6公里", LEFT, "50"],
        ["效益指标", "满意率", "≥90%", "92%", LEFT, "", "50"],
    ]
    assert [value(i.actual_text) for i in form(rows).indicators] == ["6公里", "92%"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("群众评价\n10分", ("群众评价", "10", None)),
        ("农户评价\n（10分）", ("农户评价", "10", None)),
        ("产出指标\n得分28分", ("产出指标", None, "28")),
        ("产出指标（45分）自评\n43.5分", ("产出指标", "45", "43.5")),
        ("社会评价10分", ("社会", None, "10")),
    ],
)
def test_points_below_a_name_that_ends_like_a_mark(printed, expected):
    (cell,) = table([[printed]]).cells
    level = read_level(cell)
    assert level is not None
    assert (value(level.name), plain(level.weight), plain(level.score)) == expected


def test_names_and_points_below_the_heading_of_their_level():
    rows = [
        ["评价指标", LEFT, LEFT, LEFT, LEFT, LEFT, "得分"],
        ["一级指标", LEFT, "二级指标", LEFT, "三级指标", LEFT, UP],
        ["指标名称", "权重（%）", "指标名称", "权重（%）", "指标名称", "权重（%）", UP],
        ["履职效能", "50", "整体效能", "20", "产出完成", "10", "9.6"],
        [UP, UP, UP, UP, "效益完成", "10", "10"],
        [UP, UP, "专项效能", "30", "接收安置", "30", "29"],
        ["管理效率", "50", "预算编制", "50", "编制约束", "50", "50"],
    ]
    found = form(rows).indicators
    assert [points(i) for i in found] == [("10", "9.6"), ("10", "10"), ("30", "29"), ("50", "50")]
    assert [of_levels(i) for i in found] == [("50", "20"), ("50", "20"), ("50", "30"), ("50", "50")]
    assert [value(i.level2) for i in found] == ["整体效能", "整体效能", "专项效能", "预算编制"]


def summed_up(weights: tuple[str, str, str], last: tuple[str, str]) -> list[tuple]:
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标值", "分值", "得分"],
        ["产出指标", "数量指标", "修渠", "5公里", weights[0], weights[0]],
        [UP, UP, "清淤", "9公里", weights[1], weights[1]],
        ["满意度指标", "服务对象", "满意率", "90%", weights[2], weights[2]],
        ["小计", LEFT, LEFT, LEFT, *last],
    ]
    return [(value(s.label), plain(s.weight), plain(s.score)) for s in form(rows).sections]


def test_a_subtotal_below_all_levels_of_a_block_is_none_of_the_last_level():
    assert summed_up(("50", "30", "10"), ("90", "90")) == []


def test_a_subtotal_that_the_last_level_comes_to_is_its_own():
    assert summed_up(("50", "30", "10"), ("10", "10")) == [("满意度指标", "10", "10")]
