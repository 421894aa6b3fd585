"""What one part says: its forms read, its subject and head known; the prose still to be read."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from ziping.parsers.forms import Form, FormContext, FormReading, read_table
from ziping.parsers.forms.types import NO_TOTALS, merge_heads
from ziping.parsers.lexicon import GRADES
from ziping.parsers.lexicon.fields import FieldEntry
from ziping.parsers.structure.chapters import split_into_chapters
from ziping.parsers.structure.document_info import caption_year
from ziping.parsers.structure.parties import named_agencies, named_supervisor, told_period
from ziping.parsers.structure.parts import Part
from ziping.parsers.structure.subject_names import is_listed, may_be_named, names_a_subject, stands_for_a_name
from ziping.parsers.structure.subjects import (
    Subject,
    field_value,
    same_subject,
    subject_of,
)
from ziping.parsers.structure.table_units import unit_above
from ziping.parsers.structure.titling.grammar import read_title
from ziping.parsers.structure.titling.lines import first_page, last_page
from ziping.parsers.structure.titling.titles import is_imprint, says_evaluation, says_report
from ziping.parsers.text.cell_paragraphs import rows_to_paragraphs, text_to_paragraphs
from ziping.parsers.text.dates import find_year, read_date, read_period
from ziping.parsers.text.numbers import read_quantity
from ziping.parsers.text.units import YUAN, Unit, unit_names
from ziping.schemas.document import Block, Paragraph, Table
from ziping.schemas.head import Head, Totals
from ziping.schemas.report import (
    Claim,
    Note,
    Stated,
    SubjectKind,
)
from ziping.schemas.text import Text

_POINTS = (None, "point")  # units in which a score is printed


@dataclass(frozen=True, slots=True)
class Speech:
    """A part, or a form within it that names a subject of its own.

    Attributes:
        paragraphs: Its prose, with block indices.
        pages: First and last page it stands on.
        totals: What its entries state (自评得分：96分).
        money: The unit that its entries state for sums of money (单位：万元).
        titled: Whether its title says that somebody is evaluated.
        reports: Whether its title is that of a report on an evaluation, rather than of a form.
    """

    subject: Subject
    head: Head
    forms: tuple[Form, ...]
    paragraphs: tuple[tuple[int, Paragraph], ...]
    pages: tuple[int, int]
    totals: Totals = NO_TOTALS
    money: Unit | None = None
    titled: bool = False
    reports: bool = False

    @property
    def bears_scores(self) -> bool:
        return self.totals.total_score is not None or any(f.indicators or f.totals.total_score for f in self.forms)


@dataclass(frozen=True, slots=True)
class FormAt:
    """A form, the block it stands in, and its pages."""

    block: int
    pages: tuple[int, int]
    form: Form


@dataclass(frozen=True, slots=True)
class PartReading:
    """All that a part says: itself first, then the forms in it that speak of other subjects."""

    speeches: tuple[Speech, ...]
    notes: tuple[Note, ...]
    claims: tuple[Claim, ...]


def read_part(blocks: Sequence[Block], part: Part, agencies: Collection[str]) -> PartReading:
    """Reads the forms of a part, and tells whom and what it is about."""
    forms: list[FormAt] = []
    notes: list[Note] = []
    claims: list[Claim] = list(part.claims)
    paragraphs: list[tuple[int, Paragraph]] = []
    before: FormReading | None = None
    between: list[Text] = []
    for index in part.content:
        block = blocks[index]
        if not isinstance(block, Table):
            paragraphs.append((index, block))
            between.append(block.text)
            continue
        reading = read_table(block, replace(_context(blocks, part, index), before=before, between=tuple(between)))
        before, between = reading, []
        notes.extend(reading.notes)
        if not block.ruled and not reading.understood:
            paragraphs.extend((index, p) for p in rows_to_paragraphs(block))
            continue
        pages = (first_page(block), last_page(block))
        forms.extend(FormAt(index, pages, _with_names(form, agencies)) for form in reading.forms)
        claims.extend(Claim(index, c.start, c.stop, c.parser) for c in reading.claims)
    prose = [p for _, p in paragraphs]
    whole = Speech(
        subject_of(part.titles, part.fields, prose, agencies),
        _head(part, prose, agencies),
        (),
        tuple(paragraphs),
        (first_page(blocks[part.start]), _last_page(blocks, part)),
        _totals(part.fields),
        _money(part.fields),
        any(says_evaluation(t.string) for t in part.titles),
        any(says_report(t.string) for t in part.titles),
    )
    return PartReading(tuple(_speeches(part, whole, forms)), tuple(notes), tuple(claims))


def _speeches(part: Part, whole: Speech, forms: Sequence[FormAt]) -> Iterator[Speech]:
    """The part itself with the forms that speak of its subject, then every form that speaks of another."""
    subject = whole.subject
    general, chapters = split_into_chapters(whole.paragraphs)
    named = [f.form.head for f in forms if f.form.head.subject is not None]
    if subject.name is None and named and _all_alike(named):
        # 项目支出绩效自评表 names no project: the form below it does
        subject = replace(subject, kind=named[0].subject_kind or SubjectKind.PROJECT, name=named[0].subject)
    elif subject.name is not None and (exact := _spelt_out(subject.name, named)) is not None:
        subject = replace(subject, name=exact)
    own, others = [], []
    current = subject
    for at in forms:
        # a form without a name goes on about the subject of the form before it
        if (name := at.form.head.subject) is not None:
            alike = subject.name is not None and same_subject(name.value, subject.name.value)
            current = subject if alike else Subject(at.form.head.subject_kind or SubjectKind.PROJECT, name)
        if current is subject:
            own.append(at)
        else:
            others.append((current, at))
    if own or whole.paragraphs or part.fields or part.titles:
        yield replace(
            whole,
            subject=subject,
            head=merge_heads(_agency_first(own), whole.head, *(f.form.head for f in own)),
            forms=tuple(f.form for f in own),
            paragraphs=_in_order([*general, *chain(*map(_prose_in, own))]),
        )
    for chapter in chapters:
        pages = (first_page(chapter.paragraphs[0][1]), last_page(chapter.paragraphs[-1][1]))
        about = Subject(SubjectKind.PROJECT, chapter.name)
        totals = Totals(total_score=chapter.score)
        head = _without_subject(whole.head)
        yield Speech(about, head, (), chapter.paragraphs, pages, totals, whole.money, titled=True)
    for other, at in others:
        yield Speech(other, merge_heads(at.form.head, whole.head), (at.form,), tuple(_prose_in(at)), at.pages)


def _with_names(form: Form, agencies: Collection[str]) -> Form:
    """The form; without a subject that is a heading or a line of a table, and without a unit that only stands for
    one (本单位) where the document names it elsewhere."""
    head, name = form.head, form.head.subject
    allowed = names_a_subject if is_listed(form) else may_be_named
    if name is not None and not allowed(name.value) and not (stands_for_a_name(name.value) and not agencies):
        head = replace(head, subject=None, subject_kind=None)
    if agencies and head.agency is not None and stands_for_a_name(head.agency.value):
        head = replace(head, agency=None)
    return form if head is form.head else replace(form, head=head)


def _spelt_out(name: Stated[str], heads: Sequence[Head]) -> Stated[str] | None:
    """The same name in the cell of a form, which has it without what a title adds to it."""
    return next((h.subject for h in heads if h.subject is not None and same_subject(h.subject.value, name.value)), None)


def _agency_first(forms: Sequence[FormAt]) -> Head:
    """The unit that a form names in its head (实施单位) goes before the one that filled it in (填报单位 above it)."""
    return Head(agency=next((f.form.head.agency for f in forms if f.form.head.agency is not None), None))


def _last_page(blocks: Sequence[Block], part: Part) -> int:
    """Where the part ends, but for an imprint at the end of the document."""
    said = [b for b in blocks[part.start : part.stop] if isinstance(b, Table) or not is_imprint(b)]
    return last_page(said[-1] if said else blocks[part.stop - 1])


def _without_subject(head: Head) -> Head:
    """What a report says of unit and year holds for its chapters; its period is its own."""
    return replace(head, subject=None, subject_kind=None, period_start=None, period_end=None)


def _prose_in(at: FormAt) -> Iterator[tuple[int, Paragraph]]:
    """Running text in the cells of a form; what it hopes for (goals) is not what is stated."""
    for passage in at.form.passages:
        if not passage.goal:
            yield from ((at.block, p) for p in text_to_paragraphs(passage.text))


def _in_order(paragraphs: list[tuple[int, Paragraph]]) -> tuple[tuple[int, Paragraph], ...]:
    return tuple(sorted(paragraphs, key=lambda entry: entry[0]))


def _all_alike(heads: Sequence[Head]) -> bool:
    names = [h.subject.value for h in heads if h.subject is not None]
    return all(same_subject(n, names[0]) for n in names)


def _head(part: Part, paragraphs: Sequence[Paragraph], agencies: Collection[str]) -> Head:
    """What a part's entries, title and captions say of unit, year and period."""
    entries = part.fields
    title = Text.of(p for t in part.titles for p in t.pieces)
    reading = read_title(title, agencies) if title else None
    agency = field_value(entries, "agency", "department")
    if agency is None and reading is not None and reading.agency is not None:
        start, stop = reading.agency
        agency = Stated(title.string[start:stop], title.printed(start, stop))
    agency = agency or next(named_agencies(paragraphs), None)
    year = reading.year if reading is not None else None
    period = field_value(entries, "period") or told_period(paragraphs)
    supervisor = field_value(entries, "supervising_department", "local_department")
    return Head(
        agency=agency,
        supervising_department=supervisor or named_supervisor(paragraphs),
        fiscal_year=year or caption_year(paragraphs) or _year(field_value(entries, "year")),
        period_start=_first_day(field_value(entries, "start") or period),
        period_end=_last_day(field_value(entries, "end") or period),
        report_date=_whole_date(field_value(entries, "date")),
    )


def _totals(entries: Sequence[FieldEntry]) -> Totals:
    """Score and grade, where they stand as entries above a form or on a cover."""
    score, grade = field_value(entries, "total_score"), field_value(entries, "grade")
    quantity = read_quantity(score.value) if score else None
    meaning = GRADES.meaning(grade.value.removesuffix("级").removesuffix("等")) if grade else None
    return Totals(
        total_score=Stated(quantity.number, score.printed) if score and quantity and quantity.unit in _POINTS else None,
        grade=Stated(meaning, grade.printed) if grade and meaning else None,
        grade_text=grade if meaning else None,
    )


def _money(entries: Sequence[FieldEntry]) -> Unit | None:
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


def _context(blocks: Sequence[Block], part: Part, index: int) -> FormContext:
    """What is said above a table: the title of its part, and the unit of its own caption, else of the part's entries, as
    long as no other table stands between."""
    unit, follows = unit_above(blocks, part.start, index)
    if unit is None and not follows:
        unit = field_value(part.fields, "unit")
    title = part.titles[-1] if part.titles else None
    return FormContext(Stated(title.string, title.printed()) if title else None, unit)


def entries_of_agencies(parts: Sequence[Part]) -> frozenset[str]:
    """All units that the document names in entries: they are recognised in its titles."""
    found: list[FieldEntry] = [e for p in parts for e in p.fields if e.field in ("agency", "department")]
    return frozenset(e.value.value for e in found if e.value is not None)
