"""Tables set side by side in one frame, put below each other before anything is read: head and money on the left, goals and
results on the right, each with rows of its own heights.

That two halves are tables of their own is told by their rows alone: each has a rule between rows where the other has none, and no
cell lies over the edge between them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ziping.parsers.lexicon import INDICATOR, Fit
from ziping.parsers.lexicon.headings import OF_LEVELS
from ziping.schemas.document import Cell, Table


@dataclass(frozen=True, slots=True)
class _Halves:
    """Rows `first` to `stop` (exclusive) whose cells left of the column `middle` have other rows than those from it on.

    Attributes:
        left: The rows in which cells of the left half begin, `right` those of the other.
    """

    first: int
    stop: int
    middle: int
    left: Sequence[int]
    right: Sequence[int]

    @property
    def more(self) -> int:
        """How many rows there are more, the right half below the left one."""
        return len(self.left) + len(self.right) - (self.stop - self.first)


def part_halves(table: Table) -> Table:
    """The table with such right halves below the left ones; the same table where there is none."""
    start = 0
    while (halves := _find(table, start)) is not None:
        cells = sorted(_moved(table, halves), key=lambda c: (c.row, c.column))
        table = replace(table, cells=tuple(cells), rows=table.rows + halves.more)
        start = halves.stop + halves.more
    return table


def _find(table: Table, start: int) -> _Halves | None:
    """The first such rows from `start` on: the most of them, parted as far to the right as can be."""
    found = [h for middle in range(1, table.columns) if (h := _parted_at(table, middle, start)) is not None]
    return min(found, key=lambda h: (h.first, -h.stop, -h.middle), default=None)


def _parted_at(table: Table, middle: int, start: int) -> _Halves | None:
    across = {r for c in table.cells if c.column < middle < c.columns.stop for r in c.rows}
    left = sorted({c.row for c in table.cells if c.column < middle})
    right = sorted({c.row for c in table.cells if c.columns.stop > middle})
    both = sorted({*left} & {*right})
    if not both:
        return None
    stretches = [range(a, b) for a, b in zip(both, [*both[1:], table.rows], strict=True)]
    free = [s.start >= start and across.isdisjoint(s) for s in stretches]
    apart = (k for k, s in enumerate(stretches) if free[k] and _differ(_within(left, s), _within(right, s)))
    first = next(apart, None)
    if first is None:
        return None
    last = first
    while first and free[first - 1] and not _heads_indicators(table, stretches[first - 1]):
        first -= 1
    while last + 1 < len(free) and free[last + 1] and not _heads_indicators(table, stretches[last + 1]):
        last += 1
    rows = range(stretches[first].start, stretches[last].stop)
    return _Halves(rows.start, rows.stop, middle, _within(left, rows), _within(right, rows))


def _within(begun: Sequence[int], rows: range) -> Sequence[int]:
    return begun[bisect_left(begun, rows.start) : bisect_left(begun, rows.stop)]


def _differ(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether each half has a row that begins inside one of the other's."""
    return not {*one} <= {*other} and not {*other} <= {*one}


def _heads_indicators(table: Table, rows: range) -> bool:
    found = (INDICATOR.find(c.text.string) for c in table.cells if c.row in rows and c.text)
    return any(m is not None and m.meaning in OF_LEVELS and m.fit is Fit.WHOLE for m in found)


def _moved(table: Table, halves: _Halves) -> Iterator[Cell]:
    """The cells in a grid with the rows of the right half below those of the left one, each as wide as the table."""
    middle, width = halves.middle, table.columns
    for cell in table.cells:
        if cell.row >= halves.stop:
            yield replace(cell, row=cell.row + halves.more)
        elif cell.row < halves.first:
            yield cell
        elif cell.column < middle:
            wide = width if cell.columns.stop == middle else cell.columns.stop
            yield _placed(cell, halves.first, halves.left, range(cell.column, wide))
        else:
            begin = 0 if cell.column == middle else cell.column
            yield _placed(cell, halves.first + len(halves.left), halves.right, range(begin, cell.columns.stop))


def _placed(cell: Cell, first: int, begun: Sequence[int], columns: range) -> Cell:
    """The cell in the rows of its half alone, the first of which is `first`."""
    start, stop = bisect_left(begun, cell.row), bisect_left(begun, cell.rows.stop)
    return replace(
        cell, row=first + start, row_span=stop - start, column=columns.start, column_span=columns.stop - columns.start
    )
