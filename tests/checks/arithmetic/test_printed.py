"""The last printed digit, and what is said around a figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ziping.pipeline.checks.arithmetic.operands import Operand, in_units_of
from ziping.pipeline.checks.arithmetic.precision import operator, step

D = Decimal


@pytest.mark.parametrize(
    ("value", "text", "unit", "found"),
    [
        ("0.3925", "39.25%", None, "0.0001"),
        ("0.3925", "39.25", None, "0.0001"),
        ("1", "100%", None, "0.01"),
        ("1", "1", None, "1"),
        ("88900", "8.89", "万元", "100"),
        ("88900", "8.89万元", None, "100"),
        ("1710000000", "17.10亿元", None, "1000000"),
        ("36950", "36,950.00", "元", "0.01"),
        ("35.3", "35. 3", None, "0.1"),
        ("0.4578", "百分之４５．７８", None, "0.0001"),
        ("0.95", "百分之九十五", None, "0.01"),
        ("0", "0.00", "万元", "100"),
        ("0", "0", "元", "1"),
        ("0.333333", "33.33333%", None, "0.0000001"),
        ("3.9", "10分×39%=3.9分", None, "0.1"),
    ],
)
def test_the_step_is_the_last_printed_digit(value, text, unit, found):
    assert step(D(value), text, unit) == D(found)


@pytest.mark.parametrize(
    ("text", "clause", "found"),
    [
        ("95%", "满意度达到95%以上", ">="),
        ("≥90%", "", ">="),
        ("90%", "不低于90%", ">="),
        ("20万", "全市近20万参保职工", "~"),
        ("300余万元", "", "~"),
        ("3.2%", "失业率3.2%,控制在4%以内", "="),
        ("4%", "失业率3.2%,控制在4%以内", "<="),
        ("62.5%", "完成80％以上的项目占总数的62.5%、完成60-80％的占25%", "="),
        ("97%", "满意度达97%", "="),
    ],
)
def test_what_is_said_around_a_figure(text, clause, found):
    assert operator(text, clause) == found


@pytest.mark.parametrize(
    ("value", "like", "shown"),
    [
        ("0.392575928", ("0.3925", "39.25%"), "39.257…%"),
        ("3.925", ("3.9", "3.9"), "3.925"),
        ("14820600", ("14820500", "1482.05万元"), "1482.06万元"),
        ("0.95", ("0.9", "≥90%"), "95%"),
    ],
)
def test_computed_figures_are_written_like_the_stated_one(value, like, shown):
    assert in_units_of(D(value), Operand(D(like[0]), D(0), like[1], "")) == shown
