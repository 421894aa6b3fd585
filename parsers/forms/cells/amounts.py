"""Amounts of money in cells, and where their unit is stated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ziping.parsers.forms.grid.grid import stated_part
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.text.normalise import fold
from ziping.parsers.text.numbers import FoundQuantity, find_quantities
from ziping.parsers.text.units import YUAN, unit_names
from ziping.schemas.document import Cell
from ziping.schemas.report import Stated
from ziping.schemas.text import Text

# 元 behind a word that is no scale (万美元, a misread 号元) is another unit
_UNIT = shaped("{money.yuan}")
_BESIDE = re.compile(r"[\s¥￥()（）:：。元整约共计合*＊※]")  # what may stand beside the figure
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:\s\d{3})+(?![\d,])")
_SCALES = ("亿", "千万", "百万", "万")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in yuan and the unit it was stated in; `value` is None where nobody states the unit."""

    printed: Stated[str]
    value: Stated[Decimal] | None
    unit: Stated[str] | None


def money_unit(text: Text) -> Stated[str] | None:
    """The unit of money that a heading, label or caption states (`万元` of 项目资金(万元)); None where there is none."""
    match = _UNIT.search(fold(text.string))
    if match is None:
        return None
    printed = text.printed(*match.span())
    return Stated(match[0], printed) if printed else None


def caption_unit(stated: Stated[str] | None) -> Stated[str] | None:
    """The unit of money in what a caption says about units; None where it says nothing about money."""
    match = _UNIT.search(fold(stated.value)) if stated is not None else None
    return Stated(match[0], stated.printed) if match is not None and stated is not None else None


def read_amount(cell: Cell, units: Iterable[Stated[str] | None]) -> Amount | None:
    """The amount in a cell. Its unit stands in the cell itself, or is the first of `units` that is stated.

    None when the cell holds no single figure, or one of another unit.
    """
    figure = _only_figure(cell.text.string)
    whole = stated_part(cell, 0, len(cell.text))
    if figure is None or whole is None:
        return None
    quantity = figure.quantity
    if quantity.unit_text is not None:
        if quantity.unit != YUAN and quantity.unit_text not in _SCALES:
            return None
        unit = stated_part(cell, figure.stop - len(quantity.unit_text), figure.stop)
        return Amount(whole, Stated(quantity.value, whole.printed), unit)
    outer = next((u for u in units if u is not None), None)
    factor = unit_names().unit_at(outer.value) if outer is not None else None
    if factor is not None or quantity.number == 0:  # nothing is nothing in any unit
        value = quantity.number * factor.factor if factor is not None else quantity.number
        return Amount(whole, Stated(value, whole.printed), outer)
    return Amount(whole, None, None)


def _only_figure(string: str) -> FoundQuantity | None:
    """The figure of a cell that holds nothing else but a sign of currency. Blanks between groups of three digits
    (1 560.00) are thousands separators, or a line's end: the cell holds one figure."""
    string = _GROUPED.sub(lambda m: re.sub(r"\s", "", m[0]).rjust(len(m[0])), string)
    found = list(find_quantities(string))
    if len(found) != 1 or _BESIDE.sub("", string[: found[0].start] + string[found[0].stop :]):
        return None
    return found[0]
