"""The unit of money that stands above a table: its own caption's, never that of a table before it."""

from __future__ import annotations

from collections.abc import Sequence

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.text.normalise import fold
from ziping.schemas.document import Block, Table
from ziping.schemas.report import Stated

# 单位：万元, 金额单位均为元; the words after it are kept as they are, for whoever knows units to judge
_TOLD = shaped("{money.table_unit}")
# 一、预算执行情况（万元）, the heading right above a table
_HEADED = shaped(r"[(（](?P<unit>{money.yuan})[)）]$")
_LONGEST_HEADING = 24  # characters


def unit_above(blocks: Sequence[Block], start: int, index: int) -> tuple[Stated[str] | None, bool]:
    """The unit that the paragraphs between a table and the one before it state, and whether there is one before it.

    Args:
        start: Index of the first block of the part.
        index: Index of the table.
    """
    for number in range(index - 1, start - 1, -1):
        block = blocks[number]
        if isinstance(block, Table):
            return None, True
        found = list(_TOLD.finditer(fold(block.text.string)))
        if found:
            return Stated(found[-1]["unit"], block.text.printed(*found[-1].span("unit"))), False
        heading = _HEADED.search(fold(block.text.string).rstrip()) if number == index - 1 else None
        if heading is not None and len(block.text) <= _LONGEST_HEADING:
            return Stated(heading["unit"], block.text.printed(*heading.span("unit"))), False
    return None, False
