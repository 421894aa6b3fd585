"""Points of levels whose columns no heading tells: they are the sums of the points below each level."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP
from tests.forms.reading import form, plain, points, read, value

HEADINGS = ["一级指标", "分值", "二级指标", "三级指标", "年度指标值", "实际完成值", "权重", "得分"]
ROWS = [
    ["产出指标", "50", "数量指标", "培训村医", "≥40人", "42人", "20", "19"],
    [UP, UP, "质量指标", "考核合格率", "100%", "100%", "30", "30"],
    ["效益指标", "30", "社会效益指标", "就诊便利程度", "提高", "提高", "30", "28"],
    ["满意度指标", "10", "满意度指标", "村民满意度", "≥90%", "93%", "10", "10"],
]
EXPECTED = [("50", "20", "19"), ("50", "30", "30"), ("30", "30", "28"), ("10", "10", "10")]


def of_levels(rows: list[list[str]]) -> list[tuple]:
    return [(plain(i.level1_weight), *points(i)) for i in form(rows).indicators]


@pytest.mark.parametrize(
    "headings",
    [
        HEADINGS,
        ["一级指标", "甲项", *HEADINGS[2:]],
        ["乙项", "分值", *HEADINGS[2:]],
        ["乙项", "甲项", *HEADINGS[2:]],
        ["一级指标", "甲项", *HEADINGS[2:6], "丙项", "得分"],
        ["乙项", "分值", *HEADINGS[2:6], "分值（权重）", "得分"],
    ],
)
def test_one_figure_beside_each_level_that_its_rows_make_up(headings):
    assert of_levels([headings, *ROWS]) == EXPECTED


def test_figures_printed_again_on_every_row():
    rows = [["产出指标", "50", *ROWS[1][2:]] if row[0] == UP else row for row in ROWS]
    assert of_levels([["乙项", "甲项", *HEADINGS[2:]], *rows]) == EXPECTED


def test_rows_of_sums_between_the_levels():
    sums = ["产出指标小计", *[LEFT] * 5, "50", "49"]
    assert of_levels([["一级指标", "甲项", *HEADINGS[2:]], *ROWS[:2], sums, *ROWS[2:]]) == EXPECTED


def test_a_slip_in_one_level_hides_none():
    more = [
        ["管理指标", "15", "组织", "例会次数", "6次", "6次", "5", "5"],
        [UP, UP, "制度", "制度健全性", "健全", "健全", "10", "9"],
    ]
    rows = [["产出指标", "55", *ROWS[0][2:]], *ROWS[1:], *more]
    assert of_levels([["一级指标", "甲项", *HEADINGS[2:]], *rows])[0] == ("55", "20", "19")


def test_figures_that_nothing_adds_up_to_stay_extra():
    rows = [[row[0], n, *row[2:]] for row, n in zip(ROWS, ("7", UP, "3", "4"), strict=True)]
    found = form([["一级指标", "甲项", *HEADINGS[2:]], *rows]).indicators
    assert [plain(i.level1_weight) for i in found] == [None] * len(ROWS)
    assert dict(found[0].extra)["甲项"].value == "7"


def test_points_of_a_level_are_no_marks():
    """Without marks, the points of the levels and those of the indicators are both full points: nothing was given yet."""
    rows = [["乙项", "分值", "丁项", "戊项", "年度指标值", "实际完成值", "权重"], *[row[:-1] for row in ROWS]]
    assert [(plain(i.level1_weight), *points(i)) for i in form(rows).indicators] == [
        (whole, weight, None) for whole, weight, _ in EXPECTED
    ]


def test_an_unknown_column_that_prints_the_initial_targets_again_has_those_that_count():
    headings = ["一级指标", "二级指标", "三级指标", "年初指标值", "己项", "实际完成值", "分值", "得分"]
    rows = [
        ["产出指标", "数量指标", "培训村医", "≥40人", "≥38人", "42人", "30", "29"],
        [UP, "质量指标", "考核合格率", "100%", "100%", "100%", "30", "30"],
        ["效益指标", "社会效益指标", "就诊便利程度", "提高", "提高", "提高", "40", "38"],
    ]
    reading = read([headings, *rows])
    assert [(value(i.initial_target_text), value(i.target_text)) for i in reading.forms[0].indicators] == [
        ("≥40人", "≥38人"), ("100%", "100%"), ("提高", "提高"),
    ]  # fmt: skip
    assert [n.code for n in reading.notes] == ["unknown-column"]


@pytest.mark.parametrize("number", ["指标1：", "1.", "★", "（1）"])
def test_numbered_words_are_the_names_of_levels_with_one_each(number):
    headings = ["一级指标", "辛项", "壬项", "年度指标值", "实际完成值", "分值", "得分"]
    rows = [
        ["部门管理", "预算编制", f"{number}预算完整", "完整", "完整", "30", "30"],
        ["履职效能", "重点任务", f"{number}任务办结率", "≥95%", "96%", "40", "38"],
        ["社会效应", "群众评价", f"{number}群众好评率", "≥90%", "91%", "30", "30"],
    ]
    assert [(value(i.level2), value(i.level3)) for i in form([headings, *rows]).indicators] == [
        ("预算编制", "预算完整"), ("重点任务", "任务办结率"), ("群众评价", "群众好评率"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "titles", [["一、产出指标", "二、效益指标"], ["部门管理", "履职效果"], ["（一）投入", "（二）成效"]]
)
def test_words_below_titles_of_first_levels_are_second_levels(titles):
    headings = ["辛项", "壬项", "年度指标值", "实际完成值", "分值", "得分"]
    blocks = [
        [["质量指标", "★完整性", "完整", "完整", "20", "20"], ["时效指标", "★办结率", "≥95%", "96%", "30", "28"]],
        [["满意度", "★好评率", "≥90%", "91%", "50", "50"]],
    ]
    rows = [row for title, block in zip(titles, blocks, strict=True) for row in ([title, *[LEFT] * 5], *block)]
    found = form([headings, *rows]).indicators
    assert [(value(i.level2), value(i.level3)) for i in found] == [
        ("质量指标", "完整性"), ("时效指标", "办结率"), ("满意度", "好评率"),
    ]  # fmt: skip
    assert [value(i.level1)[-1] for i in found] == [titles[0][-1], titles[0][-1], titles[1][-1]]


@pytest.mark.parametrize(
    "names",
    [
        ["产出指标50分", "效益指标20.5分"],
        ["部门管理（50分）", "履职效果（20.5分）"],
        ["部门管理50分", "履职效果20.5分"],
    ],
)
def test_words_with_points_left_of_the_names_are_first_levels(names):
    headings = ["庚项", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
    rows = [
        [names[0], "资金", "预算完整", "完整", "完整", "20", "20"],
        [names[0], "任务", "任务办结率", "≥95%", "96%", "30", "28"],
        [names[1], "群众", "群众好评率", "≥90%", "91%", "20.5", "20.5"],
    ]
    found = form([headings, *rows]).indicators
    assert [plain(i.level1_weight) for i in found] == ["50", "50", "20.5"]


def test_titles_with_no_level_above_them_are_first_levels_however_they_are_numbered():
    headings = ["三级指标", "年度指标值", "实际完成值", "分值", "得分"]
    rows = [["（一）运行管理", *[LEFT] * 4], ["办结率", "≥95%", "96%", "60", "58"], ["（二）履职成效", *[LEFT] * 4],
            ["好评率", "≥90%", "91%", "40", "40"]]  # fmt: skip
    found = form([headings, *rows]).indicators
    assert [(value(i.level1), value(i.level2)) for i in found] == [("运行管理", None), ("履职成效", None)]


@pytest.mark.parametrize("target", ["年初目标值", "年度指标值", "调整后指标值"])
@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5), (0, 2, 4, 1, 3, 5)])
def test_a_unit_is_that_of_bare_results_where_the_targets_have_their_own(target, order):
    headings = ["三级指标", target, "实际完成值", "单位", "分值", "得分"]
    rows = [["办结率", "≥95%", "96", "%", "60", "58"], ["培训人数", "≥90人", "91", "人", "40", "40"]]
    found = form([[row[i] for i in order] for row in (headings, *rows)]).indicators
    assert [value(i.actual_unit) for i in found] == ["%", "人"]


def test_the_place_of_a_doubt_about_points_covers_what_stands_below_the_heading():
    headings = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "丙项"]
    rows = [[row[0], row[2], row[3], row[4], row[5], row[6], row[7]] for row in ROWS]
    (note,) = read([headings, *rows]).notes
    scores = [i.score.printed[0].box for i in form([headings, *rows]).indicators]
    assert note.code == "unknown-column"
    assert note.printed[0].box.bottom >= max(box.bottom for box in scores)
    assert note.printed[0].text == "丙项"
