"""Rules on the totals of scores and weights: `score-total`, `weight-total`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from ziping.pipeline.checks.arithmetic.identities import Sum
from ziping.pipeline.checks.arithmetic.intervals import ZERO
from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.arithmetic.slips import one_slip
from ziping.pipeline.checks.findings.declaration import rule
from ziping.pipeline.checks.findings.finding import (
    Finding,
    Remark,
    Status,
    judged,
    unchecked,
)
from ziping.pipeline.checks.loading.grouping import outlines
from ziping.pipeline.checks.loading.profiles import weighed
from ziping.pipeline.checks.loading.rows import Case, Indicator
from ziping.pipeline.checks.loading.scoring import (
    HUNDRED,
    USUAL_EXECUTION_POINTS,
    ExecutionPoints,
    ScoreSheet,
    beside,
    execution_points,
    full_score,
    has_blank_rows,
    is_execution,
    main_sheet,
    score_of,
    sum_of,
    totals_in_doubt,
    weight_of,
)
from ziping.pipeline.checks.rules.lone_subtotals import subtotals_alone

_MOST_NAMES = 3
_MOST_BLOCKS = 3  # of which any may be counted or not

NO_EXECUTION_POINTS = Remark("没有写明预算执行率的分值或得分", "the points for budget execution are not stated")
_LEAST_PART = Decimal("0.6")  # of the full score that the weights make up, or else most rows were not read
MOST_MISSING = Remark("读出的指标只占一小部分", "the indicators that were read are only a small part")
NO_TOTAL = Remark("所读总分超过满分，可能是别的合计", "what was read passes the full score: it may be another total")
BLANK = Remark("有指标的分值或得分未读出", "points of an indicator were not read")
ONLY_SOME = Remark("正文只列出部分指标", "the prose lists only some of the indicators")


@rule("score-total", "总分")
def score_total(case: Case) -> Iterator[Finding]:
    """The total score is the sum of the scores.

    Identity: total score = Σ scores of the scored indicators + score of the funding block (budget
    execution) + bonuses − deductions. Scores are exact, whole or with decimals: no rounding excuses them.
    Source: 项目支出绩效评价管理办法 (财预〔2020〕10号): 总分由各项指标得分汇总形成.
    Applies: where scores are stated. Points of the funding block count once: not when an indicator row
    carries them. Rows without a weight (其中…) are left out. Of several sheets the complete one counts. Where no
    indicator has a score the subtotals are the scores. A block that is scored as one, with no indicators of its own
    (年度目标完成情况 20分), counts where the total needs it.
    Undecided: no total is printed (`computed` is then what the scores add up to); a scored row has no
    score; prose that lists only some of the indicators; a form that hides its execution points; a sheet
    whose weights make less than 0.6 of the full score: most of it was not read; a total above the full
    score that no single slip explains, or that a full score was read for which no weights make; rows whose points were not
    read.
    """
    sheet = main_sheet(case)
    total = case.total_score
    if sheet is None or not any(r.score for r in sheet.rows):
        subtotals = tuple(subtotals_alone(case, score_of))
        yield from subtotals
        if total is not None and not subtotals:
            missing = Remark("没有写明各项得分", "no single scores are stated")
            yield unchecked("总分", missing, total)
        return
    execution = execution_points(case, sheet.rows)
    blank = [r.label for r in sheet.rows if r.score is None]
    if execution.unscored:
        blank.append("预算执行率")
    blocks = _blocks(case, sheet)
    candidates = tuple(_score_sums(total, sheet, execution, blocks))
    if total is None or blank:
        parts = candidates[0].operands[1:]
        finding = unchecked("总分", _missing(total is None, blank), total, parts)
        yield finding if blank else replace(finding, computed=candidates[0].computed)
        return
    identity = next((c for c in candidates if c.computed == total.value), candidates[0])
    finding = judged(identity, "总分")
    if finding.status is Status.FAIL and blocks:
        nearest = min(candidates, key=lambda c: abs(c.computed - total.value))
        finding = replace(judged(nearest, "总分"), certain=False)
    elif finding.status is Status.FAIL:
        own = sum_of(sheet.rows, weight_of)
        weights = own + sum((w.value for w in execution.weights), ZERO)
        gap = full_score(case).value - weights
        short = total.value - identity.computed
        if totals_in_doubt(case):
            finding = unchecked("总分", NO_TOTAL, total, identity.operands[1:])
        elif short > 0 and has_blank_rows(case, sheet):
            finding = unchecked("总分", BLANK, total, identity.operands[1:])
        elif execution.missing and gap in USUAL_EXECUTION_POINTS and 0 < short <= gap:
            finding = unchecked("总分", NO_EXECUTION_POINTS, total, identity.operands[1:])
        elif short > 0 and own and weights < min(full_score(case).value, HUNDRED) * _LEAST_PART:
            finding = unchecked("总分", MOST_MISSING, total, identity.operands[1:])
        elif not sheet.in_table and short > 0 and gap > 0:
            finding = unchecked("总分", ONLY_SOME, total, identity.operands[1:])
        elif weights == full_score(case).value < total.value and not one_slip(total, identity.computed):
            finding = unchecked("总分", NO_TOTAL, total, identity.operands[1:])
    yield finding


def _blocks(case: Case, sheet: ScoreSheet) -> tuple[Operand, ...]:
    """The points of the form's blocks in which no scored indicator stands, not of one that all of them make up."""
    rows = sum_of(sheet.rows, score_of)
    found = (o for o in outlines(case) if o.sheet.name == sheet.name)
    empty = (m.section for o in found for m in o.level1 if not m.groups and not is_execution(m.section.label))
    return tuple(p for s in empty if (p := s.score) is not None and sheet.in_table and p.value != rows)[:_MOST_BLOCKS]


def _score_sums(
    total: Operand | None, sheet: ScoreSheet, execution: ExecutionPoints, blocks: tuple[Operand, ...]
) -> Iterator[Sum]:
    """The readings of which scores make the total: usually one; several where rows have no weight, and where blocks are
    scored that have no rows."""
    own = tuple(r.score for r in sheet.rows if r.score is not None)
    plus, minus = beside(sheet)
    loose = tuple(r.score for r in sheet.loose if r.score is not None)
    stated = total or own[0]
    yield Sum(stated, (*own, *execution.scores, *plus), minus)
    if loose:
        yield Sum(stated, (*own, *loose, *execution.scores, *plus), minus)
    for some in (some for size in range(1, len(blocks) + 1) for some in combinations(blocks, size)):
        yield Sum(stated, (*own, *some, *execution.scores, *plus), minus)
    if minus:  # a deduction row may print what is left of its points
        yield Sum(stated, (*own, *execution.scores, *plus, *minus))


def _missing(no_total: bool, blank: list[str]) -> Remark:
    if no_total and not blank:
        return Remark("没有写明总分", "no total score is stated")
    names = "、".join(blank[:_MOST_NAMES]) + ("等" if len(blank) > _MOST_NAMES else "")
    return Remark(f"没有写明得分：{names}", f"no score is stated for {names}")


@rule("weight-total", "总分值")
def weight_total(case: Case) -> Iterator[Finding]:
    """The weights add up to the full score.

    Identity: full score (as stated, else 100) = Σ weights of the indicators + weight of the funding block.
    Weights are exact.
    Source: 财预〔2020〕10号: 总分一般设置为 100 分, 预算执行率 10 of them.
    Applies: where weights are stated. The limit of deductions (扣分项 10 分) and bonuses are no weights. Where
    no full score is stated and the report itself goes beyond 100 points (its total does, or its subtotals and
    indicators agree on more), a failure is `info`: it follows another scheme.
    Undecided: prose that lists only some of the indicators; a form whose execution points are not printed;
    a row without a weight; weights that make less than 0.6 of the full score: most of the sheet was not read.
    """
    sheet = main_sheet(case)
    if sheet is None or not any(r.weight for r in sheet.rows):
        return
    full = full_score(case)
    blank = [r.label for r in sheet.rows if r.weight is None]
    execution = execution_points(case, sheet.rows)
    identity = Sum(full, (*(r.weight for r in sheet.rows if r.weight is not None), *execution.weights))
    if blank:
        names = "、".join(blank[:_MOST_NAMES])
        missing = Remark(f"没有写明分值：{names}", f"no weight is stated for {names}")
        yield unchecked("总分值", missing, full, identity.operands[1:])
        return
    if case.full_score is None and identity.computed == 1:
        return  # weights printed as shares of one
    finding = judged(identity, "总分值")
    if finding.status is Status.FAIL:
        gap = full.value - identity.computed
        hidden = execution.missing and not _scores_complete(case, sheet.rows, execution)
        if totals_in_doubt(case):
            finding = unchecked("总分值", NO_TOTAL, full, identity.operands[1:])
        elif sheet.loose or (gap > 0 and (execution.unweighted or has_blank_rows(case, sheet))):
            finding = unchecked("总分值", BLANK, full, identity.operands[1:])
        elif hidden and gap in USUAL_EXECUTION_POINTS:
            finding = unchecked("总分值", NO_EXECUTION_POINTS, full, identity.operands[1:])
        elif identity.computed < min(full.value, HUNDRED) * _LEAST_PART:
            finding = unchecked("总分值", MOST_MISSING, full, identity.operands[1:])
        elif not sheet.in_table and gap > 0 and not _scores_complete(case, sheet.rows, execution):
            finding = unchecked("总分值", ONLY_SOME, full, identity.operands[1:])
    yield weighed(case, finding)


def _scores_complete(case: Case, rows: tuple[Indicator, ...], execution: ExecutionPoints) -> bool:
    """Whether the scores add up to the total: then no indicator is missing."""
    if case.total_score is None:
        return False
    return case.total_score.value == sum_of(rows, score_of) + sum((s.value for s in execution.scores), ZERO)
