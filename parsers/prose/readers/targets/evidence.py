"""Whether a target and its result make an indicator, or are a sentence about what was planned and done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ziping.parsers.lexicon.entries import shaped, words_of
from ziping.parsers.lexicon.goals import goal_words
from ziping.parsers.prose.readers.targets.names import SHORTEST_NAME
from ziping.parsers.prose.readers.targets.pair import Pair
from ziping.parsers.prose.readers.targets.target_statements import LEVEL_AND_NAME, Head
from ziping.parsers.text.numbers import find_quantities
from ziping.parsers.text.punctuation import HAN, SENTENCE_END, STATEMENT_END, up_to
from ziping.parsers.text.units import POINT

_MONEY = re.compile("元$")
_AIM_TOLD = shaped(r"(?:{targets.sure_target_markers}|{targets.kind_ends})[^计预]*$")
_COUNTED = re.compile("[个项条]$")
_SETTING = shaped(
    r"(?:{targets.setting})(?:{targets.marker_times})*(?:{targets.target_markers})|(?:{targets.kind_ends})。"
)
_MET = shaped(r"(?:{targets.outcome_verbs})了?(?:{targets.marker_times})*(?:{targets.target_markers})$")


def is_indicator(string: str, head: Head, pair: Pair, *, judged: bool = False) -> bool:
    """计划培训500人，实际培训520人 below 数量指标 or 产出指标 is an indicator, and in a paragraph that tells the total score
    (`judged`); below 完成情况 or 产出方面 it may be any sentence, and so may words that are no figures. A name right before the word
    for its target (培训合格率目标95%) is one anywhere."""
    if pair.level is not None or LEVEL_AND_NAME.match(string, *pair.name) is not None:
        return True  # 三级指标“培训班次”计划12期，实际12期
    levelled = head.level2 is not None or head.level1 is not None
    if pair.words or head.called_indicators:
        return levelled or not pair.words
    if pair.answer is None and (not head.bare or pair.sure):
        return True
    if _counts_goals(string, pair):
        return False
    listed = pair.answer is not None and pair.sure  # goals told one after another, and what came of each
    if listed or (judged and not pair.bound and _MONEY.search(string[slice(*pair.target)]) is None):
        return True
    # 1.文化活动场次：目标48场，实际45场; but not 1.种植规模。计划新增种植面积300亩，实际新增312亩
    names_item = head.numbered and pair.name[0] - head.body <= 1 and not _tells_on(string, pair)
    called = any(string[slice(*x)].endswith(words_of("targets.kind_ends")) for x in (head.level1, head.level2) if x)
    scored = levelled and _is_scored(string, pair)
    own = called or (levelled and pair.named)
    aimed = pair.named and _AIM_TOLD.search(string, pair.name[1], pair.target[0]) is not None
    own_money = _MONEY.search(string[slice(*pair.target)]) is None or levelled  # 项目资金目标500万元 is money
    return scored or (aimed and own_money) or ((own or names_item) and not pair.bound)


def siblings(string: str, told: Sequence[Pair], known: Sequence[Pair]) -> list[Pair]:
    """The pairs of a stretch that stand in one sentence with a known indicator, or of which several are told alike there
    (拆除危旧房计划1.2万平方米，实际…；整治街巷计划18条，实际…): siblings are of one kind."""
    named = [
        p for p in told if p.named and not _counts_goals(string, p) and not _MONEY.search(string[slice(*p.target)])
    ]
    of_one_kind = [*known, *(p for p in named if sum(_in_one_sentence(string, p, q) for q in named) > 1)]
    return [p for p in told if p in known or (not p.words and any(_in_one_sentence(string, p, q) for q in of_one_kind))]


def _in_one_sentence(string: str, one: Pair, other: Pair) -> bool:
    first, second = sorted((one.span, other.span))
    return one is other or SENTENCE_END.search(string, first[1], second[0]) is None


def _counts_goals(string: str, pair: Pair) -> bool:
    """共设立绩效目标8个，全部完成5个; 完成预期目标27个，未完成2个: whether the figures count goals, and are none themselves."""
    told = string[pair.name[0] : pair.target[0]]
    met = pair.target < pair.actual and _MET.search(told) is not None
    return _COUNTED.search(string[slice(*pair.target)]) is not None and (met or _SETTING.search(told) is not None)


def _is_scored(string: str, pair: Pair) -> bool:
    """计划新建4200个，实际建成4260个，15分得15分: whether points are told of it."""
    behind = find_quantities(string[pair.actual[1] : up_to(STATEMENT_END, string, pair.actual[1])])
    return any(f.quantity.unit == POINT for f in behind)


def _tells_on(string: str, pair: Pair) -> bool:
    """种植规模。计划新增种植面积300亩: whether a sentence of its own follows the name."""
    marker = goal_words().marker.search(string, pair.name[1], pair.target[0])
    behind = string[marker.end() if marker is not None else pair.name[1] : pair.target[0]]
    return string[pair.name[1] : pair.name[1] + 1] == "。" and len(HAN.findall(behind)) >= SHORTEST_NAME
