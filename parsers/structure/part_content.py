"""What one part says: its forms read, its subject and head known; the prose still to be read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from ziping.parsers.forms import Form, FormContext, FormReading, read_table
from ziping.parsers.forms.grid.leaves import Leaf, leaf_of
from ziping.parsers.forms.types import NO_TOTALS, merge_heads
from ziping.parsers.structure.chapters.headed import head_of_project
from ziping.parsers.structure.chapters.numbered import split_into_chapters
from ziping.parsers.structure.listed_units import ListedMoney, unit_of_list
from ziping.parsers.structure.part_head import head_of, money_of, totals_of
from ziping.parsers.structure.parts import Part
from ziping.parsers.structure.subject_names import (
    is_listed,
    may_be_named,
    names_a_subject,
    names_money,
    stands_for_a_name,
)
from ziping.parsers.structure.subjects import (
    Subject,
    bare_name,
    field_value,
    same_subject,
    subject_of,
)
from ziping.parsers.structure.table_units import unit_above
from ziping.parsers.structure.titling.lines import first_page, last_page
from ziping.parsers.structure.titling.titles import is_imprint, says_evaluation, says_report
from ziping.parsers.text.cell_paragraphs import rows_to_paragraphs, text_to_paragraphs
from ziping.parsers.text.normalise import bare
from ziping.parsers.text.units import Unit
from ziping.schemas.document import Block, Paragraph, Table
from ziping.schemas.head import Head, Totals
from ziping.schemas.report import (
    Claim,
    Note,
    Stated,
    SubjectKind,
)
from ziping.schemas.text import Text


@dataclass(frozen=True, slots=True)
class PartContent:
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

    contents: tuple[PartContent, ...]
    notes: tuple[Note, ...]
    claims: tuple[Claim, ...]


def read_part(
    blocks: Sequence[Block], part: Part, agencies: Collection[str], listed: Sequence[ListedMoney] = ()
) -> PartReading:
    """Reads the forms of a part, and tells whom and what it is about. `listed` is the money of lists elsewhere: it tells the
    unit of a form that states none."""
    forms: list[FormAt] = []
    notes: list[Note] = []
    claims: list[Claim] = list(part.claims)
    paragraphs: list[tuple[int, Paragraph]] = []
    before: FormReading | None = None
    between: list[Text] = []
    leaf: Leaf | None = None
    for index in part.content:
        block = blocks[index]
        if leaf is not None and index == leaf.index:
            continue
        if not isinstance(block, Table):
            paragraphs.append((index, _below_entries(block, index, part)))
            between.append(block.text)
            continue
        leaf = leaf_of(blocks, part.content, index)
        if leaf is not None:
            block = leaf.table
        context = replace(_context(blocks, part, index), before=before, between=tuple(between))
        reading = read_table(block, context)
        if (unit := unit_of_list(reading, listed)) is not None:
            reading = read_table(block, replace(context, money_unit=unit))
        before, between = reading, []
        notes.extend(reading.notes)
        if not block.ruled and not reading.understood:
            paragraphs.extend((index, p) for p in rows_to_paragraphs(block))
            continue
        pages = (first_page(block), last_page(block))
        over = paragraphs[-1][1].text if paragraphs and paragraphs[-1][0] == index - 1 else None
        named = (_named_over(block, form, over) for form in reading.forms)
        forms.extend(FormAt(index, pages, _with_names(form, agencies)) for form in named)
        claims.extend(Claim(index, c.start, c.stop, c.parser) for c in reading.claims)
        if leaf is not None:
            claims.extend(_claims_beside(leaf, reading))
    prose = [p for _, p in paragraphs]
    whole = PartContent(
        subject_of(part.titles, part.fields, prose, agencies),
        head_of(part, prose, agencies),
        (),
        tuple(paragraphs),
        (first_page(blocks[part.start]), _last_page(blocks, part)),
        totals_of(part.fields),
        money_of(part.fields),
        any(says_evaluation(t.string) for t in part.titles),
        any(says_report(t.string) for t in part.titles),
    )
    return PartReading(tuple(_contents(part, whole, forms)), tuple(notes), tuple(claims))


def _claims_beside(leaf: Leaf, reading: FormReading) -> Iterator[Claim]:
    """Who read the rows of the further columns."""
    first = leaf.first
    for c in reading.claims:
        if c.stop > first:
            yield Claim(leaf.index, max(c.start - first, 0), c.stop - first, c.parser)


def _below_entries(block: Paragraph, index: int, part: Part) -> Paragraph:
    """What a paragraph goes on with below its entries, or the whole of one without."""
    start = max((c.stop for c in part.claims if c.block == index and c.parser == "fields"), default=0)
    if not start:
        return block
    lines = tuple(s - start for s in block.line_starts if s >= start)
    return replace(block, text=block.text.slice(start, len(block.text)), line_starts=lines, gaps=())


def _contents(part: Part, whole: PartContent, forms: Sequence[FormAt]) -> Iterator[PartContent]:
    """The part itself with the forms that speak of its subject, its chapters with the nameless forms in them, then every
    form that speaks of another."""
    subject = whole.subject
    general, chapters = split_into_chapters(whole.paragraphs)
    named = [f.form.head for f in forms if f.form.head.subject is not None]
    if subject.name is None and named and _all_alike(named):
        # 项目支出绩效自评表 names no project: the form below it does
        subject = replace(subject, kind=named[0].subject_kind or SubjectKind.PROJECT, name=named[0].subject)
    elif subject.name is not None and named and _titles_a_kind(part, named, whole):
        subject = Subject(named[0].subject_kind or SubjectKind.PROJECT, named[0].subject)
    elif subject.name is not None and (exact := _spelt_out(subject.name, named)) is not None:
        subject = replace(subject, name=exact)
    own, others = [], []
    current = subject
    inside = {b: c for c in chapters for b in range(c.paragraphs[0][0] + 1, c.paragraphs[-1][0])}
    for at in (f for f in forms if f.form.head.subject is not None or f.block not in inside):
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
        nameless = [f for f in forms if inside.get(f.block) is chapter and f.form.head.subject is None]
        yield PartContent(
            Subject(SubjectKind.PROJECT, chapter.name),
            merge_heads(*(f.form.head for f in nameless), _without_subject(whole.head)),
            tuple(f.form for f in nameless),
            _in_order([*chapter.paragraphs, *chain(*map(_prose_in, nameless))]),
            pages,
            chapter.totals,
            whole.money,
            titled=True,
        )
    for other, at in others:
        yield PartContent(other, merge_heads(at.form.head, whole.head), (at.form,), tuple(_prose_in(at)), at.pages)


def _titles_a_kind(part: Part, named: Sequence[Head], whole: PartContent) -> bool:
    """Whether the title of a form (甲县教育系统项目绩效自评打分表) says of which kind its project is: the form names another,
    and nobody else is spoken of."""
    title, name = part.titles[-1].string if part.titles else "", whole.subject.name
    told = any(e.field in ("project", "department") for e in part.fields)
    if name is None or told or not bare(title).endswith("表") or not _all_alike(named):
        return False
    return not any(h.subject is not None and bare_name(name.value) in bare_name(h.subject.value) for h in named)


def _named_over(table: Table, form: Form, over: Text | None) -> Form:
    """A form that names no subject, with the one that the row or line over it names (项目1：甲)."""
    if form.head.subject is not None:
        return form
    filled = [c.text for c in table.cells if c.row == form.first_row and c.text]
    rows = filled if len(filled) == 1 else []
    for text in (*rows, *((over,) if over is not None and form.first_row == 0 else ())):
        if (span := head_of_project(text.string)) is not None:
            name = Stated(text.string[slice(*span)], text.printed(*span))
            return replace(form, head=replace(form.head, subject=name, subject_kind=SubjectKind.PROJECT))
    return form


def _with_names(form: Form, agencies: Collection[str]) -> Form:
    """The form; without a subject that is a heading or a line of a table, and without a unit that only stands for
    one (本单位) where the document names it elsewhere."""
    head, name = form.head, form.head.subject
    allowed = names_a_subject if is_listed(form) else may_be_named
    if name is not None and not allowed(name.value) and not (stands_for_a_name(name.value) and not agencies):
        head = replace(head, subject=None, subject_kind=None)
    unit = head.agency.value if head.agency is not None else None
    if unit is not None and ((agencies and stands_for_a_name(unit)) or names_money(unit)):
        head = replace(head, agency=None)
    return form if head is form.head else replace(form, head=head)


def _spelt_out(name: Stated[str], heads: Sequence[Head]) -> Stated[str] | None:
    """The same name in the cell of a form, which has it without what a title adds to it, or with what a title leaves out at its
    beginning (甲县图书馆免费开放资金 above 公共图书馆免费开放资金)."""
    exact = (h.subject for h in heads if h.subject is not None and same_subject(h.subject.value, name.value))
    longer = heads[0].subject if heads and _all_alike(heads) else None
    ends = longer is not None and bare_name(longer.value).endswith(bare_name(name.value))
    return next(exact, longer if ends else None)


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


def _context(blocks: Sequence[Block], part: Part, index: int) -> FormContext:
    """What is said above a table: the title of its part, and the unit of its own caption, else of the part's entries, as
    long as no other table stands between."""
    unit, follows = unit_above(blocks, part.start, index)
    if unit is None and not follows:
        unit = field_value(part.fields, "unit")
    title = part.titles[-1] if part.titles else None
    return FormContext(Stated(title.string, title.printed()) if title else None, unit)
