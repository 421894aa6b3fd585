"""Ruling lines from the picture of a page."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ziping.pipeline.ocr.image.cleaning import FAINT, to_ink
from ziping.pipeline.ocr.image.creases import creases_among
from ziping.pipeline.ocr.image.faint_lines import completed
from ziping.pipeline.ocr.image.tracing import Line, trace
from ziping.pipeline.ocr.measures import INCH
from ziping.pipeline.ocr.recognise.engine import Grey
from ziping.schemas.page import RulingLine

# Lengths in points.
MEET = 4.5  # ends this close to a line across reach it
# Those of a short line reach it when they are closer: this much, and this part of its length.
MEET_SHORT, MEET_SHARE = 1.0, 0.08
EDGE = 15.0  # lines along an edge of the page, this close to it, are the edge of the paper

# How long a line is at least, by how many of its ends reach another line: strokes of print, even of a title, are
# shorter, and end free or at strokes.
SHORTEST = (60.0, 24.0, 8.5)

# A page whose lines are bent by less than this is flat.
FLAT = 0.6


class Warp(NamedTuple):
    """How much a picture is still out of true, per pixel: the fall of its lines across, how far to the right its lines
    down go, and by how much both are bent (per pixel squared from the middle). Scanners put pages askew, copiers out
    of square, and bound pages bulge."""

    fall: float = 0.0
    lean: float = 0.0
    bend: float = 0.0
    bow: float = 0.0


@dataclass(frozen=True, slots=True)
class Lines:
    """The ruling lines of a picture: `across` from left to right, `down` from above; and the creases of the paper."""

    across: tuple[Line, ...]
    down: tuple[Line, ...]
    creases_across: tuple[Line, ...] = ()
    creases_down: tuple[Line, ...] = ()

    def warp(self, scale: float) -> Warp:
        """What the longer lines say of the picture; nothing where there is no table."""
        if len(self.across) < 2 or len(self.down) < 2:
            return Warp()
        across, down = _longer(self.across), _longer(self.down)
        return Warp(_slope(across), _slope(down), _curvature(across, scale), _curvature(down, scale))

    def straightened(self, warp: Warp, middle: tuple[float, float]) -> Lines:
        """The same lines once the picture is put right about its middle (x, y)."""
        x, y = middle
        turned = Warp(warp.lean, warp.fall, warp.bow, warp.bend)
        return Lines(
            tuple(_straightened(line, warp, x, y) for line in self.across),
            tuple(_straightened(line, turned, y, x) for line in self.down),
            tuple(_straightened(line, warp, x, y) for line in self.creases_across),
            tuple(_straightened(line, turned, y, x) for line in self.creases_down),
        )

    def rules(self, scale: float) -> tuple[RulingLine, ...]:
        """In points, each drawn to the lines across it that it nearly reaches."""
        rules = []
        across, down = _Many.of(self.across), _Many.of(self.down)
        for line in self.across:
            start, stop, low, high = (v / scale for v in _extent(line, down, scale))
            rules.append(RulingLine(start, low, stop, high))
        for line in self.down:
            start, stop, low, high = (v / scale for v in _extent(line, across, scale))
            rules.append(RulingLine(low, start, high, stop))
        return tuple(rules)


def find_lines(grey: Grey, dpi: float) -> Lines:
    """The ruling lines of a page that stands upright and nearly straight."""
    ink, scale = to_ink(grey, dpi, FAINT), dpi / INCH
    height, width = ink.shape
    over = cv2.transpose(ink)
    traced = _inner(trace(ink, scale), height, scale), _inner(trace(over, scale), width, scale)
    lines = _kept(list(traced[0]), list(traced[1]), scale)
    if len(lines.across) < 2 or len(lines.down) < 2:
        return lines
    creases = (
        tuple(creases_among(lines.across, lines.down, grey, scale)),
        tuple(creases_among(lines.down, lines.across, cv2.transpose(grey), scale)),
    )
    ruled = [
        [k for k in every if k not in folds] for every, folds in zip((lines.across, lines.down), creases, strict=True)
    ]
    pieces = [
        [k for k in every if k not in kept] for every, kept in zip(traced, (lines.across, lines.down), strict=True)
    ]
    across = completed(ruled[0], ruled[1], ink, scale, pieces[0])
    down = completed(ruled[1], [*ruled[0], *across], over, scale, pieces[1])
    # Where a line down was too broken to be seen, the pieces of those across that end at it were not told.
    more = completed([*ruled[0], *across], [*ruled[1], *down], ink, scale, pieces[0]) if down else []
    return Lines((*ruled[0], *across, *more), (*ruled[1], *down), *creases)


def _inner(lines: Sequence[Line], size: int, scale: float) -> list[Line]:
    return [line for line in lines if EDGE * scale <= line.middle <= size - EDGE * scale]


def _longer(lines: Sequence[Line]) -> list[Line]:
    longest = max(line.length for line in lines)
    return [line for line in lines if line.length >= longest / 2]


def _slope(lines: Sequence[Line]) -> float:
    return statistics.median((line.last - line.first) / line.length for line in lines)


def _curvature(lines: Sequence[Line], scale: float) -> float:
    sag = statistics.median(line.sag for line in lines)
    return statistics.median(-4 * line.sag / line.length**2 for line in lines) if abs(sag) >= FLAT * scale else 0.0


def _straightened(line: Line, warp: Warp, along: float, across: float) -> Line:
    """`fall` and `bend` of `warp` are those of lines in its direction, `lean` and `bow` of lines across."""
    half = (line.start + line.stop) / 2

    def level(place: float, value: float) -> float:
        return value - warp.fall * (place - along) - warp.bend * (place - along) ** 2

    def end(place: float, value: float) -> float:
        return place - warp.lean * (value - across) - warp.bow * (value - across) ** 2

    return replace(
        line,
        start=end(line.start, line.first),
        stop=end(line.stop, line.last),
        first=level(line.start, line.first),
        halfway=level(half, line.halfway),
        last=level(line.stop, line.last),
    )


class _Many(NamedTuple):
    """Lines as columns of numbers."""

    start: NDArray[np.float64]
    stop: NDArray[np.float64]
    first: NDArray[np.float64]
    halfway: NDArray[np.float64]
    last: NDArray[np.float64]

    @staticmethod
    def of(lines: Sequence[Line]) -> _Many:
        return _Many(*np.array([(k.start, k.stop, k.first, k.halfway, k.last) for k in lines]).reshape(-1, 5).T)

    def met(self, level: float, end: float, reach: float, scale: float) -> NDArray[np.float64]:
        """Where those of the lines lie that run across at `level` within `reach` of `end`."""
        share = np.clip((level - self.start) / np.maximum(1.0, self.stop - self.start), 0.0, 1.0)
        sag = self.halfway - (self.first + self.last) / 2
        at = self.first + share * (self.last - self.first) + 4 * sag * share * (1 - share)
        there = (self.start - MEET * scale <= level) & (level <= self.stop + MEET * scale)
        found: NDArray[np.float64] = at[there & (np.abs(at - end) <= reach)]
        return found


def _kept(across: list[Line], down: list[Line], scale: float) -> Lines:
    """The lines long enough to be ruling lines, and shorter ones that run from one of those to another."""
    kept: list[list[Line]] = [[], []]
    left = [across, down]
    grown = True
    while grown:
        grown = False
        for k in (0, 1):
            others, rest = _Many.of(kept[1 - k]), []
            for line in left[k]:
                ends = sum(_met(line, end, others, scale).size > 0 for end in (line.start, line.stop))
                if line.length >= SHORTEST[ends] * scale:
                    kept[k].append(line)
                    grown = True
                else:
                    rest.append(line)
            left[k] = rest
    return Lines(tuple(kept[0]), tuple(kept[1]))


def _met(line: Line, end: float, others: _Many, scale: float) -> NDArray[np.float64]:
    """Where the lines lie that the end of a line reaches."""
    reach = min(MEET * scale, MEET_SHORT * scale + MEET_SHARE * line.length)
    return others.met(line.first if end == line.start else line.last, end, reach, scale)


def _extent(line: Line, others: _Many, scale: float) -> tuple[float, float, float, float]:
    """From where to where along and across, once it is drawn to the lines across that it nearly reaches."""
    start = min([line.start, *_met(line, line.start, others, scale).tolist()])
    stop = max([line.stop, *_met(line, line.stop, others, scale).tolist()])
    return start, stop, line.middle - line.thick / 2, line.middle + line.thick / 2
