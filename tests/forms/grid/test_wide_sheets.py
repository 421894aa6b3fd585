"""Sheets that are wider than a page, or hold two indicators in a row."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP, document, paragraph, table
from tests.forms.reading import codes, form, levels, points, read, value
from ziping.parsers.parse import parse

NAMES = [
    ["项目名称", "蔬菜大棚补助", LEFT],
    ["一级指标", "三级指标", "指标值"],
    ["产出指标", "新建大棚", "60座"],
    [UP, "验收合格率", "100%"],
    ["效益指标", "户均增收", "≥3000元"],
]
LEAF = [["分值", "得分"], ["40", "38"], ["20", "20"], ["40", "40"]]


def of_two_pages(first: list[list[str]], second: list[list[str]]):
    title = paragraph("2023年度项目支出绩效自评表")
    return parse(document(title, table(first), table(second, page=2)))


def test_the_last_columns_on_the_next_page():
    (found,) = of_two_pages(NAMES, LEAF).evaluations
    assert [(*levels(i)[::2], *points(i)) for i in found.indicators] == [
        ("产出指标", "新建大棚", "40", "38"),
        ("产出指标", "验收合格率", "20", "20"),
        ("效益指标", "户均增收", "40", "40"),
    ]


def test_rows_below_the_block_have_nothing_beside_them():
    report = of_two_pages([*NAMES, ["评价结论：目标全部完成。", LEFT, LEFT]], LEAF)
    assert [points(i) for i in report.evaluations[0].indicators] == [("40", "38"), ("20", "20"), ("40", "40")]


def test_headings_printed_again_stand_beside_each_other():
    first = [*NAMES[:3], NAMES[1], ["效益指标", "户均增收", "≥3000元"]]
    second = [LEAF[0], LEAF[1], LEAF[0], LEAF[3]]
    assert [points(i) for i in of_two_pages(first, second).evaluations[0].indicators] == [("40", "38"), ("40", "40")]


def test_a_table_with_fewer_rows_stands_beside_nothing():
    """Nobody can say which rows its points belong to: they are no points of theirs, and a warning says so."""
    report = of_two_pages(NAMES, LEAF[:-1])
    named = [i for e in report.evaluations for i in e.indicators if i.level3 is not None]
    assert [points(i) for i in named] == [(None, None)] * 3
    assert "unread-table" in [n.code for n in report.notes]


def test_points_beside_no_names_are_told_of():
    assert "unread-table" in codes(read(LEAF))


@pytest.mark.parametrize(
    "headings", [["指标名称", "目标值", "完成值", "得分"], ["三级指标", "指标值", "实际完成值", "自评得分"]]
)
def test_two_indicators_in_a_row(headings):
    rows = [
        ["项目名称", "水库养护", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT],
        [*headings, *headings],
        ["维修水库", "12座", "12座", "20", "清淤渠道", "30公里", "28公里", "18"],
        ["合格率", "100%", "100%", "20", "", "", "", ""],
        ["自评得分", "58", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT],
    ]
    found = form(rows)
    assert [(value(i.level3), value(i.actual_text), *points(i)) for i in found.indicators] == [
        ("维修水库", "12座", None, "20"),
        ("合格率", "100%", None, "20"),
        ("清淤渠道", "28公里", None, "18"),
    ]
    assert value(found.totals.total_score) == 58


def test_levels_merged_in_both_halves_beside_the_label_of_the_block():
    rows = [
        ["绩效指标", "一级指标", "三级指标", "指标值", "分值", "一级指标", "三级指标", "指标值", "分值"],
        [UP, "产出指标", "维修水库", "12座", "30", "效益指标", "受益户数", "900户", "20"],
        [UP, UP, "清淤渠道", "30公里", "30", UP, "满意率", "90%", "20"],
        ["合计", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT, LEFT, "100"],
    ]
    assert [levels(i)[::2] for i in form([["项目名称", "水库养护", *[LEFT] * 7], *rows]).indicators] == [
        ("产出指标", "维修水库"),
        ("产出指标", "清淤渠道"),
        ("效益指标", "受益户数"),
        ("效益指标", "满意率"),
    ]


def test_rows_are_claimed_as_they_are_printed():
    rows = [
        ["指标名称", "目标值", "得分", "指标名称", "目标值", "得分"],
        ["维修水库", "12座", "20", "清淤渠道", "30公里", "18"],
        ["合格率", "100%", "20", "满意率", "90%", "20"],
    ]
    assert [(c.start, c.stop) for c in read(rows).claims] == [(0, 3)]


def test_two_groups_of_headings_that_differ_are_no_halves():
    rows = [
        ["一级指标", "三级指标", "目标值", "完成值", "分值", "得分"],
        ["产出指标", "维修水库", "12座", "12座", "60", "60"],
        ["效益指标", "满意率", "90%", "91%", "40", "40"],
    ]
    assert len(form(rows).indicators) == 2


def test_halves_below_headings_in_two_rows():
    rows = [
        ["三级指标", "完成情况", LEFT, "得分", "三级指标", "完成情况", LEFT, "得分"],
        [UP, "指标值", "实际值", UP, UP, "指标值", "实际值", UP],
        ["维修水库", "12座", "11座", "20", "清淤渠道", "30公里", "28公里", "18"],
        ["合格率", "100%", "99%", "20", "满意率", "90%", "91%", "20"],
    ]
    found = [(value(i.level3), value(i.target_text), value(i.actual_text)) for i in form(rows).indicators]
    assert found == [
        ("维修水库", "12座", "11座"),
        ("合格率", "100%", "99%"),
        ("清淤渠道", "30公里", "28公里"),
        ("满意率", "90%", "91%"),
    ]
