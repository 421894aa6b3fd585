"""Where the name of what a target or result measures stands, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ziping.parsers.lexicon.entries import either, shaped, words_of
from ziping.parsers.lexicon.goals import goal_words
from ziping.parsers.lexicon.prose import words
from ziping.parsers.text.punctuation import HAN

ASPECT = words_of("scores.side")
SHORTEST_NAME = 2  # characters
_TWO = 2  # characters in a row that two stretches share
_LONGEST_NAME = 40
SIGNS = ' 　，,、；;：:。（(）)“”"'
_COPULAS = words_of("phrases.copula")
_BREAKS = "，,；;。：:\n"
_OPEN, _CLOSE = "（(", "）)"
_NUMBERED = re.compile(r"[\d一二三四五六七八九十]")
_ENUMERATOR = shaped(
    r"\s*(?:[（(]?\d{1,2}[）)、．.]|[①-⑳]|[一二三四五六七八九十]是|{grammar.among}|(?:{grammar.indicators})\d{1,2}[：:、.]?)\s*"
)
_MODAL_TAIL = shaped(r"(?<=[一-鿿]{2})(?:的|要|{targets.modal_target_markers})$")
_COLONS = ("：", ":")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]$")
# 出具率15分，目标100%; 清淤河道，权重15分，目标值12公里: points between a name and its target
_POINTS = shaped(r"[，,]?\s?(?:{scores.weights_named}|{scores.weight_names}|[为共：:])*\s?\d+(?:\.\d+)?\s?分$")

_ACTS = either(w for w in words_of("grammar.counting") if len(w) > 1)
_LED_UP = shaped(
    r"(?:{grammar.this_year}|{targets.result_times}|{phrases.so_far})*"
    rf"(?:[为给向对]\d[^，。；、]*?(?=(?:{_ACTS})[一-鿿]{{2}}))?"
)
_ORIGIN = re.compile(r"(?<=[一-鿿]{2})[由从][^，。；]*\d")

Span = tuple[int, int]


def name_at(string: str, start: int, stop: int) -> Span | None:
    """The name that a stretch ends in, without enumerator, punctuation, points and the words that lead over to the value."""
    first, stop = start, trim_end(string, start, stop, kept=_CLOSE)
    while (behind := _BRACKETS.search(string, start, stop) or _POINTS.search(string, start, stop)) is not None:
        stop = trim_end(string, start, behind.start(), kept=_CLOSE)  # 步道长度（10分）
    stop = trim_end(string, start, stop)
    start = _last_break(string, start, stop)
    while (match := _ENUMERATOR.match(string, start, stop)) is not None and match.end() > start:
        start = match.end()
    while start < stop and string[start] in SIGNS:
        start += 1
    if start and HAN.match(string[start - 1]) and string.startswith(_COPULAS, start):
        start += 1  # 目标值|为新增岗位不少于300个, but 产出指标：为农服务中心建设个数
    if (origin := _ORIGIN.search(string, start, stop)) is not None:
        stop = origin.start()  # 管网漏损率|由改造前的23.5%下降到9.8%
    link = goal_words().link_tail.search(string, start, stop)
    stop = trim_end(string, start, link.start() if link is not None and link.start() > start else stop)
    if (modal := _MODAL_TAIL.search(string, start, stop)) is not None:
        stop = modal.start()  # 受益农户应|不少于3000户
    name = string[start:stop]
    if name in words().generic and string[start - 1 : start] in _COLONS and first < start - 1:
        return name_at(string, first, start - 1)  # 单位成本：预算控制在8万元/座以内
    if not SHORTEST_NAME <= len(name) <= _LONGEST_NAME or not HAN.search(name):
        return None
    return start, stop


def _last_break(string: str, start: int, stop: int) -> int:
    """Where the last name of a stretch begins: behind the last pause, or bracket that is none of a name's own (项目（工程）验收)."""
    at = stop
    while at > start:
        sign = string[at - 1]
        if sign in _CLOSE:
            opened = max(string.rfind(o, start, at) for o in _OPEN)
            own = opened > start and HAN.match(string[opened - 1]) and not _NUMBERED.search(string, opened, at)
            if not own:
                return at
            at = opened
        elif sign in _BREAKS:
            return at
        at -= 1
    return start


def trim_end(string: str, start: int, stop: int, kept: str = "") -> int:
    """The end of a stretch without the punctuation that it ends in; signs of `kept` stay."""
    while stop > start and string[stop - 1] in SIGNS and string[stop - 1] not in kept:
        stop -= 1
    return stop


def done_name(string: str, name: Span) -> Span:
    """Of what was done, what was counted: without its time and for whom (全年|配发; 为20个村|配发工具包|120套)."""
    led = _LED_UP.match(string, *name)
    return (led.end(), name[1]) if led is not None and name[1] - led.end() >= SHORTEST_NAME else name


def share_words(one: str, other: str) -> bool:
    """Whether two stretches have two characters in a row in common."""
    return any(one[k : k + _TWO] in other for k in range(len(one) - 1))


def gaps(spans: Sequence[Span], start: int, stop: int) -> Iterator[Span]:
    """What of a stretch no span covers."""
    edges = [start, *(x for span in spans for x in span), stop]
    yield from ((a, b) for a, b in list(pairwise(edges))[::2] if a < b)
