"""Text that is called a workbook: programs that export tables often write lines of cells, parted by tabs or commas, and call them .xls."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from ziping.pipeline.documents.sheets.model import MOST_COLUMNS, MOST_ROWS, SheetCell, SheetModel
from ziping.pipeline.documents.web.charset import decode

_HEAD = 4096  # bytes that tell whether a file is text
_MARKS = (b"\xff\xfe", b"\xfe\xff")  # of UTF-16, whose text holds zeros
_MOST_BYTES = 20_000_000


def read_delimited(path: Path) -> list[SheetModel] | None:
    """The sheet that a file of text stands for; None where it is none, or has no rows of several cells."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        is_text = bool(head) and (head.startswith(_MARKS) or not any(byte < ord("\t") for byte in head))
        data = head + file.read(_MOST_BYTES) if is_text else b""
    text = decode(data)
    tabs = "\t" in text
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if tabs else ","))
    except csv.Error:  # a cell that never ends
        return None
    if not any(len(row) > 1 for row in rows):
        return None
    sheet = SheetModel(path.stem, too_long=len(rows) > MOST_ROWS)
    for number, row in enumerate(() if sheet.too_long else rows):
        cells = ((column, cell.strip()) for column, cell in enumerate(row[:MOST_COLUMNS]))
        sheet.cells.update({(number, column): SheetCell(cell) for column, cell in cells if cell})
    return [sheet]
