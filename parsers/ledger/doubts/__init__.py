"""Warnings about values that look incomplete, or as if they were taken for something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from ziping.parsers.ledger.doubts.changes import differences, rates_of_changes, unbased_changes
from ziping.parsers.ledger.doubts.context import EvaluationProse, ReadContext
from ziping.parsers.ledger.doubts.head_cells import unread_entries
from ziping.parsers.ledger.doubts.heads import (
    unread_bodies,
    unread_dates,
    unread_grades,
    unread_lines,
    unread_pairs,
    unread_title_words,
    unread_years,
    untitled_sheets,
)
from ziping.parsers.ledger.doubts.levels import (
    half_filled,
    levels_left_out,
    levels_without_rows,
    plans_without_role,
    subtotals_without_rows,
    targets_without_role,
    unread_levels,
    unread_reasons,
)
from ziping.parsers.ledger.doubts.lines import lines_without_amounts, unknown_lines
from ziping.parsers.ledger.doubts.lists import open_lists, unbased_shares
from ziping.parsers.ledger.doubts.money import money_without_role, of_another_year
from ziping.parsers.ledger.doubts.names import doubtful_labels, doubtful_names
from ziping.parsers.ledger.doubts.readings import (
    contradictions,
    far_values,
    joined_levels,
    targets_in_names,
    unread_values,
)
from ziping.parsers.ledger.doubts.sums import far_sums, left_out, unjoined_sums
from ziping.parsers.ledger.doubts.units import unknown_units
from ziping.parsers.ledger.doubts.unknown_columns import unknown_columns
from ziping.parsers.ledger.doubts.unplaced_points import half_scored, names_alone, rows_that_sum_up, scores_without_role
from ziping.parsers.ledger.entries import Entry, read_blocks
from ziping.parsers.ledger.placed import Places, evaluations_of
from ziping.schemas.document import Document
from ziping.schemas.report import Evaluation, Note, Report

Doubt = Callable[[Evaluation], Iterator[Note]]
DOUBTS: tuple[Doubt, ...] = (
    contradictions,
    unread_values,
    targets_in_names,
    joined_levels,
    unknown_columns,
    unbased_shares,
    unknown_lines,
    lines_without_amounts,
    names_alone,
)
# What running text says, and no row or relation holds
TextDoubt = Callable[[ReadContext, EvaluationProse], Iterator[Note]]
TEXT_DOUBTS: tuple[TextDoubt, ...] = (
    doubtful_labels,
    money_without_role,
    of_another_year,
    scores_without_role,
    half_scored,
    unread_levels,
    levels_left_out,
    subtotals_without_rows,
    half_filled,
    plans_without_role,
    unread_reasons,
    unread_grades,
    unbased_changes,
    rates_of_changes,
    differences,
    rows_that_sum_up,
    unjoined_sums,
    far_sums,
    left_out,
)


def doubts(document: Document, report: Report, entries: Sequence[Entry], places: Places) -> Iterator[Note]:
    """A warning for each of them."""
    context = ReadContext.of(document, report, entries, places)
    for evaluation in report.evaluations:
        yield from doubtful_names(context, evaluation)
        yield from chain(*(doubt(evaluation) for doubt in DOUBTS))
    for prose in context.prose:
        yield from chain(*(doubt(context, prose) for doubt in TEXT_DOUBTS))
    yield from unread_entries(context)
    yield from unread_bodies(context)
    yield from unread_lines(context)
    yield from unread_pairs(context)
    yield from unread_title_words(context)
    yield from unread_years(context)
    yield from unread_dates(context)
    yield from untitled_sheets(context)
    yield from targets_without_role(context)
    yield from levels_without_rows(context)
    for _, block in read_blocks(document, report):
        yield from unknown_units(block)
    yield from far_values(document, evaluations_of(report), entries)
    yield from open_lists(document, evaluations_of(report), entries)
