"""Points that are told as the sum of what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.layers.outline import Outline
from ziping.parsers.prose.readers.scores.score import Role, told_role
from ziping.parsers.text.units import POINT

# 以上合计96.5分; 各项得分合计96.5分; 上述四部分得分相加，共96.5分
_CLOSING = shaped(
    r"\s*(?P<all>(?:{scores.sums_above}|[各几两三四五六])*)(?:{scores.parts_summed})*(?:{grammar.indicators})?的?(?:{scores.self_scored})?(?:{scores.points_told})?"
    r"(?:{scores.summed})后?[，,]?(?:{grammar.grand_sums}|一?共|{scores.self_scored})?(?:{scores.sum_links})*\s?"
)
_EQUALS = ("=", "＝")
_BREAK = re.compile("[。；;\n=＝]")


def closing_words(clauses: Clauses, place: Mention, stop: int) -> re.Match[str] | None:
    """The words before points that sum up what stands above, also those before a comma; `all` is empty where they do
    not say that it is all. `stop` is where the words end."""
    for start in (clauses.before(max(0, place.lead - 1), place.bracket), place.lead):
        if (match := _CLOSING.fullmatch(clauses.string, start, stop)) is not None:
            return match
    return None


def sums_up(clauses: Clauses, named: Sequence[Mention], index: int, outline: Outline) -> bool:
    """投入15分，自评15分；过程30分，自评28分；合计43分: whether points that words or a sign call a sum are that of others before
    them."""
    place = named[index]
    told = words().sum_tail.search(clauses.string, place.lead, place.figure.outer_start)
    equals = clauses.string[place.figure.start - 1] in _EQUALS
    return (told is not None or equals) and makes_sum(clauses, named, index, outline)


def makes_sum(clauses: Clauses, named: Sequence[Mention], index: int, outline: Outline) -> bool:
    """Whether points are the sum of those given before them: in a formula, in the sentence, in the paragraph, or one of
    each of several items of one rank."""
    value, string = named[index].figure.value, clauses.string
    sentence = clauses.sentence(named[index].figure.start)[0]
    paragraph = string.rfind("\n", 0, named[index].figure.start) + 1
    counts = [[named[k].figure.value for k in operands(clauses, named, index)]]
    for start in (sentence, paragraph):
        here = [k for k in range(index) if named[k].figure.unit == POINT and named[k].figure.start >= start]
        roles = [told_role(clauses, named[k]) for k in here]
        counts.append([named[k].figure.value for k, r in zip(here, roles, strict=True) if r is Role.GOT])
        beside = [named[k] for k, r in zip(here, roles, strict=True) if r in (Role.GOT, None)]
        if start == sentence:  # 产出48分（50分）、效益30分（30分），合计78分
            counts.append([n.figure.value for n in beside if n.bracket == named[index].bracket])
    counts.extend(_by_item(clauses, named, index, outline))
    return any(len(c) > 1 and sum(c, Decimal(0)) == value for c in counts)


def operands(clauses: Clauses, named: Sequence[Mention], index: int) -> tuple[int, ...]:
    """决策（20分）+过程（80分）=100分; 决策（20分）19分+过程（80分）78分=97分: of the points that a sign of equality follows the
    last before each plus and before it; none for other points."""
    string, found, last = clauses.string, [], index
    if string[named[index].figure.start - 1] not in _EQUALS:
        return ()
    for k in range(index - 1, -1, -1):
        between = string[named[k].figure.stop : named[last].figure.start - (last == index)]
        if named[k].figure.unit != POINT or _BREAK.search(between):
            break
        if last == index or "+" in between or "＋" in between:
            found.append(k)
        last = k
    values = [named[k].figure.value for k in found]
    return tuple(found[::-1]) if len(found) > 1 and sum(values, Decimal(0)) == named[index].figure.value else ()


def is_sum(clauses: Clauses, named: Sequence[Mention], index: int, outline: Outline) -> bool:
    """Whether a figure is the sum of the points given before it, or behind a semicolon no less than that: of some it may
    be told in words how many they got (投入15分，得满分；过程20分，得19分；…；总分95.5分)."""
    if makes_sum(clauses, named, index, outline):
        return True
    place = named[index]
    start, _ = clauses.sentence(place.figure.start)
    before = (n for n in named[:index] if n.figure.unit == POINT and n.figure.start >= start)
    got = [n.figure.value for n in before if told_role(clauses, n) is Role.GOT]
    apart = clauses.before(place.figure.start, OUTSIDE, Pause.PART) > start
    return apart and len(got) > 1 and place.figure.value >= sum(got, Decimal(0))


def _by_item(clauses: Clauses, named: Sequence[Mention], index: int, outline: Outline) -> Iterator[list[Decimal]]:
    """The points given first in each of the items of one rank that stand before a figure."""
    ranks: dict[tuple[int, str], dict[int, Decimal]] = {}
    for k in range(index):
        item = outline.item_at(named[k].figure.start)
        if named[k].figure.unit == POINT and outline.items[item].style and told_role(clauses, named[k]) is Role.GOT:
            rank = ranks.setdefault((outline.items[item].parent, outline.items[item].style), {})
            rank.setdefault(item, named[k].figure.value)
    here = outline.items[outline.item_at(named[index].figure.start)]
    ranks.pop((here.parent, here.style), None)  # 项目产出，共50分 is an item like those before it
    yield from (list(rank.values()) for rank in ranks.values())
