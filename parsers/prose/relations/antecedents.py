"""What a share or a growth without a subject of its own speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from ziping.parsers.lexicon.entries import shaped, words_of
from ziping.parsers.prose.labels.kinds import NO_AMOUNT, RATE, RELATIVE
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.labels.target_pairs import compared_with
from ziping.parsers.prose.labels.times import is_earlier
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.relations.parallel_lists import Parallel
from ziping.parsers.text.units import POINT, RATIO

ListPositions = dict[int, tuple[int, Parallel]]  # for each member of a list its place in it

_EARLIER = shaped(r"(?:{grammar.of_last_year})(?:{grammar.year_ends})?(?:[为是仅]|{grammar.money_both_ways})*")
_IN_COMPARISON = words_of("phrases.behind_comparison")
_REACH = 30  # figures
_LAST_YEAR = shaped(r"(?:{grammar.last_year})(?!{grammar.left_from_before})")


def earlier(mentions: Sequence[Mention], index: int, start: int) -> Iterator[int]:
    """The figures before one, the nearest first, back to an offset."""
    return takewhile(lambda k: mentions[k].figure.start >= start, range(index - 1, -1, -1))


def list_positions(lists: Sequence[Parallel]) -> ListPositions:
    """For each member of a list its place in it."""
    return {member: (place, found) for found in lists for place, member in enumerate(found.members)}


def antecedent(mentions: Sequence[Mention], index: int, positions: ListPositions, reach: int) -> int | None:
    """The member of an earlier list that a member of this one goes with: a、b、c万元，占p%、q%、r%."""
    if index not in positions:
        return None
    place, found = positions[index]
    wanted = len(found.members)
    before = [k for k in earlier(mentions, found.members[0], reach) if mentions[k].kind not in RELATIVE]
    listed = next((positions[k][1].members for k in before if k in positions), None)
    if listed is not None:
        return listed[place] if len(listed) == wanted else None
    # 收入100万元、支出90万元，分别增长5%、3%: as many figures before the list as in it
    before = [k for k in before if mentions[k].unit != POINT]
    return before[wanted - 1 - place] if len(before) >= wanted else None


def nearest_before(clauses: Clauses, mentions: Sequence[Mention], index: int, *, allow_rates: bool) -> int | None:
    """The figure that a share or growth without a subject of its own speaks of: the nearest before it in the
    sentence; at the front of a sentence the nearest in the one before."""
    named = mentions[index]
    start, _ = clauses.sentence(named.figure.start)
    if clauses.string[start - 1 : start] == "。" and not _tells_first(clauses, mentions, index, start):
        start, _ = clauses.sentence(max(0, start - 1))
    rate = last_year = None
    for k in earlier(mentions, index, start):
        other = mentions[k]
        if not _visible(clauses, other.bracket, named.bracket):
            continue
        if mentions[k].kind not in NO_AMOUNT:
            lead = other.words_before.strip(" ，、")
            if _is_compared_with(clauses, mentions[k]) or is_base(clauses, mentions, k):
                continue  # 较预算数120万元减少20万元; 完成任务9800人的100.6%
            if _EARLIER.fullmatch(lead) is None and _LAST_YEAR.match(lead) is None:
                return _of_this_year(clauses, mentions, _whole_before(clauses, mentions, k, index), index)
            last_year = k if last_year is None else last_year  # 2022年支出86万元，2021年为80万元，增长7%
        if mentions[k].kind == RATE and rate is None:
            rate = k
    return last_year if last_year is not None or not allow_rates else rate


def _whole_before(clauses: Clauses, mentions: Sequence[Mention], index: int, own: int) -> int:
    """支出11万元，其中甲7万元、乙4万元；比上年下降6%: behind the semicolon the whole of the list is spoken of again."""
    whole = mentions[index].parent
    parted = clauses.strongest(mentions[index].figure.stop, mentions[own].figure.start, mentions[own].bracket)
    start, _ = clauses.sentence(mentions[own].figure.start)
    again = (
        parted >= Pause.PART
        and whole is not None
        and start <= mentions[whole].figure.start < mentions[index].figure.start
    )
    listed = again and sum(m.parent == whole for m in mentions[whole:own]) > 1
    return whole if listed and whole is not None else index


def _tells_first(clauses: Clauses, mentions: Sequence[Mention], index: int, start: int) -> bool:
    """Whether a figure before one in its sentence is told for itself, not for comparison."""
    before = (mentions[k] for k in earlier(mentions, index, start))
    return any(m.kind not in RELATIVE and not _is_compared_with(clauses, m) for m in before)


def _of_this_year(clauses: Clauses, mentions: Sequence[Mention], index: int, own: int) -> int:
    """The figure before one that is told of a later year: in the sentence (2023年收入90万元，2022年收入80万元，增加10万元), and of
    the same name before it where what is said of `own` is of a later year itself (…。2022年收入80万元，2023年增加10万元)."""
    unit, (start, _) = mentions[index].unit, clauses.sentence(mentions[own].figure.start)
    for k in range(index - 1, max(-1, index - 1 - _REACH), -1):
        before = mentions[k]
        if mentions[k].kind in RELATIVE or before.unit != unit or is_base(clauses, mentions, k):
            continue
        if before.figure.start >= start:
            return k if is_earlier(clauses, mentions[index], before) else index
        if not is_earlier(clauses, mentions[index], mentions[own]):
            return index
        if mentions[k].label == mentions[index].label and not is_earlier(clauses, before, mentions[own]):
            return k
    return index


def is_base(clauses: Clauses, mentions: Sequence[Mention], index: int) -> bool:
    """Whether a figure is told for what a rate right behind it is of: 完成任务9800人的100.6%."""
    behind = mentions[index + 1] if index + 1 < len(mentions) else None
    if behind is None or behind.figure.unit != RATIO or mentions[index].unit == RATIO:
        return False
    return clauses.string[mentions[index].figure.outer_stop : behind.figure.outer_start].strip() == "的"


def _is_compared_with(clauses: Clauses, mention: Mention) -> bool:
    """Whether a figure is what others are compared with: 与上年支出1150万元相比."""
    lead = mention.words_before.strip(" ，、")
    return lead.startswith(words_of("phrases.held_or_shared")) or clauses.string.startswith(
        _IN_COMPARISON, mention.figure.outer_stop
    )


def compared_before(clauses: Clauses, mentions: Sequence[Mention], index: int) -> int | None:
    """本年支出与2022年度的8214万元相比，减少312万元: the figure of the subject so compared, told in an earlier sentence."""
    start, _ = clauses.sentence(mentions[index].figure.start)
    here = [k for k in range(index) if mentions[k].figure.start >= start]
    base = next((k for k in reversed(here) if _is_compared_with(clauses, mentions[k])), None)
    if base is None or any(mentions[k].kind not in RELATIVE and k < base for k in here):
        return None
    told = compared_with(mentions[base].words_before)
    if told is None or not told[1]:
        return None
    unit, near = mentions[base].unit, range(base - 1, max(-1, base - 1 - _REACH), -1)
    return next((k for k in near if mentions[k].unit == unit and told[1] in mentions[k].label), None)


def _visible(clauses: Clauses, other: int, bracket: int) -> bool:
    """Whether a figure's bracket holds the other's: what stands in a closed bracket is not spoken of."""
    while bracket not in (OUTSIDE, other):
        bracket = clauses.outer(bracket)
    return bracket == other
