"""Rows that a page break cuts in tables with rules across only: nothing on either page says that words below the last rule, or
above the first one, stand in a row of the table but that they stand in its columns, and go on there."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ziping.pipeline.layout.tables.grids import SAME_LINE, table_to_edges
from ziping.pipeline.layout.tables.headers import repeated_header
from ziping.pipeline.layout.tables.row_index import Rows
from ziping.pipeline.layout.text.lines import Line
from ziping.pipeline.reading.text.joining import words_to_text
from ziping.schemas.document import Cell, Table
from ziping.schemas.geometry import Box, Place
from ziping.schemas.page import Page, RulingLine, Word

FEWEST = 3  # columns that the upper half of a row stands in
SPARE = 3.0  # heights of a character that a row may keep free above its words
LINES = 8  # of print that a row's half may have


def with_cut_row(
    above: Table, under: Sequence[Line], below: Table, over: Sequence[Line], pages: tuple[Page, Page]
) -> tuple[Table, Table] | None:
    """Both tables with their halves of the row that the page break between them cuts; None where it cuts none.

    Args:
        above: The last table of a page.
        under: All that stands below it there, but for the running foot.
        below: The first table of the next page.
        over: All that stands above it there, but for the running head; nothing where headings are printed again.
        pages: Both pages.
    """
    if not under or below.columns != above.columns:
        return None
    if any(_has_sides(t, p.rules) for t, p in zip((above, below), pages, strict=True)):
        return None
    edges = table_to_edges(above)
    aligned = _on_edges(below, edges)
    upper, lower = _in_columns(under, edges), _in_columns(over, edges)
    if aligned is None or upper is None or lower is None or not set(lower) <= set(upper) or len(upper) < FEWEST:
        return None
    frame, first = above.places[0].box, below.places[0].box
    far = under[0].box.top - frame.bottom > SPARE * under[0].size
    if far or (over and first.top - over[-1].box.bottom > SPARE * over[-1].size):
        return None
    levels = frame.bottom, max(line.box.bottom for line in under)
    longer = _added(above, _row(upper, edges, levels, above.places[0].page), above.rows)
    if over:
        levels = min(line.box.top for line in over), first.top
        return longer, _added(aligned, _row(lower, edges, levels, below.places[0].page), 0)
    # the lower half is the first row there, or that below the header printed again
    begun = not any(r.horizontal and abs(r.top - first.top) <= SAME_LINE for r in pages[1].rules)
    return (longer, aligned) if begun or repeated_header(Rows.of(above), Rows.of(below)) else None


def _on_edges(table: Table, edges: Sequence[float]) -> Table | None:
    """The table with its columns where those of the table above stand, since nothing is ruled between them; None where
    they cannot: its words stand in others, or it is another table's width."""
    frame = table.places[0].box
    if abs(frame.x0 - edges[0]) > SAME_LINE or abs(frame.x1 - edges[-1]) > SAME_LINE:
        return None
    cells: list[Cell] = []
    for cell in table.cells:
        x0, x1 = edges[cell.column], edges[cell.columns.stop]
        if any(p.box.x0 < x0 - SAME_LINE or p.box.x1 > x1 + SAME_LINE for p in cell.text.pieces):
            return None
        place = cell.places[0]
        moved = replace(place, box=replace(place.box, x0=x0, x1=x1))
        cells.append(replace(cell, places=(moved, *cell.places[1:])))
    return replace(table, cells=tuple(cells))


def _has_sides(table: Table, rules: Iterable[RulingLine]) -> bool:
    frame = table.places[0].box
    return any(
        not r.horizontal
        and frame.x0 - SAME_LINE <= r.x0 <= frame.x1 + SAME_LINE
        and r.top < frame.bottom
        and r.bottom > frame.top
        for r in rules
    )


def _in_columns(lines: Sequence[Line], edges: Sequence[float]) -> dict[int, list[Word]] | None:
    """The words of lines by their columns; None where one stands in no column, or in more than one."""
    found: dict[int, list[Word]] = {}
    if len(lines) > LINES:
        return None
    for word in itertools.chain.from_iterable(line.words for line in lines):
        column = bisect_right(edges, word.box.middle[0]) - 1
        if not 0 <= column < len(edges) - 1:
            return None
        if word.box.x0 < edges[column] - SAME_LINE or word.box.x1 > edges[column + 1] + SAME_LINE:
            return None
        found.setdefault(column, []).append(word)
    return found


def _row(
    words: dict[int, list[Word]], edges: Sequence[float], levels: tuple[float, float], page: int
) -> tuple[Cell, ...]:
    places = (Place(page, Box(x0, levels[0], x1, levels[1])) for x0, x1 in itertools.pairwise(edges))
    return tuple(
        Cell(0, column, 1, 1, words_to_text(words.get(column, []), page), (place,))
        for column, place in enumerate(places)
    )


def _added(table: Table, row: tuple[Cell, ...], at: int) -> Table:
    """The table with one more row, its last or its first."""
    moved = table.cells if at else tuple(replace(c, row=c.row + 1) for c in table.cells)
    new = tuple(replace(c, row=at) for c in row)
    box = Box.around([table.places[0].box, *(c.places[0].box for c in new)])
    place = replace(table.places[0], box=box)
    return replace(table, cells=(*moved, *new) if at else (*new, *moved), rows=table.rows + 1, places=(place,))
