"""What a cell holds, told once by its text alone: a figure, a sign, the name of a level, a sentence …

Rows and columns are understood from these kinds and from words of the lexicon; the same text has the same kind
wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from ziping.parsers.forms.grid.grid import is_blank
from ziping.parsers.lexicon import LINES, NOTHING, level_of_name
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.fields import field_of
from ziping.parsers.lexicon.lines import without_among
from ziping.parsers.lexicon.marks import is_goal_name
from ziping.parsers.text.dates import find_dates
from ziping.parsers.text.normalise import bare, fold, plain
from ziping.parsers.text.numbers import PER_CENT_SIGNS, find_quantities
from ziping.parsers.text.once import once
from ziping.parsers.text.units import YUAN, unit_names
from ziping.parsers.text.values import operator_of
from ziping.schemas.document import Cell

_TICKS = re.compile(r"[√✓☑■●✔□☐○]")
_POINTS = shaped(
    r"\s*\(?\s*(?:{scores.points_beside})?\s*:?\s*[-+]?\d+(?:\.\d+)?\s*分\s*\)?\s*(?:[(,;。].*)?", re.DOTALL
)
_SENTENCE_MARKS = "。；;"
_SENTENCE = 24  # characters: longer cells are running text
_LONGEST_UNIT = 6  # characters
_LONGEST_SIGN = 8  # characters
_SURE, _LIKELY, _MAYBE = 1.0, 0.8, 0.5


class CellKind(Enum):
    """Kinds of cells."""

    BLANK = "blank"
    NOTHING = "nothing"  # 无, 不适用
    FIGURE = "figure"
    PER_CENT = "per cent"
    AMOUNT = "amount with unit"
    QUANTITY = "figure with unit"
    POINTS = "points"
    SIGN = "sign"
    DATE = "date"
    UNIT = "unit name"
    TICKS = "tick list"
    LEVEL = "level name"
    FIELD = "field label"
    LINE = "funding label"
    GOAL = "goal label"
    SENTENCE = "sentence"
    WORDS = "words"


NUMERIC = frozenset({CellKind.FIGURE, CellKind.PER_CENT, CellKind.AMOUNT, CellKind.QUANTITY, CellKind.POINTS})


@dataclass(frozen=True, slots=True)
class Typed:
    """The kind of a cell, and how sure it is (0 to 1)."""

    kind: CellKind
    sure: float


def kind_of(cell: Cell) -> Typed:
    """The kind of a cell."""
    return kind_of_text(cell.text.string)


def is_numeric(cell: Cell) -> bool:
    """Whether the cell holds figures rather than words."""
    return kind_of_text(cell.text.string).kind in NUMERIC


@once
def is_figure(text: str) -> bool:
    """Whether a text holds figures rather than words: a quantity with little else around it."""
    found = list(find_quantities(text))
    if not found:
        return False
    figures = sum(f.operator_stop - f.operator_start for f in found)
    return figures * 2 >= len(text.strip())


@once
def kind_of_text(text: str) -> Typed:
    """The kind of a text that stands in a cell of its own."""
    if is_blank(text):
        return Typed(CellKind.BLANK, _SURE)
    if bare(text) in NOTHING:
        return Typed(CellKind.NOTHING, _SURE)
    if len(text) <= _LONGEST_SIGN and not any(c.isdigit() for c in text) and operator_of(text) is not None:
        return Typed(CellKind.SIGN, _SURE)
    if is_figure(text):
        return _figure(text)
    return _words(text)


def _figure(text: str) -> Typed:
    if _POINTS.fullmatch(fold(text)):
        return Typed(CellKind.POINTS, _SURE)
    found = list(find_quantities(text))
    sure = _SURE if len(found) == 1 else _MAYBE
    quantity = found[0].quantity
    if quantity.unit_text is None:
        return Typed(CellKind.FIGURE, sure)
    if quantity.unit_text in PER_CENT_SIGNS:
        return Typed(CellKind.PER_CENT, sure)
    return Typed(CellKind.AMOUNT if quantity.unit == YUAN else CellKind.QUANTITY, sure)


def _words(text: str) -> Typed:
    return next((Typed(kind, sure) for kind, sure, test in _WORDS if test(text)), Typed(CellKind.WORDS, _MAYBE))


def _is_goal(text: str) -> bool:
    return is_goal_name(bare(text))


def _is_line(text: str) -> bool:
    line = LINES.find(without_among(plain(text)))
    return line is not None and line.sure


def _is_unit(text: str) -> bool:
    word = bare(text)
    unit = unit_names().unit_at(word) if len(word) <= _LONGEST_UNIT else None
    return unit is not None and len(unit.text) == len(word)


_WORDS: tuple[tuple[CellKind, float, Callable[[str], bool]], ...] = (
    (CellKind.TICKS, _SURE, lambda text: len(_TICKS.findall(text)) > 1),
    (CellKind.LEVEL, _SURE, lambda text: level_of_name(text) is not None),
    (CellKind.GOAL, _SURE, _is_goal),
    (CellKind.FIELD, _LIKELY, lambda text: field_of(text) is not None),
    (CellKind.LINE, _SURE, _is_line),
    (CellKind.DATE, _LIKELY, lambda text: len(text) < _SENTENCE and next(find_dates(text), None) is not None),
    (CellKind.UNIT, _LIKELY, _is_unit),
    (CellKind.SENTENCE, _LIKELY, lambda text: len(text) >= _SENTENCE or any(m in text for m in _SENTENCE_MARKS)),
)
