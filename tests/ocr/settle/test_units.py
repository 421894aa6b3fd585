"""Units of money, which decide what amounts are: what most views of an unsure one say."""

from __future__ import annotations

import pytest

from ziping.pipeline.ocr.recognise.engine import Character
from ziping.pipeline.ocr.settle.units import surest


def view(text, sure):
    return tuple(Character(c, sure, (k + 0.5) / len(text)) for k, c in enumerate(text))


@pytest.mark.parametrize(
    ("views", "meant", "doubted"),
    [
        ([("(元)", 0.7), ("(万元)", 0.8), ("万元)", 0.85), ("(万元)", 0.8)], "(万元)", False),
        ([("(元)", 0.7), ("(万元)", 0.8), ("(究)", 0.9)], "(万元)", True),
        ([("单位：元", 0.9), ("单位：元", 0.9)], "单位：元", False),
        ([("(千元)", 0.6), ("(元)", 0.6)], "(千元)", True),
        ([("(究)", 0.6), ("号完", 0.6)], None, True),
    ],
)
def test_the_unit_that_most_views_show(views, meant, doubted):
    best, close = surest(view(*v) for v in views)
    assert (None if best is None else "".join(c.text for c in best), close) == (meant, doubted)
