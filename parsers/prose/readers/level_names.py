"""Names of the levels that an indicator stands below, as prose writes them."""

from __future__ import annotations

import re

from ziping.parsers.lexicon import classify, level_of_name
from ziping.parsers.lexicon.entries import name_of, shaped, words_of

LEVELS = 3
_OUTPUTS = ("quantity", "quality", "timeliness", "cost")
_ADDED = shaped("{phrases.added_to_level}")
_LEVEL_END = shaped("(?:{phrases.name_of_aim})?(?:{grammar.indicators})?$")
_SHORT = 2  # characters of 数量, 质量, 成本
CHAPTERS = words_of("phrases.chapter_names")
_JOINED = re.compile(r"[和与及、]")
# 过程—资金管理—资金支出率; readers of pictures write 一 and ～ for the dash, too
_CHAIN = re.compile(r"\s*(?:[—–―－─━]+|-{1,2}|→|＞|>|～|~|/)\s*")
_CHAIN_HAN = re.compile(r"(?<=[一-鿿])一(?=[一-鿿])")


def split_chain(string: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The levels of a name like 过程—资金管理—资金支出率, by offset; one for a plain name."""
    text = string[start:stop]
    cuts = [m.span() for m in _CHAIN.finditer(text)]
    if not cuts and level_of_name(text.partition("一")[0]) == 1:
        cuts = [m.span() for m in _CHAIN_HAN.finditer(text)]
    levels, at = [], 0
    for a, b in cuts:
        levels.append((start + at, start + a))
        at = b
    levels.append((start + at, stop))
    whole = [(a, b) for a, b in levels if b - a > 1 and re.search(r"[一-鿿]", string[a:b])]
    return whole if len(whole) == len(levels) and len(levels) <= LEVELS else [(start, stop)]


def level_of_label(name: str) -> int | None:
    """1 or 2 for the usual name of a level, also as headings put it: 决策类指标, 项目过程情况, 产出与效果指标,
    过程指标分析."""
    plain = name.replace(name_of("phrases.class_of_indicators"), name_of("grammar.indicators"))
    plain = _ADDED.sub("", plain)
    if plain != name and plain in CHAPTERS:
        return None
    known = level_of_name(name) or level_of_name(plain)
    if known == 1 and len(_LEVEL_END.sub("", plain)) > _SHORT:
        return known  # 运行成本 beside 管理效率
    if (known or plain.endswith(words_of("targets.kind_ends"))) and classify(None, plain)[1] in _OUTPUTS:
        return 2  # 成本指标 is a first level in some forms; beside 数量指标 it is none
    parts = _JOINED.split(plain)
    return known or (1 if len(parts) > 1 and all(level_of_name(p) == 1 for p in parts) else None)


def is_joined(name: str) -> bool:
    """Whether a name is that of several levels together (产出及效益)."""
    return len(_JOINED.split(name)) > 1


def level_name(name: str) -> str:
    """The name of a level without 指标, 分析, 情况 and what else is added to it (项目决策类指标, 决策分析): how it is told apart."""
    plain = _ADDED.sub("", name.replace(name_of("phrases.class_of_indicators"), ""))
    return _LEVEL_END.sub("", plain).removeprefix(name_of("grammar.projects"))
