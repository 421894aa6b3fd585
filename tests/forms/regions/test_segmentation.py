"""Rows are segmented over the whole table: no row decides by itself what it is."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP, table
from tests.forms.reading import form, levels, plain, read, value
from ziping.parsers.forms.grid.grid import Grid
from ziping.parsers.forms.regions.region import Kind
from ziping.parsers.forms.regions.regions import regions_of


def kinds(rows: list[list[str]]) -> list[tuple[str, int, int]]:
    """Kind, first and last row of each region."""
    return [(r.kind.value, r.first, r.last) for r in regions_of(Grid.of(table(rows)))]


LEVELS = ["一级指标", "二级指标", "三级指标", "指标值", "完成值"]


def test_points_beside_the_headings_are_no_veto():
    rows = [
        ["指标", *LEVELS, "55"],
        [UP, "产出指标", "数量指标", "培训村医", "≥40人", "42人", "20"],
        [UP, UP, "质量指标", "考核合格率", "100%", "100%", "15"],
        [UP, "效益指标", "社会效益指标", "就诊便利程度", "提高", "提高", "20"],
    ]
    assert kinds(rows) == [("indicators", 0, 3)]


def test_goals_end_where_their_label_ends():
    rows = [
        ["年度目标", "预期目标", LEFT, LEFT, "实际完成情况", LEFT, "20"],
        [UP, "修缮村卫生室12所。", LEFT, LEFT, "修缮12所，全部验收。", LEFT, UP],
        ["年度绩效指标", *LEVELS, "80"],
        [UP, "产出指标", "数量指标", "修缮卫生室", "12所", "12所", "40"],
        [UP, UP, "质量指标", "验收合格率", "100%", "100%", "40"],
    ]
    assert kinds(rows) == [("goals", 0, 1), ("indicators", 2, 4)]


def test_text_of_goals_over_several_rows():
    rows = [
        ["项目名称", "路灯维护", LEFT, LEFT],
        ["总体目标", "预期目标", LEFT, "完成情况"],
        [UP, "1.保持路灯完好。", LEFT, "完好率98%。"],
        [UP, "2.及时处理报修。", LEFT, "当日处理。"],
        ["备注", "无", LEFT, LEFT],
    ]
    assert kinds(rows)[1] == ("goals", 1, 3)


def test_head_rows_below_indicators_begin_another_form():
    one = [
        ["项目名称", "社区食堂", LEFT, "项目性质", "经常性"],
        ["主管部门", "新桥街道", LEFT, "实施单位", "新桥街道"],
        ["", "一级指标", "二级指标", "三级指标", "指标值"],
        ["绩效指标", "产出指标", "数量指标", "供餐人次", "≥5200人次"],
        [UP, "产出指标", "质量指标", "抽检合格率", "100%"],
    ]
    other = [[t.replace("社区食堂", "垃圾房改造").replace("供餐人次", "改造座数") for t in row] for row in one]
    forms = read([*one, *other]).forms
    assert [value(f.head.subject) for f in forms] == ["社区食堂", "垃圾房改造"]
    assert [[levels(i)[2] for i in f.indicators] for f in forms] == [
        ["供餐人次", "抽检合格率"],
        ["改造座数", "抽检合格率"],
    ]


def test_two_blocks_with_labels_and_points_of_their_own():
    header = ["一级指标", "二级指标", "三级指标", "目标值", "完成值", "得分"]
    rows = [
        ["年度目标1（40分）", *header],
        [UP, "产出指标", "数量指标", "甲", "1", "1", "20"],
        [UP, "效益指标", "社会效益指标", "乙", "提高", "提高", "20"],
        ["年度目标2（60分）", *header],
        [UP, "产出指标", "数量指标", "丙", "2", "2", "30"],
        [UP, "效益指标", "社会效益指标", "丁", "提高", "提高", "28"],
    ]
    assert kinds(rows) == [("indicators", 0, 2), ("indicators", 3, 5)]
    assert [plain(i.score) for i in form(rows).indicators] == ["20", "20", "30", "28"]


def test_a_label_of_money_begins_another_block():
    rows = [
        ["资金投入（万元）", "", "全年预算数", "全年执行数"],
        [UP, "年度资金总额", "10", "9"],
        ["资金管理情况", "", "情况说明", "存在问题"],
        [UP, "拨付及时性", "在30日内拨付。", "无"],
    ]
    assert kinds(rows)[0] == (Kind.FUNDING.value, 0, 1)


def test_a_header_heads_something():
    """专项名称 | … | 自评得分 reads like the header of a list of projects: no row below is one."""
    rows = [
        ["专项名称", "村医补助资金", LEFT, LEFT, LEFT, "自评得分"],
        ["省级主管部门", "卫生健康委", LEFT, "县级主管部门", "甲县卫生健康局", UP],
        ["指标", "一级指标", "三级指标", "指标值", "完成值", "100"],
        [UP, "产出指标", "培训村医", "40人", "42人", "100"],
    ]
    assert [k for k, _, _ in kinds(rows)] == ["head", "head", "indicators"]


@pytest.mark.parametrize("label", ["项目1：", "项目 2:", "项目（三）：", "项目四："])
def test_a_numbered_title_names_the_project(label):
    rows = [
        [f"{label}桑坪村产业路硬化", LEFT, LEFT, LEFT],
        ["一级指标", "三级指标", "指标值", "完成值"],
        ["产出指标", "硬化长度", "1.2公里", "1.2公里"],
    ]
    assert value(form(rows).head.subject) == "桑坪村产业路硬化"


def test_small_forms_under_numbered_titles_in_one_table():
    one = [
        ["项目1：桑坪村产业路", LEFT, LEFT, LEFT],
        ["一级指标", "三级指标", "指标值", "完成值"],
        ["产出指标", "硬化长度", "1.2公里", "1.2公里"],
    ]
    other = [["项目2：石鼓村水管", *one[0][1:]], one[1], ["产出指标", "铺设水管", "3600米", "3600米"]]
    assert [value(f.head.subject) for f in read([*one, *other]).forms] == ["桑坪村产业路", "石鼓村水管"]


@pytest.mark.parametrize("label", ["三、年度总体目标", "年度绩效目标", "总体目标"])
def test_a_label_of_goals_is_no_line_of_the_money_above_it(label: str):
    rows = [
        ["任务名称", "预算数", "执行数"],
        ["年度资金总额", "25", "24"],
        ["项目支出", "20", "19"],
        [label, "", ""],
        ["", "预期目标", "实际完成情况"],
        ["", "完成城区道路保洁，公厕达标开放。", "完成城区道路保洁，公厕全部开放。"],
    ]
    (found,) = read(rows, unit="单位：万元").forms
    assert [value(line.line_text) for line in found.funding] == ["年度资金总额", "项目支出"]
