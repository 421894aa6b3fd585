"""The rule on what was planned and what came of it: `completion`."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.pipeline.checks.arithmetic.identities import Ratio
from ziping.pipeline.checks.findings.declaration import rule
from ziping.pipeline.checks.findings.finding import (
    Finding,
    Remark,
    judged,
    softened,
)
from ziping.pipeline.checks.loading.plans import Completion, completions
from ziping.pipeline.checks.loading.rows import Case

_TOLD_APART = Remark("计划数与完成数未写在一处", "plan and result are not told together")


@rule("completion", "完成率")
def completion(case: Case) -> Iterator[Finding]:
    """A stated completion is what was reached divided by what was planned.

    Identity: completion = actual ÷ planned. Each figure stands for every value that rounds to it.
    Source: the wording: 年初预算 X 万元，支出决算 Y 万元，完成年初预算的 p%; 计划 N 个，实际 M 个，完成计划的 p%.
    Applies: where plan, result and rate are told one after the other, or tied by the report. Of the budget of the year as
    it was adjusted the rate is the execution rate, and is checked as that.
    Undecided: plan or result is not stated; then nothing is checked.
    """
    for told in completions(case):
        if not told.of_budget or told.initial:
            yield judged_completion(told)


def judged_completion(told: Completion) -> Finding:
    """The rate against its two figures; a warning where they are not told together."""
    rate, actual, planned = told.rate.plain, told.actual.plain, told.planned.plain
    assert rate is not None and actual is not None and planned is not None
    subject = told.actual.label if told.of_budget else told.planned.label
    finding = judged(Ratio(rate, actual, planned), subject, f"{told.planned.label}/{told.rate.label}")
    return finding if told.certain else softened(finding, _TOLD_APART)


__all__ = ["completion", "judged_completion"]
