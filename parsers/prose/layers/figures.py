"""The figures of a passage: what is measured, without numbering, document numbers, dates and durations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ziping.parsers.lexicon.entries import shaped, words_of
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.layers.passage import Passage
from ziping.parsers.text.numbers import (
    FoundQuantity,
    Number,
    find_quantities,
    quantity_of,
)
from ziping.parsers.text.punctuation import up_to
from ziping.parsers.text.units import (
    POINT,
    RATIO,
    YUAN,
    Unit,
    unit_names,
)
from ziping.schemas.quantity import Operator, Quantity

PERSON, ITEM = "person", "item"
_TIMES = frozenset(
    {"year", "month", "quarter", "week", "day", "working_day", "hour", "minute", "second", "year_of_age"}
)
_DURATIONS = frozenset({"month", "day", "working_day", "hour", "minute"})  # that may be what is measured
# 每周开放42小时，; but not 满6个月, 在30天内, 24小时值班
_MEASURES = re.compile(r"(?:[一-鿿](?<![满第近过每前后逾月])|[：:≥≤＞＜><=])\s?$")
_CHANGED_TO = re.compile(r"[^，。；\d]{0,4}(?:至|到|为)\s?\d")  # 由6小时|缩短到4小时
_LOOK = 12  # characters around a figure that decide whether it is one

# 〔2020〕10号, 第3条, 2号文, 第 1-3 项, 0753-3265020, 12333热线
_NAMED_BEFORE = re.compile(r"(?:第|[〔\[【]|[〕\]】]\s*第?|No\.?|№)\s*(?:\d{1,4}\s?[-—–~～至、]\s?)?$")
_NAMED_AFTER = shaped(r"\s*(?:{grammar.behind_of_things})")
_TIMES_BEFORE = re.compile(r"[×*]\s?$")  # 8.6万元÷10万元×100%
_PHONE = re.compile(r"\d{3,4}[-—－]$|^[-—－]\d{5,8}")
# 1. 2、 （3） at the start of a paragraph or after a full stop
_NUMBERING = re.compile(r"(?:^|[\n。；;：:])\s*[（(]?\s*$")
_NUMBERED = re.compile(r"\s*(?:[)）]|[、．.](?!\d))")
_RANGE_BEFORE = re.compile(r"(?<![\w])?[\d%％]\s?(?:[-—–~～至]|到)\s?$")
# 10万元至100万元的, 5—10万元之间
_BAND_AFTER = shaped(
    r"\s?(?:[-—–~～至]|到)\s?\d[\d,.]*\s?[万亿]?[元人户亩岁分]?(?:（[^）\d]{1,4}）)?(?:{phrases.within})"
)
_BAND_BEFORE = re.compile(r"[万亿元人户亩岁分]\s?(?:[-—–~～至]|到)\s?$")
_RANGE_AFTER = re.compile(r"\s?(?:[-—–~～至]|到)\s?\d")
# 每低1个百分点扣0.5分; 每增加一项加1分
_RULE = shaped("{grammar.rules_of_points}")
_TERM = r"\d[\d,]*(?:\.\d+)?\s?(?:分|%|％|人|个|家)?"
_SUMMANDS = re.compile(rf"{_TERM}(?:\s?[+＋×xX*÷/]\s?{_TERM})+\s?[=＝]\s?")
_RULE_END = re.compile(r"[。；\n]")
_JOINT = re.compile(r"\s?[、,，]\s?|\s?[和及与]\s?")
_IN_TURN = shaped("{grammar.respectively}|各[是为]?")
_LIST_LOOK = 40
_POINTS_BEFORE = shaped(r"(?:{scores.full_points}|{scores.total_points})(?:{grammar.amount_links})?\s?$")
_UNIT_TOLD = shaped("{grammar.amount_unit}")
_MONEY_BEFORE = shaped(r"(?:{money.before_bare_scale})(?:{grammar.amount_links})*\s?$")
_NOTHING_AFTER = re.compile(r"\s*(?:[，。；、,;）)（(\n]|$)")
_PEOPLE = shaped(r"[^，。；、：\n\d]{0,14}?(?:{grammar.people})")
_ODD = ("余", "多")  # 20余名
_SCALES = ("万", "亿", "千万", "百万")
_MONEY_IN = shaped("{money.named_in}")
_NUMBER_OF_PEOPLE = shaped(r"(?:{grammar.numbers_of_people})(?:{grammar.people_links})*\s?$")
_ENDS = re.compile(r"[。；\n]")
_PER_AREA = shaped(r"[/／每](?:{grammar.per_unit})(?:[·・/／][年月人天次])?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a passage.

    Attributes:
        start: Offset of its first digit (or sign).
        stop: Behind its unit.
        outer_start: Where an operator before it begins, `start` where there is none.
        outer_stop: Where an operator after it ends, `stop` where there is none.
        quantity: Figure and unit.
        operator: One of `Operator`.
        attributive: It is part of what another figure measures (完成60％以下的占比, 100亩以上).
        shared: Its unit is printed with a later figure of the same list.
    """

    start: int
    stop: int
    outer_start: int
    outer_stop: int
    quantity: Quantity
    operator: str
    attributive: bool = False
    shared: bool = False

    @property
    def unit(self) -> str | None:
        return self.quantity.unit

    @property
    def value(self) -> Decimal:
        return self.quantity.value


def find_figures(passage: Passage, money: Unit | None = None) -> tuple[Figure, ...]:
    """All figures of the passage, in order. `money` is the unit of sums that are printed without one (单位：万元)."""
    figures: list[Figure] = []
    for number in range(len(passage.starts)):
        start, stop = passage.bounds(number)
        figures.extend(_paragraph_figures(passage.string[start:stop], start, money))
    return tuple(figures)


def stated_money_unit(string: str) -> Unit | None:
    """The unit of money that running text states once for all sums (金额单位均为万元); None where it states none."""
    match = _UNIT_TOLD.search(string)
    unit = unit_names().unit_at(string, match.start("unit")) if match is not None else None
    return unit if unit is not None and unit.base == YUAN else None


def sums_without_unit(passage: Passage) -> Iterator[tuple[int, int]]:
    """Where figures stand that the words before them call sums of money, and that have no unit."""
    for number in range(len(passage.starts)):
        start, stop = passage.bounds(number)
        string = passage.string[start:stop]
        for found in find_quantities(string):
            if found.quantity.unit_text is None and _is_sum(string, found.start, found.stop):
                yield start + found.start, start + found.stop


def _is_sum(string: str, start: int, stop: int) -> bool:
    """Whether the words before a figure call it a sum of money, and nothing that is counted stands behind it."""
    return bool(_MONEY_BEFORE.search(string, max(0, start - _LOOK), start) and _NOTHING_AFTER.match(string, stop))


def _paragraph_figures(string: str, base: int, money: Unit | None) -> Iterator[Figure]:
    found = sorted(find_quantities(string), key=lambda f: f.start)
    if not found:
        return
    rules = [(m.start(), up_to(_RULE_END, string, m.end())) for m in _RULE.finditer(string)]
    titles = [(m.start(), m.end()) for m in re.finditer(r"《[^》\n]{0,80}》", string)] if "《" in string else []
    formulas = [m.span() for m in _SUMMANDS.finditer(string)]
    kept: list[Figure] = []
    for index, candidate in enumerate(found):
        figure = _figure(string, candidate, money)
        if figure is None or any(a <= figure.start < b for a, b in (*rules, *titles, *formulas)):
            continue
        # 总分为9.5+47.5+30=87分: the words before the summands are the sum's
        figure = next((replace(figure, outer_start=a) for a, b in formulas if b == figure.start), figure)
        following = found[index + 1] if index + 1 < len(found) else None
        kept.append(replace(figure, attributive=_is_attributive(string, figure, following)))
    for figure in _share_units(string, _scaled_sums(string, kept)):
        if figure.quantity.unit is not None and (
            figure.quantity.unit not in _TIMES or _is_measured_time(string, figure)
        ):
            yield replace(
                figure,
                start=figure.start + base,
                stop=figure.stop + base,
                outer_start=figure.outer_start + base,
                outer_stop=figure.outer_stop + base,
            )


def _scaled_sums(string: str, figures: Sequence[Figure]) -> list[Figure]:
    """Figures in bare 万 and 亿 that the words before them, or a sum of money before them in the sentence, make money:
    筹措资金1.5亿，其中中央6000万; after 人数 they are people."""
    result: list[Figure] = []
    for figure in figures:
        unit = None
        if figure.quantity.unit is None and figure.quantity.unit_text in _SCALES:
            unit = _unit_told(string, figure, result[-1] if result else None)
        result.append(figure if unit is None else _of_unit(figure, unit))
    return result


def _unit_told(string: str, figure: Figure, before: Figure | None) -> str | None:
    told = string[max(0, figure.start - _LOOK) : figure.start]
    if _NUMBER_OF_PEOPLE.search(told):
        return PERSON
    if not _NOTHING_AFTER.match(string, figure.stop):
        return None
    beside = before is not None and before.unit == YUAN and not _ENDS.search(string, before.stop, figure.start)
    return YUAN if beside or _MONEY_IN.search(told) else None


def _of_unit(figure: Figure, unit: str) -> Figure:
    return replace(figure, quantity=replace(figure.quantity, unit=unit))


def _is_measured_time(string: str, figure: Figure) -> bool:
    """全年供餐200天，: a duration that a sentence tells as its result, with nothing behind that makes it a date or a term."""
    return (
        figure.quantity.unit in _DURATIONS
        and (_NOTHING_AFTER.match(string, figure.outer_stop) or _CHANGED_TO.match(string, figure.outer_stop))
        is not None
        and _MEASURES.search(string, 0, figure.outer_start) is not None
    )


def _figure(string: str, found: FoundQuantity, money: Unit | None) -> Figure | None:
    """The figure as prose means it; None for what only looks like one."""
    before, after = string[max(0, found.start - _LOOK) : found.start], string[found.stop : found.stop + _LOOK]
    quantity, stop = found.quantity, found.stop
    if (
        _TIMES_BEFORE.search(before)
        or _NAMED_BEFORE.search(before)
        or (quantity.unit is None and _NAMED_AFTER.match(after))
    ):
        return None
    if quantity.unit is None:
        if _NUMBERING.search(string[: found.start]) and _NUMBERED.match(after):
            return None
        if _PHONE.search(before) or _PHONE.match(after):
            return None
        rate = _PER_AREA.match(string, found.stop)
        unit = unit_names().unit_at(string, found.stop + 1) if string[found.stop : found.stop + 1] in _ODD else None
        if unit is not None:  # 20余名
            quantity, stop = quantity_of(Number(quantity.number, 0), unit), found.stop + 1 + len(unit.text)
        elif _POINTS_BEFORE.search(before):
            quantity = replace(quantity, unit=POINT)
        elif money is not None and quantity.unit_text is None and _is_sum(string, found.start, found.stop):
            quantity = _in_unit(quantity, money)
        elif rate is not None:  # 补贴标准150/亩: money per unit, the 元 left out
            quantity, stop = replace(quantity, unit=YUAN, unit_text=rate[0]), rate.end()
        elif quantity.unit_text is not None and _PEOPLE.match(string, found.stop):
            quantity = replace(quantity, unit=PERSON)  # 近20万参保职工
    if quantity.unit == ITEM and words().shape_head.match(string, stop):
        return None
    if _RANGE_BEFORE.search(before) or (_RANGE_AFTER.match(after) and quantity.unit != YUAN):
        return None
    outer_stop = found.operator_stop if found.operator_stop > found.stop else stop
    return Figure(found.start, stop, found.operator_start, outer_stop, quantity, found.operator)


def _in_unit(quantity: Quantity, unit: Unit) -> Quantity:
    """A figure in the unit that is stated elsewhere."""
    return replace(
        quantity,
        value=quantity.number * unit.factor,
        unit=unit.base,
        unit_text=unit.text,
        step=quantity.step * unit.factor,
    )


def _ends_band(string: str, figure: Figure) -> bool:
    """Whether a figure with a unit is the upper end of a band that another figure's name holds."""
    return _BAND_BEFORE.search(string, max(0, figure.start - _LOOK), figure.start) is not None and (
        string.startswith(words_of("phrases.behind_band"), figure.stop)
    )


def _is_attributive(string: str, figure: Figure, following: FoundQuantity | None) -> bool:
    """`预算结余率大于10%的项目`, `100亩以上种植大户补贴50万元`: a bound that another figure's name holds."""
    if following is not None and (_BAND_AFTER.match(string, figure.stop) or _ends_band(string, figure)):
        return True  # 10万元至100万元的21个
    if figure.operator == Operator.EQ or following is None:
        return False
    rest = string[figure.outer_stop : following.start]
    if re.search(r"[，。；\n：]", rest):
        return False
    if rest.startswith(("的", "种", "规", "以")):
        return True
    return figure.outer_stop > figure.stop and bool(rest) and rest[0] not in "、（(和及与"


def _share_units(string: str, figures: list[Figure]) -> list[Figure]:
    """Figures of a list take the unit that is printed once, behind the last: 分别为12.5、30、7.5万元."""
    shared = list(figures)
    for index in range(len(figures) - 2, -1, -1):
        figure, following = figures[index], shared[index + 1]
        if figure.quantity.unit is not None or figure.quantity.unit_text is not None:
            continue
        unit = following.quantity.unit
        if unit is None or following.quantity.number == 0 or not _JOINT.fullmatch(string, figure.stop, following.start):
            continue
        introduced = _IN_TURN.search(string, max(0, figure.start - _LIST_LOOK), figure.start)
        if introduced is None and figure.quantity.step == 1 and unit != RATIO:
            continue
        factor = following.quantity.value / following.quantity.number
        number, step = figure.quantity.number, figure.quantity.step
        quantity = Quantity(number, number * factor, unit, following.quantity.unit_text, step * factor)
        shared[index] = replace(figure, quantity=quantity, shared=True)
    return shared
