"""Filled areas: what they hide, what stands out against them, and which of their edges are ruling lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from ziping.pipeline.reading.paths.painting import Colour, Painting, Strip

Edge = tuple[float, float, float]  # position across, start and stop along (points)

# Colours (0 to 255) that differ less than this in every channel are one colour to the eye.
ALIKE = 10

# Less opaque than this (0 to 255) it is not seen.
FAINT = 12

# More areas than this on a page are a drawing, or a gradient in steps: no cells.
MOST_AREAS = 400

# Edges of neighbouring areas this close (points) are one: programs round them differently.
ROUNDING = 0.75

# So many pairs of a strip and an area are held in memory at a time.
_HELD = 1_000_000

Numbers = npt.NDArray[np.float64]

FULL = 255  # of a colour's parts, and of its opacity
WHITE: Colour = (FULL, FULL, FULL, FULL)


def blend(colour: Colour, below: Colour) -> Colour:
    """What is seen when `colour` is painted over `below`."""
    alpha = colour[3] / FULL
    red, green, blue = (round(c * alpha + b * (1 - alpha)) for c, b in zip(colour[:3], below[:3], strict=True))
    return red, green, blue, FULL


def differ(one: Colour, other: Colour) -> bool:
    """Whether the eye tells the colours apart."""
    return max(abs(a - b) for a, b in zip(one[:3], other[:3], strict=True)) >= ALIKE


class Backdrop:
    """The areas of a page in their order of painting, on white paper."""

    def __init__(self, painting: Painting) -> None:
        shades = [a for a in painting.areas if a.colour[3] > FAINT]
        others = [s.order for s in painting.strips] + list(painting.orders.values())[:1]
        first = min(others, default=0)
        while shades and shades[0].order < first and not differ(shades[0].colour, WHITE):
            shades.pop(0)  # white on bare paper is nothing
        self.areas = shades
        self._boxes = np.array([a[:4] for a in shades], dtype=float).reshape(-1, 4)
        self._orders = np.array([a.order for a in shades], dtype=int)

    def _over(self, x: float, y: float) -> npt.NDArray[np.bool_]:
        x0, top, x1, bottom = self._boxes.T
        found: npt.NDArray[np.bool_] = (x0 <= x) & (x <= x1) & (top <= y) & (y <= bottom)
        return found

    def colour_at(self, x: float, y: float, order: int) -> Colour:
        """The colour at a point before the object `order` is painted."""
        colour = WHITE
        if self.areas:
            for i in np.flatnonzero(self._over(x, y) & (self._orders < order)):
                colour = blend(self.areas[int(i)].colour, colour)
        return colour

    def grounds(self, strips: Sequence[Strip]) -> list[Colour]:
        """The colour of what each strip is painted on, at its middle."""
        found = [WHITE] * len(strips)
        for first, x0, top, x1, bottom, orders in self._portions(strips):
            x, y = (x0 + x1) / 2, (top + bottom) / 2
            left, high, right, low = self._boxes.T
            over = (left <= x) & (x <= right) & (high <= y) & (y <= low) & (self._orders < orders)
            for strip, area in zip(*np.nonzero(over), strict=True):
                found[first + strip] = blend(self.areas[area].colour, found[first + strip])
        return found

    def covered(self, strips: Sequence[Strip]) -> dict[int, list[tuple[float, float]]]:
        """The stretches of strips that areas are painted over later, by the number of the strip, where there are any."""
        found: dict[int, list[tuple[float, float]]] = {}
        hiding = np.array([a.hides for a in self.areas], dtype=bool)
        for first, x0, top, x1, bottom, orders in self._portions(strips):
            left, high, right, low = self._boxes.T
            level = x1 - x0 >= bottom - top
            across = (high <= top) & (bottom <= low) & (left < x1) & (x0 < right)
            down = (left <= x0) & (x1 <= right) & (high < bottom) & (top < low)
            over = np.where(level, across, down) & (self._orders > orders) & hiding
            for strip, area in zip(*np.nonzero(over), strict=True):
                a = self.areas[area]
                found.setdefault(first + int(strip), []).append((a.x0, a.x1) if level[strip] else (a.top, a.bottom))
        return found

    def _portions(self, strips: Sequence[Strip]) -> Iterator[tuple[int, Numbers, Numbers, Numbers, Numbers, Numbers]]:
        """Some strips at a time, so that each can be held against each area: the number of the first, and of all of them
        the edges and the orders, as columns."""
        size = max(1, _HELD // max(1, len(self.areas)))
        for first in range(0, len(strips), size):
            part = strips[first : first + size]
            columns = np.array([(s.x0, s.top, s.x1, s.bottom, s.order) for s in part])
            x0, top, x1, bottom, orders = (column.reshape(-1, 1) for column in columns.T)
            yield first, x0, top, x1, bottom, orders

    def edges(self, width: float, height: float) -> tuple[list[Edge], list[Edge]]:
        """Where colours meet, across and down the page of this size: the edges that the eye sees. None on a page with
        so many areas that they are a drawing."""
        if not self.areas or len(self.areas) > MOST_AREAS:
            return [], []
        xs = _positions([0.0, width, *self._boxes[:, 0].tolist(), *self._boxes[:, 2].tolist()])
        ys = _positions([0.0, height, *self._boxes[:, 1].tolist(), *self._boxes[:, 3].tolist()])
        paint = np.full((len(ys) - 1, len(xs) - 1, 3), float(FULL))  # the colour of every square between the positions
        for a in self.areas:
            patch = paint[_index(ys, a.top) : _index(ys, a.bottom), _index(xs, a.x0) : _index(xs, a.x1)]
            opacity = a.colour[3] / FULL
            patch *= 1 - opacity
            patch += np.array(a.colour[:3]) * opacity
        level, upright = (np.abs(np.diff(paint, axis=axis)).max(axis=2) >= ALIKE for axis in (0, 1))
        return _runs(level, ys, xs), _runs(upright.T, xs, ys)


def _positions(values: list[float]) -> list[float]:
    """Sorted, near ones as one."""
    found: list[float] = []
    for v in sorted(values):
        if not found or v - found[-1] > ROUNDING:
            found.append(v)
    return found


def _index(positions: list[float], value: float) -> int:
    return bisect_right(positions, value) - 1


def _runs(marks: npt.NDArray[np.bool_], across: list[float], along: list[float]) -> list[Edge]:
    """Marked stretches of inner grid lines, neighbouring ones joined."""
    edges: list[Edge] = []
    for i in np.flatnonzero(marks.any(axis=1)):
        ends = np.flatnonzero(np.diff(np.concatenate(([False], marks[i], [False])).astype(int)))
        edges += [(across[i + 1], along[a], along[b]) for a, b in ends.reshape(-1, 2).tolist()]
    return edges
