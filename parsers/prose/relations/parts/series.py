"""What the members of a list have in common: the pattern of their names, the style of their enumerators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ziping.parsers.lexicon.entries import shaped, words_of
from ziping.parsers.lexicon.prose import rate_words, words
from ziping.parsers.prose.labels.kinds import COUNT, adds_up
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.labels.times import state_of
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.text.enumerators import CIRCLE, DIGIT_POINT, HAN_BRACKET, HAN_POINT, WORD
from ziping.parsers.text.units import RATIO, YUAN

_ORDINAL = re.compile(r"^第?[一二三四五六七八九十甲乙丙丁戊\d]+(?P<what>[级类批期标档等组年月]?)")
_NUMERAL = re.compile(r"[一二三四五六七八九十甲乙丙丁优良中差]")
_PLACE = shaped(r"[省市县区旗州镇乡村]$|(?:{grammar.small_places})$")
_RESULT = shaped(r"^(?:{grammar.degrees})?(?P<what>[一-鿿]{2,4})$")
_ENDING = 2
_DENIED = shaped("{grammar.not}")  # 未支出20万元 is what was left
_WHOLE = Decimal("1.01")  # all shares together, however they are rounded
COMPARED = words_of("phrases.held_or_over_year")
_KINDS = frozenset(words_of("phrases.class_ends"))
_CLASSES = _KINDS | frozenset(words_of("phrases.part_ends"))
_ENUMERATOR = re.compile(
    rf"\s*(?:(?P<han>{HAN_POINT})|(?P<han_bracket>{HAN_BRACKET})|(?P<digit>{DIGIT_POINT})|(?P<bracket>[（(]?\d{{1,2}}[）)])"
    rf"|(?P<circle>{CIRCLE})|(?P<is>{WORD}))"
)


def style_of(clauses: Clauses, offset: int) -> str:
    """How the sentence around a character is numbered: the style of its enumerator; empty without one."""
    start, _ = clauses.sentence(offset)
    return style_in(clauses.string[start:offset])


def style_in(words_before: str) -> str:
    """The style of the enumerator that words begin with; empty without one."""
    match = _ENUMERATOR.match(words_before)
    return (match.lastgroup or "") if match else ""


def one_series(mentions: Sequence[Mention], members: Sequence[int]) -> bool:
    """Whether figures of one unit are told as members of one list: 一级、二级、三级; 东河镇、西岭乡; 基本支出、项目支出."""
    labels = [mentions[k].label for k in members]
    units = {(mentions[k].unit, mentions[k].kind == COUNT) for k in members}
    if len(units) != 1 or len(set(labels)) != len(labels):
        return False
    return any(same(labels) for same in (_ordinals, _places, _sources, _one_ending, _results))


def are_classes(mentions: Sequence[Mention], members: Sequence[int]) -> bool:
    """Whether figures of one unit are named as classes of one thing: 种植类、养殖类、加工类."""
    labels = [mentions[k].label for k in members]
    endings = {x[-1:] for x in labels}
    return len(endings) == 1 and endings <= _KINDS and len(set(labels)) == len(labels)


def _ordinals(labels: Sequence[str]) -> bool:
    found = [_ORDINAL.match(x) for x in labels]
    if all(found) and len({m["what"] for m in found if m is not None}) == 1:
        return True
    alike = {_NUMERAL.sub("#", x) for x in labels}  # 评为一等, 评为二等
    return len(alike) == 1 and "#" in alike.pop()


def _places(labels: Sequence[str]) -> bool:
    return all(_PLACE.search(x) for x in labels)


def _sources(labels: Sequence[str]) -> bool:
    return all(words().source_head.match(x) for x in labels)


def _one_ending(labels: Sequence[str]) -> bool:
    if all(x[-1:] in _CLASSES for x in labels) and len({x[-1:] for x in labels}) == 1:
        return True
    return all(len(x) > _ENDING for x in labels) and len({x[-_ENDING:] for x in labels}) == 1


def _results(labels: Sequence[str]) -> bool:
    found = [_RESULT.match(x) for x in labels]
    return all(found) and len({m["what"] for m in found if m is not None}) == 1


def is_flow(mentions: Sequence[Mention], run: Sequence[int]) -> bool:
    """Whether figures that make another one are not its parts but what became of it (支出450万元，结余50万元), or what
    it came from (年初预算80万元，追加20万元)."""
    # 年中追加的资金包括救灾资金320万元: what leads over to the list is told of its total
    told = [mentions[k].label + words().list_head.sub("", mentions[k].words_before) for k in run]
    if any(rate_words().moved.search(x) for x in told):
        return True
    left = any(
        words().left_over.search(x) or (mentions[k].unit == YUAN and _DENIED.search(x))
        for k, x in zip(run, told, strict=True)
    )
    return left and any(state_of(x, "") == "actual" for x in told)


def are_balances(mentions: Sequence[Mention], run: Sequence[int], total: int) -> bool:
    """Whether figures are what was left of a sum at several times, which adds up to nothing (2021年结转80万元，2022年结转
    30万元), and the total is not itself something left over (年末结转结余110万元)."""
    left = words().left_over
    return all(left.search(mentions[k].label) for k in run) and left.search(mentions[total].label) is None


def may_add(mention: Mention) -> bool:
    """Whether a figure can be a total or a part that is told for itself, not for comparison."""
    lead = mention.words_before.strip(" ，、")
    return adds_up(mention) and not lead.startswith(COMPARED)


def has_share(mentions: Sequence[Mention], index: int) -> bool:
    """Whether a figure is followed by its share: 基本支出90万元，占36%."""
    return _share_words(mentions, index) is not None


def _share_words(mentions: Sequence[Mention], index: int) -> str | None:
    following = mentions[index + 1] if index + 1 < len(mentions) else None
    if following is None or following.unit != RATIO:
        return None
    lead = following.words_before.lstrip("，。；：、（(,;:\n 　")
    return lead.rstrip("的为是比达约 ") if lead.startswith("占") else None


def share_a_whole(mentions: Sequence[Mention], parts: Sequence[int]) -> bool:
    """Whether each figure is followed by its share, the last two of the same thing, and all have room beside each other:
    使用780万元，占97.5% behind parts that are 100% is none of them."""
    every = [_share_words(mentions, k) for k in parts]
    return None not in every and every[-1] == every[-2] and sum(mentions[k + 1].value for k in parts) <= _WHOLE
