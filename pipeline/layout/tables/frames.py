"""A cell alone on a page: the narrative or the note that a table goes on with is no table to the table finder."""

from __future__ import annotations

from collections.abc import Sequence

from ziping.pipeline.layout.tables.grids import SAME_LINE
from ziping.pipeline.reading.text.joining import words_to_text
from ziping.schemas.document import Cell, Table
from ziping.schemas.geometry import Box, Place
from ziping.schemas.page import Page, RulingLine

UPPER = 0.35  # of the height; the frame begins above this
LOWER = 0.75  # of the height; the table above reaches below this


def continued_frame(page: Page, above: Table, tables: Sequence[Table], height: float) -> Table | None:
    """The frame at the top of `page` that stands where `above` stood, as a table of one cell.

    Args:
        page: The page after the one on which `above` ends.
        above: The last table of the page before.
        tables: What the table finder found on `page`.
        height: Of the page before, in points.
    """
    frame = above.places[-1].box
    if frame.bottom < LOWER * height:
        return None
    upright = [rule for rule in page.rules if not rule.horizontal]
    sides = [_side(upright, x, page.height) for x in (frame.x0, frame.x1)]
    if sides[0] is None or sides[1] is None:
        return None
    box = Box(frame.x0, min(s.top for s in sides if s), frame.x1, max(s.bottom for s in sides if s))
    inside = [r for r in upright if frame.x0 + SAME_LINE < r.x0 < frame.x1 - SAME_LINE and r.top < box.bottom]
    if inside or any(t.places[0].box.top < box.bottom for t in tables):
        return None
    words = [word for word in page.words if box.holds(*word.box.middle)]
    if not words:
        return None
    place = Place(page.number, box)
    return Table((Cell(0, 0, 1, 1, words_to_text(words, page.number), (place,)),), 1, 1, (place,))


def _side(upright: list[RulingLine], x: float, height: float) -> RulingLine | None:
    """The rule that begins near the top of the page and stands at `x`."""
    near = [r for r in upright if abs((r.x0 + r.x1) / 2 - x) <= SAME_LINE and r.top < UPPER * height]
    return max(near, key=lambda r: r.bottom - r.top, default=None)
