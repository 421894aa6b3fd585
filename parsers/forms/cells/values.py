"""Targets and actuals of an indicator: in one cell, or split over sign, figure and unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from ziping.parsers.forms.grid.grid import is_blank, stated, stated_part
from ziping.parsers.text.normalise import fold
from ziping.parsers.text.stated_values import NO_VALUE, StatedValue
from ziping.parsers.text.values import operator_of, read_value
from ziping.schemas.document import Cell
from ziping.schemas.quantity import Operator
from ziping.schemas.report import Stated

T = TypeVar("T")

_DIGITS = "0123456789-."


def whole_value(cells: Sequence[Cell]) -> StatedValue:
    """The value that is printed in one cell, or in several below one heading (≥ | 95 | %)."""
    filled = [c for c in cells if not is_blank(c.text.string) or operator_of(c.text.string) is not None]
    if not filled:
        return NO_VALUE
    if len(filled) > 1:
        return _joined(filled)
    (cell,) = filled
    text = stated(cell)
    if text is None or is_blank(text.value):
        return NO_VALUE
    reading = read_value(cell.text.string)
    return StatedValue(
        text,
        Stated(reading.operator, text.printed),
        None if reading.value is None else _part(cell, reading.value_span, reading.value),
        None if reading.unit is None else _part(cell, reading.unit_span, reading.unit),
    )


def split_value(nature: Sequence[Cell], values: Sequence[Cell], units: Sequence[Cell]) -> StatedValue:
    """The target that is split over 指标性质 | 指标值 | 度量单位: its text is the three joined.

    定性 and 定量 are no part of the text. Words keep no sign, and a unit only where there are figures among them.
    """
    value = whole_value(values)
    if value.text is None or value.operator is None:
        return NO_VALUE
    sign = next((c for c in nature if c.text), None)
    operator = operator_of(sign.text.string) if sign is not None else None
    sign_text = stated(sign) if sign is not None and operator not in (None, Operator.QUALITATIVE) else None
    unit = next((stated(c) for c in units if not is_blank(c.text.string)), None)
    text, printed = value.text.value, value.text.printed
    has_figures = any(c.isdigit() for c in text)
    if sign_text is not None and operator is not None and fold(text)[0] in _DIGITS:
        text, printed = sign_text.value + text, sign_text.printed + printed
        if value.value is not None:
            value = replace(value, operator=Stated(operator, sign_text.printed))
    if unit is not None and has_figures and not fold(text).endswith(fold(unit.value)):
        text, printed = text + unit.value, printed + unit.printed
        if value.value is not None and value.unit is None:
            value = replace(value, unit=unit)
    return replace(value, text=Stated(text, printed))


def _joined(cells: Sequence[Cell]) -> StatedValue:
    parts = [s for c in cells if (s := stated(c)) is not None]
    text = "".join(p.value for p in parts)
    printed = tuple(p for part in parts for p in part.printed)
    reading = read_value(text)
    return StatedValue(
        Stated(text, printed),
        Stated(reading.operator, printed),
        None if reading.value is None else Stated(reading.value, printed),
        None if reading.unit is None else Stated(reading.unit, printed),
    )


def _part(cell: Cell, span: tuple[int, int], value: T) -> Stated[T] | None:
    found = stated_part(cell, *span)
    return None if found is None else Stated(value, found.printed)
