"""Running text in a table, as the paragraphs it consists of: in a cell, or in lines that are no table after all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from ziping.parsers.text.enumerators import ITEM
from ziping.schemas.document import Paragraph, Table
from ziping.schemas.text import Piece, Text

# A line that begins so begins a paragraph: 一、 （一） 1. （1） ①; not a figure that goes on (1.5万元).
_NUMBERED = re.compile(ITEM)
_SHORT = 2.0  # a line that ends this many characters before the longest one ends its paragraph


def text_to_paragraphs(text: Text) -> tuple[Paragraph, ...]:
    """The paragraphs of a cell: a line begins one when it is numbered or follows a short line.

    Nothing is lost: the paragraphs together are the text.
    """
    lines = tuple(_lines(text))
    if not lines:
        return ()
    right = max(line[-1].box.x1 for line in lines)
    size = max(p.box.height for line in lines for p in line)
    paragraphs: list[list[Piece]] = []
    ended = True
    for line in lines:
        if ended or _NUMBERED.match(line[0].text):
            paragraphs.append([])
        paragraphs[-1].extend(line)
        ended = line[-1].box.x1 < right - _SHORT * size
    return tuple(Paragraph(Text.of(pieces), size=size) for pieces in paragraphs)


def _lines(text: Text) -> Iterator[list[Piece]]:
    """The printed lines: pieces beside each other."""
    line: list[Piece] = []
    for piece in text.pieces:
        if line and (
            piece.page != line[-1].page or piece.box.top >= line[-1].box.bottom or piece.box.x0 < line[-1].box.x0
        ):
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def rows_to_paragraphs(table: Table) -> Iterator[Paragraph]:
    """Lines that only stand in columns, as the lines that they are: a row a paragraph, a wide blank between its cells."""
    for row in range(table.rows):
        texts = [c.text for c in table.cells if c.row == row and c.text]
        gaps = tuple(accumulate(map(len, texts)))[:-1]
        if texts:
            yield Paragraph(Text.of(p for t in texts for p in t.pieces), gaps=gaps)
