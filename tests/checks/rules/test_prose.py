"""Totals, shares, growth and prices in prose."""

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


def breakdown(total, *parts, clause="", kind="expenditure"):
    report = Report()
    whole = report.fact(kind, "本年支出", total, clause=clause or f"本年支出{total}，其中：")
    for label, text in parts:
        report.fact(kind, label, text, parent=whole, clause=f"{label}{text}")
    return report


def test_parts_may_miss_the_total_by_what_rounding_leaves_open():
    row = only(breakdown("17.10亿元", ("甲", "9.41亿元"), ("乙", "2891万元"), ("丙", "7.4亿元")), "breakdown-total")
    assert (row["status"], row["computed"]) == ("rounding", 1709910000)
    assert row["upper"] - row["lower"] == 2 * (500000 + 5000 + 5000000)


@pytest.mark.parametrize(
    ("clause", "rest", "found"),
    [
        ("本年支出100.00万元，其中：", (), "unchecked"),
        ("本年支出合计100.00万元，其中：", (), "fail"),
        ("甲、乙分别为", (), "fail"),
        ("本年支出100.00万元，其中：", (("其他支出", "20.00万元"),), "fail"),
    ],
)
def test_parts_that_need_not_be_complete_raise_no_alarm(clause, rest, found):
    parts = (("甲", "30.00万元"), ("乙", "40.00万元"), *rest)
    assert statuses(breakdown("100.00万元", *parts, clause=clause), "breakdown-total") == [found]


def test_parts_larger_than_the_total_always_do():
    report = breakdown("60.00万元", ("甲", "30.00万元"), ("乙", "40.00万元"))
    assert statuses(report, "breakdown-total") == ["fail"]


def test_one_part_is_no_breakdown():
    report = breakdown("18201人", ("三类监测对象", "185名"), kind="count")
    assert not checks_of(report, "count-total")
    assert statuses(breakdown("35155.17万元", ("财政拨款", "35155.17万元")), "breakdown-total") == ["pass"]


def test_one_wrong_digit_is_told_from_parts_left_out():
    parts = (("甲", "922.57万元"), ("乙", "139.97万元"), ("丙", "419.51万元"))
    assert statuses(breakdown("1482.05万元", *parts), "breakdown-total") == ["pass"]
    assert statuses(breakdown("1582.05万元", *parts), "breakdown-total") == ["fail"]
    assert statuses(breakdown("1651.33万元", *parts), "breakdown-total") == ["unchecked"]


def test_counts_are_exact():
    parts = (("完成的", "5个"), ("未完成的", "3个"))
    assert statuses(breakdown("8个", *parts, kind="count"), "count-total") == ["pass"]
    assert statuses(breakdown("9个", *parts, kind="count"), "count-total") == ["fail"]
    assert not checks_of(breakdown("8个", *parts, kind="count"), "breakdown-total")


def test_parts_in_another_unit_are_none():
    report = Report()
    posts = report.fact("count", "编制", "47个", clause="编制总计47个，其中")
    report.fact("count", "行政编制", "45个", parent=posts)
    report.fact("count", "事业编制", "2个", parent=posts)
    report.fact("count", "实有人员", "43人", parent=posts)
    assert statuses(report, "count-total") == ["pass"]


@pytest.mark.parametrize(
    ("clause", "names", "found"),
    [
        ("在职人员18人，其中", ("行政人员", "事业人员"), "unchecked"),  # there may be others
        ("在职人员合计18人，其中", ("行政人员", "事业人员"), "fail"),
        ("在职人员18人，分别为", ("行政人员", "事业人员"), "fail"),
        ("在职人员18人，其中", ("男", "女"), "fail"),
    ],
)
def test_persons_that_are_said_to_be_all(clause, names, found):
    report = Report()
    total = report.fact("count", "在职人员", "18人", clause=clause)
    for name, text in zip(names, ("7人", "9人"), strict=True):
        report.fact("count", name, text, parent=total, clause=f"其中{name}{text}" if "其中" in clause else "")
    assert statuses(report, "count-total") == [found]


@pytest.mark.parametrize("total", ["156个", "150个"])
def test_parts_that_hold_each_other_are_no_sum(total):
    report = Report()
    whole = report.fact("count", "集体经济组织", total, clause=f"共有集体经济组织{total}，其中")
    for name, text in (("年收入10万元以上", "98个"), ("20万元以上", "45个"), ("50万元以上", "12个")):
        report.fact("count", name, text, parent=whole)
    assert statuses(report, "count-total") == ["unchecked"]


def test_some_of_what_is_counted_raise_no_alarm():
    report = Report()
    whole = report.fact("count", "自然村", "300个", clause="共有自然村300个，其中")
    for name, text in (("重点村", "45个"), ("示范村", "12个")):
        report.fact("count", name, text, parent=whole)
    assert statuses(report, "count-total") == ["unchecked"]


def test_an_approximate_figure_is_not_compared():
    report = Report()
    total = report.fact("count", "职工", "20万人", clause="近20万人，其中")
    report.fact("count", "甲", "12.5万人", parent=total)
    report.fact("count", "乙", "9.1万人", parent=total)
    assert not checks_of(report, "breakdown-total")


def shares(*items, total="200.00万元"):
    report = Report()
    whole = report.fact("expenditure", "支出", total, clause=f"支出合计{total}，其中")
    for label, amount, share in items:
        part = report.fact("expenditure", label, amount, parent=whole)
        report.share(f"{label}占比", share, part, whole, clause=f"占{share}")
    return report


def test_shares_follow_from_parts_and_make_100_percent():
    good = shares(("基本支出", "133.33万元", "66.67%"), ("项目支出", "66.67万元", "33.34%"))
    assert statuses(good, "breakdown-share") == ["rounding", "rounding", "rounding"]
    wrong = shares(("基本支出", "133.33万元", "66.67%"), ("项目支出", "66.67万元", "38.34%"))
    assert statuses(wrong, "breakdown-share") == ["rounding", "fail"]  # the sum fails for no other reason


def test_namesakes_are_paired_as_the_document_ties_them():
    report = Report()
    whole = report.fact("expenditure", "支出", "100万元", clause="甲、乙分别为30万元、70万元，分别占30%、70%")
    parts = [report.fact("expenditure", "甲、乙", text, parent=whole) for text in ("30万元", "70万元")]
    for text, part in zip(("30%", "70%"), parts, strict=True):
        report.share("甲、乙占比", text, part, whole)
    assert statuses(report, "breakdown-share") == ["pass", "pass", "pass"]


def test_shares_that_are_tied_to_no_count_are_only_added_up():
    report = Report()
    total = report.fact("count", "绩效目标", "8个")
    done = report.fact("count", "全部完成的项目", "5个", parent=total)
    undone = report.fact("count", "未完成项目", "3个", parent=total)
    report.share("未完成指标的项目占总目标数", "37.5%", undone, total)
    report.share("完成80％以上的项目占总目标数", "62.5%", done, total)
    report.fact("share", "完成60-80％的占比", "25%", parent=total)
    report.fact("share", "完成60％以下的占比", "12.5%", parent=total)
    assert statuses(report, "count-share") == ["pass", "pass"]
    assert statuses(report, "breakdown-share") == ["pass"]


def growing(rate, *between, now="1200.00万元", label="同比增长"):
    report = Report()
    this = report.fact("expenditure", "本年支出", now, clause=f"本年支出{now}")
    for kind, name, text in between:
        report.fact(kind, name, text, clause=f"{name}{text}")
    report.fact("growth", label, rate, parent=this, clause=f"{label}{rate}")
    return report


@pytest.mark.parametrize(
    ("report", "found"),
    [
        (growing("20%", ("expenditure", "比上年增加", "200.00万元")), "pass"),
        (growing("25%", ("expenditure", "比上年增加", "200.00万元")), "fail"),
        (growing("14.29%", ("expenditure", "比上年减少", "200.00万元"), label="下降"), "rounding"),
        (growing("20%", ("expenditure", "上年支出", "1000.00万元")), "pass"),
        (growing("30%", ("expenditure", "上年支出", "1000.00万元")), "fail"),
        (growing("20%"), "unchecked"),
    ],
)
def test_growth_needs_a_base_or_a_difference(report, found):
    assert statuses(report, "growth") == [found]


def test_growth_told_of_two_years():
    report = Report(fiscal_year=2023)
    report.fact("expenditure", "支出", "1200.00万元", clause="2023年支出1200.00万元")
    before = report.fact("expenditure", "支出", "1000.00万元", clause="2022年支出1000.00万元")
    report.fact("growth", "支出比上年增加", "200.00万元", parent=before)
    report.fact("growth", "支出同比增长", "25%", parent=before)
    assert statuses(report, "growth") == ["fail"]


def priced(amount, price, *, apart=False):
    report = Report()
    if apart:
        report.fact("amount", "新增缴费补助", price)
        report.fact("rate", "到位率", "100%")
    report.fact("count", "缴费补助人数", "4542人")
    if not apart:
        report.fact("amount", "补助标准", price)
    report.fact("expenditure", "补助资金", amount)
    return report


def test_quantity_times_price_is_the_amount():
    assert statuses(priced("454.2万元", "1000元/人"), "unit-price") == ["pass"]
    assert statuses(priced("464.2万元", "1000元/人"), "unit-price") == ["fail"]
    assert statuses(priced("871.3万元", "1000元/亩"), "unit-price") == ["unchecked"]


@pytest.mark.parametrize(("amount", "found"), [("36.635万元", "pass"), ("36.335万元", "fail")])
def test_the_amount_of_the_sentence_before_is_not_priced(amount, found):
    report = Report()
    report.fact("expenditure", "发放创业补贴", "484.65万元")
    report.fact("count", "全县实施面积", "7327亩")
    report.fact("amount", "补贴标准", "50元/亩")
    report.fact("amount", "兑现补贴资金", amount)
    row = only(report, "unit-price")
    assert (row["status"], row["subject"]) == (found, "兑现补贴资金")


@pytest.mark.parametrize(
    ("amount", "each", "found"),
    [("15.6万元", "人均1000元", ["pass"]), ("156万元", "人均1000元", ["fail"]), ("156万元", "人均增收1000元", [])],
)
def test_so_much_for_each(amount, each, found):
    report = Report()
    report.fact("count", "慰问困难党员", "156人")
    report.fact("expenditure", "发放慰问金", amount)
    report.fact("amount", each.removesuffix("1000元"), "1000元", clause=each)
    assert statuses(report, "unit-price") == found


def test_a_mean_is_of_what_stands_before_it():
    report = Report()
    report.fact("count", "培训", "2060人次")
    report.fact("amount", "人均", "2000元", clause="人均2000元")
    report.fact("expenditure", "创业补贴", "280万元")
    report.fact("count", "扶持创业", "280人次")
    assert "fail" not in statuses(report, "unit-price")


def test_a_price_stated_elsewhere():
    assert statuses(priced("454.2万元", "1000元", apart=True), "unit-price") == ["pass"]
    assert statuses(priced("445.2万元", "1000元", apart=True), "unit-price") == ["fail"]
    assert not checks_of(priced("871.3万元", "1000元", apart=True), "unit-price")


def test_a_price_for_a_year_is_an_amount():
    report = Report()
    report.fact("amount", "租金", "797876.4元/年")
    assert not checks_of(report, "unit-price")


def test_a_department_sums_up_its_projects():
    report = Report(subject_kind="department")
    report.fact("count", "常年项目", "2个")
    report.fact("amount", "常年项目预算总金额", "24.49万元")
    for number, amount in ((2, "16.8"), (3, "7.69")):
        report.evaluation_id = f"{report.doc_id[:8]}-e0{number}"
        report._add("evaluations", {"subject": f"项目{number}", "subject_kind": "project"}, {})
        report.funding("total", annual_budget=amount)
    row = only(report, "breakdown-total")
    assert (row["status"], row["lower"], row["upper"]) == ("pass", 244350, 245450)


def test_a_total_by_itself_is_no_part_of_the_next():
    report = Report()
    for name, text in (("兑现补贴资金", "17.005万元"), ("收入总计", "1065.51万元"), ("支出总计", "1065.51万元")):
        report.fact("amount", name, text)
    assert not checks_of(report, "breakdown-total")


@pytest.mark.parametrize(("share", "found"), [("91.2%", "pass"), ("19.2%", "fail"), ("911.2%", "fail")])
def test_a_share_of_what_is_told_in_one_breath(share, found):
    report = Report()
    done = report.fact("amount", "完成投资", "4560万元")
    plan = report.fact("amount", "年度计划", "5000万元")
    report.share("完成投资占年度计划", share, done, plan)
    assert statuses(report, "breakdown-share") == [found]


@pytest.mark.parametrize(("share", "found"), [("104.5%", ["rounding"]), ("18.2%", ["rounding"]), ("55.5%", [])])
def test_a_share_behind_a_list_may_be_of_all_of_it(share, found):
    report = Report()
    whole = report.fact("count", "造林", "2.3万亩")
    report.fact("count", "人工造林", "1.9万亩", parent=whole)
    last = report.fact("count", "封山育林", "0.4万亩", parent=whole)
    plan = report.fact("count", "年度任务", "2.2万亩")
    report.share("封山育林占年度任务", share, last, plan)
    assert statuses(report, "breakdown-share") == found


@pytest.mark.parametrize(
    ("share", "found"), [("52.3%", ["rounding"] * 2), ("57.69%", ["rounding"] * 2), ("55.3%", ["rounding", "fail"])]
)
def test_a_share_of_the_whole_that_was_told_before(share, found):
    report = Report()
    whole = report.fact("expenditure", "政府采购支出总额", "860.5万元")
    some = report.fact("amount", "中小企业合同金额", "780万元", parent=whole)
    report.share("中小企业合同金额占政府采购支出总额", "90.64%", some, whole)
    small = report.fact("amount", "小微企业合同金额", "450万元", parent=some)
    report.share("小微企业合同金额占比", share, small, some)
    assert statuses(report, "breakdown-share") == found
