"""Figures of a table that only say again what its own rows or the report's money give: sums at the foot of a column, rates of
points, the points of a subtotal that its label tells, too, and the total of a list of projects."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, pairwise, permutations

from ziping.parsers.ledger.entries import COLUMN_NUMBER, Entry, with_headings
from ziping.parsers.ledger.placed import Places, Value
from ziping.parsers.ledger.restated import RESTATED, is_level
from ziping.parsers.ledger.scan import scan
from ziping.parsers.lexicon import SUBTOTALS, TOTALS
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.headings import POINTS
from ziping.parsers.text.normalise import bare, plain
from ziping.schemas.document import Cell, Document, Table

_FEWEST_COLUMNS = 4  # numbers of columns in a row
_SHORTEST_NAME = 4  # characters
_FEWEST = 2  # figures of a column that make a sum
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a table, which of its rows sum others up, and which number its columns."""

    lines: tuple[Line, ...]
    sums: frozenset[int]
    numbers: frozenset[int]

    @staticmethod
    def of(table: Table, entries: Sequence[Entry]) -> Sheet:
        lines = tuple(_lines(table, entries))
        rows = {row: tuple(group) for row, group in groupby(lines, key=lambda o: o.cell.row)}
        return Sheet(
            lines,
            frozenset(o.cell.row for o in lines if _sums_up(o.cell.text.string)),
            frozenset(row for row, group in rows.items() if _numbers_columns(group)),
        )

    def beside(self, line: Line) -> list[Line]:
        """The other cells of the row."""
        return [o for o in self.lines if line.cell.row in o.cell.rows and o is not line]

    def above(self, line: Line) -> list[Line]:
        """The figures that stand alone in the column, above; blocks of a form may be ruled differently."""
        at = line.cell
        higher = (
            o for o in self.lines if o.alone is not None and o.cell.row < at.row and o.cell.row not in self.numbers
        )
        return [o for o in higher if o.cell.column in at.columns or at.column in o.cell.columns]


def with_derived(document: Document, every: Sequence[Entry], places: Places) -> tuple[Entry, ...]:
    """The entries, those of tables that follow from others as told again."""
    found: list[Entry] = []
    for index, group in groupby(every, key=lambda e: e.block):
        here, block = tuple(group), document.blocks[index]
        if isinstance(block, Table) and any(e.unread for e in here):
            sheet = Sheet.of(block, here)
            why = {
                id(line.alone): reason
                for line in sheet.lines
                if line.alone is not None and line.alone.unread and (reason := _reason(line, sheet, places)) is not None
            }
            here = tuple(replace(e, reason=why.get(id(e), e.reason)) for e in here)
        found += here
    return tuple(found)


def _lines(table: Table, entries: Sequence[Entry]) -> Iterator[Line]:
    """The filled cells with their figures, which come in the same order."""
    left = deque(entries)
    for cell, sides in with_headings(table.cells):
        mine = tuple(left.popleft() for _ in scan(cell.text.string))
        yield Line(cell, sides.above, mine)


def _reason(line: Line, sheet: Sheet, places: Places) -> str | None:
    """Why the figure of a cell is no value: it follows from others of its table, or numbers a column. Where it does not agree
    with them it is another one."""
    if line.cell.row in sheet.numbers:
        return COLUMN_NUMBER
    beside = sheet.beside(line)
    derived = (
        _is_told_by_label(line, beside, places)
        or _is_rate_of_points(line, beside, places)
        or _is_sum_of_column(line, sheet, places)
        or _is_rate_of_sums(line, sheet, places)
        or (line.cell.row in sheet.sums and line.figure in places.money)
    )
    return RESTATED if derived else None


def _sums_up(string: str) -> bool:
    """Whether a label is that of a sum: 合计, 小计, 产出小计."""
    name = bare(string)
    return TOTALS.meaning(string) is not None or any(name.endswith(s) for s in SUBTOTALS)


def _numbers_columns(row: Sequence[Line]) -> bool:
    """Whether a row below the headings counts the columns: 1, 2, 3, 4."""
    figures = [o.figure for o in sorted(row, key=lambda o: o.cell.column) if o.alone is not None]
    return len(figures) == len(row) >= _FEWEST_COLUMNS and all(b - a == 1 for a, b in pairwise(figures))


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


def _is_sum_of_column(line: Line, sheet: Sheet, places: Places) -> bool:
    """The total or a subtotal of a column whose figures are kept in `extra`, are points of levels or rows, or are those of a
    list of evaluations: no amounts of one block of money, of which the total is a value of its own."""
    if line.cell.row not in sheet.sums:
        return False
    column = sheet.above(line)
    parts = [o for o in column if o.cell.row not in sheet.sums]
    if not all(_is_kept(o) for o in parts) and not _lists_evaluations(parts, sheet, places):
        return False
    last = max((o.cell.row for o in column if o.cell.row in sheet.sums), default=-1)
    since = [o.figure for o in parts if o.cell.row > last]
    sums = [o.figure for o in column if o.cell.row in sheet.sums]
    every = [o.figure for o in parts]
    return any(len(some) >= _FEWEST and sum(some) == line.figure for some in (since, every, sums))


def _is_kept(line: Line) -> bool:
    entry = line.alone
    return entry is not None and (entry.reason == RESTATED or (entry.value is not None and _adds(entry.value)))


def _lists_evaluations(column: Sequence[Line], sheet: Sheet, places: Places) -> bool:
    """Whether the rows of a column are those of a list of what is evaluated, by its names."""
    rows = {o.cell.row for o in column}
    names = {plain(o.cell.text.string) for o in sheet.lines if o.cell.row in rows}
    return sum(len(name) >= _SHORTEST_NAME and name in places.words for name in names) >= _FEWEST


def _is_rate_of_sums(line: Line, sheet: Sheet, places: Places) -> bool:
    """The rate that two sums of a total row give."""
    if line.cell.row not in sheet.sums or not line.cell.text.string.strip().endswith("%"):
        return False
    figures = [o for o in sheet.beside(line) if o.alone is not None and not o.cell.text.string.strip().endswith("%")]
    sums = [o.figure for o in figures if _is_sum_of_column(o, sheet, places)]
    return any(b and abs(a / b - line.figure / 100) <= _NEAR for a, b in permutations(sums, 2))


def _adds(value: Value) -> bool:
    return value.column.startswith("extra.") or is_level(value) or value.column in POINTS


def _number(text: str) -> Decimal | None:
    plain = text.replace(",", "").strip()
    return Decimal(plain) if plain.replace(".", "", 1).isdigit() and plain.isascii() else None
