"""Lists of projects with their indicators: a project's name, money and total beside the rows of its indicators."""

from __future__ import annotations

from dataclasses import replace

from ziping.parsers.forms.cells.row_cells import NAMES
from ziping.parsers.forms.grid.columns import BLANK, UNKNOWN, Column, Header
from ziping.parsers.forms.grid.grid import Grid, says_nothing
from ziping.parsers.forms.readers.indicators import read_indicators
from ziping.parsers.forms.readers.project_list import read_project, role_in_list
from ziping.parsers.forms.readers.total_choice import choose, sums_of
from ziping.parsers.forms.readers.totals import merge_totals
from ziping.parsers.forms.regions.region import Region
from ziping.parsers.forms.regions.row_kinds import total_label
from ziping.parsers.forms.types import Form
from ziping.parsers.lexicon.fields import field_of
from ziping.parsers.lexicon.headings import KNOWN
from ziping.parsers.text.normalise import bare
from ziping.schemas.document import Cell
from ziping.schemas.report import Note, Stated


def project_column(header: Header | None) -> Column | None:
    """The column of the projects' names left of that of the indicators; None where there is none."""
    names = next((c for c in header.columns if c.sense in NAMES), None) if header is not None else None
    if header is None or names is None:
        return None
    left = (c for c in header.columns if c.stop <= names.start and c.sense in (UNKNOWN, KNOWN))
    return next((c for c in left if field_of(c.heading) == "project"), None)


def read_grouped(
    grid: Grid, region: Region, projects: Column, title: Stated[str] | None, unit: Stated[str] | None
) -> tuple[list[Form], list[Note]]:
    """A form for every project, with the indicators of its rows; what stands below the last one, a total, is left out."""
    header = region.header
    if header is None:
        raise ValueError("a list has a header")
    about = {c: role_in_list(c) for c in header.columns if c.sense in (UNKNOWN, KNOWN, BLANK)}
    about = {c: sense for c, sense in about.items() if sense}
    scored = replace(header, columns=tuple(c for c in header.columns if c not in about))
    forms: list[Form] = []
    notes: list[Note] = []
    for first, last in _groups(grid, region, projects):
        cells: dict[str, tuple[Cell, Column]] = {}
        for cell in grid.covering(first):
            column = header.column_of(cell)
            if column is not None and column in about:
                cells.setdefault(about[column], (cell, column))
        if "project" not in cells:  # a cell that reaches into the column of names from another
            continue
        form, found = read_project(grid, first, cells, title, unit)
        above = replace(scored, first=first - 1, last=first - 1)
        rows = read_indicators(grid, Region(region.kind, first, last, above, region.repeats))
        notes += [*found, *rows.notes]
        sums = sums_of(rows.indicators, rows.sections, form.funding)
        forms.append(
            replace(
                form,
                last_row=last,
                totals=merge_totals(form.totals, *(choose(r, sums) for r in rows.total_rows)),
                indicators=tuple(replace(i, sheet=title) for i in rows.indicators),
                sections=tuple(replace(s, sheet=title) for s in rows.sections),
            )
        )
    return forms, notes


def _groups(grid: Grid, region: Region, projects: Column) -> list[tuple[int, int]]:
    """First and last row of every project: its name is merged over them, printed once, or on every row."""
    groups: list[tuple[int, int]] = []
    name = ""
    for row in region.rows:
        cell = next((c for c in grid.filled(row) if projects.start <= c.column < projects.stop), None)
        first = next(iter(grid.filled(row)), None)
        if first is not None and total_label(first) is not None:
            break
        if cell is not None and not says_nothing(cell.text.string) and bare(cell.text.string) != name:
            name = bare(cell.text.string)
            groups.append((row, row))
        elif groups:
            groups[-1] = (groups[-1][0], row)
    return groups
