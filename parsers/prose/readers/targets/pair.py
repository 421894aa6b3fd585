"""A target with its result as running text tells it, and the name that both have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ziping.parsers.lexicon.entries import shaped, words_of
from ziping.parsers.lexicon.goals import goal_words
from ziping.parsers.lexicon.prose import words
from ziping.parsers.text.punctuation import HAN

ASPECT = words_of("scores.side")
SHORTEST_NAME = 2  # characters
_LONGEST_NAME = 40
SIGNS = ' 　，,、；;：:。（(）)“”"'
_LEADS = SIGNS + "".join(words_of("phrases.copula"))  # 目标值为|新增岗位不少于300个
_NAME_BREAKS = re.compile(r"[，,；;。：:\n）)](?=[^，,；;。：:\n）)]*$)")
_ENUMERATOR = shaped(
    r"\s*(?:[（(]?\d{1,2}[）)、．.]|[①-⑳]|[一二三四五六七八九十]是|{grammar.among}|(?:{grammar.indicators})\d{1,2}[：:、.]?)\s*"
)
_MODAL_TAIL = shaped(r"(?<=[一-鿿]{2})(?:的|要|{targets.modal_target_markers})$")
_COLONS = ("：", ":")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]$")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """One indicator told with both.

    Attributes:
        sure: The words mean a target or result and nothing else (目标值, 完成值).
        words: Its values are words.
        bound: No word but its sign says that the first figure was hoped for.
        span: From its name to the end of its result.
    """

    name: Span
    target: Span
    actual: Span
    sure: bool
    span: Span
    bound: bool = False
    words: bool = False


def name_at(string: str, start: int, stop: int) -> Span | None:
    """The name that a stretch ends in, without enumerator, punctuation and the words that lead over to the value."""
    first, stop = start, trim_end(string, start, stop, kept="）)")
    while (remark := _BRACKETS.search(string, start, stop)) is not None:  # 步道长度（10分）
        stop = trim_end(string, start, remark.start(), kept="）)")
    stop = trim_end(string, start, stop)
    breaks = _NAME_BREAKS.search(string, start, stop)
    start = breaks.end() if breaks is not None else start
    while (match := _ENUMERATOR.match(string, start, stop)) is not None and match.end() > start:
        start = match.end()
    while start < stop and string[start] in _LEADS:
        start += 1
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


def trim_end(string: str, start: int, stop: int, kept: str = "") -> int:
    """The end of a stretch without the punctuation that it ends in; signs of `kept` stay."""
    while stop > start and string[stop - 1] in SIGNS and string[stop - 1] not in kept:
        stop -= 1
    return stop


def gaps(spans: Sequence[Span], start: int, stop: int) -> Iterator[Span]:
    """What of a stretch no span covers."""
    edges = [start, *(x for span in spans for x in span), stop]
    yield from ((a, b) for a, b in list(pairwise(edges))[::2] if a < b)
