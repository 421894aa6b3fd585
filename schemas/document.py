"""A document laid out: paragraphs and tables in reading order. What parsers read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ziping.schemas.geometry import Place
from ziping.schemas.page import Method
from ziping.schemas.text import Text


class Align(StrEnum):
    """How a paragraph stands between the margins."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, also over a page break.

    Attributes:
        text: Line breaks and layout blanks removed.
        align: Of its first line.
        size: Height of its characters in points.
        line_starts: Offsets in `text.string` at which a printed line begins; the first is 0.
        gaps: Offsets before which a wide blank (over one and a half characters) stands on the line:
            `填报单位：甲局      项目名称：乙` is one line with two entries.
    """

    text: Text
    align: Align = Align.LEFT
    size: float = 0.0
    line_starts: tuple[int, ...] = (0,)
    gaps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a ruled table. `row` and `column` count from 0 in the whole (stitched) table.

    `places` are the cell's own frames: one, or one a page where a page break cuts it.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: Text
    places: tuple[Place, ...]

    @property
    def rows(self) -> range:
        return range(self.row, self.row + self.row_span)

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.column_span)


@dataclass(frozen=True, slots=True)
class Table:
    """A table, stitched together where it runs over several pages.

    Attributes:
        cells: In order of row, then column. Each covers its whole span; none overlap.
        rows: Number of rows of the stitched table.
        columns: Number of columns.
        places: The table's frame on each page it stands on.
        page_rows: For each of `places` the first row that stands there.
        ruled: Whether rules part its columns; without them only its blanks tell of it.
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    places: tuple[Place, ...]
    page_rows: tuple[int, ...] = (0,)
    ruled: bool = True


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class PageInfo:
    """What remains of a page once it is laid out. `text` is all of it, line by line, for `pages.text`."""

    number: int
    width: float
    height: float
    method: Method
    text: str
    rotation: int = 0
    skew: float = 0.0
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The input file.

    Attributes:
        path: Relative to the ingest root, `/`-separated.
        doc_id: SHA-256 of its bytes, hexadecimal.
        size: In bytes.
    """

    path: str
    doc_id: str
    size: int
    media_type: str = "application/pdf"


@dataclass(frozen=True, slots=True)
class Document:
    """A document as parsers get it: no files, no clock, no PDF library behind it."""

    source: Source
    pages: tuple[PageInfo, ...]
    blocks: tuple[Block, ...] = field(default=())
