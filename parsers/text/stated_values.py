"""Targets and actuals of an indicator: the one place that writes them, whoever read them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from ziping.schemas.report import Indicator, Stated


@dataclass(frozen=True, slots=True)
class StatedValue:
    """A target or an actual as printed, and what it says; None for what is not printed.

    Attributes:
        text: The whole of it (≥95%).
        operator: One of `Operator`, with what says it.
        value: The figure as printed (95).
        unit: The unit as printed (`%`, 万人).
    """

    text: Stated[str] | None = None
    operator: Stated[str] | None = None
    value: Stated[Decimal] | None = None
    unit: Stated[str] | None = None


NO_VALUE = StatedValue()


def with_target(indicator: Indicator, stated: StatedValue) -> Indicator:
    """The indicator with a target."""
    return replace(
        indicator,
        target_text=stated.text,
        target_operator=stated.operator,
        target_value=stated.value,
        target_unit=stated.unit,
    )


def with_actual(indicator: Indicator, stated: StatedValue) -> Indicator:
    """The indicator with what came of its target."""
    return replace(
        indicator,
        actual_text=stated.text,
        actual_operator=stated.operator,
        actual_value=stated.value,
        actual_unit=stated.unit,
    )
