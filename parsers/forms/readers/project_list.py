"""Lists of projects: one row per project with its money, score and grade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ziping.parsers.forms.cells.points import read_grade, read_points
from ziping.parsers.forms.funding.line import LineBuilder
from ziping.parsers.forms.grid.columns import Column
from ziping.parsers.forms.grid.grid import (
    Grid,
    joined,
    says_nothing,
    stated,
)
from ziping.parsers.forms.grid.meanings import heads_money
from ziping.parsers.forms.regions.region import Region
from ziping.parsers.forms.regions.row_kinds import total_label
from ziping.parsers.forms.types import Form
from ziping.parsers.lexicon import FUNDING, LINES, TOTALS, Fit
from ziping.parsers.lexicon.fields import field_of, stated_text
from ziping.parsers.lexicon.headings import AMOUNTS, POINTS
from ziping.schemas.document import Cell
from ziping.schemas.head import Head, Totals
from ziping.schemas.report import Note, Stated, SubjectKind

_MONEY_COLUMNS = AMOUNTS | {"execution_rate"}


def read_list(
    grid: Grid, region: Region, title: Stated[str] | None, unit: Stated[str] | None
) -> tuple[list[Form], list[Note]]:
    """A form for every project in the list; its total row is left out."""
    header = region.header
    if header is None:
        raise ValueError("a list has a header")
    senses = {column: role_in_list(column) for column in header.columns}
    forms: list[Form] = []
    notes: list[Note] = []
    for row in region.rows:
        cells: dict[str, tuple[Cell, Column]] = {}
        sources: list[tuple[Column, Cell]] = []
        for cell in grid.covering(row):
            column = header.column_of(cell)
            if column is not None and _of_a_source(column):
                sources.append((column, cell))
            elif column is not None and senses[column]:
                cells.setdefault(senses[column], (cell, column))
        subject = cells.get("project")
        if subject is None or says_nothing(subject[0].text.string) or total_label(subject[0]) is not None:
            continue
        if any(total_label(c) is not None for c in grid.filled(row)[:1]):
            continue
        form, found = read_project(grid, row, cells, title, unit)
        form = _with_sources(form, sources)
        forms.append(form)
        notes += found
    return forms, notes


def role_in_list(column: Column) -> str:
    """What a column says of the project of its row; "" where it says nothing of it."""
    field = field_of(column.heading)
    if field in ("project", "agency", "department", "supervising_department", "total_score", "grade"):
        return field
    money = FUNDING.find(column.heading)
    if money is not None and money.meaning in POINTS and any(heads_money(c.text.string) for c in column.cells[:-1]):
        return f"money_{money.meaning}"
    total = TOTALS.find(column.heading)
    if total is not None and total.fit >= Fit.WEAK:
        return "total_score" if total.meaning == "both" else total.meaning
    if money is None:
        return _measure_over_sources(column)
    return {"weight": "full_score", "score": "total_score"}.get(money.meaning, money.meaning)


def _measure_over_sources(column: Column) -> str:
    """What the sum of sources side by side measures by the heading over them (预算金额 over 总额 | 财政拨款); "" for others."""
    line = LINES.find(column.heading) if len(column.cells) > 1 else None
    if line is None or line.meaning != "total":
        return ""
    over = (FUNDING.find(c.text.string) for c in column.cells[:-1])
    return next((m.meaning for m in over if m is not None and m.meaning in AMOUNTS), "")


def _of_a_source(column: Column) -> bool:
    """Whether a column holds what one source has of an amount that is told by the heading over it."""
    line = LINES.find(column.heading) if len(column.cells) > 1 else None
    over = (FUNDING.find(c.text.string) for c in column.cells[:-1])
    return line is not None and line.meaning != "total" and any(m is not None and m.meaning in AMOUNTS for m in over)


def _with_sources(form: Form, sources: Sequence[tuple[Column, Cell]]) -> Form:
    """The form with the parts of its amount by source, as they are printed."""
    parts = tuple(
        ("".join(c.text.string for c in column.cells), text)
        for column, cell in sources
        if (text := stated(cell)) is not None and not says_nothing(text.value)
    )
    return replace(form, funding=tuple(replace(x, extra=(*x.extra, *parts)) for x in form.funding))


def read_project(
    grid: Grid,
    row: int,
    cells: dict[str, tuple[Cell, Column]],
    title: Stated[str] | None,
    unit: Stated[str] | None,
) -> tuple[Form, list[Note]]:
    """What a row says of its project, its cells sorted by what their columns say."""

    def text(sense: str) -> Stated[str] | None:
        cell = cells[sense][0] if sense in cells else None
        return None if cell is None or says_nothing(cell.text.string) else stated_text(cell.text, 0, len(cell.text))

    builder = LineBuilder("total", cells["project"][0])
    for sense in _MONEY_COLUMNS & cells.keys():
        builder.add(sense, *cells[sense])
    for sense in POINTS:
        if (given := cells.get(f"money_{sense}")) is not None:
            builder.add(sense, *given)
    if "reason" in cells:
        builder.add("reason", *cells["reason"])
    line, unread = builder.build(grid, unit) if builder.cells else (None, [])
    stated_money = line is not None and any(
        v is not None
        for v in (line.initial_budget, line.annual_budget, line.received, line.executed, line.execution_rate)
    )
    grade = read_grade(cells["grade"][0]) if "grade" in cells else None
    totals = Totals(
        read_points(cells["total_score"][0]) if "total_score" in cells else None,
        read_points(cells["full_score"][0]) if "full_score" in cells else None,
        grade[0] if grade else None,
        grade[1] if grade else None,
    )
    head = Head(
        subject=stated(cells["project"][0]),
        subject_kind=SubjectKind.PROJECT,
        agency=text("agency") or text("department"),
        supervising_department=text("supervising_department"),
    )
    message = "amounts of money whose unit is stated nowhere: kept as text"
    notes = [Note("unknown-unit", message, joined(unread))] if unread else []
    money = (line,) if line is not None and (stated_money or unread) else ()
    return Form(row, row, title, head, totals, funding=money), notes
