"""A sheet as its file has it, whichever format that is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ziping.pipeline.errors import ReadError

MOST_ROWS = 3000  # a sheet of more is a ledger, not a form: it is not read, and that is said
MOST_COLUMNS = 200
MOST_SHEETS = 1000  # of a workbook
USUAL_WIDTH, USUAL_HEIGHT = 8.43, 14.0  # of a column, in characters; of a row, in points
CHARACTER = 5.5  # points


def refuse_many_sheets(path: Path, count: int) -> None:
    """Refuses a workbook that nobody has made by hand.

    Raises:
        ReadError: `too-large`.
    """
    if count > MOST_SHEETS:
        raise ReadError("too-large", f"{path} has more than {MOST_SHEETS} sheets. Save those of reports by themselves")


@dataclass(frozen=True, slots=True)
class CellFormat:
    """How cells look that share a style.

    Attributes:
        size: Of print, in points.
        alignment: `center`, `right`, … or nothing.
    """

    bordered: bool = False
    alignment: str = ""
    size: float = 11.0


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What a cell shows; empty where it only has borders.

    Attributes:
        stored: The number that it stores, where it shows another.
    """

    text: str
    format: CellFormat = CellFormat()
    stored: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """Cells from a row and column on up to another, both of them included; counted from 0."""

    row: int
    column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it, by row and column from 0."""
        return self.row <= row <= self.last_row and self.column <= column <= self.last_column


@dataclass(frozen=True, slots=True)
class TextBox:
    """A box of text that lies above the cells; `row` is that of its upper edge."""

    row: int
    text: str


@dataclass(slots=True)
class SheetModel:
    """A sheet.

    Attributes:
        widths: Of the columns that say one, in characters.
        printed: The areas that are printed, where the file says so.
        too_long: Whether it has more rows than are read.
        uncounted: How many formulas have no stored value.
        boxes: Boxes of text above the cells.
        scans: Pictures, above the cells or in one, that are large enough to hold a form; each once.
        pictures: How many pictures cannot be had, or stand in a cell and are too small to be read.
        objects: How many charts and objects of other programs lie on it, whose content is not read.
    """

    name: str
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)
    printed: list[Area] = field(default_factory=list)
    hidden: bool = False
    too_long: bool = False
    uncounted: int = 0
    boxes: list[TextBox] = field(default_factory=list)
    scans: list[bytes] = field(default_factory=list)
    pictures: int = 0
    objects: int = 0

    def show(self, picture: bytes | None) -> None:
        """Takes a picture that may hold a form; None where the file lacks it."""
        if picture is None:
            self.pictures += 1
        elif picture not in self.scans:
            self.scans.append(picture)
