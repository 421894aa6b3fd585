"""Targets and results below a level: two figures of one unit between two semicolons, whatever words lead to the second."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.goals import goal_words
from ziping.parsers.prose.readers.targets.pair import PARTS, Pair, Span, name_at
from ziping.parsers.text.numbers import FoundQuantity
from ziping.parsers.text.units import POINT, RATIO
from ziping.schemas.quantity import Operator

_TWO = 2
_WORD = re.compile(r"[一-鿿]{1,3}(?=[，。；、（）(),;]|$)")
_SIGNS = " 　，,：:（("
_COMMA = re.compile(r"[，,、：:（(]")
_BESIDE = shaped("{targets.no_target_part}")


def pairs_of_parts(string: str, start: int, stop: int, figures: Sequence[FoundQuantity]) -> Iterator[Pair]:
    """应发放补助户数520户，发放536户; 满意度目标≥90%，问卷显示为94.6%: of two figures of one unit between two semicolons
    the first is hoped for where words or a bound say so."""
    cuts = [m.span() for m in PARTS.finditer(string, start, stop)]
    edges = [start, *(x for cut in cuts for x in cut), stop]
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        inside = [f for f in figures if a <= f.operator_start and f.operator_stop <= b and not _is_aside(string, f)]
        if len(inside) < _TWO or any(f.quantity.unit != RATIO for f in inside[_TWO:]):
            continue
        aim, result = inside[:_TWO]
        ends = tuple(f.operator_stop + _unlisted(string, f) for f in (aim, result))
        gap = string[ends[0] : result.operator_start]
        done = goal_words().marker.fullmatch(gap.strip(_SIGNS))
        told = _aimed_name(string, a, aim, follows=done is not None and done["result"] is not None)
        one_unit = _unit(string, aim) == _unit(string, result)
        if told is None or not one_unit or result.operator != Operator.EQ or not _COMMA.search(gap):
            continue
        if _BESIDE.search(gap):
            continue  # 培训≥300人，其中妇女120人; 不少于60场，较上年增加5场
        target = (aim.operator_start, ends[0])
        first = goal_words().aim_opener.match(string, a, told[0])
        span = (min(told[0], first.start() if first is not None else told[0]), ends[1])
        yield Pair(told, target, (result.operator_start, ends[1]), False, span)


def _is_aside(string: str, figure: FoundQuantity) -> bool:
    """Points and bare figures are no values of an indicator."""
    return figure.quantity.unit == POINT or not _unit(string, figure)


def _unit(string: str, figure: FoundQuantity) -> str:
    """The unit as printed, also one that nobody listed (2860路); empty for none."""
    return (figure.quantity.unit_text or "") + string[figure.stop : figure.stop + _unlisted(string, figure)]


def _unlisted(string: str, figure: FoundQuantity) -> int:
    """How many characters right behind a figure are its unit, where that is in no list."""
    if figure.quantity.unit is not None or figure.operator_stop != figure.stop:
        return 0
    match = _WORD.match(string, figure.stop)
    return 0 if match is None else len(match[0])


def _aimed_name(string: str, start: int, aim: FoundQuantity, *, follows: bool) -> Span | None:
    """The name before a figure that is hoped for (应发放补助户数, 群众满意度要求); None where nothing says that it is.
    `follows` says that nothing but the words for a result stands before the next one (编印教材2000册，完成2000册)."""
    words = goal_words()
    opener = words.aim_opener.match(string, start, aim.operator_start)
    tail = words.aim_tail.search(string, start, aim.operator_start)
    if opener is None and tail is None and aim.operator == Operator.EQ and not follows:
        return None
    begin = opener.end() if opener is not None else start
    return name_at(string, begin, tail.start() if tail is not None and tail.start() > begin else aim.operator_start)
