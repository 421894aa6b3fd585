"""The promise of intervals: figures that are true, rounded as anybody rounds, never fail; figures that are
further off than their last digits allow always do."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.checks.reports import Report, only

D = Decimal
roundings = st.sampled_from((ROUND_HALF_UP, ROUND_HALF_EVEN))
decimals = st.integers(0, 4)
amounts = st.decimals(min_value="0.5", max_value="99999", places=6)
few = settings(max_examples=60, deadline=None)


def printed(value, places, rounding):
    return format(value.quantize(D(1).scaleb(-places), rounding), "f")


def rate(budget, spent, text):
    report = Report()
    report.funding("total", annual_budget=budget, executed=spent, execution_rate=text)
    return only(report, "execution-rate")


@few
@given(amounts, st.decimals(0, 1, places=6), decimals, decimals, decimals, roundings)
def test_a_true_rate_never_fails(budget, share, a, b, c, rounding):
    spent = budget * share
    shown = [printed(budget, a, rounding), printed(spent, b, rounding), printed(share * 100, c, rounding)]
    assume(D(shown[0]) > 0)
    assert rate(shown[0], shown[1], f"{shown[2]}%")["status"] != "fail"


@few
@given(amounts, st.decimals("0.1", 1, places=4), st.decimals("0.02", "0.5", places=3), st.booleans())
def test_a_rate_beyond_the_half_steps_always_fails(budget, share, off, above):
    budget, spent = budget.quantize(D("0.01")), (budget * share).quantize(D("0.01"))
    assume(spent > 0)
    low = (spent - D("0.005")) / (budget + D("0.005"))
    high = (spent + D("0.005")) / (budget - D("0.005"))
    wrong = ((high + off) if above else (low - off)) * 100
    assume(wrong > 0)
    assert rate(str(budget), str(spent), f"{wrong.quantize(D('0.01'))}%")["status"] == "fail"


def lines(total, *parts):
    report = Report()
    report.funding("total", annual_budget=total)
    for part in parts:
        report.funding("own", annual_budget=part)
    return only(report, "funding-total")


@few
@given(st.lists(amounts, min_size=2, max_size=6), decimals, decimals, roundings)
def test_a_true_sum_never_fails(parts, a, b, rounding):
    assert lines(printed(sum(parts), a, rounding), *(printed(p, b, rounding) for p in parts))["status"] != "fail"


@few
@given(st.lists(amounts, min_size=2, max_size=6), st.decimals("0.0001", 1000, places=4), st.booleans())
def test_a_sum_beyond_the_half_steps_always_fails(parts, off, above):
    step = D("0.01")
    shown = [p.quantize(step) for p in parts]
    reach = step / 2 * (len(shown) + 1)
    wrong = (sum(shown) + (reach + off + step if above else -(reach + off + step))).quantize(step)
    assume(wrong > 0)
    assert lines(str(wrong), *map(str, shown))["status"] == "fail"


def share(part, total, text):
    report = Report()
    whole = report.fact("expenditure", "支出", f"{total}万元", clause="支出，其中")
    report.fact("expenditure", "甲", f"{part}万元", parent=whole)
    report.fact("share", "甲占比", f"{text}%", parent=whole)
    return only(report, "breakdown-share")


@few
@given(amounts, st.decimals("0.001", "0.999", places=6), decimals, decimals, roundings)
def test_a_true_share_never_fails(total, ratio, a, b, rounding):
    shown = printed(total * ratio, a, rounding), printed(total, a, rounding), printed(ratio * 100, b, rounding)
    assume(D(shown[0]) > 0 and D(shown[1]) > D(shown[0]))
    assert share(*shown)["status"] != "fail"


@few
@given(st.lists(st.integers(1, 40), min_size=2, max_size=8), st.integers(1, 60), st.booleans())
def test_scores_are_exact(scores, off, above):
    def total(value):
        report = Report(total_score=str(value))
        for i, score in enumerate(scores):
            report.indicator(f"指标{i}", score=str(score))
        return only(report, "score-total")["status"]

    assert total(sum(scores)) == "pass"
    wrong = sum(scores) + (off if above else -off)
    assume(wrong >= 0)
    assert total(wrong) == "fail"
