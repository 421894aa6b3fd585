"""What makes a figure a part though it is larger than its total. The report is wrong then, and the error must show:
a part that loses its total would hide it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.kinds import COUNT
from ziping.parsers.prose.labels.mention import Mention, Side
from ziping.parsers.prose.layers.clauses import Clauses, Pause
from ziping.parsers.prose.relations.parts.addition import nearly_fits
from ziping.parsers.text.units import RATIO, YUAN

_WHOLE = Decimal("1.01")  # all shares together, however they are rounded
_LONG = 4  # characters of an ending that is no chance
_PUNCTUATION = "，。；：、（(,;:\n 　"


def has_share(clauses: Clauses, mentions: Sequence[Mention], index: int) -> bool:
    """Whether a figure is followed by its share: 基本支出90万元，占36%."""
    return _share_words(clauses, mentions, index) is not None


def _share_words(clauses: Clauses, mentions: Sequence[Mention], index: int) -> str | None:
    following = mentions[index + 1] if index + 1 < len(mentions) else None
    if following is None or following.unit != RATIO:
        return None
    lead = following.told.lstrip(_PUNCTUATION)
    return lead.rstrip("的为是比达约 ") if lead.startswith("占") else None


def share_a_whole(clauses: Clauses, mentions: Sequence[Mention], parts: Sequence[int], index: int) -> bool:
    """Whether a figure is followed by its share of the same thing as the part before it, and all of them have theirs
    and room beside each other: 使用780万元，占97.5% behind parts that are 100% is none of them."""
    every = [_share_words(clauses, mentions, k) for k in (*parts, index)]
    if None in every or every[-1] != every[-2]:
        return False
    return sum(mentions[k + 1].value for k in (*parts, index)) <= _WHOLE


def is_announced(clauses: Clauses, mentions: Sequence[Mention], total: int, at: int, run: Sequence[int]) -> bool:
    """Whether parts are announced (at offset `at`) right behind a figure, and it is called a total (总支出90万元，其中)
    or, of money, most of the parts (`run` are all of them) are smaller: then one of them is misprinted."""
    named = mentions[total]
    between = clauses.string[named.figure.outer_stop : at].strip(_PUNCTUATION)
    if between or not all(_same_classifier(named, mentions[k]) for k in run):
        return False
    lead = named.told
    called, summed = words().total.search(mentions[total].label), words().sum_word.search(lead)
    if named.unit != YUAN:
        return called is not None  # 共8个乡镇，其中行政村120个: of other things
    smaller = [k for k in run if mentions[k].value <= named.value]
    return called is not None or summed is not None or len(smaller) * 2 >= len(run) > 1


def is_part_despite_its_size(
    clauses: Clauses, mentions: Sequence[Mention], total: int, runs: Sequence[Sequence[int]]
) -> bool:
    """Whether a figure above the total is one of its parts: it has a share as the part before it has; it is told like
    that one; or the list makes the total but for a misprint.

    `runs` are the parts so far with the figure and those that follow it, the shortest first.
    """
    *parts, index = runs[0]
    if share_a_whole(clauses, mentions, parts, index) or _are_told_alike(mentions[parts[-1]], mentions[index]):
        return True
    following = runs[1][-1] if len(runs) > 1 else None
    if _are_side_by_side(clauses, mentions, total, (parts[-1], index, following)):
        return True
    if any(_is_namesake(mentions[k], mentions[index]) for k in parts):
        return True
    return any(nearly_fits(mentions, total, run) for run in runs)


def _are_told_alike(one: Mention, other: Mention) -> bool:
    """Whether two figures are counts of how things came out (完成5个、未完成33个) or both say where money comes from."""
    known = words()
    if one.kind == COUNT:
        return other.kind == COUNT and all(known.alternative.search(d.label) for d in (one, other))
    return all(known.source_head.match(d.label) for d in (one, other))


def _are_side_by_side(
    clauses: Clauses, mentions: Sequence[Mention], total: int, spots: tuple[int, int, int | None]
) -> bool:
    """Whether nothing but 、 stands between the part before and the name of the figure, or the list goes on behind the
    figure as it came to it: a part of the total, the figure, and again one that may be a part."""
    before, here = (mentions[k] for k in spots[:2])
    if here.side is not Side.BEFORE or before.side is not Side.BEFORE or not _same_classifier(before, here):
        return False
    joint = clauses.strongest(before.figure.stop, here.figure.start, here.bracket)
    if joint == Pause.ITEM:
        return True
    after = mentions[spots[2]] if spots[2] is not None else None
    if after is None or after.side is not Side.BEFORE or not _same_classifier(here, after):
        return False
    lead = after.told.lstrip(_PUNCTUATION)
    again = clauses.strongest(here.figure.stop, after.figure.start, here.bracket) == joint
    return again and after.value <= mentions[total].value and not words().turn_head.match(lead)


def _is_namesake(one: Mention, other: Mention) -> bool:
    """Whether figures of one unit have names that differ in front alone: 行政编制, 事业编制."""
    a, b = one.label, other.label
    alike = a[-2:] == b[-2:] and abs(len(a) - len(b)) <= 1 < len(a)
    return a != b and (alike or (a[-_LONG:] == b[-_LONG:] and len(a) > _LONG)) and _same_classifier(one, other)


def _same_classifier(one: Mention, other: Mention) -> bool:
    """Whether figures count the same: 5期 is not 3场; sums of money may be in 元 and 万元."""
    a, b = one.figure.quantity, other.figure.quantity
    return a.unit == b.unit and (a.unit == YUAN or a.unit_text == b.unit_text)
