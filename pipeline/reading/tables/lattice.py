"""Ruling lines into grids of cells with their spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from schemas.page import Rule

# Two lines that come this close (points) meet: corners are often not drawn to the point.
REACH = 3.0

# Lines along one another this close (points) bound the same row or column: no text fits between them.
SAME = 4.0

# A line that reaches this far (points) beyond the last line across it bounds a cell that is open there.
OPEN = 6.0


class Segment(NamedTuple):
    """A rule by its position across (`at`) and its extent along (`start`, `stop`), points."""

    at: float
    start: float
    stop: float


class Span(NamedTuple):
    """A cell's place in the grid."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """A grid: `xs` and `ys` are the positions of its lines (points), `spans` its cells, none overlapping."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    spans: tuple[Span, ...]

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])


def rules_to_segments(rules: Iterable[Rule]) -> tuple[list[Segment], list[Segment]]:
    """Rules across and rules down, each sorted by position."""
    across, down = [], []
    for r in rules:
        if r.horizontal:
            across.append(Segment((r.top + r.bottom) / 2, r.x0, r.x1))
        else:
            down.append(Segment((r.x0 + r.x1) / 2, r.top, r.bottom))
    return sorted(across), sorted(down)


def segments_to_groups(across: list[Segment], down: list[Segment]) -> list[tuple[list[Segment], list[Segment]]]:
    """Segments that hang together by meeting one another: what one table can be made of."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    places = [v.at for v in down]
    for i, h in enumerate(across):
        for j in range(bisect_left(places, h.start - REACH), bisect_right(places, h.stop + REACH)):
            if down[j].start - REACH <= h.at <= down[j].stop + REACH:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Segment], list[Segment]]] = {}
    for i, h in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(v)
    return [g for g in groups.values() if g[0] and g[1]]


def positions(segments: Iterable[Segment]) -> list[float]:
    """Where lines lie: near ones as one, at the middle of those."""
    found: list[list[float]] = []
    for at in sorted(s.at for s in segments):
        if found and at - found[-1][0] <= SAME:
            found[-1].append(at)
        else:
            found.append([at])
    return [(f[0] + f[-1]) / 2 for f in found]


def close_open_ends(along: list[Segment], crossing: list[Segment]) -> list[Segment]:
    """Lines that are missing where a table is open: at a side without an outer rule, at a page break.

    `along` are the rules of one direction, `crossing` those across them. Where two or more of `crossing` end together
    well beyond the outermost of `along`, a line is put across their ends.
    """
    added = []
    first, last = along[0].at, along[-1].at
    starts = sorted((c.start, c.at) for c in crossing if c.start < first - OPEN)
    stops = sorted(((c.stop, c.at) for c in crossing if c.stop > last + OPEN), reverse=True)
    for ends in (starts, stops):
        if not ends:
            continue
        together = [at for end, at in ends if abs(end - ends[0][0]) <= SAME]
        if len(together) >= 2:
            added.append(Segment(ends[0][0], min(together), max(together)))
    return added


def _covered(segments: list[Segment], start: float, stop: float) -> bool:
    """Whether lines run from `start` to `stop` (but for what REACH allows at each end)."""
    open_from = start
    for s in segments:  # sorted by start
        if s.start > open_from + REACH:
            break
        open_from = max(open_from, s.stop)
        if open_from >= stop - REACH:
            return True
    return open_from >= stop - REACH


def _separators(lines: Sequence[float], segments: list[Segment], stops: Sequence[float]) -> list[list[bool]]:
    """For each line of the grid and each stretch between two neighbouring `stops`: is there a rule?"""
    found = []
    for at in lines:
        near = sorted((s for s in segments if abs(s.at - at) <= SAME), key=lambda s: s.start)
        found.append([_covered(near, a, b) for a, b in zip(stops, stops[1:], strict=False)])
    return found


def group_to_lattice(across: list[Segment], down: list[Segment]) -> Lattice | None:
    """The grid that a group of rules makes; None when it holds no cell."""
    across = sorted(across + close_open_ends(sorted(across), down))
    down = sorted(down + close_open_ends(sorted(down), across))
    xs, ys = positions(down), positions(across)
    if len(xs) < 2 or len(ys) < 2:
        return None
    level = _separators(ys, across, xs)  # [line][column]
    upright = _separators(xs, down, ys)  # [line][row]
    regions = _regions(level, upright, len(ys) - 1, len(xs) - 1)
    spans = [s for region in regions for s in _rectangles(region) if _closed(s, level, upright)]
    return _compact(xs, ys, spans)


def _regions(
    level: list[list[bool]], upright: list[list[bool]], rows: int, columns: int
) -> list[list[tuple[int, int]]]:
    """Grid squares with no rule between them, together."""
    seen: set[tuple[int, int]] = set()
    regions = []
    for r in range(rows):
        for c in range(columns):
            if (r, c) in seen:
                continue
            seen.add((r, c))
            region, todo = [], [(r, c)]
            while todo:
                i, j = todo.pop()
                region.append((i, j))
                near = []
                if j + 1 < columns and not upright[j + 1][i]:
                    near.append((i, j + 1))
                if j > 0 and not upright[j][i]:
                    near.append((i, j - 1))
                if i + 1 < rows and not level[i + 1][j]:
                    near.append((i + 1, j))
                if i > 0 and not level[i][j]:
                    near.append((i - 1, j))
                for square in near:
                    if square not in seen:
                        seen.add(square)
                        todo.append(square)
            regions.append(region)
    return regions


def _rectangles(region: list[tuple[int, int]]) -> list[Span]:
    """A region as rectangles: itself, mostly; else row by row, equal rows together."""
    rows = sorted({r for r, _ in region})
    columns = sorted({c for _, c in region})
    if len(rows) * len(columns) == len(region):
        return [Span(rows[0], columns[0], len(rows), len(columns))]
    spans: list[Span] = []
    open_runs: dict[tuple[int, int], int] = {}
    squares = set(region)
    for r in range(rows[0], rows[-1] + 2):
        runs, start = [], None
        for c in range(columns[0], columns[-1] + 2):
            if (r, c) in squares:
                start = c if start is None else start
            elif start is not None:
                runs.append((start, c - start))
                start = None
        for run, since in list(open_runs.items()):
            if run not in runs:
                spans.append(Span(since, run[0], r - since, run[1]))
                del open_runs[run]
        for run in runs:
            open_runs.setdefault(run, r)
    return spans


def _closed(span: Span, level: list[list[bool]], upright: list[list[bool]]) -> bool:
    """Whether a cell is bounded: a gap in the table's outer rule may leave one side open, not two."""
    row, column, height, width = span
    sides = (
        row > 0 or all(level[0][column : column + width]),
        row + height < len(level) - 1 or all(level[-1][column : column + width]),
        column > 0 or all(upright[0][row : row + height]),
        column + width < len(upright) - 1 or all(upright[-1][row : row + height]),
    )
    return sum(sides) >= 3


def _compact(xs: list[float], ys: list[float], spans: list[Span]) -> Lattice | None:
    """The same without the lines that bound no cell."""
    if not spans:
        return None
    rows = sorted({s.row for s in spans} | {s.row + s.row_span for s in spans})
    columns = sorted({s.column for s in spans} | {s.column + s.column_span for s in spans})
    row, column = {r: i for i, r in enumerate(rows)}, {c: i for i, c in enumerate(columns)}
    compact = [
        Span(
            row[s.row],
            column[s.column],
            row[s.row + s.row_span] - row[s.row],
            column[s.column + s.column_span] - column[s.column],
        )
        for s in spans
    ]
    return Lattice(tuple(xs[c] for c in columns), tuple(ys[r] for r in rows), tuple(sorted(compact)))


def rules_to_lattices(rules: Iterable[Rule]) -> list[Lattice]:
    """All grids of a page, the largest first."""
    found = [group_to_lattice(*group) for group in segments_to_groups(*rules_to_segments(rules))]
    return sorted((lattice for lattice in found if lattice), key=lambda lattice: -lattice.area)
