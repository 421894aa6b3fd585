"""Cells at the ends of pages that no table finder sees whole: one alone at the top of a page (the narrative or the note that
a table goes on with), and the end of a label that hangs over below the last row, its cell open there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ziping.pipeline.layout.tables.cuts import open_at
from ziping.pipeline.layout.tables.grids import SAME_LINE
from ziping.pipeline.layout.text.joining import texts_to_text
from ziping.pipeline.reading.text.joining import words_to_text
from ziping.schemas.document import Cell, Table
from ziping.schemas.geometry import Box, Place
from ziping.schemas.page import Page, RulingLine, Word

UPPER = 0.35  # of the height; the frame begins above this
LOWER = 0.75  # of the height; the table above reaches below this
NEXT_LINE = 2.2  # of a character's height: the middle of the next line of a cell stands within this
SHORT = 8  # characters; what hangs over has less
MOST = 0.5  # of the table's width has a rule below its last row


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


def with_overhanging(table: Table, rules: Sequence[RulingLine], outside: Sequence[Word]) -> Table:
    """The table with the words right below cells of its last row that no rule closes, where rules close the others.

    Args:
        table: Of one page.
        rules: Those of the page.
        outside: The words that no cell holds.
    """
    frame = table.places[0].box
    below = [w for w in outside if 0 <= w.box.middle[1] - frame.bottom <= NEXT_LINE * w.box.height]
    across = [rule for rule in rules if rule.horizontal]
    last = [c for c in table.cells if c.row + c.row_span == table.rows]
    opened = [c for c in last if c.text and open_at(frame.bottom, c, across)]
    closed = sum(c.places[0].box.width for c in last if not open_at(frame.bottom, c, across))
    if not below or not opened or closed < MOST * frame.width:
        return table
    longer: dict[Cell, Cell] = {}
    for cell in opened:
        words = [w for w in below if _is_inside(w, cell)]
        if words and all(any(_is_inside(w, c) for c in opened) for w in below if _beside(w, words[0])):
            longer[cell] = _longer(cell, words)
    return replace(table, cells=tuple(longer.get(c, c) for c in table.cells)) if longer else table


def _longer(cell: Cell, words: Sequence[Word]) -> Cell:
    place = cell.places[0]
    text = words_to_text(words, place.page)
    if len(text) >= SHORT:
        return cell
    box = Box.around((place.box, *(w.box for w in words)))
    return replace(cell, text=texts_to_text((cell.text, text)), places=(Place(place.page, box), *cell.places[1:]))


def _is_inside(word: Word, cell: Cell) -> bool:
    box = cell.places[0].box
    return box.x0 <= word.box.x0 and word.box.x1 <= box.x1


def _beside(word: Word, other: Word) -> bool:
    return word.box.top < other.box.bottom and other.box.top < word.box.bottom
