"""Ruling lines from the picture of a page."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.ocr.cleaning import FAINT, to_ink
from pipeline.ocr.engine import Grey, Mask
from schemas.page import Rule

# Lengths in points.
STROKE = 8.5  # a run of ink this long may be a piece of a line: strokes of print mostly are shorter
THICKEST = 4.0  # what is thicker is a bar or a shade
BENT = 0.6  # a line is bent by at most this, a long one by this part of its length
BENT_SHARE = 0.01
SLOPE = 0.015  # it leans by at most this, per point
BREAK = 9.0  # pieces of one line lie at most this far apart, short ones at most half their length
OFF = 1.0  # and are at most so much off one another, where they meet
MEET = 4.5  # ends this close to a line across reach it

# How long a line is at least, by how many of its ends reach another line: strokes of print, even of a title, are
# shorter, and end free or at strokes.
SHORTEST = (60.0, 24.0, 8.5)

# Lines along an edge of the page, this close to it, are the edge of the paper.
EDGE = 15.0

# So much of a line, all of it taken, is there.
WHOLE = 0.7

# Other ink lies close to a line along at most this part of it. Strokes in a row of print have it all along.
TOUCHED = 0.5
CLOSE = 1.6


@dataclass(frozen=True, slots=True)
class Line:
    """A ruling line in pixels: from `start` to `stop` along its direction.

    `first` and `last` are where its ends lie across, `thick` is its thickness.
    """

    start: float
    stop: float
    first: float
    last: float
    thick: float

    @property
    def middle(self) -> float:
        return (self.first + self.last) / 2

    def at(self, along: float) -> float:
        """Where it lies across, at a place along it."""
        share = min(1.0, max(0.0, (along - self.start) / max(1.0, self.stop - self.start)))
        return self.first + share * (self.last - self.first)


@dataclass(frozen=True, slots=True)
class Lines:
    """The ruling lines of a picture: `across` from left to right, `down` from above."""

    across: tuple[Line, ...]
    down: tuple[Line, ...]

    @property
    def leaning(self) -> tuple[float, float]:
        """How much the picture is still out of true: the fall of its long lines across, and how far to the right its
        long lines down go, per pixel. Scanners and copiers put pages askew, and out of square."""
        return _slope(self.across, self.down), _slope(self.down, self.across)

    def squared(self, middle: tuple[float, float]) -> Lines:
        """The same lines once the picture is made square about its middle (x, y)."""
        fall, lean = self.leaning
        x, y = middle
        return Lines(
            tuple(_squared(line, fall, lean, y, x) for line in self.across),
            tuple(_squared(line, lean, fall, x, y) for line in self.down),
        )

    def rules(self, scale: float) -> tuple[Rule, ...]:
        """In points, each drawn to the lines across it that it nearly reaches."""
        rules = []
        for line in self.across:
            start, stop, low, high = (v / scale for v in _extent(line, self.down, scale))
            rules.append(Rule(start, low, stop, high))
        for line in self.down:
            start, stop, low, high = (v / scale for v in _extent(line, self.across, scale))
            rules.append(Rule(low, start, high, stop))
        return tuple(rules)


def find_lines(grey: Grey, dpi: float) -> Lines:
    """The ruling lines of a page that stands upright and nearly straight."""
    ink, scale = to_ink(grey, dpi, FAINT), dpi / 72
    across = _inner(_chained(_pieces(ink, scale), scale), ink.shape[0], scale)
    down = _inner(_chained(_pieces(cv2.transpose(ink), scale), scale), ink.shape[1], scale)
    return _kept(across, down, scale)


def _inner(lines: Sequence[Line], size: int, scale: float) -> list[Line]:
    return [line for line in lines if EDGE * scale <= line.middle <= size - EDGE * scale]


def _slope(lines: Sequence[Line], others: Sequence[Line]) -> float:
    """The slope of the longer ones of several lines; 0 where there is no table to tell it."""
    if len(lines) < 2 or len(others) < 2:
        return 0.0
    longest = max(line.stop - line.start for line in lines)
    long = [line for line in lines if line.stop - line.start >= longest / 2]
    return statistics.median((line.last - line.first) / (line.stop - line.start) for line in long)


def _squared(line: Line, own: float, other: float, along: float, across: float) -> Line:
    """`own` and `other` are the slopes of the lines of its direction and of those across."""
    return replace(
        line,
        start=line.start - other * (line.first - along),
        stop=line.stop - other * (line.last - along),
        first=line.first - own * (line.start - across),
        last=line.last - own * (line.stop - across),
    )


def _pieces(ink: Mask, scale: float) -> list[Line]:
    """Long thin runs of ink from left to right that stand clear of other ink."""
    length = max(3, round(STROKE * scale))
    runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    width, height, area = (stats[:, k] for k in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    thick = area / width
    thin = (thick <= THICKEST * scale) & (height <= thick + SLOPE * width + 2 * scale) & (width >= 3 * thick)
    thin[0] = False
    if not thin.any():
        return []
    around = cv2.dilate(runs, np.ones((3, 3), np.uint8))
    close = cv2.dilate(cv2.subtract(ink, around), np.ones((2 * round(CLOSE * scale) + 1, 1), np.uint8))
    touched = np.bincount(labels[(close > 0) & (runs > 0)], minlength=count) / area
    found = []
    for i in np.flatnonzero(thin & (touched <= TOUCHED)).tolist():
        x, y, w, h, _ = stats[i].tolist()
        part = labels[y : y + h, x : x + w] == i
        if (line := _straight(part, x, y, scale)) is not None:
            found.append(line)
    return found


def _straight(part: NDArray[np.bool_], x: int, y: int, scale: float) -> Line | None:
    """A run as a line, unless it is bent, as the arcs of seals are."""
    height, width = part.shape
    counts = part.sum(axis=0)
    levels = (part * np.arange(height)[:, None]).sum(axis=0) / counts + 0.5
    end = max(1, min(width // 4, round(8 * scale)))
    first, last = float(levels[:end].mean()), float(levels[-end:].mean())
    middle = float(levels[(width - end) // 2 : (width + end) // 2 + 1].mean())
    if abs(middle - (first + last) / 2) > max(BENT * scale, BENT_SHARE * width):
        return None
    lead = (last - first) / max(1, width - end) * end / 2  # from the middles of the ends to the ends
    return Line(x, x + width, y + first - lead, y + last + lead, float(counts.mean()))


def _chained(pieces: Sequence[Line], scale: float) -> list[Line]:
    """Pieces that go on from one another, as one line each."""
    if not pieces:
        return []
    pieces = sorted(pieces, key=lambda p: p.start)
    start, stop, first, last, thick = (
        np.array([getattr(p, name) for p in pieces]) for name in ("start", "stop", "first", "last", "thick")
    )
    gap = start[None, :] - stop[:, None]
    reach = np.minimum(BREAK * scale, np.minimum((stop - start)[:, None], (stop - start)[None, :]) / 2)
    level = np.abs(first[None, :] - last[:, None]) <= OFF * scale + (thick[:, None] + thick[None, :]) / 4
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
        lengths = (stop - start)[chain]
        end = float(stop[chain].max())
        if lengths.sum() >= WHOLE * (end - start[i]):
            mean = float((thick[chain] * lengths).sum() / lengths.sum())
            lines.append(Line(float(start[i]), end, float(first[i]), float(last[chain[-1]]), mean))
    return lines


def _kept(across: list[Line], down: list[Line], scale: float) -> Lines:
    """The lines long enough to be ruling lines, and shorter ones that run from one of those to another."""
    kept: list[list[Line]] = [[], []]
    left = [list(across), list(down)]
    grown = True
    while grown:
        grown = False
        for k in (0, 1):
            others, rest = kept[1 - k], []
            for line in left[k]:
                ends = sum(any(_meets(line, end, o, scale) for o in others) for end in (line.start, line.stop))
                if line.stop - line.start >= SHORTEST[ends] * scale:
                    kept[k].append(line)
                    grown = True
                else:
                    rest.append(line)
            left[k] = rest
    return Lines(tuple(kept[0]), tuple(kept[1]))


def _meets(line: Line, end: float, other: Line, scale: float) -> bool:
    """Whether that end of a line lies on the other, which runs across it."""
    reach = MEET * scale
    level = line.first if end == line.start else line.last
    return other.start - reach <= level <= other.stop + reach and abs(other.at(level) - end) <= reach


def _extent(line: Line, others: Sequence[Line], scale: float) -> tuple[float, float, float, float]:
    """From where to where along and across, once it is drawn to the lines across that it nearly reaches."""
    start = min([line.start, *(o.at(line.first) for o in others if _meets(line, line.start, o, scale))])
    stop = max([line.stop, *(o.at(line.last) for o in others if _meets(line, line.stop, o, scale))])
    return start, stop, line.middle - line.thick / 2, line.middle + line.thick / 2
