"""Closed intervals of `Decimal`: all the values that a printed figure may stand for.

A figure printed 3.49 stands for every value from 3.485 to 3.495. Both ends belong to it: which of
the two a rounding rule gives (half up, half even) is not known. See XBRL Calculations 1.1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)
INFINITY = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """From `lower` to `upper`, both included; either may be infinite.

    Raises:
        ValueError: when the lower end lies above the upper one.
    """

    lower: Decimal
    upper: Decimal

    def __post_init__(self) -> None:
        if self.lower > self.upper:
            raise ValueError(f"no interval: {self.lower} > {self.upper}")

    @staticmethod
    def around(value: Decimal, half: Decimal) -> Interval:
        """`half` to either side of `value`; a half of 0 is the exact value."""
        return Interval(value - half, value + half) if half else Interval(value, value)

    @staticmethod
    def total(items: Iterable[Interval]) -> Interval:
        """The sums that values of `items` can have; 0 for none."""
        lower = upper = ZERO
        for item in items:
            lower += item.lower
            upper += item.upper
        return Interval(lower, upper)

    @property
    def exact(self) -> bool:
        """Whether it holds one value alone."""
        return self.lower == self.upper

    @property
    def bounded(self) -> bool:
        """Whether both ends are finite: a division by what may be 0 has none."""
        return self.lower.is_finite() and self.upper.is_finite()

    def holds(self, value: Decimal) -> bool:
        """Whether the value lies in it, its ends included."""
        return self.lower <= value <= self.upper

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return self.lower <= other.upper and other.lower <= self.upper

    def not_negative(self) -> Interval:
        """The part at or above zero, where the figure itself is not negative: money and counts that
        are printed 0.00 stand for a little more, never for a debt."""
        if self.lower >= 0 or self.lower + self.upper < 0:
            return self
        return Interval(ZERO, self.upper)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.lower + other.lower, self.upper + other.upper)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.lower - other.upper, self.upper - other.lower)

    def __mul__(self, other: Interval) -> Interval:
        ends = [_times(a, b) for a in (self.lower, self.upper) for b in (other.lower, other.upper)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval | None:
        """The quotients that values of both can have; None where none exists (a figure ÷ exactly 0).

        Where the divisor's interval reaches zero, quotients grow beyond all bounds: that end is infinite.
        Where both reach zero, every quotient is possible.
        """
        if other.lower > 0 or other.upper < 0:
            ends = [_over(a, b) for a in (self.lower, self.upper) for b in (other.lower, other.upper)]
            return Interval(min(ends), max(ends))
        if self.lower <= 0 <= self.upper:
            low = ZERO if self.lower == 0 and other.lower == 0 else -INFINITY
            return Interval(low, INFINITY)
        if other.lower == 0 and other.upper > 0:
            if self.lower > 0:
                return Interval(self.lower / other.upper, INFINITY)
            return Interval(-INFINITY, self.upper / other.upper)
        return None if other.exact else Interval(-INFINITY, INFINITY)


def _times(a: Decimal, b: Decimal) -> Decimal:
    return ZERO if not a or not b else a * b  # 0 × ∞ is 0 here: the factor is exactly zero


def _over(a: Decimal, b: Decimal) -> Decimal:
    if b.is_infinite():
        return ZERO
    return a / b
