"""Shapes given by points: which are lines, rectangles, frames. Points are (x, y) in PDF points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.reading.space import Bounds

Point = tuple[float, float]
Subpath = tuple[list[Point], list[bool]]  # points, and for each stretch between two of them whether it is straight

# A shape thinner than this (points) is a line to the eye; up to BROAD it is one when it is much longer than broad:
# heavy frames are drawn that way.
THIN, BROAD, MUCH_LONGER = 3.5, 6.5, 15.0

# The straight sides of a frame with rounded corners make up at least this part of its width and height.
MOSTLY_STRAIGHT = 0.6

# Corners of a rectangle may be off by this much (points): programs round.
ROUNDING = 0.1


def is_thin(width: float, height: float) -> bool:
    """Whether a box of this size is a line to the eye, or a dot of one."""
    thick, long = (width, height) if width < height else (height, width)
    return thick <= THIN or (thick <= BROAD and long >= MUCH_LONGER * thick)


def common(one: Bounds, other: Bounds) -> Bounds:
    """What two boxes have in common; inside out when they have nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def around(points: Sequence[Point]) -> Bounds:
    """The box around points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def is_rectangle(points: Sequence[Point]) -> bool:
    """Whether straight lines through the points run round an upright rectangle."""
    if not 4 <= len(points) <= 6:
        return False
    x0, y0, x1, y1 = around(points)
    return all(
        min(abs(x - x0), abs(x - x1)) <= ROUNDING and min(abs(y - y0), abs(y - y1)) <= ROUNDING for x, y in points
    )


def boxes_to_sides(boxes: list[Bounds]) -> Iterator[Bounds]:
    """The rectangles of one path: one with another inside it is a frame, and becomes its four sides."""
    rest = sorted(boxes, key=lambda b: (b[0] - b[2]) * (b[3] - b[1]))  # the largest first
    while rest:
        outer = rest.pop(0)
        hole = next((b for b in rest if _inside(b, outer)), None)
        if hole is None:
            yield outer
            continue
        rest.remove(hole)
        yield outer[0], outer[1], outer[2], hole[1]
        yield outer[0], hole[3], outer[2], outer[3]
        yield outer[0], outer[1], hole[0], outer[3]
        yield hole[2], outer[1], outer[2], outer[3]


def _inside(inner: Bounds, outer: Bounds) -> bool:
    return inner[0] > outer[0] and inner[1] > outer[1] and inner[2] < outer[2] and inner[3] < outer[3]


def subpath_to_lines(subpath: Subpath) -> Iterator[tuple[float, float, float, float]]:
    """The straight stretches of a stroked path, as (x0, y0, x1, y1); a frame with rounded corners counts as square."""
    points, straight = subpath
    stretches = [(a, b) for (a, b), s in zip(pairwise(points), straight, strict=True) if s]
    if len(stretches) < len(straight) and points[0] == points[-1]:
        x0, y0, x1, y1 = around(points)
        across, down = sum(abs(b[0] - a[0]) for a, b in stretches), sum(abs(b[1] - a[1]) for a, b in stretches)
        if across >= 2 * MOSTLY_STRAIGHT * (x1 - x0) and down >= 2 * MOSTLY_STRAIGHT * (y1 - y0):
            yield from ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
            return
    for a, b in stretches:
        yield a[0], a[1], b[0], b[1]
