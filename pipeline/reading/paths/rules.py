"""Ruling lines: what a reader of the page sees as a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ziping.pipeline.reading.paths.hatching import without_hatching
from ziping.pipeline.reading.paths.lettering import Lettering
from ziping.pipeline.reading.paths.outlines import THIN
from ziping.pipeline.reading.paths.painting import Colour, Painting, Strip
from ziping.pipeline.reading.paths.shaded import edges_to_rules
from ziping.pipeline.reading.paths.shades import (
    WHITE,
    Backdrop,
    blend,
    differ,
)
from ziping.pipeline.reading.paths.strokes import Stroke, joined
from ziping.schemas.page import RulingLine

# Nearer than this (points) to the edge of the page it is the page's own background.
MARGIN = 2.0

# More rules than this on a page are a drawing, a map or a hatching; the longest are kept.
MOST_RULES = 1500

Stretch = tuple[float, float]  # where it begins and ends along a strip (points)


def read_rules(
    painting: Painting, backdrop: Backdrop, lettering: Lettering, width: float, height: float
) -> tuple[RulingLine, ...]:
    """The rules of a page of this size (points): strokes and thin fills that stand out against what they are drawn
    on and are not painted over, and the edges of shades that complete them; joined where they touch. Hatchings are none,
    nor are edges that run through what is printed."""
    across: list[Stroke] = []
    down: list[Stroke] = []
    for strip, stretches in _seen(painting.strips, backdrop):
        x0, top, x1, bottom, _, _ = strip
        if x1 - x0 <= THIN and bottom - top <= THIN:  # a dot of a dotted line, or the corner where two lines meet
            across.append((top, bottom, x0, x1))
            down.append((x0, x1, top, bottom))
        elif x1 - x0 >= bottom - top:
            across += [(top, bottom, start, stop) for start, stop in stretches]
        else:
            down += [(x0, x1, start, stop) for start, stop in stretches]
    across, down = _unhatched(_longest(joined(across)), _longest(joined(down)), lettering)
    if backdrop.areas:
        levels, uprights = backdrop.edges(width, height)
        levels = [e for e in levels if MARGIN < e[0] < height - MARGIN]
        uprights = [e for e in uprights if MARGIN < e[0] < width - MARGIN]
        shaded_across, shaded_down = edges_to_rules(levels, uprights, across, down, lettering)
        across, down = joined(across + shaded_across), joined(down + shaded_down)
    return tuple(
        [RulingLine(start, low, stop, high) for low, high, start, stop in across]
        + [RulingLine(low, start, high, stop) for low, high, start, stop in down]
    )


def _unhatched(across: list[Stroke], down: list[Stroke], lettering: Lettering) -> tuple[list[Stroke], list[Stroke]]:
    return without_hatching(across, down, lettering.size), without_hatching(down, across, lettering.size)


def _longest(lines: list[Stroke]) -> list[Stroke]:
    if len(lines) <= MOST_RULES:
        return lines
    return sorted(lines, key=lambda line: line[2] - line[3])[:MOST_RULES]


def _seen(strips: Sequence[Strip], backdrop: Backdrop) -> Iterator[tuple[Strip, list[Stretch]]]:
    """The strips that stand out against what they are drawn on, with the stretches that no area is painted over later."""
    grounds = backdrop.grounds(strips) if backdrop.areas else [WHITE] * len(strips)
    covered = backdrop.covered(strips) if backdrop.areas else {}
    shows: dict[tuple[Colour, Colour], bool] = {}
    for number, (strip, ground) in enumerate(zip(strips, grounds, strict=True)):
        painted = strip.colour, ground
        if painted not in shows:
            shows[painted] = differ(blend(*painted), ground)
        if shows[painted]:
            yield strip, _uncovered(strip, covered.get(number, ()))


def _uncovered(strip: Strip, covered: Iterable[Stretch]) -> list[Stretch]:
    """What is left of a strip's length."""
    level = strip.x1 - strip.x0 >= strip.bottom - strip.top
    stretches = [(strip.x0, strip.x1) if level else (strip.top, strip.bottom)]
    for a, b in covered:
        pieces = [piece for s, t in stretches for piece in ((s, min(t, a)), (max(s, b), t))]
        stretches = [(s, t) for s, t in pieces if t > s]
    return stretches
