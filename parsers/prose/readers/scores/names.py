"""The name of what is scored, without numbering, lead-in, quotation marks, points and words that name nothing."""

from __future__ import annotations

import re

from ziping.parsers.lexicon import level_of_name
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.prose import score_words
from ziping.parsers.prose.layers.outline import BULLETS
from ziping.parsers.prose.readers.level_names import level_of_label
from ziping.parsers.text.enumerators import DECIMAL, DECIMALS

# 根据《评分表》，…; 预算执行率的权重统一为10分: what is said of the rules
_RULE = shaped(r"^(?:{grammar.according}|按(?![期时质量需]))|(?:{scores.point_names})$")
_SHORTEST_NAME = 2  # characters
_LONGEST_NAME = 40  # characters
_SIGNS = " 　，,。.、:：;；“”()（）+＋"
_HEAD = shaped(
    rf"(?:[{BULLETS}]|{DECIMALS}|{DECIMAL}|[一二三四五六七八九十]{{1,3}}\s?[、．.]|[（(][一二三四五六七八九十\d]{{1,3}}[）)]|\d{{1,2}}\s?[、．.)）](?!\d)|[①-⑳]|{{grammar.among}}|[一二三四五六七八九十]是)\s*"
)
# 该项目决策指标满分15分: whose level it is
_OWNER = shaped(
    r"(?:{grammar.among}|[本该此][^，。；：的]{0,6}?(?:{scores.what_ours_is})的?|我(?:{scores.who_ours_is}|[一-鿿])的?)(?=\S{2})"
)
_WITHIN = shaped(r"(?:在|就|从)(?=[^，。；]{2,14}(?:{scores.regards})$)")  # 在决策方面，得14分
# “立项依据充分性”指标满分5分; 一级指标“决策”权重15分
_QUOTED = shaped(
    r"(?:[该此本]项?)?(?:[“\"](?P<name>[^“”\"]+)[”\"](?:[一二三]级)?(?:类)?(?:{grammar.indicators})(?:的)?"
    r"|(?:[一二三]级)?(?:{grammar.indicators})[“\"](?P<behind>[^“”\"]+)[”\"])"
)
_IN_QUOTES = re.compile(r"[“\"][^“”\"]+[”\"]")
_POINTS_BEHIND = shaped(r"[（(]\s*(?:{scores.weights_named})?[为：:]?\s*\d+(?:\.\d+)?\s*分?\s*[）)]$")
_ANALYSIS = shaped("(?:{targets.analysis})$")
_HAN = re.compile(r"[一-鿿A-Za-z]")


def trimmed(string: str, start: int, stop: int) -> tuple[int, int] | None:
    """The stretch without numbering, lead-in and words that name nothing; None when nothing is left."""
    before = (stop, start)
    while start < stop and before != (start, stop):
        before = (start, stop)
        start, stop = _trim_front(string, start, stop)
        start, stop = _trim_back(string, start, stop)
    if (points := _POINTS_BEHIND.search(string, start, stop)) is not None and points.start() > start:
        stop = points.start()  # 决策指标（15分）得14分
    name = string[start:stop]
    nameless = score_words().nameless.fullmatch(name) is not None and level_of_name(name) is None
    if not _HAN.search(name) or len(name) > _LONGEST_NAME or nameless or _RULE.search(name):
        return None
    return start, stop


def _trim_front(string: str, start: int, stop: int) -> tuple[int, int]:
    for lead in (_HEAD, _WITHIN):
        if (head := lead.match(string, start, stop)) is not None:
            start = head.end()
    while start < stop and string[start] in _SIGNS and not string.startswith("“", start):
        start += 1
    if (owner := _OWNER.match(string, start, stop)) is not None and _is_named(string[owner.end() : stop]):
        start = owner.end()
    return start, stop


def _trim_back(string: str, start: int, stop: int) -> tuple[int, int]:
    while stop > start and string[stop - 1] in " 　，,。.、:：;；（(":
        stop -= 1
    if stop - start > _SHORTEST_NAME and _IN_QUOTES.fullmatch(string, start, stop):
        start, stop = start + 1, stop - 1
    if (quoted := _QUOTED.fullmatch(string, start, stop)) is not None:
        start, stop = quoted.span("name" if quoted["name"] else "behind")
    tail = _ANALYSIS.search(string, start, stop)  # 履职效能|分析
    if tail is not None and tail.start() > start and level_of_label(string[start : tail.start()]) is not None:
        stop = tail.start()
    if (tail := score_words().name_end_tail.search(string, start, stop)) is not None and tail.start() > start:
        stop = tail.start()
    return start, stop


def _is_named(name: str) -> bool:
    """Whether the words behind an owner are a name of their own: a level's (该项目|决策指标), or that of a thing measured."""
    return level_of_name(name) is not None or name.endswith(("性", "率", "度"))
