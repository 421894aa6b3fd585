"""Points that are told as the sum of what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.prose import score_words, words
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.text.units import POINT

# 以上合计96.5分; 各项得分合计96.5分; 上述四部分得分相加，共96.5分
_CLOSING = shaped(
    r"\s*(?P<all>(?:{scores.sums_above}|[各三四五六])*)(?:{scores.parts_summed})*(?:{grammar.indicators})?的?(?:{scores.self_scored})?(?:{scores.points_told})?"
    r"(?:{scores.summed})后?[，,]?(?:{grammar.grand_sums}|共|{scores.self_scored})?(?:{scores.sum_links})*\s?"
)


def closing_words(clauses: Clauses, place: Mention, stop: int) -> re.Match[str] | None:
    """The words before points that sum up what stands above, also those before a comma; `all` is empty where they do
    not say that it is all. `stop` is where the words end."""
    for start in (clauses.before(max(0, place.lead - 1), place.bracket), place.lead):
        if (match := _CLOSING.fullmatch(clauses.string, start, stop)) is not None:
            return match
    return None


def sums_up(clauses: Clauses, named: Sequence[Mention], index: int) -> bool:
    """投入15分，自评15分；过程30分，自评28分；合计43分: the sum of the points given before it in the sentence."""
    place = named[index]
    told = words().sum_tail.search(clauses.string, place.lead, place.figure.outer_start)
    # 决策（20分）19分+过程（80分）78分=97分
    equals = clauses.string[place.lead : place.figure.start].strip() in ("=", "＝")
    return (told is not None or equals) and (
        sums_sentence(clauses, named, index) or sums_paragraph(clauses, named, index)
    )


def sums_sentence(clauses: Clauses, named: Sequence[Mention], index: int) -> bool:
    """Whether a figure is the sum of the points given before it in its sentence."""
    place = named[index]
    start, _ = clauses.sentence(place.figure.start)
    role = score_words().role_tail
    before = [n for n in named[:index] if n.figure.unit == POINT and n.figure.start >= start]
    told = [(n, role.search(clauses.string, n.lead, n.figure.outer_start)) for n in before]
    got = [n.figure.value for n, m in told if m is not None and m.lastgroup == "got"]
    # 产出48分（50分）、效益30分（30分），合计78分
    bare = [n.figure.value for n, m in told if n.bracket == place.bracket and (m is None or m.lastgroup == "got")]
    return any(len(v) > 1 and sum(v, Decimal(0)) == place.figure.value for v in (got, bare))


def sums_paragraph(clauses: Clauses, named: Sequence[Mention], index: int) -> bool:
    """…得20分；…得19分。总分39分。: the sum of the points given before it in the paragraph."""
    start = clauses.string.rfind("\n", 0, named[index].figure.start) + 1
    role = score_words().role_tail
    told = [n for n in named[:index] if n.figure.unit == POINT and n.figure.start >= start]
    roles = [(n, role.search(clauses.string, n.lead, n.figure.outer_start)) for n in told]
    got = [n.figure.value for n, m in roles if m is not None and m.lastgroup == "got"]
    return len(got) > 1 and sum(got, Decimal(0)) == named[index].figure.value


def is_sum(clauses: Clauses, named: Sequence[Mention], index: int) -> bool:
    """Whether a figure is the sum of the points given before it in its paragraph or sentence, or behind a semicolon no
    less than that: of some it may be told in words how many they got (投入15分，得满分；过程20分，得19分；…；总分95.5分)."""
    if sums_paragraph(clauses, named, index) or sums_sentence(clauses, named, index):
        return True
    place = named[index]
    start, _ = clauses.sentence(place.figure.start)
    got = [n.figure.value for n in _given(clauses, named[:index]) if n.figure.start >= start]
    apart = clauses.before(place.figure.start, OUTSIDE, Pause.PART) > start
    return apart and len(got) > 1 and place.figure.value >= sum(got, Decimal(0))


def _given(clauses: Clauses, named: Sequence[Mention]) -> Iterator[Mention]:
    """The points that are told to be given."""
    for each in named:
        if each.figure.unit == POINT:
            match = score_words().role_tail.search(clauses.string, each.lead, each.figure.outer_start)
            if match is not None and match.lastgroup == "got":
                yield each
