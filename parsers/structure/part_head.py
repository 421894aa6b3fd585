"""What the entries, titles and captions of a part say: unit, year, period, score and unit of money."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence

from ziping.parsers.lexicon import GRADES
from ziping.parsers.lexicon.fields import FieldEntry
from ziping.parsers.structure.document_info import caption_year, in_full, signing_agency
from ziping.parsers.structure.parties import named_agencies, named_supervisor, project_period
from ziping.parsers.structure.parts import Part
from ziping.parsers.structure.subjects import field_value
from ziping.parsers.structure.titling.grammar import read_title
from ziping.parsers.text.dates import find_year, read_date, read_period
from ziping.parsers.text.numbers import read_quantity
from ziping.parsers.text.units import YUAN, Unit, unit_names
from ziping.schemas.document import Paragraph
from ziping.schemas.head import Head, Totals
from ziping.schemas.report import Stated
from ziping.schemas.text import Text

_POINTS = (None, "point")  # units in which a score is printed


def head_of(part: Part, paragraphs: Sequence[Paragraph], agencies: Collection[str]) -> Head:
    """What a part's entries, title and captions say of unit, year and period."""
    entries = part.fields
    title = Text.of(p for t in part.titles for p in t.pieces)
    reading = read_title(title, agencies) if title else None
    agency = field_value(entries, "agency", "department")
    if agency is None and reading is not None and reading.agency is not None:
        start, stop = reading.agency
        agency = Stated(title.string[start:stop], title.printed(start, stop))
    if agency is None and (named := next(named_agencies(paragraphs), None)) is not None:
        signed = signing_agency(paragraphs)  # who reports, where another body carries the project out
        agency = named if signed is None else in_full(signed, named)
    year = reading.year if reading is not None else None
    period = field_value(entries, "period") or project_period(paragraphs)
    supervisor = field_value(entries, "supervising_department", "local_department")
    return Head(
        agency=agency,
        supervising_department=supervisor or named_supervisor(paragraphs),
        fiscal_year=year or caption_year(paragraphs) or _year(field_value(entries, "year")),
        period_start=_first_day(field_value(entries, "start") or period),
        period_end=_last_day(field_value(entries, "end") or period),
        report_date=_whole_date(field_value(entries, "date")),
    )


def totals_of(entries: Sequence[FieldEntry]) -> Totals:
    """Score and grade, where they stand as entries above a form or on a cover."""
    score, grade = field_value(entries, "total_score"), field_value(entries, "grade")
    quantity = read_quantity(score.value) if score else None
    meaning = GRADES.meaning(grade.value.removesuffix("级").removesuffix("等")) if grade else None
    return Totals(
        total_score=Stated(quantity.number, score.printed) if score and quantity and quantity.unit in _POINTS else None,
        grade=Stated(meaning, grade.printed) if grade and meaning else None,
        grade_text=grade if meaning else None,
    )


def money_of(entries: Sequence[FieldEntry]) -> Unit | None:
    """The unit that entries state for sums of money (单位：万元)."""
    stated = field_value(entries, "unit")
    unit = unit_names().unit_at(stated.value) if stated is not None else None
    return unit if unit is not None and unit.base == YUAN else None


def _year(entry: Stated[str] | None) -> Stated[int] | None:
    found = find_year(entry.value) if entry is not None else None
    if entry is None or found is None or found.year is None:
        return None
    return Stated(found.year, entry.printed)


def _first_day(entry: Stated[str] | None) -> Stated[datetime.date] | None:
    day = read_period(entry.value)[0] if entry else None
    return Stated(day, entry.printed) if entry and day else None


def _last_day(entry: Stated[str] | None) -> Stated[datetime.date] | None:
    day = read_period(entry.value)[1] if entry else None
    return Stated(day, entry.printed) if entry and day else None


def _whole_date(entry: Stated[str] | None) -> Stated[datetime.date] | None:
    """A date to the day; a month alone is none."""
    found = read_date(entry.value) if entry else None
    day = found.first_day() if found and found.day else None
    return Stated(day, entry.printed) if entry and day else None
