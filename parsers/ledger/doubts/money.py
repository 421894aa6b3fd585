"""Rates of execution whose money was not read as the money of the evaluation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ziping.parsers.text.normalise import plain
from ziping.schemas.report import Evaluation, Fact, Note

_RATE = re.compile(r"(?:执行|支付|支出|发放|拨付|使用|到位|下达|投入|结算|报账|兑付)(?:完成)?(?:率|进度|比例)$")
_OF_MONEY = re.compile(r"资金|预算|经费|补助|补贴|款|支出|支付")


def rates_without_money(evaluation: Evaluation) -> Iterator[Note]:
    """A rate at which money was spent, of which no line of funding knows: its amounts stand somewhere as mere facts."""
    known = {line.execution_rate.value for line in evaluation.funding if line.execution_rate is not None}
    for number, fact in enumerate(evaluation.facts):
        if fact.value is None or fact.kind != "rate" or not _is_of_money(fact) or fact.value.value in known:
            continue
        money = _amount_before(evaluation, number)
        if money is not None and money.value is not None:
            message = (
                f"{money.value_text} is spent at a rate of {fact.value_text}, but no line of funding holds the two"
            )
            yield Note("money-without-role", message, money.value.printed)


def _is_of_money(fact: Fact) -> bool:
    label = plain(fact.label)
    return bool(_RATE.search(label) and _OF_MONEY.search(label))


def _amount_before(evaluation: Evaluation, number: int) -> Fact | None:
    """The sum of money told just before a rate, on the same page."""
    if not number:
        return None
    before, fact = evaluation.facts[number - 1], evaluation.facts[number]
    if before.value is None or fact.value is None or before.unit != "CNY":
        return None
    return before if before.value.printed[-1].page == fact.value.printed[0].page else None


_BUDGET = re.compile(
    r"(?:年初|全年|调整后?|批复|下达|安排|项目|部门)?(?:[一-龥]{0,4})预算(?:数|金额|总额|资金|安排|批复|下达)*(?:为|共|共计)?$"
)


def budgets_without_line(evaluation: Evaluation) -> Iterator[Note]:
    """A budget told of an evaluation that has no line of funding at all, or spending where its line has none."""
    if evaluation.funding:
        yield from _spent_without_line(evaluation)
        return
    for fact in evaluation.facts:
        if (
            fact.unit == "CNY"
            and fact.value is not None
            and fact.parent is None
            and _BUDGET.fullmatch(plain(fact.label))
        ):
            message = f"{fact.label} {fact.value_text} reads like the budget of what is evaluated, and fills none"
            yield Note("money-without-role", message, fact.value.printed)
            return


_SPENT = re.compile(
    r"(?:全年|当年|累计|实际|已|共|项目|资金)*(?:支出|支付|执行|使用)(?:数|资金|金额|经费|总额)?(?:为|共)?"
)


def _spent_without_line(evaluation: Evaluation) -> Iterator[Note]:
    """What was spent of a budget told in prose, where the line of the budget says nothing of it."""
    total = next((line for line in evaluation.funding if line.line == "total"), None)
    if total is None or total.executed is not None or total.line_text is not None:
        return
    for fact in evaluation.facts:
        if fact.unit == "CNY" and fact.value is not None and _SPENT.fullmatch(plain(fact.label)):
            message = f"{fact.label} {fact.value_text} reads like what was spent of the budget, and fills no line"
            yield Note("money-without-role", message, fact.value.printed)
            return
