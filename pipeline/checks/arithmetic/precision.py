"""How precisely a figure was printed: read from its printed text, which the dataset keeps."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

# 36,950.00 · "35. 3" (blanks inside are layout) · 1234. Width forms are folded first.
_PRINTED_FIGURE = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?:\s?\.\s?\d+)?|\d+(?:\s?\.\s?\d+)?")
_SCALES = (("亿", 8), ("万", 4), ("千", 3), ("百", 2), ("%", -2), ("‰", -3))
_LARGEST, _SMALLEST = 12, -6  # powers of ten that a unit may have
_RATE_STEP = Decimal("0.01")

EQ, GE, LE, GT, LT, ABOUT = "=", ">=", "<=", ">", "<", "~"
_BEFORE = (
    (re.compile(r"(?:≥|≧|⩾|>=|不低于|不少于|不小于|至少|大于等于|大于或等于)\s?$"), GE),
    (re.compile(r"(?:≤|≦|⩽|<=|不高于|不超过|不大于|不多于|未超过|控制在|小于等于|小于或等于)\s?$"), LE),
    (re.compile(r"(?:>|大于|高于|超过|多于|逾|突破|超)\s?$"), GT),
    (re.compile(r"(?:<|小于|低于|少于|不足|不到)\s?$"), LT),
    (re.compile(r"(?:近|约|大约|将近|接近|大致)\s?$"), ABOUT),
)
_UNIT = r"[^\d,;。、()以左上]{0,6}?"  # what may stand between a figure and the words after it
_AFTER = (
    (re.compile(_UNIT + r"(?:及|\(含\))?以上"), GE),
    (re.compile(_UNIT + r"(?:(?:及|\(含\))?以下|[以之]内)"), LE),
    (re.compile(_UNIT + r"(?:左右|上下)|\s?[百千万亿]?[余多]"), ABOUT),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a text: its value as printed, its digits after the point, and where it stands."""

    number: Decimal
    decimals: int
    start: int
    stop: int


def folded(text: str) -> str:
    """Full-width digits, signs and punctuation as half-width ones."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=1 << 14)
def figures(text: str) -> tuple[Figure, ...]:
    """Every figure of `text`, in order."""
    found = []
    for match in _PRINTED_FIGURE.finditer(folded(text)):
        plain = re.sub(r"[,\s]", "", match[0])
        found.append(Figure(Decimal(plain), len(plain.partition(".")[2]), match.start(), match.end()))
    return tuple(found)


def step(value: Decimal, text: str | None, unit_text: str | None = None) -> Decimal:
    """The value of the last printed digit of `text`, in the unit that `value` has.

    39.25% with a value of 0.3925 gives 0.0001; 8.89 under 万元 with a value of 88900 gives 100. Where
    `text` does not show the figure (百分之九十), the last digit of `value` itself, for shares at most 1%.
    """
    for figure in figures(text) if text else ():
        power = _power(value, figure, text or "", unit_text)
        if power is not None:
            return Decimal(1).scaleb(power - figure.decimals)
    own = value.normalize().as_tuple().exponent
    least = Decimal(1).scaleb(own if isinstance(own, int) else 0)
    return min(least, _RATE_STEP) if abs(value) <= 1 else least


def scale(value: Decimal, figure: Figure, text: str, unit_text: str | None = None) -> Decimal | None:
    """What the printed figure is multiplied with to give `value` (10000 for 万元, 0.01 for %); None where
    `value` is another figure's."""
    power = _power(value, figure, text, unit_text)
    return None if power is None else Decimal(1).scaleb(power)


def _power(value: Decimal, figure: Figure, text: str, unit_text: str | None) -> int | None:
    """The power of ten between a printed figure and its value; None where the value is another figure's."""
    if not figure.number:
        if value:
            return None
        after = folded(text)[figure.stop :]
        named = _named_power(after)
        return named if named is not None else (_named_power(unit_text or "") or 0)
    ratio = abs(value) / figure.number
    if not ratio:
        return None
    power = round(ratio.log10())
    if not _SMALLEST <= power <= _LARGEST:
        return None
    # stored with six decimals: 33.33333% has lost a digit
    return power if abs(ratio.scaleb(-power) - 1) < Decimal("0.001") else None


def _named_power(unit: str) -> int | None:
    unit = folded(unit)
    powers = [power for name, power in _SCALES if name in unit]
    return sum(powers) if powers else None


def operator(text: str, context: str = "") -> str:
    """What is said around the figure of `text`: `=`, `>=`, `<=`, `>`, `<`, or `~` (about).

    `context` is the sentence that `text` stands in: 近 and 以上 may stand outside the figure's own words.
    """
    text, context = folded(text), folded(context)
    found = figures(text)
    if not found:
        return EQ
    place = context.find(text) if context and context.count(text) == 1 else -1
    before = (context[:place] if place >= 0 else "") + text[: found[0].start]
    after = text[found[-1].stop :] + (context[place + len(text) :] if place >= 0 else "")
    for pattern, meaning in _BEFORE:
        if pattern.search(before):
            return meaning
    for pattern, meaning in _AFTER:
        if pattern.match(after):
            return meaning
    return EQ
