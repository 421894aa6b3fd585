"""Which subjects a document evaluates, and what it tells outside of every evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from ziping.parsers.structure.chapters.heads import holds_evaluating_chapter
from ziping.parsers.structure.evaluations import ReadPart, evaluation_of
from ziping.parsers.structure.evidence import Group, as_lines, evidence_for, is_mere_cover
from ziping.parsers.structure.linking import Told, link
from ziping.parsers.structure.part_content import PartContent
from ziping.parsers.structure.subject_names import is_listed
from ziping.parsers.structure.subjects import Subject
from ziping.schemas.document import Paragraph
from ziping.schemas.head import Head
from ziping.schemas.report import Evaluation, SubjectKind


def evaluate(
    voices: Sequence[ReadPart], heading: Head, paragraphs: Sequence[Paragraph], *, money: bool, instructs: bool = False
) -> tuple[tuple[Evaluation, ...], Evaluation | None]:
    """The evaluations, and what belongs to none.

    Args:
        voices: All that is said, in reading order.
        heading: What the document says of itself, for what the voices leave open.
        paragraphs: The running text of the document.
        money: Whether the document is about a body's receipts and spending, so that the figures of its running text
            count though nobody is evaluated.
        instructs: Whether it is headed as rules or a notice, so that only a form or a report in it evaluates somebody.
    """
    # a report that names its subject and states no figure evaluates it all the same
    speaking = [v for v in voices if _says_something(v)] or [v for v in voices if _is_report(v)]
    groups = _groups(speaking)
    chapter = holds_evaluating_chapter(paragraphs)
    evaluated = [g for g in groups if evidence_for(g, chapter=chapter, instructs=instructs) is not None]
    evaluated = [g for g in evaluated if not is_mere_cover(g, evaluated)]
    rest = [g for g in groups if g not in evaluated]
    found = [_evaluation(g, heading) for g in evaluated]
    for group in (g for g in rest if g.forms and all(is_listed(f) for f in g.forms)):
        host = _host(group, evaluated)
        if host is not None:
            found[host] = replace(found[host], funding=(*found[host].funding, *as_lines(group)))
    told = tuple(v for g in rest for v in g.voices if v.prose.facts or v.prose.funding)
    outside = _evaluation(_without_forms(told), heading) if told and (found or money) else None
    return tuple(found), outside


def _groups(voices: Sequence[ReadPart]) -> list[Group]:
    numbers = link([_told(v) for v in voices])
    return [
        Group(tuple(v for v, n in zip(voices, numbers, strict=True) if n == number))
        for number in range(max(numbers, default=-1) + 1)
    ]


def _told(voice: ReadPart) -> Told:
    """What a voice says of its subject that may tell who it is."""
    speech, prose = voice.speech, voice.prose
    totals = (t.total_score for t in (*(f.totals for f in speech.forms), speech.totals, prose.totals))
    total = next((t.value for t in totals if t is not None), None)
    lines = [x for x in (*chain(*(f.funding for f in speech.forms)), *prose.funding) if x.line == "total"]
    sums = (s for x in lines for s in (x.initial_budget, x.annual_budget, x.received, x.executed))
    money = frozenset(s.value for s in sums if s is not None and s.value)
    return Told(speech.subject, voice.bears_scores, voice.bears_sheet, total, money)


def _evaluation(group: Group, heading: Head) -> Evaluation:
    group = _with_lines_of_lists(group)
    subjects = [v.speech.subject for v in group.voices]
    return evaluation_of(group.voices, next((s for s in subjects if s.name is not None), subjects[0]), heading)


def _with_lines_of_lists(group: Group) -> Group:
    """The group; what a list tells of the project's money is a line of the project where a form tells it, too."""
    if not any(f.funding and not is_listed(f) for f in group.forms):
        return group
    return Group(tuple(replace(v, speech=_as_projects(v.speech)) for v in group.voices))


def _as_projects(speech: PartContent) -> PartContent:
    forms = (
        replace(f, funding=tuple(replace(x, line="project") for x in f.funding)) if is_listed(f) else f
        for f in speech.forms
    )
    return replace(speech, forms=tuple(forms))


def _without_forms(voices: Sequence[ReadPart]) -> Group:
    """The voices as those of nobody in particular."""
    nobody = Subject(SubjectKind.DEPARTMENT, None)
    return Group(tuple(replace(v, speech=replace(v.speech, subject=nobody, forms=())) for v in voices))


def _host(group: Group, evaluated: Sequence[Group]) -> int | None:
    """The evaluation that the lines of a list belong to: that of the part the list stands in, else the department's."""
    parts = {v.part for v in group.voices}
    own = (n for n, g in enumerate(evaluated) if any(v.part in parts for v in g.voices) and not _only_listed(g))
    of_department = (n for n, g in enumerate(evaluated) if not g.of_project)
    return next(own, next(of_department, None))


def _only_listed(group: Group) -> bool:
    return bool(group.forms) and all(is_listed(f) for f in group.forms)


def _says_something(voice: ReadPart) -> bool:
    """Whether it bears on an evaluation: a table of contents or a letter of transmittal does not."""
    prose = voice.prose
    # the bands of grades below a list (90分以上为优) evaluate nothing
    facts = any(f.kind not in ("score", "grade") for f in prose.facts)
    stated = prose.indicators or prose.sections or prose.funding or facts
    forms = any(not f.empty for f in voice.speech.forms)
    return bool(stated or forms or prose.totals.total_score or prose.totals.grade)


def _is_report(voice: ReadPart) -> bool:
    """Whether it is running text under a title that says whom or what it evaluates."""
    subject = voice.speech.subject
    return bool(voice.speech.paragraphs) and (subject.name is not None or subject.whole)
