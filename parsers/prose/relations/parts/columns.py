"""The figures of one state in a list whose items tell several: ①甲应到位15万元，实际到位12万元；②乙应到位8万元，实际到位8万元."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.labels.times import state_of
from ziping.parsers.prose.relations.parts.partition import FEWEST_PARTS


def told_as(mention: Mention) -> str | None:
    """What a figure is told as by its own words; None where they do not say."""
    return state_of(mention.words_before, "") or state_of(mention.label, "")


def columns(mentions: Sequence[Mention], items: Sequence[Sequence[int]]) -> list[tuple[str | None, list[int]]]:
    """The figures that stand at one place in every item, and those of one state that every item tells once, with what they
    are told as; none where items tell one state alone."""
    rows = [[told_as(mentions[k]) for k in item] for item in items]
    if len(items) == 1 and (size := _period(rows[0])):  # 甲安排96万元、支出94万元，乙安排62万元、支出55万元
        rows = [rows[0][k : k + size] for k in range(0, len(rows[0]), size)]
        items = [items[0][k : k + size] for k in range(0, len(items[0]), size)]
    if len(rows) < FEWEST_PARTS:
        return []
    if len({len(row) for row in rows}) == 1:  # a word in a name may say another state for one item
        places = list(zip(*rows, strict=True))
        again = [Counter(place).most_common(1)[0][0] for place in places]
        spots = [list(place) for place in zip(*items, strict=True)]
    elif all(len(set(row)) == len(row) for row in rows):
        again = [s for s in rows[0] if all(s in row for row in rows)]
        spots = [[item[row.index(s)] for row, item in zip(rows, items, strict=True)] for s in again]
    else:
        return []
    return list(zip(again, spots, strict=True)) if len(set(again)) == len(again) >= FEWEST_PARTS else []


def _period(row: Sequence[str | None]) -> int:
    """After how many states they begin again, the same throughout; 0 where they do not."""
    size = len(set(row))
    return size if len(row) > size > 1 and len(row) % size == 0 and row == [*row[:size]] * (len(row) // size) else 0
