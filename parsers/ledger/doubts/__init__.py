"""Doubt that is said: what was read, and yet looks as if something of it were missing or taken for something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from ziping.parsers.ledger.doubts.lists import open_lists, unbased_shares
from ziping.parsers.ledger.doubts.money import rates_without_money
from ziping.parsers.ledger.doubts.names import doubtful_labels, doubtful_names
from ziping.parsers.ledger.doubts.readings import contradictions, far_values, unknown_levels, unread_values
from ziping.parsers.ledger.entries import Entry
from ziping.schemas.document import Document
from ziping.schemas.report import Evaluation, Note

Doubt = Callable[[Evaluation], Iterator[Note]]
DOUBTS: tuple[Doubt, ...] = (
    doubtful_labels,
    contradictions,
    unread_values,
    unknown_levels,
    rates_without_money,
    unbased_shares,
)


def doubts(document: Document, evaluations: Sequence[Evaluation], entries: Sequence[Entry]) -> Iterator[Note]:
    """A note for everything that was read with doubt."""
    for evaluation in evaluations:
        yield from doubtful_names(document, evaluation)
        yield from chain(*(doubt(evaluation) for doubt in DOUBTS))
    yield from far_values(document, evaluations, entries)
    yield from open_lists(document, evaluations, entries)
