"""By how much a finding is off, in the unit of its figures."""

from decimal import Decimal

import pytest

from ziping.pipeline.audit_page.amounts import amount_of

BOX = {"page": 1, "x0": 10.0, "top": 10.0, "x1": 20.0, "bottom": 20.0}


def finding(rule, difference=None, *, table="funding", **more):
    figures = dict.fromkeys(("stated", "lower", "upper"))
    evidence = [{"table": table, "row_id": "r", **BOX}]
    return {"rule": rule, "difference": difference and Decimal(difference), "evidence": evidence, **figures, **more}


ROWS = {
    ("funding", "r"): {"cells": [{"column": "executed", **BOX}]},
    ("indicators", "r"): {"cells": [{"column": "score", **BOX}]},
    ("facts", "r"): {"unit": "person", "cells": None},
}


@pytest.mark.parametrize(
    ("rule", "difference", "table", "zh"),
    [
        ("funding-total", "-5000", "funding", "5,000 元"),
        ("funding-total", "1463670", "funding", "146.37 万元"),
        ("breakdown-total", "250000000", "funding", "2.5 亿元"),  # the kind is told by the column
        ("score-total", "-3.6", "indicators", "3.6 分"),
        ("cross-reference", "2", "indicators", "2 分"),
        ("execution-rate", "0.019367", "funding", "1.94 个百分点"),
        ("growth", "0.00004", "facts", "0.004 个百分点"),  # to the first digit that is not 0
        ("count-total", "-2", "facts", "2 人"),
        ("cross-reference", "7", "elsewhere", "7"),  # nothing says what it is
    ],
)
def test_amounts_have_their_unit(rule, difference, table, zh):
    assert amount_of(finding(rule, difference, table=table), ROWS).zh == zh


def test_what_lies_outside_of_its_bounds_is_off_by_the_distance():
    over = finding("score-range", stated=Decimal(55), lower=Decimal(0), upper=Decimal(8), table="indicators")
    assert amount_of(over, ROWS).zh == "47 分"
    under = finding("score-range", stated=Decimal(-2), lower=Decimal(0), upper=Decimal(8), table="indicators")
    assert amount_of(under, ROWS).size == 2


def test_what_has_no_difference_has_no_amount():
    assert amount_of(finding("grade-band"), ROWS) is None
    assert amount_of(finding("score-range", stated=Decimal(5), lower=Decimal(0), upper=Decimal(8)), ROWS) is None
