"""The figures that checks calculate with: value, precision, print and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from ziping.pipeline.checks.arithmetic import precision as printed
from ziping.pipeline.checks.arithmetic.intervals import ZERO, Interval

_PERCENT_WORD = "百分之"  # the unit before its figure
_SPARE_DIGITS = 3  # beyond the printed ones, within which a computed figure is written to its end
_HALF_A_PER_CENT = Decimal("0.005")
LOW_CONFIDENCE = 0.9  # below this a recognised figure may well be another


class Evidence(NamedTuple):
    """Where a figure stands: a row of a table of the dataset, and a box on a page (PDF points)."""

    table: str
    row_id: str
    page: int | None
    x0: float | None
    top: float | None
    x1: float | None
    bottom: float | None


@dataclass(frozen=True, slots=True)
class Operand:
    """A printed figure.

    Attributes:
        value: In the base unit (yuan, points, ratio, persons, …).
        half: Half the value of the last printed digit: it stands for `value` ± `half`; 0 for exact figures.
        text: As printed, with its unit (`8.89万元`).
        label: What it measures, for messages.
        row_id: Row of the dataset; empty for a figure that rules imply (100 points).
        column: Column of that row.
        evidence: Where it stands, for the rules: its cell, or its clause in running text; several places where a page
            break cuts it.
        figure: Where it alone is printed, for people, if `evidence` is more: several places where a line break cuts it.
        confidence: Of its recognition, 0 to 1; None for born-digital text.
        operator: `=`, or what is said around it (`>=`, `~` about, …).
        bare: Whether the figure is printed without its unit, which stands elsewhere.
    """

    value: Decimal
    half: Decimal
    text: str
    label: str
    row_id: str = ""
    column: str = ""
    evidence: tuple[Evidence, ...] = ()
    confidence: float | None = None
    operator: str = printed.EQ
    bare: bool = False
    figure: tuple[Evidence, ...] = ()

    @property
    def shown(self) -> tuple[Evidence, ...]:
        """What a finding marks on the page."""
        return self.figure or self.evidence

    @property
    def interval(self) -> Interval:
        """Every value that is printed so, in the base unit."""
        return Interval.around(self.value, self.half)

    @property
    def key(self) -> tuple[str, str]:
        """Which figure of the dataset this is."""
        return self.row_id, self.column

    @property
    def doubtful(self) -> bool:
        """Whether it was recognised with low confidence."""
        return self.confidence is not None and self.confidence < LOW_CONFIDENCE

    @property
    def step(self) -> Decimal:
        """The value of the last printed digit, in the base unit; 0 for exact figures."""
        return self.half * 2

    def as_rounded(self) -> Operand:
        """The figure as one that was rounded when printed, if it was printed with decimals. Scores are
        exact in sums, but a score of 10.66 from 13.33 × 80% stands for its interval."""
        step = printed.step(self.value, self.text)
        return replace(self, half=step / 2) if step < 1 else self

    def as_ratio(self) -> Operand:
        """The figure as a ratio: a 0 printed without a sign for per cent stands for less than half a per cent, not
        for up to a half."""
        return replace(self, half=min(self.half, _HALF_A_PER_CENT)) if not self.value else self

    def cuts(self, exact: Decimal) -> bool:
        """Whether this is `exact` with its last digits cut off rather than rounded (39.257% → 39.25%)."""
        step = self.step or printed.step(self.value, self.text)
        if self.value == exact or not step:
            return False
        kept = (exact / step).to_integral_value(ROUND_DOWN) * step
        return kept == self.value and abs(exact - self.value) * 2 > step


def with_typed_zeros(operands: Sequence[Operand]) -> tuple[Operand, ...]:
    """A bare 0 among summands with decimals is a typed zero, and as precise as the finest of them: nobody
    writes 0 万元 for 4 000 yuan beside 3.49 万元."""
    halves = [o.half for o in operands if o.value]
    if not halves or all(o.value for o in operands):
        return tuple(operands)
    finest = min(halves)
    return tuple(replace(o, half=min(o.half, finest)) if not o.value else o for o in operands)


def implied(value: Decimal, text: str, label: str) -> Operand:
    """A figure that the rules imply and nobody printed: 100 points, 100%."""
    return Operand(value, ZERO, text, label)


def plain(value: Decimal) -> str:
    """A decimal without trailing zeros or exponent."""
    return format(value.normalize() if value else ZERO, "f")


def in_units_of(value: Decimal, like: Operand) -> str:
    """`value` written as `like` is printed, in its unit: to the end where it ends soon, else with one digit
    more than `like` has, and …"""
    text = printed.folded(like.text)
    for figure in printed.figures(text):
        scale = printed.scale(like.value, figure, text)
        if scale is not None:
            decimals, unit = figure.decimals, like.text[figure.stop :]
            before = _PERCENT_WORD if _PERCENT_WORD in text[: figure.start] else ""
            break
    else:
        scale, decimals, before, unit = Decimal(1), 0, "", ""
    number = value / scale
    full = number.quantize(Decimal(1).scaleb(-decimals - _SPARE_DIGITS), ROUND_DOWN)
    if full == number:
        return before + plain(full) + unit
    return before + format(number.quantize(Decimal(1).scaleb(-decimals - 1), ROUND_DOWN), "f") + "…" + unit
