"""Points that belong to a level: a column that changes no oftener than the level does, or one of several below one heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ziping.parsers.forms.cells.kinds import is_numeric
from ziping.parsers.forms.cells.row_cells import LEVELS, NAMES
from ziping.parsers.forms.grid.columns import Column, Header
from ziping.parsers.forms.grid.grid import Grid
from ziping.parsers.forms.regions.region import Region
from ziping.parsers.forms.regions.row_kinds import total_label
from ziping.parsers.lexicon import INDICATOR, Fit
from ziping.parsers.lexicon.headings import KNOWN, POINTS
from ziping.parsers.text.normalise import bare


def level_points(grid: Grid, region: Region, header: Header) -> Header:
    """The header with the points of levels told apart from those of the indicators."""
    header = _parted(grid, region, header)
    names = next((c for c in header.columns if c.sense in NAMES), None)
    if names is None:
        return header
    before: Column | None = None
    for column in header.columns:
        points = _points(header, column)
        if points is None:
            before = column
            continue
        levels = [c for c in header.columns if c.sense in LEVELS]
        if column.sense != KNOWN and column.start < names.start:
            levels = [before] if before is not None and before.sense in LEVELS else []
        elif column.sense != KNOWN:
            continue
        level = next((x for x in reversed(levels) if _changes_with(grid, region, column, x)), None)
        if level is not None and not header.has(f"{level.sense}_{points}"):
            header = _as(header, column, f"{level.sense}_{points}")
    return header


def _points(header: Header, column: Column) -> str | None:
    """Whether a column has the points that are had or given: by its sense, or by the heading of the second of its kind."""
    if column.sense in POINTS:
        return column.sense
    match = INDICATOR.find(column.heading) if column.sense == KNOWN else None
    said = match.meaning if match is not None and match.fit >= Fit.ENDING else None
    return said if said in POINTS and header.has(said) else None


def _parted(grid: Grid, region: Region, header: Header) -> Header:
    """The header with a heading over several columns of points taken apart (分值 over 50 | 20): of levels, one after the
    other, and where one is left, of the indicators."""
    levels = [c.sense for c in header.columns if c.sense in LEVELS]
    for column in header.columns:
        match = INDICATOR.find(column.heading)
        points = match.meaning if match is not None and match.fit >= Fit.ENDING else None
        cuts = _cuts(grid, region, column) if points in POINTS else []
        if not cuts or len(cuts) > len(levels) or points is None:
            continue
        edges = [column.start, *cuts, column.stop]
        parts = [replace(column, start=a, stop=b, sense=KNOWN) for a, b in pairwise(edges)]
        senses = _senses(grid, region, header, parts, points)
        if senses is None:
            continue
        at = header.columns.index(column)
        named = (replace(part, sense=sense) for part, sense in zip(parts, senses, strict=True))
        return replace(header, columns=(*header.columns[:at], *named, *header.columns[at + 1 :]))
    return header


def _senses(grid: Grid, region: Region, header: Header, parts: Sequence[Column], points: str) -> list[str] | None:
    """What the parts hold: the points of one level each, of a part that follows none the indicators' own."""
    found = [
        c.sense for c in header.columns if c.sense == points and c.start not in range(parts[0].start, parts[-1].stop)
    ]
    taken = len(found)
    for part in parts:
        levels = [c for c in header.columns if c.sense in LEVELS and f"{c.sense}_{points}" not in found]
        level = next((x for x in reversed(levels) if _changes_with(grid, region, part, x)), None)
        sense = f"{level.sense}_{points}" if level is not None else points if points not in found else None
        if sense is None:
            return None
        found.append(sense)
    return found[taken:]


def _cuts(grid: Grid, region: Region, column: Column) -> list[int]:
    """Where further columns of figures begin below a heading, in most rows with any."""
    if column.stop - column.start < 2:
        return []
    begun: Counter[int] = Counter()
    rows = 0
    for row in region.rows:
        cells = [c for c in grid.covering(row) if column.start <= c.column and c.columns.stop <= column.stop]
        rows += any(is_numeric(c) for c in cells)
        begun.update(c.column for c in cells if is_numeric(c) and c.column > column.start)
    return sorted(c for c, n in begun.items() if n * 2 > rows)


def _changes_with(grid: Grid, region: Region, column: Column, level: Column) -> bool:
    """Whether a column has one figure for every stretch of rows below one name, in its first row or in all of them, and some
    stretch has several rows."""
    stretches: list[tuple[str, list[str]]] = []
    for row in region.rows:
        filled = grid.filled(row)
        if filled and total_label(filled[0]) is not None:
            continue
        cells = [grid.squares[row][c.start] for c in (level, column)]
        name, figure = (bare(c.text.string) if c is not None and c.row == row else "" for c in cells)
        if not name and figure:
            return False
        if not stretches or (name and name != stretches[-1][0]):
            stretches.append((name, []))
        stretches[-1][1].append(figure)
    several = any(len(figures) > 1 for _, figures in stretches)
    return several and all(figures[0] and {*figures} <= {figures[0], ""} for name, figures in stretches if name)


def _as(header: Header, column: Column, sense: str) -> Header:
    return replace(header, columns=tuple(replace(c, sense=sense) if c is column else c for c in header.columns))
