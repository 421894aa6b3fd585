"""The total below a block of indicators under a label that nobody knows: its figures are what the points above add up to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ziping.parsers.forms.cells.kinds import is_figure
from ziping.parsers.forms.cells.points import read_points
from ziping.parsers.forms.cells.row_cells import SCORES
from ziping.parsers.forms.grid.columns import Header
from ziping.parsers.forms.grid.grid import Grid, says_nothing
from ziping.parsers.forms.regions.region import Kind, Region
from ziping.parsers.forms.regions.row_kinds import total_label
from ziping.parsers.lexicon.levels import level_of_name

_WHOLE = Decimal(100)
_FEWEST = 2  # rows of a block that are added up
_BOTH = 2  # points and marks
_WIDE = 2  # columns of the label, at least: it stands for all the names above it


def is_unnamed_total(grid: Grid, region: Region, above: Region) -> bool:
    """Whether a row of no known kind states the total of the block right above it: one label across the names, and below
    the points their sums, or a hundred where the budget has the rest."""
    header = above.header
    if (
        region.kind is not Kind.OTHER
        or region.first != region.last
        or above.kind is not Kind.INDICATORS
        or header is None
    ):
        return False
    return _adds_up(grid, region.first, above, header, narrow=False)


def part_unnamed_total(grid: Grid, region: Region) -> tuple[Region, ...]:
    """A block of indicators and the total in its last row, which no rule parts from it: a label alone in the first column of
    a table that rules only across, and the sums below the points."""
    header, last = region.header, region.last
    above = replace(region, last=last - 1)
    if region.kind is not Kind.INDICATORS or header is None or len(above.rows) < _FEWEST or last in region.repeats:
        return (region,)
    if not _adds_up(grid, last, above, header, narrow=True):
        return (region,)
    return above, Region(Kind.TOTAL, last, last)


def _adds_up(grid: Grid, row: int, above: Region, header: Header, *, narrow: bool) -> bool:
    """Whether a row is a label and the sums of the points above it, and nothing else. A label of one column (`narrow`) stands
    in the first one, and is nobody's level: both points stand beside it."""
    cells = [c for c in grid.filled(row) if not says_nothing(c.text.string)]
    label, figures = next(iter(cells), None), cells[1:]
    if label is None or is_figure(label.text.string) or not figures:
        return False
    known = total_label(label) is not None or level_of_name(label.text.string) is not None
    if narrow and (known or label.column > 0 or label.row != row or len(figures) < _BOTH):
        return False
    if not narrow and label.column_span < _WIDE:
        return False
    for cell in figures:
        column, points = header.column_of(cell), read_points(cell)
        if column is None or points is None or column.sense not in ("weight", *SCORES):
            return False
        rows = _points_below(grid, above, header, column.sense)
        whole = column.sense == "weight" and points.value == _WHOLE
        budget = _WHOLE - sum(_points_below(grid, above, header, "weight"), Decimal())
        within = column.sense != "weight" and sum(rows) <= points.value <= sum(rows) + max(budget, Decimal())
        if len(rows) < _FEWEST or not (whole or within or points.value == sum(rows)):
            return False
    return True


def _points_below(grid: Grid, block: Region, header: Header, sense: str) -> list[Decimal]:
    found = (
        read_points(c) for r in block.rows for c in grid.filled(r) if (k := header.column_of(c)) and k.sense == sense
    )
    return [p.value for p in found if p is not None]
