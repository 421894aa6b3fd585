"""Cells of our tables that are no number where one must stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ziping.parsers.ledger.entries import Entry, read_blocks
from ziping.parsers.ledger.scan import scan
from ziping.parsers.text.normalise import fold
from ziping.schemas.document import Cell, Document, Table
from ziping.schemas.report import Note, Report

_TOO_NARROW = re.compile(r"#{2,}")  # what a spreadsheet shows of a number that its column has no room for
_ODD = re.compile(r"[①-⑳⓪❶-❿]|[#?？�]{1,}|[\dOoIlＩｌ,.]*[OoIlＩｌ][\dOoIlＩｌ,.]*|[.,]\d+|\d+[.,]")
_FEWEST = 2  # figures in a column that make of an odd cell a figure that cannot be read


def unreadable_cells(document: Document, report: Report, entries: Sequence[Entry]) -> Iterator[Note]:
    """##### anywhere, and ①, l0, ? in a column of figures, in tables of which something was read."""
    ours = {e.block for e in entries if e.value is not None}
    for index, block in read_blocks(document, report):
        if isinstance(block, Table) and index in ours:
            figures = _figures_by_column(block)
            for cell in block.cells:
                if _is_unreadable(cell, figures):
                    message = f"“{cell.text.string}” stands where a number must stand, and cannot be read"
                    yield Note("unreadable-cell", message, cell.text.printed())


def _figures_by_column(table: Table) -> dict[int, int]:
    found: dict[int, int] = {}
    for cell in table.cells:
        string = cell.text.string
        if string and any(f.start == 0 or not string[: f.start].strip("≥≤><=-") for f in scan(string)):
            found[cell.column] = found.get(cell.column, 0) + 1
    return found


def _is_unreadable(cell: Cell, figures: dict[int, int]) -> bool:
    string = fold(cell.text.string).strip()
    if not string:
        return False
    if _TOO_NARROW.fullmatch(string):
        return True
    return figures.get(cell.column, 0) >= _FEWEST and _ODD.fullmatch(string) is not None
