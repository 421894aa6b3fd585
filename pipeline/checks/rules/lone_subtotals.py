"""Subtotals of a report that scores no single indicator: all that its total can be held against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.pipeline.checks.arithmetic.identities import Sum
from ziping.pipeline.checks.arithmetic.intervals import ZERO
from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.findings.finding import (
    Finding,
    Remark,
    as_warning,
    judged,
    unchecked,
)
from ziping.pipeline.checks.loading.rows import Case, Section
from ziping.pipeline.checks.loading.scoring import (
    Points,
    adds,
    deducts,
    full_score,
    score_of,
    score_sheets,
    weight_of,
)

_FEWEST = 2
_SOME = Remark("可能只写了一部分小计", "only some of the subtotals may be stated")


def subtotals_alone(case: Case, points: Points) -> Iterator[Finding]:
    """The total as the sum of the subtotals, where no indicator has points.

    Full points that make the full score show that the subtotals are complete: then a difference is a failure.
    Without full points it is a warning, or nothing where the gap is as large as a subtotal that is not told; where
    their full points make something else nothing is compared.
    """
    if score_sheets(case):
        return
    kept = [s for s in case.sections if not deducts(s) and not adds(s)]
    total = case.total_score if points is score_of else full_score(case)
    for sections in ([s for s in kept if s.level == 1], kept):
        parts = _stated(sections, points)
        if total is None or len(parts) < max(_FEWEST, len(sections)):
            continue
        weights = _stated(sections, weight_of)
        complete = len(weights) == len(sections) and sum((w.value for w in weights), ZERO) == full_score(case).value
        identity = Sum(total, parts)
        right = identity.computed == total.value
        if not (complete or right or (not weights and sections is kept)):
            continue
        subject = "总分＝各部分" if points is score_of else "总分值＝各部分"
        finding = judged(identity, subject, "各部分")
        if not complete and total.value - identity.computed >= min(p.value for p in parts) / _FEWEST:
            continue
        yield finding if complete else as_warning(finding, _SOME)
        return
    if total is not None and points is score_of and kept:
        yield unchecked("总分＝各部分", _SOME, total, _stated(kept, points), "各部分")


def _stated(sections: Sequence[Section], points: Points) -> tuple[Operand, ...]:
    return tuple(p for s in sections if (p := points(s)) is not None)
