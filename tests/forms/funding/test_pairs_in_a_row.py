"""Labels and amounts side by side: what the first of a row measures, what is left over, and rates with points in one cell."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP
from tests.forms.reading import form, plain, read, value


def test_parts_behind_the_money_that_came_in_have_come_in():
    rows = [
        ["项目计划资金", "1000万元", "其中：省级资金", "600万元", "县级资金", "400万元"],
        ["实际到位资金", "900万元", "其中：省级资金", "600万元", "县级资金", "300万元"],
        ["实际支出", "800万元", "结余", "100万元", "资金使用率", "88.89%"],
    ]
    found = {line.line: line for line in form(rows).funding}
    assert set(found) == {"total", "provincial", "local"}
    assert [plain(found[k].received) for k in ("total", "provincial", "local")] == ["9000000", "6000000", "3000000"]
    assert (plain(found["total"].executed), plain(found["total"].execution_rate)) == ("8000000", "0.8889")
    assert [(k, v.value) for k, v in found["total"].extra] == [("结余", "100万元")]


@pytest.mark.parametrize("told", ["95.00%　得9.5分", "95.00%（自评得分9.5分）", "95.00%，得分9.5"])
def test_a_rate_and_its_points_in_one_cell(told):
    rows = [["预算（万元）", "180", "执行（万元）", "171", "执行率（权重10）", told]]
    (line,) = form(rows).funding
    assert [plain(x) for x in (line.execution_rate, line.weight, line.score)] == ["0.95", "10", "9.5"]


@pytest.mark.parametrize("label", ["当年结余", "三、年末滚存结余", "结余资金", "资金余额"])
def test_what_is_left_of_the_money_is_no_line_of_it(label):
    rows = [
        ["项目（万元）", "预算数", "执行数", "完成预算"],
        ["一、收入合计", "12.6", "12.4", "98.41%"],
        ["个人缴费收入", "4.3", "4.2", "97.67%"],
        ["财政补贴收入", "8.3", "8.2", "98.80%"],
        [label, "0.7", "0.75", "x"],
    ]
    (one,) = (x for x in form(rows).funding if x.extra)
    assert len(form(rows).funding) == 3
    assert [v.value for _, v in one.extra] == ["0.7", "0.75"]


def test_sources_that_only_end_like_labels_beside_two_that_are_sure():
    rows = [
        ["年度收入情况（万元）", LEFT, LEFT, LEFT, LEFT],
        ["机构名称", "收入合计", "其中：", LEFT, LEFT],
        [UP, UP, "上年结转", "本级公共财政拨款", "政府性基金拨款"],
        ["局机关及二级机构汇总", "620", "20", "590", "10"],
        ["1、局机关", "600", "20", "570", "10"],
    ]
    found = {line.line: line for line in form(rows).funding}
    assert {k: plain(x.received) for k, x in found.items()} == {
        "total": "6200000",
        "carried_over": "200000",
        "current_year": "5900000",
        "other": "100000",
    }
    assert [(k, v.value) for k, v in found["total"].extra] == [("1、局机关 收入合计", "600")]


def test_what_is_left_beside_kinds_of_spending_is_of_their_sum():
    rows = [
        ["机构名称", "支出合计（万元）", "其中：", LEFT, "当年结余"],
        [UP, UP, "基本支出", "项目支出", UP],
        ["局机关", "610", "310", "300", "10"],
    ]
    found = form(rows).funding
    assert [x.line for x in found] == ["total", "basic", "project"]
    assert [(k, v.value) for k, v in found[0].extra] == [("当年结余", "10")]


def test_sources_over_what_was_planned_and_came_in():
    rows = [
        ["项目名称", "中央、省、市（州）、县级财政资金", LEFT],
        [UP, "资金计划", "资金到位情况"],
        ["放心消费创建", "10万元", "9万元"],
    ]
    (line,) = form(rows).funding
    assert (plain(line.annual_budget), plain(line.received)) == ("100000", "90000")


@pytest.mark.parametrize("told", ["说明执行率偏低的原因（100字以内）", "对照预算说明原因，200字以内"])
def test_what_a_template_asks_to_write_is_no_reason(told):
    rows = [["年度资金总额", "年初预算", "执行数", "执行率", "原因"], ["总额", "238.93", "238.93", "100%", told]]
    assert [value(line.reason) for line in form(rows, unit="（万元）").funding] == [None]


def test_a_kind_of_spending_that_is_itself_split_beside_what_is_left():
    rows = [
        ["年度支出和结余情况（万元）", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT],
        ["机构名称", "支出合计", "其中：", LEFT, LEFT, LEFT, "结余"],
        [UP, UP, "基本支出", LEFT, LEFT, "项目支出", "当年结余"],
        [UP, UP, "小计", "人员支出", "公用支出", UP, UP],
        ["局机关及二级机构汇总", "610", "310", "250", "60", "300", "10"],
    ]
    found = [(line.line, plain(line.executed)) for line in form(rows).funding]
    assert found == [("total", "6100000"), ("basic", "3100000"), *found[2:4], ("project", "3000000")]
    assert found[2:4] == [("other", "2500000"), ("other", "600000")]


def test_the_heading_of_a_sum_is_no_body():
    rows = [
        ["“三公”经费支出情况（万元）", LEFT, LEFT],
        ["机构名称", "三公经费合计", "公务接待费"],
        ["局机关", "12.5", "3.5"],
    ]
    assert all(f.head.agency is None for f in read(rows).forms)


@pytest.mark.parametrize("told", ["执行得分9.7", "预算执行率得分：9.7分", "执行率得分 9.7"])
def test_points_of_the_rate_behind_their_label_in_one_cell(told):
    rows = [["预算数（万元）", "24.00", "支出数（万元）", "23.28", "执行率", "97.00%", told]]
    (line,) = form(rows).funding
    assert [plain(x) for x in (line.execution_rate, line.score)] == ["0.97", "9.7"]


def test_a_title_among_rows_of_money_is_no_line():
    rows = [
        ["资金来源", "预算数（万元）", "执行数（万元）"],
        ["合计", "12", "10"],
        ["绩效指标完成情况", "", ""],
    ]
    assert [line.line for line in form(rows).funding] == ["total"]
