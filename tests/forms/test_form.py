"""Whole forms: heads, goals, several blocks, several forms in one table, lists."""

from __future__ import annotations

import datetime

import pytest

from tests.builders import (
    LEFT,
    UP,
    table,
    text,
)
from tests.forms.reading import (
    codes,
    form,
    levels,
    money,
    plain,
    points,
    read,
    value,
)
from ziping.parsers.forms import FormContext, read_table
from ziping.schemas.report import SubjectKind

WIDTH = 8


def wide(*cells: str) -> list[str]:
    """A row whose last cell takes what is left of the width."""
    return [*cells, *([LEFT] * (WIDTH - len(cells)))]


HEAD = [
    wide("项目名称", "社保专项经费"),
    ["主管部门", "县人社局", LEFT, LEFT, "实施单位", "县社保局", LEFT, LEFT],
]
MONEY = [
    ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    [UP, "年度资金总额", "10", "10", "9", "10", "90%", "9"],
    [UP, "其中：财政拨款", "10", "10", "9", "—", "90%", "—"],
]
GOALS = [
    ["年度总体目标", "预期目标", LEFT, LEFT, "实际完成情况", LEFT, LEFT, LEFT],
    [UP, "按时足额发放各项待遇，不发生拖欠。", LEFT, LEFT, "全部按时足额发放到位。", LEFT, LEFT, LEFT],
]
SCORES = [
    ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    [UP, "产出指标(50分)", "数量指标", "甲", "40家", "40家", "50", "50"],
    [UP, "效益指标(40分)", "社会效益指标", "乙", "提升", "提升", "40", "38"],
]
TOTAL = [["总分", LEFT, LEFT, LEFT, LEFT, LEFT, "100", "97"]]


@pytest.mark.parametrize(
    "blocks",
    [
        [HEAD, MONEY, GOALS, SCORES, TOTAL],
        [HEAD, GOALS, SCORES, TOTAL, MONEY],
        [HEAD, TOTAL, MONEY, SCORES],
        [MONEY, SCORES, TOTAL, HEAD],
        [SCORES, MONEY, TOTAL, GOALS, HEAD],
    ],
)
def test_blocks_come_in_any_order(blocks):
    found = form([r for block in blocks for r in block])
    assert value(found.head.subject) == "社保专项经费"
    assert value(found.head.supervising_department) == "县人社局"
    assert value(found.head.agency) == "县社保局"
    assert found.head.subject_kind is SubjectKind.PROJECT
    assert [money(line) for line in found.funding] == [
        ("total", "100000", "100000", "90000"),
        ("current_year", "100000", "100000", "90000"),
    ]
    assert [levels(i) for i in found.indicators] == [
        ("产出指标", "数量指标", "甲"),
        ("效益指标", "社会效益指标", "乙"),
    ]
    assert (plain(found.totals.full_score), plain(found.totals.total_score)) == ("100", "97")


def test_claims_do_not_overlap():
    reading = read([*HEAD, *MONEY, *GOALS, *SCORES, *TOTAL])
    rows = [r for c in reading.claims for r in range(c.start, c.stop)]
    assert len(rows) == len(set(rows)) == 11
    assert reading.understood


def test_labels_and_values_in_one_cell():
    rows = [
        ["项目名称：打印纸", LEFT, LEFT],
        ["项目实施年度：2024年", "项目实施开始时间（年/月）：2024年1月", "项目实施完成时间（年/月）：2024年12月"],
    ]
    head = form(rows).head
    assert value(head.subject) == "打印纸"
    assert head.subject.printed[0].text == "打印纸"
    assert value(head.fiscal_year) == 2024
    assert value(head.period_start) == datetime.date(2024, 1, 1)
    assert value(head.period_end) == datetime.date(2024, 12, 31)


def test_labels_above_their_values():
    head = form([["项目名称", "主管部门", "实施单位"], ["甲项目", "乙局", "丙站"]]).head
    assert [value(head.subject), value(head.supervising_department), value(head.agency)] == ["甲项目", "乙局", "丙站"]


def test_a_department_is_the_subject_where_no_project_is_named():
    head = form([["部门名称", "市社保中心", "填报日期", "2025年3月7日"], *[["自评总分", "96", "等级", "优"]]]).head
    assert (value(head.subject), head.subject_kind) == ("市社保中心", SubjectKind.DEPARTMENT)
    assert value(head.agency) == "市社保中心"
    assert value(head.report_date) == datetime.date(2025, 3, 7)


def test_the_unit_that_carries_out_goes_before_the_one_that_fills_in():
    head = form([["填报单位：甲局", "项目名称：乙"], ["实施单位", "丙站"]]).head
    assert value(head.agency) == "丙站"


@pytest.mark.parametrize(
    "row",
    [
        ["自评得分", "96", "自评等级", "优"],
        ["自评得分：96分", LEFT, "等级：优", LEFT],
        ["自评得分：96分 等级：优", LEFT, LEFT, LEFT],
        ["自评总分（100分）", "96", "自评结果", "优秀"],
        ["综合得分", "96", "评价等级", "优☑ 良□ 中□ 差□"],
        ["综合得分", "96", "评价等级", "☑优 □良 □中 □差"],
        ["自评得分", "96分（优）", "联系电话", "略"],
    ],
)
def test_total_and_grade_in_the_head(row):
    totals = form([["项目名称", "甲", LEFT, LEFT], row]).totals
    assert (plain(totals.total_score), value(totals.grade)) == ("96", "excellent")


def test_total_and_grade_in_the_title_row():
    rows = [wide("2023年度项目支出绩效自评表（自评得分：96.5分）"), *HEAD, *SCORES]
    assert plain(form(rows).totals.total_score) == "96.5"


def test_goals_with_points_are_scored():
    rows = [
        ["年度总体目标", "预期目标", LEFT, LEFT, "实际完成情况", LEFT, "分值", "得分"],
        [UP, "按时足额发放各项待遇。", LEFT, LEFT, "全部发放到位。", LEFT, "20", "19"],
        *SCORES,
    ]
    goal = form(rows).indicators[0]
    assert levels(goal) == (None, None, "年度总体目标")
    assert points(goal) == ("20", "19")
    assert (value(goal.target_text), value(goal.actual_text)) == ("按时足额发放各项待遇。", "全部发放到位。")


def test_one_column_of_points_runs_through_all_blocks():
    rows = [
        ["资金（元）", "预算数", LEFT, LEFT, "执行数", "执行率", "分值", "得分"],
        ["年度资金总额", "100", LEFT, LEFT, "90", "90%", "20", "18"],
        ["年度总体目标", "按时足额发放各项待遇。", LEFT, LEFT, "全部发放到位。", LEFT, "20", "20"],
        ["一级指标", "二级指标", LEFT, "三级指标", "年度指标值", "完成值", "", ""],
        ["产出指标", "数量指标", LEFT, "甲", "1个", "1个", "50", "49"],
        ["满意度指标", "满意度指标", LEFT, "乙", "90%", "91%", "10", "10"],
    ]
    found = form(rows)
    assert (plain(found.funding[0].weight), plain(found.funding[0].score)) == ("20", "18")
    assert [points(i) for i in found.indicators] == [("20", "20"), ("50", "49"), ("10", "10")]


def test_several_forms_in_one_table():
    second = [wide("项目名称", "印刷费"), *MONEY, *SCORES, *TOTAL]
    forms = read([*HEAD, *MONEY, *SCORES, *TOTAL, *second]).forms
    assert [value(f.head.subject) for f in forms] == ["社保专项经费", "印刷费"]
    assert [len(f.indicators) for f in forms] == [2, 2]
    assert (forms[0].last_row, forms[1].first_row) == (8, 9)


def test_a_list_of_projects_is_a_form_for_each():
    rows = [
        ["序号", "项目名称", "全年预算数（万元）", "全年执行数（万元）", "执行率", "自评得分", "自评等级"],
        ["1", "甲项目", "10", "9", "90%", "95.5", "优"],
        ["2", "乙项目", "20", "20", "100%", "88", "良"],
        ["合计", LEFT, "30", "29", "", "", ""],
    ]
    forms = read(rows).forms
    assert [value(f.head.subject) for f in forms] == ["甲项目", "乙项目"]
    assert [plain(f.totals.total_score) for f in forms] == ["95.5", "88"]
    assert [value(f.totals.grade) for f in forms] == ["excellent", "good"]
    assert [money(f.funding[0]) for f in forms] == [
        ("total", None, "100000", "90000"),
        ("total", None, "200000", "200000"),
    ]


def test_running_text_is_handed_on():
    rows = [
        ["项目名称：甲", LEFT],
        ["项目自评价情况", LEFT],
        ["一、项目概况。支出6万元。二、评价情况。得分为99分。", LEFT],
    ]
    (passage,) = form(rows).passages
    assert passage.text.string.startswith("一、项目概况")


def test_a_table_that_looks_like_a_form_is_not_passed_over():
    reading = read([["产出指标", "数量指标", "甲", "1个"], ["效益指标", "社会效益指标", "乙", "提升"]])
    assert not reading.understood
    assert codes(reading) == ["unread-table"]


def test_other_tables_are_left_alone():
    reading = read([["姓名", "职务"], ["张三", "科长"]])
    assert (reading.forms, reading.notes, reading.understood) == ((), (), False)


def test_a_figure_that_nobody_knows_is_noted():
    reading = read([wide("项目名称", "甲"), ["存量资产", "35万元", LEFT, LEFT, "", LEFT, LEFT, LEFT], *SCORES])
    assert codes(reading) == ["unclaimed-figure"]


def test_empty_tables_and_blank_cells():
    assert read_table(table([["", ""], ["", ""]])).forms == ()


def test_tick_lists_between_the_blocks():
    rows = [*HEAD, wide("项目类型", "1、常年性项目□ 2、延续性项目√ 3、一次性项目□"), *MONEY, *SCORES]
    found = form(rows)
    assert len(found.funding) == 2
    assert len(found.indicators) == 2


def test_a_block_goes_on_in_the_next_table_under_a_title_without_rules():
    first = read([*HEAD, *SCORES])
    rest = table([["", "环境质量", "生态效益指标", "丙", "改善", "改善", "5", "5"], *TOTAL])
    title = text("三、满意度指标（5分）")
    reading = read_table(rest, FormContext(before=first, between=(title,)))
    (continuation,) = reading.forms
    assert levels(continuation.indicators[0]) == ("环境质量", "生态效益指标", "丙")
    assert plain(continuation.totals.total_score) == "97"
    without = table([["", "", "满意度指标", "丁", "90%", "91%", "5", "5"]])
    (continuation,) = read_table(without, FormContext(before=first, between=(title,))).forms
    assert levels(continuation.indicators[0]) == ("满意度指标", "满意度指标", "丁")
    assert plain(continuation.indicators[0].level1_weight) == "5"


def test_a_table_with_other_columns_or_after_other_text_goes_on_with_nothing():
    first = read([*HEAD, *SCORES])
    narrow = table([["数量指标", "丁", "90%", "91%"], ["质量指标", "戊", "90%", "91%"]])
    assert read_table(narrow, FormContext(before=first)).forms == ()
    wide_enough = table([["", "", "满意度指标", "丁", "90%", "91%", "5", "5"]])
    between = (text("以下为另一张表，与上表无关。"),)
    assert read_table(wide_enough, FormContext(before=first, between=between)).forms == ()


@pytest.mark.parametrize(
    ("above", "year"),
    [
        ([wide("部门预算项目支出绩效自评表（2023年度）")], 2023),
        ([wide("项目支出绩效自评表"), wide("(2022年度)")], 2022),
        ([wide("2021年度项目支出绩效自评表")], 2021),
        ([wide("项目支出绩效自评表")], None),
    ],
)
def test_the_title_rows_of_a_form_name_its_year(above, year):
    assert value(form([*above, *HEAD, *MONEY, *SCORES]).head.fiscal_year) == year


def test_an_entry_for_the_year_goes_before_the_title():
    rows = [wide("2024年项目支出绩效自评表"), *HEAD, wide("评价年度", "2023年"), *MONEY, *SCORES]
    assert value(form(rows).head.fiscal_year) == 2023


@pytest.mark.parametrize(
    "label", ["部门整体绩效自评总分", "总得分（含预算执行率得分）", "整体支出自评得分", "项目资金绩效自评总分"]
)
def test_a_total_says_what_it_is_of(label):
    total = [[label, LEFT, LEFT, LEFT, LEFT, LEFT, "100", "97"]]
    read = form([*HEAD, *MONEY, *SCORES, *total])
    assert (plain(read.totals.total_score), plain(read.totals.full_score)) == ("97", "100")
    assert [value(i.level3) for i in read.indicators] == ["甲", "乙"]


def test_money_above_the_head_belongs_to_the_form_below():
    rows = [
        ["资金来源", "年初预算数", "全年预算数", "全年执行数"],
        ["年度资金总额", "50", "50", "40"],
        ["项目名称", "修路", LEFT, LEFT],
        ["三级指标", "指标值", "完成值", "得分"],
        ["修路", "5公里", "5公里", "98"],
    ]
    (only,) = read(rows, unit="单位：万元").forms
    assert (value(only.head.subject), len(only.funding), len(only.indicators)) == ("修路", 1, 1)
