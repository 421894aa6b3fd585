"""Budgets and spending: the funding block and what the prose says of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ziping.pipeline.checks.arithmetic.identities import Same
from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.arithmetic.slips import single_slip
from ziping.pipeline.checks.findings.finding import Finding, as_warning, judged
from ziping.pipeline.checks.label_words import INITIAL, LEFT_OVER
from ziping.pipeline.checks.loading.labels import core
from ziping.pipeline.checks.loading.places import same_place
from ziping.pipeline.checks.loading.rows import MONEY, Case, Fact, FundingLine
from ziping.pipeline.checks.rules.crossref.comparison import (
    compared,
    figure_of,
    own_label,
    periods,
)

_TIGHT = 200  # a figure is precise when half its last digit is at most 1/200 of it
_OTHER_THING = 3  # amounts that differ by such a factor, and by no single slip, are of different things

_SPENDING = re.compile(
    r"^(?:项目|资金|经费|预算|实际|累计|部门|整体|总)*(?:支出|支付|使用|执行|开支)"
    r"(?:数|额|金额|总额|资金|决算|完成)*$"
)
_BUDGET = re.compile(
    r"^(?:项目|资金|经费|财政|专项|调整后|安排|下达)*预算(?:项目|资金|金额|总额|数|安排|指标|总金额)*$|^(?:项目)?(?:资金|经费)(?:总额)?$|^$"
)
_SPENT_WORDS = re.compile(r"支出|支付|使用|执行|开支|发放|兑付")
_FROM_BEFORE = re.compile(r"(?:上年|年初|以前年度)\D{0,2}结[转余]")
_OTHER_SCOPE = re.compile(r"其中|上年|去年|月|季度|半年|总投资|三公|拟|计划|预计")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of the funding block: all columns of a line that show the same figure."""

    line: FundingLine
    columns: tuple[str, ...]
    figures: tuple[Operand, ...]


def amounts(case: Case) -> Iterator[Finding]:
    """Every amount of the funding block with the figures of prose and cost indicators that repeat it."""
    printed = _amounts_of(case.funding)
    if not printed:
        return
    facts = [f for f in case.facts if f.unit == "CNY" and f.kind in MONEY and f.plain is not None]
    costs = _cost_figures(case)
    taken: dict[int, list[Operand]] = {i: [] for i in range(len(printed))}
    values = sorted((amount.figures[0].value, number) for number, amount in enumerate(printed))
    for fact in facts:
        choice = _best(fact, printed, values, case)
        if choice is not None and fact.plain is not None:
            taken[choice].append(fact.plain)
    for number, amount in enumerate(printed):
        others = [*taken[number], *_repeating(costs, amount)]
        line = amount.line
        subject = f"{line.label}：{'、'.join(dict.fromkeys(_HEADINGS[c] for c in amount.columns))}"
        finding = compared(subject, [amount.figures[0], *others], f"资金/{line.line}/{amount.columns[0]}")
        if others and finding is not None:
            yield finding
    yield from _contradictions(case, printed, facts)
    yield from _carried_over(printed, facts)


_HEADINGS = {"initial_budget": "年初预算", "annual_budget": "预算", "received": "到位", "executed": "支出"}


def _amounts_of(funding: tuple[FundingLine, ...]) -> list[Amount]:
    found = []
    for line in funding:
        by_value: dict[object, list[tuple[str, Operand]]] = {}
        for column, figure in line.amounts:
            if figure.value:
                by_value.setdefault(figure.value, []).append((column, figure))
        for pairs in by_value.values():
            found.append(Amount(line, tuple(c for c, _ in pairs), tuple(f for _, f in pairs)))
    return found


def _best(fact: Fact, printed: list[Amount], values: list[tuple[Decimal, int]], case: Case) -> int | None:
    """The amount that a figure of the prose repeats: equal, or within rounding where both are precise and
    the figure is about the whole subject. `values` are those of the amounts with their numbers, in order."""
    figure = fact.plain
    assert figure is not None
    ranked = []
    near = 3 * abs(figure.value) / _TIGHT  # farther apart no two precise figures meet
    first = bisect_left(values, (figure.value - near, 0))
    for _, number in values[first : bisect_right(values, (figure.value + near, len(printed)))]:
        amount = printed[number]
        own = amount.figures[0]
        if any(same_place(figure, f) for f in amount.figures) or not _same_role(fact, amount):
            continue
        close = _precise(own) and _precise(figure) and own.interval.meets(figure.interval)
        if figure.value == own.value or (close and _is_generic(fact, case)):
            carried = bool(LEFT_OVER.search(fact.label)) == (amount.line.line == "carried_over")
            ranked.append((not carried, figure.value != own.value, amount.line.line != "total", number))
    return min(ranked)[-1] if ranked else None


def _precise(operand: Operand) -> bool:
    return operand.half * _TIGHT <= abs(operand.value)


def _same_role(fact: Fact, amount: Amount) -> bool:
    """Spending goes with spending; an initial budget with no other; budget and funds received together."""
    spent = fact.kind == "expenditure" or bool(_SPENT_WORDS.search(fact.label))
    if spent:
        return "executed" in amount.columns
    if INITIAL.search(fact.label):
        return "initial_budget" in amount.columns
    return amount.columns != ("executed",)


def _is_generic(fact: Fact, case: Case) -> bool:
    """Whether the figure is about the whole subject, not about a part of it."""
    own = INITIAL.sub("", own_label(fact.label, case.subject))
    return fact.parent_id is None and bool(_BUDGET.match(own) or _SPENDING.match(own))


def _cost_figures(case: Case) -> list[Operand]:
    """Actuals and targets of indicators in yuan (16.8万元, 797876.4元/年)."""
    found = []
    for row in case.indicators:
        for statement in (row.actual, row.target):
            if statement is not None and statement.unit is not None and "元" in statement.unit:
                figure = figure_of(statement, row.label)
                if figure is not None and figure[1].split("/")[0] == "元" and figure[0].operator == "=":
                    found.append(figure[0])
    return found


def _repeating(figures: list[Operand], amount: Amount) -> list[Operand]:
    """Cost figures that repeat the total."""
    own = amount.figures[0]
    if amount.line.line != "total":
        return []
    precise = [f for f in figures if _precise(f) and _precise(own) and f.interval.meets(own.interval)]
    return [f for f in figures if f.value == own.value or f in precise]


def _contradictions(case: Case, printed: list[Amount], facts: list[Fact]) -> Iterator[Finding]:
    """A budget or spending of the whole subject that agrees with nothing in the block.

    An error against a form; against prose, which may speak of several budgets, a warning. Only where the wording names the role, the figure is no part and of no other period, and all that the
    prose says of it is one figure, which is not that of another line.
    """
    totals = [a for a in printed if a.line.line == "total"]
    for role, columns in ((_SPENDING, ("executed",)), (_BUDGET, ("annual_budget", "initial_budget", "received"))):
        own = [a for a in totals if set(columns) & set(a.columns) and not _is_part(a, facts)]
        candidates = [f for f in facts if _tells(f, role, case)]
        if len({f.row_id for f in candidates}) == 1 and not _is_named(candidates[0], case):
            continue  # 项目资金 told once may be any money
        if not own or any(_agrees(f, a) for f in candidates for a in totals):
            continue
        figures = [f.plain for f in candidates if f.plain is not None and not _is_of_line(f, case.funding)]
        if len({figure.value for figure in figures}) != 1:
            continue
        first, figure = own[0].figures[0], figures[0]
        apart = max(first.value, figure.value) > _OTHER_THING * min(first.value, figure.value)
        if apart and single_slip(figure, first.value) is None:
            continue
        if not any(same_place(figure, f) for a in own for f in a.figures):
            subject = f"{own[0].line.label}：{figure.label}"
            finding = judged(Same(first, figure), subject, f"资金/{columns[0]}/{figure.label}", figures[1:])
            if any(line.in_form for line in case.funding):
                yield finding
            elif not _is_another(first, figure, facts):
                yield as_warning(finding)


def _is_part(amount: Amount, facts: list[Fact]) -> bool:
    """Whether the figure of the block is told in prose as a part of another one."""
    parts = (f.plain for f in facts if f.parent_id is not None and f.plain is not None)
    return any(same_place(part, figure) for part in parts for figure in amount.figures)


def _is_another(one: Operand, other: Operand, facts: list[Fact]) -> bool:
    """Whether the prose gives two figures different names: 到位资金 and 资金总额 are no two mentions of one amount."""
    names = {core(f.label) for f in facts if f.plain is not None and same_place(f.plain, one)}
    return bool(names) and core(other.label) not in names


def _is_of_line(fact: Fact, funding: tuple[FundingLine, ...]) -> bool:
    """Whether the figure is that of a line below the total, 0 included."""
    figure = fact.plain
    amounts = (amount for line in funding if line.line != "total" for _, amount in line.amounts)
    return figure is not None and any(figure.interval.meets(amount.interval) for amount in amounts)


def _carried_over(printed: list[Amount], facts: list[Fact]) -> Iterator[Finding]:
    """What was carried over from the year before, against the line of that name."""
    lines = [a for a in printed if a.line.line == "carried_over"]
    balances = [f.plain for f in facts if f.plain is not None and _FROM_BEFORE.search(f.label)]
    if not lines or len({figure.value for figure in balances}) != 1:
        return
    if not any(balances[0].interval.meets(a.figures[0].interval) for a in lines):
        first = lines[0]
        subject = f"{first.line.label}：{balances[0].label}"
        yield as_warning(
            judged(Same(first.figures[0], balances[0]), subject, f"资金/结转/{balances[0].label}", balances[1:])
        )


def _tells(fact: Fact, role: re.Pattern[str], case: Case) -> bool:
    """Whether a figure is about the whole subject, in this role and in the evaluated period."""
    if not role.match(own_label(fact.label, case.subject)) or fact.parent_id is not None:
        return False
    return not (periods(fact, case.fiscal_year) or _OTHER_SCOPE.search(fact.clause) or INITIAL.search(fact.label))


def _is_named(fact: Fact, case: Case) -> bool:
    """Whether the label says budget or spending, not only 项目资金."""
    return own_label(fact.label, case.subject) not in ("", "资金", "经费", "项目资金", "项目经费")


def _agrees(fact: Fact, amount: Amount) -> bool:
    return fact.plain is not None and fact.plain.interval.meets(amount.figures[0].interval)
