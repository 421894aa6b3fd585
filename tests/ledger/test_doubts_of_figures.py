"""Doubt by the figures alone: changes, rates and sums told in words that nobody knows, columns and lines of money."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.ledger.test_doubts import ROW, evaluation, fact, stated
from tests.ledger.test_doubts import codes as doubted
from tests.ledger.test_told import codes, report_of
from ziping.schemas.report import Endpoint, FundingLine, Indicator, Relation


@pytest.mark.parametrize("word", ["走低", "回落", "榧橼"])
def test_a_per_cent_behind_a_change(word):
    facts = (fact("growth", "比上年减少", "312万元", "3120000"), fact("rate", word, "3.80%", "0.0380", "ratio"))
    assert doubted(evaluation(facts=facts)) == ["rate-without-base"]


@pytest.mark.parametrize("word", ["合格率", "压缩比", "占比"])
def test_a_per_cent_with_a_name_of_its_own_behind_a_change(word):
    facts = (fact("growth", "比上年减少", "312万元", "3120000"), fact("rate", word, "3.80%", "0.0380", "ratio"))
    assert doubted(evaluation(facts=facts)) == []


@pytest.mark.parametrize(("rate", "codes_of"), [("0.1410", ["rate-without-base"]), ("0.1500", [])])
def test_a_per_cent_by_which_two_figures_differ(rate, codes_of):
    facts = (
        fact("count", "研发投入", "1246家", "1246", "item"),
        fact("count", "往年", "1092家", "1092", "item"),
        fact("rate", "榧橼", "14.10%", rate, "ratio"),
    )
    assert doubted(evaluation(facts=facts)) == codes_of


def test_a_rate_of_growth_that_is_tied_to_the_change():
    facts = (
        fact("count", "往年筛查", "14200人", "14200", "person"),
        fact("count", "今年多出", "1420人", "1420", "person"),
        fact("growth", "增长", "10%", "0.1", "ratio"),
    )
    tied = Relation("growth-of", Endpoint("facts", 2), Endpoint("facts", 1), "增长", ())
    assert doubted(evaluation(facts=facts, relations=(tied,))) == ["two-readings"]
    right = replace(tied, target=Endpoint("facts", 0))
    assert doubted(evaluation(facts=facts, relations=(right,))) == []


def test_what_two_figures_differ_by():
    facts = (
        fact("count", "培训", "2140人次", "2140", "person_time"),
        fact("count", "预想", "2300人次", "2300", "person_time"),
        fact("count", "相差", "160人次", "160", "person_time"),
    )
    assert doubted(evaluation(facts=facts)) == ["rate-without-base"]
    assert doubted(evaluation(facts=(*facts[:2], fact("count", "相差", "150人次", "150", "person_time")))) == []


VERDICT = "自评得分94分，等级为优。"


@pytest.mark.parametrize(
    "told",
    [
        "项目到位资金200万元，榧橼180万元，总体檗薜90%。",
        "年度预算200万元，檗薜蘅180万元，完结率90.00%。",
    ],
)
def test_a_rate_that_two_sums_give(told):
    blocks = report_of(told, VERDICT)
    assert "money-without-role" in codes(blocks, lambda e: replace(e, funding=()))


def test_a_sum_beside_the_rate_of_a_line_that_lacks_it():
    blocks = report_of("项目到位资金704.36万元，榧橼697.23万元，结转结余7.13万元，执行率90.99%。", VERDICT)
    assert "money-without-role" in codes(blocks)


def test_a_list_a_page_behind_the_sum_that_it_makes():
    blocks = report_of(
        "全年预算130万元，实际支出125.4万元，预算执行率96.46%。",
        "馆舍对公众开放，阅读推广进村入校，读者反映良好，设施运行正常。",
        "二是开放时间得到保障，节假日照常开放。三是服务点布局趋于合理，乡镇读者借阅方便。",
        "资金用在榧橼68.2万元、檗薜21.7万元、设备蘅养19.5万元、水电16万元。",
        VERDICT,
    )
    assert "open-list" in codes(blocks)


@pytest.mark.parametrize(
    ("heading", "cell", "lacking"),
    [
        ("决算额度", "1533.80", "executed"),
        ("完结进展", "90.22%", "execution_rate"),
        ("榧橼", "部分工程尚未结算", "reason"),
    ],
)
def test_columns_of_money_that_no_line_has(heading, cell, lacking):
    known = {"annual_budget": Decimal(1), "executed": Decimal(1), "execution_rate": Decimal(1)}
    known.pop(lacking, None)
    line = FundingLine(ROW, "total", extra=((heading, stated(cell)),), **{k: stated(v) for k, v in known.items()})
    assert doubted(evaluation(funding=(line,))) == ["unknown-column"]


def test_a_further_column_of_amounts_beside_budget_and_spending():
    known = {c: stated(Decimal(1)) for c in ("annual_budget", "executed", "weight", "score")}
    line = FundingLine(ROW, "total", extra=(("年中增减", stated("52.30")),), **known)
    assert doubted(evaluation(funding=(line,))) == []


def row(score: str, *extra: tuple[str, str]) -> Indicator:
    kept = tuple((heading, stated(cell)) for heading, cell in extra)
    points = {"weight": stated(Decimal(10)), "score": stated(Decimal(score))}
    return Indicator(ROW, "output", "other", level1=stated("产出"), level3=stated("甲"), extra=kept, **points)


def test_a_column_that_only_rows_with_lost_points_fill():
    lost, all_of_it = ("檗薜", "受汛期影响推迟"), ("檗薜", "资料齐全完备")
    assert "unknown-column" in doubted(evaluation(indicators=(row("9", lost), row("10"), row("8", lost))))
    told = evaluation(indicators=(row("9", lost), row("10", all_of_it), row("8", lost)))
    assert "unknown-column" not in doubted(told)


def test_a_second_column_of_full_points():
    assert "unknown-column" in doubted(evaluation(indicators=(row("9", ("权重", "46")), row("10", ("权重", "54")))))


def test_a_line_with_points_and_no_total():
    alone = FundingLine(ROW, "other", line_text=stated("榧橼"), executed=stated(Decimal(5)), score=stated(Decimal(9)))
    assert doubted(evaluation(funding=(alone,))) == ["money-without-role"]
    total = FundingLine(ROW, "total", line_text=stated("合计"), executed=stated(Decimal(6)))
    assert doubted(evaluation(funding=(total, replace(alone, score=None)))) == []


def test_what_is_left_of_a_split_of_spending():
    total = FundingLine(ROW, "total", line_text=stated("合计"), executed=stated(Decimal(9)))
    basic = FundingLine(ROW, "basic", line_text=stated("基本支出"), executed=stated(Decimal(4)))
    other = FundingLine(ROW, "other", line_text=stated("榧橼"), executed=stated(Decimal(5)))
    assert doubted(evaluation(funding=(total, basic, other))) == ["money-without-role"]
    assert doubted(evaluation(funding=(total, replace(basic, line="central"), other))) == []


@pytest.mark.parametrize("subject", ["公路养护所关于2023年度农田建设补助", "青禾县养护所2023年度农田建设补助"])
def test_a_name_with_a_year_in_it(subject):
    assert "doubtful-name" in doubted(evaluation(subject=stated(subject)))


@pytest.mark.parametrize("label", ["患者满意度测评得分", "群众电话调查得分", "比上年提高"])
def test_points_of_a_survey_are_none_of_the_evaluation(label):
    assert doubted(evaluation(facts=(fact("score", label, "92.3分", "92.3", "point"),))) == []
    assert doubted(evaluation(facts=(fact("score", "项目得分", "92.3分", "92.3", "point"),))) == ["score-without-role"]


@pytest.mark.parametrize("line", ["发布时间：2023-11-28 09:41【字体：大中小】", "来源：本站 时间：2023-01-12 点击率："])
def test_dates_of_a_page_of_the_web_are_none_of_the_report(line):
    assert "unread-date" not in codes(report_of(line, VERDICT))


def test_a_column_that_numbers_the_lines():
    lines = tuple(
        FundingLine(
            ROW, "other", annual_budget=stated(Decimal(1)), executed=stated(Decimal(1)), extra=(("", stated(n)),)
        )
        for n in ("1", "2")
    )
    assert doubted(evaluation(funding=lines)) == []


@pytest.mark.parametrize(("name", "doubts"), [("走读生人均补助标准", 0), ("走读生助学金", 1)])
def test_what_is_paid_a_head_is_no_sum(name, doubts):
    facts = (
        fact("amount", name, "900元", "900"),
        fact("amount", "甲校", "400元", "400"),
        fact("amount", "乙校", "500元", "500"),
    )
    assert doubted(evaluation(facts=facts)).count("open-list") == doubts
