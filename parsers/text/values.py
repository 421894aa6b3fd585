"""Targets and actuals: what a cell like `≥95%`, `40家`, `及时完成` says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ziping.parsers.text.numbers import FoundQuantity, find_quantities
from ziping.schemas.quantity import Operator

# Words that may stand before the figure without changing what it says.
_NEUTRAL_BEFORE = re.compile(r"(?:达到|达|完成率?|实现|共计|共|合计|总计|约|近|为|是|不少|[:：\s（(])*")
# What may follow the figure and its unit without making another statement of it.
_NEUTRAL_AFTER = re.compile(r"(?:完成|达标|以上|以内|以下|之内|及|（含）|\(含\)|左右|整|[。；;\s）)*＊※])*")
_PER = re.compile(r"[/／每][^\d０-９，,；;。()（）]{1,6}")
_SCALES = ("亿", "万", "千", "百", "千万", "百万", "十万")
_COMPOUND = re.compile(r"[次天日年月季期批班时套件台份]")  # what is counted with a unit: 辆次, 床日, 件套
_REMARK = re.compile(r"[（(][^\d（）()]{1,4}[）)]")
_BRACKETED = re.compile(r"\s*[（(]\s*(?P<unit>[^（）()]+?)\s*[）)]")
_NO_DIGITS = re.compile(r"[^\d０-９，,；;。]{1,6}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a target or actual says.

    Attributes:
        operator: One of `Operator`; `qualitative` for words and for figures among words.
        value: The figure as printed (95 of ≥95%); None for words.
        unit: The unit as printed (`%`, `万人`, `年内`); None where none is printed.
        value_span: Where the figure stands in the text.
        unit_span: Where the unit stands in the text.
    """

    operator: str
    value: Decimal | None = None
    unit: str | None = None
    value_span: tuple[int, int] = (0, 0)
    unit_span: tuple[int, int] = (0, 0)


_WORDS = Reading(Operator.QUALITATIVE)


def read_value(text: str) -> Reading:
    """Reads a whole cell. A single figure with nothing around it but an operator and a unit is a
    value; ranges, dates, several figures and words are qualitative: their text is kept, not guessed at."""
    found = tuple(find_quantities(text))
    if len(found) != 1:
        return _WORDS
    (figure,) = found
    if not _NEUTRAL_BEFORE.fullmatch(text, 0, figure.operator_start) or _is_range(text, figure):
        return _WORDS
    number_stop = figure.stop - len(figure.quantity.unit_text or "")
    unit, unit_stop = figure.quantity.unit_text, figure.stop
    rest = text[figure.operator_stop :].strip()
    if rest and (unit is None or unit in _SCALES) and not _NEUTRAL_AFTER.fullmatch(rest):
        return _unlisted(text, figure, number_stop)
    joined = unit is not None and figure.operator_stop == figure.stop and _COMPOUND.fullmatch(rest)
    if joined or (unit is not None and _PER.fullmatch(rest)):  # 912辆次; 5元/生·天: a rate in a unit that nobody listed
        unit_stop = len(text.rstrip())
        unit, rest = text[number_stop:unit_stop], ""
    if rest and not _NEUTRAL_AFTER.fullmatch(rest) and not _REMARK.fullmatch(rest):
        return _WORDS
    operator = figure.operator
    if unit is not None and unit.endswith("内") and operator == Operator.EQ:
        operator = Operator.LE  # 1年内完成
    value_span, unit_span = _spans(text, figure, unit, unit_stop)
    return Reading(operator, figure.quantity.number, unit, value_span, unit_span)


def _unlisted(text: str, figure: FoundQuantity, start: int) -> Reading:
    """A figure with a unit that nobody listed: what little follows it, a scale included (12万盆), brackets around it
    left out (≥14(座))."""
    rest = text[figure.operator_stop :].strip()
    if figure.operator_stop != figure.stop or _NO_DIGITS.fullmatch(rest) is None:
        return _WORDS
    unit_start, unit_stop = start, len(text.rstrip())
    if bracketed := _BRACKETED.fullmatch(text, unit_start, unit_stop):
        unit_start, unit_stop = bracketed.span("unit")
    while text[unit_start].isspace():
        unit_start += 1
    unit = text[unit_start:unit_stop]
    return Reading(figure.operator, figure.quantity.number, unit, (figure.start, start), (unit_start, unit_stop))


def _spans(
    text: str, figure: FoundQuantity, unit: str | None, unit_stop: int
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where figure and unit stand; in 百分之95 the unit stands first."""
    if unit is None:
        return (figure.start, figure.stop), (0, 0)
    start = text.rindex(unit, 0, unit_stop)
    if start == figure.start:
        return (start + len(unit), figure.stop), (start, start + len(unit))
    return (figure.start, start), (start, unit_stop)


def _is_range(text: str, figure: FoundQuantity) -> bool:
    return bool(re.search(r"[-—–~～至]\s?$", text[: figure.operator_start]))


def operator_of(text: str) -> str | None:
    """The operator that a cell of its own holds (指标性质: `≥`, `=`, `定性`, `不低于`); None for anything else."""
    plain = text.strip().strip("（）()")
    if plain in ("定性", "定性指标", "定性描述", "其他"):
        return Operator.QUALITATIVE
    if plain in ("定量", "定量指标", ""):
        return None
    found = next(find_quantities(plain + "1"), None)
    if found is not None and found.operator_start == 0 and found.operator_start < found.start:
        return found.operator
    return None
