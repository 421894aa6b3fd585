"""A failure that another figure told beside it explains accuses nobody, and one wrong figure is told of once."""

from __future__ import annotations

import pytest

from tests.checks.reports import Report, checks_of, statuses


def budget(*more: tuple[str, str], annual: str = "1,092.40万元", first: tuple[str, str] | None = None) -> Report:
    """年初862.40，上年结转36.15，追加218.60，调减24.75，全年1,092.40: of these the first and the last two are tied."""
    report = Report()
    if first is not None:
        report.fact("amount", *first)
    initial = report.fact("amount", "年初部门预算", "862.40万元")
    for label, text in more:
        report.fact("amount", label, text)
    added = report.fact("amount", "年中追加", "218.60万元")
    taken = report.fact("amount", "年底调减", "24.75万元")
    report.fact("amount", "全年调整后预算", annual)
    for change in (added, taken):
        report.relation("adjusts", change, initial)
    return report


def test_a_part_that_was_left_out_leaves_a_sum_open():
    assert statuses(budget(), "budget-change") == ["fail"]
    assert statuses(budget(("上年结转", "36.15万元")), "budget-change") == ["unchecked"]


def test_a_figure_that_is_not_what_is_lacking_does_not_matter():
    assert statuses(budget(first=("在职人员经费", "36.25万元")), "budget-change") == ["fail"]
    assert statuses(budget(first=("上年结余", "36.15万元")), "budget-change") == ["unchecked"]


def test_a_small_figure_fits_by_chance():
    assert statuses(budget(("增设股室", "4个"), annual="1,056.29万元"), "budget-change") == ["fail"]


def works(units: str, money: str, *before: tuple[str, str]) -> Report:
    report = Report()
    for label, text in before:
        report.fact("count", label, text)
    report.fact("count", "维修", units)
    report.fact("amount", "每户补助标准", "3.5万元/户")
    report.fact("expenditure", "维修补助资金", money)
    return report


def test_another_quantity_that_makes_the_amount_leaves_a_price_open():
    assert statuses(works("90户", "301万元"), "unit-price") == ["fail"]
    assert statuses(works("701户", "301万元", ("重建", "86户")), "unit-price") in (["unchecked"], [])


def listed(*more: tuple[str, str]) -> Report:
    report = Report()
    whole = report.fact("income", "筹集救灾资金", "1,000万元", clause="筹集救灾资金1,000万元，分别为")
    for label, text in (("中央", "420万元"), ("省", "260万元"), ("县", "120万元")):
        report.fact("income", label, text, parent=whole)
    for label, text in more:
        report.fact("income", label, text)
    return report


def test_parts_of_another_total_told_beside_leave_a_sum_open():
    assert [s for s in statuses(listed(("小计", "800万元")), "breakdown-total") if s == "fail"] == []
    assert statuses(listed(("结余", "310万元")), "breakdown-total") == statuses(listed(), "breakdown-total")


def test_two_shares_that_were_swapped_are_wrong():
    report = Report()
    whole = report.fact("expenditure", "支出", "600万元", clause="支出合计600万元，其中")
    for label, amount, share in (("基本支出", "240万元", "60%"), ("项目支出", "360万元", "40%")):
        part = report.fact("expenditure", label, amount, parent=whole)
        report.share(f"{label}占比", share, part, whole, clause=f"占{share}")
    assert statuses(report, "breakdown-share")[:2] == ["fail", "fail"]


def test_a_total_read_as_a_row_leaves_the_sum_open():
    report = Report(total_score="99.7")
    for name, score in (("甲", "25"), ("乙", "25"), ("丙", "30"), ("丁", "10"), ("本项目得分", "99.7")):
        report.indicator(name, weight="30", score=score)
    assert statuses(report, "score-total") == ["unchecked"]


@pytest.mark.parametrize(("last", "severities"), [("38.34%", ["error"]), ("33.34%", [])])
def test_a_wrong_share_is_told_of_once(last, severities):
    report = Report()
    whole = report.fact("expenditure", "支出", "200.00万元", clause="支出合计200.00万元，其中")
    for label, amount, share in (("基本支出", "133.33万元", "66.67%"), ("项目支出", "66.67万元", last)):
        report.fact("expenditure", label, amount, parent=whole)
        report.fact("share", f"{label}占比", share, parent=whole, clause=f"占{share}")
    found = [row for row in checks_of(report, "breakdown-share") if row["status"] == "fail"]
    assert [row["severity"] for row in found] == severities


def money(lacking: str) -> Report:
    report = Report()
    report.funding("total", label="总投资", annual_budget="260.00")
    for line, amount in (("provincial", "50.00"), ("local", "30.00")):
        report.funding(line, annual_budget=amount)
    report.warning("unread-figure", lacking)
    return report


@pytest.mark.parametrize(("lacking", "found"), [("180.00", "unchecked"), ("171.00", "fail")])
def test_an_amount_that_was_not_read_and_is_just_what_a_sum_lacks(lacking, found):
    assert statuses(money(lacking), "funding-total") == [found]
