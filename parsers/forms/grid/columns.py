"""The columns of a block and the header rows above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ziping.parsers.forms.grid.grid import Grid
from ziping.parsers.lexicon.headings import KNOWN
from ziping.parsers.text.normalise import bare
from ziping.schemas.document import Cell
from ziping.schemas.report import Choice

UNKNOWN = "unknown"  # a heading that the vocabulary does not know
BLANK = "blank"  # no heading
EXTRA = (KNOWN, UNKNOWN, BLANK)  # columns whose cells are kept in `extra`


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a block.

    Attributes:
        start: First column of the grid.
        stop: After the last one.
        sense: What it holds, in the vocabulary's words, or `known`, `unknown`, `blank`.
        heading: The heading as printed (the lowest of stacked ones); "" where there is none.
        cells: The cells of the heading, from top to bottom.
    """

    start: int
    stop: int
    sense: str
    heading: str
    cells: tuple[Cell, ...]

    @property
    def known(self) -> bool:
        """Whether the heading is understood."""
        return self.sense not in (UNKNOWN, BLANK)


@dataclass(frozen=True, slots=True)
class Header:
    """Header rows `first` to `last`, and the columns below them from left to right.

    `label` is the cell to the left that labels the whole block (绩效指标, 项目资金), `stop` the row after
    the last one that it spans; None and 0 where there is none. `doubtful` are columns that may as well hold something else,
    `guessed` those whose headings nobody knows, told by what they hold; `choices` say of each role what decided.
    """

    first: int
    last: int
    columns: tuple[Column, ...]
    label: Cell | None = None
    doubtful: tuple[Column, ...] = ()
    guessed: tuple[Column, ...] = ()
    choices: tuple[Choice, ...] = ()

    def is_block_label(self, cell: Cell) -> bool:
        """Whether a cell left of the columns labels the block, perhaps printed again after a page break."""
        if self.column_of(cell) is not None or not self.columns or cell.column >= self.columns[0].start:
            return False
        again = self.label is not None and bare(cell.text.string) == bare(self.label.text.string)
        return cell.row_span > 1 or again

    def filled(self, grid: Grid, row: int) -> tuple[Cell, ...]:
        """The filled cells that begin in a row, labels of the whole block left out."""
        cells = grid.filled(row)
        first = self.columns[0].start if self.columns else 0
        if not cells or cells[0].column >= first:
            return cells
        return tuple(c for c in cells if not self.is_block_label(c))

    def column(self, sense: str) -> Column | None:
        return next((c for c in self.columns if c.sense == sense), None)

    def has(self, *senses: str) -> bool:
        return any(c.sense in senses for c in self.columns)

    def column_of(self, cell: Cell) -> Column | None:
        """The column that a cell below belongs to: the one it overlaps most, of equals the first that has a heading.
        A cell that spans the names holds a name, whichever levels it spans besides."""

        start, stop = cell.column, cell.column + cell.column_span
        best: Column | None = None
        most = 0
        first_level: Column | None = None
        for column in self.columns:
            if column.stop <= start:
                continue
            if column.start >= stop:
                break
            if column.sense in ("level3", "level4"):
                best, most = column, cell.column_span + 1
            elif column.sense in ("level1", "level2"):
                first_level = first_level or column
            shared = min(column.stop, stop) - max(column.start, start)
            unheaded = best is not None and shared == most and best.sense == BLANK != column.sense
            if shared > most or unheaded:
                best, most = column, shared
        # 满意度指标 over the first and second level is the first; a name over the second and third the third
        named = best is not None and best.sense in ("level3", "level4")
        return best if named or first_level is None else first_level

    def columns_of(self, cells: Sequence[Cell]) -> tuple[Column | None, ...]:
        """The columns that the cells of a row belong to, from left to right. A cell that overlaps two columns alike belongs
        to the one that no other cell of the row has: lines of the rows may stand off those of the headings."""
        found: list[Column | None] = []
        for cell in cells:
            column = self.column_of(cell)
            if column is not None and column in found:
                column = next((c for c in self.columns if c not in found and _as_near(cell, c, column)), column)
            found.append(column)
        return tuple(found)

    @property
    def senses(self) -> tuple[str, ...]:
        return tuple(c.sense for c in self.columns)


def _as_near(cell: Cell, column: Column, other: Column) -> bool:
    """Whether a cell overlaps a headed column behind another as much as that one."""
    if not column.heading or column.start < other.stop:
        return False
    shared = [min(c.stop, cell.columns.stop) - max(c.start, cell.column) for c in (column, other)]
    return shared[0] == shared[1] > 0
