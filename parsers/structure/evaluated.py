"""Which subjects a document evaluates, and what it tells outside of every evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from ziping.parsers.structure.chapters.heads import holds_evaluating_chapter
from ziping.parsers.structure.evaluations import ReadPart, evaluation_of
from ziping.parsers.structure.evidence import Group, as_lines, evidence_for, is_mere_cover
from ziping.parsers.structure.linking import PartSummary, link
from ziping.parsers.structure.part_content import PartContent
from ziping.parsers.structure.subject_names import is_listed
from ziping.parsers.structure.subjects import Subject
from ziping.schemas.document import Paragraph
from ziping.schemas.head import Head
from ziping.schemas.report import Evaluation, SubjectKind


def evaluate(
    read_parts: Sequence[ReadPart],
    heading: Head,
    paragraphs: Sequence[Paragraph],
    *,
    money: bool,
    instructs: bool = False,
) -> tuple[tuple[Evaluation, ...], Evaluation | None]:
    """The evaluations, and what belongs to none.

    Args:
        read_parts: All that is said, in reading order.
        heading: What the document says of itself, for what these leave open.
        paragraphs: The running text of the document.
        money: Whether the document is about a body's receipts and spending, so that the figures of its running text
            count though nobody is evaluated.
        instructs: Whether it is headed as rules or a notice, so that only a form or a report in it evaluates somebody.
    """
    # a report that names its subject and states no figure evaluates it all the same
    speaking = [v for v in read_parts if _says_something(v)] or [v for v in read_parts if _is_report(v)]
    groups = _groups(speaking)
    chapter = holds_evaluating_chapter(paragraphs)
    evaluated = [g for g in groups if evidence_for(g, chapter=chapter, instructs=instructs) is not None]
    evaluated = [g for g in evaluated if not is_mere_cover(g, evaluated)]
    taken = {id(g) for g in evaluated}  # comparing what they hold would take time with the square of the forms
    rest = [g for g in groups if id(g) not in taken]
    found = [_evaluation(g, heading) for g in evaluated]
    for group in (g for g in rest if g.forms and all(is_listed(f) for f in g.forms)):
        host = _host(group, evaluated)
        if host is not None:
            found[host] = replace(found[host], funding=(*found[host].funding, *as_lines(group)))
    told = tuple(v for g in rest for v in g.read_parts if v.prose.facts or v.prose.funding)
    chaptered = {v.part for g in evaluated for v in g.read_parts if g.of_project}
    heard = {id(v) for v in speaking}  # what the general part tells is but the scores of its chapters
    told += tuple(v for v in read_parts if id(v) not in heard and v.part in chaptered and v.prose.facts)
    outside = _evaluation(_without_forms(told), heading) if told and (found or money) else None
    return tuple(found), outside


def _groups(read_parts: Sequence[ReadPart]) -> list[Group]:
    numbers = link([_summary_of(v) for v in read_parts])
    members: list[list[ReadPart]] = [[] for _ in range(max(numbers, default=-1) + 1)]
    for part, number in zip(read_parts, numbers, strict=True):
        members[number].append(part)
    return [Group(tuple(parts)) for parts in members]


def _summary_of(part: ReadPart) -> PartSummary:
    """What a part says of its subject that may tell who it is."""
    content, prose = part.content, part.prose
    totals = (t.total_score for t in (*(f.totals for f in content.forms), content.totals, prose.totals))
    total = next((t.value for t in totals if t is not None), None)
    lines = [x for x in (*chain(*(f.funding for f in content.forms)), *prose.funding) if x.line == "total"]
    sums = (s for x in lines for s in (x.initial_budget, x.annual_budget, x.received, x.executed))
    money = frozenset(s.value for s in sums if s is not None and s.value)
    return PartSummary(content.subject, part.bears_scores, part.bears_sheet, total, money)


def _evaluation(group: Group, heading: Head) -> Evaluation:
    group = _with_lines_of_lists(group)
    subjects = [v.content.subject for v in group.read_parts]
    return evaluation_of(group.read_parts, next((s for s in subjects if s.name is not None), subjects[0]), heading)


def _with_lines_of_lists(group: Group) -> Group:
    """The group; what a list tells of the project's money is a line of the project where a form tells it, too."""
    if not any(f.funding and not is_listed(f) for f in group.forms):
        return group
    return Group(tuple(replace(v, content=_as_projects(v.content)) for v in group.read_parts))


def _as_projects(content: PartContent) -> PartContent:
    forms = (
        replace(f, funding=tuple(replace(x, line="project") for x in f.funding)) if is_listed(f) else f
        for f in content.forms
    )
    return replace(content, forms=tuple(forms))


def _without_forms(read_parts: Sequence[ReadPart]) -> Group:
    """The parts as those of nobody in particular."""
    nobody = Subject(SubjectKind.DEPARTMENT, None)
    return Group(tuple(replace(v, content=replace(v.content, subject=nobody, forms=())) for v in read_parts))


def _host(group: Group, evaluated: Sequence[Group]) -> int | None:
    """The evaluation that the lines of a list belong to: that of the part the list stands in, else the department's."""
    parts = {v.part for v in group.read_parts}
    own = (n for n, g in enumerate(evaluated) if any(v.part in parts for v in g.read_parts) and not _only_listed(g))
    of_department = (n for n, g in enumerate(evaluated) if not g.of_project)
    return next(own, next(of_department, None))


def _only_listed(group: Group) -> bool:
    return bool(group.forms) and all(is_listed(f) for f in group.forms)


def _says_something(part: ReadPart) -> bool:
    """Whether it bears on an evaluation: a table of contents or a letter of transmittal does not."""
    prose = part.prose
    # the bands of grades below a list (90分以上为优) evaluate nothing
    facts = any(f.kind not in ("score", "grade") for f in prose.facts)
    stated = prose.indicators or prose.sections or prose.funding or facts
    forms = any(not f.empty for f in part.content.forms)
    return bool(stated or forms or prose.totals.total_score or prose.totals.grade)


def _is_report(part: ReadPart) -> bool:
    """Whether it is running text under a title that says whom or what it evaluates."""
    subject = part.content.subject
    return bool(part.content.paragraphs) and (subject.name is not None or subject.whole)
