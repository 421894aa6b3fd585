"""One column of points that runs down through all blocks under one heading, often the topmost of the table.

自评得分 stands over 20 beside the money, 20 beside the goals, 50 beside the headings of the indicators and 5, 4, 5 …
beside them: what stands in it is the points of whatever stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ziping.parsers.forms.cells.kinds import NUMERIC, CellKind, kind_of
from ziping.parsers.forms.grid.columns import BLANK, Column, Header
from ziping.parsers.forms.grid.grid import Grid
from ziping.parsers.forms.regions.region import Kind, Region
from ziping.parsers.lexicon import INDICATOR, TOTALS
from ziping.parsers.lexicon.headings import POINTS
from ziping.schemas.document import Cell

_FEWEST = 3  # figures below the heading
_IN_COLUMN = NUMERIC | {CellKind.BLANK, CellKind.NOTHING}


def running_points(grid: Grid, regions: Sequence[Region]) -> tuple[Column, ...]:
    """Columns of points whose heading stands in no header of a block, and below which nothing but figures stand."""
    headed = {r for x in regions if x.header is not None for r in range(x.header.first, x.header.last + 1)}
    found: list[Column] = []
    for region in regions:
        if region.kind not in (Kind.TITLE, Kind.HEAD, Kind.OTHER, Kind.TOTAL) or region.first in headed:
            continue
        for cell in reversed(grid.filled(region.first)):
            sense = _sense(cell)
            if sense is None:
                break  # only the last cells of a row can head such columns
            column = Column(cell.column, cell.column + cell.column_span, sense, cell.text.string, (cell,))
            if _runs_down(grid, column) and all(c.start != column.start for c in found):
                found.append(column)
    return tuple(found)


def _sense(cell: Cell) -> str | None:
    match = INDICATOR.find(cell.text.string)
    if match is not None and match.sure and match.meaning in POINTS:
        return match.meaning
    total = TOTALS.find(cell.text.string)
    return "score" if total is not None and total.sure and total.meaning == "total_score" else None


def _runs_down(grid: Grid, column: Column) -> bool:
    below = column_cells(grid, column, column.cells[0].row + column.cells[0].row_span, grid.rows - 1)
    words = sum(kind_of(c).kind not in _IN_COLUMN for c in below)
    figures = sum(kind_of(c).kind in NUMERIC for c in below)
    return figures >= _FEWEST and words * _FEWEST <= figures


def column_cells(grid: Grid, column: Column, first: int, last: int) -> tuple[Cell, ...]:
    """The cells of a running column that begin in rows `first` to `last`."""
    rows = (c for r in range(first, last + 1) for c in grid.own(r))
    return tuple(c for c in rows if column.start <= c.column and c.column + c.column_span <= column.stop)


def points_beside(grid: Grid, columns: Sequence[Column], region: Region) -> tuple[tuple[Column, Cell], ...]:
    """The points that stand beside a region as a whole: the first figure of each running column in its rows. Of a block
    with a header the rows below it have points of their own: only what stands beside the headings counts."""
    last = region.last if region.kind is not Kind.INDICATORS or region.header is None else region.header.last
    found = []
    for column in columns:
        if region.first <= column.cells[0].row:
            continue
        cells = [c for c in column_cells(grid, column, region.first, last) if kind_of(c).kind in NUMERIC]
        found += [(column, cells[0])] if cells else []
    return tuple(found)


def under_running_points(header: Header, columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns of a header, those without a heading of words taken for points that run down from further up."""
    taken = {c.sense for c in header.columns}
    running = {c.start: c for c in columns if c.cells[0].row < header.first and c.sense not in taken}
    return tuple(
        Column(c.start, c.stop, running[c.start].sense, running[c.start].heading, running[c.start].cells)
        if c.start in running and (c.sense == BLANK or _only_figures(c))
        else c
        for c in header.columns
    )


def _only_figures(column: Column) -> bool:
    return all(kind_of(c).kind in NUMERIC for c in column.cells)
