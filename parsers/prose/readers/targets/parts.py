"""Targets and results below a level: two figures of one unit between two semicolons, whatever words lead to the second."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.goals import goal_words
from ziping.parsers.prose.readers.targets.pair import Pair, Span, name_at
from ziping.parsers.text.numbers import FoundQuantity
from ziping.parsers.text.punctuation import STATEMENT_END
from ziping.parsers.text.units import POINT, RATIO
from ziping.schemas.quantity import Operator

_TWO = 2
_WORD = re.compile(r"[一-鿿]{1,3}(?=[，。；、（）(),;]|$)")
_SIGNS = " 　，,：:（("
_COMMA = re.compile(r"[，,、：:（(]")
_CLAUSE = re.compile(r"[，,：:；;（()）]")
_OUTCOME = shaped(r"\s*(?:{targets.marker_times})*(?:{targets.outcome_signs})")
_DATE = r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[底末初]|[上中下]旬)?"
# 计划11月底前完成全部培训任务，最后一期培训班于11月18日结业
_DUE = shaped(
    r"\s*(?:{targets.marker_times})*(?:{targets.target_openers}|{targets.target_markers}|{targets.modal_target_markers})+[于在]?"
    rf"(?P<due>{_DATE}之?以?前?)(?P<name>[^，。；,;\d]{{2,20}})[，,][^，。；,;]*?(?P<date>{_DATE})[^，。；,;]*"
)
_BESIDE = shaped("{targets.no_target_part}")


def pairs_of_parts(string: str, start: int, stop: int, figures: Sequence[FoundQuantity]) -> Iterator[Pair]:
    """应发放补助户数520户，发放536户; 合格率计划95%，考核合格656人，合格率98.2%: between two semicolons a figure that is hoped for,
    as words or a bound say, and the first behind it of its unit that is told as what came of it."""
    cuts = [m.span() for m in STATEMENT_END.finditer(string, start, stop)]
    edges = [start, *(x for cut in cuts for x in cut), stop]
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        inside = [f for f in figures if a <= f.operator_start and f.operator_stop <= b and not _is_aside(string, f)]
        if (due := _DUE.match(string, a, b)) is not None:
            yield Pair(due.span("name"), due.span("due"), due.span("date"), False, (due.start(), due.end()), words=True)
            continue
        at, last = 0, a
        while at + 1 < len(inside):
            told = _pair_from(string, last, inside[at:])
            at += 1 if told is None else told[1] + 1
            if told is not None:
                yield told[0]
                last = told[0].span[1]


def _pair_from(string: str, start: int, figures: Sequence[FoundQuantity]) -> tuple[Pair, int] | None:
    """The first figure as a target, with the place of its result among those behind it; None where it is none, or nothing
    says what came of it."""
    aim = figures[0]
    end = aim.operator_stop + _unlisted(string, aim)
    following = string[end : figures[1].operator_start]
    done = goal_words().marker.fullmatch(following.strip(_SIGNS))
    name = _aimed_name(string, start, aim, follows=done is not None and done["result"] is not None)
    if name is None:
        return None
    plain = all(f.quantity.unit == RATIO for f in figures[_TWO:])  # of two figures the second is what came of it
    for place, result in enumerate(figures[1:], 1):
        if _unit(string, aim) != _unit(string, result) or result.operator != Operator.EQ:
            continue
        if string.startswith("的", result.operator_stop):
            continue  # 合格率97.5%，达到95%的要求
        gap = string[end : result.operator_start]
        clause = _CLAUSE.split(gap)[-1]
        if not _COMMA.search(gap) or _BESIDE.search(clause) or (place == 1 and _BESIDE.search(gap)):
            continue  # 培训≥300人，其中妇女120人; 不少于60场，较上年增加5场
        if not ((place == 1 and plain) or _OUTCOME.match(clause) or _same_words(clause, string[slice(*name)])):
            continue
        stop = result.operator_stop + _unlisted(string, result)
        first = goal_words().aim_opener.match(string, start, name[0])
        span = (min(name[0], first.start() if first is not None else name[0]), stop)
        target = (aim.operator_start, end)
        return Pair(name, target, (result.operator_start, stop), False, span), place
    return None


def _same_words(clause: str, name: str) -> bool:
    """Whether two characters in a row of a name are said again (计划培育产业带头人80名，全年培育86名)."""
    return any(name[k : k + _TWO] in clause for k in range(len(name) - 1))


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
