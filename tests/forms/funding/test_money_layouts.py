"""Blocks of money in layouts that are met less often."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP, table
from tests.forms.reading import extra, form, money, plain, read, value
from ziping.parsers.forms import FormContext, read_table


def test_pairs_of_label_and_amount_under_wide_headings():
    rows = [
        ["资金安排（万元）", LEFT, "资金拨付（万元）", LEFT, "使用进度"],
        ["安排数", "31.5", "拨付数", "30", "95.24%"],
        ["其中：财政资金", "30", "其中：财政资金", "28.5", UP],
        ["自筹资金", "1.5", "自筹资金", "1.5", UP],
    ]
    total, treasury, own = form(rows).funding
    assert [plain(x.annual_budget) for x in (total, treasury, own)] == ["315000", "300000", "15000"]
    assert (treasury.line, own.line, plain(total.execution_rate)) == ("current_year", "own", "0.9524")


def test_two_measures_with_labels_of_their_own():
    rows = [
        ["项目资金", "预算安排情况（万元）", LEFT, "资金执行情况（万元）", LEFT],
        [UP, "年度资金总额", "8", "年度资金总额", "7"],
        [UP, "其中：省级补助", "5", "其中：省级补助", "4"],
    ]
    assert [money(line) for line in form(rows).funding] == [
        ("total", None, "80000", "70000"),
        ("provincial", None, "50000", "40000"),
    ]


def test_sources_as_columns_beside_their_sum():
    rows = [
        ["资金（万元）", "省级", "市、县", "自筹", "合计", "支出数", "支出率"],
        [UP, "12", "7.5", "0.5", "20", "19", "95%"],
    ]
    lines = form(rows).funding
    total = next(line for line in lines if line.line == "total")
    assert (plain(total.annual_budget), plain(total.executed), plain(total.execution_rate)) == (
        "200000",
        "190000",
        "0.95",
    )
    assert sorted((line.line, plain(line.annual_budget)) for line in lines if line is not total) == [
        ("local", "75000"), ("own", "5000"), ("provincial", "120000"),
    ]  # fmt: skip


def test_a_named_sum_in_the_middle_is_no_total_of_the_block():
    rows = [
        ["经费（万元）", "本年预算数", "本年决算数"],
        ["三公经费", "5", "4"],
        ["其中：公务接待", "2", "1"],
        ["车辆运行", "3", "3"],
        ["项目支出", "400", "380"],
    ]
    assert "total" not in [line.line for line in form(rows).funding]


def test_a_named_sum_over_all_is_the_total():
    rows = [
        ["资金（万元）", "全年预算数", "全年执行数"],
        ["本年预算", "10", "9"],
        ["其中：财政拨款", "8", "8"],
        ["其他资金", "2", "1"],
    ]
    assert [line.line for line in form(rows).funding] == ["total", "current_year", "other"]


def test_names_and_what_they_mean_under_one_heading():
    rows = [
        ["一级指标", "三级指标", LEFT, "指标值", "完成值"],
        ["产出指标", "培训率", "参训人数占应训人数的比例", "95%", "96%"],
        [UP, "合格率", "考核合格人数占参训人数的比例", "100%", "100%"],
    ]
    found = form(rows).indicators
    assert [value(i.level3) for i in found] == ["培训率", "合格率"]
    assert extra(found[0]) == {"三级指标": "参训人数占应训人数的比例"}


def test_marks_of_the_template_are_no_part_of_names():
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值"],
        ["产出指标", "数量指标", "培训人数（≥**人）", "≥40人", "42人"],
        [UP, UP, "（填写三级指标名称）", "（包含数字及文字描述）", "（包含数字及文字描述）"],
        [UP, "质量指标", "", "（包含数字及文字描述）", "（包含数字及文字描述）"],
    ]
    assert [value(i.level3) for i in form(rows).indicators] == ["培训人数"]


def test_sources_in_columns_told_by_the_figures_below_them():
    rows = [
        ["总投资", "财政奖补资金", "村集体自筹", "已支付资金", "支付率"],
        ["48.60", "36.00", "12.60", "24.30", "50%"],
    ]
    lines = form(rows, unit="万元").funding
    assert [(line.line, plain(line.annual_budget)) for line in lines] == [
        ("total", "486000"), ("other", "360000"), ("own", "126000"),
    ]  # fmt: skip
    assert (plain(lines[0].executed), plain(lines[0].execution_rate)) == ("243000", "0.5")


def test_measures_down_the_side_and_sources_across():
    rows = [
        ["资金（元）", "来源", "合计", "中央资金", "县级资金", "社会投入"],
        [UP, "年初预算", "500", "300", "200", "0"],
        [UP, "实际支出", "480", "300", "180", "0"],
        [UP, "支出率", "96%", "100%", "90%", "—"],
    ]
    lines = {line.line: line for line in form(rows).funding}
    assert {name: plain(line.initial_budget) for name, line in lines.items()} == {
        "total": "500", "central": "300", "local": "200", "other": "0",
    }  # fmt: skip
    assert plain(lines["local"].executed) == "180"
    assert plain(lines["total"].execution_rate) == "0.96"


def test_figures_below_words_of_no_money_are_no_block_of_it():
    rows = [["在职人数", "退休人数", "车辆数", "房屋面积"], ["12", "3", "2", "480"]]
    assert not any(f.funding for f in read(rows).forms)


def test_one_form_over_and_over_below_one_unit():
    rows = [["总投资", "财政奖补资金", "村集体自筹", "支付率"], ["31.2", "25", "6.2", "95%"]]
    first = read(rows, unit="万元")
    again = read_table(table(rows), FormContext(before=first))
    assert [plain(line.annual_budget) for line in again.forms[0].funding] == ["312000", "250000", "62000"]
    other = read_table(
        table([["年度资金总额", "全年预算数", "全年执行数"], ["合计", "3", "2"]]), FormContext(before=first)
    )
    assert all(line.annual_budget is None for f in other.forms for line in f.funding)


def test_some_months_stand_aside():
    rows = [
        ["资金（万元）", "全年预算数", "1—9月执行数", "全年执行数", "执行率"],
        ["年度资金总额", "10", "6", "9", "90%"],
    ]
    (total,) = form(rows).funding
    assert (plain(total.executed), extra(total)) == ("90000", {"1—9月执行数": "6"})


def test_points_are_headed_alike_in_all_blocks():
    rows = [
        ["资金（万元）", "年初下达数", "年末核定数", "实际支付数", "支付进度", "赋分", "计分"],
        ["资金合计", "10", "10", "9", "90%", "10", "9"],
    ]
    (total,) = form(rows).funding
    assert (total.line, plain(total.weight), plain(total.score)) == ("total", "10", "9")


def test_points_of_the_execution_in_a_row_of_their_own():
    rows = [
        ["资金（元）", "来源", "合计", "中央资金", "县级资金"],
        [UP, "年初预算", "500", "300", "200"],
        [UP, "实际支出", "480", "300", "180"],
        [UP, "执行得分（满分10分）", "9.6", LEFT, LEFT],
    ]
    total = next(line for line in form(rows).funding if line.line == "total")
    assert (plain(total.weight), plain(total.score)) == ("10", "9.6")


def test_a_note_beside_header_and_lines_labels_nothing():
    head = ["项目名称", "村史馆布展", LEFT, LEFT, LEFT, LEFT]
    at_the_right = [
        head,
        ["预算执行", "预算数（万元）", "执行数（万元）", "执行率", "得分", "得分＝分值×执行率"],
        [UP, "50", "40", "80%", "8", UP],
    ]
    in_the_middle = [
        head,
        ["预算执行", "预算数（万元）", "执行数（万元）", "以年底决算为准", "执行率", "得分"],
        [UP, "50", "40", UP, "80%", "8"],
    ]
    under_two_rows = [
        ["预算执行", "预算数（万元）", LEFT, "执行数（万元）", "执行率", "得分", "说明：含上年结转"],
        [UP, "年初", "调整后", UP, UP, UP, UP],
        [UP, "45", "50", "40", "80%", "8", UP],
    ]
    for rows in (at_the_right, in_the_middle, under_two_rows):
        (line,) = form(rows).funding
        assert (line.line, plain(line.annual_budget), plain(line.executed), plain(line.execution_rate), plain(line.score)) == (
            "total", "500000", "400000", "0.8", "8",
        )  # fmt: skip


def test_a_note_beside_several_lines_may_tell_the_full_points():
    rows = [
        ["资金（万元）", "资金来源", "全年预算数", "全年执行数", "执行率", "得分＝10×执行率，满分10分"],
        [UP, "合计", "50", "40", "80%", UP],
        [UP, "财政拨款", "30", "25", "", UP],
        [UP, "自筹", "20", "15", "", UP],
    ]
    total, treasury, own = form(rows).funding
    assert (plain(total.weight), treasury.weight, own.weight) == ("10", None, None)
    assert [plain(x.annual_budget) for x in (total, treasury, own)] == ["500000", "300000", "200000"]


@pytest.mark.parametrize(
    "rows",
    [
        [["资金（万元）", "全年预算：50.00", "实际支出：40.00", "预算执行率", "80.00%"]],
        [["资金", "预算数：50万元 执行数：40万元 执行率：80%", LEFT, LEFT, LEFT]],
        [["预算资金", "调整后预算：50万元", LEFT, LEFT, LEFT], ["执行情况", "支出：40万元", "执行率：80%", "", ""]],
    ],
)
def test_measures_and_amounts_that_share_cells(rows):
    (line,) = form([["项目名称", "村史馆布展", LEFT, LEFT, LEFT], *rows]).funding
    assert (line.line, plain(line.annual_budget), plain(line.executed), plain(line.execution_rate)) == (
        "total", "500000", "400000", "0.8",
    )  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [
            [
                "年度资金总额（万元）",
                "50（其中：财政拨款30，自筹20）",
                "执行数（万元）",
                "40（其中：财政拨款25；自筹15）",
            ]
        ],
        [["资金（万元）", "预算数：50（财政拨款30，自筹20）", "执行数：40（财政拨款25，自筹15）", ""]],
        [
            [
                "年度资金总额",
                "50万元（其中：财政拨款30万元、自筹20万元）",
                "执行数",
                "40万元（财政拨款25万元、自筹15万元）",
            ]
        ],
    ],
)
def test_parts_in_brackets_behind_their_sum(rows):
    found = form([["项目名称", "村史馆布展", "负责人", "陈某"], *rows]).funding
    assert [money(line) for line in found] == [
        ("total", None, "500000", "400000"),
        ("current_year", None, "300000", "250000"),
        ("own", None, "200000", "150000"),
    ]


def test_what_is_applied_for_is_the_budget_before_the_year():
    rows = [
        ["项目资金（元）", "项目资金总额", "90", "年度资金申请总额", "60"],
        [UP, "其中：财政资金", "80", "其中：当年财政拨款", "50"],
        [UP, "其他资金", "10", "上年结转资金", "10"],
    ]
    found = {
        value(line.line_text): (plain(line.initial_budget), plain(line.annual_budget)) for line in form(rows).funding
    }
    assert found["年度资金申请总额"] == ("60", None)
    assert found["其中：当年财政拨款"] == ("50", None)
    assert found["项目资金总额"] == (None, "90")


def _tasks(*, label: str, task: str, measures: tuple[str, str], whole: str) -> list[list[str]]:
    sums = [whole, "财政拨款", "其他资金"]
    return [
        [label, task, f"{measures[0]}（万元）", LEFT, LEFT, f"{measures[1]}（万元）", LEFT, LEFT],
        [UP, UP, *sums, *sums],
        [UP, "学前教育", "18", "15", "3", "17", "15", "2"],
        [UP, "学生资助", "12", "12", "0", "11", "11", "0"],
        [UP, "金额合计", "30", "27", "3", "28", "26", "2"],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        _tasks(label="年度主要任务", task="任务名称", measures=("预算金额", "执行金额"), whole="总额"),
        _tasks(label="部门职能活动", task="项目名称", measures=("全年预算", "全年执行"), whole="小计"),
        _tasks(label="重点工作", task="工作任务名称", measures=("安排资金", "实际支出"), whole="合计"),
    ],
)
def test_tasks_with_their_sources_under_each_measure(rows):
    found = form(rows).funding
    total = next(line for line in found if line.line == "total")
    assert money(total) == ("total", None, "300000", "280000")
    assert ("current_year", None, "270000", "260000") in [money(line) for line in found]
    first = next(line for line in found if value(line.line_text) == "学前教育")
    assert (plain(first.annual_budget), plain(first.executed)) == ("180000", "170000")


@pytest.mark.parametrize(
    ("so_far", "foreseen"),
    [("1—9月{}", "全年预计{}"), ("1-6月{}", "预计全年{}"), ("截至9月底{}", "年底预测{}")],
)
def test_what_is_only_foreseen_is_kept_beside_what_was_done(so_far: str, foreseen: str):
    heads = [words.format(what) for words in (so_far, foreseen) for what in ("执行数", "执行率")]
    rows = [["资金（万元）", "来源", "年初预算数", *heads], [UP, "年度资金总额", "100", "60", "60%", "98", "98%"]]
    (line,) = form(rows).funding
    assert (plain(line.executed), plain(line.execution_rate)) == ("600000", "0.6")
    assert extra(line) == {heads[2]: "98", heads[3]: "98%"}


@pytest.mark.parametrize("left", ["结余（元）", "年末结余数", "余额", "未支付金额"])
def test_what_is_left_is_no_line(left: str):
    rows = [
        ["资金使用（满分10分，自评9.6分）", "资金性质", "全年预算（元）", "支付数（元）", "支付率（%）", left],
        [UP, "省级资金", "60", "57", "95", "3"],
        [UP, "资金合计", "60", "57", "95", "3"],
    ]
    found = form(rows).funding
    assert [line.line for line in found] == ["provincial", "total"]
    assert extra(found[1]) == {left: "3"}
    assert (plain(found[1].weight), plain(found[1].score)) == ("10", "9.6")


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["项目资金", "总投资：26万元", "中央库区基金：18万元", "省级配套：8万元"],
            [UP, "支出合计：24万元", "中央库区基金：17万元", "省级配套：7万元"],
        ],
        [
            ["项目资金（万元）", "资金总额", "26", "中央补助", "18", "省级补助", "8"],
            [UP, "实际支出总额", "24", "中央补助", "17", "省级补助", "7"],
        ],
        [
            ["资金", "年度资金总额26万元", "中央资金18万元", "省级资金8万元"],
            [UP, "支付资金总额24万元", "中央资金17万元", "省级资金7万元"],
        ],
    ],
)
def test_lines_told_once_more_for_what_was_spent(rows):
    found = form([["项目名称", "移民扶持", *[LEFT] * (len(rows[0]) - 2)], *rows]).funding
    assert [money(line) for line in found] == [
        ("total", None, "260000", "240000"),
        ("central", None, "180000", "170000"),
        ("provincial", None, "80000", "70000"),
    ]


@pytest.mark.parametrize(
    ("first", "line"),
    [
        ("资金来源：（1）政府预算资金", "current_year"),
        ("资金来源：（1）部门预算资金", "other"),  # ends in a name of totals
        ("其中：1.财政拨款", "current_year"),
    ],
)
def test_the_first_item_of_a_split_is_no_second_total(first: str, line: str):
    rows = [
        ["预算执行（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        [UP, "资金总额", "1120", "1192.8", "1098.57", "10", "92.10%", "9.21"],
        [UP, first, "1120", "1192.8", "1098.57", "—", "92.10%", "—"],
        [UP, "（2）财政专户管理资金", "0.00", "0.00", "0.00", "—", "—", "—"],
        [UP, "（3）单位资金", "0.00", "0.00", "0.00", "—", "—", "—"],
    ]
    assert [x.line for x in form(rows).funding] == ["total", line, "special_account", "own"]


@pytest.mark.parametrize(
    "row",
    [
        ["资金执行得分", "满分10分", LEFT, "得分9.5分"],
        ["执行率得分（满分10分）", "9.5", LEFT, LEFT],
        ["预算执行率分值", "10", "预算执行率得分", "9.5"],
    ],
)
def test_points_of_the_rate_in_a_row_of_their_own(row):
    rows = [
        ["资金来源（万元）", "年初预算", "全年预算", "全年支出"],
        ["合计", "100", "100", "95"],
        ["中央补助", "60", "60", "60"],
        ["县级自筹", "40", "40", "35"],
        row,
    ]
    total = form(rows).funding[0]
    assert (plain(total.weight), plain(total.score)) == ("10", "9.5")


@pytest.mark.parametrize("total_first", [True, False])
def test_points_merged_over_all_lines_are_the_totals(total_first: bool):
    lines = [["林果提质增效", "560", "540", "96.43%"], ["高效节水灌溉", "490", "470", "95.92%"]]
    whole = ["合计", "1050", "1010", "96.19%"]
    rows = [whole, *lines] if total_first else [*lines, whole]
    filled = [
        ["预算资金（万元）" if n == 0 else UP, *row, "10" if n == 0 else UP, "9.6" if n == 0 else UP]
        for n, row in enumerate(rows)
    ]
    head = ["预算资金（万元）", "支出方向", "全年预算数", "全年执行数", "执行率", "分值", "得分"]
    filled[0][0] = UP
    found = form([head, *filled]).funding
    assert [(x.line, plain(x.weight), plain(x.score)) for x in found if x.weight or x.score] == [("total", "10", "9.6")]
