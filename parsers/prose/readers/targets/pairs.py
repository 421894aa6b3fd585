"""A target and what came of it, told together, whatever the punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ziping.parsers.lexicon.goals import goal_words
from ziping.parsers.text.numbers import FoundQuantity, find_quantities
from ziping.schemas.quantity import Operator

_STOPS = re.compile(r"[，,；;。、（）()“”\"\n]")  # end a value in words
_SIGNS = ' 　，,、；;：:。（(）)“”"'
_LEADS = _SIGNS + "为是"  # 目标值为|新增岗位不少于300个
_PARTS = re.compile(r"[；;。\n]")
_HARD = re.compile(r"[。\n]")
_HAN = re.compile(r"[一-鿿]")
_NAME_BREAKS = re.compile(r"[，,；;。：:\n）)](?=[^，,；;。：:\n）)]*$)")
_ENUMERATOR = re.compile(r"\s*(?:[（(]?\d{1,2}[）)、．.]|[①-⑳]|[一二三四五六七八九十]是|其中|指标\d{1,2}[：:、.]?)\s*")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]$")
_ASPECT = "方面"
_LISTED = re.compile(r"[、，,和及]\s*(?=[^、，,；;。（(\d]{2,20}\d)")
_LEAD = re.compile(r"\s*[：:]?\s*[“\"]?\s*")
_DONE_OF = re.compile(r"[，,]\s?(?:完成|达到|占)了?")
_OF_RATE = re.compile(r"的\s?\d")
_BEHIND = re.compile(r"[一-鿿]{2,16}[，,]")
_COMMAS = ("，", ",")
_OPENED = ("（", "(")
_DONE = "实际"
_LONGEST_VERB = 10  # characters between a marker and its figure (实际发放困难群众补贴)
_LONGEST_NAME = 40
_SHORTEST_NAME = 2

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """One indicator told with both.

    Attributes:
        sure: The words mean a target or result and nothing else (目标值, 完成值).
        words: Its values are words.
        bound: No word but its sign says that the first figure was hoped for.
        span: From its name to the end of its result.
    """

    name: _Span
    target: _Span
    actual: _Span
    sure: bool
    span: _Span
    bound: bool = False
    words: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """A marker with its value. `between` are the words between the two, `lead` is where the marker begins."""

    kind: str
    lead: int
    between: _Span
    value: _Span
    sure: bool
    figure: bool


def find_pairs(string: str, start: int, stop: int, *, named: bool = True) -> list[Pair]:
    """The pairs of a stretch, in order; with `named` only those that have a name."""
    figures = [_moved(f, start) for f in find_quantities(string[start:stop])]
    told = list(_told(string, start, stop, figures))
    found: list[Pair] = []
    edge = start
    for k, event in enumerate(told):
        before = told[k - 1] if k and told[k - 1].lead >= edge else None
        after = told[k + 1] if k + 1 < len(told) else None
        pair: Pair | None = None
        if event.kind == "rate":
            aimed = after is not None and after.kind == "aim" and string[event.value[1] : after.lead].strip() in _OPENED
            edge = edge if aimed else event.value[1]  # 按时完成率98%（目标值100%） is an indicator
        elif event.kind == "result" and before is not None and before.kind == "aim":
            pair = _of_two(string, edge, before, event)
        elif event.kind == "result":
            pair = _of_bound(string, edge, event, figures)
        elif after is None or after.kind != "result" or _PARTS.search(string, event.value[1], after.lead):
            pair = _in_brackets(string, edge, event, figures)
        if pair is not None and (pair.name[0] < pair.name[1] or not named):
            found.append(pair)
            if before is not None and before.kind == "aim" and event.kind == "result":
                found.extend(_listed(string, (before, event), stop, figures))
            edge = found[-1].span[1]
    return found


def _told(string: str, start: int, stop: int, figures: Sequence[FoundQuantity]) -> Iterator[_Told]:
    at, words = start, False
    while (match := goal_words().marker.search(string, at, stop)) is not None:
        kind = next(k for k in ("rate", "aim", "result") if match[k] is not None)
        sure = bool(match["sure_aim"] or match["sure_result"])
        value = _value(string, match.end(), stop, figures, sure=sure or (words and kind == "result"))
        if value is None:
            at = match.end()
            continue
        between, span, figure = value
        yield _Told(kind, match.start(), between, span, sure, figure)
        words = kind == "aim" and not figure  # 目标值明显改善，实际明显改善
        at = span[1]


def _value(
    string: str, at: int, stop: int, figures: Sequence[FoundQuantity], *, sure: bool
) -> tuple[_Span, _Span, bool] | None:
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
        last = after.start() if after is not None else stop
        return (begin, figure.operator_start), (figure.operator_start, _trimmed(string, figure.stop, last)), True
    if (
        not sure
        or string[begin : begin + 1] in _OPENED
        or not _HAN.search(string, begin, soft)
        or soft - begin < _SHORTEST_NAME
    ):
        return None
    return (begin, begin), (begin, soft), False


def _of_two(string: str, edge: int, aim: _Told, result: _Told) -> Pair | None:
    """名称，目标值…，实际完成…; 计划开展巡查48次，实际完成52次: the name may stand behind the marker."""
    gap = (aim.value[1], result.lead)
    if _HARD.search(string, *gap) or aim.figure is not result.figure:
        return None
    part = _PARTS.search(string, *gap)
    if part is not None and len(_HAN.findall(string[part.end() : result.lead])) >= _SHORTEST_NAME:
        return None  # 甲目标值100人；乙完成50人
    name = _name(string, edge, aim.lead)
    if name is not None and string[slice(*name)].endswith(_ASPECT):
        name = None  # 数量方面，计划维修校舍12栋
    if name is None and aim.between[1] > aim.between[0]:
        name = _name(string, *aim.between)
    if name is None:
        name = (aim.lead, aim.lead)
    if not aim.figure and string[slice(*gap)].strip(_SIGNS):
        return None
    sure, span = aim.sure or result.sure, (min(name[0], aim.lead), result.value[1])
    return Pair(name, aim.value, result.value, sure, span, words=not aim.figure)


def _listed(string: str, told: tuple[_Told, _Told], stop: int, figures: Sequence[FoundQuantity]) -> Iterator[Pair]:
    """目标为宣传40场、调解300件，实际宣传46场、调解338件: what follows in both lists, name by name."""
    aim, result = told
    hard = _PARTS.search(string, result.value[1], stop)
    targets = _names_and_figures(string, aim.value[1], result.lead, figures)
    actuals = _names_and_figures(string, result.value[1], hard.start() if hard is not None else stop, figures)
    for (name, target), (again, actual) in zip(targets, actuals, strict=False):
        if string[slice(*name)] != string[slice(*again)]:
            return
        yield Pair(name, target, actual, aim.sure or result.sure, (name[0], actual[1]))


def _names_and_figures(string: str, at: int, stop: int, figures: Sequence[FoundQuantity]) -> list[tuple[_Span, _Span]]:
    found: list[tuple[_Span, _Span]] = []
    while (joint := _LISTED.match(string, at, stop)) is not None:
        figure = next((f for f in figures if f.operator_start >= joint.end()), None)
        name = None if figure is None else _name(string, joint.end(), figure.operator_start)
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
    if _PARTS.search(gap) or len(_HAN.findall(gap)) > _SHORTEST_NAME or not gap.strip('”"'):
        return None
    name = _name(string, edge, bound.operator_start)
    if name is None:
        return None
    stop = _STOPS.search(string, bound.operator_stop, result.lead)
    target = (bound.operator_start, _trimmed(string, bound.stop, stop.start() if stop is not None else result.lead))
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
    name = _name(string, edge, before[-1].operator_start)
    if name is None and behind is not None:
        name = _name(string, before[-1].operator_stop, aim.lead)
    if name is None or (behind is not None and name[0] < before[-1].start):
        return None
    actual = (before[-1].operator_start, before[-1].operator_stop)
    span = (min(name[0], actual[0]), aim.value[1])
    return Pair(name, aim.value, actual, aim.sure and not (shared or plain), span, bound=shared or plain)


def _figure_at(figures: Sequence[FoundQuantity], start: int) -> FoundQuantity | None:
    return next((f for f in figures if f.operator_start == start), None)


def _name(string: str, start: int, stop: int) -> _Span | None:
    """The name that a stretch ends in, without enumerator, punctuation and the words that lead over to the value."""
    stop = _trimmed(string, start, stop, but="）)")
    while (remark := _BRACKETS.search(string, start, stop)) is not None:  # 步道长度（10分）
        stop = _trimmed(string, start, remark.start(), but="）)")
    stop = _trimmed(string, start, stop)
    breaks = _NAME_BREAKS.search(string, start, stop)
    start = breaks.end() if breaks is not None else start
    while (match := _ENUMERATOR.match(string, start, stop)) is not None and match.end() > start:
        start = match.end()
    while start < stop and string[start] in _LEADS:
        start += 1
    link = goal_words().link_tail.search(string, start, stop)
    stop = _trimmed(string, start, link.start() if link is not None and link.start() > start else stop)
    name = string[start:stop]
    if not _SHORTEST_NAME <= len(name) <= _LONGEST_NAME or not _HAN.search(name):
        return None
    return start, stop


def _trimmed(string: str, start: int, stop: int, but: str = "") -> int:
    while stop > start and string[stop - 1] in _SIGNS and string[stop - 1] not in but:
        stop -= 1
    return stop


def _moved(figure: FoundQuantity, by: int) -> FoundQuantity:
    return FoundQuantity(
        figure.start + by,
        figure.stop + by,
        figure.quantity,
        figure.operator,
        figure.operator_start + by,
        figure.operator_stop + by,
    )


def gaps(spans: Sequence[_Span], start: int, stop: int) -> Iterator[_Span]:
    """What of a stretch no span covers."""
    edges = [start, *(x for span in spans for x in span), stop]
    yield from ((a, b) for a, b in list(pairwise(edges))[::2] if a < b)
