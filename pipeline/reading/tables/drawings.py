"""Grids that are no tables: charts with an axis, and frames around the text of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ziping.pipeline.reading.tables.lattice import Lattice
from ziping.schemas.page import Page, Word

# So many figures at the left or right of a grid, nearly all of those that stand there, mark its lines and not its rows.
TICKS, NEARLY_ALL = 3, 0.8

# A mark stands so near to its line (parts of its height), and so near to the end of the line (its heights).
ON_LINE, NEAR = 0.3, 3.0

# A frame takes up this part of the width and height of its page; one of its cells, with the page's text, so much of it.
MOST_OF_PAGE, TEXT = 0.8, 0.6

_FIGURE_ALONE = re.compile(r"-?\d[\d,.]*[%％]?")


def is_chart(lattice: Lattice, words: Iterable[Word]) -> bool:
    """Whether figures stand at the ends of a grid's lines, as those of an axis do; labels of rows stand between them."""
    xs, ys = lattice.xs, lattice.ys
    figures = [w for w in words if _FIGURE_ALONE.fullmatch(w.text)]
    for side in ("left", "right"):
        marks = [w for w in figures if 0 <= _away(w, xs, side) <= NEAR * w.box.height]
        marks = [w for w in marks if ys[0] - w.box.height <= w.box.middle[1] <= ys[-1] + w.box.height]
        at_lines = [w for w in marks if any(abs(w.box.middle[1] - y) <= ON_LINE * w.box.height for y in ys)]
        if len(at_lines) >= TICKS and len(at_lines) >= NEARLY_ALL * len(marks):
            return True
    return False


def _away(word: Word, xs: Sequence[float], side: str) -> float:
    """How far a word stands from a side of the grid; negative inside."""
    return xs[0] - word.box.x1 + 1 if side == "left" else word.box.x0 - xs[-1] + 1


def is_frame(lattice: Lattice, page: Page) -> bool:
    """Whether a grid is the border of a page, perhaps with lines below its head, above its foot or beside its margin: its
    text stands in one column, and most of the page in one cell."""
    xs, ys = lattice.xs, lattice.ys
    wide, high = xs[-1] - xs[0], ys[-1] - ys[0]
    if wide < MOST_OF_PAGE * page.width or high < MOST_OF_PAGE * page.height:
        return False
    text = [span for span in lattice.spans if ys[span.row + span.row_span] - ys[span.row] >= TEXT * page.height]
    if not text:
        return False
    inside = [w for w in page.words if xs[0] < w.box.middle[0] < xs[-1] and ys[0] < w.box.middle[1] < ys[-1]]
    columns = {k for k, (a, b) in enumerate(pairwise(xs)) for w in inside if a < w.box.middle[0] < b}
    widths = {(span.column, span.column_span) for span in lattice.spans}
    return len(widths) == 1 or len(columns) == 1
