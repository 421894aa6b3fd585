"""The ties between figures as the dataset states them: `Relation` out of drafts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.kinds import GROWTH, SHARE, Draft, adds_up
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.layers.passage import Passage
from ziping.parsers.text.units import RATIO
from ziping.schemas.report import Endpoint, Relation

PART_OF, SHARE_OF, GROWTH_OF, CHANGE_OF = "part-of", "share-of", "growth-of", "change-of"
RATE_OF, RATE_BASE = "rate-of", "rate-base"
_LONGEST = 24  # characters of the words that say it
_RATIOS = frozenset({RATIO, "percentage_point"})


def ties(passage: Passage, clauses: Clauses, drafts: Sequence[Draft], kept: Sequence[int]) -> tuple[Relation, ...]:
    """The ties between the drafts `kept` (by index), in order; a tie to a figure that is not kept is none."""
    place = {index: number for number, index in enumerate(kept)}
    found = []
    for index in kept:
        for kind, target in _of(drafts[index]):
            if target not in place or target == index:
                continue
            found.append(
                Relation(
                    kind,
                    Endpoint("facts", place[index]),
                    Endpoint("facts", place[target]),
                    _words(clauses, drafts[index], kind),
                    passage.printed(drafts[index].named.figure.start, drafts[index].named.figure.stop),
                    partition=place[target] + 1 if kind == PART_OF else None,
                )
            )
    return tuple(found)


def _of(draft: Draft) -> Iterator[tuple[str, int]]:
    """The ties of a figure: kind, and the index of the figure at the other end."""
    if draft.kind == GROWTH:
        if draft.parent is not None:
            yield GROWTH_OF if draft.named.figure.unit in _RATIOS else CHANGE_OF, draft.parent
    elif draft.kind == SHARE:
        if draft.of is not None:
            yield SHARE_OF, draft.of
        if draft.parent is not None:
            yield RATE_BASE, draft.parent
    elif draft.parent is not None and adds_up(draft):
        yield PART_OF, draft.parent


def _words(clauses: Clauses, draft: Draft, kind: str) -> str:
    """What says it: the words between the pause before and the figure; of a part the word that opens its list."""
    named = draft.named
    told = clauses.string[named.lead : named.figure.outer_start].strip(" ，、；：,;:\n（(")
    if kind == PART_OF:
        match = words().opener.search(told)
        return match[0] if match is not None else "list"
    return told[-_LONGEST:]
