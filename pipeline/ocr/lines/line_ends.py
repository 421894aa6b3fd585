"""Lines of print drawn on to where their print ends: the detector leaves out thin strokes and lone figures at the ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ziping.pipeline.ocr.image.components import components_of
from ziping.pipeline.ocr.image.sheet import Sheet
from ziping.pipeline.ocr.lines.level import Level
from ziping.pipeline.ocr.lines.spotting import Span, Spot, room_across

# Parts of a line's size: ink this close to its end goes on with it when it is so high, or, as the figure one (一) and
# dashes are, so wide and close; what it is made of lies within this much of the line's own height.
GAP, HIGH = 0.4, 0.5
FLAT_GAP, WIDE, LOW = 0.3, 0.5, 0.25
ABOVE = 0.12

# A line goes on by so many characters at most: more is a line that the detector did not find at all.
MOST = 4


def to_line_ends(spots: Sequence[Spot], sheet: Sheet) -> list[Spot]:
    """The lines with the ink taken in that goes on at their ends, up to a ruling line or another line of print."""
    found = list(spots)
    level = Level(spots)
    for index, spot in enumerate(spots):
        reach = MOST * spot.size
        beside = [found[k] for k in level.beside(spot) if k != index and _is_level(found[k], spot)]
        left, right = room_across(sheet, spot, reach)
        left = max([left, *(float(s.x1) for s in beside if s.x1 <= spot.x0 + GAP * spot.size)])
        right = min([right, *(float(s.x0) for s in beside if s.x0 >= spot.x1 - GAP * spot.size)])
        pieces = list(_pieces(sheet, spot, (max(0, round(left)), min(sheet.ink.shape[1], round(right)))))
        x0, x1 = spot.x0, spot.x1
        for a, b, is_high in sorted(pieces, key=lambda p: -p[1]):
            if a < x0 and x0 - b <= (GAP if is_high else FLAT_GAP) * spot.size:
                x0 = a
        for a, b, is_high in sorted(pieces):
            if b > x1 and a - x1 <= (GAP if is_high else FLAT_GAP) * spot.size:
                x1 = b
        if (x0, x1) != (spot.x0, spot.x1):
            found[index] = replace(spot, x0=x0, x1=x1)
    return found


def _is_level(other: Spot, spot: Spot) -> bool:
    return min(other.bottom, spot.bottom) > max(other.top, spot.top)


def _pieces(sheet: Sheet, spot: Spot, room: Span) -> Iterator[tuple[int, int, bool]]:
    """From where to where pieces of ink reach that may be of the line, and whether they are as high as print."""
    around = round(2 * ABOVE * spot.size)
    above, below = max(0, spot.top - around), spot.bottom + around
    _, _, stats, _ = components_of(sheet.ink[above:below, room[0] : room[1]])
    within = ABOVE * spot.size
    for x, y, width, height, _ in stats[1:].tolist():
        top, x0 = above + y, room[0] + x
        if x0 >= spot.x0 and x0 + width <= spot.x1:
            continue
        if top < spot.top - within or top + height > spot.bottom + within:
            continue
        is_high = height >= HIGH * spot.size
        if is_high or (width >= WIDE * spot.size and height <= LOW * spot.size):
            yield x0, x0 + width, is_high
