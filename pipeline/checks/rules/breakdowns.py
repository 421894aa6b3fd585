"""Totals in prose with the parts that they are stated to have, and whether the parts are all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ziping.pipeline.checks.arithmetic import precision as printed
from ziping.pipeline.checks.arithmetic.identities import Sum
from ziping.pipeline.checks.arithmetic.intervals import Interval
from ziping.pipeline.checks.arithmetic.operands import Operand, with_typed_zeros
from ziping.pipeline.checks.arithmetic.slips import Kind, displaced, slips
from ziping.pipeline.checks.loading.labels import core, negated
from ziping.pipeline.checks.loading.rows import Case, Fact

_NOT_PARTS = frozenset(("share", "rate", "growth", "satisfaction", "grade"))
_MONEY = frozenset(("income", "expenditure", "amount"))
_CHANGE = re.compile(r"(?:增加|减少|增长|下降|增幅|降幅|比上年|比20\d\d年|同比|较上年|较20\d\d年)")
_WHICH = re.compile(r"其中")
_ALL_OF_IT = re.compile(r"合计|总计|共计|分别|包括以下|全部为|组成|构成|具体为|具体情况为")
_REST = re.compile(r"^(?:其他|其它|其余|剩余)")
_GRADES = frozenset("优良中差")
_ABOVE, _BELOW = re.compile(r"\d[^，。；]{0,6}以上|超过\s?\d"), re.compile(r"\d[^，。；]{0,6}以[下内]")
_DIVISIONS = (("基本支出", "项目支出"), ("男", "女"), ("城市|城镇", "农村|乡村"))  # two that are all there is
_WHOLE = Decimal(1)
_FEW_PLACES = 8  # that a decimal point may slip to, or a unit
_CHANCE = Decimal("0.01")  # a shortfall that one slip explains by chance this seldom was meant to be none


@dataclass(frozen=True, slots=True)
class Family:
    """A total and its parts, in one unit, with the shares of it that are stated."""

    total: Fact
    parts: tuple[Fact, ...]
    identity: Sum
    shares: tuple[Operand, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether all are counts of whole things."""
        return self.total.whole and all(p.whole for p in self.parts)


def families(case: Case) -> Iterator[Family]:
    """Every total with the parts that were read for it; parts in another unit, and what only changed by
    so much, are none."""
    children = children_of(case)
    for total in case.facts:
        whole = total.plain
        if whole is None or total.kind in _NOT_PARTS or total.row_id not in children:
            continue
        parts = tuple(c for c in children[total.row_id] if is_part(c, total))
        figures = tuple(p.plain for p in parts if p.plain is not None)
        if parts and len(figures) == len(parts):
            shares = tuple(c.plain for c in children[total.row_id] if c.kind == "share" and c.plain is not None)
            yield Family(total, parts, Sum(whole, with_typed_zeros(figures)), shares)


def children_of(case: Case) -> dict[str, list[Fact]]:
    """Facts by the total that they are part of, in reading order."""
    found: dict[str, list[Fact]] = {}
    for fact in case.facts:
        if fact.parent_id is not None:
            found.setdefault(fact.parent_id, []).append(fact)
    return found


def is_part(fact: Fact, total: Fact) -> bool:
    """Whether a child is a summand, rather than a share of the total or its growth."""
    same = fact.kind in _MONEY if total.kind in _MONEY else fact.kind not in _NOT_PARTS | _MONEY
    return same and fact.unit == total.unit and fact.figure is not None and not _CHANGE.search(fact.label)


def claims_to_be_complete(family: Family) -> bool:
    """Whether the report says that the parts are all of the total.

    其中 alone names some of the parts. All of them are meant where it says 合计, 分别 or 组成, lists them
    without 其中, ends with 其他, gives each a share and the shares are 100%, names a thing and its opposite
    (完成 and 未完成; 基本支出 and 项目支出; 男 and 女) or the four grades.
    """
    clauses = {family.total.clause, *(p.clause for p in family.parts)}
    if any(_ALL_OF_IT.search(clause) for clause in clauses):
        return True
    if _REST.search(family.parts[-1].label):
        return True
    if len(family.shares) == len(family.parts) and Interval.total(s.interval for s in family.shares).holds(_WHOLE):
        return True
    return _is_division(family) or (
        _one_passage(family) and not any(_WHICH.search(clause) for clause in clauses if clause)
    )


def are_nested(family: Family) -> bool:
    """Whether the parts hold each other: 10万元以上的98个，20万元以上的45个."""
    above, below = (sum(1 for p in family.parts if bound.search(p.label)) for bound in (_ABOVE, _BELOW))
    return (above > 1 and not below) or (below > 1 and not above)


def _is_division(family: Family) -> bool:
    cores = [core(p.label) for p in family.parts]
    labels = " ".join(p.label for p in family.parts)
    if len(cores) == 2 and negated(cores[0]) != negated(cores[1]):
        return True
    if len(cores) == 2 and any(re.search(one, labels) and re.search(other, labels) for one, other in _DIVISIONS):
        return True
    return len(cores) >= 3 and all(c[:1] in _GRADES and len(c) <= 3 for c in cores)


def _one_passage(family: Family) -> bool:
    """Whether the parts follow the total at once, in its own clause or the next."""
    numbers = [family.total.sequence, *(p.sequence for p in family.parts)]
    clauses = {p.clause for p in family.parts}
    return family.total.clause in clauses or (len(clauses) == 1 and max(numbers) - min(numbers) <= 2 * len(numbers))


def is_slip(family: Family) -> bool:
    """Whether the shortfall is one wrong digit, and could hardly be by chance.

    A part that was left out on purpose may have any size; that it is of the form d × 10ⁿ, within what
    rounding leaves open, is rare when the figures have many digits. Round figures prove nothing.
    """
    identity = family.identity
    gap = identity.stated.value - identity.computed
    unit = min(_granularity(o) for o in identity.operands)
    room = max(unit, 2 * sum((o.half for o in identity.parts), Decimal(0)) + 2 * identity.stated.half)
    distinct = identity.stated.value / room
    if gap <= 0 or distinct <= 0:
        return False
    if _FEW_PLACES * len(identity.operands) / distinct <= _CHANCE and _is_out_of_place(identity):
        return True
    digits = max(1, distinct.adjusted() + 1)
    if 9 * digits / distinct > _CHANCE:
        return False
    if not _looks_like_a_slip(gap, room):
        return False
    return any(
        slip.kind in (Kind.DIGIT, Kind.SWAPPED) and slip.interval.meets(identity.allowed(index))
        for index, operand in enumerate(identity.operands)
        for slip in slips(operand)
    )


def _is_out_of_place(identity: Sum) -> bool:
    """Whether a decimal point or a unit explains the gap."""
    return any(
        slip.interval.meets(identity.allowed(index))
        for index, operand in enumerate(identity.operands)
        for slip in displaced(operand)
    )


def _looks_like_a_slip(gap: Decimal, room: Decimal) -> bool:
    """Another digit makes a difference of d × 10ⁿ, two digits swapped one of 9d × 10ⁿ. A quick first look."""
    unit = Decimal(1).scaleb(gap.adjusted() - 1)
    nearest = (gap / unit).to_integral_value()
    return abs(gap - nearest * unit) <= room and (nearest % 10 == 0 or nearest % 9 == 0)


def _granularity(operand: Operand) -> Decimal:
    """The value of the last digit that is not zero: 100.00 is printed to 0.01, but is as round as 100."""
    least = operand.value.normalize().as_tuple().exponent
    own = Decimal(1).scaleb(least if isinstance(least, int) else 0)
    return max(own, operand.step or printed.step(operand.value, None)) if operand.value else Decimal(1)
