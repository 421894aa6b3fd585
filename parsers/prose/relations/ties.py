"""The ties between figures as the dataset states them: `Relation` out of mentions and lists of parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from ziping.parsers.prose.facts import Figures
from ziping.parsers.prose.labels.kinds import GROWTH, SHARE
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.labels.side import RATIOS
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.layers.passage import Passage
from ziping.parsers.prose.relations.changes import find_changes
from ziping.parsers.prose.relations.rates import Rate, Tie
from ziping.schemas.report import Endpoint, Relation
from ziping.schemas.text import Printed

PART_OF, SHARE_OF, GROWTH_OF, CHANGE_OF = "part-of", "share-of", "growth-of", "change-of"
RATE_BASE = "rate-base"
_LONGEST = 24  # characters of the words that say it


def ties(
    passage: Passage,
    clauses: Clauses,
    figures: Figures,
    kept: Sequence[int],
) -> tuple[Relation, ...]:
    """The ties between the figures `kept` (by index), in order; a tie to a figure that is not kept is none."""
    mentions = figures.mentions
    place = {index: number for number, index in enumerate(kept)}
    lists = {k: (number, p) for number, p in enumerate(figures.partitions, 1) for k in p.parts}
    others = _others(clauses, mentions, figures.rates)
    found = []
    for index in kept:
        own = lists.get(index)
        if own is not None and own[1].total in place:
            number, partition = own
            found.append(
                Relation(
                    PART_OF,
                    Endpoint("facts", place[index]),
                    Endpoint("facts", place[partition.total]),
                    partition.words,
                    _printed(passage, mentions[index]),
                    partition=number,
                    complete=partition.complete,
                    confidence=min(1.0, partition.score / 10),
                    rule=partition.rule,
                    runner_up=partition.runner_up,
                )
            )
        found.extend(
            Relation(
                tie.kind,
                Endpoint("facts", place[index]),
                Endpoint("facts", place[tie.target]),
                _words(clauses, mentions[index]),
                _printed(passage, mentions[index]),
                confidence=tie.score / 10,
                rule=tie.rule,
                runner_up=tie.runner_up,
            )
            for tie in others.get(index, ())
            if tie.target in place and tie.target != index
        )
    return tuple(found)


def _others(clauses: Clauses, mentions: Sequence[Mention], rates: Sequence[Rate]) -> dict[int, list[Tie]]:
    """The ties that are not of part and total, by the figure they start from."""
    found: dict[int, list[Tie]] = {}
    shares = (tie for index, mention in enumerate(mentions) for tie in _of(mention, index))
    for tie in chain(shares, *(rate.ties() for rate in rates), find_changes(clauses, mentions)):
        found.setdefault(tie.source, []).append(tie)
    return found


def _printed(passage: Passage, mention: Mention) -> tuple[Printed, ...]:
    return passage.printed(mention.figure.start, mention.figure.stop)


def _of(mention: Mention, index: int) -> Iterator[Tie]:
    """The ties of a share or a growth."""
    if mention.kind == GROWTH and mention.parent is not None:
        kind = GROWTH_OF if mention.unit in RATIOS else CHANGE_OF
        yield Tie(kind, index, mention.parent, "growth")
    if mention.kind == SHARE:
        if mention.of is not None:
            yield Tie(SHARE_OF, index, mention.of, "share")
        if mention.parent is not None:
            yield Tie(RATE_BASE, index, mention.parent, "share")


def _words(clauses: Clauses, mention: Mention) -> str:
    """What says it: the words between the pause before and the figure."""
    return mention.words_before.strip(" ，、；：,;:\n（(")[-_LONGEST:]
