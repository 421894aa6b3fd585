"""Ruling lines as segments: which of them make a table together, and which lines are missing at its open sides."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from ziping.schemas.page import RulingLine

# Two lines that come this close (points) meet: corners are often not drawn to the point.
REACH = 3.0

# Lines along one another this close (points) bound the same row or column: no text fits between them.
SAME = 5.0

# A line that reaches this far (points) beyond the last line across it bounds a cell that is open there.
OPEN = 6.0

# So many lines down that begin and end together, with no line across, are a row that page breaks cut on both sides.
CUT_TWICE = 3


class Segment(NamedTuple):
    """A rule by its position across (`at`) and its extent along (`start`, `stop`), points."""

    at: float
    start: float
    stop: float


Group = tuple[list[Segment], list[Segment]]  # rules across, rules down; each sorted by position


def rules_to_segments(rules: Iterable[RulingLine]) -> Group:
    """Rules across and rules down."""
    across, down = [], []
    for r in rules:
        if r.horizontal:
            across.append(Segment((r.top + r.bottom) / 2, r.x0, r.x1))
        else:
            down.append(Segment((r.x0 + r.x1) / 2, r.top, r.bottom))
    return sorted(across), sorted(down)


def lonely_across(across: list[Segment], down: list[Segment]) -> list[Segment]:
    """The rules across that no line down meets."""
    places = [v.at for v in down]

    def is_met(h: Segment) -> bool:
        near = down[bisect_left(places, h.start - REACH) : bisect_right(places, h.stop + REACH)]
        return any(v.start - REACH <= h.at <= v.stop + REACH for v in near)

    return [h for h in across if not is_met(h)]


def segments_to_groups(across: list[Segment], down: list[Segment]) -> list[Group]:
    """Segments that hang together by meeting one another: what one table can be made of."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    places = [v.at for v in down]
    for i, (at, start, stop) in enumerate(across):
        for j in range(bisect_left(places, start - REACH), bisect_right(places, stop + REACH)):
            v = down[j]
            if v.start - REACH <= at <= v.stop + REACH:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, Group] = {}
    for i, h in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(v)
    lonely = [g[1][0] for g in groups.values() if not g[0]]
    return [close_open_sides(*g) for g in groups.values() if g[0] and g[1]] + _cut_rows(across, lonely)


def _cut_rows(across: list[Segment], down: list[Segment]) -> list[Group]:
    """Lines down that no line crosses, where enough of them begin and end together and the page has no line across
    above or below them: those of a row that is longer than the page."""
    groups: list[Group] = []
    rest = sorted(down, key=lambda v: (v.start, v.stop))
    while rest:
        first = rest[0]
        row = [v for v in rest if abs(v.start - first.start) <= SAME and abs(v.stop - first.stop) <= SAME]
        rest = [v for v in rest if v not in row]
        x0, x1 = min(v.at for v in row), max(v.at for v in row)
        if len(row) >= CUT_TWICE and not any(h.start < x1 and h.stop > x0 for h in across):
            groups.append(([Segment(first.start, x0, x1), Segment(first.stop, x0, x1)], sorted(row)))
    return groups


def close_open_sides(across: list[Segment], down: list[Segment]) -> Group:
    """A group with the lines added that are missing where it is open: at a side without outer rule, at a page break.

    Where two rules or more end together well beyond the outermost rule across them, a line is put across their ends;
    where two such sides meet, the lines are drawn to their corner.
    """
    top = _end_together([(v.start, v.at) for v in down], across[0].at, -1)
    bottom = _end_together([(v.stop, v.at) for v in down], across[-1].at, 1)
    left = _end_together([(h.start, h.at) for h in across], down[0].at, -1)
    right = _end_together([(h.stop, h.at) for h in across], down[-1].at, 1)
    added_across = [
        Segment(side.at, left.at if left else side.start, right.at if right else side.stop)
        for side in (top, bottom)
        if side
    ]
    added_down = [
        Segment(side.at, top.at if top else side.start, bottom.at if bottom else side.stop)
        for side in (left, right)
        if side
    ]
    return sorted(across + added_across), sorted(down + added_down)


def _end_together(ends: list[tuple[float, float]], outermost: float, sign: int) -> Segment | None:
    """Where lines end together beyond the outermost line across them (`sign` says on which side of it): a line across
    these ends. `ends` are (end, position) of each."""
    beyond = [(end, at) for end, at in ends if sign * (end - outermost) > OPEN]
    if not beyond:
        return None
    furthest = max(beyond, key=lambda e: sign * e[0])[0]
    together = [at for end, at in beyond if abs(end - furthest) <= SAME]
    return Segment(furthest, min(together), max(together)) if len(together) >= 2 else None
