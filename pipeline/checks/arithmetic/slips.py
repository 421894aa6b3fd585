"""Single slips of a printed figure: what it could have been meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from ziping.pipeline.checks.arithmetic import precision as printed
from ziping.pipeline.checks.arithmetic.intervals import ZERO, Interval
from ziping.pipeline.checks.arithmetic.operands import Operand

# Digits that print and recognition confuse, by shape.
LOOK_ALIKES = frozenset(
    frozenset(pair) for pair in ("06", "08", "09", "17", "14", "27", "38", "35", "56", "58", "68", "69", "89", "49")
)
_SHIFTS = (1, -1, 2, -2, 3, -3)  # places that the decimal point may slip
_UNIT_SHIFTS = (4, -4)  # 元 and 万元, 万元 and 亿元


class Kind(Enum):
    """What may have gone wrong, with how likely it is beside the others."""

    DIGIT = ("一位数字", "one digit", 1.0)
    SWAPPED = ("相邻两位颠倒", "two digits swapped", 0.9)
    POINT = ("小数点", "decimal point", 0.9)
    UNIT = ("单位", "unit", 0.8)
    MISSING = ("少一位或多一位", "a digit too few or too many", 0.7)
    EXCHANGED = ("两个数互换", "two figures exchanged", 0.85)
    LEFT_OUT = ("漏计一项", "a part left out", 0.6)
    TWICE = ("重计一项", "a part counted twice", 0.6)

    def __init__(self, zh: str, en: str, weight: float) -> None:
        self.zh, self.en, self.weight = zh, en, weight


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure as it may have been meant.

    Attributes:
        interval: What the meant figure stands for.
        text: It, as it would have been printed.
        look_alike: Whether the digits that differ look alike, or only the decimal point does.
    """

    kind: Kind
    operand: Operand
    interval: Interval
    text: str
    look_alike: bool = False


@dataclass(frozen=True, slots=True)
class _Printed:
    """A figure taken apart: its digits, how many of them are decimals, its unit as a factor, the words around it."""

    operand: Operand
    digits: str
    decimals: int
    scale: Decimal
    before: str
    after: str

    def meant(self, kind: Kind, digits: str, decimals: int, *, look_alike: bool = False) -> Slip:
        """The figure with other digits or another place of the point."""
        text = _pointed(digits, decimals)
        half = self.operand.half.scaleb(self.decimals - max(0, decimals)) if decimals >= 0 else ZERO
        interval = Interval.around(Decimal(text) * self.scale, half)
        return Slip(kind, self.operand, interval, f"{self.before}{text}{self.after}", look_alike)


def slips(operand: Operand) -> Iterator[Slip]:
    """Every single slip of a printed figure: likelier kinds first."""
    figure = _figure_of(operand)
    if figure is None:
        return
    yield from _other_digits(figure)
    yield from _other_places(figure)
    yield from _more_or_fewer_digits(figure)


def displaced(operand: Operand) -> Iterator[Slip]:
    """The slips of the decimal point and the unit alone."""
    figure = _figure_of(operand)
    if figure is not None:
        yield from _other_places(figure)


def _other_digits(figure: _Printed) -> Iterator[Slip]:
    digits, decimals = figure.digits, figure.decimals
    for i, digit in enumerate(digits):
        for other in "0123456789":
            leading = i == 0 and other == "0" and len(digits) - decimals > 1
            if other != digit and not leading:
                alike = frozenset((digit, other)) in LOOK_ALIKES
                yield figure.meant(Kind.DIGIT, digits[:i] + other + digits[i + 1 :], decimals, look_alike=alike)
    for i in range(len(digits) - 1):
        if digits[i] != digits[i + 1]:
            yield figure.meant(Kind.SWAPPED, digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :], decimals)


def _other_places(figure: _Printed) -> Iterator[Slip]:
    """The decimal point slipped, or the unit (元 for 万元). A 0 stays 0 by either."""
    operand = figure.operand
    if not operand.value:
        return
    for shift in _SHIFTS:
        yield figure.meant(Kind.POINT, figure.digits, figure.decimals + shift, look_alike=True)
    if "元" in figure.after or abs(figure.scale) >= 10_000:
        for shift in _UNIT_SHIFTS:
            factor = Decimal(1).scaleb(shift)
            meant = Interval.around(operand.value * factor, operand.half * factor)
            yield Slip(Kind.UNIT, operand, meant, f"{operand.text}（{'×' if shift > 0 else '÷'}10000）")


def _more_or_fewer_digits(figure: _Printed) -> Iterator[Slip]:
    digits, decimals = figure.digits, figure.decimals
    whole = len(digits) - decimals
    for i in range(len(digits) if len(digits) > 1 else 0):
        if whole > 1 or i >= whole:
            yield figure.meant(Kind.MISSING, digits[:i] + digits[i + 1 :], decimals - (i >= whole))
    for i in range(len(digits) + 1):
        for extra in "0123456789":
            if i > 0 or extra != "0":
                if i <= whole:
                    yield figure.meant(Kind.MISSING, digits[:i] + extra + digits[i:], decimals)
                if i >= whole and decimals:
                    yield figure.meant(Kind.MISSING, digits[:i] + extra + digits[i:], decimals + 1)


def single_slip(operand: Operand, goal: Decimal) -> Slip | None:
    """The likeliest slip that makes the figure stand for `goal`; None where none does."""
    return next((s for s in slips(operand) if s.kind is not Kind.MISSING and s.interval.holds(goal)), None)


def one_slip(operand: Operand, goal: Decimal) -> bool:
    """Whether any single slip, also a digit too few or too many, makes the figure stand for `goal`."""
    return any(s.interval.holds(goal) for s in slips(operand))


def _figure_of(operand: Operand) -> _Printed | None:
    """Finds the figure in its own print; None where the print shows another one."""
    text = printed.folded(operand.text)
    for figure in printed.figures(text):
        scale = printed.scale(operand.value, figure, text)
        if scale is not None:
            digits = re.sub(r"[^0-9]", "", text[figure.start : figure.stop])
            factor = -scale if operand.value < 0 else scale
            return _Printed(operand, digits, figure.decimals, factor, text[: figure.start], text[figure.stop :])
    return None


def _pointed(digits: str, decimals: int) -> str:
    """Digits with the decimal point put in."""
    if decimals <= 0:
        return digits + "0" * -decimals
    padded = digits.rjust(decimals + 1, "0")
    return f"{padded[:-decimals]}.{padded[-decimals:]}"
