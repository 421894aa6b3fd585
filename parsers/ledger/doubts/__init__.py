"""Doubt that is said: what was read, and yet looks as if something of it were missing or taken for something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from ziping.parsers.ledger.doubts.columns import unknown_columns
from ziping.parsers.ledger.doubts.lists import open_lists, unbased_shares
from ziping.parsers.ledger.doubts.money import budgets_without_line, rates_without_money
from ziping.parsers.ledger.doubts.names import doubtful_labels, doubtful_names
from ziping.parsers.ledger.doubts.readings import (
    contradictions,
    far_values,
    scores_without_role,
    unread_values,
)
from ziping.parsers.ledger.doubts.units import unknown_units
from ziping.parsers.ledger.entries import Entry, read_blocks
from ziping.parsers.ledger.placed import told
from ziping.schemas.document import Document
from ziping.schemas.report import Evaluation, Note, Report

Doubt = Callable[[Evaluation], Iterator[Note]]
DOUBTS: tuple[Doubt, ...] = (
    doubtful_labels,
    contradictions,
    scores_without_role,
    unread_values,
    unknown_columns,
    rates_without_money,
    budgets_without_line,
    unbased_shares,
)


def doubts(document: Document, report: Report, entries: Sequence[Entry]) -> Iterator[Note]:
    """A note for everything that was read with doubt."""
    for evaluation in report.evaluations:
        yield from doubtful_names(document, evaluation)
        yield from chain(*(doubt(evaluation) for doubt in DOUBTS))
    for _, block in read_blocks(document, report):
        yield from unknown_units(block)
    yield from far_values(document, told(report), entries)
    yield from open_lists(document, told(report), entries)
