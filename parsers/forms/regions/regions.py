"""The regions of a form, in whatever order they stand: head, funding, goals, indicators, totals, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ziping.parsers.forms.funding.roles import money_header
from ziping.parsers.forms.grid.assignment import assign
from ziping.parsers.forms.grid.columns import Column, Header
from ziping.parsers.forms.grid.grid import Grid
from ziping.parsers.forms.grid.meanings import column_meaning, resolve_ambiguous
from ziping.parsers.forms.regions.region import Kind, Region
from ziping.parsers.forms.regions.row_kinds import numbers_columns
from ziping.parsers.forms.regions.running_points import running_points, under_running_points
from ziping.parsers.forms.regions.segmentation import Segmentation
from ziping.parsers.forms.regions.transposed import transposed_rows
from ziping.parsers.forms.regions.unnamed_total import is_unnamed_total, part_unnamed_total
from ziping.parsers.lexicon import INDICATOR


def regions_of(grid: Grid, continuation: Header | None = None) -> tuple[Region, ...]:
    """The table cut into regions; together they are all its rows. `continuation` is the header of a block that
    began in the table before."""
    regions: list[Region] = []
    found = Segmentation(grid, continuation, transposed_rows(grid)).regions()
    running = running_points(grid, found)
    for region in found:
        header = region.header
        if region.kind is Kind.INDICATORS and header is not None and header is not continuation:
            header = _as_headed(header) if header.guessed else header
            header = replace(header, columns=under_running_points(header, running))
            header = replace(header, columns=_inherit(header.columns, regions))
            header = assign(grid, header, region.rows)
        elif region.kind is Kind.FUNDING and header is not None and any(c.cells for c in header.columns):
            header = money_header(grid, header.first, header.last, region.rows)
        numbered = (header.last + 1,) if header is not None and numbers_columns(grid, header.last + 1) else ()
        totals = bool(regions) and is_unnamed_total(grid, region, regions[-1])
        kind = Kind.TOTAL if totals else region.kind
        whole = replace(region, kind=kind, header=header, repeats=(*region.repeats, *numbered))
        regions += part_unnamed_total(grid, whole)
    return tuple(regions)


def _as_headed(header: Header) -> Header:
    """A header that a few rows told what it holds, as its headings tell it: all rows tell the rest anew."""
    columns = (replace(c, sense=column_meaning(c.cells, INDICATOR)[0]) for c in header.columns)
    return replace(header, columns=resolve_ambiguous(tuple(columns), INDICATOR, unique=True), guessed=())


def _inherit(columns: tuple[Column, ...], before: Sequence[Region]) -> tuple[Column, ...]:
    """Columns without a heading go on from the block above where that has points there: one column of
    points may run down through all blocks under one heading."""
    above = next((r.header for r in reversed(before) if r.header is not None), None)
    if above is None:
        return columns
    points = {c.start: c for c in above.columns if c.sense in ("weight", "score")}
    taken = {c.sense for c in columns}
    return tuple(
        Column(c.start, c.stop, points[c.start].sense, points[c.start].heading, points[c.start].cells)
        if not c.heading and c.start in points and points[c.start].sense not in taken
        else c
        for c in columns
    )
