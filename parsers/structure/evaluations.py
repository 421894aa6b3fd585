"""Brings together what the parts of a document say of one subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ziping.parsers.forms.types import merge_heads
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.prose import CellReading, ProseReading
from ziping.parsers.structure.document_info import in_full
from ziping.parsers.structure.money import lines_of
from ziping.parsers.structure.part_content import PartContent
from ziping.parsers.structure.subject_names import is_listed
from ziping.parsers.structure.subjects import Subject, bare_name
from ziping.schemas.head import Head, Totals
from ziping.schemas.report import (
    Endpoint,
    Evaluation,
    Fact,
    FundingLine,
    Indicator,
    Relation,
    Section,
    Stated,
    SubjectKind,
)

_FULL = Decimal(100)  # what a total can be had of
_CODE = re.compile(r"^[A-Za-z]?\d*(?:\.\d+)*[.．]?(?=[一-鿿])")  # A1项目立项, 1.1项目立项
_ON_MONEY = shaped("{chapters.on_money}")
_KIND = shaped("{chapters.behind_level}")


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A part with its prose read; `part` is the number of the part it stands in, `cells` what the goals and results
    of its forms tell in running text."""

    content: PartContent
    prose: ProseReading
    part: int = 0
    cells: tuple[CellReading, ...] = ()

    @property
    def tellings(self) -> tuple[ProseReading | CellReading, ...]:
        """All that tells facts."""
        return (self.prose, *self.cells)

    @property
    def bears_scores(self) -> bool:
        """Whether it holds indicators or a total score, in a form or in prose."""
        return bool(self.content.bears_scores or self.prose.indicators or self.prose.totals.total_score)

    @property
    def bears_sheet(self) -> bool:
        """Whether one of its forms holds indicators."""
        return any(f.indicators for f in self.content.forms)


def evaluation_of(read_parts: Sequence[ReadPart], subject: Subject, fallback: Head) -> Evaluation:
    """One evaluation out of all that is said of its subject.

    Args:
        read_parts: In reading order; at least one.
        subject: Theirs.
        fallback: What the document says of itself, for what they leave open.

    What a form states goes before what prose says of the same thing.
    """
    head = merge_heads(*(v.content.head for v in sorted(read_parts, key=_only_lists)), fallback)
    forms = [f for v in read_parts for f in v.content.forms]
    totals = _totals(
        [*(f.totals for f in forms), *(v.content.totals for v in read_parts), *(v.prose.totals for v in read_parts)]
    )
    # prose on 项目支出 that names no project is about all those of the unit
    project = subject.name is not None or (subject.of_project and bool(forms))
    kind = subject.kind or (SubjectKind.PROJECT if project else SubjectKind.DEPARTMENT)
    agency = in_full(head.agency, fallback.agency)
    name = subject.name or (agency if kind is SubjectKind.DEPARTMENT else None)
    supervisor = head.supervising_department
    if kind is SubjectKind.DEPARTMENT and name is None:
        name, supervisor = supervisor, None  # a form on the whole of a department asks for it as 主管部门
    in_forms = [line for f in forms for line in f.funding]
    funding = lines_of(in_forms, [line for v in read_parts for line in v.prose.funding])
    rows = [i for f in forms for i in f.indicators]
    told = [i for v in read_parts for i in v.prose.indicators]
    subtotals = [_subtotal(i) for i in told if _name(i) in _levels_of(rows)]
    of_money = None if in_forms else next((i for i in told if i.level1 is None and _ON_MONEY.fullmatch(_name(i))), None)
    funding = _scored(funding, of_money)
    if of_money is not None and any(line.score is of_money.score for line in funding):
        told.remove(of_money)
    told_figures = [r for v in read_parts for r in v.tellings]
    return Evaluation(
        subject_kind=kind,
        first_page=min(v.content.pages[0] for v in read_parts),
        last_page=max(v.content.pages[1] for v in read_parts),
        subject=name,
        agency=agency,
        supervising_department=supervisor,
        fiscal_year=head.fiscal_year,
        period_start=head.period_start,
        period_end=head.period_end,
        total_score=totals.total_score,
        full_score=totals.full_score,
        grade=totals.grade,
        grade_text=totals.grade_text,
        goal_text=next((f.goal for f in forms if f.goal is not None), None),
        outcome_text=next((f.outcome for f in forms if f.outcome is not None), None),
        indicators=_indicators(rows, [i for i in told if _name(i) not in _levels_of(rows)]),
        sections=_sections(
            [s for f in forms for s in f.sections], [*(s for v in read_parts for s in v.prose.sections), *subtotals]
        ),
        funding=funding,
        facts=_facts([r.facts for r in told_figures]),
        relations=_relations([(r.facts, r.relations) for r in told_figures]),
    )


def _only_lists(part: ReadPart) -> bool:
    """Whether a part only lists its projects: who filled in the list carries none of them out, where a form says who does."""
    return bool(part.content.forms) and all(is_listed(f) for f in part.content.forms)


def _scored(lines: tuple[FundingLine, ...], points: Indicator | None) -> tuple[FundingLine, ...]:
    """The budget told in prose with the points that are told of it (项目资金：… 分值10分，得分9.5分)."""
    total = next((line for line in lines if line.line == "total"), None)
    if points is None or points.score is None or total is None or total.weight is not None or total.score is not None:
        return lines
    return tuple(replace(x, weight=points.weight, score=points.score) if x is total else x for x in lines)


def _totals(stated: Sequence[Totals]) -> Totals:
    """The first total, full score and grade that are stated. 合计 90 | 88.8 below a part of the scores is no total
    where another one is stated."""
    parts = [t for t in stated if t.full_score is not None and t.full_score.value < _FULL]
    if any(t.total_score is not None and t not in parts for t in stated):
        stated = [replace(t, total_score=None, full_score=None) if t in parts else t for t in stated]
    graded = next((t for t in stated if t.grade is not None or t.grade_text is not None), Totals())
    return Totals(
        next((t.total_score for t in stated if t.total_score is not None), None),
        next((t.full_score for t in stated if t.full_score is not None), None),
        graded.grade,
        graded.grade_text,
    )


def _indicators(forms: Sequence[Indicator], prose: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """The indicators of the forms, and those that only prose speaks of. Beside a form that has targets and results, goals told
    without a level and points are the overall goal (年度总体目标), which the form parts."""
    known = {_name(i) for i in forms}
    filled = any(i.target_text is not None and i.actual_text is not None for i in forms)
    return (*forms, *(i for i in prose if _name(i) not in known and not (filled and _is_bare(i))))


def _is_bare(indicator: Indicator) -> bool:
    """Whether nothing but a target and a result is told of an indicator."""
    said = (indicator.level1, indicator.level2, indicator.weight, indicator.score, indicator.completion_rate)
    return all(value is None for value in said)


def _levels_of(rows: Sequence[Indicator]) -> frozenset[str]:
    """The names of the levels above the indicators of a sheet that are no indicators themselves."""
    levels = {bare_name(level.value) for i in rows if i.level3 for level in (i.level1, i.level2) if level is not None}
    return frozenset(levels - {_name(i) for i in rows})


def _subtotal(scored: Indicator) -> Section:
    """What prose scores as a whole, and a sheet by its parts."""
    label = scored.level3 or scored.level2 or scored.level1
    if label is None:
        raise ValueError("an indicator told in prose has a name")
    return Section(scored.row, 2, label, weight=scored.weight, score=scored.score)


def _name(indicator: Indicator) -> str:
    name = indicator.level3 or indicator.level2 or indicator.level1
    return bare_name(name.value) if name is not None else ""


def _sections(forms: Sequence[Section], prose: Sequence[Section]) -> tuple[Section, ...]:
    """The subtotals of the forms, and those that only prose states. One that both state is one, however each puts
    its name; prose completes it."""
    found = list(forms)
    for told in prose:
        place = next((k for k, s in enumerate(forms) if _level_key(s) == _level_key(told)), None)
        if place is None:
            found.append(told)
            continue
        known = found[place]
        found[place] = replace(known, weight=known.weight or told.weight, score=known.score or told.score)
    return tuple(found)


def _level_key(section: Section) -> tuple[int, str]:
    """The level and its name without code and kind: A项目决策, 项目决策类指标 and 项目决策情况 are one."""
    name = _CODE.sub("", bare_name(section.label.value))
    return section.level, _KIND.sub("", name) or name


def _facts(runs: Sequence[Sequence[Fact]]) -> tuple[Fact, ...]:
    """The facts of all parts in one sequence; parents are counted anew."""
    every: list[Fact] = []
    for run in runs:
        offset = len(every)
        every.extend(replace(f, parent=None if f.parent is None else f.parent + offset) for f in run)
    return tuple(every)


def _relations(runs: Sequence[tuple[Sequence[Fact], Sequence[Relation]]]) -> tuple[Relation, ...]:
    """The ties of all parts in one sequence; facts and partitions are counted anew."""
    every: list[Relation] = []
    offset = partitions = 0
    for facts, relations in runs:
        every.extend(
            replace(
                tie,
                source=_moved(tie.source, offset),
                target=_moved(tie.target, offset),
                partition=None if tie.partition is None else tie.partition + partitions,
            )
            for tie in relations
        )
        offset += len(facts)
        partitions += max((t.partition or 0 for t in relations), default=0)
    return tuple(every)


def _moved(figure: Endpoint, offset: int) -> Endpoint:
    return replace(figure, index=figure.index + offset) if figure.table == "facts" else figure


def stated_year(contents: Sequence[PartContent]) -> Stated[int] | None:
    """The first budget year that any of them states."""
    return next((s.head.fiscal_year for s in contents if s.head.fiscal_year is not None), None)
