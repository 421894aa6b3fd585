"""Figures in text: read here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from ziping.parsers.text.dates import find_dates
from ziping.parsers.text.units import Unit, unit_names
from ziping.schemas.quantity import Operator, Quantity

_DIGITS = str.maketrans("０１２３４５６７８９．，－−﹣", "0123456789.,---")

# 36,950.00 and 1，234.5: groups of three. A full-width comma parts a list more often than it groups
# digits, so it counts as a separator only before a decimal point. Blanks inside ("35. 3", "1 200") are
# layout; before a decimal point they are dropped, between digits they part two figures. A raised digit is the mark of a
# note, before the unit (97.2²%) or behind it (1260盏¹).
_NOTE = r"[⁰¹²³⁴-⁹]{1,2}"
_FIGURE = re.compile(
    r"(?<![\d.])"
    r"(?P<sign>[-－−﹣](?=\s?\d))?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\s?[.．]\s?\d+)?|\d{1,3}(?:，\d{3})+[.．]\d+|\d+(?:\s?[.．]\s?\d+)?)"
    r"(?P<exponent>[EeＥｅ][+＋]\d{1,2}(?!\d))?"  # 1.2E+06, as a spreadsheet shows what its column is too narrow for
    rf"(?:{_NOTE})?"
)
_NOTE_BEHIND = re.compile(rf"(?<![A-Za-z]){_NOTE}")

_OPERATORS = {
    Operator.GE: ("≥", "≧", "⩾", ">=", "＞=", ">＝", "＞＝", "大于等于", "大于或等于", "不低于", "不少于", "不小于", "至少", "不得低于"),
    Operator.LE: ("≤", "≦", "⩽", "<=", "＜=", "<＝", "＜＝", "小于等于", "小于或等于", "不高于", "不超过", "不大于", "不多于", "至多", "不得超过", "控制在"),
    Operator.GT: (">", "＞", "﹥", "大于", "高于", "超过", "多于", "超"),
    Operator.LT: ("<", "＜", "﹤", "小于", "低于", "少于", "不足", "不到", "未超过"),
    Operator.EQ: ("=", "＝", "═", "﹦", "等于"),
}  # fmt: skip
_AFTER = {
    Operator.GE: ("及以上", "（含）以上", "(含)以上", "以上"),
    Operator.LE: ("及以下", "以内", "之内", "（含）以下", "(含)以下"),
    Operator.LT: ("以下",),
}
# "未超过" means at most; it is listed with the words that begin alike so that the longest wins.
_MEANS = {
    **{w: op for op, words in _OPERATORS.items() for w in words},
    "未超过": Operator.LE,
}
_MEANS_AFTER = {w: op for op, words in _AFTER.items() for w in words}


def _longest_first(words: dict[str, str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_BEFORE_FIGURE = re.compile(rf"(?:{_longest_first(_MEANS)})\s?$")
_AFTER_FIGURE = re.compile(_longest_first(_MEANS_AFTER))
PER_CENT_SIGNS = ("%", "％", "百分之")
_PERCENT = Unit("百分之", "ratio", Decimal("0.01"))
PLAIN_FIGURE = r"\d+(?:\s?\.\s?\d+)?"  # in folded text, without separators: points are never so many
HAN_FIGURE = r"[零〇一二两三四五六七八九十百]{1,5}(?:点[零〇一二三四五六七八九]{1,3})?"  # 九十六点五
_HAN_PERCENT = re.compile(r"百分之(?P<han>[零〇一二三四五六七八九十百点两]+)")
# 自评得分为九十六分; 十分满意 and 三分之二 are no points
_HAN_POINTS = re.compile(rf"(?:[得总评满]分|[为得计]|[:：])\s?(?P<han>(?!十分){HAN_FIGURE})(?=分(?!之|[类别成数]))")
_HAN = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_LONGEST_OPERATOR = max(map(len, _MEANS)) + 1


@dataclass(frozen=True, slots=True)
class Number:
    """A figure without its unit. `decimals` is the number of digits printed after the point, less the power of ten that is
    printed with it."""

    value: Decimal
    decimals: int


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A figure found in a string: from `start` (its sign or first digit) to `stop` (after its unit).

    Attributes:
        quantity: Figure and unit.
        operator: One of `Operator`; `=` where nothing is said.
        operator_start: Where an operator before the figure begins; `start` where there is none.
        operator_stop: Where an operator after the unit ends (95%以上); `stop` where there is none.
    """

    start: int
    stop: int
    quantity: Quantity
    operator: str
    operator_start: int
    operator_stop: int

    def moved(self, by: int) -> FoundQuantity:
        """The figure as found in a string in which its own begins at `by`."""
        places = {name: getattr(self, name) + by for name in ("start", "stop", "operator_start", "operator_stop")}
        return replace(self, **places)


def read_number(string: str) -> Number | None:
    """The figure that `string` is, with thousands separators and full-width digits understood.

    None when there is anything else in it (a unit, words, two figures).
    """
    match = _FIGURE.fullmatch(string.strip())
    return None if match is None else _number(match["sign"], match["digits"], match["exponent"])


def _number(sign: str | None, digits: str, exponent: str | None = None) -> Number:
    plain = digits.translate(_DIGITS).replace(",", "").replace(" ", "")
    power = int(exponent[2:]) if exponent else 0
    value = Decimal(plain).scaleb(power)
    return Number(-value if sign else value, len(plain.partition(".")[2]) - power)


def quantity_of(number: Number, unit: Unit | None) -> Quantity:
    """A figure in its unit: value and step scaled to the base unit."""
    step = Decimal(1).scaleb(-number.decimals)
    if unit is None:
        return Quantity(number.value, number.value, None, None, step)
    return Quantity(number.value, number.value * unit.factor, unit.base, unit.text, step * unit.factor)


def read_quantity(string: str) -> Quantity | None:
    """The figure with or without a unit that `string` is; None when there is anything else in it."""
    found = next(find_quantities(string), None)
    if found is None or string[: found.start].strip() or string[found.stop :].strip():
        return None
    return found.quantity


def find_quantities(string: str) -> Iterator[FoundQuantity]:
    """All figures of `string` with their units and operators, in order; dates and years are none."""
    dates = [(d.start, d.stop) for d in find_dates(string)]
    names = unit_names()
    position = 0
    while match := _FIGURE.search(string, position):
        date = next(((a, b) for a, b in dates if a <= match.start("digits") < b), None)
        if date is not None:
            position = max(date[1], match.end())
            continue
        start, stop = match.span()
        sign = match["sign"]
        if sign and start and string[start - 1] not in "（(：:≥≤=＝><为是达到比长降率":
            # a dash between two figures or words (60-80%, A—1) is no minus
            sign, start = None, match.start("digits")
        unit_start = stop + 1 if string[stop : stop + 1] == " " else stop
        unit = names.unit_at(string, unit_start)
        word_stop = start - 1 if string[start - 1 : start] == " " else start
        if string.endswith(_PERCENT.text, 0, word_stop):  # 百分之95
            unit, start = _PERCENT, word_stop - len(_PERCENT.text)
        elif unit is not None:
            stop = unit_start + len(unit.text)
            stop = note.end() if (note := _NOTE_BEHIND.match(string, stop)) else stop
        operator, a, b = _operator_around(string, start, stop)
        yield FoundQuantity(
            start, stop, quantity_of(_number(sign, match["digits"], match["exponent"]), unit), operator, a, b
        )
        position = stop
    yield from _han_percentages(string)
    yield from _han_points(string)


def _operator_around(string: str, start: int, stop: int) -> tuple[str, int, int]:
    before = _BEFORE_FIGURE.search(string, max(0, start - _LONGEST_OPERATOR), start)
    if before is not None:
        return _MEANS[before[0].strip()], before.start(), stop
    after = _AFTER_FIGURE.match(string, stop)
    if after is not None:
        return _MEANS_AFTER[after[0]], start, after.end()
    return Operator.EQ, start, stop


def _han_percentages(string: str) -> Iterator[FoundQuantity]:
    """百分之九十五."""
    if _PERCENT.text not in string:
        return
    for match in _HAN_PERCENT.finditer(string):
        number = read_han_number(match["han"])
        if number is not None:
            operator, a, b = _operator_around(string, match.start(), match.end())
            yield FoundQuantity(match.start(), match.end(), quantity_of(number, _PERCENT), operator, a, b)


def _han_points(string: str) -> Iterator[FoundQuantity]:
    """九十六点五分, where the words before it speak of a score."""
    for match in _HAN_POINTS.finditer(string) if "分" in string else ():
        number, unit = read_han_number(match["han"]), unit_names().unit_at(string, match.end())
        if number is not None and unit is not None:
            start, stop = match.start("han"), match.end() + len(unit.text)
            operator, a, b = _operator_around(string, start, stop)
            yield FoundQuantity(start, stop, quantity_of(number, unit), operator, a, b)


@cache
def read_han_number(string: str) -> Number | None:
    """九十五, 一百, 三点五; None for what is no number up to 199."""
    whole, point, fraction = string.partition("点")
    total, digit = 0, 0
    for char in whole:
        if char == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif char == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif char in _HAN:
            digit = _HAN[char]
        else:
            return None
    if any(c not in _HAN for c in fraction) or (point and not fraction):
        return None
    value = Decimal(total + digit)
    if fraction:
        value += Decimal("0." + "".join(str(_HAN[c]) for c in fraction))
    return Number(value, len(fraction))
