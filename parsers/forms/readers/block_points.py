"""Points of a whole block: printed with its label (绩效指标（80分）, 年度目标2（30分，自评28分）) or in a column that runs down
beside all blocks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ziping.parsers.forms.cells.levels import Level, read_level
from ziping.parsers.forms.cells.points import read_points
from ziping.parsers.forms.grid.columns import Column
from ziping.parsers.forms.grid.grid import Grid
from ziping.parsers.forms.regions.region import Kind, Region
from ziping.parsers.forms.regions.row_kinds import is_goal_label
from ziping.schemas.document import Cell
from ziping.schemas.head import Totals
from ziping.schemas.report import Section, Stated


def block_section(grid: Grid, region: Region, beside: Sequence[tuple[Column, Cell]]) -> Section | None:
    """The points of a block of indicators or goals as a subtotal; None where it has none of its own."""
    label = _label(grid, region)
    level = read_level(label) if label is not None else None
    if level is None or level.name is None:
        return None
    weight, score = _points("weight", beside, level), _points("score", beside, level)
    if weight is None and score is None:
        return None
    return Section(grid.place(region.first), 1, level.name, weight=weight, score=score)


def further_goals(grid: Grid, region: Region) -> tuple[Section, ...]:
    """The points of the second goal and those after it, each printed with its label."""
    labels = ((r, c) for r in range(region.first + 1, region.last + 1) for c in grid.filled(r)[:1] if is_goal_label(c))
    levels = ((row, read_level(cell)) for row, cell in labels)
    return tuple(
        Section(grid.place(row), 1, level.name, weight=level.weight, score=level.score)
        for row, level in levels
        if level is not None and level.name is not None and level.weight is not None
    )


def _label(grid: Grid, region: Region) -> Cell | None:
    if region.kind is Kind.GOALS:
        return next((c for c in grid.filled(region.first) if is_goal_label(c)), None)
    return region.header.label if region.header is not None else None


def _points(sense: str, beside: Sequence[tuple[Column, Cell]], level: Level) -> Stated[Decimal] | None:
    found = next((read_points(cell) for column, cell in beside if column.sense == sense), None)
    return found or (level.weight if sense == "weight" else level.score)


def totals_beside(beside: Sequence[tuple[Column, Cell]]) -> Totals:
    """What stands beside the head of a form below the heading of a column of points: the totals."""
    points = {column.sense: read_points(cell) for column, cell in beside}
    return Totals(total_score=points.get("score"), full_score=points.get("weight"))
