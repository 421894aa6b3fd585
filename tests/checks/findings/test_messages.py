"""Messages as an auditor writes them: what the report states, what it should be, by how much."""

from __future__ import annotations

import re

import pytest

from tests.checks.examples import EXAMPLES
from tests.checks.reports import Report, checks_of, only
from ziping.pipeline.checks.findings.subjects import in_english


def scored(total: str = "94", **more: str) -> Report:
    report = Report(total_score=total, **more)
    report.indicator("甲", weight="60", score="50")
    report.indicator("乙", weight="40", score="43")
    return report


def funded(**amounts: str) -> Report:
    report = Report()
    report.funding("total", label="年度资金总额", **amounts)
    return report


def over() -> Report:
    report = Report()
    report.indicator("甲", weight="20", score="24")
    return report


def short_of_a_hundred() -> Report:
    report = Report()
    report.indicator("甲", weight="60", score="50")
    report.indicator("乙", weight="30", score="30")
    return report


def mixed_units() -> Report:
    report = Report()
    total = report.fact("expenditure", "支出合计", "1595元", clause="支出合计1595元，其中")
    report.fact("expenditure", "甲", "1240万元", parent=total)
    report.fact("expenditure", "乙", "355万元", parent=total)
    return report


def beyond(score: str) -> Report:
    """Scored by proportion; one indicator did more than its target."""
    report = Report()
    for name, done, got in (("甲", "60%", "6"), ("乙", "80%", "8"), ("丙", "120%", score)):
        report.indicator(name, weight="10", score=got, completion_rate=done)
    return report


def cut() -> Report:
    report = Report()
    total = report.fact("expenditure", "调整后预算", "160万元", clause="合计160万元，其中")
    report.fact("expenditure", "甲", "180万元", parent=total)
    report.fact("expenditure", "乙", "-10万元", parent=total)
    return report


@pytest.mark.parametrize(
    ("report", "rule", "zh", "en"),
    [
        (
            funded(annual_budget="1864", executed="424", execution_rate="27.25%"),
            "execution-rate",
            "= 22.746…%，报告列示 27.25%，偏高约 4.5 个百分点",
            "the report states 27.25%, about 4.5 percentage points too high",
        ),
        (
            funded(annual_budget="8.89", executed="3.49", execution_rate="38.26%"),
            "execution-rate",
            "报告列示 38.26%，偏低约 1 个百分点",
            "about 1 percentage point too low",
        ),
        (cut(), "breakdown-total", "180万元 − 10万元 = 170万元，报告列示 160万元", "180万元 − 10万元 = 170万元, the"),
        (scored("97"), "score-total", "50 + 43 = 93，报告列示 97，多计 4", "the report states 97, too much by 4"),
        (scored("90"), "score-total", "50 + 43 = 93，报告列示 90，少计 3", "the report states 90, too little by 3"),
        (over(), "score-range", "得分 24 分，超过分值 4 分（分值 20 分）", "the score 24 is above the full points 20 by 4"),
        (
            scored("93", grade="good", grade_text="良"),
            "grade-band",
            "得分 93 分应评“优”，报告评为“良”",
            "93 points are “excellent”, the report says “良”",
        ),
        (
            funded(annual_budget="0", executed="0", execution_rate="100%"),
            "execution-rate",
            "全年预算数为 0，无法计算执行率，报告填 100%",
            "the budget is 0: an execution rate cannot be computed, the report states 100%",
        ),
        (
            funded(annual_budget="10.00", executed="8.00", execution_rate="85.00%"),
            "execution-rate",
            "8.00万元 ÷ 10.00万元 = 80%，报告列示 85.00%，偏高 5 个百分点",
            "the report states 85.00%, 5 percentage points too high",
        ),
        (
            funded(annual_budget="3.00", executed="1.00", execution_rate="33.33%"),
            "execution-rate",
            "1.00万元 ÷ 3.00万元 = 33.333…%，报告列示 33.33%（四舍五入后相符）",
            "the report states 33.33% (within rounding)",
        ),
        (short_of_a_hundred(), "weight-total", "60 + 30 = 90，按满分 100 核对，少 10", "60 + 30 = 90, against 100 that the rules imply: 10 too few"),
        (mixed_units(), "breakdown-total", "1240万元 + 355万元 = 1595万元，报告列示 1595元（单位疑误）", "the report states 1595元"),
        (funded(executed="8.00", execution_rate="85.00%"), "execution-rate", "报告列示 85.00%，缺数据，未核对：没有写明全年预算数", "cannot be checked"),
    ],
)  # fmt: skip
def test_a_message_says_what_is_stated_and_by_how_much_it_is_off(report, rule, zh, en):
    row = only(report, rule)
    assert zh in row["message_zh"]
    assert en in row["message_en"]


def test_a_product_that_goes_beyond_the_points_says_where_it_ends():
    row = next(r for r in checks_of(beyond("12"), "score-formula") if r["status"] == "fail")
    assert "10 × 120% = 12，至多 10，报告列示 12，多计 2" in row["message_zh"]
    assert "10 × 120% = 12, at most 10, the report states 12" in row["message_en"]


def test_a_slip_of_the_unit_is_said():
    assert only(mixed_units(), "breakdown-total")["message_zh"].endswith("（单位疑误）")


def test_english_messages_have_no_chinese_but_quotations():
    row = only(funded(annual_budget="0", executed="0", execution_rate="100%"), "execution-rate")
    told = row["message_en"].partition(": ")[2]
    assert not [c for c in told if "一" <= c <= "鿿"]


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("fails", [False, True])
def test_english_has_no_chinese_but_what_the_report_prints(name: str, fails: bool):
    report = EXAMPLES[name](fails)
    printed = str([table.to_pylist() for table in report.tables().values()])
    for row in checks_of(report, name):
        assert [w for w in re.findall("[\u4e00-\u9fff]+", row["message_en"]) if w not in printed] == []


@pytest.mark.parametrize(
    ("subject", "english"),
    [
        ("年度资金总额：全年预算数", "年度资金总额: annual budget"),
        ("年度资金总额：预算、到位、支出", "年度资金总额: budget, received, spending"),
        ("总分＝一级指标", "total score = level 1"),
        ("产出指标＝二级指标", "产出指标 = level 2"),
        ("水费、电费", "水费、电费"),
        ("各乡镇、支出", "各乡镇、支出"),
    ],
)
def test_our_own_words_in_a_subject_are_translated(subject: str, english: str):
    assert in_english(subject) == english


def test_two_figures_of_one_page_are_told_with_one_page():
    row = only(EXAMPLES["cross-reference"](True), "cross-reference")
    assert row["message_zh"] == "自评总分：第 1 页两处分别列示 93 和 98分"
    assert row["message_en"] == "total score: 93 and 98分, both on page 1"
