"""One way in which a total is split: the record that all searches for parts hand on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ziping.parsers.prose.labels.mention import Mention

FEWEST_PARTS = 2  # one figure is no list


@dataclass(frozen=True, slots=True)
class Partition:
    """A total and the figures that are told as its parts in one list, by index.

    Attributes:
        words: What says so: 其中, 按科目分, a list.
        rule: Name of the search that found it.
        complete: Whether the words say that the list is whole; None where nothing says it.
        score: How much speaks for it; one that words tell has 10.
        runner_up: The reading that came next, in words.
    """

    total: int
    parts: tuple[int, ...]
    words: str
    rule: str
    complete: bool | None = None
    score: float = 10.0
    runner_up: str = ""


def adopted(mentions: Sequence[Mention], partitions: Iterable[Partition]) -> tuple[Mention, ...]:
    """The mentions with the totals that the partitions give them."""
    result = list(mentions)
    for partition in partitions:
        for k in partition.parts:
            result[k] = replace(result[k], parent=partition.total)
    return tuple(result)


def without_doubles(partitions: Iterable[Partition]) -> tuple[Partition, ...]:
    """The partitions without those that claim a figure which an earlier one has."""
    taken: set[int] = set()
    kept = []
    for partition in partitions:
        if taken.isdisjoint(partition.parts):
            kept.append(partition)
            taken.update(partition.parts)
    return tuple(kept)


def above(mentions: Sequence[Mention], index: int) -> set[int]:
    """The totals that a figure is a part of, and those that they are parts of."""
    found: set[int] = set()
    parent = mentions[index].parent
    while parent is not None and parent not in found:
        found.add(parent)
        parent = mentions[parent].parent
    return found
