"""The identities that figures have to satisfy, on intervals.

Each knows its operands (the stated figure first), what the others give for the stated one, and which
values any one of them may have if the rest stands as printed: that is what explanations are made of.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from ziping.pipeline.checks.arithmetic.intervals import ZERO, Interval
from ziping.pipeline.checks.arithmetic.operands import Operand, in_units_of, plain

_MOST_TERMS = 12  # of a sum that are written out


class Identity(Protocol):
    """What the rules have in common."""

    @property
    def operands(self) -> tuple[Operand, ...]:
        """Every figure of it, the stated one first."""

    @property
    def computed(self) -> Decimal | None:
        """What the other figures give for the stated one, taken as printed; None where nothing (÷ 0)."""

    @property
    def interval(self) -> Interval | None:
        """What they give for it when each stands for its interval; None where there is no such value."""

    @property
    def formula(self) -> str:
        """The computation in figures: `3.49万元 ÷ 8.89万元`."""

    def allowed(self, index: int) -> Interval | None:
        """The values of operand `index` that satisfy the identity with the rest as printed."""


_MINUS = frozenset("-−－")


@dataclass(frozen=True, slots=True)
class Sum:
    """stated = the sum of `parts` − the sum of `minus`.

    What all of them give is computed once: every operand's allowed values follow from it, and a sum may have thousands.
    """

    stated: Operand
    parts: tuple[Operand, ...]
    minus: tuple[Operand, ...] = ()
    operands: tuple[Operand, ...] = field(init=False)
    computed: Decimal = field(init=False)
    interval: Interval = field(init=False)

    def __post_init__(self) -> None:
        computed = sum((p.value for p in self.parts), ZERO) - sum((m.value for m in self.minus), ZERO)
        interval = Interval.total(p.interval for p in self.parts) - Interval.total(m.interval for m in self.minus)
        object.__setattr__(self, "operands", (self.stated, *self.parts, *self.minus))
        object.__setattr__(self, "computed", computed)
        object.__setattr__(self, "interval", interval)

    @property
    def formula(self) -> str:
        terms = [p.text for p in self.parts]
        if len(terms) > _MOST_TERMS:
            terms = [*terms[: _MOST_TERMS - 2], "…", terms[-1]]
        signed = "".join(f" − {t[1:]}" if t[:1] in _MINUS else f" + {t}" for t in terms[1:])
        return "".join((*terms[:1], signed, *(f" − {m.text}" for m in self.minus)))

    def allowed(self, index: int) -> Interval:
        if index == 0:
            return self.interval
        gap = self.stated.interval - self.interval
        own = self.operands[index]
        if index <= len(self.parts):
            # the rest is the interval without this part
            return _without(gap, own.half) + Interval(own.value, own.value)
        return Interval(own.value, own.value) - _without(gap, own.half)


def _without(gap: Interval, half: Decimal) -> Interval:
    return Interval(gap.lower + half, gap.upper - half)


@dataclass(frozen=True, slots=True)
class Product:
    """stated = left × right, but no more than `most` where that is given (a rate above 100%)."""

    stated: Operand
    left: Operand
    right: Operand
    most: Decimal | None = None

    @property
    def operands(self) -> tuple[Operand, ...]:
        return (self.stated, self.left, self.right)

    @property
    def computed(self) -> Decimal:
        value = self.left.value * self.right.value
        return value if self.most is None else min(value, self.most)

    @property
    def interval(self) -> Interval:
        found = self.left.interval * self.right.interval
        if self.most is None:
            return found
        return Interval(min(found.lower, self.most), min(found.upper, self.most))

    @property
    def formula(self) -> str:
        return f"{self.left.text} × {self.right.text}"

    def allowed(self, index: int) -> Interval | None:
        if index == 0:
            return self.interval
        other = self.right if index == 1 else self.left
        return self.stated.interval / other.interval


@dataclass(frozen=True, slots=True)
class Ratio:
    """stated = part ÷ whole."""

    stated: Operand
    part: Operand
    whole: Operand

    @property
    def operands(self) -> tuple[Operand, ...]:
        return (self.stated, self.part, self.whole)

    @property
    def computed(self) -> Decimal | None:
        return self.part.value / self.whole.value if self.whole.value else None

    @property
    def interval(self) -> Interval | None:
        return self.part.interval.not_negative() / self.whole.interval.not_negative()

    @property
    def formula(self) -> str:
        return f"{self.part.text} ÷ {self.whole.text}"

    def allowed(self, index: int) -> Interval | None:
        match index:
            case 0:
                return self.interval
            case 1:
                return self.stated.interval * self.whole.interval
            case _:
                return self.part.interval / self.stated.interval


@dataclass(frozen=True, slots=True)
class Same:
    """stated = other: one quantity printed twice."""

    stated: Operand
    other: Operand

    @property
    def operands(self) -> tuple[Operand, ...]:
        return (self.stated, self.other)

    @property
    def computed(self) -> Decimal:
        return self.other.value

    @property
    def interval(self) -> Interval:
        return self.other.interval

    @property
    def formula(self) -> str:
        return self.other.text

    def allowed(self, index: int) -> Interval:
        return self.other.interval if index == 0 else self.stated.interval


@dataclass(frozen=True, slots=True)
class Within:
    """low ≤ stated ≤ high; a bound that is printed is an operand, too."""

    stated: Operand
    low: Decimal
    high: Operand

    @property
    def operands(self) -> tuple[Operand, ...]:
        return (self.stated, self.high)

    @property
    def computed(self) -> Decimal:
        """The upper bound: what the figure must not pass."""
        return self.high.value

    @property
    def interval(self) -> Interval:
        return Interval(self.low, max(self.low, self.high.value + self.high.half))

    @property
    def formula(self) -> str:
        return f"{plain(self.low)} ≤ {self.stated.text} ≤ {self.high.text}"

    def allowed(self, index: int) -> Interval:
        if index == 0:
            return self.interval
        return Interval(self.stated.value - self.stated.half, Decimal("Infinity"))


def computed_text(identity: Identity) -> str:
    """What the other figures give, written as the stated figure is printed."""
    value = identity.computed
    return "—" if value is None else in_units_of(value, identity.operands[0])
