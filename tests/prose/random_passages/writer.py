"""Puts figures into words, and takes note of what a reader should get out of them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal

FREE = "?"  # a parent that the passage leaves open


@dataclass(frozen=True, slots=True)
class Expected:
    """A figure that a passage states. `label` is contained in the reader's, or contains it."""

    value: Decimal
    unit: str
    kinds: tuple[str, ...]
    label: str
    parent: str | None = None


@dataclass(slots=True)
class Passage:
    """Paragraphs, and all the figures that they state."""

    text: str = ""
    expected: list[Expected] = field(default_factory=list)


MONEY = ("amount", "income", "expenditure")


@dataclass(slots=True)
class Writer:
    """Puts figures into words; all from one source of chance."""

    chance: random.Random
    passage: Passage = field(default_factory=Passage)
    unit: str = "万元"

    def say(self, *pieces: str) -> None:
        self.passage.text += "".join(pieces)

    def pick(self, *choices: str) -> str:
        return self.chance.choice(choices)

    def cents(self, low: int = 5, high: int = 9000) -> Decimal:
        digits = self.chance.choice((0, 1, 2, 2))
        return Decimal(self.chance.randint(low * 10**digits, high * 10**digits)).scaleb(-digits)

    def split(self, count: int) -> list[Decimal]:
        return [self.cents() for _ in range(count)]

    def money(self, number: Decimal, label: str, parent: str | None = None, kinds: tuple[str, ...] = MONEY) -> str:
        factor = {"元": 1, "万元": 10**4, "亿元": 10**8}[self.unit]
        self._expect(number * factor, "CNY", kinds, label, parent)
        return self._printed(number) + self._gap() + self.unit

    def count(self, number: int, unit: str, label: str, parent: str | None = None) -> str:
        base = {"人": "person", "名": "person", "人次": "person_time", "亩": "mu", "公里": "km"}.get(unit, "item")
        self._expect(Decimal(number), base, ("count",), label, parent)
        return f"{number}{self._gap()}{unit}"

    def percent(self, number: Decimal, label: str, parent: str | None, *kinds: str) -> str:
        self._expect(number / 100, "ratio", kinds, label, parent)
        return f"{number}{self.pick('%', '%', '％')}"

    def share(self, part: Decimal, total: Decimal) -> Decimal:
        return (100 * part / total).quantize(Decimal("0.01"))

    def _expect(self, value: Decimal, unit: str, kinds: tuple[str, ...], label: str, parent: str | None) -> None:
        self.passage.expected.append(Expected(value, unit, kinds, label, parent))

    def _printed(self, number: Decimal) -> str:
        style = self.chance.random()
        if style < 0.1 and number >= 1000:
            return f"{number:,}"
        if style < 0.14:
            return f"{number}".translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
        return f"{number}"

    def _gap(self) -> str:
        return " " if self.chance.random() < 0.05 else ""
