"""Rules on what was planned, how it was changed and what came of it: `completion`, `budget-change`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ziping.pipeline.checks.arithmetic.identities import Ratio, Sum
from ziping.pipeline.checks.findings.declaration import rule
from ziping.pipeline.checks.findings.finding import (
    Finding,
    Remark,
    Status,
    as_warning,
    judged,
    unchecked,
)
from ziping.pipeline.checks.label_words import LEFT_OVER
from ziping.pipeline.checks.loading.plans import Completion, completions
from ziping.pipeline.checks.loading.rows import Case, Fact
from ziping.pipeline.checks.loading.ties import fact_of, ties_of

_TOLD_APART = Remark("计划数与完成数未写在一处", "plan and result are not told together")

_CUT = re.compile(r"减|收回|压缩")
_ADJUSTED = re.compile(r"调整后|调整预算|全年预算|预算(?:总额|合计|数)?$|预算数?调整为")
_OTHERS = Remark("其间另有金额，是否计入未写明", "other amounts stand between, and nothing says whether they count")
_NEXT = 2  # figures behind the last adjustment that may be what the budget became


@rule("completion", "完成率")
def completion(case: Case) -> Iterator[Finding]:
    """A stated completion is what was reached divided by what was planned.

    Identity: completion = actual ÷ planned. Each figure stands for every value that rounds to it.
    Source: the wording: 年初预算 X 万元，支出决算 Y 万元，完成年初预算的 p%; 计划 N 个，实际 M 个，完成计划的 p%.
    Applies: where plan, result and rate are told one after the other, or tied by the report. Of the budget of the year as
    it was adjusted the rate is the execution rate, and is checked as that.
    Undecided: plan or result is not stated; then nothing is checked.
    """
    for completed in completions(case):
        if not completed.of_budget or completed.initial:
            yield judged_completion(completed)


@rule("budget-change", "预算调整")
def budget_change(case: Case) -> Iterator[Finding]:
    """The budget as adjusted is the initial one with what was added and taken away.

    Identity: annual budget = initial budget + adjustments (调减: −). Each figure stands for every value that rounds to it.
    Source: the headings of a form: 年初预算数, 调整数, 全年预算数; the wording: 年初预算 X 万元，年中追加 Y 万元，全年预算 Z 万元.
    Applies: to lines of a form with a column for adjustments, and to amounts that prose says were added to a budget that it
    states, where it says what the budget became.
    Undecided: one of the three is not stated; then nothing is checked. Other amounts stand between them.
    """
    for line in case.funding:
        if line.adjustment is not None and line.initial_budget is not None and line.annual_budget is not None:
            identity = Sum(line.annual_budget, (line.initial_budget, line.adjustment))
            yield judged(identity, f"{line.label}：预算调整", f"资金/{line.line}/{line.label}")
    for readings, others in _adjusted(case):
        found = [judged(r, r.stated.label, f"{r.parts[0].label}/{r.stated.label}") for r in readings]
        right = (f for f in found if f.status is not Status.FAIL)
        first = next(right, found[0])
        if first.status is Status.FAIL and others:
            first = unchecked(first.subject, _OTHERS, first.operands[0], first.operands[1:], first.name)
        yield first


def _adjusted(case: Case) -> Iterator[tuple[tuple[Sum, ...], bool]]:
    """Budgets of prose, what was added and taken away, and what they became: with what was carried over, else without, for
    the initial budget may hold it; and whether other amounts stand between."""
    changes: dict[str, list[Fact]] = {}
    for fact in case.facts:
        for tie in ties_of(case, fact, "adjusts"):
            changes.setdefault(tie.to_id, []).append(fact)
    for row_id, adjustments in changes.items():
        initial = fact_of(case, row_id)
        last = max(f.sequence for f in adjustments)
        if initial is None or initial.plain is None or any(f.plain is None for f in adjustments):
            continue
        behind = [f for f in case.facts if last < f.sequence <= last + _NEXT and f.unit == initial.unit]
        became = next((f for f in behind if _ADJUSTED.search(f.label) and f.plain is not None), None)
        if became is None or became.plain is None:
            continue
        cut = tuple(f.plain for f in adjustments if f.plain is not None and _CUT.search(f.label))
        more = tuple(f.plain for f in adjustments if f.plain is not None and not _CUT.search(f.label))
        fresh = tuple(o for o in more if not LEFT_OVER.search(o.label))
        sums = [Sum(became.plain, (initial.plain, *plus), cut) for plus in dict.fromkeys((more, fresh)) if plus or cut]
        between = [f for f in case.facts if initial.sequence < f.sequence < became.sequence and f not in adjustments]
        yield tuple(sums), any(f.unit == initial.unit and f.parent_id is None for f in between)


def judged_completion(completion: Completion) -> Finding:
    """The rate against its two figures; a warning where they are not told together."""
    rate, actual, planned = completion.rate.plain, completion.actual.plain, completion.planned.plain
    assert rate is not None and actual is not None and planned is not None
    subject = completion.actual.label if completion.of_budget else completion.planned.label
    finding = judged(Ratio(rate, actual, planned), subject, f"{completion.planned.label}/{completion.rate.label}")
    return finding if completion.certain else as_warning(finding, _TOLD_APART)


__all__ = ["budget_change", "completion", "judged_completion"]
