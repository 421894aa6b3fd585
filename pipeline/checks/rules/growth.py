"""Rules on figures of two years: `growth`, `change`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ziping.pipeline.checks.arithmetic.identities import Identity, Ratio, Sum
from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.arithmetic.rates_of_change import Change, Growth
from ziping.pipeline.checks.arithmetic.shortfalls import has_slip
from ziping.pipeline.checks.findings.declaration import rule
from ziping.pipeline.checks.findings.finding import (
    Finding,
    Remark,
    Status,
    as_warning,
    judged,
    unchecked,
)
from ziping.pipeline.checks.loading.comparisons import (
    Comparison,
    changes,
    names_last_year,
    rates_of_growth,
    year_of,
)
from ziping.pipeline.checks.loading.rows import Case, Fact

_NO_BASE = Remark("没有写明上年数", "the figure of the year before is not stated")
_NOT_ITS_OWN = Remark("增加数大于本数，可能属于另一总数", "it would have grown by more than it is")
_OTHER_OWNER = Remark("可能是另一项的增减", "it may be told of another figure")


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to take what the words compare."""

    identity: Identity
    now: Fact
    certain: bool


@rule("growth", "增减幅度")
def growth(case: Case) -> Iterator[Finding]:
    """A stated growth is this year's figure divided by the base, less one.

    Identity: growth = now ÷ base − 1 (下降: 1 − now ÷ base), with both years' figures of the same item; where a
    difference is stated instead of the base, growth = difference ÷ (now ∓ difference); where a base and a
    difference are, difference ÷ base. Each figure stands for every value that rounds to it.
    Source: the wording: 支出 X 万元，比上年增加 D 万元，增长 p%; 上年 Y 万元，本年 X 万元，比上年增加 p%.
    Applies: where the figure that grew, and its base or the difference, are stated. An item of a list has the item's
    base, not that of the list's total. All readings are tried, and only where none holds it is a failure: a warning
    where the words leave open which figure grew.
    Undecided: neither the base nor the difference is stated; the base is nothing; it would have grown by more than it is;
    nothing but its place says which figure grew.
    """
    for comparison in rates_of_growth(case):
        assert comparison.fact.plain is not None
        rate = comparison.fact.plain
        rate = replace(rate, value=abs(rate.value))  # 下降 5% may be kept as 5% or as −5%
        readings = list(_of_growth(case, comparison, rate))
        if not readings and not comparison.owners:
            continue
        if not readings:
            subject, name = _named(comparison, comparison.owners[0])
            shown = tuple(o for o in (comparison.owners[0].plain,) if o is not None)
            yield unchecked(subject, _NO_BASE, rate, shown, name)
            continue
        yield _best(comparison, readings)


def _of_growth(case: Case, comparison: Comparison, rate: Operand) -> Iterator[_Reading]:
    difference = None if comparison.difference is None else comparison.difference.plain
    beside = [p for p in comparison.pairs if p.beside]
    apart = [p for p in comparison.pairs if not p.beside]
    for pair in beside:
        yield _Reading(Growth(rate, _plain(pair.now), _plain(pair.base), comparison.falling), pair.now, certain=True)
        if difference is not None:
            yield _Reading(Ratio(rate, _size(difference), _plain(pair.base)), pair.now, certain=True)
    bases = {id(p.base) for p in comparison.pairs}
    if difference is not None:
        size = _size(difference)
        for owner in comparison.owners:
            if names_last_year(owner) or year_of(case, owner) < year_of(case, comparison.fact):
                yield _Reading(Ratio(rate, size, _plain(owner)), owner, certain=True)
            elif (
                id(owner) not in bases
                and comparison.difference is not None
                and owner.unit == comparison.difference.unit
            ):
                first = owner is comparison.owners[0] and comparison.certain
                yield _Reading(Change(rate, _plain(owner), size, comparison.falling), owner, certain=first)
    for pair in apart:
        yield _Reading(Growth(rate, _plain(pair.now), _plain(pair.base), comparison.falling), pair.now, certain=True)


@rule("change", "增减额")
def change(case: Case) -> Iterator[Finding]:
    """A stated change is this year's figure less that of the year before.

    Identity: change = now − base (减少: base − now). Each figure stands for every value that rounds to it.
    Source: the wording: 本年 X 万元，上年 Y 万元，比上年增加 D 万元.
    Applies: where both years' figures of the same item stand just before the change, or under one name elsewhere.
    Undecided: one of the two years is not stated; then nothing is checked, `growth` is.
    """
    for comparison in changes(case):
        stated = comparison.fact.plain
        assert stated is not None
        readings = []
        for pair in comparison.pairs:
            now, base = _plain(pair.now), _plain(pair.base)
            more, less = (base, now) if comparison.falling else (now, base)
            if pair.now.unit == comparison.fact.unit:
                readings.append(_Reading(Sum(stated, (more,), (less,)), pair.now, pair.beside))
        if readings:
            yield _best(comparison, readings)


def _best(comparison: Comparison, readings: list[_Reading]) -> Finding:
    """The reading that holds, the likeliest first; where none does, the failure of the likeliest."""
    found = [_judged(comparison, reading) for reading in readings]
    right = (f for f in found if f.status in (Status.PASS, Status.ROUNDING))
    if (holds := next(right, None)) is not None:
        return holds
    first, reading = found[0], readings[0]
    if first.status is Status.FAIL and _is_not_its_own(reading.identity) and not has_slip(first.identity):
        rest = first.operands[1:]
        return unchecked(first.subject, _NOT_ITS_OWN, first.operands[0], rest, first.name)
    if reading.certain or first.status is not Status.FAIL:
        return first
    if comparison.tied is None:  # what merely stands before it
        return unchecked(first.subject, _OTHER_OWNER, first.operands[0], first.operands[1:], first.name)
    return as_warning(first, _OTHER_OWNER)


def _judged(comparison: Comparison, reading: _Reading) -> Finding:
    return judged(reading.identity, *_named(comparison, reading.now))


def _named(comparison: Comparison, now: Fact) -> tuple[str, str]:
    """Subject and name of the check: the words that the figure has in the report, or else those of what grew."""
    own = comparison.fact.label if comparison.owners and now is comparison.owners[0] and comparison.of_its_own else ""
    subject = own or f"{now.label}{'减少' if comparison.falling else '增长'}"
    return subject, f"{now.label}/{comparison.fact.label}"


def _is_not_its_own(identity: Identity) -> bool:
    """Whether it would have grown by more than it is."""
    if not isinstance(identity, Change) or identity.falling:
        return False
    return identity.difference.value > identity.now.value


def _size(difference: Operand) -> Operand:
    return replace(difference, value=abs(difference.value))


def _plain(fact: Fact) -> Operand:
    assert fact.plain is not None
    return fact.plain
