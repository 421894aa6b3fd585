"""Failures that follow from another one: a figure that is wrong breaks every sum it is in, and is told of once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ziping.pipeline.checks.arithmetic.identities import Sum
from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.findings.finding import Finding, Remark, Severity, Status

_FOLLOWS = Remark("由上述差错引起", "follows from another finding")


def without_consequences(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, those that hold as soon as a figure is put right which another failure calls wrong as warnings: 100%
    as the sum of shares of which one is not what its amounts give. Printed sums stay: they are figures of their own."""
    wrong = {f.operands[0].key: f for f in found if _is_sure(f) and f.operands and f.computed is not None}
    return tuple(_told_once(f, wrong) if _is_sure(f) else f for f in found)


def _is_sure(finding: Finding) -> bool:
    return finding.status is Status.FAIL and finding.certain


def _told_once(finding: Finding, wrong: dict[tuple[str, str], Finding]) -> Finding:
    identity = finding.identity
    if not isinstance(identity, Sum) or identity.stated.row_id:
        return finding
    for part in identity.parts:
        other = wrong.get(part.key)
        if other is None or other is finding or other.computed is None:
            continue
        parts = tuple(_put_right(p, other) if p.key == part.key else p for p in identity.parts)
        if Sum(identity.stated, parts, identity.minus).interval.meets(identity.stated.interval):
            return replace(finding, severity=Severity.WARNING, remarks=(*finding.remarks, _FOLLOWS))
    return finding


def _put_right(part: Operand, other: Finding) -> Operand:
    return part if other.computed is None else replace(part, value=other.computed)
