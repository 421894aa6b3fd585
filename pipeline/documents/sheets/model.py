"""A sheet as its file has it, whichever format that is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ziping.pipeline.errors import ReadError

MOST_ROWS = 3000  # a sheet of more is a ledger, not a form: it is not read, and that is said
MOST_COLUMNS = 200
MOST_SHEETS = 1000  # of a workbook


def refuse_many_sheets(path: Path, count: int) -> None:
    """Refuses a workbook that nobody has made by hand.

    Raises:
        ReadError: `too-large`.
    """
    if count > MOST_SHEETS:
        raise ReadError("too-large", f"{path} has more than {MOST_SHEETS} sheets. Save those of reports by themselves")


@dataclass(frozen=True, slots=True)
class Look:
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
    look: Look = Look()
    stored: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """Cells from a row and column on up to another, both of them included; counted from 0."""

    row: int
    column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        return self.row <= row <= self.last_row and self.column <= column <= self.last_column


@dataclass(slots=True)
class SheetModel:
    """A sheet.

    Attributes:
        widths: Of the columns that say one, in characters.
        printed: The areas that are printed, where the file says so.
        too_long: Whether it has more rows than are read.
        uncounted: How many formulas have no stored value.
        pictures: How many cells show a picture and no text.
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
    pictures: int = 0
