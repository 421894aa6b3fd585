"""Money: rates, points and lines of the funding block."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.checks.reports import (
    Report,
    checks_of,
    only,
    statuses,
)

D = Decimal


def block(**total):
    report = Report()
    report.funding("total", label="年度资金总额", **total)
    return report


def test_a_cut_rate_is_rounding_and_said_to_be_cut():
    row = only(block(annual_budget="8.89", executed="3.49", execution_rate="39.25%"), "execution-rate")
    assert (row["status"], row["stated"], row["computed"]) == ("rounding", D("0.3925"), D("0.392576"))
    assert (row["lower"], row["upper"]) == (D("0.391793"), D("0.393360"))
    assert row["message_zh"] == "年度资金总额：3.49万元 ÷ 8.89万元 = 39.257…%，报告列示 39.25%（疑为直接舍去尾数）"
    assert "cut off" in row["message_en"]


@pytest.mark.parametrize(
    ("amounts", "rate", "found"),
    [
        (("10.00", "8.045"), "100%", "fail"),
        (("10", "8.045"), "80.45%", "pass"),
        (("100", "100"), "100.00%", "pass"),
        (("0", "0"), "100%", "unchecked"),
        (("0", "5"), "100%", "fail"),
    ],
)
def test_the_rate_is_spending_over_budget(amounts, rate, found):
    report = block(annual_budget=amounts[0], executed=amounts[1], execution_rate=rate)
    assert statuses(report, "execution-rate") == [found]


def test_nothing_over_nothing_is_a_warning():
    row = only(block(annual_budget="0", executed="0", execution_rate="100%"), "execution-rate")
    assert (row["status"], row["severity"]) == ("unchecked", "warning")


def test_without_a_budget_the_rate_cannot_be_checked():
    assert statuses(block(executed="5", execution_rate="100%"), "execution-rate") == ["unchecked"]


def test_funds_received_may_stand_for_the_budget():
    assert statuses(block(received="474.37", executed="474.37", execution_rate="100%"), "execution-rate") == ["pass"]
    row = only(block(received="474.37", executed="400.00", execution_rate="100%"), "execution-rate")
    assert (row["status"], row["severity"]) == ("fail", "warning")


def test_a_rate_that_follows_from_another_column_says_so():
    report = block(annual_budget="100.00", received="80.00", executed="80.00", execution_rate="100%")
    row = only(report, "execution-rate")
    assert (row["status"], row["severity"]) == ("fail", "info")
    assert "到位" in row["message_zh"]


@pytest.mark.parametrize(
    ("rate", "score", "found"),
    [("39.25%", "3.9", "rounding"), ("95%", "9.5", "pass"), ("95%", "9", "fail"), ("120%", "10", "pass")],
)
def test_points_follow_the_rate(rate, score, found):
    report = block(annual_budget="8.89", executed="3.49", execution_rate=rate, weight="10", score=score)
    assert statuses(report, "execution-score") == [found]


def test_points_follow_from_the_amounts_where_no_rate_is_stated():
    report = block(annual_budget="8.89", executed="3.49", weight="10", score="3.93")
    assert statuses(report, "execution-score") == ["rounding"]
    assert statuses(block(annual_budget="8.89", weight="10", score="3.93"), "execution-score") == ["unchecked"]


def test_a_budget_of_nothing_is_told_with_its_unit_and_no_slip_of_a_zero():
    """年度资金总额 0, of which 当年财政拨款 90."""
    report = block(annual_budget="0", executed="88", execution_rate="97.78%")
    report.funding("current_year", label="其中：当年财政拨款", annual_budget="90", executed="88")
    report.funding("carried_over", label="上年结转资金", annual_budget="0", executed="0")
    rows = {r["subject"]: r for r in checks_of(report, "funding-total")}
    assert rows["年度资金总额：全年预算数"]["message_zh"].endswith(
        "90万元 + 0万元 = 90万元，报告列示 0万元，少计 90万元"
    )
    rate = only(report, "execution-rate")
    assert rate["message_zh"] == "年度资金总额：全年预算数为 0，无法计算执行率，报告填 97.78%"
    assert not [s for r in (rate, *rows.values()) for s in r["explanations"] if "0万元 → 0万元" in s]


def split(*lines, **total):
    report = block(**total)
    for line, columns in lines:
        report.funding(line, **columns)
    return report


def test_lines_make_the_total_column_by_column():
    report = split(
        ("current_year", {"annual_budget": "5.4", "executed": "0"}),
        ("carried_over", {"annual_budget": "3.49", "executed": "3.49"}),
        ("other", {}),
        annual_budget="8.89",
        executed="3.59",
    )
    assert statuses(report, "funding-total") == ["pass", "fail"]


def test_a_blank_line_is_not_zero_but_not_there():
    report = split(("current_year", {"annual_budget": "7"}), ("other", {}), annual_budget="7")
    assert statuses(report, "funding-total") == ["pass"]


def test_a_line_that_is_blank_in_one_column_is_missing_there():
    lines = (("current_year", {"annual_budget": "5", "executed": "4"}), ("own", {"annual_budget": "5"}))
    report = split(*lines, annual_budget="10", executed="9")
    assert statuses(report, "funding-total") == ["pass", "unchecked"]


def test_splits_side_by_side_each_make_the_total():
    lines = [("current_year", "60"), ("own", "40"), ("basic", "70"), ("project", "25")]
    report = split(*((line, {"annual_budget": amount}) for line, amount in lines), annual_budget="100")
    assert statuses(report, "funding-total") == ["pass", "fail"]


def test_details_of_a_line_are_not_added_to_it():
    lines = [("current_year", "60"), ("central", "50"), ("provincial", "10"), ("own", "40")]
    report = split(*((line, {"annual_budget": amount}) for line, amount in lines), annual_budget="100")
    assert statuses(report, "funding-total") == ["pass"]


def test_one_line_below_its_total_need_not_be_all_of_it():
    assert statuses(split(("current_year", {"annual_budget": "8"}), annual_budget="10"), "funding-total") == [
        "unchecked"
    ]
    assert statuses(split(("current_year", {"annual_budget": "12"}), annual_budget="10"), "funding-total") == ["fail"]


def test_lines_of_prose_need_not_be_complete():
    report = split(("central", {"annual_budget": "50"}), ("local", {"annual_budget": "20"}), annual_budget="100")
    report.rows["funding"][1] |= {"x0": 200.0, "top": 20.0, "bottom": 60.0}
    assert statuses(report, "funding-total") == ["unchecked"]


def test_spending_more_than_the_budget_is_a_warning():
    report = block(annual_budget="10", executed="12")
    row = only(report, "overspent")
    assert (row["status"], row["severity"], row["difference"]) == ("fail", "warning", 20000)
    prose = Report()
    clause = "“三公”经费实际支出数1.8万元小于预算数6万元"
    prose.fact("expenditure", "“三公”经费实际支出数", "1.8万元", clause=clause)
    prose.fact("amount", "“三公”经费预算数", "6万元", clause=clause)
    assert statuses(prose, "overspent") == ["pass"]
    initial = Report()
    initial.fact("expenditure", "支出数", "8万元", clause="c")
    initial.fact("amount", "年初预算数", "6万元", clause="c")
    assert not checks_of(initial, "overspent")


def test_rates_in_prose_are_checked_against_the_figures_before_them():
    report = Report()
    report.fact("amount", "营养改善计划预算", "426.02万元")
    report.fact("expenditure", "全年实际支付", "423.52万元")
    report.fact("rate", "使用率", "99.41%")
    assert statuses(report, "execution-rate") == ["rounding"]


def test_spending_that_is_compared_with_its_budget_in_prose():
    report = Report()
    report.fact("expenditure", "“三公”经费实际支出数", "1.8万元", clause="“三公”经费实际支出数1.8万元小于预算数")
    report.fact("amount", "预算数", "6万元", clause="小于预算数6万元")
    assert statuses(report, "overspent") == ["pass"]


def test_a_rate_of_prose_goes_with_the_spending_it_was_told_with():
    report = Report()
    report.fact("expenditure", "全年总支出", "2435.86万元")
    report.fact("amount", "项目到位资金", "706万元")
    report.fact("expenditure", "累计支付", "688.99万元")
    report.fact("rate", "执行率", "97.59%")
    report.funding("total", received="706万元", executed="2435.86万元", execution_rate="97.59%")
    assert statuses(report, "execution-rate") == ["fail"]  # nothing shows where the rate was told
    told = {side: report.rows["facts"][-1][side] for side in ("page", "x0", "top", "x1", "bottom")}
    report.rows["funding"][0]["cells"][-1] |= told
    assert statuses(report, "execution-rate") == ["rounding"]
    assert statuses(report, "overspent") == ["pass"]


def test_a_rate_of_prose_goes_with_the_budget_that_stands_closest_to_it():
    report = Report()
    report.fact("amount", "总投资", "1441.26万元")
    report.fact("amount", "全年预算数", "500.00元")
    report.fact("expenditure", "已支付", "481.67元")
    report.fact("rate", "资金使用率", "96.33%")
    report.funding("total", annual_budget="1441.26万元", executed="481.67元", execution_rate="96.33%")
    report.rows["funding"][0].update(annual_budget=D("14412600"), executed=D("481.67"))
    for cell, fact in zip(report.rows["funding"][0]["cells"], (0, 2, 3), strict=True):
        cell |= {side: report.rows["facts"][fact][side] for side in ("page", "x0", "top", "x1", "bottom")}
    # the box of the total, which runs over two lines, holds the figures of the second one
    report.rows["facts"][0]["bottom"] = report.rows["facts"][2]["bottom"]
    report.rows["funding"][0]["cells"][0]["bottom"] = report.rows["facts"][2]["bottom"]
    row = only(report, "execution-rate")
    assert (row["status"], row["computed"]) == ("rounding", D("0.963340"))


@pytest.mark.parametrize(("label", "found"), [("资金总额", []), ("全年预算安排", ["fail"]), ("年度收入总计", ["fail"])])
def test_the_money_of_a_project_is_no_limit_of_all_accounts(label, found):
    report = Report()
    for name, text in ((label, "913.64万元"), ("支出总计", "2170.17万元")):
        report.fact("amount", name, text)
    report.funding("total", annual_budget="913.64万元", executed="2170.17万元")
    for cell, fact in zip(report.rows["funding"][0]["cells"], report.rows["facts"], strict=True):
        cell |= {side: fact[side] for side in ("page", "x0", "top", "x1", "bottom")}
    assert statuses(report, "overspent") == found
    assert not [row for row in checks_of(report, "cross-reference") if row["status"] == "fail"]


def sided(*rows: tuple[str, str, str, str]) -> Report:
    """A table with income on the left and spending on the right, both in its rows."""
    report = Report()
    for left, income, right, spent in rows:
        for label, amount, x0 in ((left, income, 200.0), (right, spent, 450.0)):
            if label:
                report.funding("total" if "总计" in label else "other", label=label, annual_budget=amount)
                row, top = report.rows["funding"][-1], report.rows["funding"][-1]["top"]
                if x0 > 400:
                    top -= 20
                    report._top -= 20
                box = {"top": top, "bottom": top + 15}
                row |= box
                row["cells"][0] |= {"x0": x0, "x1": x0 + 60, **box}
    return report


def test_two_sides_of_a_table_are_two_sums():
    rows = (
        ("一、拨款收入", "820", "一、服务支出", "610"),
        ("1.预算", "820", "二、住房支出", "225"),
        ("二、其他", "15", "", ""),
    )
    right = sided(*rows, ("收入总计", "835", "支出总计", "835"))
    assert statuses(right, "funding-total") == ["pass", "pass"]
    wrong = sided(*rows, ("收入总计", "853", "支出总计", "835"))
    assert statuses(wrong, "funding-total") == ["unchecked", "pass"]  # numbered in two ways: who knows which are parts


@pytest.mark.parametrize(("total", "found"), [("300", "pass"), ("310", "unchecked")])
def test_codes_of_several_lengths_are_levels(total, found):
    report = block(annual_budget=total)
    for code, amount in (("201", "200"), ("20131", "200"), ("2013101", "120"), ("2013102", "80"), ("221", "100")):
        report.funding("other", label=code, annual_budget=amount)
    assert statuses(report, "funding-total") == [found]


def test_details_of_details_are_found_by_their_amounts():
    report = block(annual_budget="300")
    for name, amount in (("甲", "200"), ("乙", "200"), ("丙", "120"), ("丁", "80"), ("戊", "100")):
        report.funding("other", label=name, annual_budget=amount)
    assert statuses(report, "funding-total") == ["pass"]


@pytest.mark.parametrize(("spent", "found"), [("280", "pass"), ("208", "fail")])
def test_lines_that_close_their_details_stand_for_them(spent, found):
    report = block(annual_budget="300", executed=spent)
    details = (
        ("甲", "120", "115"),
        ("乙", "80", "70"),
        ("小计", "200", "185"),
        ("丙", "100", "95"),
        ("小计", "100", "95"),
    )
    for name, budget, part in details:
        report.funding("other", label=name, annual_budget=budget, executed=part)
    told = {r["check_id"]: r["status"] for r in checks_of(report, "funding-total")}
    assert sorted(told.values()) == sorted(["pass", found])


@pytest.mark.parametrize(("total", "found"), [("240.29", "pass"), ("240.92", "fail"), ("204.29", "fail")])
def test_a_total_in_the_last_row_is_that_of_a_table(total, found):
    report = Report()
    for line, amount in (("central", "62.30"), ("provincial", "48.15"), ("local", "129.84")):
        report.funding(line, executed=amount)
    report.funding("total", executed=total)
    assert statuses(report, "funding-total") == [found]


def test_figures_of_two_items_make_no_line_of_money():
    report = Report()
    report.fact("expenditure", "支出决算", "2000.00万元", clause="（一）支出决算2000.00万元")
    report.fact("amount", "涉及预算金额", "860.00万元", clause="（三）自评项目涉及预算金额860.00万元")
    report.funding("total", annual_budget="860.00万元", executed="2000.00万元")
    for cell, fact in zip(report.rows["funding"][0]["cells"], report.rows["facts"][::-1], strict=True):
        cell |= {side: fact[side] for side in ("page", "x0", "top", "x1", "bottom")}
    assert not checks_of(report, "overspent")
    report.rows["facts"][1]["clause"] = "预算金额860.00万元"
    assert statuses(report, "overspent") == ["fail"]


def test_amounts_of_prose_are_no_lines_of_a_table():
    report = Report()
    for label, text in (("资金总额", "100.00万元"), ("中央资金", "80.00万元"), ("县级资金", "30.00万元")):
        report.fact("amount", label, text)
    for line, amount in (("total", "100.00"), ("central", "80.00"), ("local", "30.00")):
        report.funding(line, annual_budget=amount)
    assert statuses(report, "funding-total") == ["fail"]  # a form, and prose that repeats it elsewhere
    for row, fact in zip(report.rows["funding"], report.rows["facts"], strict=True):
        row["cells"][0] |= {side: fact[side] for side in ("page", "x0", "top", "x1", "bottom")}
    assert statuses(report, "funding-total") == ["unchecked"]
