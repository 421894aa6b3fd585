"""What a document without pages holds, in its order: passages and grids. Readers of formats make it, the press sets it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ziping.schemas.document import Align

MOST_ROWS = 3000  # a table of more is a ledger, not a form: it is not read, and that is said
BODY, SMALL = 12.0, 9.0  # sizes of print: of running text, and in tables (points)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph: a tab in it is a wide blank, a line break begins a line."""

    text: str
    align: Align = Align.LEFT
    size: float = BODY


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell that covers its whole span; `text` has its paragraphs on lines of their own.

    Attributes:
        stored: The number that the file keeps, where the cell shows another.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    stored: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. Cells do not overlap; what none covers is empty.

    Attributes:
        widths: Of its columns, in points as the file has them; they are scaled to the page.
    """

    rows: int
    widths: tuple[float, ...]
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """A picture that is large enough to be a page, as its file has it: it becomes one, and is recognised."""

    data: bytes


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page: another sheet, another section."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something of the document that is not read, and why: a warning.

    Attributes:
        code: As in `warnings`.
        text: What it is called or shows, as far as that is known.
    """

    code: str
    message: str
    text: str = ""


Item = Passage | Grid | Scan | NewPage


@dataclass(frozen=True, slots=True)
class Flow:
    """A document as its format gives it.

    Attributes:
        width: Of its pages, in points; they become wider where a table needs it.
    """

    items: tuple[Item, ...]
    remarks: tuple[Remark, ...] = ()
    width: float = field(default=595.0)
    height: float = field(default=842.0)
