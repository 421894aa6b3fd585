"""Doubt of rows and lines: totals among them, labels that nobody knows, values within names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.builders import document
from tests.ledger.test_doubts import ROW, codes, evaluation, fact, stated
from ziping.schemas.report import Endpoint, Evaluation, FundingLine, Indicator, Relation


@pytest.mark.parametrize("words", ["比上年走低", "较去年回落", "同比收窄"])
def test_a_per_cent_of_a_comparison_in_a_word_that_nobody_knows(words):
    facts = (fact("count", "接待人数", "564人", unit="person"), fact("rate", words, "2.96%", "0.0296", "ratio"))
    assert codes(evaluation(facts=facts)) == ["rate-without-base"]
    base = (Relation("growth-of", Endpoint("facts", 1), Endpoint("facts", 0), words, ()),)
    assert codes(evaluation(facts=facts, relations=base)) == []


@pytest.mark.parametrize("words", ["满意率", "占比", "比上年的", "由上年的"])
def test_a_per_cent_that_is_compared_with_nothing(words):
    assert codes(evaluation(facts=(fact("rate", words, "2.96%", "0.0296", "ratio"),))) == []


def points(weight: str, score: str, level1: str | None = "产出") -> Indicator:
    name = stated(level1) if level1 else None
    return Indicator(
        ROW,
        "output",
        "other",
        level1=name,
        level3=stated("甲"),
        weight=stated(Decimal(weight)),
        score=stated(Decimal(score)),
    )


def test_a_row_with_the_points_of_all_others():
    rows_read = (points("40", "38"), points("30", "30"), points("30", "25"))
    assert codes(evaluation(indicators=(*rows_read, points("100", "93", None)))) == ["two-readings"]
    assert codes(evaluation(indicators=(*rows_read, points("100", "90", None)))) == ["two-readings"]
    assert codes(evaluation(indicators=(*rows_read, points("10", "9", None)))) == []
    line = FundingLine(ROW, "total", weight=stated(Decimal(10)), score=stated(Decimal(9)))
    with_money = (*rows_read, points("110", "102", None))
    assert codes(evaluation(indicators=with_money, funding=(line,))) == ["two-readings"]


def money(label: str, *amounts: int, line: str = "other") -> FundingLine:
    budget, spent = (stated(Decimal(a)) for a in amounts) if amounts else (None, None)
    return FundingLine(ROW, line, line_text=stated(label), annual_budget=budget, executed=spent)


@pytest.mark.parametrize("label", ["库区财政扶持", "拨款部分", "县级统筹"])
def test_a_line_of_the_treasury_that_nobody_knows(label):
    assert codes(evaluation(funding=(money(label, 9, 8),))) == ["money-without-role"]


@pytest.mark.parametrize("label", ["其他资金", "公交运营补贴", "社会资金"])
def test_a_line_that_is_another_one(label):
    assert codes(evaluation(funding=(money(label, 9, 8),))) == []


def test_a_line_that_nobody_knows_and_that_has_what_all_others_have():
    parts = (money("公交运营补贴", 9, 8), money("农村公路养护", 5, 5))
    assert codes(evaluation(funding=(money("全部经费", 14, 13), *parts))) == ["money-without-role"]
    assert codes(evaluation(funding=(money("年度资金总额", 14, 13, line="total"), *parts))) == []


def test_amounts_that_stand_in_the_label_of_a_line():
    assert codes(evaluation(funding=(money("其中：公用经费：552.80其他：0"),))) == ["unread-figure"]
    assert codes(evaluation(funding=(money("2023年提前下达"),))) == []


def test_money_that_is_shared_out_by_a_project_without_money():
    facts = (
        fact("amount", "共划拨资金", "100元", "100"),
        fact("amount", "甲镇", "60元", "60", parent=0),
        fact("amount", "乙镇", "40元", "40", parent=0),
    )
    assert "money-without-role" in codes(evaluation(facts=facts))
    assert codes(evaluation(facts=facts, funding=(money("年度资金总额", 100, 98, line="total"),))) == []


def of_points(name: str, points: int | None, part: str | None = None) -> Indicator:
    stands = stated(Decimal(points)) if points is not None else None
    level1 = stated(part) if part else None
    return Indicator(ROW, "output", "quantity", level1=level1, level3=stated(name), weight=stands, score=stands)


def test_a_row_with_nothing_but_its_name_beside_rows_with_points():
    rows = tuple(of_points(name, 20) for name in ("修渠", "清淤", "绿化"))
    whole = {"total_score": stated(Decimal(60)), "full_score": stated(Decimal(100))}
    assert "unread-cell" in codes(evaluation(indicators=(*rows, of_points("护坡", None)), **whole), document())
    assert "unread-cell" not in codes(evaluation(indicators=rows, **whole), document())
    deduction = of_points("配合度", None, "扣分项")  # a part of which no row has points
    assert "unread-cell" not in codes(evaluation(indicators=(*rows, deduction), **whole), document())
    assert "unread-cell" not in codes(evaluation(indicators=(rows[0], of_points("护坡", None)), **whole), document())


def named(*names: str, **known: str) -> Evaluation:
    more = {k: stated(v) for k, v in known.items()}
    return evaluation(indicators=tuple(Indicator(ROW, "output", "other", level3=stated(n), **more) for n in names))


def test_targets_in_the_names_of_indicators_without_one():
    assert codes(named("设施使用年限（12年）", "受益户数（≥300户）", "长效机制（健全）")) == ["two-readings"]
    assert codes(named("设施使用年限（12年）", "受益户数（≥300户）", target_text="12年")) == []
    assert codes(named("设施维护（含照明）", "受益户数（户）", "水质（Ⅲ类）")) == []


@pytest.mark.parametrize(
    ("level1", "doubted"), [("项目产出成本指标", True), ("产出数量指标", False), ("产出指标", False)]
)
def test_the_names_of_two_levels_in_one(level1, doubted):
    assert codes(named("养护里程", level1=level1)) == ["two-readings"] * doubted
    assert codes(named("养护里程", level1=level1, level2="成本指标")) == []


@pytest.mark.parametrize("level", [{"level1": "一级指标名称"}, {"level1": "产出指标", "level2": "二级指标"}])
def test_the_heading_of_a_column_is_no_level(level):
    assert codes(named("养护里程", "完好率", **level)) == ["doubtful-name"]


def test_usual_levels_are_no_headings():
    assert codes(named("养护里程", "完好率", level1="产出指标", level2="数量指标")) == []
