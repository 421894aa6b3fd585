"""Which edges of shades are ruling lines: those that complete drawn lines, and those that make a table of their own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter

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


def edges_to_rules(
    levels: list[Edge], uprights: list[Edge], across: list[Stroke], down: list[Stroke]
) -> tuple[list[Stroke], list[Stroke]]:
    """The edges across and down that are ruling lines, beside the lines drawn.

    Those of a shaded cell run from one drawn line to another, or turn a corner on the way; those of highlighted words
    do not.
    """
    found_across, found_down = _grids(levels, uprights)
    lines_across, lines_down = _Lines(across), _Lines(down)
    found_across += [_stroke(e) for e in levels if all(lines_down.meet(e[0], end) for end in e[1:])]
    found_down += [_stroke(e) for e in uprights if all(lines_across.meet(e[0], end) for end in e[1:])]
    for level in levels:
        for upright in uprights:
            if _make_a_corner(level, upright, lines_across, lines_down):
                found_across.append(_stroke(level))
                found_down.append(_stroke(upright))
    return found_across, found_down


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
