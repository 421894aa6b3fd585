"""The ledger of a document: every printed figure of the parts that were read, and where it went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from ziping.parsers.ledger.placed import Places, Value
from ziping.parsers.ledger.reasons import reason_of
from ziping.parsers.ledger.restated import RESTATED, is_level, restates, restates_total
from ziping.parsers.ledger.scan import PrintedFigure, scan
from ziping.parsers.ledger.sight import Surroundings
from ziping.parsers.lexicon.entries import Use, entry
from ziping.parsers.lexicon.marks import is_row_of_numbers
from ziping.schemas.document import Block, Cell, Document, Table
from ziping.schemas.report import Report
from ziping.schemas.text import Printed, Text

SERIAL = entry("doubts.serial_number").of(Use.WORDS)[0]
COLUMN_NUMBER = "column-number"  # why the figures of a row that numbers the columns are no values
_LONGEST_NUMBER = 2  # digits of an item's number
_PASSAGE = 40  # characters from which on a cell is running text


@dataclass(frozen=True, slots=True)
class Entry:
    """A printed figure, and what became of it.

    Attributes:
        block: Index of its block in the document.
        start: Offset in the text of the paragraph or cell.
        text: The figure as printed, with the words around it where it is no value.
        printed: The figure and where it stands.
        value: The value that it is, or is a part of; None where it is none.
        reason: Why it is no value; None where it is one, or where nobody knows.
        alone: Whether nothing else stands in its paragraph or cell.
    """

    block: int
    start: int
    text: str
    printed: tuple[Printed, ...]
    value: Value | None
    reason: str | None
    alone: bool = False

    @property
    def unread(self) -> bool:
        """Whether it went nowhere, and nothing says why."""
        return self.value is None and self.reason is None


def read_blocks(document: Document, report: Report) -> Iterator[tuple[int, Block]]:
    """The blocks, with their index, of the parts that were read: those on the pages of an evaluation."""
    pages = set(chain(*(range(e.first_page, e.last_page + 1) for e in report.evaluations)))
    for index, block in enumerate(document.blocks):
        places = block.places if isinstance(block, Table) else block.text.pieces
        if any(place.page in pages for place in places):
            yield index, block


def entries(document: Document, report: Report, places: Places) -> Iterator[Entry]:
    """What became of every figure, in the order of the document."""
    for index, block in read_blocks(document, report):
        if isinstance(block, Table):
            yield from _table_entries(index, block, places)
        else:
            yield from _entries(index, block.text, places)


def _table_entries(index: int, table: Table, places: Places) -> Iterator[Entry]:
    """The figures of a table. The label and points of a level are printed anew in each row where no merged cell holds them."""
    levels: set[tuple[int, str, str]] = set()
    numbering = _rows_of_numbers(table)
    for cell, sides in with_headings(table.cells):
        in_table = len(cell.text) < _PASSAGE
        found = tuple(_entries(index, cell.text, places, sides.heading, in_table=in_table))
        key = (cell.column, cell.text.string, sides.beside if len(found) == 1 and found[0].alone else "")
        if any(e.value is not None and is_level(e.value) for e in found):
            levels.add(key)
        elif key in levels:
            found = tuple(replace(e, reason=RESTATED) if e.unread else e for e in found)
        if cell.row in numbering:
            found = tuple(replace(e, reason=COLUMN_NUMBER) if e.unread else e for e in found)
        yield from found


def _rows_of_numbers(table: Table) -> frozenset[int]:
    """The rows that only number the columns below their headings."""
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell.text.string)
    return frozenset(row for row, texts in rows.items() if row and is_row_of_numbers(texts))


def _entries(block: int, text: Text, places: Places, heading: str = "", *, in_table: bool = False) -> Iterator[Entry]:
    around: Surroundings | None = None
    for figure in scan(text.string):
        printed = text.printed(figure.start, figure.stop)
        value = places.holding(figure.token, printed) or _behind_number(figure, text, places)
        alone = figure.start == 0 and figure.stop == len(text)
        if value is not None:
            yield Entry(block, figure.start, text.string[figure.start : figure.stop], printed, value, None, alone)
            continue
        around = around or Surroundings.of(text.string, heading, in_table=in_table)
        sight = around.sight(figure)
        reason = reason_of(sight) or (
            RESTATED if restates(sight, text, places) or restates_total(sight, places) else None
        )
        yield Entry(block, figure.start, sight.around, printed, None, reason, alone)


def _behind_number(figure: PrintedFigure, text: Text, places: Places) -> Value | None:
    """The value that the digits behind a point are, where those before it number an item (2.112个书屋)."""
    number, point, token = figure.token.partition(".")
    if not point or len(number) > _LONGEST_NUMBER:
        return None
    return places.holding(token, text.printed(figure.stop - len(token), figure.stop))


@dataclass(frozen=True, slots=True)
class Sides:
    """What is printed beside a cell and above it."""

    beside: str = ""
    above: str = ""
    serial: bool = False

    @property
    def heading(self) -> str:
        """All of it; `SERIAL` where the column numbers its rows, also below other words."""
        return f"{self.beside} {self.above} {SERIAL if self.serial else ''}".strip()


def with_headings(cells: Iterable[Cell]) -> Iterator[tuple[Cell, Sides]]:
    """Every filled cell with the words that stand beside and above it. `cells` in order of row, then column."""
    above: dict[int, str] = {}
    serial: set[int] = set()
    left: tuple[int, int, str] = (-1, -1, "")
    for cell in cells:
        string = cell.text.string
        if not string:
            continue
        beside = left[2] if cell.row in range(left[0], left[1]) else ""
        yield cell, Sides(beside, above.get(cell.column, ""), cell.column in serial)
        if any("一" <= c <= "龥" for c in string) and len(string) < _PASSAGE:
            above.update(dict.fromkeys(cell.columns, string))
            serial |= set(cell.columns) if SERIAL in string else set()
            left = (cell.row, cell.row + cell.row_span, string)
