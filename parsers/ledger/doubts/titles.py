"""Titles of sheets that were not taken for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ziping.parsers.ledger.doubts.context import ReadContext
from ziping.parsers.ledger.placed import evaluations_of
from ziping.parsers.lexicon.entries import shaped
from ziping.schemas.document import Paragraph, Table
from ziping.schemas.report import Note

_TITLE = re.compile(r"[^。；，,;：:]{2,40}表\s?(?:[（(][^）)]*[）)])?")
_NO_TITLE = shaped("{doubts.no_sheet_title}")
_ABOVE = 3  # lines above a table among which its title is sought


def untitled_sheets(context: ReadContext) -> Iterator[Note]:
    """A line above a table of indicators that reads like its title, where the table has none."""
    sheets = [row.sheet for evaluation in evaluations_of(context.report) for row in evaluation.indicators]
    own = {id(table) for table in context.own_tables}
    for index, block in enumerate(context.document.blocks):
        if not isinstance(block, Table) or id(block) not in own or not _lacks_title(context, block, sheets):
            continue
        for line in reversed(context.document.blocks[max(0, index - _ABOVE) : index]):
            if not isinstance(line, Paragraph):
                break
            string = line.text.string.strip()
            if _TITLE.fullmatch(string) and not _NO_TITLE.search(string):
                message = f"“{string}” may be the title of the table below, which is not known"
                yield Note("unread-name", message, line.text.printed())
                break


def _lacks_title(context: ReadContext, table: Table, sheets: Sequence[object]) -> bool:
    """Whether the indicators that stand in a table have no sheet."""
    prints = (printed for cell in table.cells for printed in cell.text.printed())
    numbers = (v.number for printed in prints for v in context.places.over(printed) if v.table == "indicators")
    first = next(numbers, None)
    return first is not None and sheets[first] is None
