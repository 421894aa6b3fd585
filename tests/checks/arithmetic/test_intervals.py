"""Intervals hold every value that their figures stand for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.pipeline.checks.arithmetic.intervals import INFINITY, Interval

D = Decimal
figures = st.decimals(min_value=-1000, max_value=1000, places=2, allow_nan=False)
halves = st.decimals(min_value=0, max_value=10, places=2, allow_nan=False)
shares = st.decimals(min_value=-1, max_value=1, places=3, allow_nan=False)


@given(figures, halves, shares, figures, halves, shares)
def test_sums_differences_and_products_hold_what_their_parts_stand_for(a, h, p, b, g, q):
    x, y = Interval.around(a, h), Interval.around(b, g)
    u, v = a + p * h, b + q * g
    assert (x + y).holds(u + v)
    assert (x - y).holds(u - v)
    assert (x * y).holds(u * v)


@given(figures, halves, shares, figures, halves, shares)
def test_quotients_hold_what_their_parts_stand_for(a, h, p, b, g, q):
    quotient = Interval.around(a, h) / Interval.around(b, g)
    u, v = a + p * h, b + q * g
    if v:
        assert quotient is not None
        slack = D("1e-20")
        assert quotient.lower - slack <= u / v <= quotient.upper + slack


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [
        (("0", "0"), ("0", "0"), ("0", "Infinity")),
        (("1", "0"), ("0", "0"), None),
        (("100", "0.5"), ("0", "0.5"), ("199", "Infinity")),
        (("0", "0.5"), ("0", "0.5"), ("0", "Infinity")),
        (("3", "0"), ("4", "0"), ("0.75", "0.75")),
    ],
)
def test_division_around_zero(part, whole, found):
    a, b = (Interval.around(D(v), D(h)).not_negative() for v, h in (part, whole))
    assert a / b == (None if found is None else Interval(D(found[0]), D(found[1])))


def test_a_divisor_on_both_sides_of_zero_allows_everything():
    assert Interval(D(1), D(2)) / Interval(D(-1), D(1)) == Interval(-INFINITY, INFINITY)


def test_an_interval_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="no interval"):
        Interval(D(2), D(1))
