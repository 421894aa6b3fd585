"""Sheets with two indicators in each row, below the same headings twice, put below each other before anything is read.

The headings have to be the same in both halves and name indicators and their values; the block ends at the first row with a
cell over both halves: a title, a total, a conclusion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ziping.parsers.forms.cells.kinds import is_figure
from ziping.parsers.lexicon import INDICATOR, Fit
from ziping.parsers.lexicon.headings import OF_LEVELS
from ziping.parsers.text.normalise import bare
from ziping.schemas.document import Cell, Table

_FEWEST = 2  # headings of a half
_TALLEST = 3  # rows of headings


@dataclass(frozen=True, slots=True)
class _Twins:
    """A block with two halves.

    Attributes:
        first: The first row of its headings, `body` that below them, `stop` the row after its last one.
        left: The lowest headings of the left half, `right` those of the other.
    """

    first: int
    body: int
    stop: int
    left: tuple[Cell, ...]
    right: tuple[Cell, ...]

    @property
    def more(self) -> int:
        """How many rows are put below the others."""
        return self.stop - self.body


def put_below(table: Table) -> Table:
    """The table with the right half of such blocks below the left one; the same table where there is none."""
    start = 0
    while (twins := next(_twins(table, start), None)) is not None:
        table = replace(table, cells=tuple(_sorted(_moved(table, twins))), rows=table.rows + twins.more)
        start = twins.stop + twins.more
    return table


def _sorted(cells: Iterator[Cell]) -> list[Cell]:
    return sorted(cells, key=lambda c: (c.row, c.column))


def _twins(table: Table, start: int) -> Iterator[_Twins]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    for row in sorted(r for r in rows if r >= start):
        halves = _halves(rows[row])
        if halves is None:
            continue
        body = row + max(c.row_span for c in halves[0])
        while body - row < _TALLEST and _halves(rows.get(body, [])) is not None:
            body += 1  # a second row of headings
        lowest = [c for r in range(row, body) for c in rows.get(r, []) if c.text and c.rows.stop == body]
        halves = _halves(sorted(lowest, key=lambda c: c.column))
        if halves is None or not _differ(halves[0]) or not _name_indicators(halves[0]):
            continue
        left, right = halves
        stop = _end(rows, body, table.rows, right[0].column)
        if stop > body:
            yield _Twins(row, body, stop, left, right)


def _differ(headings: Sequence[Cell]) -> bool:
    return len({bare(c.text.string) for c in headings}) == len(headings)


def _halves(cells: Sequence[Cell]) -> tuple[tuple[Cell, ...], tuple[Cell, ...]] | None:
    """The headings of two halves that read the same; the label of the block may stand left of them."""
    filled = [c for c in cells if c.text]
    for first in (0, 1):
        run = filled[first:]
        half = len(run) // 2
        words = [bare(c.text.string) for c in run]
        if len(run) % 2 or half < _FEWEST or words[:half] != words[half:]:
            continue
        if not any(is_figure(c.text.string) for c in run):
            return tuple(run[:half]), tuple(run[half:])
    return None


def _name_indicators(headings: Sequence[Cell]) -> bool:
    found = (INDICATOR.find(c.text.string) for c in headings)
    senses = {m.meaning for m in found if m is not None and m.fit >= Fit.CONTAINED}
    return bool(senses & OF_LEVELS) and bool(senses - OF_LEVELS)


def _end(rows: Mapping[int, Sequence[Cell]], body: int, stop: int, middle: int) -> int:
    """The first row from `body` on with a cell over both halves."""
    for row in range(body, stop):
        if any(c.column < middle < c.columns.stop for c in rows.get(row, ())):
            return row
    return stop


def _moved(table: Table, twins: _Twins) -> Iterator[Cell]:
    """The cells in a grid with the rows of the right half below those of the left one."""
    middle, more = twins.right[0].column, twins.more
    for cell in table.cells:
        if cell.row >= twins.stop:
            yield replace(cell, row=cell.row + more)
        elif cell.row < twins.first or cell.column < middle:
            below = cell.column < twins.left[0].column and cell.rows.stop >= twins.stop
            yield replace(cell, row_span=cell.row_span + more) if below else cell
        elif cell.row >= twins.body:
            columns = _columns(cell, twins)
            if columns is not None:
                span = columns.stop - columns.start
                yield replace(cell, row=cell.row + more, column=columns.start, column_span=span)


def _columns(cell: Cell, twins: _Twins) -> range | None:
    """The columns of the left half under the same headings; None for a cell right of all headings."""
    spanned = [
        own
        for own, other in zip(twins.left, twins.right, strict=True)
        if other.column < cell.columns.stop and cell.column < other.columns.stop
    ]
    return range(spanned[0].column, spanned[-1].columns.stop) if spanned else None
