"""For a failure, the smallest single slips that would make its identity hold: reported, never applied.

A figure usually stands in several identities. A slip that mends other failures, too, is likelier; one that
would break an identity that holds is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ziping.pipeline.checks.arithmetic.exchanges import Exchangeable
from ziping.pipeline.checks.arithmetic.identities import (
    Identity,
    Ratio,
    Sum,
    Within,
)
from ziping.pipeline.checks.arithmetic.intervals import Interval
from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.arithmetic.slips import Kind, Slip, slips
from ziping.pipeline.checks.findings.finding import Finding, Status

MOST = 3
_MENDS, _BREAKS, _LOOK_ALIKE, _DOUBTFUL, _CLOSE = 2.0, 2.0, 0.2, 1.0, 0.5
_NEARLY, _ALIKE, _EVEN, _ACCUSED, _FULL = 2.0, 0.5, 0.5, 0.5, 1.0
_HUNDRED = Decimal(100)
_SEVERAL = 3  # parts of one value: points are often given out evenly


@dataclass(frozen=True, slots=True)
class Explanation:
    """A slip in words, with how likely it is beside others and whether recognition may be to blame.

    `single`: one figure was printed otherwise than it was meant; not so where parts were left out or figures exchanged.
    """

    text: str
    weight: float
    misread: bool
    of_unit: bool = False
    single: bool = False


class Context:
    """The findings of one document, by the figures that stand in them."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._by_figure: dict[tuple[str, str], list[tuple[Finding, int]]] = {}
        self._accused: set[tuple[str, str]] = set()  # figures that a failure speaks of which has no identity
        self.exchangeable = Exchangeable()
        for finding in findings:
            failed = finding.status is Status.FAIL
            if finding.identity is None:
                self._accused.update(o.key for o in finding.operands if failed and o.row_id)
            elif finding.status is not Status.UNCHECKED:
                for index, operand in enumerate(finding.identity.operands):
                    if operand.row_id:
                        self._by_figure.setdefault(operand.key, []).append((finding, index))
                    if failed:
                        self.exchangeable.add(operand)

    def accuses(self, operand: Operand) -> bool:
        """Whether a failure of another kind speaks of the figure, too: full points for a target that was missed."""
        return operand.key in self._accused

    def support(self, finding: Finding, operand: Operand, meant: Interval) -> float:
        """What the other identities of the figure say about another value for it."""
        return sum(
            _MENDS * holds if other.status is Status.FAIL else -_BREAKS * (not holds)
            for other, holds in self._others(finding, operand, meant)
        )

    def mends(self, finding: Finding, operand: Operand, meant: Interval) -> bool:
        """Whether another value for the figure makes any other identity hold that fails."""
        return any(holds and o.status is Status.FAIL for o, holds in self._others(finding, operand, meant))

    def _others(self, finding: Finding, operand: Operand, meant: Interval) -> Iterator[tuple[Finding, bool]]:
        """The other identities of the figure, and whether they hold with another value for it."""
        for other, index in self._by_figure.get(operand.key, ()):
            if other is not finding and other.identity is not None:
                allowed = other.identity.allowed(index)
                yield other, allowed is not None and allowed.meets(meant)


def explanations(finding: Finding, context: Context) -> tuple[Explanation, ...]:
    """The likeliest slips, three at most. Only for failures with a written identity."""
    identity = finding.identity
    if finding.status is not Status.FAIL or identity is None:
        return ()
    found = [
        *_of_figures(finding, identity, context),
        *_of_structure(identity),
        *_exchanged_elsewhere(identity, finding, context),
    ]
    best: dict[str, Explanation] = {}
    for explanation in sorted(found, key=lambda e: -e.weight):
        best.setdefault(explanation.text, explanation)
    return tuple(list(best.values())[:MOST])


def _of_figures(finding: Finding, identity: Identity, context: Context) -> Iterator[Explanation]:
    halves = Counter(o.half for o in identity.operands if o.half)
    values = Counter(p.value for p in identity.parts) if isinstance(identity, Sum) else Counter[Decimal]()
    for index, operand in enumerate(identity.operands):
        allowed = identity.allowed(index) if operand.row_id else None
        if allowed is None:
            continue
        near = identity.operands[1 - index] if isinstance(identity, Within) else None
        for slip in slips(operand):
            if slip.interval.meets(allowed):
                weight = slip.kind.weight + context.support(finding, operand, slip.interval)
                weight += _LOOK_ALIKE * slip.look_alike + _DOUBTFUL * operand.doubtful
                weight += _closeness(slip, allowed) if near is None else _nearness(slip, near)
                weight += _ALIKE * _as_precise(slip, operand, halves) + _EVEN * _as_others(slip, operand, values)
                weight += _FULL * _is_full(slip, operand)
                weight += _ACCUSED * context.accuses(operand)
                yield Explanation(_words(slip), weight, _is_misreading(slip), slip.kind is Kind.UNIT, True)


def _as_precise(slip: Slip, operand: Operand, halves: Counter[Decimal]) -> bool:
    """Whether the meant figure is as precise as others of the identity, and the printed one is not: a digit of
    its decimals was lost or doubled."""
    meant = (slip.interval.upper - slip.interval.lower) / 2
    return meant != operand.half and halves[meant] > 0 and halves[operand.half] == 1


def _as_others(slip: Slip, operand: Operand, values: Counter[Decimal]) -> bool:
    """Whether the meant figure is that of several other parts of the sum, and the printed one of none: 8 among rows of 7."""
    meant = (slip.interval.lower + slip.interval.upper) / 2
    return values[operand.value] == 1 and values[meant] >= _SEVERAL


def _is_full(slip: Slip, operand: Operand) -> bool:
    """Whether the meant figure makes the full marks of a sheet what they nearly always are."""
    return operand.column == "full_score" and slip.interval.lower == slip.interval.upper == _HUNDRED


def _nearness(slip: Slip, other: Operand) -> float:
    """How near a score comes to its full mark, spending to its budget: usually most of it is reached."""
    meant = (slip.interval.lower + slip.interval.upper) / 2
    larger = max(abs(meant), abs(other.value))
    return _NEARLY * (100 - int(100 * abs(meant - other.value) / larger)) / 100 if larger else 0.0


def _closeness(slip: Slip, allowed: Interval) -> float:
    """How far from the edge of what is allowed: exact agreement is likelier than agreement by rounding."""
    if not allowed.bounded:
        return 0.0
    reach = (allowed.upper - allowed.lower + slip.interval.upper - slip.interval.lower) / 2
    apart = abs(allowed.lower + allowed.upper - slip.interval.lower - slip.interval.upper) / 2
    return _CLOSE if not reach else _CLOSE * (100 - int(100 * apart / reach)) / 100


def _is_misreading(slip: Slip) -> bool:
    """Whether recognition, rather than the author, may have made it: only where something was recognised."""
    return slip.operand.confidence is not None and (slip.look_alike or slip.operand.doubtful)


def _words(slip: Slip) -> str:
    label = f"{slip.operand.label}：" if slip.operand.label else ""
    return f"{label}{slip.operand.text} → {slip.text}（{slip.kind.zh} / {slip.kind.en}）"


def _said(kind: Kind, zh: str) -> Explanation:
    return Explanation(f"{zh}（{kind.zh} / {kind.en}）", kind.weight, False)


def _of_structure(identity: Identity) -> Iterator[Explanation]:
    """A part left out or counted twice; two figures of the identity exchanged."""
    if isinstance(identity, Ratio):
        turned = replace(identity, part=identity.whole, whole=identity.part)
        interval = turned.interval
        if interval is not None and identity.stated.interval.meets(interval):
            yield _said(Kind.EXCHANGED, f"{identity.part.text} ↔ {identity.whole.text}")
    if not isinstance(identity, Sum):
        return
    stated, found = identity.stated.interval, identity.interval
    gap = stated - found
    for part in identity.parts:
        own = part.interval
        name = f"{part.label} {part.text}" if part.label else part.text
        if gap.meets(own):
            yield _said(Kind.TWICE, name)
        if gap.meets(Interval(-own.upper, -own.lower)):
            yield _said(Kind.LEFT_OUT, name)
        # what the sum is with the stated figure in the part's place
        swapped = Interval(found.lower - own.lower + stated.lower, found.upper - own.upper + stated.upper)
        if part.value != identity.stated.value and swapped.meets(own):
            yield _said(Kind.EXCHANGED, f"{part.text} ↔ {identity.stated.text}")


def _exchanged_elsewhere(identity: Identity, finding: Finding, context: Context) -> Iterator[Explanation]:
    """A figure exchanged with one that stands in another identity, which fails too and holds once they are put right."""
    own = {o.key for o in identity.operands}
    for index, operand in enumerate(identity.operands):
        allowed = identity.allowed(index) if operand.row_id else None
        for other in context.exchangeable.beside(operand, allowed) if allowed is not None else ():
            if other.key not in own and context.mends(finding, other, operand.interval):
                weight = context.support(finding, operand, other.interval)
                weight += context.support(finding, other, operand.interval)
                said = _said(Kind.EXCHANGED, f"{operand.label} {operand.text} ↔ {other.label} {other.text}")
                yield replace(said, weight=said.weight + weight)
