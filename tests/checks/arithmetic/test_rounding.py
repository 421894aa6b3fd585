"""The promise of intervals: figures that are true, rounded as anybody rounds, never fail; figures that are
further off than their last digits allow always do."""

from __future__ import annotations

from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.checks.reports import Report, only, statuses

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
    above = above or low - off < D("0.0001")  # no share is printed below 0
    wrong = ((high + off) if above else (low - off)) * 100
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
    assume(wrong * 3 >= max(shown) and wrong > 0)  # a part far above the total is of something else
    assert lines(str(wrong), *map(str, shown))["status"] == "fail"


def share(part, total, text):
    report = Report()
    whole = report.fact("expenditure", "支出", f"{total}万元", clause="支出，其中")
    own = report.fact("expenditure", "甲", f"{part}万元", parent=whole)
    report.share("甲占比", f"{text}%", own, whole)
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
    assume(wrong >= 0 and wrong not in scores)  # a row with the total's own points may be the total
    assert total(wrong) == "fail"


@few
@given(amounts, st.decimals("0.05", "0.95", places=4), st.decimals("0.02", "0.5", places=3), st.booleans())
def test_a_share_beyond_the_half_steps_always_fails(total, ratio, off, above):
    total, part = total.quantize(D("0.01")), (total * ratio).quantize(D("0.01"))
    assume(part > 0)
    low = (part - D("0.005")) / (total + D("0.005")) - D("0.00005")
    high = (part + D("0.005")) / (total - D("0.005")) + D("0.00005")
    above = above or low - off < D("0.0001")  # no share is printed below 0
    wrong = ((high + off) if above else (low - off)) * 100
    assert share(part, total, wrong.quantize(D("0.01")))["status"] == "fail"


def grown(now, difference, text, verb):
    report = Report()
    this = report.fact("expenditure", "本年支出", f"{now}万元", clause=f"本年支出{now}万元")
    report.fact("expenditure", f"比上年{verb}", f"{difference}万元", clause=f"比上年{verb}{difference}万元")
    report.fact("growth", f"同比{verb}", f"{text}%", parent=this, clause=f"{verb}{text}%")
    return only(report, "growth")["status"]


changes = st.decimals("0.001", "0.9", places=6)


@few
@given(amounts, changes, st.booleans(), decimals, decimals, decimals, roundings)
def test_a_true_growth_never_fails(base, change, falls, a, b, c, rounding):
    now = base * (1 - change if falls else 1 + change)
    shown = printed(now, a, rounding), printed(base * change, b, rounding), printed(change * 100, c, rounding)
    assume(all(D(s) > 0 for s in shown))
    assume(falls or D(shown[0]) != D(shown[1]))  # what grew from nothing has no rate
    assert grown(*shown, "减少" if falls else "增加") in ("pass", "rounding")


@few
@given(amounts, changes, st.booleans(), st.decimals("0.01", "0.5", places=3), st.booleans())
def test_a_growth_beyond_the_half_steps_always_fails(base, change, falls, off, above):
    now = (base * (1 - change if falls else 1 + change)).quantize(D("0.01"))
    step = (base * change).quantize(D("0.01"))
    assume(step > 1 and now > 1 and (falls or now - step > 1))
    half = D("0.005")
    low, high = step - half, step + half
    sides = [low / (now + half + low), high / (now - half + high)]
    if not falls:
        sides = [low / (now + half - low), high / (now - half - high)]
    above = above or sides[0] - off < D("0.0001")  # a growth is printed without its sign
    wrong = (sides[1] + off if above else sides[0] - off) * 100
    assert grown(now, step, printed(wrong, 2, ROUND_HALF_UP), "减少" if falls else "增加") == "fail"


def earned(weight, rate_text, score):
    report = Report()
    report.funding("total", execution_rate=rate_text, weight=str(weight), score=score)
    return only(report, "execution-score")["status"]


@few
@given(st.sampled_from((5, 10, 15, 20)), st.decimals(0, 1, places=6), decimals, st.integers(1, 4), roundings)
def test_true_points_for_spending_never_fail(weight, share_of_budget, a, b, rounding):
    shown = printed(share_of_budget * 100, a, rounding), printed(share_of_budget * weight, b, rounding)
    assert earned(weight, f"{shown[0]}%", shown[1]) != "fail"


@few
@given(st.sampled_from((5, 10, 15, 20)), st.decimals(0, 1, places=4), st.decimals("0.02", 3, places=2), st.booleans())
def test_points_for_spending_beyond_the_half_steps_always_fail(weight, share_of_budget, off, above):
    text = printed(share_of_budget * 100, 2, ROUND_HALF_UP)
    right, room = share_of_budget * weight, D("0.00005") * weight + D("0.005")
    wrong = right + room + off if above else right - room - off
    assume(wrong >= 0)
    assert earned(weight, f"{text}%", printed(wrong, 2, ROUND_HALF_UP)) == "fail"


def parts_of(total, parts):
    report = Report()
    whole = report.fact("expenditure", "支出合计", total, clause=f"支出合计{total}，其中")
    for i, part in enumerate(parts):
        report.fact("expenditure", f"第{i}项", part, parent=whole, clause=part)
    return only(report, "breakdown-total")["status"]


units = st.sampled_from((("元", 1), ("万元", 10**4), ("亿元", 10**8)))
yuan = st.integers(10**6, 10**11)


@few
@given(st.lists(yuan, min_size=2, max_size=6), units, units, decimals, decimals, roundings)
def test_true_parts_in_any_unit_never_fail(parts, unit, other, a, b, rounding):
    def shown(amount, name, factor, places):
        return printed(D(amount) / factor, places, rounding) + name

    assert parts_of(shown(sum(parts), *unit, a), [shown(p, *other, b) for p in parts]) != "fail"


@few
@given(st.lists(amounts, min_size=2, max_size=6), st.decimals("0.01", 1000, places=2), st.booleans())
def test_parts_beyond_the_half_steps_always_fail(parts, off, above):
    shown = [p.quantize(D("0.01")) for p in parts]
    reach = D("0.005") * (len(shown) + 1) + off
    wrong = sum(shown) + (reach if above else -reach)
    assume(wrong > 0)
    rounded = wrong.quantize(D("0.01"), ROUND_HALF_UP if above else ROUND_FLOOR)
    assert parts_of(f"{rounded}万元", [f"{p}万元" for p in shown]) == "fail"


def told_twice(form, unit, prose):
    report = Report()
    report.funding("total", unit=unit, annual_budget=form)
    report.fact("amount", "全年预算数", prose)
    return statuses(report, "cross-reference")


@few
@given(amounts, decimals, decimals, units, units, roundings)
def test_one_amount_told_twice_never_fails(amount, a, b, unit, other, rounding):
    once, twice = (printed(amount * 10**4 / f, n, rounding) for (_, f), n in ((unit, a), (other, b)))
    assume(D(once) > 0 and D(twice) > 0)
    assert "fail" not in told_twice(once, unit[0], twice + other[0])


@few
@given(amounts, st.decimals("0.01", "0.05", places=4), st.booleans())
def test_one_amount_told_twice_beyond_the_half_steps_always_fails(amount, off, above):
    first = amount.quantize(D("0.01"))
    second = (first * (1 + off if above else 1 - off)).quantize(D("0.01"))
    assume(abs(first - second) > D("0.01"))
    assert told_twice(str(first), "万元", f"{second}万元") == ["fail"]


@pytest.mark.parametrize(
    ("budget", "spent", "text", "found"),
    [
        ("0", "0", "0%", "unchecked"),
        ("0.00", "0.00", "100%", "unchecked"),
        ("0.00", "0.00", "0.00%", "unchecked"),
        ("0", "5.00", "100%", "fail"),
        ("0.01", "0.00", "0%", "pass"),
        ("0.01", "0.01", "100%", "pass"),
        ("0.01", "0.01", "55.00%", "rounding"),
        ("0.01", "0.01", "20.00%", "fail"),
        ("8.89", "0", "0", "pass"),
        ("8.89", "3.49", "0", "fail"),
        (None, "3.49", "39.25%", "unchecked"),
        ("8.89", None, "39.25%", "unchecked"),
    ],
)
def test_rates_around_zero(budget, spent, text, found):
    given_amounts = {"annual_budget": budget, "executed": spent}
    report = Report()
    report.funding("total", execution_rate=text, **{k: v for k, v in given_amounts.items() if v is not None})
    assert statuses(report, "execution-rate") == [found]
