"""Signs and units of targets and results."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ziping.parsers.text.values import operator_of, read_value


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("≥480万尾", "480", "万尾"),
        ("12万盆", "12", "万盆"),
        ("≥14.00(座)", "14", "座"),
        ("≥95百分比", "95", "百分比"),
        ("100%（百分比）", "100", "%"),
    ],
)
def test_units_that_nobody_listed(printed, value, unit):
    reading = read_value(printed)
    assert (reading.value, reading.unit) == (Decimal(value), unit)
    assert printed[slice(*reading.unit_span)] == unit


@pytest.mark.parametrize("sign", ["=", "═", "＝"])
def test_signs_of_equality(sign):
    assert operator_of(sign) == "="
