"""Ruling lines into grids of cells with their spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ziping.pipeline.reading.tables.segments import (
    REACH,
    SAME,
    Group,
    Segment,
    rules_to_segments,
    segments_to_groups,
)
from ziping.schemas.page import RulingLine

# No text fits in a cell lower or narrower than this (points): grids mostly of such cells are drawings.
SMALLEST_CELL = 5.0

# Cells take up at least this part of a table; the boxes of a diagram stand apart.
MOSTLY_CELLS = 0.6

Square = tuple[int, int]  # row, column


class Span(NamedTuple):
    """A cell's place in the grid."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """A grid: `xs` and `ys` are the positions of its lines (points), `spans` its cells by row and column, none
    overlapping."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    spans: tuple[Span, ...]

    @property
    def area(self) -> float:
        """In square points."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    @property
    def is_drawing(self) -> bool:
        """Whether it is a chart or a diagram: most of its cells too small for text, or boxes far apart."""
        xs, ys = self.xs, self.ys
        sizes = [(xs[s.column + s.column_span] - xs[s.column], ys[s.row + s.row_span] - ys[s.row]) for s in self.spans]
        small = sum(min(size) < SMALLEST_CELL for size in sizes)
        return 2 * small > len(sizes) or sum(w * h for w, h in sizes) < MOSTLY_CELLS * self.area

    def holds(self, other: Lattice) -> bool:
        """Whether the other stands inside this one."""
        return (
            self.xs[0] - SAME <= other.xs[0]
            and other.xs[-1] <= self.xs[-1] + SAME
            and self.ys[0] - SAME <= other.ys[0]
            and other.ys[-1] <= self.ys[-1] + SAME
        )


def rules_to_lattices(rules: Iterable[RulingLine]) -> list[Lattice]:
    """The grids of a page that are tables, the largest first.

    A table has two cells or more; in a cell of another table it has two rows and two columns: a line of boxes to write
    a number in, or to tick, is part of that cell.
    """
    found = [group_to_lattice(group) for group in segments_to_groups(*rules_to_segments(rules))]
    lattices: list[Lattice] = []
    tables = (x for x in found if x and len(x.spans) >= 2 and not x.is_drawing)
    for lattice in sorted(tables, key=lambda x: -x.area):
        boxes = len(lattice.xs) == 2 or len(lattice.ys) == 2
        if not (boxes and any(outer.holds(lattice) for outer in lattices)):
            lattices.append(lattice)
    return lattices


def group_to_lattice(group: Group) -> Lattice | None:
    """The grid that a group of rules makes; None when it holds no cell."""
    across, down = group
    xs, ys = _positions(down), _positions(across)
    if len(xs) < 2 or len(ys) < 2:
        return None
    level = _separators(ys, across, xs)  # [line][column]
    upright = _separators(xs, down, ys)  # [line][row]
    spans = [span for region in _regions(level, upright) for span in _region_to_spans(region, level, upright)]
    return _compact(xs, ys, spans)


def _positions(segments: Iterable[Segment]) -> list[float]:
    """Where lines lie: near ones as one, at the middle of those."""
    found: list[list[float]] = []
    for at in sorted(s.at for s in segments):
        if found and at - found[-1][0] <= SAME:
            found[-1].append(at)
        else:
            found.append([at])
    return [(f[0] + f[-1]) / 2 for f in found]


def _separators(lines: Sequence[float], segments: list[Segment], stops: Sequence[float]) -> list[list[bool]]:
    """For each line of the grid and each stretch between two neighbouring `stops`: is there a rule?"""
    stretches = list(pairwise(stops))
    found = []
    for at in lines:
        near = sorted((s for s in segments if -SAME <= s.at - at <= SAME), key=lambda s: s.start)
        if len(near) == 1:
            start, stop = near[0].start - REACH, near[0].stop + REACH
            found.append([start <= a and b <= stop for a, b in stretches])
        else:
            found.append([_is_ruled(near, a, b) for a, b in stretches])
    return found


def _is_ruled(segments: list[Segment], start: float, stop: float) -> bool:
    """Whether lines run from `start` to `stop`, but for what REACH allows."""
    ruled = start
    for s in segments:  # sorted by start
        if s.start > ruled + REACH:
            return False
        ruled = max(ruled, s.stop)
        if ruled >= stop - REACH:
            return True
    return False


def _regions(level: list[list[bool]], upright: list[list[bool]]) -> list[list[Square]]:
    """Grid squares with no rule between them, together."""
    rows, columns = len(level) - 1, len(upright) - 1
    seen = [[False] * columns for _ in range(rows)]
    regions = []
    for r in range(rows):
        for c in range(columns):
            if seen[r][c]:
                continue
            seen[r][c] = True
            region, todo = [], [(r, c)]
            while todo:
                i, j = todo.pop()
                region.append((i, j))
                near = (
                    (i, j + 1, j + 1 < columns and not upright[j + 1][i]),
                    (i, j - 1, j > 0 and not upright[j][i]),
                    (i + 1, j, i + 1 < rows and not level[i + 1][j]),
                    (i - 1, j, i > 0 and not level[i][j]),
                )
                for row, column, together in near:
                    if together and not seen[row][column]:
                        seen[row][column] = True
                        todo.append((row, column))
            regions.append(region)
    return regions


def _region_to_spans(region: list[Square], level: list[list[bool]], upright: list[list[bool]]) -> list[Span]:
    """A region as cells: itself, mostly. One that is no rectangle is cut up row by row, equal rows together.

    None for what is outside the table: a gap in the outer rule may leave one side of a cell open, not two.
    """
    if len(region) == 1:
        row, column = region[0]
        if 0 < row < len(level) - 2 and 0 < column < len(upright) - 2:
            return [Span(row, column, 1, 1)]  # most of them
    rows, columns = [r for r, _ in region], [c for _, c in region]
    r0, r1, c0, c1 = min(rows), max(rows), min(columns), max(columns)
    rectangle = (r1 - r0 + 1) * (c1 - c0 + 1) == len(region)
    gaps = (
        r0 == 0 and any(r == 0 and not level[0][c] for r, c in region),
        r1 == len(level) - 2 and any(r == r1 and not level[-1][c] for r, c in region),
        c0 == 0 and any(c == 0 and not upright[0][r] for r, c in region),
        c1 == len(upright) - 2 and any(c == c1 and not upright[-1][r] for r, c in region),
    )
    if sum(gaps) > rectangle:
        return []
    return [Span(r0, c0, r1 - r0 + 1, c1 - c0 + 1)] if rectangle else _cut_up(region)


def _cut_up(region: list[Square]) -> list[Span]:
    squares = set(region)
    rows, columns = [r for r, _ in region], [c for _, c in region]
    spans: list[Span] = []
    running: dict[Square, int] = {}  # (first column, width) of runs of squares, and the row they began in
    for r in range(min(rows), max(rows) + 2):
        runs, start = [], None
        for c in range(min(columns), max(columns) + 2):
            if (r, c) in squares:
                start = c if start is None else start
            elif start is not None:
                runs.append((start, c - start))
                start = None
        for run in [run for run in running if run not in runs]:
            since = running.pop(run)
            spans.append(Span(since, run[0], r - since, run[1]))
        for run in runs:
            running.setdefault(run, r)
    return spans


def _compact(xs: list[float], ys: list[float], spans: list[Span]) -> Lattice | None:
    """The same without the lines that bound no cell."""
    if not spans:
        return None
    rows = sorted({s.row for s in spans} | {s.row + s.row_span for s in spans})
    columns = sorted({s.column for s in spans} | {s.column + s.column_span for s in spans})
    row, column = {r: i for i, r in enumerate(rows)}, {c: i for i, c in enumerate(columns)}
    compact = []
    for s in spans:
        r, c = row[s.row], column[s.column]
        compact.append(Span(r, c, row[s.row + s.row_span] - r, column[s.column + s.column_span] - c))
    return Lattice(tuple(xs[c] for c in columns), tuple(ys[r] for r in rows), tuple(sorted(compact)))
