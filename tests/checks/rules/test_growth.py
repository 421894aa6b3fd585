"""Growth, change and completion: which figures the words compare."""

from __future__ import annotations

import pytest

from tests.checks.reports import Report, checks_of, only, statuses


def listed(*items: tuple[str, str, str, str, str], total: str = "2400.00万元") -> Report:
    """A numbered list under a total, each item with its change and growth; the reader ties these to the total."""
    report = Report()
    whole = report.fact("expenditure", "支出预算总计", total, clause=f"支出预算总计{total}。包括：")
    for number, (label, amount, word, change, rate) in enumerate(items, 1):
        report.fact("expenditure", label, amount, parent=whole, clause=f"{number}．{label}{amount}")
        report.fact("growth", f"支出预算总计{word}", change, parent=whole, clause=f"与上年相比{word}{change}")
        report.fact("growth", f"支出预算总计{word}", rate, parent=whole, clause=f"{word}{rate}")
    return report


def test_an_item_of_a_list_has_its_own_base():
    right = (
        ("公共服务支出", "1800.00万元", "增加", "300.00万元", "20.00%"),
        ("住房支出", "350.00万元", "减少", "70.00万元", "16.67%"),
    )
    assert statuses(listed(*right), "growth") == ["pass", "rounding"]
    wrong = only(listed(("公共服务支出", "1800.00万元", "增加", "300.00万元", "26.00%")), "growth")
    assert (wrong["status"], wrong["verdict"]) == ("fail", "document")
    assert "公共服务支出" in wrong["subject"] and "1800.00万元" in wrong["message_zh"]


def test_a_total_keeps_the_growth_told_behind_its_parts():
    report = Report()
    whole = report.fact("expenditure", "支出", "100.00万元", clause="支出100.00万元，其中")
    report.fact("expenditure", "基本支出", "60.00万元", parent=whole)
    report.fact("expenditure", "项目支出", "40.00万元", parent=whole)
    report.fact("growth", "支出较上年增加", "10.00万元", parent=whole, clause="较上年增加10.00万元")
    report.fact("growth", "支出增长", "11.11%", parent=whole, clause="增长11.11%")
    assert statuses(report, "growth") == ["rounding"]


def two_years(before: str, now: str, rate: str, word: str = "增加", change: str | None = None) -> Report:
    report = Report(fiscal_year=2024)
    report.fact("expenditure", "“水利（款）水质监测（项）”", now, clause=f"6.“水利（款）水质监测（项）”{now}")
    report.fact("expenditure", "当年预算执行数", before, clause=f"2023年当年预算执行数为{before}")
    own = report.fact("amount", "预算安排", now, clause=f"2024年预算安排{now}")
    if change:
        report.fact("growth", f"比2023年{word}", change, parent=own, clause=f"比2023年{word}{change}")
    report.fact(
        "growth", f"预算安排比2023年预算执行数{word}", rate, parent=own, clause=f"比2023年预算执行数{word}{rate}"
    )
    return report


@pytest.mark.parametrize(
    ("report", "found"),
    [
        (two_years("65.20万元", "71.72万元", "10.00%"), "pass"),
        (two_years("840.00万元", "856.80万元", "12.00%"), "fail"),
        (two_years("310.00万元", "248.00万元", "20.00%"), "fail"),  # it fell
        (two_years("310.00万元", "248.00万元", "20.00%", "减少"), "pass"),
        (two_years("1500元", "1650元", "10%"), "pass"),
    ],
)
def test_growth_follows_from_the_figures_of_two_years_told_one_after_the_other(report, found):
    row = only(report, "growth")
    assert row["status"] == found
    assert row["verdict"] == ("document" if found == "fail" else None)


@pytest.mark.parametrize(("change", "found"), [("6.52万元", "pass"), ("6.25万元", "fail")])
def test_a_change_is_what_lies_between_two_years(change, found):
    assert statuses(two_years("65.20万元", "71.72万元", "10.00%", change=change), "change") == [found]


def test_a_year_that_is_printed_goes_before_one_that_was_worked_out():
    report = two_years("840.00万元", "856.80万元", "12.00%")
    report.rows["facts"][1]["year"] = 2024  # 2023年当年 taken for this year
    assert statuses(report, "growth") == ["fail"]


def test_other_things_of_other_years_are_no_base():
    report = Report(fiscal_year=2019)
    report.fact("income", "培训费收入", "700万元", clause="二是纳入2018年预算管理的700万元培训费收入")
    own = report.fact("amount", "机动经费预算数", "3990.4万元", clause="机动经费预算数为3990.4万元")
    report.fact("growth", "机动经费预算数与上年相比增加", "1602.36万元", parent=own, clause="与上年相比增加1602.36万元")
    report.fact("growth", "机动经费预算数增长", "67.1%", parent=own, clause="增长67.1%")
    assert not checks_of(report, "change")
    assert statuses(report, "growth") == ["rounding"]


def test_what_merely_stands_before_a_rate_is_not_held_against_it():
    report = Report()
    report.fact("expenditure", "专项经费", "200万元", clause="增加了专项经费200万元")
    report.fact("growth", "按照规定压减", "10%", clause="其余按照规定压减10%")
    report.fact("amount", "增减相抵后增加", "164.48万元", clause="增减相抵后增加164.48万元")
    assert "fail" not in statuses(report, "growth")


def completed(planned: str, actual: str, rate: str, words: str = "完成年初预算") -> Report:
    report = Report()
    report.fact("expenditure", "住房公积金（项）", actual, clause=f"3、住房公积金（项）{actual}")
    report.fact("amount", "年初预算" if "年初" in words else "计划数", planned)
    report.fact("expenditure", "支出决算" if "年初" in words else "实际完成", actual)
    report.fact("rate", words, rate, clause=f"{words}的{rate}")
    return report


@pytest.mark.parametrize(("rate", "found"), [("93.75%", "pass"), ("83.75%", "fail")])
def test_completion_of_a_budget_is_spending_over_it(rate, found):
    report = completed("160.00万元", "150.00万元", rate)
    assert statuses(report, "completion") == [found]
    assert only(report, "execution-rate")["severity"] == ("warning" if found == "fail" else "info")


@pytest.mark.parametrize(("rate", "found"), [("90%", "pass"), ("95%", "fail")])
def test_completion_of_a_plan_is_no_execution_rate(rate, found):
    report = completed("200个", "180个", rate, "完成计划")
    assert statuses(report, "completion") == [found]
    assert not checks_of(report, "execution-rate")


def test_completion_without_its_plan_is_not_checked():
    report = Report()
    report.fact("expenditure", "支出决算", "150.00万元")
    report.fact("rate", "完成年初预算", "83.75%", clause="完成年初预算的83.75%")
    assert not checks_of(report, "completion")


@pytest.mark.parametrize(("became", "found"), [("250万元", "pass"), ("260万元", "fail")])
def test_a_budget_is_what_it_was_with_what_was_added(became, found):
    report = Report()
    initial = report.fact("amount", "年初预算安排", "200万元")
    added = report.fact("amount", "年中追加", "70万元")
    taken = report.fact("amount", "年底调减", "20万元")
    report.fact("amount", "全年预算", became)
    assert not checks_of(report, "budget-change")  # nothing says what was added to what
    for change in (added, taken):
        report.relation("adjusts", change, initial)
    assert statuses(report, "budget-change") == [found]


@pytest.mark.parametrize(("annual", "found"), [("250.00", "pass"), ("270.00", "fail")])
def test_a_form_may_print_what_was_added(annual, found):
    report = Report()
    report.funding("total", initial_budget="200.00", annual_budget=annual, extra=[("调整数", "50.00")])
    assert statuses(report, "budget-change") == [found]
    report.rows["funding"][0]["extra"] = [("调整后预算", "50.00")]
    assert not checks_of(report, "budget-change")
