"""Layouts beyond what published forms do, which a reader who never saw them understands at once."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP, table, text
from tests.forms.reading import HEADER, extra, form, levels, money, plain, read, value
from ziping.parsers.forms import FormContext, read_table


@pytest.mark.parametrize("stroke", ["：", " "])
def test_lines_of_money_in_one_cell_are_lines(stroke):
    def cell(*amounts: str) -> str:
        labels = ("年度资金总额", "其中：中央资金", "省级资金")
        return "\n".join(f"{label}{stroke}{amount}" for label, amount in zip(labels, amounts, strict=True))

    rows = [
        ["资金情况（万元）", "全年预算数", "全年执行数", "执行率", "得分"],
        [UP, cell("10.00", "6.00", "4.00"), cell("9.00", "6.00", "3.00"), "90%", "9"],
    ]
    total, central, provincial = form(rows).funding
    assert money(total) == ("total", None, "100000", "90000")
    assert (plain(total.execution_rate), plain(total.score)) == ("0.9", "9")
    assert money(central) == ("central", None, "60000", "60000")
    assert money(provincial) == ("provincial", None, "40000", "30000")


def test_the_rate_belongs_to_the_total_wherever_it_stands_in_the_cell():
    rows = [
        ["预算数（万元）", "支出数（万元）", "预算执行率"],
        ["财政拨款6.00元单位资金4.00元合计10.00元", "财政拨款6.00元单位资金3.00元合计9.00元", "90%"],
    ]
    treasury, own, total = form(rows).funding
    assert (treasury.line, own.line, total.line) == ("current_year", "own", "total")
    assert plain(total.execution_rate) == "0.9" and treasury.execution_rate is None


def test_points_down_the_side_of_sources_are_those_of_the_rate():
    rows = [
        ["项目资金（万元）", "", "资金总额", "中央资金", "省级资金"],
        [UP, "预算总额", "10", "6", "4"],
        [UP, "执行数", "9", "6", "3"],
        [UP, "标准分", "10", "", ""],
        [UP, "执行率", "90%", "", ""],
        [UP, "自评得分", "9", "", ""],
    ]
    found = form(rows)
    total = found.funding[0]
    assert money(total) == ("total", None, "100000", "90000")
    assert (plain(total.weight), plain(total.score)) == ("10", "9")
    assert found.totals.total_score is None


@pytest.mark.parametrize("word", ["权重", "分值", "应得分"])
def test_points_over_the_names_of_levels_are_the_levels(word):
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", word, LEFT, LEFT, "得分"],
        [UP, UP, UP, UP, UP, "一级", "二级", "三级", UP],
        ["产出", "数量", "培训场次", "≥12场", "12场", "60", "30", "30", "30"],
        [UP, "质量", "合格率", "≥95%", "96%", UP, "30", "30", "29"],
        ["效益", "社会效益", "知晓率", "≥90%", "91%", "40", "40", "40", "40"],
    ]
    found = [(plain(i.level1_weight), plain(i.weight)) for i in form(rows).indicators]
    assert found == [("60", "30"), ("60", "30"), ("40", "40")]


@pytest.mark.parametrize(
    "titles",
    [
        ("一、过程", "（一）资金管理", "（二）组织实施", "二、满意度", "（一）服务对象满意度"),
        ("过程", "资金管理", "组织实施", "满意度指标", "服务对象满意度指标"),
        ("（一）部门管理", "1.预算管理", "2.资产管理", "（二）社会效应", "1.社会评价"),
    ],
)
def test_titles_below_titles_are_of_second_levels(titles):
    first, a, b, second, c = titles
    wide = [LEFT] * 4
    rows = [
        ["三级指标", "指标值", "完成值", "分值", "得分"],
        [first, *wide],
        [a, *wide],
        ["到位率", "100%", "100%", "50", "50"],
        [b, *wide],
        ["制度健全性", "健全", "健全", "30", "30"],
        [second, *wide],
        [c, *wide],
        ["满意率", "≥90%", "92%", "20", "20"],
    ]

    def name(title: str) -> str:
        return title.lstrip("一二12（）、.")

    expected = [(name(first), name(a)), (name(first), name(b)), (name(second), name(c))]
    assert [levels(i)[:2] for i in form(rows).indicators] == expected


def test_a_first_level_without_rows_makes_the_next_no_second_level():
    rows = [
        ["三级指标", "指标值", "完成值", "分值", "得分"],
        ["一、投入", LEFT, LEFT, LEFT, LEFT],
        ["二、产出", LEFT, LEFT, LEFT, LEFT],
        ["培训场次", "≥12场", "12场", "60", "60"],
        ["三、效益", LEFT, LEFT, LEFT, LEFT],
        ["知晓率", "≥90%", "91%", "40", "40"],
    ]
    assert [levels(i)[:2] for i in form(rows).indicators] == [("产出", None), ("效益", None)]


def test_what_was_done_in_a_named_year_stands_aside_where_it_stands_before_the_target():
    rows = [
        ["一级指标", "三级指标", "2022年实际完成值", "目标值", "完成情况", "分值", "得分"],
        ["产出指标", "培训场次", "11场", "≥12场", "12场", "100", "100"],
    ]
    (only,) = form(rows).indicators
    assert (value(only.target_text), value(only.actual_text)) == ("≥12场", "12场")
    assert extra(only) == {"2022年实际完成值": "11场"}


def test_a_heading_over_all_headings_is_no_title():
    wide = [LEFT] * 6
    rows = [["绩效指标及完成情况", *wide], HEADER, ["产出指标", "数量指标", "培训场次", "≥12场", "12场", "100", "99"]]
    (only,) = read(rows, title="2023年度项目支出绩效自评表").forms
    assert value(only.indicators[0].sheet) == "2023年度项目支出绩效自评表"


@pytest.mark.parametrize("label", [["一、项目资金（万元）", LEFT], ["主管部门", "民政局"]])
def test_the_unit_above_the_first_part_of_a_form_holds_for_the_money_in_the_next(label):
    above = read([["项目名称", "甲"], label], unit="单位：万元" if label[1] != LEFT else None)
    below = table([["来源", "全年预算数", "全年执行数"], ["年度资金总额", "10", "9"]], top=200)
    (only,) = read_table(below, FormContext(before=above)).forms
    assert money(only.funding[0]) == ("total", None, "100000", "90000")
    (only,) = read_table(below, FormContext(before=above, between=(text("附件2"),))).forms
    assert money(only.funding[0]) == ("total", None, None, None)


def test_a_row_of_labels_with_amounts_below_indicators_is_money():
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "单位", "完成值", "分值", "得分", "备注"],
        ["产出", "数量", "培训场次", "≥", "12", "场", "12", "90", "89", ""],
        ["预算数", "10万元", "执行数", "9万元", "执行率", "90%", "分值", "10", "得分", "9"],
    ]
    found = form(rows)
    assert [value(i.level3) for i in found.indicators] == ["培训场次"]
    assert money(found.funding[0]) == ("total", None, "100000", "90000")


def test_the_unit_beside_an_amount_down_the_side_of_sources_counts():
    rows = [["", "合计", "中央资金", "省级资金"], ["预算数（万元）", "10", "6", "4"], ["执行数（元）", "9", "6", "3"]]
    assert money(form(rows).funding[0]) == ("total", None, "100000", "9")


@pytest.mark.parametrize(
    "row",
    [
        ["自评结论", "项目自评得分93.5分，评价等次为优。"],
        ["自评结果", "经自评，本项目得分93.5分，等级为优"],
        ["评价结论", "自评得分93.5分，等次优"],
        ["总分：93.5分（优）", LEFT],
        ["自评总分：93.5分，评价等次：优", LEFT],
        ["自评得分93.5分，等级为优", LEFT],
    ],
)
def test_score_and_grade_told_in_a_cell_are_the_totals(row):
    rows = [
        HEADER,
        ["产出指标", "数量指标", "培训场次", "≥12场", "12场", "100", "93.5"],
        [row[0], LEFT if row[1] == LEFT else row[1], *[LEFT] * 5],
    ]
    found = form(rows).totals
    assert (plain(found.total_score), value(found.grade)) == ("93.5", "excellent")


def test_the_grade_of_one_indicator_is_not_that_of_the_form():
    rows = [HEADER, ["产出指标", "质量指标", "空气质量评价", "等级为优", "等级为优", "100", "93.5"]]
    assert form(rows).totals.grade is None
