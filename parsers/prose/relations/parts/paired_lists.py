"""Lists that tell two totals at once: 安排预算150万元，支出138万元。其中：甲项目预算90万元，支出85万元；乙项目预算60万元，支出53万元.

What was planned belongs to the planned total, what was spent to the one that was spent.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.labels.times import state_of
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses
from ziping.parsers.prose.relations.parts.partition import Partition, without_doubles
from ziping.parsers.prose.relations.parts.stretches import may_add

_FEW = 2


def find_pairs(clauses: Clauses, mentions: Sequence[Mention]) -> tuple[Partition, ...]:
    """The lists behind each word that opens or divides, whose members have the roles of the totals before it."""
    found: list[Partition] = []
    starts = [d.figure.start for d in mentions]
    for pattern in (words().opener, words().division):
        for match in pattern.finditer(clauses.string):
            if clauses.bracket_at(match.start()) == OUTSIDE:
                found.extend(_lists(clauses, mentions, starts, match))
    return without_doubles(found)


def _lists(
    clauses: Clauses, mentions: Sequence[Mention], starts: Sequence[int], match: re.Match[str]
) -> Iterator[Partition]:
    at, word = match.start(), match[0]
    start, stop = clauses.sentence(at)
    if not clauses.string[start:at].strip(" \u3000"):
        start, _ = clauses.sentence(max(0, start - 1))
    told = [k for k in range(bisect_left(starts, start), bisect_left(starts, stop)) if may_add(clauses, mentions[k])]
    told = [k for k in told if mentions[k].bracket == OUTSIDE]
    totals = {state: k for k in told if mentions[k].figure.start < at and (state := _state(clauses, mentions[k]))}
    members = [k for k in told if mentions[k].figure.start > at]
    units = {mentions[k].unit for k in (*totals.values(), *members)}
    states = [_state(clauses, mentions[k]) for k in members]
    if len(totals) < _FEW or len(units) != 1 or not set(states) <= totals.keys():
        return
    lists = {role: tuple(k for k, s in zip(members, states, strict=True) if s == role) for role in states}
    if len(lists) < _FEW or min(map(len, lists.values())) < _FEW:
        return
    for role, parts in lists.items():
        if role is not None:
            yield Partition(totals[role], parts, word, "paired-list")


def _state(clauses: Clauses, mention: Mention) -> str | None:
    lead = mention.told
    return state_of(lead, "") or state_of(mention.label, "")
