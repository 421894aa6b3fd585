"""The cells of one row below a header, by what their headings mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ziping.parsers.forms.cells.points import read_points
from ziping.parsers.forms.grid.columns import Column, Header
from ziping.parsers.forms.grid.grid import Grid
from ziping.schemas.document import Cell
from ziping.schemas.report import Stated

LEVELS = ("level1", "level2")
NAMES = ("level3", "level4")
WORDS = ("reason", "basis")  # columns of running text: one cell may stand for several rows
SCORES = ("weighted_score", "score")


@dataclass(frozen=True, slots=True)
class RowCells:
    """A row of the grid, its cells sorted by the sense of their columns; cells merged over the row included.
    `filled` are the cells that begin in the row and are not blank, `columns` those of the cells by where each begins."""

    grid: Grid
    row: int
    header: Header
    by_sense: Mapping[str, Sequence[Cell]]
    filled: tuple[Cell, ...]
    columns: Mapping[int, Column | None]

    @staticmethod
    def of(grid: Grid, row: int, header: Header) -> RowCells:
        found: dict[str, list[Cell]] = {}
        cells = grid.covering(row)
        columns = header.columns_of(cells)
        for cell, column in zip(cells, columns, strict=True):
            if column is not None:
                found.setdefault(column.sense, []).append(cell)
        by_place = {c.column: column for c, column in zip(cells, columns, strict=True)}
        return RowCells(grid, row, header, found, header.filled(grid, row), by_place)

    def has(self, sense: str) -> bool:
        """Whether there is a cell, be it blank, in a column of that sense."""
        return sense in self.by_sense

    def cells(self, *senses: str) -> Sequence[Cell]:
        """The cells in the columns of the first of `senses` that has any."""
        return next((self.by_sense[s] for s in senses if s in self.by_sense), ())

    def points(self, *senses: str) -> Stated[Decimal] | None:
        """Points in the row's own cells; a cell merged over several rows belongs to its first."""
        own = (c for c in self.cells(*senses) if c.row == self.row)
        return next((p for c in own if (p := read_points(c)) is not None), None)

    def column_meaning(self, cell: Cell) -> str:
        column = self.columns.get(cell.column)
        return "" if column is None else column.sense
