"""Rows without upright rules: one cell across a table that has no outer rules at its sides."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import replace

from ziping.pipeline.layout.tables.grids import (
    MOST,
    SAME_LINE,
    merge_grids,
    on_columns,
    table_to_edges,
)
from ziping.pipeline.reading.text.joining import words_to_text
from ziping.schemas.document import Cell, Table
from ziping.schemas.geometry import Box, Place
from ziping.schemas.page import Page, RulingLine, Word

TALL = 1.7  # of the median row; what stands further apart is a caption between two tables


def join_bands(page: Page, tables: Sequence[Table], outside: Sequence[Word], before: Table | None) -> list[Table]:
    """Tables of a page with their bands; pieces that only a band parts are one table.

    A band is text of the height of a row between two rules as wide as the table: 一、产出指标 above the rows of
    its indicators. Where the table is open at its sides nothing but these rules tells of it.

    Args:
        page: That they stand on.
        tables: From top to bottom.
        outside: The words that no cell holds.
        before: The table that the page before ends with; only what goes on with it has a band at its very top.
    """
    across = [rule for rule in page.rules if rule.horizontal]
    upright = [rule for rule in page.rules if not rule.horizontal]

    def is_open(table: Table) -> bool:
        frame = table.places[0].box
        return not any(_runs_down(x, frame, upright) for x in (frame.x0, frame.x1))

    done: list[Table] = []
    for table in tables:
        joined = None
        if is_open(table):
            frame = table.places[0].box
            if done and is_open(done[-1]):
                end = done[-1].places[0].box.bottom
                gap = Box(frame.x0, end, frame.x1, frame.top) if end < frame.top else None
                band = _band(gap, table, outside, across) if gap else None
                joined = _bridged(done[-1], band, table) if band else None
                if joined:
                    done.pop()
            elif not done and before and _same_sides(before.places[0].box, frame):
                band = _band_beyond(table, outside, across, upper=True)
                joined = _bridged(None, band, table) if band else None
        done.append(joined or table)
    for index, table in enumerate(done):
        band = _band_beyond(table, outside, across, upper=False) if is_open(table) else None
        done[index] = (band and _bridged(table, band, None)) or table
    return done


def _same_sides(one: Box, other: Box) -> bool:
    return abs(one.x0 - other.x0) <= SAME_LINE and abs(one.x1 - other.x1) <= SAME_LINE


def _band_beyond(table: Table, outside: Sequence[Word], across: Sequence[RulingLine], *, upper: bool) -> Cell | None:
    """The band right above or right below a table, up to the next rule."""
    frame = table.places[0].box
    levels = [(rule.top + rule.bottom) / 2 for rule in across]
    if upper:
        level = max((y for y in levels if y < frame.top - SAME_LINE), default=None)
        box = Box(frame.x0, level, frame.x1, frame.top) if level is not None else None
    else:
        level = min((y for y in levels if y > frame.bottom + SAME_LINE), default=None)
        box = Box(frame.x0, frame.bottom, frame.x1, level) if level is not None else None
    return _band(box, table, outside, across) if box else None


def _band(box: Box, table: Table, outside: Sequence[Word], across: Sequence[RulingLine]) -> Cell | None:
    """The cell that fills `box`, when it is a band of the table."""
    heights = [cell.places[0].box.height for cell in table.cells if cell.row_span == 1]
    if not heights or not SAME_LINE < box.height <= TALL * statistics.median(heights):
        return None
    words = [word for word in outside if box.holds(*word.box.middle)]
    if not words or not all(_runs_along(level, box, across) for level in (box.top, box.bottom)):
        return None
    page = table.places[0].page
    return Cell(0, 0, 1, 1, words_to_text(words, page), (Place(page, box),))


def _bridged(above: Table | None, band: Cell, below: Table | None) -> Table | None:
    """The tables and the band between them as one; None when the tables' columns differ."""
    tables = [table for table in (above, below) if table]
    edges = [table_to_edges(table) for table in tables]
    merged = merge_grids(edges[0], edges[-1])
    if merged is None or merged.shared < MOST:
        return None
    columns = len(merged.edges) - 1
    row = above.rows if above else 0
    cells = [*on_columns(above.cells, merged.above)] if above else []
    cells.append(replace(band, row=row, column_span=columns))
    if below:
        cells += [replace(c, row=c.row + row + 1) for c in on_columns(below.cells, merged.below)]
    frame = Box.around((band.places[0].box, *(table.places[0].box for table in tables)))
    rows = row + 1 + (below.rows if below else 0)
    return Table(tuple(cells), rows, columns, (Place(band.places[0].page, frame),))


def _runs_along(level: float, band: Box, across: Sequence[RulingLine]) -> bool:
    """Whether rules run along the whole width at `level`."""
    near = (r for r in across if abs((r.top + r.bottom) / 2 - level) <= SAME_LINE)
    return sum(max(0.0, min(r.x1, band.x1) - max(r.x0, band.x0)) for r in near) > 0.95 * band.width


def _runs_down(x: float, box: Box, upright: Sequence[RulingLine]) -> bool:
    """Whether a rule stands at the side `x` of a table."""
    near = (r for r in upright if abs((r.x0 + r.x1) / 2 - x) <= SAME_LINE)
    return sum(max(0.0, min(r.bottom, box.bottom) - max(r.top, box.top)) for r in near) > 0.5 * box.height
