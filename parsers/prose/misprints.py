"""What makes a figure a part though it is larger than its total. The report is wrong then, and the error must show:
a part that loses its total would hide it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from parsers.prose.addition import nearly_fits
from parsers.prose.clauses import Clauses
from parsers.prose.kinds import COUNT, Draft
from parsers.prose.words import words
from parsers.units import RATIO, YUAN

_WHOLE = Decimal("1.01")  # all shares together, however they are rounded
_PUNCTUATION = "，。；：、（(,;:\n 　"


def has_share(clauses: Clauses, drafts: Sequence[Draft], index: int) -> bool:
    """Whether a figure is followed by its share: 基本支出90万元，占36%."""
    return _share_words(clauses, drafts, index) is not None


def _share_words(clauses: Clauses, drafts: Sequence[Draft], index: int) -> str | None:
    following = drafts[index + 1].named.figure if index + 1 < len(drafts) else None
    if following is None or following.unit != RATIO:
        return None
    lead = clauses.string[drafts[index].named.figure.stop : following.outer_start].lstrip(_PUNCTUATION)
    return lead.rstrip("的为是比达约 ") if lead.startswith("占") else None


def share_a_whole(clauses: Clauses, drafts: Sequence[Draft], parts: Sequence[int], index: int) -> bool:
    """Whether a figure is followed by its share of the same thing as the part before it, and all of them have theirs
    and room beside each other: 使用780万元，占97.5% behind parts that are 100% is none of them."""
    every = [_share_words(clauses, drafts, k) for k in (*parts, index)]
    if None in every or every[-1] != every[-2]:
        return False
    return sum(drafts[k + 1].named.figure.value for k in (*parts, index)) <= _WHOLE


def is_announced(clauses: Clauses, total: Draft, at: int) -> bool:
    """Whether a sum of money is called a total, and its parts are announced (at offset `at`) right behind it:
    总支出90万元，其中."""
    named = total.named
    between = clauses.string[named.figure.outer_stop : at].strip(_PUNCTUATION)
    lead = clauses.string[named.lead : named.figure.outer_start]
    called = words().total.search(total.label) or words().sum_word.search(lead)
    return named.figure.unit == YUAN and not between and called is not None


def is_one_of_them(clauses: Clauses, drafts: Sequence[Draft], total: int, runs: Sequence[Sequence[int]]) -> bool:
    """Whether a figure above the total is one of its parts: it has a share as the part before it has; it is a count told
    like that one (完成5个、未完成33个); or the list makes the total but for a misprint.

    `runs` are the parts so far with the figure and those that follow it, the shortest first.
    """
    *parts, index = runs[0]
    known, pair = words().alternative, (drafts[parts[-1]], drafts[index])
    if share_a_whole(clauses, drafts, parts, index) or all(d.kind == COUNT and known.search(d.label) for d in pair):
        return True
    return any(nearly_fits(drafts, total, run) for run in runs)
