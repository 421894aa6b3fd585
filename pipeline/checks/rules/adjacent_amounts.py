"""Funds told in prose: which amounts were told together with their rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ziping.pipeline.checks.arithmetic.identities import Ratio
from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.loading.places import same_place
from ziping.pipeline.checks.loading.rows import MONEY, Fact, FundingLine

_NEAR = 4  # facts before a rate that may be its budget and spending


def with_adjacent_amounts(line: FundingLine, facts: Sequence[Fact]) -> FundingLine:
    """The line with the spending (or budget) that its rate was told with.

    Prose tells of several budgets: 全年总支出 … 项目到位资金 706 万元，累计支付 688.99 万元，执行率 97.59%. Where
    the rate does not follow from what the line holds, but does from an amount that stands just before it,
    and the line's own stands further off, then the line was put together from two sentences that speak of different budgets.
    """
    rate, base = line.execution_rate, line.annual_budget or line.received or line.initial_budget
    if rate is None or base is None or line.executed is None or line.in_form or _fits(rate, line.executed, base):
        return line
    near = _just_before(rate, facts)
    found = [f for f in _behind(near, line.executed) if _fits(rate, f, base) and not same_place(f, base)]
    if len(found) == 1:
        return replace(line, executed=found[0])
    spent = line.executed
    found = [f for f in _behind(near, base) if _fits(rate, spent, f) and not same_place(f, spent)]
    if len(found) == 1:
        return replace(line, annual_budget=found[0])
    return line


def _behind(near: Sequence[Operand], figure: Operand) -> Sequence[Operand]:
    """The amounts that stand closer to the rate than a figure; all of them where it stands elsewhere."""
    own = next((n for n, f in enumerate(near) if same_place(f, figure)), -1)
    return near[own + 1 :]


def adjacent_budget(line: FundingLine, facts: Sequence[Fact]) -> Operand | None:
    """The only other amount that stands just before the line's rate, where the line has no budget of its own:
    上级财政下达专项资金 894.72 万元，实际使用资金 893.47 万元，执行率 99.86%."""
    rate, spent = line.execution_rate, line.executed
    if rate is None or spent is None or line.in_form:
        return None
    others = [f for f in _just_before(rate, facts) if not same_place(f, spent)]
    return others[0] if len(others) == 1 and others[0].value else None


def has_base_of_its_own(line: FundingLine, base: Operand, facts: Sequence[Fact]) -> bool:
    """Whether the line's rate is one of another sum than its budget, which is not printed: the rate of another day, told right
    behind the spending up to it, is one of the same sum (截至6月使用520万元，使用率65.7%；截至年底使用610万元，使用率77.1%)."""
    if line.in_form or line.execution_rate is None or line.executed is None:
        return False
    own = line.executed.interval.not_negative() / line.execution_rate.as_ratio().interval.not_negative()
    for before, fact in pairwise(facts):
        spent, rate = before.plain, fact.plain
        if fact.kind != "rate" or rate is None or before.unit != "CNY" or before.kind not in MONEY or spent is None:
            continue
        if same_place(rate, line.execution_rate) or not rate.value:
            continue
        other = spent.interval.not_negative() / rate.interval.not_negative()
        if own is not None and other is not None and own.meets(other) and not other.meets(base.interval):
            return True
    return False


def _fits(rate: Operand, spent: Operand, budget: Operand) -> bool:
    interval = Ratio(rate, spent, budget).interval
    return interval is not None and rate.interval.meets(interval)


def _just_before(rate: Operand, facts: Sequence[Fact]) -> list[Operand]:
    """The amounts that stand just before the rate."""
    rates = ((n, f.figure) for n, f in enumerate(facts) if f.kind == "rate" and f.figure is not None)
    place = next((n for n, figure in rates if figure.value == rate.value and same_place(figure, rate)), None)
    if place is None:
        return []
    before = facts[max(0, place - _NEAR) : place]
    return [f.plain for f in before if f.kind in MONEY and f.unit == "CNY" and f.plain is not None]
