"""What was planned, what came of it, and the rate of one to the other, where prose tells them one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ziping.pipeline.checks.label_words import INITIAL
from ziping.pipeline.checks.loading.comparisons import NO_LEVEL, is_difference
from ziping.pipeline.checks.loading.labels import alike, core
from ziping.pipeline.checks.loading.rows import Case, Fact
from ziping.pipeline.checks.loading.ties import tied_to

_COMPLETED = re.compile(r"完成(?:了|率|进度|比例)?(?P<plan>[^，。；\d]{0,14}?)(?:数|值|额|量)?的?$")
_BUDGET = re.compile(r"预算")
_PLAN = re.compile(r"预算|计划|目标|任务|应|拟|指标")
_DONE = re.compile(r"决算|支出|支付|执行|使用|实际|完成|实现|达到|已|共|累计")
_ROLE = re.compile(r"计划|目标|任务|实际|完成|应|已|拟|预计|年初|年度|全年|预算|支出|决算|数|额|量|为|的")
_RUN = 3  # figures told one after the other that may be of one item


@dataclass(frozen=True, slots=True)
class Completion:
    """A rate with what was planned and what came of it.

    Attributes:
        of_budget: Whether it is spending out of a budget.
        initial: Whether the budget is the initial one, which may have been adjusted.
        certain: Whether the report ties the three, rather than telling them one after the other.
    """

    rate: Fact
    actual: Fact
    planned: Fact
    of_budget: bool
    initial: bool
    certain: bool


def completions(case: Case) -> Iterator[Completion]:
    """Every 完成年初预算（计划、任务）的 p%, or 完成率 p%, whose two figures are stated."""
    for number, fact in enumerate(case.facts):
        if fact.kind not in ("rate", "share") or fact.unit != "ratio" or fact.plain is None:
            continue
        match = _COMPLETED.search(fact.label)
        if match is None:
            continue
        pair = _tied(case, fact)
        found = pair or _told_before(case.facts[:number], match["plan"])
        if found is None:
            continue
        actual, planned = found
        words = match["plan"] + planned.label
        yield Completion(
            fact,
            actual,
            planned,
            bool(_BUDGET.search(words)) and planned.unit == "CNY",
            bool(INITIAL.search(words)),
            pair is not None or planned.sequence == fact.sequence - 2 or planned.sequence == fact.sequence - 1,
        )


def is_completion(rate: Fact) -> bool:
    """Whether a rate says how much of a plan was done (完成率, 完成年初预算的)."""
    return _COMPLETED.search(rate.label) is not None


def _tied(case: Case, fact: Fact) -> tuple[Fact, Fact] | None:
    """The figures that the report itself ties to the rate."""
    above, below = tied_to(case, fact, "rate-of"), tied_to(case, fact, "rate-base")
    if above is None or below is None or above.plain is None or below.plain is None:
        return None
    return (above, below) if above.unit == below.unit else None


def _told_before(facts: tuple[Fact, ...], plan: str) -> tuple[Fact, Fact] | None:
    """The plan that the rate names and what came of it, among the figures since the last rate."""
    run: list[Fact] = []
    for fact in reversed(facts):
        if fact.kind in NO_LEVEL or is_difference(fact) or fact.plain is None or len(run) == _RUN:
            break
        if run and fact.unit != run[0].unit:
            break
        run.append(fact)
    planned = [f for f in run[:2] if _is_planned(f, plan)]
    if len(planned) != 1 or len(run) < 2:
        return None
    actual = run[1] if planned[0] is run[0] else run[0]
    if not (_DONE.search(actual.label) or actual.state in ("actual", "received")) or not _one_thing(actual, planned[0]):
        return None
    return actual, planned[0]


def _is_planned(fact: Fact, plan: str) -> bool:
    if fact.state is not None:
        return fact.state in ("planned", "adjusted")
    words = _PLAN.findall(plan)
    return bool(_PLAN.search(fact.label)) and (not words or any(w in fact.label for w in words)) and not _spent(fact)


def _spent(fact: Fact) -> bool:
    """预算执行数 is spending, 预算支出 may be either."""
    return bool(re.search(r"执行|决算|实际|完成", fact.label))


def _one_thing(actual: Fact, planned: Fact) -> bool:
    """Whether one of the two has no name but its role, or both have one."""
    names = [_ROLE.sub("", core(f.label)) for f in (actual, planned)]
    return not all(names) or alike(*names)
