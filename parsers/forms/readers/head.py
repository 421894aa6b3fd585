"""Head rows: labels with their values beside them, below them or in the same cell."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ziping.parsers.forms.cells.points import is_ticked_grade, read_grade, read_points
from ziping.parsers.forms.grid.grid import Grid, says_nothing
from ziping.parsers.forms.readers.totals import grade_behind_score, merge_totals, read_inline_totals
from ziping.parsers.forms.regions.row_kinds import (
    head_label,
    lone_label,
    states_total,
    total_label,
)
from ziping.parsers.forms.types import NO_TOTALS
from ziping.parsers.lexicon import FUNDING, LINES, Fit
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.fields import NAMES, field_of, fields_of, read_fields, stated_name, stated_text
from ziping.parsers.lexicon.marks import SUM_LABELS
from ziping.parsers.text.dates import find_dates, find_year
from ziping.parsers.text.normalise import bare
from ziping.schemas.document import Cell, Paragraph
from ziping.schemas.head import Head, Totals
from ziping.schemas.report import Stated, SubjectKind
from ziping.schemas.text import Text

_SLASH = re.compile(r"[/／]")
_CARRIES_OUT = shaped("{cells.carries_out}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of the head with its value; `cell` where the value has a cell of its own."""

    field: str
    label: str
    value: Stated[str] | None
    cell: Cell | None = None


@dataclass(slots=True)
class HeadRows:
    """What head rows say. `entries` are by field, the best statement of each."""

    entries: dict[str, Entry] = field(default_factory=dict)
    totals: Totals = NO_TOTALS

    @property
    def subjects(self) -> set[str]:
        """The names of what is evaluated, for comparison."""
        named = (self.entries[f].value for f in ("project", "department") if f in self.entries)
        return {bare(n.value) for n in named if n is not None}

    @property
    def money_unit(self) -> Stated[str] | None:
        return self.entries["unit"].value if "unit" in self.entries else None

    @property
    def says_something(self) -> bool:
        return bool(self.entries) or self.totals != NO_TOTALS

    def add(self, entry: Entry) -> None:
        """Adds an entry: the first statement of a field counts, but whoever carries a project out goes
        before whoever filled in the form."""
        earlier = self.entries.get(entry.field)
        better = entry.field == "agency" and earlier is not None and _carries_out(entry) > _carries_out(earlier)
        if earlier is None or better:
            self.entries[entry.field] = entry

    def merge(self, other: HeadRows) -> None:
        """Adds what rows further down say."""
        for entry in other.entries.values():
            self.add(entry)
        self.totals = merge_totals(self.totals, other.totals)

    def head(self) -> Head:
        """The entries as the fields of an evaluation."""
        return _head(self.entries)


def entries_of(grid: Grid, row: int) -> Iterator[Entry]:
    """The entries of a row."""
    own = grid.own(row)
    for index, cell in enumerate(own):
        if not cell.text:
            continue
        name = field_of(cell.text.string)
        if index == 0 and name in (None, "unit"):  # 单位 may ask for who, or say in what
            name = lone_label(own) or name
        if name is None:
            if head_label(cell) is not None or total_label(cell) is not None:
                starts = tuple(dict.fromkeys((0, *cell.text.starts)))
                for found in read_fields(Paragraph(cell.text, line_starts=starts)):
                    value = found.value or (_beside(own, index) and _text(_beside(own, index), found.field))
                    yield Entry(found.field, found.label, value or None)
            continue
        value_cell = _beside(own, index) or _below(grid, cell)
        yield from _entries(name, cell, value_cell)


def _entries(name: str, label: Cell, value: Cell | None) -> Iterator[Entry]:
    """The entry of a label with its value; one for each part where both have as many (承担单位/责任人 | 甲局/张三)."""
    fields, words = fields_of(label.text.string), label.text.string
    parts = list(_parts(value)) if value is not None and len(fields) > 1 else []
    if not parts or len(parts) != len(fields) or value is None:
        yield Entry(name, words, _text(value, name), value)
        return
    for asked, (start, stop) in zip(fields, parts, strict=True):
        yield Entry(asked, words, _stated(value.text, start, stop, asked))


def _parts(cell: Cell) -> Iterator[tuple[int, int]]:
    """Where the parts of a value stand that slashes part."""
    start = 0
    for slash in _SLASH.finditer(cell.text.string):
        yield start, slash.start()
        start = slash.end()
    yield start, len(cell.text)


def _text(cell: Cell | None, asked: str) -> Stated[str] | None:
    if cell is None or says_nothing(cell.text.string) or (asked in NAMES and _heads_money(cell)):
        return None
    return _stated(cell.text, 0, len(cell.text), asked)


def _heads_money(cell: Cell) -> bool:
    """Whether a cell is the heading of a sum or of what is measured, and nobody's name (机构名称 | 三公经费合计)."""
    line, measure = LINES.find(cell.text.string), FUNDING.find(cell.text.string)
    sums = line is not None and line.meaning == "total" and line.fit >= Fit.ENDING
    return sums or (measure is not None and measure.sure)


def _stated(text: Text, start: int, stop: int, asked: str) -> Stated[str] | None:
    return stated_name(text, start, stop) if asked in NAMES else stated_text(text, start, stop)


def _beside(own: tuple[Cell, ...], index: int) -> Cell | None:
    """The cell to the right, when it holds a value and no label."""
    following = own[index + 1] if index + 1 < len(own) else None
    if (
        following is None
        or not following.text
        or head_label(following) is not None
        or total_label(following) is not None
    ):
        return None
    return following


def _below(grid: Grid, cell: Cell) -> Cell | None:
    """The cell below, where labels stand side by side above their values."""
    row = cell.row + cell.row_span
    labels = [c for c in grid.filled(cell.row) if head_label(c) is not None]
    if row >= grid.rows or len(labels) < 2 or len(labels) < len(grid.own(cell.row)):
        return None
    below = grid.squares[row][cell.column]
    if below is None or below.column != cell.column or below.column_span != cell.column_span or head_label(below):
        return None
    return below if below.text else None


def read_head(grid: Grid, rows: Iterable[int]) -> HeadRows:
    """The head that the rows state."""
    result = HeadRows()
    for row in rows:
        for entry in entries_of(grid, row):
            if entry.value is not None:
                result.add(entry)
                result.totals = merge_totals(result.totals, _totals(entry))
        own = grid.own(row)
        for index, cell in enumerate(own):
            label = total_label(cell) if states_total(own, cell) else None
            if len(grid.filled(row)) == 1 or label or head_label(cell) in ("total_score", "grade"):
                result.totals = merge_totals(result.totals, read_inline_totals(cell))
            if is_ticked_grade(cell):  # 结论 | □优 ☑良 □中 □差, whatever the label
                result.totals = merge_totals(result.totals, _total("grade", cell))
            if label is not None and label.name not in SUM_LABELS and (beside := _beside(own, index)) is not None:
                result.totals = merge_totals(result.totals, _total(label.meaning, beside))
    return result


def _total(meaning: str, cell: Cell) -> Totals:
    """The total that stands in the cell beside its label."""
    if meaning == "grade":
        grade = read_grade(cell)
        return Totals() if grade is None else Totals(grade=grade[0], grade_text=grade[1])
    points = read_points(cell)
    if meaning == "full_score":
        return Totals(full_score=points)
    return merge_totals(Totals(total_score=points), grade_behind_score(cell)) if points is not None else Totals()


def _carries_out(entry: Entry) -> bool:
    return _CARRIES_OUT.search(entry.label) is not None


def _totals(entry: Entry) -> Totals:
    known = entry.cell is not None and entry.field in ("total_score", "grade")
    return _total(entry.field, entry.cell) if known and entry.cell is not None else Totals()


def _head(found: dict[str, Entry]) -> Head:
    def value(name: str) -> Stated[str] | None:
        return found[name].value if name in found else None

    project, department = value("project"), value("department")
    kind = None
    if project is not None:
        kind = SubjectKind.PROJECT
    elif department is not None:
        kind = SubjectKind.DEPARTMENT
    start, end = _first_day(value("start")), _last_day(value("end"))
    if (period := value("period")) is not None:
        start, end = start or _first_day(period), end or _last_day(period)
    agency, supervisor = value("agency"), value("supervising_department") or value("local_department")
    if kind is SubjectKind.PROJECT and agency is not None:
        supervisor = supervisor or department  # 预算部门 beside 承担单位 is the department above it
    return Head(
        subject=project or department,
        subject_kind=kind,
        agency=agency or department,
        supervising_department=supervisor,
        fiscal_year=year_of(value("year")),
        period_start=start,
        period_end=end,
        report_date=_first_day(value("date"), whole=True),
    )


def year_of(text: Stated[str] | None) -> Stated[int] | None:
    """The first year that a text names."""
    found = find_year(text.value) if text is not None else None
    return None if text is None or found is None or found.year is None else Stated(found.year, text.printed)


def _first_day(text: Stated[str] | None, *, whole: bool = False) -> Stated[datetime.date] | None:
    if text is None:
        return None
    date = next((d for d in find_dates(text.value) if d.year is not None and (d.day is not None or not whole)), None)
    day = date.first_day() if date is not None else None
    return None if day is None else Stated(day, text.printed)


def _last_day(text: Stated[str] | None) -> Stated[datetime.date] | None:
    if text is None:
        return None
    dates = [d for d in find_dates(text.value) if d.year is not None]
    day = dates[-1].last_day() if dates else None
    return None if day is None else Stated(day, text.printed)
