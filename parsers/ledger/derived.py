"""Figures of a table that only say again what its own rows or the report's money give: sums at the foot of a column, rates of
points, the points of a subtotal that its label tells, too, and the total of a list of projects."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from ziping.parsers.ledger.entries import Entry, with_headings
from ziping.parsers.ledger.placed import Places, Value
from ziping.parsers.ledger.restated import RESTATED, is_level
from ziping.parsers.ledger.scan import scan
from ziping.parsers.lexicon import SUBTOTALS, TOTALS
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.text.normalise import bare
from ziping.schemas.document import Cell, Document, Table

_FEWEST = 2  # figures of a column that make a sum
_POINTS = ("weight", "score")
_RATE = shaped("{doubts.rate_of_points}")
_NEAR = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Line:
    """A cell of a table with the words above it and the figures in it."""

    cell: Cell
    heading: str
    entries: tuple[Entry, ...]

    @property
    def alone(self) -> Entry | None:
        """Its figure, where it holds nothing else but a sign for per cent."""
        text = self.cell.text.string.strip()
        one = self.entries[0] if len(self.entries) == 1 else None
        return one if one is not None and _number(text.removesuffix("%")) is not None else None

    @property
    def figure(self) -> Decimal:
        """The figure of `alone`."""
        return _number(self.cell.text.string.strip().removesuffix("%")) or Decimal(0)


def with_derived(document: Document, every: Sequence[Entry], places: Places) -> tuple[Entry, ...]:
    """The entries, those of tables that follow from others as told again."""
    found: list[Entry] = []
    for index, group in groupby(every, key=lambda e: e.block):
        here, block = tuple(group), document.blocks[index]
        if isinstance(block, Table) and any(e.unread for e in here):
            lines = tuple(_lines(block, here))
            again = {
                id(line.alone)
                for line in lines
                if line.alone is not None and line.alone.unread and is_derived(line, lines, places)
            }
            here = tuple(replace(e, reason=RESTATED) if id(e) in again else e for e in here)
        found += here
    return tuple(found)


def _lines(table: Table, entries: Sequence[Entry]) -> Iterator[Line]:
    """The filled cells with their figures, which come in the same order."""
    left = deque(entries)
    for cell, sides in with_headings(table.cells):
        mine = tuple(left.popleft() for _ in scan(cell.text.string))
        yield Line(cell, sides.above, mine)


def is_derived(line: Line, lines: Sequence[Line], places: Places) -> bool:
    """Whether the figure of a cell follows from others of its table; where it does not agree with them it is another one."""
    beside = [other for other in lines if line.cell.row in other.cell.rows and other is not line]
    return (
        _is_told_by_label(line, beside, places)
        or _is_rate_of_points(line, beside, places)
        or _is_sum_of_column(line, beside, lines)
        or (_is_total_row(beside) and line.figure in places.money)
    )


def _is_total_row(beside: Sequence[Line]) -> bool:
    return any(TOTALS.meaning(o.cell.text.string) or bare(o.cell.text.string) in SUBTOTALS for o in beside)


def _is_rate_of_points(line: Line, beside: Sequence[Line], places: Places) -> bool:
    if not _RATE.search(line.heading) or not line.cell.text.string.strip().endswith("%"):
        return False
    points = {e.value.column: o.figure for o in beside if (e := o.alone) is not None and e.value is not None}
    score, full = points.get("score", points.get("total_score")), points.get("weight", points.get("full_score"))
    return bool(score is not None and full and abs(score / full - line.figure / 100) <= _NEAR)


def _is_told_by_label(line: Line, beside: Sequence[Line], places: Places) -> bool:
    """小计 15 in the row of a subtotal whose heading is 决策（15分）."""
    if not any(bare(o.cell.text.string) in SUBTOTALS for o in beside):
        return False
    rows = {v for o in beside for e in o.entries if (v := e.value) is not None and v.table == "sections"}
    return any(line.cell.text.string.strip() in places.points_of(v) for v in rows)


def _is_sum_of_column(line: Line, beside: Sequence[Line], lines: Sequence[Line]) -> bool:
    """The total of a column whose figures are kept in `extra`, or are points of levels or rows: no amounts, of which the
    total is a value of its own."""
    if not _is_total_row(beside):
        return False
    column = [o for o in lines if o.cell.column == line.cell.column and o.cell.row < line.cell.row]
    values = [(o.alone, o.figure) for o in column if o.alone is not None]
    kept = [figure for entry, figure in values if entry is not None and entry.value is not None and _adds(entry.value)]
    return len(kept) >= _FEWEST and len(kept) == len(values) and sum(kept) == line.figure


def _adds(value: Value) -> bool:
    return value.column.startswith("extra.") or is_level(value) or value.column in _POINTS


def _number(text: str) -> Decimal | None:
    plain = text.replace(",", "").strip()
    return Decimal(plain) if plain.replace(".", "", 1).isdigit() and plain.isascii() else None
