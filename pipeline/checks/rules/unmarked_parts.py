"""Totals whose parts were not read as parts, because with one figure wrong they cannot be: 其中 … exceed the total,
or a list does not come to the 合计 that ends it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ziping.pipeline.checks.arithmetic.identities import Sum
from ziping.pipeline.checks.arithmetic.intervals import ZERO
from ziping.pipeline.checks.arithmetic.slips import Kind, slips
from ziping.pipeline.checks.loading.comparisons import is_difference, year_of
from ziping.pipeline.checks.loading.rows import Case, Fact
from ziping.pipeline.checks.rules.breakdowns import Family

_MONEY = frozenset(("amount", "income", "expenditure"))
_PARTS_FOLLOW = re.compile(r"其中|包括|分别")
_TOTAL = re.compile(r"总|合计|共|安排|下达|投入|拨付")
_LEADS_ELSEWHERE = re.compile(r"带动|撬动|拉动|引导|吸引|实现|产生|创造|节约|惠及")  # what money brings about
_CLOSING = re.compile(r"合计|共计|总计|总额|总投资|总资金|总金额")
_LEAST, _MOST = 3, 10  # a total and two parts; more parts than nine are hardly told in one breath
_CHANCE = Decimal("0.03")  # of so many figures, that some slip of one of them fits


def unmarked(case: Case) -> Iterator[Family]:
    """Lists of amounts that are a total and its parts but for one slip of one figure, or that begin with 其中
    and hold more than their total."""
    used: set[str] = set()
    for run in _runs(case):
        found = None if used & {f.row_id for f in run[1:]} else _family(case, run)
        if found is not None:
            used.update(p.row_id for p in found.parts)
            yield found


def _runs(case: Case) -> Iterator[list[Fact]]:
    """An amount with those that follow it and are no part of each other; shares between them do not count."""
    for number, first in enumerate(case.facts):
        if not _is_amount(first):
            continue
        run, inner = [first], set[str]()
        for fact in case.facts[number + 1 :]:
            if fact.kind == "share" or fact.parent_id in inner:
                continue
            if not _is_amount(fact) or fact.parent_id not in (None, first.row_id):
                break
            if (_begins(fact) and len(run) >= _LEAST) or _LEADS_ELSEWHERE.match(fact.label):
                break
            run.append(fact)
            inner.add(fact.row_id)
        if len(run) >= _LEAST and any(f.parent_id is None for f in run[1:]):
            yield run


def _is_amount(fact: Fact) -> bool:
    money = fact.kind in _MONEY and fact.unit == "CNY" and fact.plain is not None and "/" not in fact.unit_text
    return money and not is_difference(fact)


def _begins(fact: Fact) -> bool:
    """Whether a sentence of its own begins: 2023年…, 全年…; not the total that ends a list."""
    return fact.parent_id is None and fact.clause[:1] in "全本年" and not _CLOSING.search(fact.label)


def _family(case: Case, run: Sequence[Fact]) -> Family | None:
    """The longest reading of the run that one slip would mend; None where some reading needs none."""
    readings = [(run[0], run[1:end]) for end in range(min(len(run), _MOST), _LEAST - 1, -1) if _opens(run)]
    if _CLOSING.search(run[-1].label):
        readings += [(run[-1], run[start:-1]) for start in range(max(0, len(run) - _MOST), len(run) - _LEAST + 1)]
    found = []
    for total, parts in readings:
        if total.plain is None or any(p.parent_id not in (None, total.row_id) for p in parts):
            continue
        if any(p.plain is None or p.plain.value == total.plain.value for p in parts):
            continue  # told again
        if len({year_of(case, f) for f in (total, *parts)}) > 1 or not any(p.plain and p.plain.value for p in parts):
            continue
        if any(_CLOSING.search(p.label) for p in parts):
            continue  # a total by itself: 收入总计, 支出总计
        identity = Sum(total.plain, tuple(p.plain for p in parts if p.plain is not None))
        if identity.stated.interval.meets(identity.interval):
            return None  # what follows these parts is another list
        found.append(Family(total, tuple(parts), identity))
    likely = (f for f in found if _one_slip_away(f.identity) or (f.total is run[0] and _hold_more(run)))
    return next(likely, None)


def _opens(run: Sequence[Fact]) -> bool:
    bracketed = run[1].clause != run[0].clause and run[1].clause in run[0].clause  # 新民街道 1234.91 万元（道路维修 …）
    return bracketed or bool(_PARTS_FOLLOW.search(run[0].clause + run[1].clause[:3]) or _TOTAL.search(run[0].label))


def _hold_more(run: Sequence[Fact]) -> bool:
    """Whether one of the parts that follow 其中 is larger than their total."""
    whole = run[0].plain
    larger = (f.plain for f in run[1:])
    told = run[1].clause.startswith("其中")
    return told and whole is not None and any(p is not None and p.interval.lower > whole.interval.upper for p in larger)


def _one_slip_away(identity: Sum) -> bool:
    """Whether one figure with a slip explains all, and chance hardly could."""
    room = 2 * sum((o.half for o in identity.operands), start=ZERO)
    largest = max(abs(o.value) for o in identity.operands)
    tried, hits = Counter[Kind](), Counter[Kind]()
    for index, operand in enumerate(identity.operands):
        allowed = identity.allowed(index)
        if allowed.upper <= 0:
            continue
        for slip in slips(operand):
            tried[slip.kind] += 1
            hits[slip.kind] += slip.interval.meets(allowed)
    return bool(largest) and any(hits[kind] and tried[kind] * room / largest < _CHANCE for kind in tried)
