"""Tables with nothing between them: drawn they are one, and so they are read."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ziping.pipeline.documents.paper.flow import Grid, GridCell, Item

_SAME_WIDTH = 0.02  # part of the width by which two tables that are one may differ
_SAME_EDGE = 0.012  # part of the width within which two lines of columns are one


def join_adjoining(items: Iterable[Item]) -> list[Item]:
    """The same, with tables that stand right below each other as one, unless the lower begins as a form does."""
    joined: list[Item] = []
    for item in items:
        above = joined[-1] if joined else None
        if isinstance(item, Grid) and isinstance(above, Grid) and item.rows and above.rows and not _begins(above, item):
            one = _joined(above, item)
            if one is not None:
                joined[-1] = one
                continue
        joined.append(item)
    return joined


def _begins(above: Grid, below: Grid) -> bool:
    """Whether a table begins with a title of its own, or just as the one above it."""
    first = [c for c in below.cells if c.row == 0 and c.text]
    titled = len(first) == 1 and first[0].column_span == len(below.widths)
    return titled or not first or [c.text for c in first] == [c.text for c in above.cells if c.row == 0 and c.text]


def _joined(above: Grid, below: Grid) -> Grid | None:
    """Both on the lines of columns of either; None where they are not equally wide."""
    if len(above.widths) == len(below.widths):
        return _stacked(above, below, above.widths)
    wide, other = sum(above.widths), sum(below.widths)
    if wide <= 0 or abs(wide - other) > _SAME_WIDTH * max(wide, other):
        return None
    edges = [0.0]
    for edge in sorted(
        (*itertools.accumulate(above.widths), *(e * wide / other for e in itertools.accumulate(below.widths)))
    ):
        if edge - edges[-1] > _SAME_EDGE * wide:
            edges.append(edge)
    widths = tuple(b - a for a, b in itertools.pairwise(edges))
    upper, lower = _on(above, edges, 1.0), _on(below, edges, wide / other)
    return None if upper is None or lower is None else _stacked(upper, lower, widths)


def _on(grid: Grid, edges: Sequence[float], scale: float) -> Grid | None:
    """A table on finer columns; None where two of its own would become one."""
    own = [0.0, *(e * scale for e in itertools.accumulate(grid.widths))]
    at = [_nearest(edges, edge) for edge in own]
    if len(set(at)) != len(at):
        return None
    cells = [
        replace(c, column=at[c.column], column_span=at[c.column + c.column_span] - at[c.column]) for c in grid.cells
    ]
    return Grid(grid.rows, tuple(0.0 for _ in edges[1:]), tuple(cells))


def _nearest(edges: Sequence[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - edge))


def _stacked(above: Grid, below: Grid, widths: tuple[float, ...]) -> Grid:
    """One below the other. A label that is printed again goes on."""
    cells = list(above.cells)
    last = {c.column: i for i, c in enumerate(cells) if c.row + c.row_span == above.rows}
    for cell in below.cells:
        upper = cells[last[cell.column]] if cell.row == 0 and cell.column in last else None
        if upper is not None and _goes_on(upper, cell):
            cells[last[cell.column]] = replace(upper, row_span=upper.row_span + cell.row_span)
        else:
            cells.append(replace(cell, row=cell.row + above.rows))
    return Grid(above.rows + below.rows, widths, tuple(cells))


def _goes_on(upper: GridCell, lower: GridCell) -> bool:
    same = upper.text == lower.text and upper.column_span == lower.column_span
    return same and bool(upper.text) and (upper.row_span > 1 or lower.row_span > 1)
