"""Whether one slip of one figure explains why an identity fails."""

from __future__ import annotations

from decimal import Decimal

from ziping.pipeline.checks.arithmetic import precision as printed
from ziping.pipeline.checks.arithmetic.identities import Identity, Sum
from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.arithmetic.slips import Kind, displaced, slips

_FEW_PLACES = 8  # that a decimal point may slip to, or a unit
_CHANCE = Decimal("0.01")  # a shortfall that one slip explains by chance this seldom was meant to be none


def has_slip(identity: Identity | None) -> bool:
    """Whether one slip of one figure explains why the identity fails; never where there is none."""
    pairs = ((identity.allowed(i), o) for i, o in enumerate(identity.operands)) if identity is not None else ()
    return any(s.interval.meets(allowed) for allowed, o in pairs if allowed is not None for s in slips(o))


def is_shortfall(identity: Sum) -> bool:
    """Whether the shortfall is one wrong digit, and could hardly be by chance.

    A part that was left out on purpose may have any size; that it is of the form d × 10ⁿ, within what
    rounding leaves open, is rare when the figures have many digits. Round figures prove nothing.
    """
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
