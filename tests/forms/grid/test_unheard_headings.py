"""Blocks of indicators whose headings nobody knows, or that have none: the rows tell."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP
from tests.forms.reading import codes, form, levels, plain, points, read, value

ROWS = [
    ["产出指标", "数量指标", "培训村医", "≥40人", "42人", "30", "29"],
    [UP, "质量指标", "考核合格率", "100%", "100%", "30", "30"],
    ["效益指标", "社会效益指标", "就诊便利程度", "提高", "提高", "40", "38"],
]
EXPECTED = [
    ("产出指标", "数量指标", "培训村医", "≥40人", "42人", "30", "29"),
    ("产出指标", "质量指标", "考核合格率", "100%", "100%", "30", "30"),
    ("效益指标", "社会效益指标", "就诊便利程度", "提高", "提高", "40", "38"),
]


def fields(indicator) -> tuple:
    return *levels(indicator), value(indicator.target_text), value(indicator.actual_text), *points(indicator)


@pytest.mark.parametrize(
    "headings",
    [
        ["类型", "细类", "名目", "应达标准", "达到程度", "应得", "实给"],
        ["大项", "小项", "考量点", "本年设想", "本年落实", "满格", "给出"],
        ["指标体系", "分解", "工作内容", "计划达到", "落实", "共几分", "给几分"],
    ],
)
def test_headings_that_nobody_knows(headings):
    reading = read([["项目名称", "村医补助", *[LEFT] * 5], headings, *ROWS])
    assert [fields(i) for i in reading.forms[0].indicators] == EXPECTED
    assert set(codes(reading)) == {"unknown-column"}


def test_no_headings_at_all():
    reading = read([["项目名称", "村医补助", *[LEFT] * 5], *ROWS])
    assert [fields(i) for i in reading.forms[0].indicators] == EXPECTED
    assert set(codes(reading)) == {"unknown-column"}


def test_some_headings_known():
    headings = ["类型", "细类", "三级指标", "应达标准", "完成值", "分值", "给出"]
    assert [fields(i) for i in form([headings, *ROWS]).indicators] == EXPECTED


def test_points_under_unknown_headings_stay_extra_where_they_contradict():
    """The second column is above the first in places: neither is taken for points."""
    rows = [[*row[:5], row[6], row[5]] for row in ROWS]
    found = form([["类型", "细类", "名目", "应达标准", "达到程度", "甲数", "乙数"], *rows]).indicators
    assert [points(i) for i in found] == [(None, None)] * 3


def test_a_table_that_names_no_levels_is_left_alone():
    rows = [["年份", "收入", "支出"], ["2021", "10", "9"], ["2022", "12", "11"], ["2023", "13", "12"]]
    assert read(rows).forms == ()


def test_total_below():
    reading = form(
        [["类型", "细类", "名目", "应达标准", "达到程度", "应得", "实给"], *ROWS, ["总分", *[LEFT] * 4, "100", "97"]]
    )
    assert (plain(reading.totals.full_score), plain(reading.totals.total_score)) == ("100", "97")


def test_among_several_columns_of_words_target_and_result_measure_alike():
    heads = ["大项", "小项", "考量点", "甲", "乙", "丙", "丁", "戊"]
    rows = [[*row[:3], "按季统计", *row[3:]] for row in ROWS]
    assert [fields(i) for i in form([heads, *rows]).indicators] == EXPECTED


def test_among_several_columns_of_figures_full_points_add_up_to_the_whole():
    heads = ["大项", "小项", "考量点", "甲", "乙", "丙", "丁", "戊"]
    rows = [[*row[:5], n, *row[5:]] for row, n in zip(ROWS, ("2021", "7", "3"), strict=True)]
    assert [points(i) for i in form([heads, *rows]).indicators] == [
        points_ for *_, a, b in EXPECTED for points_ in [(a, b)]
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["单位", "编制数", "实有人数"], ["局机关", "20", "18"], ["事业单位", "30", "29"], ["合计", "50", "47"]],
        [["名称", "去年", "今年", "说明"], ["公车", "30", "28", "报废两辆"], ["房屋", "70", "70", ""]],
        [["指标", "甲地", "乙地", "丙地"], ["人口", "50", "40", "30"], ["户数", "50", "45", "35"]],
    ],
)
def test_figures_that_could_be_points_make_no_indicators(rows):
    assert not any(f.indicators for f in read(rows).forms)


def test_points_that_only_figures_tell_beside_targets_and_results():
    rows = [
        ["干什么", "干成啥", "原来想", "实际上", "该得", "挣得"],
        ["保洁", "清扫街道", "12条", "12条", "50", "50"],
        ["绿化", "补种树木", "800株", "760株", "50", "47"],
    ]
    found = form(rows).indicators
    assert [(value(i.level3), value(i.target_text), value(i.actual_text), *points(i)) for i in found] == [
        ("清扫街道", "12条", "12条", "50", "50"),
        ("补种树木", "800株", "760株", "50", "47"),
    ]
