"""Whether a list of parts is told as the whole of its total: by words, by a bracket that holds nothing else, by classes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses
from ziping.parsers.prose.relations.parts.series import are_classes

_BELOW, _ABOVE = shaped("{phrases.below_bound}"), shaped("{phrases.over_bound}")
_FEWEST_CLASSES = 3  # classes that are told apart


def is_whole(
    clauses: Clauses, mentions: Sequence[Mention], total: int, parts: Sequence[int], opener: str
) -> bool | None:
    """True where something says that nothing is left out of a list; None where nothing does.

    Args:
        clauses: The passage.
        mentions: Its figures.
        total: Index of the total.
        parts: Indexes of the parts, in order.
        opener: The word that opened the list; empty where only marks did.
    """
    first = mentions[parts[0]].figure.outer_start
    start = mentions[total].figure.stop
    if start < first and words().whole.search(clauses.string, start, first):
        return True
    if not opener and _fills_bracket(clauses, mentions, parts):
        return True
    if not opener and _ends_sentence(clauses, mentions, total, parts):
        return True
    return True if _are_bands(mentions, parts) or _divides_by_class(clauses, mentions, total, parts) else None


def _fills_bracket(clauses: Clauses, mentions: Sequence[Mention], parts: Sequence[int]) -> bool:
    """床位500张（公办300张、民办200张）: the bracket holds the list and nothing else."""
    bracket = mentions[parts[0]].bracket
    if bracket == OUTSIDE:
        return False
    closing, last = clauses.closing(bracket), mentions[parts[-1]].figure
    rest = clauses.string[last.outer_stop : closing].strip()
    alone = parts[-1] - parts[0] == len(parts) - 1
    return alone and not rest and words().unfinished.search(clauses.string, bracket, closing) is None


def _ends_sentence(clauses: Clauses, mentions: Sequence[Mention], total: int, parts: Sequence[int]) -> bool:
    """职工132人：管理岗18人，技术岗97人，工勤岗17人。: the colon stands right behind the total, and the list is all of the rest."""
    whole, last = mentions[total].figure, mentions[parts[-1]].figure
    alone = total + 1 == parts[0] and parts[-1] - parts[0] == len(parts) - 1 and len(parts) >= _FEWEST_CLASSES
    colon = clauses.string.startswith(("：", ":"), whole.outer_stop)
    return alone and colon and clauses.string[last.outer_stop : last.outer_stop + 1] in ("。", "；", "\n", "")


def _are_bands(mentions: Sequence[Mention], parts: Sequence[int]) -> bool:
    """10万元以下的12个，10万元至100万元的21个，100万元以上的13个: from the lowest to the highest."""
    ends = [mentions[k].label for k in (parts[0], parts[-1])]
    low, high = (_BELOW.search(x) is not None for x in ends), (_ABOVE.search(x) is not None for x in ends)
    return len(parts) >= _FEWEST_CLASSES and sum(low) == sum(high) == 1


def _divides_by_class(clauses: Clauses, mentions: Sequence[Mention], total: int, parts: Sequence[int]) -> bool:
    """其中：种植类14个，养殖类8个，加工类3个: classes that a list names one by one, where what they lack is less than any of
    them. 等 behind the last one leaves the list open."""
    if len(parts) < _FEWEST_CLASSES or not are_classes(mentions, parts):
        return False
    figures = [mentions[k].figure for k in parts]
    gap = mentions[total].value - sum((f.value for f in figures), Decimal(0))
    behind = clauses.string[figures[-1].outer_stop : figures[-1].outer_stop + 1]
    return behind != "等" and gap < min(f.value for f in figures)
