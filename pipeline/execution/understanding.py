"""What a document's pages hold, understood as far as its time allows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from ziping.parsers import parse
from ziping.pipeline.checks import check
from ziping.pipeline.execution.outcome import NOTHING
from ziping.pipeline.execution.result import Failure
from ziping.pipeline.execution.time_budget import CHECKING, PARSING, QUARTER, OutOfTime, TimeBudget
from ziping.schemas.document import Block, Document, Paragraph

if TYPE_CHECKING:
    from ziping.pipeline.execution.failures import FailureCollector
    from ziping.pipeline.tabulate import Tables
    from ziping.schemas.report import Report


def understood(document: Document, collector: FailureCollector, time_budget: TimeBudget) -> Report:
    """What a document says; where that takes too long, what its first pages say."""
    part, failure = document, None
    for share in PARSING:
        with collector.collect_failures("parse"):
            try:
                with time_budget.until(share):
                    report = parse(part)
            except OutOfTime:
                count = (part.blocks and _last_page(part.blocks[-1])) or 1
                part = _beginning(document, max(1, count // QUARTER))
                page = max(1, count // QUARTER) + 1
                message = (
                    f"Time was up before all pages were understood: those before page {page} were. "
                    "Allow more with --timeout SECONDS."
                )
                failure = Failure("parse", "timeout", message, page)
                continue
            if failure:
                collector.lost(failure)
            return report
        return NOTHING
    if failure:
        message = "Time was up before any page was understood. Allow more with --timeout SECONDS."
        collector.lost(replace(failure, message=message, page=1))
    return NOTHING


def checked(tables: Tables, collector: FailureCollector, time_budget: TimeBudget) -> pa.Table | None:
    """The checks of a document; none where there was no time for them. Of what was read in part nobody is accused."""
    found = None
    with collector.collect_failures("check"), time_budget.until(CHECKING):
        found = check(tables)
    if found is None or not collector.cut:
        return found
    column = found.schema.get_field_index("verdict")
    undecided = pc.if_else(pc.equal(found["status"], "fail"), "undecided", found["verdict"])
    return found.set_column(column, found.schema.field(column), undecided)


def _beginning(document: Document, pages: int) -> Document:
    return replace(document, blocks=tuple(b for b in document.blocks if _last_page(b) <= pages))


def _last_page(block: Block) -> int:
    return block.text.pieces[-1].page if isinstance(block, Paragraph) else block.places[-1].page
