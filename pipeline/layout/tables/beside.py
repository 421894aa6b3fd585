"""Columns that did not fit on the page and stand on the next one: put beside the rows that they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ziping.pipeline.layout.tables.headers import names_columns
from ziping.pipeline.layout.tables.row_index import Rows
from ziping.schemas.document import Cell, Table
from ziping.schemas.page import Page

UPPER = 0.2  # of the page's height; the further columns begin above this
FEWEST = 3  # rows
SAME_HEIGHT = 1.5  # points between where a row ends on the one page and on the other

_FIGURE_OR_DASH = re.compile(r"[≥≤=＝><＞＜]?-?[\d.,，]+[%％分]?|[-—－–/]+")


def columns_beside(above: Table, below: Table, pages: tuple[Page, Page]) -> Table | None:
    """The table with the columns of `below`, where these are its own: they had no room on its page, are headed, and tell
    nothing of what their rows are about. None where their rows cannot be told without doubt.

    Args:
        above: All on the first of the pages.
        below: The first table of the second page.
        pages: That they stand on.
    """
    upper, lower = pages
    frame, further = above.places[0].box, below.places[0].box
    own, other = Rows.of(above), Rows.of(below)
    first = min((c.places[0].box.width for c in other.beginning(0)), default=0.0)
    room = upper.width - frame.x1
    if (
        first <= room - frame.x0 / 2
        or further.top > UPPER * lower.height
        or further.width >= frame.width
        or len(other) < FEWEST
        or not names_columns(other, 0, 1)
        or _has_labels(other)
    ):
        return None
    rows = _rows_of_same_height(own, other) or _rows_under_headings(own, other)
    return None if rows is None else _widened(own, below, rows)


def _has_labels(table: Rows) -> bool:
    """Whether the first column says what the rows are about."""
    first = [c for r in range(len(table)) if not names_columns(table, r, 1) for c in table.beginning(r) if not c.column]
    return any(c.text and not _FIGURE_OR_DASH.fullmatch(c.text.string) for c in first)


def _rows_of_same_height(own: Rows, other: Rows) -> list[int] | None:
    """Rows as high as the others, one by one; None where these are not, or where that could be several stretches."""
    ours, theirs = _levels(own), _levels(other)
    heights = [b - a for a, b in pairwise(theirs)]
    starts = [
        start
        for start in range(len(own) - len(other) + 1)
        if all(
            abs((ours[start + k] - ours[start]) - (level - theirs[0])) <= SAME_HEIGHT for k, level in enumerate(theirs)
        )
    ]
    uniform = max(heights) - min(heights) <= SAME_HEIGHT
    if len(starts) == 1 and (len(own) == len(other) or not uniform) and names_columns(own, starts[0], 2):
        return list(range(starts[0], starts[0] + len(other)))
    return None


def _levels(table: Rows) -> list[float]:
    """Where the rows begin, and where the last one ends."""
    tops = [min((c.places[0].box.top for c in table.beginning(r)), default=0.0) for r in range(len(table))]
    return [*tops, table.places[0].box.bottom]


def _rows_under_headings(own: Rows, other: Rows) -> list[int] | None:
    """The rows in blocks, each with its headings: a block belongs to one that has as many rows. None where that could be
    several."""
    ours, theirs = _blocks(own, 2), _blocks(other, 1)
    if not theirs or theirs[0][0] != 0:
        return None
    choices: list[list[int]] = [[]]
    for _, count in theirs:
        choices = [
            [*chosen, k]
            for chosen in choices
            for k in range(chosen[-1] + 1 if chosen else 0, len(ours))
            if ours[k][1] == count
        ]
    if len(choices) != 1:
        return None
    return [row for k in choices[0] for row in range(ours[k][0], ours[k][0] + ours[k][1])]


def _blocks(table: Rows, fewest: int) -> list[tuple[int, int]]:
    """The rows that name columns, and how many rows there are from each to the next one."""
    found: list[tuple[int, int]] = []
    for row in range(len(table)):
        if names_columns(table, row, fewest):
            found.append((row, 1))
        elif found and found[-1][0] + found[-1][1] == row:
            found[-1] = found[-1][0], found[-1][1] + 1
    return found


def _widened(own: Rows, below: Table, rows: Sequence[int]) -> Table:
    above = own.table()
    more, taken = below.columns, set(rows)
    cells: list[Cell] = []
    for cell in above.cells:
        ends = cell.column + cell.column_span == above.columns
        reaches = ends and not taken.intersection(cell.rows)
        cells.append(replace(cell, column_span=cell.column_span + more) if reaches else cell)
    for cell in below.cells:
        start, stop = rows[cell.row], rows[cell.row + cell.row_span - 1]
        cells.append(replace(cell, row=start, row_span=stop - start + 1, column=cell.column + above.columns))
    ordered = tuple(sorted(cells, key=lambda c: (c.row, c.column)))
    places, firsts = above.places + below.places, (*above.page_rows, rows[0])
    return Table(ordered, above.rows, above.columns + more, places, firsts, above.ruled)
