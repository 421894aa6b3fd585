"""What stands around a block of money: its label, the unit and the points that a title above it states."""

from __future__ import annotations

from ziping.parsers.forms.cells.amounts import money_unit
from ziping.parsers.forms.cells.kinds import is_figure
from ziping.parsers.forms.funding.line import LineBuilder
from ziping.parsers.forms.grid.grid import Grid
from ziping.parsers.forms.regions.region import Region
from ziping.parsers.forms.regions.row_kinds import is_split
from ziping.parsers.lexicon.headings import AMOUNTS
from ziping.schemas.document import Cell
from ziping.schemas.report import Stated

_LONGEST_TITLE = 24  # characters


def unit_over_labels(region: Region) -> Stated[str] | None:
    """The unit that the heading over the labels of the lines states (资金来源（万元））: it holds for the amounts beside."""
    header = region.header
    if header is None:
        return None
    columns = [c for c in header.columns if c.sense not in AMOUNTS]
    return next((u for c in columns for h in c.cells if (u := money_unit(h.text)) is not None), None)


def unit_above(grid: Grid, region: Region) -> Stated[str] | None:
    """The unit in a title row right above the block (二、资金情况（元）), perhaps with wide headings between."""
    for row in range(region.first - 1, max(region.first - 3, -1), -1):
        cells = grid.filled(row)
        if len(cells) == 1:
            return money_unit(cells[0].text) if len(cells[0].text) <= _LONGEST_TITLE else None
        if not cells or any(is_figure(c.text.string) for c in cells) or all(c.column_span == 1 for c in cells):
            return None
    return None


def points_above(grid: Grid, region: Region, builders: list[LineBuilder]) -> None:
    """Full points in a title row right above the block (一、预算执行情况（10分）), where nothing in it has them."""
    cells = grid.filled(region.first - 1) if region.first else ()
    stated = any("weight" in b.cells or b.points is not None for b in builders)
    if builders and not stated and len(cells) == 1 and is_split(cells[0]):
        next((b for b in builders if b.line == "total"), builders[0]).take_points(cells[0])


def block_label(grid: Grid, region: Region) -> Cell | None:
    """The cell that labels the whole block: it spans rows to the left of everything else, or heads its column."""
    if region.header is not None and region.header.label is not None:
        return region.header.label
    first = next(iter(grid.covering(region.first)), None)
    if first is None or not first.text or is_figure(first.text.string):
        return None
    spans = first.row_span > 1 and region.last > region.first
    headed = region.header is not None and first.row >= region.header.first
    return first if spans or headed else None
