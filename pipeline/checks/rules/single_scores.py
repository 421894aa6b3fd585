"""Rules on single scores: `score-range`, `score-formula`, `target-met`, `reason-missing`, and the grade: `grade-band`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ziping.pipeline.checks.arithmetic.identities import Product, Within
from ziping.pipeline.checks.arithmetic.intervals import ZERO
from ziping.pipeline.checks.arithmetic.operands import (
    Evidence,
    Operand,
    implied,
    plain,
)
from ziping.pipeline.checks.findings.declaration import rule
from ziping.pipeline.checks.findings.finding import (
    Finding,
    Remark,
    Severity,
    Status,
    as_warning,
    bounded,
    judged,
    unchecked,
)
from ziping.pipeline.checks.loading.grade_bands import USUAL, grade_of
from ziping.pipeline.checks.loading.profiles import OTHER_BANDS, grading
from ziping.pipeline.checks.loading.rows import Case, Indicator, Statement
from ziping.pipeline.checks.loading.scoring import (
    HUNDRED,
    adds,
    deducts,
    totals_in_doubt,
    weights_make,
)
from ziping.pipeline.checks.loading.targets import Met, met


@rule("score-range", "得分范围")
def score_range(case: Case) -> Iterator[Finding]:
    """A score lies between nothing and its full points.

    Identity: 0 ≤ score ≤ weight, for every scored indicator, for the funding block and for subtotals.
    Source: 财预〔2020〕10号: an indicator's score is part of the points it is given (所赋分值).
    Applies: where a score is stated; deductions (扣分项) and bonuses have ranges of their own.
    Undecided: no weight is stated for the score.
    """
    for row in case.indicators:
        if row.score is None or deducts(row) or adds(row):
            continue
        yield _in_range(row.score, row.weight, row.label, row.path)
    for line in case.funding:
        if line.score is not None:
            yield _in_range(line.score, line.weight, line.label, f"资金/{line.label}")
    for part in case.sections:
        several = "、" in part.label or "分别" in part.label  # 四个方面分别得 …: the points of several things
        if part.score is not None and part.weight is not None and not (deducts(part) or adds(part) or several):
            yield _in_range(part.score, part.weight, part.label, f"小计/{part.sheet or ''}/{part.level}/{part.label}")


def _in_range(score: Operand, weight: Operand | None, label: str, name: str) -> Finding:
    if weight is None:
        missing = Remark("没有写明分值", "no weight is stated")
        return unchecked(label, missing, score, (), name)
    return bounded(Within(score, ZERO, weight), label, name)


@rule("score-formula", "按比例计分")
def score_formula(case: Case) -> Iterator[Finding]:
    """Where the report scores proportionally, a score is its weight times the completion.

    Identity: score = weight × score coefficient (得分系数); else score = weight × completion rate, at most
    the weight. A score printed with decimals stands for its interval, a whole one is exact; the rate
    stands for its interval.
    Source: 财预〔2020〕10号: 未完成指标值的，按照完成值与指标值的比例记分; many units score otherwise.
    Applies: where a coefficient is stated; a completion rate counts only where the report's own figures
    show that it scores by it: more of its partly completed indicators fit the product than do not.
    Undecided: never; where nothing shows proportional scoring, nothing is checked.
    """
    coefficients = [r for r in case.indicators if r.coefficient is not None]
    for row in coefficients:
        if row.weight is not None and row.score is not None and row.coefficient is not None:
            yield judged(_product(row.score, row.weight, row.coefficient), row.label, name=row.path)
    rated = [
        (row, _product(row.score, row.weight, row.completion_rate))
        for row in case.indicators
        if row.completion_rate is not None and row.coefficient is None
        if row.weight is not None and row.score is not None and row.weight.value > 0
    ]
    if _is_proportional([product for _, product in rated]):
        for row, product in rated:
            yield judged(product, row.label, name=row.path)


def _product(score: Operand, weight: Operand, rate: Operand) -> Product:
    return Product(score.as_rounded(), weight, rate, most=weight.value if rate.value > 1 else None)


def _is_proportional(products: list[Product]) -> bool:
    """Full marks for full completion prove nothing; partly completed indicators do."""
    fits = misfits = 0
    for product in products:
        agrees = product.stated.interval.meets(product.interval)
        partly = 0 < product.right.value < 1
        fits += partly and agrees
        misfits += not agrees
    return fits > misfits


@rule("target-met", "目标与得分", Severity.WARNING)
def target_met(case: Case) -> Iterator[Finding]:
    """Full marks go with a target that is met, and a met target with full marks.

    Identity: actual meets target ⇔ score = weight, by the target's operator (≥ ≤ = > <). A target in words
    that is met gives 80% of the weight or more.
    Source: 财预〔2020〕10号: 完成指标值的，记该指标所赋全部分值; 定性指标 are marked by degrees, 达成年度指标
    with 100%—80%（含）. A warning: other reasons may cost marks.
    Applies: where a target and an actual are stated. Units are converted (万人 and 人). Marks cut for an
    actual far above its target are allowed by the same rule.
    Undecided: words that are not the same words; units that do not convert; a plain figure exceeded, or
    missed where less may be better (cost, time, errors); no marks and a target that is not met.
    """
    for row in case.indicators:
        if row.target is None or row.actual is None or deducts(row):
            continue
        yield _marks(row, met(row))


_MOST_NAMES = 3
_REACHED_IN_WORDS = Decimal("0.8")  # of the weight, at least, for 定性指标 that are met
_MISSED = Remark("未达目标却得满分", "full marks though the target is missed")
_REACHED = Remark("已达目标却扣分", "marks deducted though the target is met")
_CANNOT_TELL = Remark("文字或单位不同，无法比较", "words or units differ")
_NO_MARKS = Remark("未达目标，没有写明分值和得分", "the target is missed, and no marks are stated")


def _marks(row: Indicator, outcome: Met) -> Finding:
    assert row.target is not None and row.actual is not None
    score, weight = row.score, row.weight
    rest = (*(() if weight is None else (weight,)), _shown(row.target), _shown(row.actual))
    if outcome is Met.UNKNOWN:
        return unchecked(row.label, _CANNOT_TELL, score, rest, row.path)
    reached = outcome is not Met.NO
    if score is None or weight is None:
        operands = rest if score is None else (score, *rest)
        if not reached:
            return unchecked(row.label, _NO_MARKS, score, rest, row.path)
        return Finding(row.label, Status.PASS, None, operands, row.path)
    full = score.value >= weight.value
    status, remarks, identity = Status.PASS, tuple[Remark, ...](), None
    if reached:
        least = weight.value if row.target.value is not None else weight.value * _REACHED_IN_WORDS
        identity = Within(score, least, implied(weight.value, weight.text, row.label))
        if score.value < least and outcome is Met.YES:
            if row.target.value is None and row.reason:  # the same words, but the report says what is lacking
                return unchecked(row.label, _CANNOT_TELL, score, rest, row.path)
            status, remarks = Status.FAIL, (_REACHED,)
    elif full and weight.value > 0:
        status, remarks = Status.FAIL, (_MISSED,)
    certain = status is Status.PASS
    return Finding(row.label, status, identity, (score, *rest), row.path, None, certain, score.value, remarks=remarks)


def _shown(statement: Statement) -> Operand:
    """A target or an actual as evidence."""
    label = "完成值" if statement.column.startswith("actual") else "目标值"
    return Operand(
        statement.value or ZERO,
        ZERO,
        statement.text,
        label,
        statement.row_id,
        statement.column,
        statement.evidence,
        statement.confidence,
    )


@rule("reason-missing", "偏差原因", Severity.WARNING)
def reason_missing(case: Case) -> Iterator[Finding]:
    """Where points were lost, the form's own cell for the reason is filled in.

    Identity: score < weight ⇒ 偏差原因 is not blank. One finding for a sheet, with the rows that say nothing.
    Source: the form's own heading: 偏差原因分析及改进措施.
    Applies: to tables on whose pages such a heading is printed, or where another row gives a reason.
    Undecided: something in one of these rows was not read.
    """
    for name in dict.fromkeys(r.sheet for r in case.indicators if r.sheet is not None):
        rows = [r for r in case.indicators if r.sheet == name]
        lost = [r for r in rows if r.score is not None and r.weight is not None and r.score.value < r.weight.value]
        asked = any(r.reason for r in rows) or any(_page(r) in case.reason_pages for r in rows)
        silent = [r for r in lost if not (r.reason or "").strip() and not deducts(r)]
        if not lost or not asked:
            continue
        operands = tuple(r.score for r in (silent or lost) if r.score is not None)
        if not silent:
            yield Finding(name, Status.PASS, None, operands, f"原因/{name}")
            continue
        names = "、".join(r.label for r in silent[:_MOST_NAMES]) + ("等" if len(silent) > _MOST_NAMES else "")
        remark = Remark(
            f"{names} {len(silent)} 项扣分，未填偏差原因", f"no reason is given for {len(silent)} that lost points"
        )
        yield Finding(name, Status.FAIL, None, operands, f"原因/{name}", words=remark)


def _page(row: Indicator) -> int | None:
    return next((e.page for o in (row.score, row.weight) if o is not None for e in o.evidence), None)


@rule("grade-band", "等级")
def grade_band(case: Case) -> Iterator[Finding]:
    """The grade is the one that the total score falls into.

    Identity: 优 ≥ 90 > 良 ≥ 80 > 中 ≥ 60 > 差 of 100 points, or the bands that the report states; other
    full scores are scaled to 100. Bands are stated in its text, or in the notes of a form (three grades right behind
    each other); where the grade is wrong by such notes alone, it is a warning.
    Source: 财预〔2020〕10号: 90（含）—100 分为优、80（含）—90 分为良、60（含）—80 分为中、60 分以下为差.
    Applies: where a total score and one of these four grades are stated. By another scheme (a full score that
    is not 100, a grade in other words: 合格, 较好) whose bands the report does not state, a failure is `info`.
    Undecided: only one of the two is stated; the grade is none of the four; the total passes the full score.
    """
    total, grade = case.total_score, case.grade_text
    if grade is None:
        return
    shown: tuple[Operand, ...] = (_evident(grade.text, grade.evidence, grade.confidence, grade.row_id),)
    if total is None or case.grade is None:
        no_total = Remark("没有写明总分", "no total score is stated")
        strange = Remark(f"等级“{grade.text}”不在四档之内", f"“{grade.text}” is none of the four grades")
        missing = no_total if total is None else strange
        yield unchecked("自评等级", missing, total, shown)
        return
    profile = grading(case)
    full = HUNDRED if weights_make(case, HUNDRED) else profile.full.value or HUNDRED
    if not 0 <= total.value <= full or totals_in_doubt(case):
        yield unchecked("自评等级", Remark("总分不在满分之内", "the total is outside the full score"), total, shown)
        return
    bands = profile.bands
    points = total.value if bands.stated else total.value * HUNDRED / full
    right = grade_of(points, bands)
    message = Remark(
        f"得分 {plain(total.value)} 分应评“{right.zh}”，报告评为“{grade.text}”",
        f"{plain(total.value)} points are “{right.en}”, the report says “{grade.text}”",
    )
    band = bands.band(case.grade)
    finding = Finding(
        "自评等级",
        Status.PASS if right.name == case.grade else Status.FAIL,
        None if band is None else Within(total, _unscaled(band[0], full), implied(*_top(band[1], full))),
        (total, *shown),
        stated=total.value,
        words=None if right.name == case.grade else message,
    )
    if bands.noted and grade_of(total.value * HUNDRED / full, USUAL).name == case.grade:
        finding = as_warning(finding)  # by what stands beside the form alone: it may speak of something else
    yield profile.weighed(finding, OTHER_BANDS)


def _unscaled(points: Decimal, full: Decimal) -> Decimal:
    return points * full / HUNDRED


def _top(points: Decimal, full: Decimal) -> tuple[Decimal, str, str]:
    value = _unscaled(points, full)
    return value, plain(value), "等级上限"


def _evident(text: str, evidence: tuple[Evidence, ...], confidence: float | None, row_id: str) -> Operand:
    return Operand(ZERO, ZERO, text, "等级", row_id, "grade_text", evidence, confidence)
