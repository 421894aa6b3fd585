"""Sources and kinds of money side by side: what the headings over them say that they measure, and what is no money."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP
from tests.forms.reading import form, plain, read


def test_receipts_and_spending_by_the_headings_over_them():
    rows = [
        ["年度收入情况（万元）", LEFT, LEFT, LEFT],
        ["机构名称", "收入合计", "其中：", LEFT],
        [UP, UP, "财政拨款", "其他收入"],
        ["甲县档案馆", "12", "10", "2"],
    ]
    found = {line.line: plain(line.received) for line in form(rows).funding}
    assert found == {"total": "120000", "current_year": "100000", "other": "20000"}


def test_kinds_of_spending_below_their_sum():
    rows = [["资金（万元）", "支出合计", "基本支出", "项目支出"], [UP, "12", "7", "5"]]
    found = {line.line: plain(line.executed) for line in form(rows).funding}
    assert found == {"total": "120000", "basic": "70000", "project": "50000"}


def test_kinds_of_a_budget_are_no_spending():
    rows = [["支出预算（万元）", "合计", "基本支出", "项目支出"], [UP, "12", "7", "5"]]
    assert {plain(line.executed) for line in form(rows).funding} == {None}


def test_results_and_marks_of_goals_are_no_money():
    rows = [
        ["项目名称", "城墙加固", LEFT, LEFT],
        ["绩效目标", "实际完成", "完成率", "自评分"],
        ["加固城墙120米", "120米", "100%", "50"],
    ]
    assert not any(f.funding for f in read(rows).forms)


def test_words_for_sources_that_say_little_by_themselves():
    rows = [
        ["计划投资额（万元）", "46", "到位资金（万元）", "32"],
        ["其中：中央财政", "40", "其中：中央财政", "32"],
        ["其他", "6", "其他", "0"],
    ]
    found = form(rows).funding
    assert [(x.line, plain(x.annual_budget), plain(x.received)) for x in found] == [
        ("total", "460000", "320000"), ("central", "400000", "320000"), ("other", "60000", "0"),
    ]  # fmt: skip


def test_the_bodies_of_a_department_are_lines_with_their_sum():
    rows = [
        ["收支情况（万元）", "单位名称", "年初预算数", "决算支出数"],
        [UP, "局本级", "50", "48"],
        [UP, "县福利院", "10", "9"],
        [UP, "合计", "60", "57"],
    ]
    assert [(x.line, plain(x.executed)) for x in form(rows).funding] == [
        ("other", "480000"), ("other", "90000"), ("total", "570000"),
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["实际拨付（万元）", "拨付（万元）", "实际拨付金额（万元）"])
def test_what_was_handed_on_is_what_was_spent_where_nothing_else_is(heading: str):
    rows = [
        ["序号", "镇（街道）", "年初预算（万元）", "平均考核得分（分）", heading],
        ["1", "房岭镇", "462.00", "92.4", "452.76"],
        ["2", "马坊街道", "708.00", "95.1", "708.00"],
        ["合计", "", "1170.00", "—", "1160.76"],
    ]
    lines = form(rows).funding
    assert [(x.line_text and x.line_text.value, plain(x.executed), x.score) for x in lines] == [
        ("房岭镇", "4527600", None),
        ("马坊街道", "7080000", None),
        ("合计", "11607600", None),
    ]
