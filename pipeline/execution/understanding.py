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
from ziping.schemas.document import Block, Document, Paragraph, Table
from ziping.schemas.text import Text

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
    """The document as far as a page; what goes on behind it, as the one form of hundreds of pages does, is cut off there."""
    return replace(document, blocks=tuple(c for b in document.blocks if (c := _first_part(b, pages)) is not None))


def _first_part(block: Block, pages: int) -> Block | None:
    if _last_page(block) <= pages:
        return block
    return _of_paragraph(block, pages) if isinstance(block, Paragraph) else _of_table(block, pages)


def _of_paragraph(paragraph: Paragraph, pages: int) -> Paragraph | None:
    stop = _length(paragraph.text, pages)
    if not stop:
        return None
    starts, gaps = (tuple(n for n in offsets if n < stop) for offsets in (paragraph.line_starts, paragraph.gaps))
    return replace(paragraph, text=paragraph.text.slice(0, stop), line_starts=starts, gaps=gaps)


def _of_table(table: Table, pages: int) -> Table | None:
    count = sum(place.page <= pages for place in table.places)
    rows = table.page_rows[count] if len(table.page_rows) > count else 0
    if not count or not rows:
        return None
    cells = tuple(
        replace(
            cell,
            row_span=min(cell.row_span, rows - cell.row),
            text=cell.text.slice(0, _length(cell.text, pages)),
            places=tuple(p for p in cell.places if p.page <= pages) or cell.places[:1],
        )
        for cell in table.cells
        if cell.row < rows
    )
    return replace(table, cells=cells, rows=rows, places=table.places[:count], page_rows=table.page_rows[:count])


def _length(text: Text, pages: int) -> int:
    """How many characters stand as far as a page."""
    behind = (start for piece, start in zip(text.pieces, text.starts, strict=True) if piece.page > pages)
    return next(behind, len(text))


def _last_page(block: Block) -> int:
    return block.text.pieces[-1].page if isinstance(block, Paragraph) else block.places[-1].page
