"""Budgets and spending: the funding block and what the prose says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.checks.crossref.mentions import compared, figure_of, own_label, periods, same_place
from pipeline.checks.findings import Finding, judged
from pipeline.checks.identities import Same
from pipeline.checks.operands import Operand
from pipeline.checks.rows import Case, Fact, FundingLine

_MONEY = frozenset(("income", "expenditure", "amount"))
_TIGHT = 200  # a figure is precise when half its last digit is at most 1/200 of it

_SPENDING = re.compile(
    r"^(?:项目|资金|经费|预算|实际|累计|部门|整体|总)*(?:支出|支付|使用|执行|开支)"
    r"(?:数|额|金额|总额|资金|决算|完成)*$"
)
_BUDGET = re.compile(
    r"^(?:项目|资金|经费|财政|专项|调整后|安排|下达)*预算(?:资金|金额|总额|数|安排|指标|总金额)*$|^(?:项目)?(?:资金|经费)(?:总额)?$|^$"
)
_INITIAL = re.compile(r"年初|期初")
_SPENT_WORDS = re.compile(r"支出|支付|使用|执行|开支|发放|兑付")
_CARRIED = re.compile(r"结转|结余")
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
    facts = [f for f in case.facts if f.unit == "CNY" and f.kind in _MONEY and f.plain is not None]
    taken: dict[int, list[Operand]] = {i: [] for i in range(len(printed))}
    for fact in facts:
        choice = _best(fact, printed, case)
        if choice is not None and fact.plain is not None:
            taken[choice].append(fact.plain)
    for number, amount in enumerate(printed):
        others = [*taken[number], *_indicators(case, amount)]
        line = amount.line
        subject = f"{line.label}：{'、'.join(dict.fromkeys(_HEADINGS[c] for c in amount.columns))}"
        finding = compared(subject, [amount.figures[0], *others], f"资金/{line.line}/{amount.columns[0]}")
        if others and finding is not None:
            yield finding
    yield from _contradictions(case, printed, facts)


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


def _best(fact: Fact, printed: list[Amount], case: Case) -> int | None:
    """The amount that a figure of the prose repeats: equal, or within rounding where both are precise and
    the figure is about the whole subject."""
    figure = fact.plain
    assert figure is not None
    ranked = []
    for number, amount in enumerate(printed):
        own = amount.figures[0]
        if any(same_place(figure, f) for f in amount.figures) or not _same_role(fact, amount):
            continue
        close = own.interval.meets(figure.interval) and _precise(own) and _precise(figure)
        if figure.value == own.value or (close and _is_generic(fact, case)):
            carried = bool(_CARRIED.search(fact.label)) == (amount.line.line == "carried_over")
            ranked.append((not carried, figure.value != own.value, amount.line.line != "total", number))
    return min(ranked)[-1] if ranked else None


def _precise(operand: Operand) -> bool:
    return operand.half * _TIGHT <= abs(operand.value)


def _same_role(fact: Fact, amount: Amount) -> bool:
    """Spending goes with spending; an initial budget with no other; budget and funds received together."""
    spent = fact.kind == "expenditure" or bool(_SPENT_WORDS.search(fact.label))
    if spent:
        return "executed" in amount.columns
    if _INITIAL.search(fact.label):
        return "initial_budget" in amount.columns
    return amount.columns != ("executed",)


def _is_generic(fact: Fact, case: Case) -> bool:
    """Whether the figure is about the whole subject, not about a part of it."""
    own = _INITIAL.sub("", own_label(fact.label, case.subject))
    return fact.parent_id is None and bool(_BUDGET.match(own) or _SPENDING.match(own))


def _indicators(case: Case, amount: Amount) -> Iterator[Operand]:
    """Cost indicators that repeat the total."""
    if amount.line.line != "total":
        return
    for row in case.indicators:
        for statement in (row.actual, row.target):
            found = None if statement is None else figure_of(statement, row.label)
            if found is None or found[1].split("/")[0] != "元" or found[0].operator != "=":
                continue
            same = found[0].value == amount.figures[0].value
            close = found[0].interval.meets(amount.figures[0].interval) and _precise(found[0])
            if same or (close and _precise(amount.figures[0])):
                yield found[0]


def _contradictions(case: Case, printed: list[Amount], facts: list[Fact]) -> Iterator[Finding]:
    """A budget or spending of the whole subject that agrees with nothing in the block.

    Certain only where the wording names the role, the figure is no part and of no other period, all the
    prose that speaks of it agrees, and no amount of any line is meant.
    """
    totals = [a for a in printed if a.line.line == "total"]
    for role, columns in ((_SPENDING, ("executed",)), (_BUDGET, ("annual_budget", "initial_budget", "received"))):
        own = [a for a in totals if set(columns) & set(a.columns)]
        told = [f for f in facts if _tells(f, role, case)]
        if not own or not told:
            continue
        if any(_agrees(f, a) for f in told for a in printed):
            continue
        if len({f.plain.value for f in told if f.plain is not None}) > 1:
            continue
        figure = told[0].plain
        first = own[0].figures[0]
        assert figure is not None
        if not any(same_place(figure, f) for a in own for f in a.figures):
            yield judged(
                Same(first, figure),
                f"{own[0].line.label}：{told[0].label}",
                f"资金/{columns[0]}/{told[0].label}",
                [f.plain for f in told[1:] if f.plain is not None],
            )


def _tells(fact: Fact, role: re.Pattern[str], case: Case) -> bool:
    own = own_label(fact.label, case.subject)
    named = own not in ("", "资金", "经费", "项目资金", "项目经费")
    if not named or not role.match(own) or fact.parent_id is not None:
        return False
    return (
        not periods(fact, case.fiscal_year) and not _OTHER_SCOPE.search(fact.clause) and not _INITIAL.search(fact.label)
    )


def _agrees(fact: Fact, amount: Amount) -> bool:
    return fact.plain is not None and fact.plain.interval.meets(amount.figures[0].interval)
