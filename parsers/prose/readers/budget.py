"""The money of a project or department as prose tells it: budget, received, spent, execution rate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ziping.parsers.lexicon.prose import budget_words, words
from ziping.parsers.prose.facts import clause_of
from ziping.parsers.prose.labels.kinds import (
    EXPENDITURE,
    INCOME,
    MONEY,
    RATE,
    Draft,
)
from ziping.parsers.prose.labels.labeller import Side
from ziping.parsers.prose.labels.trimming import before_name
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses
from ziping.parsers.prose.layers.mentions import Figure
from ziping.parsers.prose.layers.passage import Passage
from ziping.parsers.text.units import YUAN
from ziping.schemas.quantity import Operator
from ziping.schemas.report import FundingLine, Stated

_LISTED = re.compile(r"\s*(?P<number>[（(]?\d{1,2}[）)、．.]|[①-⑳])?\s*(?P<name>[^，。；：:\d]{2,40})[：:]")
_BUDGETS = re.compile(r"(?:^|[。；;\n])\s*([^，。；：:\d\n]{2,40})[：:]\s*(?:20\d\d年)?(?:全年|年初)?预算")
_HEADING = re.compile(
    r"^(?:总|本年|年度|部门|项目|专项)*(?:收入|支出|预算|资金)$|情况|安排|如下|计划|到位|使用$|金额|概况|资金来源"
)
_ADJUSTED = re.compile(r"调整后?")
_SPENT = re.compile(
    r"(?:全年|本年|当年|已|累计|实际)*(?:支出|使用|支付|执行)(?:数|资金|金额)?"
)  # of a sum, no part of it
_PURPOSE = re.compile(r"\s?(?:主要|专项)?(?:用于|用作)")
_PURPOSE_OF = re.compile(r"元(?:主要|专项)?(?:用于|用作)")
_YEAR_TAIL = re.compile(r"(?:19|20)\d\d$")
_CLOSING = "为是达到约：: 　，"


def read_budget(passage: Passage, clauses: Clauses, drafts: Sequence[Draft]) -> tuple[FundingLine, ...]:
    """One line `total`: the first sum of each role (年初预算, 预算, 到位, 支出) that is no part of another, and
    the first execution rate; none where no sum has a role."""
    found: dict[str, Draft] = {}
    plain: Draft | None = None  # the budget before it was adjusted
    for index, told in enumerate(drafts):
        # 批复2188万元，年中调增142万元，调整后预算2330万元: what was adjusted is no part of a list
        adjusted = told.parent is not None and _ADJUSTED.search(drafts[told.parent].label) is not None
        draft = replace(told, parent=None) if adjusted or _SPENT.fullmatch(told.label) else told
        role = _role(passage, clauses, draft)
        if role == "execution_rate" and not _of_spending(passage, clauses, drafts, index):
            continue
        if role == "adjusted_budget":
            role = "annual_budget"
            if plain is None and role in found:
                plain = found.pop(role)
            if plain is None:
                plain = draft
        if role is not None and role not in found:
            found[role] = draft
    if plain is not None and plain is not found.get("annual_budget"):
        found.setdefault("initial_budget", plain)
    _complete(passage, clauses, drafts, found)
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


def _complete(passage: Passage, clauses: Clauses, drafts: Sequence[Draft], found: dict[str, Draft]) -> None:
    """What no word says at its end: the sum right before the execution rate was spent (发放补助54.5万元，执行率100%);
    安排乙补助资金460万元 and 收到上级补助资金38万元 say by their verb what the sum is, where it is no less than what
    was spent."""
    rate = found.get("execution_rate")
    at = next((k for k, d in enumerate(drafts) if d is rate), 0)
    before = drafts[at - 1] if at else None
    if "executed" not in found and before is not None and rate is not None and _is_whole_sum(passage, clauses, before):
        start, _ = clauses.sentence(rate.named.figure.start)
        spent = before.kind == EXPENDITURE and before.named.figure.start >= start
        if spent and before not in found.values():
            found["executed"] = before
    least = found["executed"].named.figure.value if "executed" in found else None
    told: dict[str, list[Draft]] = {"annual_budget": [], "received": []}
    for draft in drafts:
        match = budget_words().verb.search(passage.string, draft.named.lead, draft.named.figure.outer_start)
        if match is None or not _is_whole_sum(passage, clauses, draft):
            continue
        told[match.lastgroup or ""].append(draft)
    for role, candidates in told.items():
        enough = [d for d in candidates if least is None or d.named.figure.value >= least]
        if role not in found and enough and (least is not None or len(candidates) == 1):
            found[role] = enough[0]


def _is_whole_sum(passage: Passage, clauses: Clauses, draft: Draft) -> bool:
    """Whether the figure is a sum of money that may be that of the whole."""
    figure, known = draft.named.figure, budget_words()
    clause = passage.string[clauses.before(figure.outer_start, draft.named.bracket) : figure.outer_start]
    other = known.other.search(clause) or known.other.search(draft.label)
    money = draft.kind in MONEY and figure.unit == YUAN and "/" not in (figure.quantity.unit_text or "")
    plain = figure.operator == Operator.EQ and draft.named.bracket == OUTSIDE
    return plain and money and not other and draft.parent is None and not _of_one_among_many(clauses, figure.start)


def _role(passage: Passage, clauses: Clauses, draft: Draft) -> str | None:
    """Which column of the line a figure fills; None for most."""
    figure, known = draft.named.figure, budget_words()
    before = passage.string[draft.named.lead : figure.outer_start].rstrip(_CLOSING)
    if not before and draft.named.side is not Side.BEFORE:
        before = draft.label.removesuffix("项目")  # 年初批复预算8个项目985万元; 1、支出：799万元
    clause = passage.string[clauses.before(figure.outer_start, draft.named.bracket) : figure.outer_start]
    other = known.other.search(clause) or known.other.search(draft.label)
    operand = passage.string[max(0, draft.named.lead - 1) : draft.named.lead + 1].lstrip()[:1] in ("÷", "/", "=", "＝")
    part = operand or _of_one_among_many(clauses, figure.start) or _shared_out(passage, clauses, figure)
    if figure.operator != Operator.EQ or other or part:
        return None
    if draft.kind == RATE:
        match = known.rate.search(before)
        of = before_name(before[: match.start()]) if match is not None else ""
        return "execution_rate" if match is not None and _carries(of) else None
    per_unit = "/" in (figure.quantity.unit_text or "")
    if draft.kind not in MONEY or figure.unit != YUAN or draft.parent is not None or per_unit:
        return None
    for start in range(len(before)):
        match = known.role.match(before, start)
        if match is None:
            continue
        if match[0].startswith(("项目", "资金预算")):  # 救灾资金预算 is the budget of a fund
            return match.lastgroup
        carrier = _YEAR_TAIL.sub("", before[:start])  # 2024|年初预算
        if _carries(words().sum_tail.sub("", before_name(carrier))):
            return match.lastgroup
    return None


def _shared_out(passage: Passage, clauses: Clauses, figure: Figure) -> bool:
    """5万元用于购置设备，12万元用于维护: sums for several purposes are parts, none the whole."""
    string = passage.string
    if _PURPOSE.match(string, figure.outer_stop) is None:
        return False
    return len(_PURPOSE_OF.findall(string, *clauses.sentence(figure.start))) > 1


def _carries(name: str) -> bool:
    """Whether what stands before 预算, 支出 or 执行率 names the money itself, or nothing: 项目资金, no 林木良种."""
    return not name or budget_words().carrier_tail.search(name) is not None


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
