"""Kinds of layout that published forms have, each drawn otherwise than where it was met."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP
from tests.forms.reading import extra, form, levels, money, plain, points, target, value


@pytest.mark.parametrize(
    "numbers", [["甲", "乙", "1", "2", "3", "4"], ["1", "2", "3", "4", "5", "6"], ["栏次", "A", "B", "C", "D", "E"]]
)
def test_a_row_that_numbers_the_columns_is_no_indicator(numbers):
    head = ["一级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
    rows = [["产出指标", "培训", "5次", "5次", "50", "50"], ["效益指标", "满意率", "95%", "93%", "50", "45"]]
    assert [value(i.level3) for i in form([head, numbers, *rows]).indicators] == ["培训", "满意率"]


def test_a_row_that_numbers_the_columns_is_no_line_of_money():
    rows = [
        ["资金（万元）", "来源", "预算数", "执行数", "执行率"],
        [UP, "栏次", "A", "B", "B/A"],
        [UP, "年度资金总额", "10", "9", "90%"],
    ]
    assert [money(line) for line in form(rows).funding] == [("total", None, "100000", "90000")]


def test_every_goal_with_points_is_a_subtotal():
    rows = [
        ["年度目标1（40分，自评39分）", "修渠10公里", "全部完成"],
        ["年度目标2（20分，自评18分）", "培训60人", "完成55人"],
    ]
    found = form([["项目名称", "灌渠整治", LEFT], *rows]).sections
    assert [(s.label.value, plain(s.weight), plain(s.score)) for s in found] == [
        ("年度目标1", "40", "39"),
        ("年度目标2", "20", "18"),
    ]


def test_two_splits_below_their_total():
    rows = [
        ["资金（万元）", "项目", "全年预算数", "全年执行数"],
        [UP, "年度资金总额", "50", "48"],
        [UP, "按来源分", "50", "48"],
        [UP, "财政拨款", "50", "48"],
        [UP, "按用途分", "50", "48"],
        [UP, "工程款", "50", "48"],
    ]
    assert [line.line for line in form(rows).funding] == ["total", "total", "current_year", "total", "other"]


def test_pairs_under_wide_headings_with_other_words():
    rows = [
        ["计划投入(万元)", LEFT, "到位(万元)", LEFT, "完成率"],
        ["计划投入数", "50", "到位数", "48", "96%"],
        ["其中：中央", "30", "其中：中央", "30", UP],
        ["地方", "20", "地方", "18", UP],
    ]
    found = form(rows).funding
    assert [(x.line, plain(x.annual_budget), plain(x.received)) for x in found] == [
        ("total", "500000", "480000"), ("central", "300000", "300000"), ("local", "200000", "180000"),
    ]  # fmt: skip


def test_points_and_marks_in_the_level_beside_own_and_reviewed_marks():
    rows = [
        ["一级指标", "三级指标", "指标值", "完成值", "分值", "自评得分", "财政评分"],
        ["产出指标（45分）自评43.5分", "培训", "5次", "5次", "45", "43.5", "42"],
        ["效益指标（55分）自评50分", "满意率", "95%", "93%", "55", "50", "49"],
    ]
    found = form(rows)
    assert [points(i) for i in found.indicators] == [("45", "43.5"), ("55", "50")]
    assert [extra(i) for i in found.indicators] == [{"财政评分": "42"}, {"财政评分": "49"}]
    assert [(plain(s.weight), plain(s.score)) for s in found.sections] == [("45", "43.5"), ("55", "50")]


def test_units_in_a_column_that_nobody_listed():
    rows = [
        ["一级指标", "三级指标", "指标性质", "指标值", "单位", "完成值"],
        ["产出指标", "投放鱼苗", "≧", "480", "万尾", "500"],
        ["效益指标", "覆盖率", "≥", "95", "百分比", "96"],
    ]
    found = form(rows).indicators
    assert [levels(i)[2] for i in found] == ["投放鱼苗", "覆盖率"]
    assert [target(i)[2] for i in found] == ["480", "95"]


def test_last_year_beside_target_and_result():
    rows = [
        ["一级指标", "三级指标", "2022年完成值", "2023年目标值", "2023年完成值"],
        ["产出指标", "培训", "4次", "5次", "6次"],
        ["效益指标", "满意率", "90%", "95%", "93%"],
    ]
    first, _ = form(rows).indicators
    assert (value(first.target_text), value(first.actual_text), extra(first)) == ("5次", "6次", {"2022年完成值": "4次"})


def test_a_total_off_its_headings():
    rows = [
        ["一级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
        ["产出指标", "培训", "5次", "5次", "50", "50"],
        ["效益指标", "满意率", "95%", "93%", "50", "45"],
        ["合计", LEFT, "100", "95", "", ""],
    ]
    totals = form(rows).totals
    assert (plain(totals.full_score), plain(totals.total_score)) == ("100", "95")


@pytest.mark.parametrize("heading", ["全年执行进展", "全年执行状况"])
def test_per_cents_below_a_heading_of_amounts(heading):
    rows = [
        ["资金（万元）", "项目", "全年预算数", "全年执行数", heading],
        [UP, "年度资金总额", "50", "48", "96%"],
        [UP, "其中：中央财政资金", "30", "27", "90%"],
    ]
    found = form(rows).funding
    assert [plain(x.execution_rate) for x in found] == ["0.96", "0.9"]


@pytest.mark.parametrize("heading", ["可执行额度", "可执行预算数", "可执行盘子"])
def test_two_columns_of_spending_of_which_one_is_hardly_called_so(heading):
    rows = [
        ["资金（万元）", "项目", heading, "全年执行数", "执行率"],
        [UP, "年度资金总额", "50", "48", "96%"],
        [UP, "其中：中央财政资金", "30", "27", "90%"],
    ]
    assert [plain(x.executed) for x in form(rows).funding] == ["480000", "270000"]


@pytest.mark.parametrize("heading", ["目标落实综述", "年度目标推进情况"])
def test_what_came_of_goals_stands_right_of_them(heading):
    rows = [
        ["年度总体目标", "年初设定目标", heading],
        [UP, "修渠10公里，培训60人，保障春灌用水。", "修渠10公里，培训55人，春灌用水得到保障。"],
    ]
    found = form([["项目名称", "灌渠整治", LEFT], *rows])
    assert found.outcome is not None and found.outcome.value.startswith("修渠10公里，培训55人")


@pytest.mark.parametrize("heads", [["执行率", "得分"], ["支付进度", "自评得分"]])
def test_rate_and_points_left_of_lines_told_in_one_cell(heads):
    rows = [
        ["资金情况（万元）", *heads, "全年预算数", "全年执行数", "分值"],
        [
            UP,
            "95%",
            "9.5",
            "中央资金：30 地方资金：20 资金合计：50",
            "中央资金：28.5 地方资金：19 资金合计：47.5",
            "10",
        ],
    ]
    found = form(rows).funding
    (total,) = (line for line in found if line.line == "total")
    assert [plain(v) for v in (total.annual_budget, total.weight, total.score)] == ["500000", "10", "9.5"]
    assert plain(total.execution_rate) == "0.95"
