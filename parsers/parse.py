"""A document becomes a report: `parse` is the way all parsers are called, in this order."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from ziping.parsers.ledger import keep_ledger
from ziping.parsers.prose import read_cell, read_prose
from ziping.parsers.structure.document_info import (
    in_full,
    number_of,
    signed_date,
    signing_agency,
    title_of,
    year_most_spoken_of,
)
from ziping.parsers.structure.evaluated import evaluate
from ziping.parsers.structure.evaluations import ReadPart, stated_year
from ziping.parsers.structure.kinds import document_kind, front_title, only_instructs, tells_of_public_money
from ziping.parsers.structure.listed_units import listed_money
from ziping.parsers.structure.part_content import (
    PartContent,
    PartReading,
    read_part,
)
from ziping.parsers.structure.parties import entries_of_agencies, named_agencies
from ziping.parsers.structure.parts import Part, split_into_parts
from ziping.parsers.structure.subjects import Subject, field_value
from ziping.parsers.structure.titling.grammar import read_title
from ziping.parsers.text.cell_paragraphs import text_to_paragraphs
from ziping.parsers.text.once import forget
from ziping.schemas.document import Document, Paragraph
from ziping.schemas.head import Head
from ziping.schemas.report import (
    Claim,
    Evaluation,
    Report,
    Stated,
    SubjectKind,
)
from ziping.schemas.text import Text

_SEVERAL = 2  # units that carry out projects


class ParserConflictError(Exception):
    """Two parsers read the same stretch of the same block: a defect of ours, never of the document."""


def parse(document: Document) -> Report:
    """Everything a document says, as values with the print that they were read from. Pure: no file, no clock.

    What was seen and not understood is in `notes`; nothing is guessed, and nothing that is printed is corrected.

    Raises:
        ParserConflictError: when two parsers claim the same rows or characters.
    """
    try:
        return _parsed(document)
    finally:
        forget()


def _parsed(document: Document) -> Report:
    parts = split_into_parts(document.blocks)
    paragraphs = tuple(b for b in document.blocks if isinstance(b, Paragraph))
    signed = signing_agency(paragraphs)
    named = (*named_agencies(paragraphs), *([signed] if signed is not None else ()))
    agencies = entries_of_agencies(parts) | {a.value for a in named}
    readings = tuple(read_part(document.blocks, part, agencies) for part in parts)
    listed = tuple(listed_money(f for r in readings for c in r.contents for f in c.forms))
    if listed and any(n.code == "unknown-unit" for r in readings for n in r.notes):
        readings = tuple(read_part(document.blocks, part, agencies, listed) for part in parts)
    contents = [(number, s) for number, r in enumerate(readings) for s in r.contents]
    year = stated_year([s for _, s in contents]) or year_most_spoken_of(paragraphs)
    read_parts = tuple(_with_prose(s, number, _value(s.head.fiscal_year or year)) for number, s in contents)
    front = front_title(document.blocks)
    heading = replace(_heading(document, parts, read_parts, front), fiscal_year=year)
    kind = document_kind(document.blocks, [f for v in read_parts for f in v.content.forms])
    evaluations, outside = evaluate(
        read_parts, heading, paragraphs, money=tells_of_public_money(kind), instructs=only_instructs(document.blocks)
    )
    claims = (*chain(*(r.claims for r in readings)), *chain(*(_told_claims(document, v) for v in read_parts)))
    _refuse_conflicts(claims)
    report = Report(
        title=title_of(parts)
        or (Stated(front.string, front.printed()) if front is not None else None)
        or next((f.title for v in read_parts for f in v.content.forms if f.title is not None), None),
        document_number=number_of(document.blocks),
        agency=heading.agency or _whole_department(evaluations),
        fiscal_year=heading.fiscal_year,
        report_date=heading.report_date,
        evaluations=evaluations,
        notes=tuple(chain(*(r.notes for r in readings), *(v.prose.notes for v in read_parts))),
        claims=claims,
        kind=kind,
        outside=outside,
    )
    return _accounted_for(document, report)


def _told_claims(document: Document, part: ReadPart) -> Iterator[Claim]:
    """What was read of running text. That inside a form is the form's: its rows are claimed, its characters are counted
    otherwise; a stretch of a paragraph is counted within the whole."""
    shifts: dict[int, int] = {}
    for number, read in reversed(part.content.paragraphs):
        block = document.blocks[number]
        if isinstance(block, Paragraph):
            shifts[number] = max(block.text.string.find(read.text.string), 0)
    for claim in part.prose.claims:
        if isinstance(document.blocks[claim.block], Paragraph):
            shift = shifts[claim.block]
            yield replace(claim, start=claim.start + shift, stop=claim.stop + shift)


def _accounted_for(document: Document, report: Report) -> Report:
    """The report with a warning for every figure that went nowhere."""
    ledger = keep_ledger(document, report)
    # what readers say of single figures is what the ledger finds by itself
    notes = (*(n for n in report.notes if n.code != "unclaimed-figure"), *ledger.notes)
    return replace(report, notes=notes, figures=ledger.figures, figures_unread=ledger.unread)


def _with_prose(content: PartContent, part: int, year: int | None) -> ReadPart:
    """A part with its prose read, and what the goals and results of its forms tell in running text."""
    cells = tuple(
        read_cell([(0, p) for p in text_to_paragraphs(cell.text)], cell.label, content.money, year)
        for form in content.forms
        for cell in form.passages
        if cell.goal
    )
    own = tuple(n.value for n in (content.head.agency, content.subject.name) if n is not None)
    return ReadPart(content, read_prose(content.paragraphs, content.money, year, own), part, cells)


def _value(year: Stated[int] | None) -> int | None:
    return None if year is None else year.value


def _heading(document: Document, parts: Sequence[Part], read_parts: Sequence[ReadPart], front: Text | None) -> Head:
    """What the document says of itself. Its unit is the one that is filled in, else that of titles and sentences, that
    of the front, that of the signature."""
    paragraphs = [b for b in document.blocks if isinstance(b, Paragraph)]
    heads = [v.content.head for v in read_parts]
    filled_in = next((a for p in parts if (a := field_value(p.fields, "agency", "department")) is not None), None)
    signed = signing_agency(paragraphs)
    by_precedence = (
        filled_in,
        _above_all(heads),
        next((h.agency for h in heads if h.agency is not None), None),
        _named_in(front),
        signed,
    )
    agency = next((a for a in by_precedence if a is not None), None)
    return Head(
        agency=in_full(agency, signed),
        report_date=_first_printed([*(h.report_date for h in heads), signed_date(paragraphs)]),
    )


def _above_all(heads: Sequence[Head]) -> Stated[str] | None:
    """The department above units that each carry out one of several projects: it puts their forms together."""
    agencies = {h.agency.value for h in heads if h.agency is not None}
    departments = {h.supervising_department.value for h in heads if h.supervising_department is not None}
    if len(agencies) < _SEVERAL or len(departments) != 1 or departments & agencies:
        return None
    return next(h.supervising_department for h in heads if h.supervising_department is not None)


def _whole_department(evaluations: Sequence[Evaluation]) -> Stated[str] | None:
    """The only department that is evaluated as a whole: it reports of itself."""
    found = [e.subject for e in evaluations if e.subject_kind is SubjectKind.DEPARTMENT and e.subject is not None]
    return found[0] if len(found) == 1 else None


def _named_in(title: Text | None) -> Stated[str] | None:
    """The unit that a title names."""
    span = read_title(title).agency if title is not None else None
    return None if span is None or title is None else Stated(title.string[slice(*span)], title.printed(*span))


def _first_printed(dates: Sequence[Stated[datetime.date] | None]) -> Stated[datetime.date] | None:
    """The date that is printed first: a form attached to a signed report has a date of its own."""
    stated = [d for d in dates if d is not None]
    return min(stated, key=lambda d: (d.printed[0].page, d.printed[0].box.top), default=None)


def _refuse_conflicts(claims: Sequence[Claim]) -> None:
    ordered = sorted(claims, key=lambda c: (c.block, c.start, c.stop))
    for one, other in pairwise(ordered):
        if one.block == other.block and other.start < one.stop and one.parser != other.parser:
            raise ParserConflictError(
                f"{one.parser} and {other.parser} both read block {one.block} from {other.start} to {one.stop}"
            )


__all__ = ["ParserConflictError", "PartContent", "PartReading", "Subject", "parse"]
