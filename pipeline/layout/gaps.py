"""Cells without rules of their own to be found by: at a missing outer rule, where a page cuts them as well."""

from __future__ import annotations

import itertools
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.layout.grids import MOST, SAME_LINE, table_to_edges
from pipeline.reading.joining import words_to_text
from schemas.document import Cell, Table
from schemas.geometry import Box, Place
from schemas.page import Rule, Word

UPPER = 0.35  # of the page's height; a table that goes on begins above this


def fill_gaps(table: Table, rules: Iterable[Rule], outside: Sequence[Word]) -> Table:
    """The table of one page with a cell wherever its grid has none.

    Args:
        table: As found.
        rules: Those of its page; one that stands between two squares makes them two cells.
        outside: The words of its page that no cell holds.
    """
    free = {(r, c) for r in range(table.rows) for c in range(table.columns)}
    for cell in table.cells:
        free.difference_update(itertools.product(cell.rows, cell.columns))
    if not free:
        return table
    xs, ys = table_to_edges(table), _row_edges(table)
    upright = [rule for rule in rules if not rule.horizontal]
    page = table.places[0].page
    added: list[Cell] = []
    runs = sorted(_runs_down(free), key=lambda run: (run[0], run[2], run[1]))
    for (row, row_span), group in itertools.groupby(runs, key=lambda run: (run[0], run[2])):
        for _, column, _ in group:
            box = Box(xs[column], ys[row], xs[column + 1], ys[row + row_span])
            last = added[-1] if added else None
            beside = last and (last.row, last.row_span, last.column + last.column_span) == (row, row_span, column)
            if last and beside and not _stands_at(box.x0, box, upright):
                place = Place(page, Box.around((last.places[0].box, box)))
                added[-1] = _cell(row, last.column, row_span, last.column_span + 1, place, outside)
            else:
                added.append(_cell(row, column, row_span, 1, Place(page, box), outside))
    return replace(table, cells=_in_order((*table.cells, *added)))


def _stands_at(x: float, box: Box, upright: Iterable[Rule]) -> bool:
    """Whether a rule runs along most of the height of `box` at `x`."""
    along = sum(
        max(0.0, min(rule.bottom, box.bottom) - max(rule.top, box.top))
        for rule in upright
        if abs((rule.x0 + rule.x1) / 2 - x) <= SAME_LINE
    )
    return along > box.height / 2


def widen(table: Table, above: Table, height: float, outside: Sequence[Word]) -> Table:
    """The first table of a page, made as wide as the table that the page before ends with and that it goes on with.

    A column whose cell runs over the whole page has no rule across it, and no outer rule beside it perhaps.

    Args:
        table: As found on its page.
        above: As found on the page before.
        height: Of the pages, in points.
        outside: The words of its page that no cell holds.
    """
    frame, before = table.places[0].box, above.places[0].box
    if frame.top > UPPER * height or frame.width > before.width - SAME_LINE:
        return table
    ours, theirs = table_to_edges(table), table_to_edges(above)
    same = [any(abs(x - y) <= SAME_LINE for y in theirs) for x in ours]
    aligned = abs(ours[0] - theirs[0]) <= SAME_LINE or abs(ours[-1] - theirs[-1]) <= SAME_LINE
    if not (aligned and same[0] and same[-1] and sum(same) >= MOST * len(same)):
        return table
    left = [*(x for x in theirs if x < ours[0] - SAME_LINE), ours[0]]
    right = [ours[-1], *(x for x in theirs if x > ours[-1] + SAME_LINE)]
    shift, page = len(left) - 1, table.places[0].page
    cells = [replace(cell, column=cell.column + shift) for cell in table.cells]
    for first, edges in ((0, left), (shift + table.columns, right)):
        for column, (x0, x1) in enumerate(itertools.pairwise(edges), first):
            place = Place(page, Box(x0, frame.top, x1, frame.bottom))
            cells.append(_cell(0, column, table.rows, 1, place, outside))
    place = Place(page, Box(left[0], frame.top, right[-1], frame.bottom))
    columns = table.columns + shift + len(right) - 1
    return replace(table, cells=_in_order(cells), columns=columns, places=(place,))


def _cell(row: int, column: int, row_span: int, column_span: int, place: Place, outside: Sequence[Word]) -> Cell:  # noqa: PLR0913, PLR0917 - the parts of a cell
    words = [word for word in outside if place.box.holds(*word.box.middle)]
    return Cell(row, column, row_span, column_span, words_to_text(words, place.page), (place,))


def _row_edges(table: Table) -> list[float]:
    """Where the lines between the rows of a table of one page stand, in points."""
    seen: dict[int, list[float]] = defaultdict(list)
    for cell in table.cells:
        box = cell.places[0].box
        seen[cell.row].append(box.top)
        seen[cell.row + cell.row_span].append(box.bottom)
    frame = table.places[0].box
    seen[0], seen[table.rows] = [frame.top], [frame.bottom]
    known = sorted((row, statistics.median(levels)) for row, levels in seen.items())
    found = []
    for (row, top), (following, bottom) in itertools.pairwise(known):
        found += [top + (bottom - top) * k / (following - row) for k in range(following - row)]
    return [*found, frame.bottom]


def _runs_down(free: set[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Row, column and height of free squares that stand below each other."""
    by_column = sorted((c, r) for r, c in free)
    for _, group in itertools.groupby(enumerate(by_column), key=lambda p: (p[1][0], p[1][1] - p[0])):
        run = [square for _, square in group]
        yield run[0][1], run[0][0], len(run)


def _in_order(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    return tuple(sorted(cells, key=lambda c: (c.row, c.column)))
