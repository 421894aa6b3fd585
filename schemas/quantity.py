"""Printed figures: exact, and aware of how precisely they were printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed figure with its unit.

    Attributes:
        number: As printed (17.10 in 17.10 亿元).
        value: In the base unit: yuan, persons, items, points, or a ratio (39.25% is 0.3925).
        unit: The base unit: `CNY`, `person`, `person_time`, `item`, `ratio`, `point`, `year`, `month`,
            `day`, … or None where none is printed.
        unit_text: The unit as printed (`亿元`), None where none is.
        step: The value of the last printed digit, in the base unit: 17.10 亿元 has a step of 1 000 000
            yuan, and so stands for every amount from 1 709 500 000 to 1 710 500 000.
    """

    number: Decimal
    value: Decimal
    unit: str | None
    unit_text: str | None
    step: Decimal


class Operator:
    """How a target or an actual compares, as the dataset writes it."""

    EQ = "="
    GE = ">="
    LE = "<="
    GT = ">"
    LT = "<"
    QUALITATIVE = "qualitative"
