"""Figures as prose prints them, and what they stand for."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.generator.dice import Dice

SCALES = {
    "元": 1,
    "万元": 10_000,
    "亿元": 100_000_000,
    "万人": 10_000,
    "万人次": 10_000,
    "万户": 10_000,
    "万亩": 10_000,
}
SCALES |= {"万份": 10_000}
BASES = {"元": "CNY", "人": "person", "名": "person", "人次": "person_time", "%": "ratio", "分": "point"}
BASES |= dict.fromkeys(("个", "家", "场", "座", "份", "次", "台", "套", "条", "期", "处"), "item")
WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


@dataclass(frozen=True)
class Fact:
    """A figure of a passage: what it says, and the words it is printed in."""

    kind: str
    label: str
    printed: str
    value: Decimal
    unit: str | None
    precision: Decimal
    parent: str | None = None
    optional: bool = False
    kinds: tuple[str, ...] = ()
    either_sign: bool = False  # a fall may be told as a negative growth, or as a rate of falling
    part_or_not: bool = False

    def expected(self) -> dict[str, Any]:
        row: dict[str, Any] = {"kind": self.kind, "label": self.label, "value": f"{self.value:f}"}
        row |= {"precision": f"{self.precision:f}", "parent": self.parent, "optional": self.optional}
        row["accept"] = {"kind": list(self.kinds), "value": [f"{-self.value:f}"] if self.either_sign else []}
        row["not_judged"] = ([] if self.unit else ["unit"]) + (["parent"] if self.part_or_not else [])
        return row | ({"unit": self.unit} if self.unit else {})


@dataclass
class Digits:
    """How figures are printed in one passage."""

    thousands: bool = False
    wide: bool = False
    blanks: bool = False
    percent: str = "%"

    def figure(self, number: str, unit: str) -> str:
        """The number with its unit, in this manner."""
        text = f"{Decimal(number):,}" if self.thousands and "." not in number else number
        if self.thousands and "." in number:
            whole, rest = number.split(".")
            text = f"{int(whole):,}.{rest}"
        if self.blanks and "." in text:
            text = text.replace(".", ". ", 1)
        if self.wide:
            text = text.translate(WIDE)
        if unit == "%":
            return f"百分之{text}" if self.percent == "百分之" else text + self.percent
        return f"{text} {unit}" if self.blanks else text + unit


def digits(dice: Dice) -> Digits:
    manner = dice.word("figures printed", ["plain", "thousands separators", "full width", "with blanks"])
    percent = dice.word("per cent printed", ["%", "％", "百分之"])
    return Digits(manner == "thousands separators", manner == "full width", manner == "with blanks", percent)


@dataclass
class Passage:
    """A passage being written: text and facts, in the manner of its figures."""

    dice: Dice
    digits: Digits
    facts: list[Fact] = field(default_factory=list)
    points: list[dict[str, Any]] = field(default_factory=list)
    totals: dict[str, Any] = field(default_factory=dict)
    indicators: list[dict[str, Any]] = field(default_factory=list)
    subject: str = ""

    def state(self, kind: str, label: str, number: str, unit: str, parent: str | None = None, **more: Any) -> str:
        """Takes note of a figure and gives its print."""
        printed = self.digits.figure(number, unit)
        scale = Decimal(SCALES.get(unit.split("/")[0], 1))
        if unit == "%":
            scale = Decimal("0.01")
        base = BASES.get(unit.split("/")[0].removeprefix("万").removeprefix("亿") or "个")
        step = scale / (10 ** len(number.partition(".")[2]))
        self.facts.append(Fact(kind, label, printed, Decimal(number) * scale, base, step, parent, **more))
        return printed

    def money(self, low: int = 5, high: int = 900) -> Decimal:
        """An amount in hundredths of the unit, so that parts add up."""
        return Decimal(self.dice.whole(low * 100, high * 100)) / 100

    def percent(self, part: Decimal, whole: Decimal) -> str:
        return f"{(part / whole * 100).quantize(Decimal('0.01'))}"
