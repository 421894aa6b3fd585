"""Columns kept in `extra` that look like one of those that the rows beside them lack: a target, a level, points, a sign, an
amount, a rate, a reason."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ziping.parsers.lexicon import FUNDING, INDICATOR, level_of_name
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.headings import AMOUNTS
from ziping.parsers.text.normalise import fold
from ziping.parsers.text.punctuation import DIGIT
from ziping.parsers.text.values import Reading, operator_of, read_value
from ziping.schemas.quantity import Operator
from ziping.schemas.report import Evaluation, FundingLine, Indicator, Note, Stated

_HALF = 2  # a column is of a kind where at least one of so many cells is
_FEWEST = 2  # rows that make a column
_NAME_LENGTH = range(2, 13)  # characters of the name of a level
_POINTS = re.compile(r"[一-龥]+(?<![得扣计加减])\s?\(?\d+(?:\.\d+)?分\)?")
_RANK = shaped(r"\s*(?:{grammar.ranks})")
_SERIAL = shaped("{doubts.serial_heading}")
_AMOUNT_HEADING = shaped("{doubts.amount_heading}")
_BARE = re.compile(r"\d{1,3}(?:\.\d+)?分?")
_AMOUNT = re.compile(r"\d[\d,]*\.\d{2,6}(?:[亿万]?元)?|\d[\d,]*(?:\.\d+)?[亿万]?元")
_PER_CENT = re.compile(r"\d[\d,]*(?:\.\d+)?%")
_SHORTEST_REASON = 4  # characters
_MANY_WORDS = 4  # characters of a reason for each digit

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


def _is_amounts(cells: Cells) -> bool:
    return _most(cells, lambda c: _AMOUNT.fullmatch(fold(c.value).strip()) is not None)


def _is_rates(cells: Cells) -> bool:
    return _most(cells, lambda c: _PER_CENT.fullmatch(fold(c.value).strip()) is not None)


def _is_reasons(cells: Cells) -> bool:
    """Whether they are words, of which figures are but a part (12月一场演练因寒潮取消)."""
    words = (fold(c.value) for c in cells)
    return all(len(w) >= _SHORTEST_REASON and len(DIGIT.findall(w)) * _MANY_WORDS <= len(w) for w in words)


def _most(cells: Cells, fits: Callable[[Stated[str]], bool]) -> bool:
    return sum(map(fits, cells)) * _HALF >= len(cells)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a column may be, by its cells.

    Attributes:
        lacking: Groups of columns of the rows: it is likely where all of one group are empty in every row beside it.
        words: What the column may hold, for a person.
        meanings: What the heading may mean by its words, where they are known; another meaning makes it another column.
    """

    fits: Callable[[Cells], bool]
    lacking: tuple[tuple[str, ...], ...]
    words: str
    meanings: frozenset[str] | None = None


_INDICATORS = (
    Kind(_is_levels, (("level1",),), "a level"),
    Kind(_is_points, (("weight",), ("score",)), "points"),
    Kind(_is_signs, (), "signs of the targets"),
    Kind(_is_values, (("target_text",), ("actual_text",)), "targets or results"),
)
_FUNDING = (Kind(_is_points, (("weight",), ("score",)), "points"),)
_MONEY = (
    Kind(_is_rates, (("execution_rate",),), "a rate", AMOUNTS | {"execution_rate"}),
    Kind(_is_amounts, (("executed",), ("initial_budget", "annual_budget", "received")), "amounts", AMOUNTS),
    Kind(_is_reasons, (("reason",),), "reasons", frozenset(("reason",))),
)


def unknown_columns(evaluation: Evaluation) -> Iterator[Note]:
    """Columns whose heading nobody knows, and whose cells are what the rows beside them have nowhere."""
    said: set[str] = set()
    yield from _unknown(evaluation.indicators, _INDICATORS, said)
    points = range(1, _FEWEST + 1)  # they stand beside the sum, not each line
    yield from _unknown(evaluation.funding, _FUNDING, said, points)
    yield from _unknown(evaluation.funding, _MONEY, said, range(1, sys.maxsize))
    yield from _reasons(evaluation.indicators, said)
    yield from _points_of_levels(evaluation.indicators, said)


def _unknown(
    rows: Sequence[Row], kinds: Sequence[Kind], said: set[str], number: range = range(_FEWEST, sys.maxsize)
) -> Iterator[Note]:
    """`number`: how many cells such a column has."""
    for heading, beside in _columns(rows).items():
        cells = [next(c for h, c in row.extra if h == heading) for row in beside]
        if len(cells) not in number or _SERIAL.search(heading) or heading in said or _number_rows(cells):
            continue
        if kinds is _FUNDING and _AMOUNT_HEADING.search(heading):
            continue
        for kind in kinds:
            lacks = any(all(getattr(r, c) is None for r in beside for c in group) for group in kind.lacking)
            fits = kind.fits(cells) or (kind.fits is _is_levels and _RANK.match(heading) is not None)
            if (lacks or not kind.lacking) and _may_mean(heading, kind) and fits:
                said.add(heading)
                yield _doubt(heading, kind.words, cells)
                break


def _number_rows(cells: Cells) -> bool:
    """Whether cells number their rows, whatever stands above them: 1, 2, 3."""
    return len(cells) > 1 and [fold(c.value).strip() for c in cells] == [str(n + 1) for n in range(len(cells))]


def _doubt(heading: str, words: str, cells: Cells) -> Note:
    message = f"the column “{heading}” is not known and may hold {words}; its cells are kept in extra"
    return Note("unknown-column", message, cells[0].printed)


def _may_mean(heading: str, kind: Kind) -> bool:
    if kind.meanings is None:
        return True
    match = FUNDING.find(heading)
    return match is None or match.meaning in kind.meanings


def _reasons(rows: Sequence[Indicator], said: set[str]) -> Iterator[Note]:
    """A column of words that only rows with points lost fill, where no row has a reason: nobody told what it holds."""
    if any(row.reason is not None for row in rows):
        return
    for heading in _columns(rows):
        match = INDICATOR.find(heading)
        if heading in said or (match is not None and match.sure and match.meaning != "reason"):
            continue
        filled = [(row, cell) for row in rows for h, cell in row.extra if h == heading]
        cells = [cell for _, cell in filled]
        if all(_lost_points(row) for row, _ in filled) and _is_reasons(cells):
            said.add(heading)
            yield _doubt(heading, "reasons", cells)


def _lost_points(row: Indicator) -> bool:
    return row.weight is not None and row.score is not None and row.score.value < row.weight.value


def _points_of_levels(rows: Sequence[Indicator], said: set[str]) -> Iterator[Note]:
    """A further column of full points, where a level has none: each of its cells holds for several rows, or for one."""
    if all(any(getattr(row, c) is not None for row in rows) for c in ("level1_weight", "level2_weight")):
        return
    for heading, beside in _columns(rows).items():
        match = INDICATOR.find(heading)
        cells = [next(c for h, c in row.extra if h == heading) for row in beside]
        if heading in said or match is None or match.meaning != "weight" or not match.sure or not _is_points(cells):
            continue
        said.add(heading)
        yield _doubt(heading, "points of levels", cells)


def _columns(rows: Sequence[Row]) -> Mapping[str, list[Row]]:
    """Heading → the rows that have a cell under it."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for heading in dict(row.extra):
            found[heading].append(row)
    return found
