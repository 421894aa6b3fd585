"""Ruling lines: what a reader of the page sees as a line."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.reading.paths import Colour, Fill, Line, Painted
from schemas.page import Rule

# A fill thinner than this (points) is a line; thicker ones are shades.
THIN = 3.5

# A line leans at most this much (points, over its length) and is still along an axis.
CROOKED = 1.0

# Parallel strokes this close (points) are one line: a doubled border, or the frames of neighbouring cells.
DOUBLE = 3.0

# A gap along a line (points) that the eye bridges: dashes, and cell frames that do not quite touch.
BRIDGE = 3.0

# Shorter than this (points) it is a dot, not a line.
SHORTEST = 4.0

# Lighter than this (0 to 255) it is not seen on white paper.
WHITE = 250


def visible(colour: Colour) -> bool:
    """Whether it is seen on white paper."""
    red, green, blue, alpha = colour
    return alpha > 12 and min(red, green, blue) < WHITE


def read_rules(painted: Iterable[Painted]) -> tuple[Rule, ...]:
    """The rules among what is painted."""
    across: list[tuple[float, float, float, float]] = []  # y0, y1, start, stop
    down: list[tuple[float, float, float, float]] = []
    for item in painted:
        if isinstance(item, Line):
            if not visible(item.colour):
                continue
            x0, x1 = sorted((item.x0, item.x1))
            y0, y1 = sorted((item.y0, item.y1))
            half = item.width / 2
            if item.width > THIN:
                continue
            if y1 - y0 <= CROOKED and x1 - x0 > y1 - y0:
                across.append((y0 - half, y1 + half, x0, x1))
            elif x1 - x0 <= CROOKED:
                down.append((x0 - half, x1 + half, y0, y1))
        elif isinstance(item, Fill):
            if not visible(item.colour):
                continue
            width, height = item.x1 - item.x0, item.bottom - item.top
            if height <= THIN and width > height:
                across.append((item.top, item.bottom, item.x0, item.x1))
            elif width <= THIN:
                down.append((item.x0, item.x1, item.top, item.bottom))
    return tuple(
        [Rule(start, y0, stop, y1) for y0, y1, start, stop in join(across)]
        + [Rule(x0, start, x1, stop) for x0, x1, start, stop in join(down)]
    )


def join(strokes: list[tuple[float, float, float, float]]) -> list[tuple[float, float, float, float]]:
    """Strokes (from, to across; start, stop along) that lie in one line and touch, as one each."""
    lines: list[tuple[float, float, float, float]] = []
    strokes = sorted(strokes)
    group: list[tuple[float, float, float, float]] = []
    limit = 0.0

    def close() -> None:
        group.sort(key=lambda s: s[2])
        low, high, start, stop = group[0]
        for a, b, s, t in group[1:]:
            if s - stop <= BRIDGE:
                low, high, stop = min(low, a), max(high, b), max(stop, t)
            else:
                lines.append((low, high, start, stop))
                low, high, start, stop = a, b, s, t
        lines.append((low, high, start, stop))

    for stroke in strokes:
        middle = (stroke[0] + stroke[1]) / 2
        if group and middle > limit:
            close()
            group = []
        if not group:
            limit = middle + DOUBLE
        group.append(stroke)
    if group:
        close()
    return [line for line in lines if line[3] - line[2] >= SHORTEST]
