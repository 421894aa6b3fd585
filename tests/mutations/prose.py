"""Passages with one figure printed otherwise, and what that breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.generator import words as w
from tests.generator.dice import Chance, Dice
from tests.generator.passages.common import FAMILIES
from tests.generator.passages.figures import SCALES, Digits, Fact
from tests.generator.passages.figures import Passage as Text
from tests.generator.passages.uncommon import MORE
from tests.generator.typeset.pages import typeset
from tests.generator.typeset.setting import Line, Manner, Passage
from tests.mutations.slip import UNITS, Slip, slipped

EVERY = FAMILIES | MORE
SILENT = ("noise", "satisfied", "benefits", "inexact", "rates", "raised", "parallel", "uses")  # nothing to break
GRADES = {"优": (90, 101), "良": (80, 90), "中": (60, 80), "差": (0, 60)}


@dataclass
class Slipped(Digits):
    """Prints the `number`-th figure otherwise, and remembers every figure as it was printed."""

    number: int = -1
    chance: Dice | None = None
    slip: Slip | None = None
    asked: int = 0
    printed: list[tuple[str, str]] = field(default_factory=list)

    def figure(self, number: str, unit: str) -> str:
        if number == "0":
            return super().figure(number, unit)
        self.asked += 1
        if self.chance is not None and self.asked - 1 == self.number:
            number, unit = self._otherwise(number, unit)
        self.printed.append((number, unit))
        return super().figure(number, unit)

    def _otherwise(self, number: str, unit: str) -> tuple[str, str]:
        assert self.chance is not None
        if unit in UNITS and self.chance.whole(0, 7) == 0:
            self.slip = Slip("unit", unit, UNITS[unit])
            return number, UNITS[unit]
        self.slip = slipped(self.chance, number)
        return (number if self.slip is None else self.slip.wrong), unit


@dataclass(frozen=True)
class Drawn:
    """A passage: the file, the family, and its figures as printed."""

    pdf: bytes
    family: str
    facts: Sequence[Fact]
    points: Sequence[dict[str, Any]]
    printed: Sequence[tuple[str, str]]
    grade: str
    slip: Slip | None


def draw(seed: int, number: int = -1, chance: Dice | None = None) -> Drawn:
    """A passage of one family; with `chance`, its `number`-th figure has a slip."""
    dice = Dice(Chance(f"mutation-prose-{seed}"))
    agency, project = dice.any(w.PLACES) + dice.any(w.AGENCIES), dice.any(w.PROJECTS)
    manner = dice.word("figures printed", ["plain", "thousands separators", "full width"])
    digits = Slipped(manner == "thousands separators", manner == "full width", False, "%", number, chance)
    text = Text(dice, digits, subject=project)
    family = dice.any([f for f in EVERY if f not in SILENT])
    words = EVERY[family](text)
    elements = [
        Line((f"{agency}2023年度{project}绩效自评报告",), 18, "centre", True),
        Passage("一、项目基本情况"),
        Passage("项目由业务科室组织实施，财务科负责资金核算，做到专款专用。"),
        Passage("二、绩效自评情况"),
        Passage(words),
    ]
    pdf, _ = typeset(elements, Manner(prose_size=dice.any([14.0, 16.0, 12.0]), footer="— {n} —"))
    grade = text.totals.get("grade_text", "") if text.totals else ""
    return Drawn(pdf, family, text.facts, text.points, digits.printed, grade, digits.slip)


@dataclass(frozen=True)
class Told:
    """A figure as it was printed: value and half its last digit."""

    value: Decimal
    half: Decimal


def broken(before: Drawn, after: Drawn) -> tuple[Counter, Counter]:
    """Rules that the slip breaks: those that must fail, and that may."""
    must: Counter[str] = Counter()
    may: Counter[str] = Counter()
    pairs = zip(_laws(before), _laws(after), strict=True)
    for (rule, held, _), (_, holds, open_) in pairs:
        if open_:
            may[rule] += 1
        elif held and not holds:
            must[rule] += 1
    return must, may


def _told(drawn: Drawn) -> list[Told]:
    found = []
    for number, unit in drawn.printed:
        scale = Decimal("0.01") if unit == "%" else Decimal(SCALES.get(unit.split("/")[0], 1))
        value, decimals = Decimal(number), len(number.partition(".")[2])
        whole = not decimals and unit not in SCALES and unit != "%"
        found.append(Told(value * scale, Decimal(0) if whole else scale.scaleb(-decimals) / 2))
    return found


def _laws(drawn: Drawn) -> Iterator[tuple[str, bool, bool]]:
    """(rule, whether it holds, whether the contract leaves it open) of every identity of the passage."""
    told, facts = _told(drawn), drawn.facts
    match drawn.family:
        case "score":
            value = told[0].value
            low, high = GRADES.get(drawn.grade, (0, 10**9))
            yield "grade-band", low <= value < high or value > 100, not drawn.grade or value > 100
        case "point_list" | "sections":
            for full, got in zip(told[::2], told[1::2], strict=True):
                yield "score-range", got.value <= full.value, False
            yield "weight-total", True, sum(full.value for full in told[::2]) > 100  # the list need not be complete
        case "execution":
            yield from _spent(*told)
        case "surplus":
            yield from _spent(told[0], told[1], told[3])
        case "projects":
            for budget, spent, rate in zip(told[::3], told[1::3], told[2::3], strict=True):
                yield from _spent(budget, spent, rate)
        case "price":
            yield "unit-price", abs(told[0].value * told[1].value - told[2].value) <= told[2].half, False
        case "growth":
            yield from _grown(facts, told)
        case _:
            yield from _totals(facts, told)


def _spent(budget: Told, spent: Told, rate: Told) -> Iterator[tuple[str, bool, bool]]:
    yield "execution-rate", _is_ratio(rate, spent, budget), False
    yield "overspent", spent.value - spent.half <= budget.value + budget.half, True


def _is_ratio(share: Told, part: Told, whole: Told) -> bool:
    if whole.value <= whole.half:
        return False
    low = (part.value - part.half) / (whole.value + whole.half) - share.half
    high = (part.value + part.half) / (whole.value - whole.half) + share.half
    return low <= share.value <= high


def _grown(facts: Sequence[Fact], told: Sequence[Told]) -> Iterator[tuple[str, bool, bool]]:
    if len(told) < 3:
        return
    now, step, rate = told
    down = facts[2].either_sign
    sign = -1 if down else 1
    ends = [
        (step.value + s * step.half) / (now.value + n * now.half - sign * (step.value + s * step.half))
        for s in (-1, 1)
        for n in (-1, 1)
        if now.value + n * now.half - sign * (step.value + s * step.half) > 0
    ]
    yield "growth", bool(ends) and min(ends) - rate.half <= rate.value <= max(ends) + rate.half, False


def _totals(facts: Sequence[Fact], told: Sequence[Told]) -> Iterator[tuple[str, bool, bool]]:
    """Totals with their parts, which may have shares. A part left out behind 其中 is no error."""
    for number, fact in enumerate(facts):
        parts = [n for n, f in enumerate(facts) if f.parent == fact.label and f.kind not in ("share", "growth")]
        if not parts:
            continue
        counted = fact.kind == "count" and not told[number].half
        slack = told[number].half + sum((told[n].half for n in parts), Decimal(0))
        gap = told[number].value - sum((told[n].value for n in parts), Decimal(0))
        shares = [(n, n + 1) for n in parts if n + 1 < len(facts) and facts[n + 1].kind == "share"]
        rule = "count-total" if counted else "breakdown-total"
        yield rule, abs(gap) <= slack, gap > slack and not shares and not counted
        for part, share in shares:
            yield (
                "count-share" if counted else "breakdown-share",
                _is_ratio(told[share], told[part], told[number]),
                False,
            )
        if shares and len(shares) == len(parts):
            total = sum((told[s].value for _, s in shares), Decimal(0))
            room = sum((told[s].half for _, s in shares), Decimal(0))
            yield "breakdown-share", abs(total - 1) <= room, counted
