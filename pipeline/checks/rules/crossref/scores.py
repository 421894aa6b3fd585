"""The total score and the execution rate, wherever they are stated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal

from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.arithmetic.slips import single_slip
from ziping.pipeline.checks.findings.finding import Finding
from ziping.pipeline.checks.label_words import EXECUTING
from ziping.pipeline.checks.loading.places import same_place
from ziping.pipeline.checks.loading.rows import Case, Fact, FundingLine
from ziping.pipeline.checks.loading.scoring import is_execution
from ziping.pipeline.checks.rules.crossref.comparison import (
    compared,
    figure_of,
    own_label,
    periods,
)

_TOTAL_SCORE = re.compile(
    r"^(?:项目|部门|整体|支出|预算|财政|资金|绩效|综合|自我?|单位|最终|评价|自评|评分|的|为)*"
    r"(?:得分|总分|分数|总得分|评分|自评分|综合分|自评总分)(?:结果|情况|数|值|为)?$"
)
_RATE = re.compile(rf"^(?:预算|资金|经费|项目|部门|整体|总体|支出|财政)*(?:{EXECUTING})(?:完成)?(?:率|进度)(?:为|达)?$")
_NEAR = 2  # facts before a rate that may be its budget and spending


def _is_of_another(before: Sequence[Fact], amounts: Set[Decimal]) -> bool:
    """Whether the amounts told just before a rate are not those of the funding block: it is another's rate."""
    sums = [f.plain.value for f in before if f.unit == "CNY" and f.plain is not None]
    return bool(sums) and not any(value in amounts for value in sums)


def total_scores(case: Case) -> Iterator[Finding]:
    """The total of the score sheet and the score in prose."""
    if case.total_score is None:
        return
    mentions = [case.total_score]
    for fact in case.facts:
        if fact.kind == "score" and fact.plain is not None and fact.parent_id is None:
            own = own_label(fact.label, case.subject)
            if "考核" not in fact.label and _TOTAL_SCORE.match(own) and not same_place(fact.plain, case.total_score):
                mentions.append(fact.plain)
    same = [m for m in mentions if m.value == case.total_score.value or _is_slip(case.total_score, m)]
    finding = compared("自评总分", same, "自评总分")  # others are scores of several projects, or full points
    if finding is not None:
        yield finding


def _is_slip(one: Operand, other: Operand) -> bool:
    """Whether one slip makes one of the two the other."""
    return single_slip(one, other.value) is not None or single_slip(other, one.value) is not None


def _is_of_money(line: FundingLine, case: Case) -> bool:
    """Whether the line's rate is one of spending: prose also tells of 完成率 beside amounts."""
    rate = line.execution_rate
    printed_there = [f for f in case.facts if f.kind == "rate" and f.figure and rate and same_place(f.figure, rate)]
    same = [f for f in printed_there if rate and f.figure and f.figure.value == rate.value]
    return not same or any(_RATE.match(own_label(f.label, case.subject)) for f in same)


def execution_rates(case: Case) -> Iterator[Finding]:
    """The execution rate of the funding block, in prose and as an indicator."""
    lines = [f for f in case.funding if f.line == "total" and f.execution_rate is not None and _is_of_money(f, case)]
    if not lines or len({f.execution_rate.value for f in lines if f.execution_rate is not None}) > 1:
        return
    amounts = {figure.value for f in lines for _, figure in f.amounts}
    own: list[Operand] = [f.execution_rate for f in lines if f.execution_rate is not None]
    stated: list[Operand] = []
    for number, fact in enumerate(case.facts):
        if fact.kind != "rate" or fact.plain is None or not _RATE.match(own_label(fact.label, case.subject)):
            continue
        before = case.facts[max(0, number - _NEAR) : number]
        if not periods(fact, case.fiscal_year) and not _is_of_another(before, amounts):
            stated.append(fact.plain)
        elif any(same_place(fact.plain, rate) for rate in own):
            return  # a rate of one day among those of several: the line has it of another sum or time
    if len({figure.value for figure in stated}) > 1:
        return  # the rates of several things: which is meant cannot be told
    mentions = [*own, *stated]
    for row in case.indicators:
        if is_execution(row.label) and row.actual is not None:
            found = figure_of(row.actual, row.label)
            if found is not None and found[1] == "ratio" and found[0].operator == "=":
                mentions.append(found[0])
    finding = compared("预算执行率", mentions, "预算执行率")
    if finding is not None:
        yield finding
