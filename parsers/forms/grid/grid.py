"""The logical grid of a table: which cell covers which square."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from ziping.parsers.lexicon import DASHES, NOTHING
from ziping.parsers.text.normalise import bare, plain
from ziping.schemas.document import Cell, Table
from ziping.schemas.geometry import Box, Place
from ziping.schemas.report import Stated
from ziping.schemas.text import Printed

_MARKS = "-/\\.…·~*_、，,;:()。"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table by rows and columns.

    Attributes:
        squares: For each row the cell that covers each column; None where there is no cell.
        over: For each row the cells that cover it, from left to right.
        begun: Those of them that begin in the row.
        printed_in: Those of these that have something printed in them.
    """

    table: Table
    squares: tuple[tuple[Cell | None, ...], ...]
    over: tuple[tuple[Cell, ...], ...]
    begun: tuple[tuple[Cell, ...], ...]
    printed_in: tuple[tuple[Cell, ...], ...]

    @staticmethod
    def of(table: Table) -> Grid:
        squares: list[list[Cell | None]] = [[None] * table.columns for _ in range(table.rows)]
        for cell in table.cells:
            for r in cell.rows:
                for c in cell.columns:
                    if r < table.rows and c < table.columns:
                        squares[r][c] = cell
        over = tuple(tuple(_once(row)) for row in squares)
        begun = tuple(tuple(c for c in cells if c.row == r) for r, cells in enumerate(over))
        printed_in = tuple(tuple(c for c in cells if c.text) for cells in begun)
        return Grid(table, tuple(map(tuple, squares)), over, begun, printed_in)

    @property
    def rows(self) -> int:
        return self.table.rows

    @property
    def columns(self) -> int:
        return self.table.columns

    def edges(self) -> tuple[float, ...]:
        """Where each column begins, and where the last one ends (points); infinite where no cell tells."""
        starts = [math.inf] * (self.columns + 1)
        for cell in self.table.cells:
            box = cell.places[0].box
            starts[cell.column] = min(starts[cell.column], box.x0)
            if cell.column + cell.column_span == self.columns:
                starts[-1] = box.x1
        return tuple(starts)

    def covering(self, row: int) -> tuple[Cell, ...]:
        """The cells that cover the row, from left to right, those that begin further up included."""
        return self.over[row]

    def own(self, row: int) -> tuple[Cell, ...]:
        """The cells that begin in the row, from left to right."""
        return self.begun[row]

    def filled(self, row: int) -> tuple[Cell, ...]:
        """The cells that begin in the row and have something printed in them."""
        return self.printed_in[row]

    def place(self, first: int, last: int | None = None) -> Place:
        """The box around a row (or rows up to `last`) on the page where it begins."""
        rows = range(first, (first if last is None else last) + 1)
        own = [c for r in rows for c in self.own(r)]
        inside = [c for c in own if c.row_span == 1] or own or list(self.covering(first))
        if not inside:
            return self.table.places[0]
        page = min(p.page for c in inside for p in c.places[:1]) if len(rows) > 1 else inside[0].places[0].page
        boxes = [p.box for c in inside for p in c.places if p.page == page]
        return Place(page, Box.around(boxes))

    def printed(self, row: int) -> tuple[Printed, ...]:
        """What is printed in the cells that begin in the row, in one piece a page."""
        pieces = [p for c in self.filled(row) for p in c.text.printed()]
        return joined(pieces)


def joined(pieces: Iterable[Printed]) -> tuple[Printed, ...]:
    """Prints that belong together as one print a page."""
    every = list(pieces)
    pages = sorted({p.page for p in every})
    return tuple(
        Printed(
            "".join(p.text for p in every if p.page == page),
            page,
            Box.around(p.box for p in every if p.page == page),
            min((p.confidence for p in every if p.page == page and p.confidence is not None), default=None),
        )
        for page in pages
    )


def _once(squares: Iterable[Cell | None]) -> Iterable[Cell]:
    last: Cell | None = None
    for cell in squares:
        if cell is not None and cell is not last:
            yield cell
        last = cell


def stated(cell: Cell) -> Stated[str] | None:
    """The text of a cell, None where nothing is printed in it."""
    return stated_part(cell, 0, len(cell.text))


def stated_part(cell: Cell, start: int, stop: int) -> Stated[str] | None:
    """A part of the text of a cell, blanks at its ends left out."""
    string = cell.text.string
    while start < stop and string[start].isspace():
        start += 1
    while start < stop and string[stop - 1].isspace():
        stop -= 1
    printed = cell.text.printed(start, stop)
    return Stated(string[start:stop], printed) if printed else None


def is_blank(text: str) -> bool:
    """Whether a cell is blank or holds only a dash or dots: nothing is stated there."""
    folded = plain(text)
    return not folded or folded in DASHES or not folded.strip(_MARKS)


def says_nothing(text: str) -> bool:
    """Whether a cell is blank, or says in a word that there is nothing to say (无)."""
    return is_blank(text) or bare(text) in NOTHING
