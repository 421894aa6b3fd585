"""The columns of two pieces of a table on one grid."""

from __future__ import annotations

import itertools
import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ziping.schemas.document import Cell, Table

SAME_LINE = 4.0  # points between the positions of one ruling line on two pages
SAME_WIDTH = 0.02  # of the width; frames that differ by more are two tables'
MOST = 0.6  # of the inner lines of the piece with fewer of them


@dataclass(frozen=True, slots=True)
class Merged:
    """Two grids as one: its lines, and which of them each old line has become."""

    edges: tuple[float, ...]
    above: tuple[int, ...]
    below: tuple[int, ...]
    shared: float  # of the inner lines of the piece that has fewer


def table_to_edges(table: Table) -> tuple[float, ...]:
    """Where the column lines of a table stand on the page it begins on, in points."""
    seen: dict[int, list[float]] = defaultdict(list)
    for cell in table.cells:
        box = cell.places[0].box
        seen[cell.column].append(box.x0)
        seen[cell.column + cell.column_span].append(box.x1)
    frame = table.places[0].box
    edges = [statistics.median(seen[i]) if i in seen else None for i in range(table.columns + 1)]
    edges[0], edges[-1] = frame.x0, frame.x1
    return tuple(_filled(edges))


def merge_grids(above: Sequence[float], below: Sequence[float]) -> Merged | None:
    """One grid out of two, or None when their frames differ.

    The type area may stand further left or right on the next page; `edges` are where `below` stands.
    """
    width, other = above[-1] - above[0], below[-1] - below[0]
    if abs(width - other) > max(SAME_LINE, SAME_WIDTH * max(width, other)):
        return None
    shift = (below[0] + below[-1] - above[0] - above[-1]) / 2
    inside = [min(max(x + shift, below[0]), below[-1]) for x in above[1:-1]]
    lines = [(x, 0, i) for i, x in enumerate((below[0], *inside, below[-1]))]
    lines += [(x, 1, i) for i, x in enumerate(below)]
    groups: list[list[tuple[float, int, int]]] = []
    for line in sorted(lines):
        alone = groups and len(groups[-1]) == 1 and groups[-1][0][1] != line[1]
        if alone and line[0] - groups[-1][0][0] <= SAME_LINE:
            groups[-1].append(line)
        else:
            groups.append([line])
    maps = [0] * len(above), [0] * len(below)
    for index, group in enumerate(groups):
        for _, side, old in group:
            maps[side][old] = index
    both = sum(len(group) == 2 for group in groups) - 2
    fewer = min(len(above), len(below)) - 2
    return Merged(
        tuple(statistics.fmean(x for x, _, _ in group) for group in groups),
        tuple(maps[0]),
        tuple(maps[1]),
        both / fewer if fewer else 1.0,
    )


def on_columns(cells: Iterable[Cell], columns: Sequence[int]) -> tuple[Cell, ...]:
    """The cells with their columns renumbered: `columns[i]` is the new number of line `i`."""
    return tuple(
        replace(
            cell,
            column=columns[cell.column],
            column_span=columns[cell.column + cell.column_span] - columns[cell.column],
        )
        for cell in cells
    )


def _filled(edges: list[float | None]) -> list[float]:
    """Lines that no cell tells of, evenly between their neighbours."""
    known = [(i, x) for i, x in enumerate(edges) if x is not None]
    found: list[float] = []
    for (i, left), (k, right) in itertools.pairwise(known):
        found += [left + (right - left) * (n - i) / (k - i) for n in range(i, k)]
    return [*found, known[-1][1]]
