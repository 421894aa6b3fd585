"""Which edges of shades are ruling lines: those that complete drawn lines, and those that make a table of their own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter

from ziping.pipeline.reading.paths.hatching import without_hatching
from ziping.pipeline.reading.paths.lettering import Lettering
from ziping.pipeline.reading.paths.shades import Edge
from ziping.pipeline.reading.paths.strokes import Stroke, joined
from ziping.pipeline.reading.tables.lattice import group_to_lattice
from ziping.pipeline.reading.tables.segments import Segment, segments_to_groups

# An edge meets a line, or another edge, this near (points).
REACH = 3.0


class _Lines:
    """Lines along one axis, to be asked whether one is met."""

    def __init__(self, strokes: list[Stroke]) -> None:
        self._lines = sorted(((low + high) / 2, start, stop) for low, high, start, stop in strokes)
        self._places = [line[0] for line in self._lines]

    def meet(self, at: float, end: float) -> bool:
        """Whether one of the lines crosses the end of an edge that lies at `at`."""
        near = self._lines[bisect_left(self._places, end - REACH) : bisect_right(self._places, end + REACH)]
        return any(start - REACH <= at <= stop + REACH for _, start, stop in near)

    def beside(self, at: float, start: float, stop: float) -> tuple[float, float] | None:
        """The nearest lines on both sides of a stretch, drawn along all of it; None where there are not both."""
        first = bisect_left(self._places, at)
        before, after = (
            (line[0] for line in lines if line[1] - REACH <= start and stop <= line[2] + REACH)
            for lines in (reversed(self._lines[:first]), self._lines[first:])
        )
        low, high = next(before, None), next(after, None)
        return None if low is None or high is None else (low, high)

    def go_on(self, at: float, end: float) -> bool:
        """Whether one of the lines goes on where an edge at `at` ends."""
        near = self._lines[bisect_left(self._places, at - REACH) : bisect_right(self._places, at + REACH)]
        return any(start - REACH <= end <= stop + REACH for _, start, stop in near)

    def alike(self, start: float, stop: float) -> bool:
        """Whether one of the lines begins and ends where an edge does."""
        return any(abs(a - start) <= REACH and abs(b - stop) <= REACH for _, a, b in self._lines)


def edges_to_rules(
    levels: list[Edge], uprights: list[Edge], across: list[Stroke], down: list[Stroke], lettering: Lettering
) -> tuple[list[Stroke], list[Stroke]]:
    """The edges across and down that are ruling lines, beside the lines drawn.

    Those of a shaded cell run from one drawn line to another, or turn a corner on the way, and those of a shaded row are
    as long as the lines drawn below it, or stand on its sides; those of highlighted words are not. An edge through a character is none, nor is
    that of a bar which fills a part of a cell.
    """
    lines_across, lines_down = _Lines(across), _Lines(down)
    levels = _bounding(levels, lines_across, lettering, level=True)
    uprights = _bounding(uprights, lines_down, lettering, level=False)
    found_across, found_down = _grids(levels, uprights)
    caps = [e for e in levels if lines_across.alike(*e[1:])]
    lines_capped = _Lines(list(map(_stroke, caps)))
    found_across += map(_stroke, caps)
    found_across += [_stroke(e) for e in levels if all(lines_down.meet(e[0], end) for end in e[1:])]
    for at, start, stop in uprights:
        closed = all(lines_across.meet(at, end) for end in (start, stop))
        if closed or any(
            lines_capped.meet(at, end) and lines_down.go_on(at, other) for end, other in ((start, stop), (stop, start))
        ):
            found_down.append(_stroke((at, start, stop)))
    for level in levels:
        for upright in uprights:
            if _make_a_corner(level, upright, lines_across, lines_down):
                found_across.append(_stroke(level))
                found_down.append(_stroke(upright))
    return found_across, found_down


def _bounding(edges: list[Edge], lines: _Lines, lettering: Lettering, *, level: bool) -> list[Edge]:
    """The edges that may bound a cell: no character stands across them, they are no stripes of a pattern, and where
    lines are drawn on both sides, something is printed on both sides, too."""
    found = []
    for low, _, start, stop in without_hatching([_stroke(e) for e in edges], (), lettering.size):
        if lettering.crosses(low, start, stop, level=level):
            continue
        closed = lines.beside(low, start, stop)
        parts = ((closed[0], low), (low, closed[1])) if closed else ()
        boxes = [(start, a, stop, b) if level else (a, start, b, stop) for a, b in parts]
        if all(lettering.within(*box) for box in boxes):
            found.append((low, start, stop))
    return found


def _stroke(edge: Edge) -> Stroke:
    at, start, stop = edge
    return at, at, start, stop


def _make_a_corner(level: Edge, upright: Edge, across: _Lines, down: _Lines) -> bool:
    """Whether the edges meet at one end each, and end on drawn lines at the other."""
    for near, far in ((1, 2), (2, 1)):
        for close, away in ((1, 2), (2, 1)):
            if abs(level[near] - upright[0]) <= REACH and abs(upright[close] - level[0]) <= REACH:
                return down.meet(level[0], level[far]) and across.meet(upright[0], upright[away])
    return False


def _grids(levels: list[Edge], uprights: list[Edge]) -> tuple[list[Stroke], list[Stroke]]:
    """Edges that make a table by themselves: of two rows or more that have two cells or more."""
    across, down = (
        [Segment((low + high) / 2, start, stop) for low, high, start, stop in joined(map(_stroke, edges))]
        for edges in (levels, uprights)
    )
    grids: tuple[list[Stroke], list[Stroke]] = ([], [])
    for group in segments_to_groups(across, down):
        lattice = group_to_lattice(group)
        if lattice is None:
            continue
        rows = Counter(span.row for span in lattice.spans)
        if sum(count >= 2 for count in rows.values()) >= 2:
            for strokes, segments in zip(grids, group, strict=True):
                strokes += [_stroke(s) for s in segments]
    return grids
