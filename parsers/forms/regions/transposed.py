"""Transposed sheets: one column for each indicator, the headings down the left edge."""

from __future__ import annotations

from dataclasses import replace

from ziping.parsers.forms.cells.kinds import is_figure
from ziping.parsers.forms.grid.grid import Grid
from ziping.parsers.lexicon import INDICATOR, Fit
from ziping.parsers.lexicon.headings import OF_LEVELS, VALUES
from ziping.schemas.document import Table

_FEWEST = 4  # headings below each other, one of them a level's
_POINTS_OR_VALUES = frozenset({*VALUES, "weight", "score"})


def transposed_rows(grid: Grid) -> range | None:
    """The rows of a transposed block: every one begins with a heading of its own, and words of another
    meaning follow it. None where there is no such block."""
    if grid.columns < _FEWEST:
        return None
    senses = [_sense(grid, row) for row in range(grid.rows)]
    start = 0
    while start < grid.rows:
        stop = start
        while stop < grid.rows and senses[stop] is not None and senses[stop] not in senses[start:stop]:
            stop += 1
        block = {s for s in senses[start:stop] if s is not None}
        if len(block) >= _FEWEST and block & OF_LEVELS and len(block & _POINTS_OR_VALUES) >= 2:
            return range(start, stop)
        start = max(stop, start + 1)
    return None


def _sense(grid: Grid, row: int) -> str | None:
    """What the heading at the beginning of a row means; None where the row is no heading with its values: other
    headings stand beside it, or nothing does."""
    cells = grid.own(row)
    if len(cells) < _FEWEST - 1 or not cells[0].text or cells[0].column > 0 or cells[0].row_span > 1:
        return None
    match = INDICATOR.find(cells[0].text.string)
    if match is None or match.fit < Fit.WEAK or is_figure(cells[0].text.string):
        return None
    others = [INDICATOR.find(c.text.string) for c in cells[1:] if c.text and not is_figure(c.text.string)]
    headings = sum(m is not None and m.fit is Fit.WHOLE for m in others)
    return match.meaning if headings * 2 < len(cells) - 1 else None


def transpose(table: Table, rows: range) -> Table:
    """The rows of a table, transposed: its columns are the rows."""
    cells = [
        replace(c, row=c.column, column=c.row - rows.start, row_span=c.column_span, column_span=c.row_span)
        for c in table.cells
        if c.row in rows
    ]
    ordered = tuple(sorted(cells, key=lambda c: (c.row, c.column)))
    return Table(ordered, table.columns, len(rows), table.places[:1])
