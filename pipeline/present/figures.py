"""How figures are written for people: money, rates and plain numbers, told by their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from ziping.pipeline.present.plain import figure
from ziping.schemas.dataset import Column, Kind


class Form(StrEnum):
    """How a value is written."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    RATIO = "ratio"
    CODE = "code"


MONEY = frozenset({"initial_budget", "annual_budget", "received", "executed"})  # yuan
RATIOS = frozenset({"execution_rate", "completion_rate", "score_coefficient"})
_CODED = frozenset(
    {"subject_kind", "grade", "line", "category", "kind", "unit", "state"}
)  # words of ours, not of a paper
_UNITS = {"CNY": Form.MONEY, "ratio": Form.RATIO}


def form_of(column: Column) -> Form:
    """How the values of a column are written."""
    if column.kind is not Kind.DECIMAL:
        return Form.CODE if column.name in _CODED else Form.TEXT
    if column.name in MONEY:
        return Form.MONEY
    return Form.RATIO if column.name in RATIOS else Form.NUMBER


def form_in(column: Column, row: Mapping[str, object]) -> Form:
    """How the value of a column is written in a row: in `facts` the unit stands beside it."""
    if column.name == "value":
        return _UNITS.get(str(row.get("unit")), Form.NUMBER)
    return form_of(column)


def written(column: Column, value: object) -> str | None:
    """A value as people read it: 3,490,000; 39.25%; a text as it is. None where nothing is stated."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        return number(value * 100) + "%" if form_of(column) is Form.RATIO else number(value)
    return str(value)


def fact_written(row: Mapping[str, object]) -> str | None:
    """The value of a row of `facts`, whose unit stands beside it."""
    value = row["value"]
    if not isinstance(value, Decimal):
        return None
    return number(value * 100) + "%" if row["unit"] == "ratio" else number(value)


def number(value: Decimal) -> str:
    """3490000.500000 → `3,490,000.5`."""
    whole, point, rest = figure(abs(value)).partition(".")
    groups: Sequence[str] = [whole[max(0, i - 3) : i] for i in range(len(whole), 0, -3)][::-1]
    return ("-" if value < 0 else "") + ",".join(groups) + point + rest
