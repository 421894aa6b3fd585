"""Small documents built by hand, for tests of the parsers: no PDF needed.

paragraph("自评得分为99分")
table([["一级指标", "分值"], ["产出", "50"]])
table([["甲", LEFT], [UP, "丙"]])      # LEFT and UP continue the cell beside or above
"""

from __future__ import annotations

import itertools

from ziping.schemas.document import (
    Align,
    Block,
    Cell,
    Document,
    PageInfo,
    Paragraph,
    Source,
    Table,
)
from ziping.schemas.geometry import Box, Place
from ziping.schemas.page import Method
from ziping.schemas.text import Piece, Text

LEFT = "\N{LEFTWARDS ARROW}"
UP = "\N{UPWARDS ARROW}"

SIZE = 10.0  # width and height of a character, points
COLUMN, ROW = 100.0, 20.0  # size of a cell, points


def text(string: str, *, page: int = 1, x: float = 0.0, top: float = 0.0) -> Text:
    """A text whose lines (split at newlines) stand below each other; offsets ignore the newlines."""
    pieces = []
    for number, line in enumerate(string.split("\n")):
        if line:
            y = top + number * SIZE * 1.5
            edges = tuple(x + i * SIZE for i in range(len(line) + 1))
            pieces.append(Piece(line, page, Box(x, y, edges[-1], y + SIZE), edges))
    return Text.of(pieces)


def paragraph(
    string: str,
    *,
    page: int = 1,
    top: float = 0.0,
    align: Align = Align.LEFT,
    size: float = SIZE,
    gaps: tuple[int, ...] = (),
) -> Paragraph:
    content = text(string, page=page, top=top)
    starts = tuple(itertools.accumulate((len(line) for line in string.split("\n")[:-1]), initial=0))
    return Paragraph(content, align, size, starts, gaps)


def table(rows: list[list[str]], *, page: int = 1, top: float = 100.0) -> Table:
    """A ruled table; `LEFT` and `UP` stand where a cell is covered by the one beside or above."""
    height, width = len(rows), max(len(r) for r in rows)
    if any(len(r) != width for r in rows):
        raise ValueError("every row needs the same number of entries")
    cells = []
    for r, c in itertools.product(range(height), range(width)):
        if rows[r][c] in (LEFT, UP):
            continue
        right = next((k for k in range(c + 1, width) if rows[r][k] != LEFT), width)
        below = next((k for k in range(r + 1, height) if rows[k][c] != UP), height)
        box = Box(c * COLUMN, top + r * ROW, right * COLUMN, top + below * ROW)
        content = text(rows[r][c], page=page, x=box.x0 + 2, top=box.top + 2)
        cells.append(Cell(r, c, below - r, right - c, content, (Place(page, box),)))
    frame = Place(page, Box(0, top, width * COLUMN, top + height * ROW))
    return Table(tuple(cells), height, width, (frame,))


def document(*blocks: Block, path: str = "report.pdf") -> Document:
    numbers = {p.page for b in blocks for p in (b.places if isinstance(b, Table) else b.text.places())} or {1}
    pages = tuple(PageInfo(n, 595.0, 842.0, Method.TEXT, "") for n in range(1, max(numbers) + 1))
    return Document(Source(path, "0" * 64, 1), pages, blocks)
