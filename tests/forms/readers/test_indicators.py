"""Levels, names, targets, points and subtotals of score sheets."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP
from tests.forms.reading import (
    HEADER,
    codes,
    extra,
    form,
    levels,
    plain,
    points,
    read,
    value,
)


def row(*cells: str) -> list[str]:
    return [*cells, *([""] * (len(HEADER) - len(cells)))]


def sections(found) -> list[tuple]:
    return [(s.level, s.label.value, plain(s.weight), plain(s.score)) for s in found.sections]


MERGED = [
    ["产出指标", "数量指标", "甲", "1个", "1个", "10", "10"],
    [UP, UP, "乙", "2个", "2个", "10", "9"],
    [UP, "质量指标", "丙", "98%", "99%", "10", "8"],
]
REPEATED = [[r[0].replace(UP, "产出指标"), r[1].replace(UP, "数量指标"), *r[2:]] for r in MERGED]
ONCE = [[r[0].replace(UP, ""), r[1].replace(UP, ""), *r[2:]] for r in MERGED]


@pytest.mark.parametrize("rows", [MERGED, REPEATED, ONCE], ids=["merged", "repeated", "printed once"])
def test_levels_go_on_below(rows):
    found = form([HEADER, *rows]).indicators
    assert [levels(i) for i in found] == [
        ("产出指标", "数量指标", "甲"),
        ("产出指标", "数量指标", "乙"),
        ("产出指标", "质量指标", "丙"),
    ]
    assert {(i.category, i.kind) for i in found} == {("output", "quantity"), ("output", "quality")}


def test_a_new_first_level_ends_the_second():
    rows = [["产出指标", "数量指标", "甲", "1", "1", "5", "5"], ["满意度指标", "", "乙", "90%", "91%", "5", "5"]]
    assert levels(form([HEADER, *rows]).indicators[1]) == ("满意度指标", None, "乙")


def test_a_name_over_the_columns_of_two_levels_has_no_second_level():
    rows = [["产出指标", "数量指标", "甲", "1", "1", "5", "5"], ["扣分项（10分）", "配合度", LEFT, "-", "-", "", ""]]
    last = form([HEADER, *rows]).indicators[1]
    assert levels(last) == ("扣分项", None, "配合度")
    assert last.target_text is None


def test_a_name_over_all_levels_stands_alone():
    rows = [["预算执行率", LEFT, LEFT, "100%", "98%", "10", "9.8"], *MERGED]
    first = form([HEADER, *rows]).indicators[0]
    assert levels(first) == (None, None, "预算执行率")
    assert (first.category, first.kind) == ("budget_execution", "other")


@pytest.mark.parametrize(
    "label",
    [
        "产出指标50分",
        "产出指标(50分)",
        "产出指标（50）",
        "产出指标 50 分",
        "产 出\n指 标\n（权重50）",
        "一、产出指标（满分50分）",
    ],
)
def test_levels_carry_points(label):
    found = form([HEADER, [label, *MERGED[0][1:]], *MERGED[1:]])
    assert {value(i.level1) for i in found.indicators} in ({"产出指标"}, {"产 出指 标"})
    assert {plain(i.level1_weight) for i in found.indicators} == {"50"}
    assert [s[2] for s in sections(found)] == ["50"]


def test_points_of_levels_in_columns_of_their_own():
    header = ["一级指标", "权重", "二级指标", "权重", "三级指标", "权重", "目标值", "完成值", "自评得分"]
    found = form([header, ["产出", "50", "数量", "20", "甲", "10", "1个", "1个", "9"]])
    (indicator,) = found.indicators
    assert (plain(indicator.level1_weight), plain(indicator.level2_weight)) == ("50", "20")
    assert points(indicator) == ("10", "9")
    assert sections(found) == [(1, "产出", "50", None), (2, "数量", "20", None)]


def test_a_level_printed_again_after_a_page_break_is_one_section():
    rows = [["产出（50分）", "数量", "甲", "1", "1", "5", "5"], ["产出（50分）", "数量", "乙", "1", "1", "5", "5"]]
    assert sections(form([HEADER, *rows])) == [(1, "产出", "50", None)]


def test_group_titles_are_rows():
    rows = [
        ["指标名称", "目标值", "完成值", "分值", "得分"],
        ["一、产出指标（50分）", LEFT, LEFT, LEFT, LEFT],
        ["（一）数量指标", LEFT, LEFT, LEFT, LEFT],
        ["甲", "1个", "1个", "10", "10"],
        ["二、效益指标（30分）", LEFT, LEFT, LEFT, LEFT],
        ["乙", "提升", "提升", "10", "9"],
    ]
    found = form(rows)
    assert [levels(i) for i in found.indicators] == [("产出指标", "数量指标", "甲"), ("效益指标", None, "乙")]
    assert sections(found) == [(1, "产出指标", "50", None), (1, "效益指标", "30", None)]


def test_group_titles_with_their_points_beside_them():
    rows = [
        ["评价内容", "目标值", "完成值", "分值", "得分"],
        ["产出指标", "", "", "50", "48"],
        ["甲", "1个", "1个", "50", "48"],
    ]
    found = form(rows)
    assert [levels(i) for i in found.indicators] == [("产出指标", None, "甲")]
    assert sections(found) == [(1, "产出指标", "50", "48")]


def test_subtotals_and_totals():
    rows = [
        *MERGED,
        ["小计", LEFT, LEFT, "", "", "30", "27"],
        ["效益指标", "社会效益指标", "丁", "提升", "提升", "10", "10"],
        ["效益指标小计", LEFT, LEFT, "", "", "10", "10"],
        ["合计", LEFT, LEFT, "", "", "40", "37"],
    ]
    found = form([HEADER, *rows])
    assert len(found.indicators) == 4
    assert sections(found) == [(1, "产出指标", "30", "27"), (1, "效益指标", "10", "10")]
    assert (plain(found.totals.full_score), plain(found.totals.total_score)) == ("40", "37")


def test_subtotals_of_the_second_level():
    rows = [*MERGED[:2], [UP, UP, "小计", "", "", "20", "19"], *[["", "质量指标", *MERGED[2][2:]]]]
    assert sections(form([HEADER, *rows])) == [(2, "数量指标", "20", "19")]


@pytest.mark.parametrize(
    ("last", "totals"),
    [
        (["总分", LEFT, LEFT, LEFT, LEFT, "100", "96"], ("100", "96")),
        (["总计", "", "", "", "", "100分", "96.5分"], ("100", "96.5")),
        (["自评总分", LEFT, LEFT, LEFT, LEFT, "96", LEFT], (None, "96")),
        (["总分（100分）", LEFT, LEFT, LEFT, LEFT, LEFT, "96"], ("100", "96")),
        (["自评得分：96分，满分：100分", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT], ("100", "96")),
    ],
)
def test_total_rows(last, totals):
    found = form([HEADER, *MERGED, last])
    assert (plain(found.totals.full_score), plain(found.totals.total_score)) == totals
    assert len(found.indicators) == 3


def test_a_total_row_may_carry_the_grade():
    found = form([[*HEADER, "备注"], [*MERGED[0], ""], ["总分", LEFT, LEFT, LEFT, LEFT, "100", "96", "优"]])
    assert value(found.totals.grade) == "excellent"
    assert value(found.totals.grade_text) == "优"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("指标1：参保人数", "参保人数"),
        ("1.参保人数", "参保人数"),
        ("★参保人数", "参保人数"),
        ("（1）参保人数", "参保人数"),
        ("2024年新增人数", "2024年新增人数"),
        ("其中：农民工", "其中：农民工"),
        ("1.2万亩改造", "1.2万亩改造"),
    ],
)
def test_numbering_before_names(printed, name):
    (indicator,) = form([HEADER, ["产出", "数量", printed, "1", "1", "5", "5"]]).indicators
    assert value(indicator.level3) == name
    assert indicator.level3.printed[0].text == name


@pytest.mark.parametrize("name", ["指标1:", "指标2：", "……", ".....", "", "…", "—", "无"])
def test_placeholders_are_no_indicators(name):
    rows = [["产出", "数量", "甲", "1", "1", "5", "5"], ["", "成本指标", name, "", "—", "", ""]]
    assert len(form([HEADER, *rows]).indicators) == 1


def test_sub_rows_have_no_weight():
    rows = [["产出", "数量", "甲", "10人", "10人", "5", "5"], ["", "", "其中：新增", "3人", "3人", "", ""]]
    found = form([HEADER, *rows]).indicators
    assert [points(i) for i in found] == [("5", "5"), (None, None)]


def test_a_header_printed_again_is_skipped():
    found = form([HEADER, *MERGED[:1], HEADER, ["", "", "乙", "2个", "2个", "10", "9"]])
    assert [levels(i) for i in found.indicators] == [("产出指标", "数量指标", "甲"), ("产出指标", "数量指标", "乙")]


def test_without_a_third_level_the_lowest_is_the_name():
    header = ["一级指标", "二级指标", "目标值", "完成值", "分值"]
    rows = [["产出", "参保人数", "1人", "1人", "5"], ["", "退休人数", "2人", "2人", "5"]]
    assert [levels(i) for i in form([header, *rows]).indicators] == [
        ("产出", None, "参保人数"),
        ("产出", None, "退休人数"),
    ]


def test_a_fourth_level_is_the_name():
    header = ["一级指标", "二级指标", "三级指标", "四级指标", "分值", "得分"]
    (indicator,) = form([header, ["产出", "数量", "实际完成率", "甲村完成率", "5", "5"]]).indicators
    assert levels(indicator) == ("产出", "数量", "甲村完成率")
    assert extra(indicator) == {"三级指标": "实际完成率"}


def test_points_in_the_name_where_no_column_has_them():
    header = ["一级指标", "二级指标", "三级指标", "评分标准", "自评得分"]
    (indicator,) = form([header, ["过程", "资金管理", "预算执行率（10分）", "按率得分", "9.8"]]).indicators
    assert value(indicator.level3) == "预算执行率"
    assert points(indicator) == ("10", "9.8")


def test_notes_and_signatures_below_are_no_indicators():
    rows = [
        *MERGED,
        ["注：得分保留两位小数", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT],
        ["填报人：张三", LEFT, LEFT, "联系电话：12345678", LEFT, LEFT, LEFT],
    ]
    reading = read([HEADER, *rows])
    assert len(reading.forms[0].indicators) == 3
    assert codes(reading) == []


def test_the_place_of_a_row_is_its_own():
    second = form([HEADER, *MERGED]).indicators[1]
    assert (second.row.box.top, second.row.box.bottom) == (140.0, 160.0)
    assert second.level1.printed[0].text == "产出指标"


def test_the_title_of_the_table_is_the_sheet():
    title = ["2024年度项目支出绩效自评表", *[LEFT] * 6]
    assert value(form([title, HEADER, *MERGED]).indicators[0].sheet) == "2024年度项目支出绩效自评表"
    assert value(form([HEADER, *MERGED], title="评分表").indicators[0].sheet) == "评分表"


def test_a_name_that_sounds_like_a_field_is_a_name():
    rows = [["指标名称", "目标值", "完成值"], ["参保人数", "10人", "11人"], ["项目完成时间", "12月底前", "12月20日"]]
    assert [levels(i)[2] for i in form(rows).indicators] == ["参保人数", "项目完成时间"]


def test_an_indicator_may_have_the_usual_name_of_a_level():
    header = ["一级指标", "二级指标", "分值", "自评得分"]
    rows = [["过程", "预算执行", "20", "18"], [UP, "预算管理", "20", "19"]]
    found = form([header, *rows])
    assert [(value(i.level1), value(i.level3 or i.level2), plain(i.score)) for i in found.indicators] == [
        ("过程", "预算执行", "18"),
        ("过程", "预算管理", "19"),
    ]
    assert not sections(found)


def test_a_label_of_the_block_printed_again_beside_the_rows_is_no_extra():
    header = ["绩效指标", *HEADER]
    found = form([header, ["绩效指标", *MERGED[0]], [UP, *MERGED[2]]]).indicators
    assert [extra(i) for i in found] == [{}, {}]


@pytest.mark.parametrize("label", ["偏差原因", "未完成原因及拟采取的改进措施", "扣分原因"])
def test_a_row_of_reasons_is_about_the_row_above(label):
    rows = [
        ["一级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
        ["产出指标", "修路里程", "5公里", "4公里", "50", "40"],
        [label, "雨季影响施工，下年加快进度", LEFT, LEFT, LEFT, LEFT],
        ["效益指标", "群众满意度", "90%", "92%", "50", "50"],
    ]
    found = form(rows).indicators
    assert [value(i.level3) for i in found] == ["修路里程", "群众满意度"]
    assert [value(i.reason) for i in found] == ["雨季影响施工，下年加快进度", None]


@pytest.mark.parametrize("label", ["总计", "合计", "总分"])
@pytest.mark.parametrize("head", ["绩效指标", "指标"])
def test_a_total_on_top_beside_the_label_of_the_block(head: str, label: str):
    rows = [
        [head, "一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
        [head, label, LEFT, LEFT, LEFT, LEFT, "100", "95.5"],
        [UP, "产出指标", "数量指标", "培训场次", "≥10场", "10场", "60", "60"],
        [UP, "效益指标", "社会效益指标", "公共服务", "提升", "提升", "40", "35.5"],
    ]
    found = form(rows)
    assert plain(found.totals.total_score) == "95.5"
    assert [value(i.level3) for i in found.indicators] == ["培训场次", "公共服务"]
