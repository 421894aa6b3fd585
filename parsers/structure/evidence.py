"""Why a document holds an evaluation: nothing is evaluated without one of these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ziping.parsers.forms.types import Form
from ziping.parsers.structure.evaluations import ReadPart
from ziping.parsers.structure.subject_names import is_listed
from ziping.schemas.report import FundingLine, Indicator, SubjectKind

_FEWEST_PROJECTS = 2  # with so many, a department is no more than the paper that they come in


class Evidence(StrEnum):
    """What shows that somebody is evaluated."""

    FORM = "a form that is filled in"
    TITLE = "a title that says so"
    SCORE = "a score"
    GRADE = "a grade"
    RESULT = "an indicator's target and result"
    CHAPTER = "a chapter that evaluates"


@dataclass(frozen=True, slots=True)
class Group:
    """The read parts that speak of one subject, in reading order."""

    read_parts: tuple[ReadPart, ...]

    @property
    def named(self) -> bool:
        return any(v.content.subject.name is not None for v in self.read_parts)

    @property
    def of_project(self) -> bool:
        return any(v.content.subject.kind is SubjectKind.PROJECT for v in self.read_parts)

    @property
    def whole(self) -> bool:
        return any(v.content.subject.whole for v in self.read_parts)

    @property
    def forms(self) -> tuple[Form, ...]:
        return tuple(f for v in self.read_parts for f in v.content.forms)

    @property
    def money(self) -> tuple[FundingLine, ...]:
        return tuple(line for f in self.forms for line in f.funding)


def evidence_for(group: Group, *, chapter: bool, instructs: bool = False) -> Evidence | None:
    """The first evidence that a group's subject is evaluated; None where there is none.

    `chapter` says whether a chapter of the document reports an evaluation: it speaks for the body that
    publishes it, not for a project that a table names. Rules and notices (`instructs`) tell scores that are nobody's.
    """
    for evidence, holds in _TESTS:
        if holds(group) and not (instructs and evidence not in _OF_A_PAPER):
            return evidence
    if instructs:
        return None
    return Evidence.CHAPTER if chapter and not group.of_project and _tells_figures(group) else None


def _filled_form(group: Group) -> bool:
    return any(is_filled(f) for f in group.forms)


def is_filled(form: Form) -> bool:
    """Whether a form is one of ours, with something in it: rows of indicators or scores, or a named subject with
    money, score or running text. A line of a list of projects is no form."""
    if any(_says_anything(i) for i in form.indicators) or any(s.score or s.weight for s in form.sections):
        return True
    return form.head.subject is not None and not is_listed(form) and bool(form.funding or form.passages)


def _says_anything(indicator: Indicator) -> bool:
    stated = (indicator.target_text, indicator.target_value, indicator.actual_text, indicator.actual_value)
    return any(s is not None for s in (*stated, indicator.score, indicator.weight))


def _titled(group: Group) -> bool:
    return any(v.content.titled for v in group.read_parts)


def _scored(group: Group) -> bool:
    prose = (v.prose.totals for v in group.read_parts)
    entries = (v.content.totals for v in group.read_parts)
    return any(t.total_score is not None for t in (*prose, *entries, *(f.totals for f in group.forms)))


def _graded(group: Group) -> bool:
    prose = (v.prose.totals for v in group.read_parts)
    entries = (v.content.totals for v in group.read_parts)
    return any(t.grade is not None for t in (*prose, *entries, *(f.totals for f in group.forms)))


def _has_result(group: Group) -> bool:
    told = [i for v in group.read_parts for i in v.prose.indicators]
    return group.named and any(_says_target(i) and _says_actual(i) for i in told)


def _says_target(indicator: Indicator) -> bool:
    return indicator.target_text is not None or indicator.target_value is not None


def _says_actual(indicator: Indicator) -> bool:
    return indicator.actual_text is not None or indicator.actual_value is not None


_OF_A_PAPER = (Evidence.FORM, Evidence.TITLE)  # a form or a report that rules and notices may come with
_TESTS: tuple[tuple[Evidence, Callable[[Group], bool]], ...] = (
    (Evidence.FORM, _filled_form),
    (Evidence.TITLE, _titled),
    (Evidence.SCORE, _scored),
    (Evidence.GRADE, _graded),
    (Evidence.RESULT, _has_result),
)


def _tells_figures(group: Group) -> bool:
    return any(v.prose.facts or v.prose.funding or v.prose.indicators or v.prose.sections for v in group.read_parts)


def is_mere_cover(group: Group, others: Sequence[Group]) -> bool:
    """Whether a group is the paper in which the forms of several projects come, and reviews no department: it has
    neither score nor grade nor rows of its own, nor is it a report on the whole of one."""
    if group.of_project or group.whole or _scored(group) or _graded(group) or _filled_form(group):
        return False
    if any(v.prose.indicators or v.prose.sections or v.prose.funding for v in group.read_parts):
        return False
    projects = [g for g in others if g is not group and g.of_project]
    return len(projects) >= _FEWEST_PROJECTS and not any(v.content.reports for v in group.read_parts)


def as_lines(group: Group) -> tuple[FundingLine, ...]:
    """The money of projects that a table names and nobody evaluates, as lines of the report's own evaluation."""
    lines: list[FundingLine] = []
    for form in group.forms:
        lines.extend(replace(x, line="project", line_text=form.head.subject or x.line_text) for x in form.funding)
    return tuple(lines)
