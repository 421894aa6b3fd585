"""Shapes given by points: which are lines, rectangles, frames. Points are (x, y) in PDF points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ziping.pipeline.reading.space import Bounds

Point = tuple[float, float]
Subpath = tuple[list[Point], list[bool]]  # points, and for each stretch between two of them whether it is straight

# A shape thinner than this (points) is a line to the eye; up to BROAD it is one when it is much longer than broad:
# heavy frames are drawn that way.
THIN, BROAD, MUCH_LONGER = 3.5, 6.5, 15.0

# The straight sides of a frame with rounded corners make up at least this part of its width and height; those of a
# filled one that hides what is beneath it this.
MOSTLY_STRAIGHT, PARTLY_STRAIGHT = 0.6, 0.3

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


def is_rectilinear(points: Sequence[Point]) -> bool:
    """Whether straight lines through the points, and back to the first, run along the axes only."""
    return all(
        abs(ax - bx) <= ROUNDING or abs(ay - by) <= ROUNDING for (ax, ay), (bx, by) in pairwise([*points, points[0]])
    )


def shapes_to_boxes(shapes: Sequence[Sequence[Point]], *, even_odd: bool) -> list[Bounds]:
    """The rectangles that rectilinear shapes, filled together, are made of: a frame becomes its four sides.

    `even_odd` is the rule by which a point inside two shapes is in or out; without it the directions in which the shapes
    are drawn decide.
    """
    if len(shapes) == 1 and len(set(shapes[0])) == 4:
        return [around(shapes[0])]
    sides = [
        (ax, min(ay, by), max(ay, by), 1 if by > ay else -1)
        for points in shapes
        for (ax, ay), (bx, by) in pairwise([*points, points[0]])
        if abs(ax - bx) <= ROUNDING < abs(ay - by)
    ]
    sides.sort()
    boxes: list[Bounds] = []
    levels = sorted({y for _, low, high, _ in sides for y in (low, high)})
    above: dict[tuple[float, float], Bounds] = {}  # what the band above is made of, by its left and right edges
    for top, bottom in pairwise(levels):
        if bottom - top <= ROUNDING:
            continue
        here: dict[tuple[float, float], Bounds] = {}
        winding, start = 0, 0.0
        for x, low, high, direction in sides:
            if low >= bottom or high <= top:
                continue
            inside = winding != 0
            winding = 1 - winding if even_odd else winding + direction
            if not inside:
                start = x
            elif winding == 0 and x - start > ROUNDING:
                here[start, x] = (start, above[start, x][1] if (start, x) in above else top, x, bottom)
        boxes += [box for place, box in above.items() if place not in here]
        above = here
    return boxes + list(above.values())


def is_rounded(subpath: Subpath, least: float = MOSTLY_STRAIGHT) -> bool:
    """Whether the path is a rectangle but for its rounded corners: at least this part of each side is straight."""
    points, straight = subpath
    stretches = [(a, b) for (a, b), s in zip(pairwise(points), straight, strict=True) if s]
    if len(stretches) == len(straight) or points[0] != points[-1]:
        return False
    x0, y0, x1, y1 = around(points)
    across, down = sum(abs(b[0] - a[0]) for a, b in stretches), sum(abs(b[1] - a[1]) for a, b in stretches)
    return across >= 2 * least * (x1 - x0) and down >= 2 * least * (y1 - y0)


def subpath_to_lines(subpath: Subpath) -> Iterator[tuple[float, float, float, float]]:
    """The straight stretches of a stroked path, as (x0, y0, x1, y1); a frame with rounded corners counts as square."""
    points, straight = subpath
    if is_rounded(subpath):
        x0, y0, x1, y1 = around(points)
        yield from ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
        return
    for (a, b), s in zip(pairwise(points), straight, strict=True):
        if s:
            yield a[0], a[1], b[0], b[1]
