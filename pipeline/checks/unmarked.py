"""Totals whose parts were not read as parts, because with one figure wrong they cannot be: 其中 … exceed the total,
or a list does not come to the 合计 that ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.checks.families import Family
from pipeline.checks.identities import Sum
from pipeline.checks.rows import Case, Fact
from pipeline.checks.slips import slips

_MONEY = frozenset(("amount", "income", "expenditure"))
_PARTS_FOLLOW = re.compile(r"其中|包括|分别")
_TOTAL = re.compile(r"总|合计|共|安排|下达|投入|拨付")
_CLOSING = re.compile(r"合计|共计|总计|总额|总投资|总资金|总金额")
_LEAST = 3  # a total and two parts
_CHANCE = 0.05  # of so many figures, that some slip of one of them fits


def unmarked(case: Case) -> Iterator[Family]:
    """Lists of amounts that are a total and its parts but for one slip of one figure."""
    for run in _runs(case):
        found = _family(run)
        if found is not None:
            yield found


def _runs(case: Case) -> Iterator[list[Fact]]:
    """Amounts that follow each other, without what is part of one of them; shares between them do not count."""
    run: list[Fact] = []
    for fact in case.facts:
        if fact.kind == "share" or (fact.parent_id is not None and fact.parent_id in {f.row_id for f in run[1:]}):
            continue
        own = fact.kind in _MONEY and fact.unit == "CNY" and fact.plain is not None and "/" not in fact.unit_text
        if own and (fact.parent_id is None or (run and fact.parent_id == run[0].row_id)):
            if run and fact.parent_id is None and _begins(fact) and len(run) >= _LEAST:
                yield run
                run = []
            run.append(fact)
        else:
            if len(run) >= _LEAST:
                yield run
            run = []
    if len(run) >= _LEAST:
        yield run


def _begins(fact: Fact) -> bool:
    return fact.clause[:1] in "全本年共" and not _CLOSING.search(fact.label)


def _family(run: Sequence[Fact]) -> Family | None:
    """The longest reading of the run that one slip would mend; None where it needs none or has none."""
    if all(f.parent_id is not None for f in run[1:]):
        return None  # read as parts: checked as such
    readings = [(run[0], run[1:end]) for end in range(len(run), _LEAST - 1, -1) if _opens(run)]
    if _CLOSING.search(run[-1].label):
        readings += [(run[-1], run[start:-1]) for start in range(len(run) - _LEAST + 1)]
    for total, parts in readings:
        if total.plain is None or any(p.parent_id not in (None, total.row_id) for p in parts):
            continue
        identity = Sum(total.plain, tuple(p.plain for p in parts if p.plain is not None))
        if identity.stated.interval.meets(identity.interval):
            return None
        if _one_slip_away(identity):
            return Family(total, tuple(parts), identity)
    return None


def _opens(run: Sequence[Fact]) -> bool:
    return bool(_PARTS_FOLLOW.search(run[0].clause + run[1].clause[:3]) or _TOTAL.search(run[0].label))


def _one_slip_away(identity: Sum) -> bool:
    """Whether one figure with a slip explains all, and chance hardly could."""
    room = 2 * sum((o.half for o in identity.operands), start=identity.stated.half * 0)
    tried = hits = 0
    for index, operand in enumerate(identity.operands):
        allowed = identity.allowed(index)
        for slip in slips(operand):
            tried += 1
            hits += slip.interval.meets(allowed)
    spread = max(o.value for o in identity.operands) / room if room else 0
    return hits > 0 and spread > 0 and tried / float(spread) < _CHANCE
