"""Long thin runs of ink, traced as lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ziping.pipeline.ocr.image.cleaning import outlines, within
from ziping.pipeline.ocr.recognise.engine import Mask

# Lengths in points.
STROKE = 8.5  # a run of ink this long may be a piece of a line: strokes of print mostly are shorter
THICKEST = 4.0  # what is thicker is a bar or a shade
BENT, BENT_SHARE = 0.6, 0.01  # a line is bent by at most this, a long one by this part of its length
SLOPE = 0.015  # it leans by at most this, per point
# Pieces of one line lie at most this far apart, short ones at most their own length, and long ones, which no print has,
# this part of it, but not farther than that.
BREAK, BREAK_SHARE, LONGEST_BREAK = 6.0, 0.6, 11.0
OFF = 1.0  # and are at most so much off one another, where they meet

# So much of a line, all of it taken, is there.
WHOLE = 0.65

# Other ink lies close to a line along at most this part of it. Strokes in a row of print have it all along.
TOUCHED, CLOSE = 0.5, 1.6


_LEAST_STROKE = 3  # pixels of a run on a coarse picture
_SLIM = 3  # a line is longer than thick by this much at least, whatever its thickness
# The ends of a run by which its slope is told: so many points, or this part of its length.
END, _ENDS = 8, 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line in pixels: from `start` to `stop` along its direction.

    `first`, `halfway` and `last` are where it lies across, `thick` is its thickness.
    """

    start: float
    stop: float
    first: float
    halfway: float
    last: float
    thick: float

    @property
    def length(self) -> float:
        """From end to end."""
        return self.stop - self.start

    @property
    def middle(self) -> float:
        """Where it lies across, on the whole."""
        return (self.first + 4 * self.halfway + self.last) / 6  # Simpson's rule

    @property
    def sag(self) -> float:
        """How far its middle lies beyond the straight line between its ends."""
        return self.halfway - (self.first + self.last) / 2

    @property
    def extent(self) -> tuple[float, float]:
        """Between which places across it lies everywhere."""
        bend = abs(self.sag)
        low, high = (self.first, self.last) if self.first <= self.last else (self.last, self.first)
        return low - bend, high + bend

    def at(self, along: float) -> float:
        """Where it lies across, at a place along it."""
        share = min(1.0, max(0.0, (along - self.start) / max(1.0, self.length)))
        return self.first + share * (self.last - self.first) + 4 * self.sag * share * (1 - share)


def trace(ink: Mask, scale: float) -> list[Line]:
    """The lines from left to right. `scale` is pixels a point."""
    return _chained(_pieces(ink, scale), scale)


def _pieces(ink: Mask, scale: float) -> list[Line]:
    """Long thin runs that stand clear of other ink."""
    length = max(_LEAST_STROKE, round(STROKE * scale))
    runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    if not runs.any():
        return []
    around = cv2.dilate(runs, np.ones((3, 3), np.uint8))
    close = cv2.dilate(cv2.subtract(ink, around), np.ones((2 * round(CLOSE * scale) + 1, 1), np.uint8))
    touched = cv2.bitwise_and(close, runs)
    found = []
    for outline in outlines(runs):
        _, _, width, height = cv2.boundingRect(outline)
        if height > THICKEST * scale + SLOPE * width + max(BENT * scale, BENT_SHARE * width):
            continue
        x, y, run = within(outline, runs)
        area = cv2.countNonZero(run)
        near = touched[y : y + height, x : x + width]
        if (
            area > width * min(THICKEST * scale, width / _SLIM)
            or cv2.countNonZero(cv2.bitwise_and(near, run)) > TOUCHED * area
        ):
            continue
        if (line := _straight(run > 0, x, y, scale)) is not None:
            found.append(line)
    return found


def _straight(part: NDArray[np.bool_], x: int, y: int, scale: float) -> Line | None:
    """A run as a line, unless it is bent, as the arcs of seals are."""
    height, width = part.shape
    counts = np.maximum(part.sum(axis=0), 1)
    levels = (part * np.arange(height)[:, None]).sum(axis=0) / counts + 0.5
    end = max(1, min(width // _ENDS, round(END * scale)))
    first, last = float(levels[:end].mean()), float(levels[-end:].mean())
    halfway = float(levels[(width - end) // 2 : (width + end) // 2 + 1].mean())
    if abs(halfway - (first + last) / 2) > max(BENT * scale, BENT_SHARE * width):
        return None
    lead = (last - first) / max(1, width - end) * end / 2  # from the middles of the ends to the ends
    return Line(x, x + width, y + first - lead, y + halfway, y + last + lead, float(counts.mean()))


def _chained(pieces: Sequence[Line], scale: float) -> list[Line]:
    """Pieces that go on from one another, as one line each."""
    if not pieces:
        return []
    pieces = sorted(pieces, key=lambda p: p.start)
    start, stop, first, last, thick = (
        np.array([getattr(p, name) for p in pieces]) for name in ("start", "stop", "first", "last", "thick")
    )
    gap = start[None, :] - stop[:, None]
    shorter = np.minimum((stop - start)[:, None], (stop - start)[None, :])
    reach = np.minimum(np.clip(BREAK_SHARE * shorter, BREAK * scale, LONGEST_BREAK * scale), shorter)
    level = np.abs(first[None, :] - last[:, None]) <= OFF * scale + (thick[:, None] + thick[None, :]) / 2 / 2
    follows = (gap >= -OFF * scale) & (gap <= reach) & level
    taken = np.zeros(len(pieces), dtype=bool)
    lines = []
    for i in range(len(pieces)):
        if taken[i]:
            continue
        chain, j = [i], i
        taken[i] = True
        while (after := np.flatnonzero(follows[j] & ~taken)).size:
            j = int(after[np.argmin(gap[j][after])])
            taken[j] = True
            chain.append(j)
        line = _joined([pieces[k] for k in chain])
        if sum(pieces[k].length for k in chain) >= WHOLE * line.length:
            lines.append(line)
    return lines


def _joined(chain: Sequence[Line]) -> Line:
    if len(chain) == 1:
        return chain[0]
    start, stop = chain[0].start, max(p.stop for p in chain)
    length = sum(p.length for p in chain)
    half = (start + stop) / 2
    nearest = min(chain, key=lambda p: max(p.start - half, half - p.stop, 0.0))
    thick = sum(p.thick * p.length for p in chain) / length
    return Line(start, stop, chain[0].first, nearest.at(half), chain[-1].last, thick)
