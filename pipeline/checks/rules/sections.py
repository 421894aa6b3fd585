"""Rules on subtotals: `section-score`, `section-weight`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from ziping.pipeline.checks.arithmetic.identities import Sum
from ziping.pipeline.checks.arithmetic.intervals import ZERO
from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.findings.declaration import rule
from ziping.pipeline.checks.findings.finding import (
    Finding,
    Remark,
    Status,
    as_warning,
    judged,
    unchecked,
)
from ziping.pipeline.checks.loading.grouping import (
    Group,
    Matched,
    Outline,
    outlines,
)
from ziping.pipeline.checks.loading.misplaced import (
    gap,
    has_blank_rows,
    is_misplaced,
    is_shifted,
    may_have_taken_rows,
    may_take_rows,
    rows_make_total,
)
from ziping.pipeline.checks.loading.profiles import weighed
from ziping.pipeline.checks.loading.rows import Case
from ziping.pipeline.checks.loading.scoring import (
    USUAL_EXECUTION_POINTS,
    ExecutionPoints,
    Points,
    beside,
    execution_points,
    full_score,
    is_execution,
    main_sheet,
    score_of,
    sum_of,
    weight_of,
)
from ziping.pipeline.checks.rules.lone_subtotals import subtotals_alone

_NOT_READ = Remark("可能有一级指标没有读出", "a section may not have been read")
_BLANK = Remark("有指标没有写明分值", "some of its indicators have no points")
_SOME = Remark("只写了一部分指标", "only some of its indicators are told")
_LEAST_PART = Decimal("0.6")  # of a section's full points: prose with fewer speaks of some indicators only
_WRONG_PART = Remark("下级小计与其指标不符，与单项合计一致", "a subtotal below is wrong; the single rows make it")
_ELSEWHERE = Remark("可能有指标归错了部分", "an indicator may belong to another section")


@rule("section-score", "小计得分")
def section_score(case: Case) -> Iterator[Finding]:
    """A stated subtotal of scores is the sum of its indicators' scores; the subtotals make the total.

    Identity: score of a section = Σ scores of the indicators under its heading; score of a level-1
    section = Σ scores of its level-2 sections; total score = Σ scores of the level-1 sections + score of
    the funding block, where no section has it. Scores are exact.
    Source: the report's own layout: a subtotal is printed as the sum of what stands under it.
    Applies: where a section states a score and its heading is found above indicators. Deductions and
    bonuses are no sections. The sum of sections is checked only where they cover every scored indicator; where no
    indicator is scored, score-total does it.
    A subtotal that would be right without the rows at its edge, or with its neighbour's, is a warning where
    another subtotal is off the other way: indicators may stand under the wrong heading.
    Undecided: an indicator of the section, or one of the sections, has no score; the single scores make the
    total, and only which heading they stand under is in doubt, or a subtotal is wrong, which is told of that one.
    """
    for outline in outlines(case):
        execution = execution_points(case, outline.sheet.rows)
        yield from _subtotals(case, outline, score_of, execution.scores, "得分")
        if any(m.section.score is not None for m in outline.level1):
            yield from _of_whole(case, outline, score_of)


@rule("section-weight", "小计分值")
def section_weight(case: Case) -> Iterator[Finding]:
    """A stated subtotal of weights is the sum of its indicators' weights; the subtotals make the full score.

    Identity: weight of a section = Σ weights of the indicators under its heading; weight of a level-1
    section = Σ weights of its level-2 sections; full score (stated, else 100) = Σ weights of the level-1
    sections + weight of the funding block, where no section has it. Weights are exact.
    Source: the report's own layout; points in a level-1 cell: 产出指标（50 分）.
    Applies: where a section, or the level-1 or level-2 cell of an indicator, states a weight. The limit of
    deductions (扣分项 10 分) is no weight. A warning as for section-score.
    Undecided: as for section-score; sections without indicators that are less than the full score.
    """
    for outline in outlines(case):
        execution = execution_points(case, outline.sheet.rows)
        yield from _subtotals(case, outline, weight_of, execution.weights, "分值")
        yield from _in_cells(outline)
        if any(m.section.weight is not None for m in outline.level1):
            yield from _of_whole(case, outline, weight_of)
    yield from subtotals_alone(case, weight_of)


def _subtotals(
    case: Case, outline: Outline, points: Points, execution: tuple[Operand, ...], what: str
) -> Iterator[Finding]:
    for matched in (*outline.level1, *outline.level2):
        stated = points(matched.section)
        if stated is None:
            continue
        label = matched.section.label
        name = f"{matched.section.sheet or ''}/{matched.section.level}/{label}"
        if not matched.groups:
            if is_execution(label) and execution and matched.section.level == 1:
                yield judged(Sum(stated, execution), label, name=name)
            continue
        found = [points(r) for r in matched.rows]
        parts = tuple(p for p in found if p is not None)
        if len(parts) < len(found):
            if parts:  # where none has points, they are simply not printed one by one
                missing = Remark(f"有指标没有写明{what}", "some of its indicators state none")
                yield unchecked(label, missing, stated, parts, name)
            continue
        identity = Sum(stated, parts)
        if identity.computed != stated.value and execution and _may_hold_execution(matched):
            wider = Sum(stated, (*parts, *execution))
            identity = wider if wider.computed == stated.value else identity
        finding = replace(judged(identity, label, name), certain=matched.certain)
        if finding.status is Status.FAIL and not outline.sheet.in_table and _tells_some(matched):
            finding = unchecked(label, _SOME, stated, parts, name)
        elif finding.status is Status.FAIL and gap(matched, points) > 0 and has_blank_rows(case, matched, points):
            finding = unchecked(label, _BLANK, stated, parts, name)
        elif finding.status is Status.FAIL and _holds_equals(outline, matched, points):
            finding = unchecked(label, _ELSEWHERE, stated, parts, name)
        elif finding.status is Status.FAIL and is_misplaced(case, outline, matched, points):
            sure = may_take_rows(outline, matched, points)
            finding = unchecked(label, _ELSEWHERE, stated, parts, name) if sure else as_warning(finding, _ELSEWHERE)
        elif is_shifted(outline, matched, points) or may_have_taken_rows(outline, matched, points):
            finding = as_warning(finding, _ELSEWHERE)
        yield finding
    yield from _of_level2(outline, points)


def _tells_some(matched: Matched) -> bool:
    """Whether prose speaks of some indicators of a section only: those that lost points, say."""
    whole, weights = weight_of(matched.section), [w for r in matched.rows if (w := weight_of(r)) is not None]
    return whole is not None and sum((w.value for w in weights), ZERO) < whole.value * _LEAST_PART


def _holds_equals(outline: Outline, matched: Matched, points: Points) -> bool:
    """Whether subtotals that were read as parts of this one stand beside it: （一）部门管理（45分）, （二）履职产出（22.5分）.
    Its own rows make it up, and theirs them."""
    inner = [
        m for m in outline.level2 if m.groups and {g.parent for g in m.groups} <= {g.label for g in matched.groups}
    ]
    stated = points(matched.section)
    if matched not in outline.level1 or not inner or stated is None or any(gap(m, points) for m in inner):
        return False
    below = {id(r) for m in inner for r in m.rows}
    own = [r for r in matched.rows if id(r) not in below]
    return bool(own) and sum_of(own, points) == stated.value


def _may_hold_execution(matched: Matched) -> bool:
    """Whether the funding block's points may be meant to belong to the section: 过程 and 预算 ones."""
    return any(word in matched.section.label for word in ("过程", "预算", "执行", "资金", "投入"))


def _one_holds(outline: Outline, execution: tuple[Operand, ...], points: Points) -> bool:
    """Whether a section has the funding block's points more than its indicators."""
    more = sum((e.value for e in execution), ZERO)
    return any(_may_hold_execution(m) and gap(m, points) == more for m in outline.level1)


def _of_level2(outline: Outline, points: Points) -> Iterator[Finding]:
    """A level-1 section as the sum of its level-2 sections, where these cover all its indicators."""
    for matched in outline.level1:
        stated = points(matched.section)
        names = {g.label for g in matched.groups}
        below = [m for m in outline.level2 if m.groups and {g.parent for g in m.groups} <= names]
        parts = tuple(p for m in below if (p := points(m.section)) is not None)
        if stated is None or len(parts) < max(2, len(below)):
            continue
        if {id(r) for m in below for r in m.rows} != {id(r) for r in matched.rows}:
            continue
        label = matched.section.label
        name = f"{matched.section.sheet or ''}/{label}/二级"
        subject, identity = f"{label}＝二级指标", Sum(stated, parts)
        if not gap(matched, points) and _is_of_subtotals(below, points, stated.value - identity.computed):
            yield unchecked(subject, _WRONG_PART, stated, parts, name)
            continue
        yield replace(judged(identity, subject, name), certain=matched.certain)


def _of_whole(case: Case, outline: Outline, points: Points) -> Iterator[Finding]:
    """The total as the sum of the level-1 sections, where these cover every scored indicator."""
    weights = points is weight_of
    total = full_score(case) if weights else case.total_score
    main, sheet = main_sheet(case), outline.sheet
    covered = {id(r) for m in outline.level1 for r in m.rows}
    named = {id(g) for g in outline.groups1}
    if any(id(g) not in named for m in outline.level1 for g in m.groups):
        return  # blocks of a form, not its first levels: the rows make the total
    if total is None or main is None or main.name != sheet.name or any(id(r) not in covered for r in sheet.rows):
        return
    parts = tuple(p for m in outline.level1 if (p := points(m.section)) is not None)
    subject, name = "总分值＝一级指标" if weights else "总分＝一级指标", f"{sheet.name or ''}/一级"
    if len(parts) < len(outline.level1):
        missing = Remark("有一级指标没有写明小计", "some of the sections state none")
        yield unchecked(subject, missing, total, parts, name)
        return
    execution = execution_points(case, sheet.rows)
    extra = execution.weights if weights else execution.scores
    plus, minus = ((), ()) if weights else beside(sheet)
    held = any(is_execution(m.section.label) and not m.groups for m in outline.level1)
    identity = Sum(total, (*parts, *(() if held else extra), *plus), minus)
    if identity.computed != total.value and extra and not held and _one_holds(outline, extra, points):
        alone = Sum(total, (*parts, *plus), minus)
        identity = alone if alone.computed == total.value else identity
    short = total.value - identity.computed
    if weights and short > 0 and case.full_score is None and not sheet.in_table:
        return  # prose that states only some of the sections
    agrees = any(rows_make_total(case, outline, p) for p in (points, score_of))
    hidden = weights and execution.missing and not agrees
    if hidden and short in USUAL_EXECUTION_POINTS:
        return  # execution points that the form does not print
    finding = judged(identity, subject, name)
    if weights:
        finding = weighed(case, finding)
    lacking = not weights and short > 0 and _lacks_points(case, outline, execution, held=held)
    told_by_rows = rows_make_total(case, outline, points) and _is_of_subtotals(outline.level1, points, short)
    if finding.status is Status.FAIL and (lacking or told_by_rows or _is_of_headings(case, outline, points, short)):
        why = _NOT_READ if lacking else _WRONG_PART if told_by_rows else _ELSEWHERE
        yield unchecked(subject, why, total, parts, name)
        return
    rows = sum_of(sheet.rows, points) + sum((p.value for p in extra), ZERO)
    lost = short > 0 and rows + short == total.value  # rows and subtotal of a section may both be missing
    yield as_warning(finding, _NOT_READ) if lost and finding.certain else finding


def _is_of_subtotals(parts: Iterable[Matched], points: Points, short: Decimal) -> bool:
    """Whether the subtotals miss their sum by just what they are off from their own rows, all of which have points: the wrong
    one is told by itself, and the sum above it, which the rows make, is not wrong for that."""
    known = tuple(parts)
    if not short or any(not m.groups or any(points(r) is None for r in m.rows) for m in known):
        return False
    return -short == sum((gap(m, points) for m in known), ZERO)


def _lacks_points(case: Case, outline: Outline, execution: ExecutionPoints, *, held: bool) -> bool:
    """Whether the sections are not all: their full points are fewer than those of the whole, or the budget's have no score."""
    weights = [m.section.weight for m in outline.level1]
    if not held and len(execution.scores) < len(execution.weights):
        return True
    stated = sum((w.value for w in (*weights, *(() if held else execution.weights)) if w is not None), ZERO)
    return None not in weights and stated < full_score(case).value


def _is_of_headings(case: Case, outline: Outline, points: Points, short: Decimal) -> bool:
    """Whether the sections miss the total only because a heading was missed or read twice: the rows make the
    total, and rows under a wrong heading, or a heading without rows, are just the difference."""
    if not rows_make_total(case, outline, points):
        return False
    empty = (m for m in outline.level1 if not m.groups and not is_execution(m.section.label))
    doubtful = [*empty, *(m for m in outline.level1 if m.groups and is_misplaced(case, outline, m, points))]
    return any(-short == (gap(m, points) if m.groups else _value(points(m.section))) for m in doubtful)


def _value(figure: Operand | None) -> Decimal:
    return ZERO if figure is None else figure.value


def _in_cells(outline: Outline) -> Iterator[Finding]:
    """Points in level cells (产出指标（50 分）) that no section row repeats."""
    named = {g.label for m in outline.level1 for g in m.groups}
    below = {(g.parent, g.label) for m in outline.level2 for g in m.groups}
    loose1 = (g for g in outline.groups1 if g.label not in named)
    loose2 = (g for g in outline.groups2 if (g.parent, g.label) not in below)
    yield from _cells(loose1, 1, outline)
    yield from _cells(loose2, 2, outline)


def _cells(groups: Iterable[Group], level: int, outline: Outline) -> Iterator[Finding]:
    for group in groups:
        weights = (r.level1_weight if level == 1 else r.level2_weight for r in group.rows)
        stated = next((w for w in weights if w is not None), None)
        parts = tuple(r.weight for r in group.rows if r.weight is not None)
        if stated is None or len(parts) < len(group.rows):
            continue
        yield judged(Sum(stated, parts), group.label, name=f"{outline.sheet.name or ''}/{level}/{group.label}")
