"""A target and what came of it, told together, whatever the punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ziping.parsers.lexicon.entries import name_of, shaped
from ziping.parsers.lexicon.goals import goal_words
from ziping.parsers.prose.readers.targets.pair import (
    ASPECT,
    SHORTEST_NAME,
    SIGNS,
    Pair,
    Span,
    gaps,
    name_at,
    trim_end,
)
from ziping.parsers.prose.readers.targets.parts import pairs_of_parts
from ziping.parsers.text.numbers import FoundQuantity, find_quantities
from ziping.parsers.text.punctuation import HAN, SENTENCE_END, STATEMENT_END
from ziping.schemas.quantity import Operator

_STOPS = re.compile(r"[，,；;。、（）()“”\"\n]")  # end a value in words
_SEMICOLON = re.compile("[；;]")
_LISTED = re.compile(r"[、，,和及]\s*(?=[^、，,；;。（(\d]{2,20}\d)")
_LEAD = re.compile(r"\s*[：:]?\s*[“\"]?\s*")
_DONE_OF = shaped(r"[，,]\s?(?:{targets.done})了?")
# 实际巡护里程/计划巡护里程≥80%: words within a formula
_OVER = ("/", "／", "÷")
_DIVIDED = re.compile(r"[^，。；：\d]*[/／÷][^\d]*")
_OF_RATE = re.compile(r"的\s?\d")
_BEHIND = re.compile(r"[一-鿿]{2,16}[，,]")
_DENIED = ("未", "没", "不", "无")
_COMMAS = ("，", ",")
_OPENERS = "（(，,：:"
_OPENED = ("（", "(")
_DONE = name_of("grammar.really")
_LONGEST_VERB = 10  # characters between a marker and its figure (实际发放困难群众补贴)


@dataclass(frozen=True, slots=True)
class _Told:
    """A marker with its value. `between` are the words between the two, `lead` is where the marker begins."""

    kind: str
    lead: int
    between: Span
    value: Span
    sure: bool
    figure: bool


def find_pairs(string: str, start: int, stop: int, *, named: bool = True, levelled: bool = False) -> list[Pair]:
    """The pairs of a stretch, in order; with `named` only those that have a name. `levelled` says that a level of
    indicators is named above: then two figures of one unit between two semicolons are a pair, too."""
    figures = [_moved(f, start) for f in find_quantities(string[start:stop])]
    told = list(_told(string, start, stop, figures, levelled=levelled))
    found: list[Pair] = []
    edge = start
    for k, event in enumerate(told):
        before = told[k - 1] if k and told[k - 1].lead >= edge else None
        after = told[k + 1] if k + 1 < len(told) else None
        pair: Pair | None = None
        if event.kind == "rate":
            aimed = after is not None and after.kind == "aim" and string[event.value[1] : after.lead].strip() in _OPENED
            # 按时完成率98%（目标值100%） and 工程按期完成率100%，实际100% are indicators
            named_so = HAN.match(string[event.lead - 1 : event.lead]) and after is not None and after.kind == "result"
            edge = edge if aimed or named_so else event.value[1]
        elif event.kind == "result" and before is not None and before.kind == "aim":
            pair = _of_two(string, edge, before, event)
        elif event.kind == "result":
            pair = _of_bound(string, edge, event, figures)
        elif after is None or after.kind != "result" or STATEMENT_END.search(string, event.value[1], after.lead):
            pair = _in_brackets(string, edge, event, figures)
        if pair is not None and (pair.name[0] < pair.name[1] or not named):
            found.append(pair)
            if before is not None and before.kind == "aim" and event.kind == "result":
                found.extend(_listed(string, (before, event), stop, figures))
            edge = found[-1].span[1]
    if levelled:
        for a, b in list(gaps([p.span for p in found], start, stop)):
            found.extend(pairs_of_parts(string, a, b, figures))
        found.sort(key=lambda p: p.span)
    return found


def tells_on(string: str, pair: Pair) -> bool:
    """种植规模。计划新增种植面积300亩: whether a sentence of its own follows the name."""
    marker = goal_words().marker.search(string, pair.name[1], pair.target[0])
    behind = string[marker.end() if marker is not None else pair.name[1] : pair.target[0]]
    return string[pair.name[1] : pair.name[1] + 1] == "。" and len(HAN.findall(behind)) >= SHORTEST_NAME


def _told(string: str, start: int, stop: int, figures: Sequence[FoundQuantity], *, levelled: bool) -> Iterator[_Told]:
    at, words = start, False
    while (match := goal_words().marker.search(string, at, stop)) is not None:
        kind = next(k for k in ("rate", "aim", "result") if match[k] is not None)
        denied = kind == "result" and string[match.start() - 1] in _DENIED  # 未完成的14册结转下年
        if denied or string[match.start() - 1] in _OVER or _DIVIDED.match(string, match.end(), stop):
            at = match.end()
            continue
        sure = bool(match["sure_aim"] or match["sure_result"])
        opens = levelled and kind == "aim" and string[match.start() - 1] in _OPENERS  # （目标明显改善，完成基本改善）
        worded = sure or opens or (words and kind == "result")
        value = _value(string, match.end(), stop, figures, sure=worded)
        if value is None:
            at = match.end()
            continue
        between, span, figure = value
        yield _Told(kind, match.start(), between, span, sure, figure)
        words = kind == "aim" and not figure  # 目标值明显改善，实际明显改善
        at = span[1]


def _value(
    string: str, at: int, stop: int, figures: Sequence[FoundQuantity], *, sure: bool
) -> tuple[Span, Span, bool] | None:
    """What stands behind a marker: a figure, with a few words of a verb before it at most, or words in a cell's manner
    where the marker leaves no doubt."""
    lead = _LEAD.match(string, at, stop)
    begin = lead.end() if lead is not None else at
    end = _STOPS.search(string, begin, stop)
    soft = end.start() if end is not None else stop
    figure = next((f for f in figures if f.operator_start >= begin), None)
    near = figure is not None and figure.operator_start <= soft and figure.operator_start - begin <= _LONGEST_VERB
    if figure is not None and near and goal_words().marker.search(string, begin, figure.operator_start) is None:
        after = _OF_RATE.match(string, figure.operator_stop) or _STOPS.search(string, figure.operator_stop, stop)
        last = _before_next(string, figure.operator_stop, after.start() if after is not None else stop)
        return (begin, figure.operator_start), (figure.operator_start, trim_end(string, figure.stop, last)), True
    if (
        not sure
        or string[begin : begin + 1] in _OPENED
        or not HAN.search(string, begin, soft)
        or soft - begin < SHORTEST_NAME
    ):
        return None
    return (begin, begin), (begin, soft), False


def _before_next(string: str, start: int, stop: int) -> int:
    """发放指标为100%实际完成值为98%: where a value ends right before words that can only begin the next one."""
    marker = goal_words().marker.match(string, start, stop)
    return start if marker is not None and (marker["sure_aim"] or marker["sure_result"]) else stop


def _of_two(string: str, edge: int, aim: _Told, result: _Told) -> Pair | None:
    """名称，目标值…，实际完成…; 计划开展巡查48次，实际完成52次: the name may stand behind the marker."""
    gap = (aim.value[1], result.lead)
    if SENTENCE_END.search(string, *gap) or aim.figure is not result.figure:
        return None
    part = STATEMENT_END.search(string, *gap)
    if part is not None and len(HAN.findall(string[part.end() : result.lead])) >= SHORTEST_NAME:
        return None  # 甲目标值100人；乙完成50人
    name = name_at(string, edge, aim.lead)
    if name is not None and (string[slice(*name)].endswith(ASPECT) or _SEMICOLON.search(string, name[1], aim.lead)):
        name = None  # 数量方面，计划维修校舍12栋; 该指标得15分；计划配套骨灰堂3座
    if name is None and aim.between[1] > aim.between[0]:
        name = name_at(string, *aim.between)
    if name is None:
        name = (aim.lead, aim.lead)
    if not aim.figure and string[slice(*gap)].strip(SIGNS):
        return None
    sure, span = aim.sure or result.sure, (min(name[0], aim.lead), result.value[1])
    return Pair(name, aim.value, result.value, sure, span, words=not aim.figure)


def _listed(string: str, both: tuple[_Told, _Told], stop: int, figures: Sequence[FoundQuantity]) -> Iterator[Pair]:
    """目标为宣传40场、调解300件，实际宣传46场、调解338件: what follows in both lists, name by name."""
    aim, result = both
    hard = STATEMENT_END.search(string, result.value[1], stop)
    targets = _names_and_figures(string, aim.value[1], result.lead, figures)
    actuals = _names_and_figures(string, result.value[1], hard.start() if hard is not None else stop, figures)
    for (name, target), (again, actual) in zip(targets, actuals, strict=False):
        if string[slice(*name)] != string[slice(*again)]:
            return
        yield Pair(name, target, actual, aim.sure or result.sure, (name[0], actual[1]))


def _names_and_figures(string: str, at: int, stop: int, figures: Sequence[FoundQuantity]) -> list[tuple[Span, Span]]:
    found: list[tuple[Span, Span]] = []
    while (joint := _LISTED.match(string, at, stop)) is not None:
        figure = next((f for f in figures if f.operator_start >= joint.end()), None)
        name = None if figure is None else name_at(string, joint.end(), figure.operator_start)
        if figure is None or name is None or figure.operator_stop > stop:
            break
        found.append((name, (figure.operator_start, figure.operator_stop)))
        at = figure.operator_stop
    return found


def _of_bound(string: str, edge: int, result: _Told, figures: Sequence[FoundQuantity]) -> Pair | None:
    """整治背街小巷≥25条，实际完成26条: what was hoped for is the figure before, with no word that says so."""
    before = [f for f in figures if edge <= f.start and f.operator_stop <= result.lead]
    if (
        not before
        or not result.figure
        or not (result.sure or _DONE in string[result.lead : result.between[0]])
        or result.value[0] - result.between[0] > _LONGEST_VERB
    ):
        return None
    bound = before[-1]
    gap = string[bound.operator_stop : result.lead]
    if STATEMENT_END.search(gap) or len(HAN.findall(gap)) > SHORTEST_NAME or not (result.sure or gap.strip('”"')):
        return None
    name = name_at(string, edge, bound.operator_start)
    if name is None:
        return None
    stop = _STOPS.search(string, bound.operator_stop, result.lead)
    target = (bound.operator_start, trim_end(string, bound.stop, stop.start() if stop is not None else result.lead))
    opener = goal_words().aim_opener.match(string, *name)
    if opener is not None and name[1] - opener.end() >= SHORTEST_NAME:  # 应发放补助户数520户，实际发放536户
        return Pair((opener.end(), name[1]), target, result.value, False, (name[0], result.value[1]))
    sure = result.sure or bound.operator != Operator.EQ
    return Pair(name, target, result.value, sure, (name[0], result.value[1]), bound=True)


def _in_brackets(string: str, edge: int, aim: _Told, figures: Sequence[FoundQuantity]) -> Pair | None:
    """达标率97%（目标值≥95%）; 授课1280课时，完成目标1200课时的106.67%; 培训142名，目标135名: what came of it stands before."""
    before = [f for f in figures if edge <= f.start and f.operator_stop <= aim.lead]
    if not before or not aim.figure:
        return None
    gap = string[before[-1].operator_stop : aim.lead].strip()
    shared = _DONE_OF.fullmatch(gap) is not None and _OF_RATE.match(string, aim.value[1]) is not None
    figure = _figure_at(figures, aim.value[0])
    behind = _BEHIND.fullmatch(gap)  # 为142名儿童提供训练，目标135名
    plain = (
        (gap in _COMMAS or behind is not None)
        and figure is not None
        and figure.quantity.unit_text == before[-1].quantity.unit_text
    )
    if gap not in _OPENED and not shared and not plain:
        return None
    name = name_at(string, edge, before[-1].operator_start)
    if name is None and behind is not None:
        name = name_at(string, before[-1].operator_stop, aim.lead)
    if name is None or (behind is not None and name[0] < before[-1].start):
        return None
    actual = (before[-1].operator_start, before[-1].operator_stop)
    span = (min(name[0], actual[0]), aim.value[1])
    return Pair(name, aim.value, actual, aim.sure and not (shared or plain), span, bound=shared or plain)


def _figure_at(figures: Sequence[FoundQuantity], start: int) -> FoundQuantity | None:
    return next((f for f in figures if f.operator_start == start), None)


def _moved(figure: FoundQuantity, by: int) -> FoundQuantity:
    return FoundQuantity(
        figure.start + by,
        figure.stop + by,
        figure.quantity,
        figure.operator,
        figure.operator_start + by,
        figure.operator_stop + by,
    )
