"""One quantity in several places."""

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
RULE = "cross-reference"


def test_yuan_and_ten_thousand_yuan():
    report = Report(subject="政务中心租金")
    report.funding("total", annual_budget="79.79")
    report.fact("amount", "政务中心租金", "797876.4元/年", page=3)
    row = only(report, RULE)
    assert (row["status"], row["stated"], row["computed"]) == ("rounding", D("797900"), D("797876.4"))
    assert [place["page"] for place in row["evidence"]] == [1, 3]


def test_the_total_score_in_prose():
    report = Report(total_score="99")
    report.fact("score", "自评价得分", "99分")
    report.fact("score", "考核总分", "100分")
    report.fact("score", "产出指标得分", "50分")
    assert statuses(report, RULE) == ["pass"]
    wrong = Report(total_score="99")
    wrong.fact("score", "项目自评得分", "96分")
    assert (only(wrong, RULE)["status"], only(wrong, RULE)["severity"]) == ("fail", "error")


def test_one_print_is_not_two_mentions():
    report = Report(total_score="99")
    report.fact("score", "自评得分", "99分")
    box = {k: report.rows["evaluations"][0]["cells"][0][k] for k in ("x0", "top", "x1", "bottom")}
    report.rows["facts"][0] |= box
    assert not checks_of(report, RULE)


def rates(rate, *facts):
    report = Report()
    report.funding("total", annual_budget="8.89", executed="3.49", execution_rate=rate)
    for label, text, clause in facts:
        report.fact("rate", label, text, clause=clause)
    return report


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ([("预算执行进度", "39.25%", "")], ["pass"]),
        ([("预算执行率", "39.3%", "")], ["rounding"]),
        ([("预算执行率", "93.25%", "")], ["fail"]),
        ([("预算执行率", "50%", "1—6月预算执行率50%")], []),
        ([("三公经费执行率", "80%", "")], []),
        ([("使用率", "99.41%", ""), ("使用率", "100%", "")], []),
    ],
)
def test_the_execution_rate_in_prose(facts, found):
    assert statuses(rates("39.25%", *facts), RULE) == found


def test_an_initial_budget_is_not_the_adjusted_one():
    report = Report()
    report.funding("total", annual_budget="1482.05")
    report.fact("amount", "年初预算", "1474.61万元")
    assert not checks_of(report, RULE)


def test_spending_that_agrees_with_nothing():
    report = Report()
    report.funding("total", annual_budget="88.90", executed="34.90")
    report.fact("expenditure", "实际支出", "43.90万元")
    report.fact("expenditure", "其中培训费支出", "5.00万元")
    row = only(report, RULE)
    assert (row["status"], row["stated"], row["computed"]) == ("fail", 349000, 439000)


def test_spending_of_a_line_is_no_contradiction():
    report = Report()
    report.funding("total", annual_budget="88.90", executed="34.90")
    report.funding("current_year", annual_budget="54.00", executed="20.00")
    report.fact("expenditure", "实际支出", "20.00万元")
    assert statuses(report, RULE) == ["pass"]


def satisfied(target, actual, *facts, name="森工退休人员满意度"):
    report = Report()
    columns = {"target": target, "actual": actual} if actual else {"target": target}
    report.indicator(name, kind="satisfaction", **columns)
    for label, text in facts:
        report.fact("satisfaction", label, text, page=2)
    return report


@pytest.mark.parametrize(
    ("report", "found"),
    [
        (satisfied("≥90%", "≥90%", ("省管森工离退休人员满意度", "≥95%")), [("fail", "error")]),
        (satisfied("≥90%", "97%", ("省管森工离退休人员满意度", "97%")), [("pass", "info")]),
        (satisfied("≥90%", "97%", ("森工退休人员满意度", "≥95%")), []),
        (satisfied("≥90%", "97%", ("企业职工满意度", "92%")), []),
        (satisfied("98%", "97%", ("群众对项目实施满意度", "97%"), name="服务对象满意度"), [("pass", "info")]),
        (satisfied("98%", "97%", ("群众对项目实施满意度", "79%"), name="服务对象满意度"), [("fail", "warning")]),
        (satisfied("98%", "97%", ("群众满意度", "98%"), name="服务对象满意度"), []),
    ],
)
def test_satisfaction_of_the_same_people(report, found):
    assert [(row["status"], row["severity"]) for row in checks_of(report, RULE)] == found


def test_a_target_that_is_met_is_no_contradiction():
    report = Report()
    report.indicator("养老保险参保人数", target="≥80万人", actual="≥80万人")
    report.fact("count", "养老保险参保人数", "82.34万人")
    assert not checks_of(report, RULE)


def test_indicators_and_prose_of_one_name():
    report = Report()
    report.indicator("失业动态监测企业数", target="40家", actual="40家")
    report.fact("count", "失业动态监测企业", "40家")
    assert statuses(report, RULE) == ["pass"]
    wrong = Report()
    wrong.indicator("失业动态监测企业数", target="40家", actual="40家")
    wrong.fact("count", "失业动态监测企业", "45家")
    assert (only(wrong, RULE)["status"], only(wrong, RULE)["severity"]) == ("fail", "warning")


def test_short_names_may_mean_two_things():
    report = Report()
    report.indicator("退休人员数量", target="10148人", actual="10148人")
    report.fact("count", "退休人员", "22人")
    assert not checks_of(report, RULE)


def test_counts_that_are_told_twice():
    report = Report()
    report.fact("count", "目标全部完成的项目", "5个", clause="一")
    report.fact("count", "未完成项目", "3个", clause="二")
    for number in range(3):
        report.fact("rate", f"完成率{number}", "80%")
    report.fact("count", "绩效目标完成的指标", "6个", clause="三")
    report.fact("count", "绩效目标没有完成的指标", "3个", clause="四")
    assert sorted(statuses(report, RULE)) == ["fail", "pass"]


def test_one_digit_apart_is_no_chance():
    report = Report()
    report.fact("count", "符合条件人员", "4542人", clause="一")
    report.fact("count", "符合缴费补助条件", "4452人", clause="二")
    row = only(report, RULE)
    assert (row["status"], row["verdict"]) == ("fail", "undecided")


def test_parts_of_one_total_are_not_the_same_quantity():
    report = Report()
    total = report.fact("expenditure", "支出", "926.89万元", clause="分别为")
    report.fact("expenditure", "工资福利支出、对个人和家庭的补助", "772.51万元", parent=total, clause="一")
    report.fact("expenditure", "工资福利支出、对个人和家庭的补助", "154.38万元", parent=total, clause="二")
    assert not checks_of(report, RULE)


def test_the_only_satisfaction_in_prose_and_sheet_agree_under_other_names():
    report = Report()
    report.indicator("服务对象满意度", weight="10", score="9", target="98%", actual="96%", kind="satisfaction")
    report.fact("satisfaction", "基本情况是参保人员对项目实施满意度", "96%")
    assert statuses(report, "cross-reference") == ["pass"]


def test_a_telling_count_under_names_that_share_words_agrees():
    report = Report()
    report.fact("count", "严格筛选符合条件人员", "4542人", clause="严格筛选符合条件人员4542人")
    report.fact("expenditure", "补助", "454.2万元", clause="补助454.2万元")
    report.fact("count", "符合缴费补助条件", "4542人", clause="2023年共有4542人符合缴费补助条件")
    assert statuses(report, "cross-reference") == ["pass"]


@pytest.mark.parametrize(("state", "found"), [("planned", []), (None, ["fail"])])
def test_what_was_planned_is_not_what_came_of_it(state, found):
    report = Report()
    report.fact("count", "居家适老化改造户数", "163户", clause="完成居家适老化改造163户", state="actual")
    report.fact("count", "培训护理员人数", "25人")
    report.fact("count", "居家适老化改造户数", "160户", clause="完成160户居家适老化改造", state=state, page=2)
    assert statuses(report, RULE) == found


def test_a_budget_told_once_in_the_words_of_spending():
    report = Report()
    report.fact("expenditure", "基本支出预算数", "12323.46万元", clause="基本支出预算数为12323.46万元", state="planned")
    report.fact("expenditure", "项目支出", "1332.88万元")
    report.fact("expenditure", "基本支出", "12323.48万元", clause="基本支出12323.48万元", state="actual", page=2)
    assert statuses(report, RULE) == ["fail"]


@pytest.mark.parametrize(
    "label", ["建设内容", "主要建设内容为建设道路", "涉及村庄", "一批建设任务", "工程规模", "乡镇覆盖面积"]
)
def test_names_that_any_batch_has_are_not_compared(label):
    def told(name):
        report = Report()
        report.fact("count", name, "2684米", clause="一")
        report.fact("rate", "完工率", "100%")
        report.fact("count", name, "2648米", clause="二")
        return statuses(report, RULE)

    assert told(label) == []
    assert told("灌区渠道" + label) == ["fail"]


@pytest.mark.parametrize(
    ("others", "found"),
    [
        ((("乡镇", "8个"), ("乡镇", "5个")), []),  # 一批涉及8个乡镇，修渠12公里…二批涉及5个乡镇，修渠7公里
        ((("乡镇", "8个"), ("乡镇", "8个")), ["fail", "pass"]),
        ((("乡镇", "8个"), ("县区", "5个")), ["fail"]),
    ],
)
def test_what_is_told_in_turn_of_two_things_is_no_contradiction(others, found):
    report = Report()
    for (name, figure), channel in zip(others, ("1268米", "1628米"), strict=True):
        report.fact("count", name, figure, clause=f"涉及{figure}{name}，{channel}")
        report.fact("count", f"水池{channel}", "3座")
        report.fact("count", "灌区渠道整修长度", channel)
    assert sorted(statuses(report, RULE)) == found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [("1460份", "1406件", []), ("1460份", "1406份", ["fail"]), ("1460亩", "0.1406万亩", ["fail"])],
)
def test_counts_in_other_words_are_of_other_things(first, second, found):
    report = Report()
    report.fact("count", "下发督查整改通知", first)
    report.fact("rate", "整改率", "97.26%")
    report.fact("count", "下发督查整改通知", second)
    assert statuses(report, RULE) == found


def test_results_of_one_list_are_of_several_people():
    report = Report()
    for text, clause in (("95.2%", "满意度分别为95.2%"), ("94.6%", "94.6%"), ("93%", "93%")):
        report.fact("satisfaction", "满意度", text, clause=clause)
    assert statuses(report, RULE) == []


def test_a_rate_finer_than_the_dataset_agrees_with_itself():
    report = Report()
    report.indicator("森林火灾受害率", target="≤0.9‰", actual="0.0046‰")
    row = report.fact("rate", "森林火灾受害率", "0.00046%")
    found = next(r for r in report.rows["facts"] if r["fact_id"] == row)
    found |= {"value": Decimal("0.000005"), "precision": Decimal(0), "value_text": "0.0046‰"}
    assert statuses(report, RULE) == ["rounding"]
