"""How an evaluation's points are laid out: which rows are scored, and where the execution points stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ziping.pipeline.checks.arithmetic.intervals import ZERO
from ziping.pipeline.checks.arithmetic.operands import Operand, implied
from ziping.pipeline.checks.arithmetic.slips import one_slip
from ziping.pipeline.checks.label_words import AMONG, EXECUTING
from ziping.pipeline.checks.loading.rows import Case, Indicator, Section

HUNDRED = Decimal(100)
_CASES = 4  # several rules ask the same of a case, one after the other
# Points that forms give to the budget execution without printing them: the standard form's 10, and 20.
USUAL_EXECUTION_POINTS = (Decimal(10), Decimal(20))
_DEDUCTION = re.compile(r"(?:扣|减)分(?:项|指标|因素)|^(?:扣|减)分$")
_BONUS = re.compile(r"(?:加|附加|奖励)分(?:项|指标|因素)?")
_EXECUTION = re.compile(
    rf"^(?:项目|部门|财政|专项|整体|年度)*(?:预算|资金|经费|支出|项目)(?:资金|支出)?(?:{EXECUTING})(?:率|进度)?$"
    r"|^预算执行(?:情况)?$|^执行率$"
)

Points = Callable[[Indicator | Section], Operand | None]


def weight_of(row: Indicator | Section) -> Operand | None:
    """Full points."""
    return row.weight


def score_of(row: Indicator | Section) -> Operand | None:
    """Points given."""
    return row.score


def deducts(row: Indicator | Section) -> bool:
    """Whether its points are taken away: the 10 points of a 扣分项 are a limit, no weight."""
    return any(map(_is_deduction, _names(row)))


def adds(row: Indicator | Section) -> bool:
    """Whether its points come on top of the full score."""
    return any(map(_is_bonus, _names(row)))


def _names(row: Indicator | Section) -> tuple[str | None, ...]:
    return (row.label,) if isinstance(row, Section) else (row.level1, row.level2, row.level3)


@lru_cache(maxsize=1 << 12)
def _is_deduction(name: str | None) -> bool:
    return name is not None and bool(_DEDUCTION.search(name))


@lru_cache(maxsize=1 << 12)
def _is_bonus(name: str | None) -> bool:
    return name is not None and bool(_BONUS.search(name))


@lru_cache(maxsize=1 << 12)
def is_execution(label: str) -> bool:
    """Whether the points are those for spending the budget (预算执行率)."""
    return bool(_EXECUTION.search(label))


@dataclass(frozen=True, slots=True, eq=False)
class ScoreSheet:
    """The scored rows that make one total.

    Attributes:
        name: Title of the table; None in prose.
        rows: Rows with a weight (with a score, where no row has a weight), without deductions and bonuses.
        loose: Rows with a score but no weight, where others have one: counted or not, nobody says.
        bonuses, deductions: Rows beside the full score.
        in_table: Whether they are the rows of one table, and so all of them.
    """

    name: str | None
    rows: tuple[Indicator, ...]
    loose: tuple[Indicator, ...]
    bonuses: tuple[Indicator, ...]
    deductions: tuple[Indicator, ...]
    in_table: bool


def beside(sheet: ScoreSheet) -> tuple[tuple[Operand, ...], tuple[Operand, ...]]:
    """Scores beside the full score: those to add (bonuses, deductions printed below zero), those to take away."""
    bonuses = tuple(r.score for r in sheet.bonuses if r.score is not None)
    deductions = tuple(r.score for r in sheet.deductions if r.score is not None)
    below = tuple(d for d in deductions if d.value < 0)
    return (*bonuses, *below), tuple(d for d in deductions if d.value >= 0)


@lru_cache(maxsize=_CASES)
def score_sheets(case: Case) -> tuple[ScoreSheet, ...]:
    """One sheet for each table (and for the prose) that gives weights or scores; goal sheets without are none."""
    names = dict.fromkeys(i.sheet for i in case.indicators)
    sheets = (_sheet(n, tuple(i for i in case.indicators if i.sheet == n)) for n in names)
    return tuple(s for s in sheets if s.rows)


def _sheet(name: str | None, indicators: tuple[Indicator, ...]) -> ScoreSheet:
    # sub-rows (其中…) have a target but neither weight nor score
    scored = [i for i in indicators if i.weight is not None or i.score is not None]
    weighted = any(i.weight is not None for i in scored)
    bonuses = tuple(i for i in scored if adds(i) and not deducts(i))
    deductions = tuple(i for i in scored if deducts(i) or (i.score is not None and i.score.value < 0))
    beside = {id(i) for i in (*bonuses, *deductions)}
    rows = tuple(i for i in scored if id(i) not in beside and (i.weight is not None or not weighted))
    loose = tuple(i for i in scored if id(i) not in beside and i.weight is None and weighted)
    return ScoreSheet(name, rows, loose, bonuses, deductions, name is not None)


@lru_cache(maxsize=_CASES)
def full_score(case: Case) -> Operand:
    """The full score as stated, else 100 points. A figure far from 100 where the weights do make 100 is no
    full score: another total of the form was taken for it."""
    hundred, stated = implied(HUNDRED, "100", "满分"), case.full_score
    if stated is None or stated.value == HUNDRED:
        return stated or hundred
    if weights_make(case, HUNDRED) and not one_slip(stated, HUNDRED):
        return hundred
    return stated


def totals_in_doubt(case: Case) -> bool:
    """Whether the total was read above a full score that nothing confirms: then one of the two is another figure of the
    row (88 under 分值 and 100 beside it)."""
    full, total = case.full_score, case.total_score
    if full is None or total is None or total.value <= full.value or full.value == HUNDRED:
        return False
    return not weights_make(case, full.value)


def has_blank_rows(case: Case, sheet: ScoreSheet) -> bool:
    """Whether a row of the sheet has an indicator with a target or a result, but neither weight nor score: they may not
    have been read. Details of the row above (其中…) and what shares the cell of others have none of their own."""
    scored = {id(r) for r in (*sheet.rows, *sheet.loose, *sheet.bonuses, *sheet.deductions)}
    named = {r.sheet for r in sheet.rows}
    for row in case.indicators:
        own = id(row) not in scored and row.sheet in named and row.level3 and not row.level3.startswith(AMONG)
        if own and (row.target is not None or row.actual is not None):
            return True
    return False


def weights_make(case: Case, full: Decimal) -> bool:
    """Whether the weights of some sheet, with those of the funding block or without, make so many points."""
    for sheet in score_sheets(case):
        weights = sum_of(sheet.rows, weight_of)
        more = sum((w.value for w in execution_points(case, sheet.rows).weights), ZERO)
        if full in (weights, weights + more):
            return True
    return False


@lru_cache(maxsize=_CASES)
def main_sheet(case: Case) -> ScoreSheet | None:
    """The sheet whose rows make the total: of several, the one that is complete (its weights make the full
    score) and scored; all together where none is complete alone. None where nothing is scored."""
    sheets = score_sheets(case)
    if len(sheets) <= 1:
        return sheets[0] if sheets else None
    full = full_score(case).value

    def rank(sheet: ScoreSheet) -> tuple[bool, bool]:
        weights = sum_of(sheet.rows, weight_of)
        points = execution_points(case, sheet.rows)
        extra = sum((w.value for w in points.weights), ZERO)
        return full in (weights, weights + extra), any(r.score is not None for r in sheet.rows)

    best = max(sheets, key=rank)
    if rank(best)[0] or not sum_of(best.rows, weight_of):
        return best
    return ScoreSheet(
        None,
        tuple(r for s in sheets for r in s.rows),
        tuple(r for s in sheets for r in s.loose),
        tuple(r for s in sheets for r in s.bonuses),
        tuple(r for s in sheets for r in s.deductions),
        all(s.in_table for s in sheets),
    )


def sum_of(rows: Iterable[Indicator], points: Points) -> Decimal:
    """The stated points of `rows` together."""
    return sum((p.value for r in rows if (p := points(r)) is not None), ZERO)


@dataclass(frozen=True, slots=True)
class ExecutionPoints:
    """The points that the funding block has beside the indicators.

    Attributes:
        weights, scores: Empty where the block states none, or an indicator row carries the same points.
        missing: There is a funding block, but it does not say how many points it has.
    """

    weights: tuple[Operand, ...] = ()
    scores: tuple[Operand, ...] = ()
    missing: bool = False

    @property
    def unweighted(self) -> bool:
        """Whether points were given that it does not say how many there are of."""
        return bool(self.scores) and not self.weights

    @property
    def unscored(self) -> bool:
        """Whether it says how many points it has, but not how many were given."""
        return bool(self.weights) and not self.scores


def execution_points(case: Case, rows: Iterable[Indicator]) -> ExecutionPoints:
    """The funding block's points: those of its total line, else of its lines. They count once: not where
    one of `rows` is the budget execution with the same points."""
    scored = [f for f in case.funding if f.weight is not None or f.score is not None]
    if not scored:
        return ExecutionPoints(missing=bool(case.funding))
    # the same block may be printed in several forms of one evaluation: its total counts once
    lines = [f for f in scored if f.line == "total"][:1] or scored
    carriers = [row for row in rows if is_execution(row.label)]
    if any(_same_points(row, line.weight, line.score) for row in carriers for line in lines):
        return ExecutionPoints()
    return ExecutionPoints(
        tuple(f.weight for f in lines if f.weight is not None), tuple(f.score for f in lines if f.score is not None)
    )


def _same_points(row: Indicator, weight: Operand | None, score: Operand | None) -> bool:
    """Whether the weights or the scores agree: where one of them is misprinted, the other one still tells."""
    pairs = ((row.weight, weight), (row.score, score))
    return any(a is not None and b is not None and a.value == b.value for a, b in pairs)
