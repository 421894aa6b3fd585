"""Pages built by hand: what a reader would hand over, without a PDF.

write("第一行", left=100, top=100)           # words with boxes
body(["　　首行缩进", "接着写"])               # lines on the margins; ideographic spaces indent
ruled([["甲", "乙"], [UP, "丙"]], top=300)    # rules and words of a table; UP and LEFT continue a cell
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from tests.builders import LEFT, UP
from ziping.schemas.document import (
    Document,
    Paragraph,
    Source,
    Table,
)
from ziping.schemas.geometry import Box
from ziping.schemas.page import Page, RulingLine, Word

SIZE = 16.0  # points; the size of the body
PITCH = 28.0  # from line to line
MARGIN, RIGHT = 80.0, 80.0 + 28 * SIZE  # a full line has 28 ideographs
TOP = 100.0
WIDTH, HEIGHT = 608.0, 842.0
ROW = 40.0  # height of a table's row
CELL = 10.0  # size of the characters in a table

SOURCE = Source("report.pdf", "0" * 64, 1)


def write(text: str, *, left: float = MARGIN, top: float = TOP, size: float = SIZE) -> list[Word]:
    """Words on one line: ASCII characters are half as wide as others, blanks part words."""
    words: list[Word] = []
    edges = [left]
    for char in text:
        edges.append(edges[-1] + (size / 2 if char < "\u2e80" else size))
    for blank, group in itertools.groupby(enumerate(text), key=lambda pair: pair[1] in " \u3000"):
        if not blank:
            indices = [i for i, _ in group]
            start, stop = indices[0], indices[-1] + 1
            own = tuple(edges[start : stop + 1])
            words.append(Word(text[start:stop], Box(own[0], top, own[-1], top + size), None, own))
    return words


def centred(text: str, *, top: float = TOP, size: float = SIZE) -> list[Word]:
    width = sum(size / 2 if c < "\u2e80" else size for c in text)
    return write(text, left=(MARGIN + RIGHT - width) / 2, top=top, size=size)


def flush_right(text: str, *, top: float = TOP, size: float = SIZE) -> list[Word]:
    width = sum(size / 2 if c < "\u2e80" else size for c in text)
    return write(text, left=RIGHT - width, top=top, size=size)


def body(lines: Iterable[str], *, top: float = TOP, size: float = SIZE) -> list[Word]:
    """Lines below each other at the left margin."""
    return [w for i, line in enumerate(lines) for w in write(line, top=top + i * PITCH, size=size)]


def full(start: str = "") -> str:
    """A line that runs to the right margin."""
    return start + "文" * (28 - len(start))


def page(*words: Iterable[Word], number: int = 1, rules: Iterable[RulingLine] = (), height: float = HEIGHT) -> Page:
    return Page(number, WIDTH, height, tuple(itertools.chain(*words)), tuple(rules))


def ruled(
    rows: Sequence[Sequence[str]],
    *,
    top: float = 300.0,
    widths: Sequence[float] | None = None,
    open_top: Iterable[int] = (),
    open_bottom: Iterable[int] = (),
    row: float = ROW,
) -> tuple[list[Word], list[RulingLine]]:
    """Words and rules of a table between the margins. A newline in a cell begins a new line.

    `open_top` and `open_bottom` name the columns without a rule along the table's upper or lower edge.
    """
    count = len(rows[0])
    shares = widths or [1] * count
    unit = (RIGHT - MARGIN) / sum(shares)
    xs = [MARGIN, *(MARGIN + unit * share for share in itertools.accumulate(shares))]
    ys = [top + i * row for i in range(len(rows) + 1)]
    words: list[Word] = []
    across: set[tuple[int, int]] = {(len(rows), c) for c in set(range(count)) - set(open_bottom)}
    down: set[tuple[int, int]] = {(count, r) for r in range(len(rows))}
    for r, line in enumerate(rows):
        for c, text in enumerate(line):
            if text != UP and not (r == 0 and c in set(open_top)):
                across.add((r, c))
            if text != LEFT:
                down.add((c, r))
            if text not in (LEFT, UP):
                for i, part in enumerate(text.split("\n")):
                    words += write(part, left=xs[c] + 2, top=ys[r] + 3 + i * 1.2 * CELL, size=CELL)
    rules = [RulingLine(xs[start], ys[r], xs[stop], ys[r]) for r, start, stop in _runs(across)]
    rules += [RulingLine(xs[c], ys[start], xs[c], ys[stop]) for c, start, stop in _runs(down)]
    return words, rules


def _runs(squares: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int, int]]:
    """Line, start and stop of squares that follow each other on one line: rules are joined where they touch."""
    for _, group in itertools.groupby(enumerate(sorted(squares)), key=lambda p: (p[1][0], p[1][1] - p[0])):
        run = [square for _, square in group]
        yield run[0][0], run[0][1], run[-1][1] + 1


def strings(document: Document) -> list[str]:
    """The paragraphs of a document."""
    return [b.text.string for b in document.blocks if isinstance(b, Paragraph)]


def tables(document: Document) -> list[Table]:
    return [b for b in document.blocks if isinstance(b, Table)]


def grid(table: Table) -> list[list[str]]:
    """A table's rows as strings; a cell's text stands in its first square, empty strings in the others."""
    squares = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        squares[cell.row][cell.column] = cell.text.string
    return squares
