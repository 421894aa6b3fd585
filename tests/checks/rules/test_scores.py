"""Totals and subtotals of scores and weights."""

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


def form(**evaluation):
    """Nine indicators of 10 points and 10 points of budget execution."""
    report = Report(**{"total_score": "98.9", "full_score": "100", **evaluation})
    report.funding("total", annual_budget="8.89", executed="7.92", execution_rate="89.09%", weight="10", score="8.9")
    for i in range(9):
        report.indicator(f"指标{i}", level1="产出指标" if i < 5 else "效益指标", weight="10", score="10")
    return report


def test_the_points_of_the_funding_block_count_once():
    assert only(form(), "score-total")["status"] == "pass"
    assert only(form(), "weight-total")["computed"] == 100
    carried = Report(total_score="98")
    carried.funding("total", annual_budget="10", executed="8", weight="10", score="8")
    carried.indicator("预算执行率", weight="10", score="8")
    carried.indicator("其他", weight="90", score="90")
    assert statuses(carried, "score-total") == ["pass"]


@pytest.mark.parametrize(("total", "off"), [("94", "-4.9"), ("98.91", "0.01"), ("99", "0.1")])
def test_scores_are_exact(total, off):
    found = only(form(total_score=total), "score-total")
    assert (found["status"], found["severity"], found["difference"]) == ("fail", "error", D(off))


def test_a_missing_total_is_not_a_pass():
    report = Report()
    report.indicator("甲", weight="60", score="60")
    report.indicator("乙", weight="40", score="40")
    found = only(report, "score-total")
    assert (found["status"], found["stated"], found["computed"]) == ("unchecked", None, 100)
    assert "没有写明总分" in found["message_zh"]


def test_a_missing_score_is_named_and_not_taken_for_zero():
    report = Report(total_score="60")
    report.indicator("甲", weight="60", score="60")
    report.indicator("乙", weight="40")
    found = only(report, "score-total")
    assert found["status"] == "unchecked"
    assert "乙" in found["message_zh"]


def test_weights_make_100_where_nothing_else_is_stated():
    report = Report()
    report.indicator("甲", weight="60", score="60")
    report.indicator("乙", weight="50", score="50")
    assert only(report, "weight-total")["difference"] == -10


def test_the_limit_of_deductions_is_no_weight():
    report = Report(total_score="98")
    report.indicator("甲", weight="100", score="100")
    report.indicator("配合度", level1="扣分项", weight="10", score="2")
    report.section("扣分项", weight="10")
    assert statuses(report, "weight-total") == ["pass"]
    assert statuses(report, "score-total") == ["pass"]
    assert not checks_of(report, "section-weight")


def test_sub_rows_without_weight_are_left_out():
    report = form()
    report.indicator("其中：子项", target="5个", actual="5个")
    assert statuses(report, "weight-total") == ["pass"]


def test_a_goal_sheet_beside_the_score_sheet_makes_no_total():
    report = form()
    for i in range(4):
        report.indicator(f"目标{i}", sheet="目标表", target="≥90%", actual="95%")
    assert statuses(report, "score-total") == ["pass"]
    assert statuses(report, "weight-total") == ["pass"]


def test_execution_points_that_the_form_hides_are_missing_not_wrong():
    report = Report(total_score="99", full_score="100")
    report.funding("total", annual_budget="8.89", executed="8.00", execution_rate="89.99%")
    for i in range(9):
        report.indicator(f"指标{i}", weight="10", score="10")
    assert statuses(report, "weight-total") == ["unchecked"]
    assert statuses(report, "score-total") == ["unchecked"]


def test_prose_that_lists_some_indicators_claims_no_total():
    report = Report(total_score="95")
    report.indicator("预算编制", sheet=None, weight="13.33", score="10.66")
    report.indicator("资产管理", sheet=None, weight="13.33", score="12.33")
    assert statuses(report, "score-total") == ["unchecked"]
    assert statuses(report, "weight-total") == ["unchecked"]


def test_a_sheet_of_which_little_was_read_is_no_wrong_sum():
    report = Report(total_score="95", full_score="100")
    report.indicator("甲", weight="20", score="18")
    assert statuses(report, "weight-total") == ["unchecked"]
    assert statuses(report, "score-total") == ["unchecked"]


def sections(*points):
    report = form()
    for label, weight in zip(("产出指标（50分）", "效益指标"), points, strict=True):
        report.section(label, weight=weight)
    return report


def test_subtotals_sum_their_indicators_and_make_the_total():
    assert statuses(sections("50", "40"), "section-weight") == ["pass", "pass", "pass"]
    found = {c["subject"]: c["status"] for c in checks_of(sections("55", "40"), "section-weight")}
    assert found == {"产出指标（50分）": "fail", "效益指标": "pass", "总分值＝一级指标": "unchecked"}


@pytest.mark.parametrize(
    ("subtotals", "total", "found"),
    [
        (("48", "28"), "86", ["pass", "pass", "pass"]),
        (("48", "29"), "86", ["pass", "fail", "unchecked"]),  # the total follows the rows
        (("47", "29"), "86", ["fail", "fail", "pass"]),
        (("48", "29"), "87", ["pass", "fail", "pass"]),  # the total follows the subtotals
        (("48", "29"), "88", ["pass", "fail", "fail"]),  # the total follows neither
        (("48", "28"), "87", ["pass", "pass", "fail"]),
    ],
)
def test_one_wrong_subtotal_is_one_error(subtotals, total, found):
    report = Report(total_score=total)
    report.funding("total", annual_budget="10", executed="10", weight="10", score="10")
    for level1, score in (("产出", "30"), ("产出", "18"), ("效益", "15.5"), ("效益", "12.5")):
        report.indicator(f"{level1}{score}", level1=level1, score=score)
    for label, score in zip(("产出", "效益"), subtotals, strict=True):
        report.section(label, score=score)
    assert statuses(report, "section-score") == found


def test_a_wrong_subtotal_of_level_2_is_told_once():
    report = Report(total_score="90")
    for level2, score in (("数量", "20"), ("数量", "10"), ("质量", "20")):
        report.indicator(f"{level2}{score}", level1="产出", level2=level2, score=score)
    report.indicator("满意", level1="效益", score="40")
    for label, score in (("数量", "32"), ("质量", "20")):
        report.section(label, level=2, score=score)
    for label, score in (("产出", "50"), ("效益", "40")):
        report.section(label, score=score)
    failed = [c["subject"] for c in checks_of(report, "section-score") if c["status"] == "fail"]
    assert failed == ["数量"]


def test_one_heading_may_sum_up_several_groups():
    report = Report(total_score="80.88")
    for level1, score in (("决策", "8"), ("过程", "12"), ("产出", "20.88"), ("效益", "40")):
        report.indicator(f"{level1}指标", sheet=None, level1=level1, weight="25", score=score)
    for label, score in (("决策情况及实施过程", "20"), ("绩效产出", "20.88"), ("绩效效益", "40")):
        report.section(label, sheet=None, score=score)
    assert statuses(report, "section-score") == ["pass"] * 4


@pytest.mark.parametrize(
    ("total", "blocks", "found"),
    [
        ("97", {"年度目标完成情况": "20", "年度绩效指标完成情况": "57"}, ("pass", None)),
        ("97", {"总体目标": "20"}, ("pass", None)),
        ("107", {"总体目标": "20", "资金管理": "10"}, ("pass", None)),
        ("96", {"年度目标完成情况": "20", "年度绩效指标完成情况": "57"}, ("fail", "undecided")),
        ("77", {"年度绩效指标完成情况": "57"}, ("pass", None)),
    ],
)
def test_a_block_that_is_scored_as_one_counts_where_the_total_needs_it(total, blocks, found):
    report = Report(total_score=total)
    report.funding("total", annual_budget="6.4", executed="6.4", score="20")
    for label, score in blocks.items():
        report.section(label, score=score)
    report.indicator("检查次数", level1="产出指标", score="37")
    report.indicator("满意度", level1="满意度指标", score="20")
    check = only(report, "score-total")
    assert (check["status"], check["verdict"]) == found


def test_level_2_makes_level_1():
    report = Report()
    for level2, weight in (("履职", "15"), ("预算", "25"), ("资产", "25")):
        report.indicator(f"{level2}一", level1="总体", level2=level2, weight=weight)
        report.section(level2, level=2, weight=weight)
    report.indicator("项目一", level1="项目", weight="35")
    report.section("总体", weight="70")
    report.section("项目", weight="35")
    found = {c["subject"]: c["status"] for c in checks_of(report, "section-weight")}
    assert found["总体"] == found["总体＝二级指标"] == "fail"
    assert found["总分值＝一级指标"] == "unchecked"  # the rows make it


def test_points_in_level_cells_are_subtotals_too():
    report = Report()
    report.indicator("甲", level1="产出", level1_weight="50", weight="20")
    report.indicator("乙", level1="产出", level1_weight="50", weight="29")
    assert statuses(report, "section-weight") == ["fail"]


def edge(*sections):
    report = Report()
    for i, (level1, weight) in enumerate([("产出", "12"), ("产出", "8"), ("产出", "15"), ("效益", "65")]):
        report.indicator(f"指标{i}", level1=level1, weight=weight)
    for label, weight in sections:
        report.section(label, weight=weight)
    return [(row["status"], row["severity"], row["verdict"]) for row in checks_of(report, "section-weight")][:2]


def test_rows_at_the_edge_of_a_section_may_belong_to_its_neighbour():
    assert edge(("产出", "20"), ("效益", "80")) == [("unchecked", "info", None)] * 2
    assert edge(("产出", "20"), ("效益", "65")) == [("fail", "warning", "undecided"), ("pass", "info", None)]
    assert edge(("产出", "45"), ("效益", "65")) == [("fail", "error", "document"), ("pass", "info", None)]


def test_a_heading_that_was_read_twice_is_no_wrong_sum():
    report = Report()
    for label, weight in (("产出", "50"), ("效益", "38"), ("满意度", "12")):
        report.indicator(f"{label}一", level1=label, weight=weight)
        report.section(label, weight=weight)
    report.section("项目效益和满意", weight="12")
    found = {c["subject"]: c["status"] for c in checks_of(report, "section-weight")}
    assert found["总分值＝一级指标"] == "unchecked"


def test_another_total_of_the_form_is_no_full_score():
    report = Report(total_score="162", full_score="312", grade_text="优", grade="excellent")
    for i, (weight, score) in enumerate((("60", "58"), ("40", "40"))):
        report.indicator(f"指标{i}", level1="产出", weight=weight, score=score)
    assert statuses(report, "weight-total") == ["pass"]
    assert statuses(report, "score-total") == statuses(report, "grade-band") == ["unchecked"]


def test_headings_of_one_kind_that_were_read_as_two_levels():
    report = Report()
    for level2, weight in ((None, "25"), (None, "20"), ("履职产出", "22.5"), ("可持续性", "32.5")):
        report.indicator(f"指标{weight}", level1="部门管理", level2=level2, weight=weight)
    report.section("部门管理", weight="45")
    report.section("履职产出", level=2, weight="22.5")
    report.section("可持续性", level=2, weight="32.5")
    found = {c["subject"]: c["status"] for c in checks_of(report, "section-weight")}
    assert found["部门管理"] == "unchecked"


@pytest.mark.parametrize(
    ("scores", "weights", "status", "severity"),
    [
        (["18", "22", "45"], ["20", "25", "55"], "pass", "info"),
        (["18", "22", "44"], ["20", "25", "55"], "fail", "error"),
        (["18", "22", "44"], [None, None, None], "fail", "warning"),
        (["18", "22", "30"], [None, None, None], "unchecked", "info"),  # 15 points of another part
        (["18", "22", "44"], ["20", "25", "40"], "unchecked", "info"),
    ],
)
def test_subtotals_alone_are_held_against_the_total(scores, weights, status, severity):
    report = Report(total_score="85")
    for label, score, weight in zip(("决策", "管理", "绩效"), scores, weights, strict=True):
        report.section(label, score=score, **({"weight": weight} if weight else {}))
    found = only(report, "score-total")
    assert (found["status"], found["severity"]) == (status, severity)


def test_prose_that_tells_only_the_indicators_that_lost_points():
    report = Report(total_score="92")
    report.section("决策", score="14", weight="15", sheet=None)
    report.indicator("目标设定", level1="决策", weight="4", score="3", sheet=None)
    assert statuses(report, "section-score")[:1] == statuses(report, "section-weight")[:1] == ["unchecked"]


@pytest.mark.parametrize(("score", "found"), [("18", ["pass", "pass"]), ("13", ["pass", "fail"])])
def test_subtotals_that_head_blocks_are_held_against_the_rows_below_each(score, found):
    report = Report(total_score="38")
    report.section("年度绩效目标1", score="20")
    report.indicator("甲", level1="产出指标", score="10")
    report.indicator("乙", level1="效益指标", score="10")
    report.section("年度绩效目标2", score="18")
    report.indicator("丙", level1="产出指标", score=score)
    assert statuses(report, "section-score")[:2] == found
