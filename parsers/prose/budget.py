"""The money of a project or department as prose tells it: budget, received, spent, execution rate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from parsers.prose.clauses import Clauses
from parsers.prose.facts import clause_of
from parsers.prose.kinds import INCOME, MONEY, RATE, Draft
from parsers.prose.names import before_name
from parsers.prose.passage import Passage
from parsers.prose.words import budget_words, words
from parsers.units import YUAN
from schemas.quantity import Operator
from schemas.report import FundingLine, Stated

_LISTED = re.compile(r"\s*(?P<number>[（(]?\d{1,2}[）)、．.]|[①-⑳])?\s*(?P<name>[^，。；：:\d]{2,40})[：:]")
_BUDGETS = re.compile(r"(?:^|[。；;\n])\s*([^，。；：:\d\n]{2,40})[：:]\s*(?:20\d\d年)?(?:全年|年初)?预算")
_HEADING = re.compile(r"情况|安排|如下|计划|到位|使用$|金额|概况|资金来源")
_CLOSING = "为是达到约：: 　，"


def read_budget(passage: Passage, clauses: Clauses, drafts: Sequence[Draft]) -> tuple[FundingLine, ...]:
    """One line `total`: the first sum of each role (年初预算, 预算, 到位, 支出) that is no part of another, and
    the first execution rate; none where no sum has a role."""
    found: dict[str, Draft] = {}
    for index, draft in enumerate(drafts):
        role = _role(passage, clauses, draft)
        if role == "execution_rate" and not _of_spending(passage, clauses, drafts, index):
            continue
        if role is not None and role not in found:
            found[role] = draft
    sums = [d for r, d in found.items() if r != "execution_rate"]
    if not sums:
        return ()
    first = min(sums, key=lambda d: d.named.figure.start)
    rate = found.get("execution_rate")
    return (
        FundingLine(
            row=passage.place(*clause_of(passage, clauses, first)),
            line="total",
            initial_budget=_amount(passage, found.get("initial_budget")),
            annual_budget=_amount(passage, found.get("annual_budget")),
            received=_amount(passage, found.get("received")),
            executed=_amount(passage, found.get("executed")),
            unit_text=_unit(passage, first),
            execution_rate=_amount(passage, rate),
            execution_rate_text=_text(passage, rate),
        ),
    )


def _role(passage: Passage, clauses: Clauses, draft: Draft) -> str | None:
    """Which column of the line a figure fills; None for most."""
    figure, known = draft.named.figure, budget_words()
    before = passage.string[draft.named.lead : figure.outer_start].rstrip(_CLOSING)
    clause = passage.string[clauses.before(figure.outer_start, draft.named.bracket) : figure.outer_start]
    other = known.other.search(clause) or known.other.search(draft.label)
    if figure.operator != Operator.EQ or other or _of_one_among_many(clauses, figure.start):
        return None
    if draft.kind == RATE:
        return "execution_rate" if known.rate.search(before) else None
    per_unit = "/" in (figure.quantity.unit_text or "")
    if draft.kind not in MONEY or figure.unit != YUAN or draft.parent is not None or per_unit:
        return None
    match = known.role.search(before)
    if match is None:
        return None
    if match[0].startswith(("项目", "资金预算")):  # 救灾资金预算 is the budget of a fund
        return match.lastgroup
    carrier = words().sum_tail.sub("", before_name(before[: match.start()]))
    return match.lastgroup if not carrier or known.carrier_tail.search(carrier) else None


def _of_spending(passage: Passage, clauses: Clauses, drafts: Sequence[Draft], index: int) -> bool:
    """收入900万元，完成预算的97.78% tells what came in, 改造102户，完成率102% what was built: neither what was spent."""
    named = drafts[index].named
    start, _ = clauses.sentence(named.figure.start)
    before = drafts[index - 1] if index and drafts[index - 1].named.figure.start >= start else None
    if before is None or before.kind == INCOME:
        return before is None
    lead = passage.string[named.lead : named.figure.outer_start].rstrip(_CLOSING)
    return before.kind in (*MONEY, RATE) or not lead.endswith("完成率")


def _of_one_among_many(clauses: Clauses, offset: int) -> bool:
    """1、某项目：预算45万元，…: a line of a list of projects speaks of one of them; so does one without a number beside
    others like it."""
    start, stop = clauses.sentence(offset)
    match = _LISTED.match(clauses.string, start, stop)
    if match is None:
        return False
    numbered = match["number"] is not None and _HEADING.search(match["name"]) is None
    return numbered or len(set(_BUDGETS.findall(clauses.string))) > 1


def _amount(passage: Passage, draft: Draft | None) -> Stated[Decimal] | None:
    if draft is None:
        return None
    figure = draft.named.figure
    return Stated(figure.value, passage.printed(figure.start, figure.stop))


def _text(passage: Passage, draft: Draft | None) -> Stated[str] | None:
    if draft is None:
        return None
    figure = draft.named.figure
    return Stated(passage.string[figure.start : figure.stop], passage.printed(figure.start, figure.stop))


def _unit(passage: Passage, draft: Draft) -> Stated[str] | None:
    figure, unit = draft.named.figure, draft.named.figure.quantity.unit_text
    start = figure.stop - len(unit or "")
    if not unit or passage.string[start : figure.stop] != unit:
        return None
    return Stated(unit, passage.printed(start, figure.stop))
