"""Which role a figure in prose has (budget, funds received, spending), and whether two are of one item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from ziping.pipeline.checks.arithmetic.identities import Ratio
from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.label_words import INITIAL
from ziping.pipeline.checks.loading.comparisons import ITEM, is_difference, year_of
from ziping.pipeline.checks.loading.places import same_place
from ziping.pipeline.checks.loading.rows import MONEY, Case, Fact
from ziping.pipeline.checks.loading.ties import told_between

_SPENDING = re.compile(r"(?:实际)?(?:支出|支付|使用|执行|开支|发生)(?:数|额|金额|总额|资金|决算数?)?$|决算数?$")
_BUDGET = re.compile(r"(?:预算|控制|批复)(?:安排|下达)?(?:数|额|金额|总额|指标|资金)?$")
_RATE = re.compile(r"(?:执行|使用|支出|支付)(?:完成)?(?:率|进度)$")
_COMPARED = re.compile(r"(?:小于|低于|少于|不超过?|未超过?|没有超过?|控制在|大于|高于|超过?|等于)[^\d]{0,6}预算")
_NEAR = 2  # facts before a rate that may be its budget and spending
_ACCOUNTS = re.compile(r"支出(?:总计|合计|总额)$|总支出$")
_ALLOTTED = re.compile(r"预算|收入|下达|到位|批复|安排")
_CHANGED = re.compile(r"(?:.*因素)?(?:较上年|比上年)?(?:增加|减少|追加|核减)")
_CASES = 4  # several rules ask the same of a case, one after the other
_BETWEEN = 2  # other amounts that may stand between spending and its limit


def rates_of_spending(case: Case) -> Iterator[tuple[str, Operand, Operand, Operand]]:
    """Execution rates in prose whose budget and spending stand just before them:
    (name, rate, spending, budget)."""
    for number, fact in enumerate(case.facts):
        if fact.kind != "rate" or fact.plain is None or not _RATE.search(fact.label):
            continue
        before = case.facts[max(0, number - _NEAR) : number]
        spent = [f for f in before if _is_money(f) and _SPENDING.search(f.label)]
        planned = [f for f in before if _is_money(f) and _BUDGET.search(f.label) and not INITIAL.search(f.label)]
        if len(spent) == 1 and len(planned) == 1 and len(before) == _NEAR:
            spending, budget = spent[0].plain, planned[0].plain
            assert spending is not None and budget is not None
            yield planned[0].label, fact.plain, spending, budget


def _is_money(fact: Fact) -> bool:
    return fact.kind in MONEY and fact.unit == "CNY" and fact.plain is not None


def budget_and_spending(case: Case) -> Iterator[tuple[str, Operand, Operand]]:
    """Spending and its budget that stand side by side in prose, under the same name:
    (name, spending, budget)."""
    money = [f for f in case.facts if _is_money(f)]
    for a, b in pairwise(money):
        if b.sequence - a.sequence > 1:
            continue
        if a.clause != b.clause:
            if (name := _compared(a, b)) is not None and a.plain is not None and b.plain is not None:
                yield name, a.plain, b.plain
            continue
        for spent, planned in ((a, b), (b, a)):
            name = _stem(spent, _SPENDING)
            if name and name == _stem(planned, _BUDGET) and not INITIAL.search(planned.label):
                assert spent.plain is not None and planned.plain is not None
                yield name, spent.plain, planned.plain


def _compared(spent: Fact, planned: Fact) -> str | None:
    """The name of spending that is compared with its budget: …经费实际支出数 1.8 万元，小于预算数 6 万元."""
    named = _stem(planned, _BUDGET) == "" and _COMPARED.search(planned.clause)
    return (_stem(spent, _SPENDING) or None) if named and not INITIAL.search(planned.clause) else None


def _stem(fact: Fact, role: re.Pattern[str]) -> str | None:
    """The label without its role; None where it has another role."""
    found = role.search(fact.label)
    return None if found is None else fact.label[: found.start()].removesuffix("的")


def are_of_one_item(case: Case, spent: Operand, limit: Operand, rate: Operand | None) -> bool:
    """Whether prose tells spending and its limit of one item. A rate that follows from both says so by itself; the total
    of all accounts (支出总计) is limited by a budget or an income alone."""
    if rate is not None and _follows(rate, spent, limit):
        return True
    a, b = _fact_at(case, spent), _fact_at(case, limit)
    if a is None or b is None:
        return True  # a table of prose figures, or a cell
    if _ACCOUNTS.search(a.label) and not _ALLOTTED.search(b.label):
        return False
    if year_of(case, a) != year_of(case, b) or any(is_difference(f) or _CHANGED.match(f.label) for f in (a, b)):
        return False
    first, last = sorted((a, b), key=lambda f: f.sequence)
    between = _between(case, first.sequence, last.sequence)
    amounts = [f for f in between if f.kind in MONEY and f.parent_id not in (a.row_id, b.row_id)]
    begun = any(ITEM.match(f.clause) for f in (*between, last) if f.parent_id not in (a.row_id, b.row_id))
    return len(amounts) <= _BETWEEN and not begun


def _fact_at(case: Case, figure: Operand) -> Fact | None:
    own = _facts_by_key(case).get(figure.key)
    alike = (f for f in _facts_by_value(case).get(figure.value, ()) if f.plain is not None)
    at = next((f for f in alike if f.plain is not None and same_place(f.plain, figure)), None)
    return min((f for f in (own, at) if f is not None), key=lambda f: f.sequence, default=None)


@lru_cache(maxsize=_CASES)
def _facts_by_key(case: Case) -> dict[tuple[str, str], Fact]:
    return {f.plain.key: f for f in reversed(case.facts) if f.plain is not None}


@lru_cache(maxsize=_CASES)
def _facts_by_value(case: Case) -> dict[Decimal, list[Fact]]:
    found: dict[Decimal, list[Fact]] = {}
    for fact in case.facts:
        if fact.plain is not None:
            found.setdefault(fact.plain.value, []).append(fact)
    return found


def _between(case: Case, first: int, last: int) -> list[Fact]:
    """The facts told between two places of their sequence."""
    return told_between(case, first + 1, last - 1)


def _follows(rate: Operand, spent: Operand, limit: Operand) -> bool:
    interval = Ratio(rate, spent, limit).interval
    return interval is not None and rate.interval.meets(interval)
