"""Levels that codes, headings or brackets tell, and points in words."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP
from tests.forms.reading import (
    form,
    levels,
    money,
    plain,
    points,
    read,
    target,
)

CODED = ["编码", "指标名称", "分值", "得分"]


@pytest.mark.parametrize(
    "codes",
    [("A", "A1", "A11", "A12", "B", "B1", "B11"), ("1", "1.1", "1.1.1", "1.1.2", "2", "2.1", "2.1.1")],
    ids=["letters", "points"],
)
def test_codes_tell_the_levels(codes):
    names = ("项目决策", "项目立项", "立项依据", "立项程序", "项目产出", "产出数量", "招聘会场次")
    scores = ("8", "8", "4", "4", "15", "15", "15")
    rows = [[code, name, score, score] for code, name, score in zip(codes, names, scores, strict=True)]
    found = form([CODED, *rows, ["合计", LEFT, "23", "23"]])
    assert [levels(i) for i in found.indicators] == [
        ("项目决策", "项目立项", "立项依据"),
        ("项目决策", "项目立项", "立项程序"),
        ("项目产出", "产出数量", "招聘会场次"),
    ]
    assert [(s.level, s.label.value, plain(s.score)) for s in found.sections] == [
        (1, "项目决策", "8"),
        (2, "项目立项", "8"),
        (1, "项目产出", "15"),
        (2, "产出数量", "15"),
    ]


def test_running_numbers_tell_no_levels():
    found = form([CODED, ["1", "立项依据", "4", "4"], ["2", "立项程序", "4", "4"], ["10", "招聘会场次", "15", "15"]])
    assert [i.level3.value for i in found.indicators] == ["立项依据", "立项程序", "招聘会场次"]


def test_two_columns_of_names_are_levels_where_the_first_stands_for_several_rows():
    rows = [
        ["评价内容", LEFT, "评价指标", "分值", "得分"],
        ["一", "项目投入（二十分）", "目标设定", "十分", "十分"],
        [UP, UP, "资金落实", "十分", "九点五分"],
        ["二", "项目产出（五分）", "民居改造", "五分", "五分"],
        ["合计", LEFT, LEFT, "二十五分", "二十四点五分"],
    ]
    found = form(rows)
    assert [levels(i) for i in found.indicators] == [
        ("项目投入", None, "目标设定"),
        ("项目投入", None, "资金落实"),
        ("项目产出", None, "民居改造"),
    ]
    assert [points(i) for i in found.indicators] == [("10", "10"), ("10", "9.5"), ("5", "5")]
    assert [plain(s.weight) for s in found.sections] == ["20", "5"]
    assert (plain(found.totals.full_score), plain(found.totals.total_score)) == ("25", "24.5")


def test_a_heading_of_names_with_points_in_brackets_is_no_column_of_points():
    rows = [
        ["一级指标", "三级指标（分值）", "指标值", "完成值", "得分"],
        ["产出指标（50分）", "巡逻次数（10分）", "≥240次", "256次", "10"],
    ]
    (indicator,) = form(rows).indicators
    assert (levels(indicator), points(indicator)) == (("产出指标", None, "巡逻次数"), ("10", "10"))


def test_an_amount_over_the_labels_heads_no_amounts():
    rows = [
        ["预算执行（10分）", "年度预算数（万元）", "年初预算", "调整后预算数", "执行数", "执行率"],
        [UP, "总额", "1 560.00", "1 480.00", "1 332.00", "90%"],
        [UP, "其中：财政资金", "1 500.00", "1 420.00", "1 272.00", "89.58%"],
    ]
    found = [money(line) for line in form(rows).funding]
    assert [amounts[1:] for amounts in found] == [
        ("15600000", "14800000", "13320000"),
        ("15000000", "14200000", "12720000"),
    ]


def test_a_column_of_dimensions_left_of_the_indicators_is_the_first_level():
    rows = [
        ["评价维度", "评价指标", "权重（%）", "打分（10分制）", "加权得分"],
        ["投入", "立项规范性", "8", "10", "8"],
        [UP, "预算编制合理性", "7", "9", "6.3"],
        ["产出", "展览场次", "20", "10", "20"],
    ]
    found = form(rows).indicators
    assert [levels(i)[::2] for i in found] == [("投入", "立项规范性"), ("投入", "预算编制合理性"), ("产出", "展览场次")]
    assert [points(i) for i in found] == [("8", "8"), ("7", "6.3"), ("20", "20")]


def test_titles_numbered_alike_are_of_one_level():
    rows = [
        ["指标内容", "指标值", "完成值", "分值", "得分"],
        ["（一）部门管理(5分)", LEFT, LEFT, LEFT, LEFT],
        ["制度健全性", "健全", "健全", "5", "5"],
        ["（二）可持续性(5分)", LEFT, LEFT, LEFT, LEFT],
        ["公众满意度", "98%", "98%", "5", "5"],
    ]
    assert [levels(i)[:2] for i in form(rows).indicators] == [("部门管理", None), ("可持续性", None)]


PROJECTS = [
    "序号",
    "项目名称",
    "预算数（万元）",
    "执行数（万元）",
    "绩效指标",
    "目标值",
    "完成值",
    "分值",
    "得分",
    "自评总分",
]


@pytest.mark.parametrize("below", [UP, ""], ids=["merged", "printed once"])
def test_a_project_beside_the_rows_of_its_indicators(below):
    rows = [
        ["1", "绿化养护", "380", "372.4", "绿地面积", "≥96亩", "97亩", "60", "60", "98"],
        [*[below] * 4, "市民满意度", "≥90%", "81%", "40", "38", below],
        ["2", "路灯维护", "260", "260", "亮灯率", "≥98%", "98.5%", "100", "100", "100"],
        ["合计", LEFT, "640", "632.4", "", "", "", "", "", ""],
    ]
    found = read([PROJECTS, *rows]).forms
    assert [(f.head.subject.value, plain(f.totals.total_score)) for f in found] == [
        ("绿化养护", "98"),
        ("路灯维护", "100"),
    ]
    assert [[i.level3.value for i in f.indicators] for f in found] == [["绿地面积", "市民满意度"], ["亮灯率"]]
    assert [money(line) for f in found for line in f.funding] == [
        ("total", None, "3800000", "3724000"),
        ("total", None, "2600000", "2600000"),
    ]
    assert [points(i) for i in found[0].indicators] == [("60", "60"), ("40", "38")]


def test_every_level_may_have_its_weight_and_its_score_beside_it():
    rows = [
        ["一级指标", "分值", "得分", "二级指标", "分值", "得分", "三级指标", "分值", "得分"],
        ["投入", "8", "7", "目标设定", "8", "7", "目标合理性", "4", "4"],
        [UP, UP, UP, UP, UP, UP, "指标明确性", "4", "3"],
    ]
    found = form(rows)
    assert [points(i) for i in found.indicators] == [("4", "4"), ("4", "3")]
    assert [(s.level, plain(s.weight), plain(s.score)) for s in found.sections] == [(1, "8", "7"), (2, "8", "7")]


def test_points_taken_off_are_no_score():
    rows = [
        ["评价内容", "标准分", "评分细则", "扣分"],
        ["1 项目立项（20分）", "20", "", "1"],
        ["1.1 立项依据", "10", "符合规划得10分", "0"],
        ["1.2 立项程序", "10", "每缺一项扣1分", "1"],
        ["2 项目绩效（80分）", "80", "", "1.5"],
        ["2.1 群众满意度", "80", "每低1%扣0.5分", "1.5"],
        ["合计", "100", "", "2.5"],
    ]
    found = form(rows)
    assert [(*levels(i)[::2], points(i)) for i in found.indicators] == [
        ("项目立项", "立项依据", ("10", None)),
        ("项目立项", "立项程序", ("10", None)),
        ("项目绩效", "群众满意度", ("80", None)),
    ]
    assert (plain(found.totals.full_score), found.totals.total_score) == ("100", None)


def test_a_line_with_its_parts_below_it_is_the_total():
    rows = [
        ["单位", "甲县事业服务中心", "负责人", "乙", LEFT],
        ["预算金额", "全年预算数", "全年支出数", "支出进度", "得分"],
        ["一、本年预算", "28万元", "28万元", "100%", "10分"],
        ["其中：中央补助", "20万元", "20万元", "100%", ""],
        ["县本级配套", "8万元", "8万元", "100%", ""],
    ]
    found = form(rows)
    assert found.head.agency.value == "甲县事业服务中心"
    assert [money(line)[::2] for line in found.funding] == [
        ("total", "280000"),
        ("central", "200000"),
        ("local", "80000"),
    ]


def test_titles_of_blocks_have_their_unit_and_their_points_are_the_budgets():
    rows = [
        ["项目名称", "公益林管护", LEFT, LEFT, LEFT, LEFT],
        ["二、资金情况（元）", LEFT, LEFT, LEFT, LEFT, LEFT],
        ["预算批复", "2,450,000", "实际到位", "2,450,000", "实际支出", "2,352,000"],
        ["执行率", "96%", "满分", "10", "得分", "9.6"],
        ["三、指标完成情况", LEFT, LEFT, LEFT, LEFT, LEFT],
        ["指标", "计划", "实际", "是否完成", "满分", "得分"],
        ["补助标准", "5元/生·天", "5元/生·天", "√", "90", "90"],
    ]
    found = form(rows)
    (line,) = found.funding
    assert money(line) == ("total", "2450000", None, "2352000")
    assert (plain(line.received), plain(line.weight), plain(line.score)) == ("2450000", "10", "9.6")
    assert found.totals.full_score is None
    (indicator,) = found.indicators
    assert target(indicator) == ("5元/生·天", "=", "5", "元/生·天")


SUMMARY = [
    ["一级指标", "分值", "评价得分", "得分率"],
    ["项目决策", "15", "13.5", "90.00%"],
    ["项目过程", "25", "22.36", "89.44%"],
    ["项目效益", "60", "52", "86.67%"],
    ["合计", "100", "87.86", "87.86%"],
]


def test_a_table_of_first_levels_alone_sums_up():
    found = form(SUMMARY)
    assert found.indicators == ()
    assert [(s.level, s.label.value, plain(s.weight), plain(s.score)) for s in found.sections] == [
        (1, "项目决策", "15", "13.5"),
        (1, "项目过程", "25", "22.36"),
        (1, "项目效益", "60", "52"),
    ]
    assert plain(found.totals.total_score) == "87.86"


def test_first_levels_with_reasons_are_scored_themselves():
    rows = [[*row[:3], reason] for row, reason in zip(SUMMARY, ["扣分原因", "", "验收滞后", "", ""], strict=True)]
    assert [i.reason and i.reason.value for i in form(rows).indicators] == [None, "验收滞后", None]
