"""Other readings of what a failure is about: figures told beside its own with which the identity holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ziping.pipeline.checks.arithmetic.identities import Identity, Product, Sum
from ziping.pipeline.checks.arithmetic.intervals import Interval
from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.findings.finding import Finding
from ziping.pipeline.checks.loading.rows import Case, Fact
from ziping.pipeline.checks.loading.ties import facts_by_id, told_between

_BESIDE = 4  # figures before the first and behind the last of an identity that may be meant instead
_OWN = ("share", "growth", "rate", "satisfaction", "score")  # they are told of the figure before them
_DIGITS = 2  # of a figure that fits: those of one digit fit by chance
_FEWEST = 2  # parts beside which one that is the whole itself is none


def has_other_reading(case: Case, finding: Finding) -> bool:
    """Whether a figure told beside those of a failure makes the identity hold: in the place of one of them, or as a part
    that was left out. A second telling of the same quantity is no other reading: there one of the two is wrong."""
    identity = finding.identity
    if identity is None:
        return False
    if isinstance(identity, Sum) and _counts_itself(identity):
        return True
    facts = facts_by_id(case)
    used = [facts[o.row_id] for o in identity.operands if o.row_id in facts]
    if len(used) != sum(bool(o.row_id) for o in identity.operands) or not used:
        return False
    beside = [f for f in _beside(case, used) if _tells(f)]
    return any(True for _ in _replacing(identity, facts, beside)) or (
        isinstance(identity, Sum) and _is_left_out(identity, used, beside)
    )


def _counts_itself(identity: Sum) -> bool:
    """Whether a part of a sum is the whole itself beside others that are not nothing: a total read as a row."""
    rest = [p for p in identity.parts if p.value]
    rows = (p for p in rest if any(e.table == "indicators" for e in p.evidence))  # the budget's row has its own place
    whole = identity.stated.value
    others = identity.computed - whole  # close to the whole, if they make it
    return len(rest) > _FEWEST and any(p.value == whole for p in rows) and others * 2 >= whole and not identity.minus


def _beside(case: Case, used: Sequence[Fact]) -> Iterator[Fact]:
    first, last = min(f.sequence for f in used) - _BESIDE, max(f.sequence for f in used) + _BESIDE
    own = {f.row_id for f in used}
    return (f for f in told_between(case, first, last) if f.row_id not in own)


def _tells(fact: Fact) -> bool:
    figure = fact.plain
    return figure is not None and fact.kind not in _OWN and sum(c.isdigit() for c in figure.text) >= _DIGITS


def _replacing(identity: Identity, facts: dict[str, Fact], beside: Sequence[Fact]) -> Iterator[Fact]:
    """The figures that fit in the place of another of the same unit and another name."""
    for index, operand in enumerate(identity.operands):
        own = facts.get(operand.row_id)
        allowed = identity.allowed(index) if own is not None else None
        if own is None or allowed is None or not allowed.bounded:
            continue
        for fact in beside:
            figure = fact.plain
            if figure is None or fact.unit != own.unit or _are_one(fact, own) or figure.value == operand.value:
                continue
            if own.parent_id is not None and fact.parent_id == own.parent_id:  # the other part has a share of its own
                continue
            if allowed.holds(figure.value) and (_is_close(allowed, figure) or _fits(identity, index, figure.value)):
                yield fact


def _is_close(allowed: Interval, figure: Operand) -> bool:
    """Whether what would fit is so little that a figure does not fit by chance."""
    return (allowed.upper - allowed.lower) * 100 <= abs(figure.value)


def _fits(identity: Identity, index: int, value: Decimal) -> bool:
    """Whether a product is exactly what is stated with another figure in the place of one."""
    if not isinstance(identity, Product):
        return False
    stated, left, right = (value if n == index else o.value for n, o in enumerate(identity.operands))
    return stated == left * right


def _are_one(one: Fact, other: Fact) -> bool:
    """Whether two figures tell the same quantity, by their names."""
    return one.label in other.label or other.label in one.label


def _is_left_out(identity: Sum, used: Sequence[Fact], beside: Sequence[Fact]) -> bool:
    """Whether a figure told beside is what a sum lacks, or has too much."""
    gap = abs(identity.stated.value - identity.computed)
    return any(f.unit == used[0].unit and f.plain is not None and f.plain.value == gap for f in beside)
