"""Columns kept in `extra` that look like one of those that the rows beside them lack: a target, a level, points, a sign."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ziping.parsers.lexicon import level_of_name
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.text.normalise import fold
from ziping.parsers.text.punctuation import DIGIT
from ziping.parsers.text.values import Reading, operator_of, read_value
from ziping.schemas.quantity import Operator
from ziping.schemas.report import Evaluation, FundingLine, Indicator, Note, Stated

_HALF = 2  # a column is of a kind where at least one of so many cells is
_FEWEST = 2  # rows that make a column
_NAME_LENGTH = range(2, 13)  # characters of the name of a level
_POINTS = re.compile(r"[一-龥]+(?<![得扣计加减])\s?\(?\d+(?:\.\d+)?分\)?")
_SERIAL = shaped("{doubts.serial_heading}")
_AMOUNT_HEADING = shaped("{doubts.amount_heading}")
_BARE = re.compile(r"\d{1,3}(?:\.\d+)?分?")

Row = Indicator | FundingLine
Cells = Sequence[Stated[str]]


def _is_points(cells: Cells) -> bool:
    return _most(cells, lambda c: _BARE.fullmatch(fold(c.value).strip()) is not None)


def _is_signs(cells: Cells) -> bool:
    return _most(cells, lambda c: not DIGIT.search(c.value) and operator_of(c.value) is not None)


def _is_values(cells: Cells) -> bool:
    """Whether most hold a figure with an operator or a unit, and nothing else."""
    return _most(cells, lambda c: _holds_value(read_value(c.value)))


def _holds_value(reading: Reading) -> bool:
    return reading.value is not None and (reading.unit is not None or reading.operator != Operator.EQ)


def _is_levels(cells: Cells) -> bool:
    """Whether they name levels with their points, or are names of which each holds for several rows."""
    if _most(cells, lambda c: _POINTS.fullmatch(fold(c.value)) is not None or level_of_name(c.value) is not None):
        return True
    short = _most(cells, lambda c: len(c.value) in _NAME_LENGTH and not any(x.isdigit() for x in c.value))
    return short and len({c.printed for c in cells}) * _HALF <= len(cells)


def _most(cells: Cells, fits: Callable[[Stated[str]], bool]) -> bool:
    return sum(map(fits, cells)) * _HALF >= len(cells)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a column may be, by its cells.

    Attributes:
        lacking: Columns of the rows: it is likely where one of them is empty in every row beside it.
        words: What the column may hold, for a person.
    """

    fits: Callable[[Cells], bool]
    lacking: tuple[str, ...]
    words: str


_INDICATORS = (
    Kind(_is_levels, ("level1",), "a level"),
    Kind(_is_points, ("weight", "score"), "points"),
    Kind(_is_signs, (), "signs of the targets"),
    Kind(_is_values, ("target_text", "actual_text"), "targets or results"),
)
_FUNDING = (Kind(_is_points, ("weight", "score"), "points"),)


def unknown_columns(evaluation: Evaluation) -> Iterator[Note]:
    """Columns whose heading nobody knows, and whose cells are what the rows beside them have nowhere."""
    yield from _unknown(evaluation.indicators, _INDICATORS)
    yield from _unknown(
        evaluation.funding, _FUNDING, range(1, _FEWEST + 1)
    )  # points stand beside the sum, not each line


def _unknown(rows: Sequence[Row], kinds: Sequence[Kind], number: range = range(_FEWEST, sys.maxsize)) -> Iterator[Note]:
    """`number`: how many cells such a column has."""
    for heading, beside in _columns(rows).items():
        cells = [next(c for h, c in row.extra if h == heading) for row in beside]
        if len(cells) not in number or _SERIAL.search(heading):
            continue
        if kinds is _FUNDING and _AMOUNT_HEADING.search(heading):
            continue
        for kind in kinds:
            lacks = not kind.lacking or any(all(getattr(r, c) is None for r in beside) for c in kind.lacking)
            if lacks and kind.fits(cells):
                message = f"the column “{heading}” is not known and may hold {kind.words}; its cells are kept in extra"
                yield Note("unknown-column", message, cells[0].printed)
                break


def _columns(rows: Sequence[Row]) -> Mapping[str, list[Row]]:
    """Heading → the rows that have a cell under it."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for heading in dict(row.extra):
            found[heading].append(row)
    return found
