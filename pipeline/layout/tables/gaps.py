"""Cells without rules of their own to be found by: at a missing outer rule, where a page cuts them as well."""

from __future__ import annotations

import itertools
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ziping.pipeline.layout.tables.grids import MOST, SAME_LINE, table_to_edges
from ziping.pipeline.reading.text.joining import words_to_text
from ziping.schemas.document import Cell, Table
from ziping.schemas.geometry import Box, Place
from ziping.schemas.page import Page, RulingLine, Word

UPPER = 0.35  # of the page's height; a table that goes on begins above this


def fill_gaps(table: Table, rules: Iterable[RulingLine], outside: Sequence[Word]) -> Table:
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


def _stands_at(x: float, box: Box, upright: Iterable[RulingLine]) -> bool:
    """Whether a rule runs along most of the height of `box` at `x`."""
    along = sum(
        max(0.0, min(rule.bottom, box.bottom) - max(rule.top, box.top))
        for rule in upright
        if abs((rule.x0 + rule.x1) / 2 - x) <= SAME_LINE
    )
    return along > box.height / 2


def widen_as_above(table: Table, above: Table, page: Page, outside: Sequence[Word]) -> Table:
    """The first table of a page, made as wide as the table that the page before ends with and that it goes on with.

    A column whose cell runs over the whole page has no rule across it, and no outer rule beside it perhaps.

    Args:
        table: As found on its page.
        above: As found on the page before.
        page: That it stands on.
        outside: The words of its page that no cell holds.
    """
    frame, before = table.places[0].box, above.places[0].box
    if frame.top > UPPER * page.height or frame.width > before.width - SAME_LINE:
        return table
    ours, theirs = table_to_edges(table), table_to_edges(above)
    same = [any(abs(x - y) <= SAME_LINE for y in theirs) for x in ours]
    aligned = abs(ours[0] - theirs[0]) <= SAME_LINE or abs(ours[-1] - theirs[-1]) <= SAME_LINE
    if not (aligned and same[0] and same[-1] and sum(same) >= MOST * len(same)):
        return table
    left = [x for x in theirs if x < ours[0] - SAME_LINE]
    right = [x for x in theirs if x > ours[-1] + SAME_LINE]
    return _widened(table, left, right, page.rules, outside)


def widen_to_rules(table: Table, rules: Sequence[RulingLine], outside: Sequence[Word]) -> Table:
    """The table with a column at a side where its rules reach beyond it and text stands between them."""
    frame = table.places[0].box
    across = [r for r in rules if r.horizontal and frame.top - SAME_LINE <= r.top <= frame.bottom + SAME_LINE]
    reach = [r for r in across if r.x0 < frame.x1 and r.x1 > frame.x0]
    left = min((r.x0 for r in reach), default=frame.x0)
    right = max((r.x1 for r in reach), default=frame.x1)
    level = [w for w in outside if frame.top <= w.box.middle[1] <= frame.bottom]
    to_left = [left] if any(left <= w.box.middle[0] <= frame.x0 for w in level) else []
    to_right = [right] if any(frame.x1 <= w.box.middle[0] <= right for w in level) else []
    return _widened(table, to_left, to_right, rules, outside)


def _widened(
    table: Table, left: Sequence[float], right: Sequence[float], rules: Iterable[RulingLine], outside: Sequence[Word]
) -> Table:
    """The table with columns added that begin at `left` and end at `right`, with cells between the rules across."""
    if not left and not right:
        return table
    frame, page, shift = table.places[0].box, table.places[0].page, len(left)
    levels = _row_edges(table)
    cells = [replace(cell, column=cell.column + shift) for cell in table.cells]
    for first, edges in ((0, (*left, frame.x0)), (shift + table.columns, (frame.x1, *right))):
        for column, (x0, x1) in enumerate(itertools.pairwise(edges), first):
            cuts = [r for r in range(1, table.rows) if _runs_along(levels[r], x0, x1, rules)]
            for row, stop in itertools.pairwise((0, *cuts, table.rows)):
                place = Place(page, Box(x0, levels[row], x1, levels[stop]))
                cells.append(_cell(row, column, stop - row, 1, place, outside))
    box = Box(min((*left, frame.x0)), frame.top, max((*right, frame.x1)), frame.bottom)
    columns = table.columns + shift + len(right)
    return replace(table, cells=_in_order(cells), columns=columns, places=(Place(page, box),))


def _runs_along(level: float, x0: float, x1: float, rules: Iterable[RulingLine]) -> bool:
    """Whether rules run across from `x0` to `x1` at `level`."""
    near = (r for r in rules if r.horizontal and abs((r.top + r.bottom) / 2 - level) <= SAME_LINE)
    return sum(max(0.0, min(r.x1, x1) - max(r.x0, x0)) for r in near) > 0.9 * (x1 - x0)


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
