"""Hatchings: many lines close together that fill a cell, and bound none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ziping.pipeline.reading.paths.strokes import Stroke

# So many lines that begin and end together, further apart by the same step each, are a hatching ...
FEWEST = 4

# ... where the step is less than this part of the print's size, so that no line of text fits between two of them.
STEP = 0.9

# Their ends, and their steps, differ by less than this (points).
ALIKE = 1.5

# Lines across end within this (points) of a line that they meet.
REACH = 3.0


def without_hatching(strokes: Sequence[Stroke], across: Sequence[Stroke], size: float) -> list[Stroke]:
    """The strokes along one axis without those of hatchings. A line where several of those across it end is a side of a
    table, also beside a hatching of its height.

    Args:
        strokes: That may be ruling lines.
        across: Those along the other axis.
        size: Of the page's print, in points.
    """
    ends = [(at, (low + high) / 2) for low, high, start, stop in across for at in (start, stop)]

    def bounds(stroke: Stroke) -> bool:
        low, high, start, stop = stroke
        met = {y for at, y in ends if low - REACH <= at <= high + REACH and start - REACH <= y <= stop + REACH}
        return len(met) > 1

    hatched = {s for series in _series(strokes, STEP * size) for s in series if not bounds(s)}
    return [s for s in strokes if s not in hatched]


def _series(strokes: Iterable[Stroke], step: float) -> Iterable[list[Stroke]]:
    """Strokes that begin and end together and follow each other by even steps of less than `step`."""
    rest = sorted(strokes, key=lambda s: (s[2], s[3]))
    together: list[list[Stroke]] = []
    for stroke in rest:
        first = together[-1][0] if together else None
        if first and abs(stroke[2] - first[2]) <= ALIKE and abs(stroke[3] - first[3]) <= ALIKE:
            together[-1].append(stroke)
        else:
            together.append([stroke])
    for group in together:
        if len(group) < FEWEST:
            continue
        group.sort(key=lambda s: s[0] + s[1])
        series = [group[0]]
        for one, other in pairwise(group):
            gap = _gap(one, other)
            even = len(series) == 1 or abs(gap - _gap(series[-2], series[-1])) <= ALIKE
            if gap >= step or not even:
                if len(series) >= FEWEST:
                    yield series
                series = [one] if gap < step else []
            series.append(other)
        if len(series) >= FEWEST:
            yield series


def _gap(one: Stroke, other: Stroke) -> float:
    """Between the middles of two strokes."""
    return (other[0] + other[1] - one[0] - one[1]) / 2
