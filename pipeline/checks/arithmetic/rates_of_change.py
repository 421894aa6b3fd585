"""The identities of growth: against a base, and against a difference."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ziping.pipeline.checks.arithmetic.intervals import INFINITY, ZERO, Interval
from ziping.pipeline.checks.arithmetic.operands import Operand

_ONE = Interval(Decimal(1), Decimal(1))


@dataclass(frozen=True, slots=True)
class Growth:
    """stated = (now ÷ base − 1), or its size where the report says 下降: then `falling`."""

    stated: Operand
    now: Operand
    base: Operand
    falling: bool = False

    @property
    def operands(self) -> tuple[Operand, ...]:
        return (self.stated, self.now, self.base)

    @property
    def computed(self) -> Decimal | None:
        if not self.base.value:
            return None
        value = self.now.value / self.base.value - 1
        return -value if self.falling else value

    @property
    def interval(self) -> Interval | None:
        quotient = self.now.interval.not_negative() / self.base.interval.not_negative()
        if quotient is None:
            return None
        value = quotient - _ONE
        return Interval(-value.upper, -value.lower) if self.falling else value

    @property
    def formula(self) -> str:
        quotient = f"{self.now.text} ÷ {self.base.text}"
        return f"1 − {quotient}" if self.falling else f"{quotient} − 1"

    def allowed(self, index: int) -> Interval | None:
        rate = self.stated.interval
        factor = _ONE - rate if self.falling else _ONE + rate
        match index:
            case 0:
                return self.interval
            case 1:
                return factor * self.base.interval
            case _:
                return self.now.interval / factor


@dataclass(frozen=True, slots=True)
class Change:
    """stated = difference ÷ base, where the base is not printed but follows: now − difference (+ when `falling`)."""

    stated: Operand
    now: Operand
    difference: Operand
    falling: bool = False

    @property
    def operands(self) -> tuple[Operand, ...]:
        return (self.stated, self.now, self.difference)

    @property
    def computed(self) -> Decimal | None:
        base = self.now.value + (self.difference.value if self.falling else -self.difference.value)
        return self.difference.value / base if base else None

    @property
    def interval(self) -> Interval | None:
        # d ÷ (n ∓ d) grows with d and falls with n, so that its ends are at the ends of both
        d, n = self.difference.interval.not_negative(), self.now.interval.not_negative()
        if self.falling:
            ends = [_exactly(d.lower) / _exactly(n.upper + d.lower), _exactly(d.upper) / _exactly(n.lower + d.upper)]
        else:
            if n.upper - d.lower < 0:
                return None  # it cannot have grown by more than it is
            if n.lower - d.upper <= 0:
                return Interval(ZERO, INFINITY)
            ends = [_exactly(d.lower) / _exactly(n.upper - d.lower), _exactly(d.upper) / _exactly(n.lower - d.upper)]
        if None in ends:
            return None
        low, high = ends
        assert low is not None and high is not None
        return Interval(low.lower, high.upper)

    @property
    def formula(self) -> str:
        return f"{self.difference.text} ÷ ({self.now.text} {'+' if self.falling else '−'} {self.difference.text})"

    def allowed(self, index: int) -> Interval | None:
        rate = self.stated.interval
        match index:
            case 0:
                return self.interval
            case 1:  # n = d ÷ r ± d
                quotient = self.difference.interval / rate
                if quotient is None:
                    return None
                return quotient - self.difference.interval if self.falling else quotient + self.difference.interval
            case _:  # d = n × r ÷ (1 ± r)
                factor = _ONE - rate if self.falling else _ONE + rate
                return (self.now.interval * rate) / factor


def _exactly(value: Decimal) -> Interval:
    return Interval(value, value)
