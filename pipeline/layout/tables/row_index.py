"""The rows of a table while it grows from page to page: looked up, never searched through."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ziping.schemas.document import Cell, Table
from ziping.schemas.geometry import Place


@dataclass(slots=True)
class Rows:
    """Cells by row.

    Attributes:
        columns: How many there are.
        places: The table's frames, one a page.
        page_rows: For each of them the first row that stands there.
        merging: Columns in which cells stand over several rows.
        blank: How many blank cells begin in each column, by column and span.
    """

    columns: int
    places: list[Place]
    page_rows: list[int]
    merging: set[int] = field(default_factory=set)
    blank: Counter[tuple[int, int]] = field(default_factory=Counter)
    _cells: list[Cell] = field(default_factory=list)
    _covering: list[list[int]] = field(default_factory=list)  # for each row the cells that reach over it
    _beginning: list[list[int]] = field(default_factory=list)
    _alike: dict[tuple[str, ...], list[int]] = field(default_factory=lambda: defaultdict(list))
    _known: int = 0  # rows that `_alike` knows

    @staticmethod
    def of(table: Table) -> Rows:
        rows = Rows(table.columns, list(table.places), list(table.page_rows))
        rows.append(table.cells, table.rows)
        return rows

    def __len__(self) -> int:
        return len(self._covering)

    def beginning(self, row: int) -> list[Cell]:
        """The cells that begin in a row, from left to right."""
        return [self._cells[i] for i in self._beginning[row]]

    def covering(self, start: int, stop: int) -> list[Cell]:
        """The cells that reach over any of the rows, in order of row, then column."""
        found = {i for row in self._covering[start:stop] for i in row}
        return sorted((self._cells[i] for i in found), key=lambda c: (c.row, c.column))

    def last(self) -> list[Cell]:
        """The cells that end with the last row."""
        return self.covering(len(self) - 1, len(self))

    def alike(self, texts: tuple[str, ...]) -> Sequence[int]:
        """The rows whose cells behind the first column say this, from top to bottom."""
        for row in range(self._known, len(self)):
            self._alike[self.texts(row)].append(row)
        self._known = len(self)
        return self._alike.get(texts, ())

    def texts(self, row: int) -> tuple[str, ...]:
        """What the cells that begin in a row behind the first column say; where none does, what the first one says."""
        cells = [c for c in self.beginning(row) if c.text]
        return tuple(c.text.string for c in cells if c.column) or ("", *(c.text.string for c in cells))

    def cells(self) -> Iterator[Cell]:
        """All cells, in no particular order."""
        return iter(self._cells)

    def append(self, cells: Iterable[Cell], rows: int) -> None:
        """Adds `rows` rows at the end, with the cells that begin there."""
        self._covering += [[] for _ in range(rows)]
        self._beginning += [[] for _ in range(rows)]
        for cell in sorted(cells, key=lambda c: (c.row, c.column)):
            self._enter(len(self._cells), cell, cell.rows)
            self._beginning[cell.row].append(len(self._cells))
            self._cells.append(cell)
            if not cell.text:
                self.blank[cell.column, cell.column_span] += 1

    def replace_last(self, old: Cell, new: Cell) -> None:
        """Puts another cell in the place of one that ends with the last row, or with what was the last one."""
        index = next(i for i in self._covering[old.row + old.row_span - 1] if self._cells[i] is old)
        self._cells[index] = new
        if new.text and not old.text:
            self.blank[old.column, old.column_span] -= 1
        self._enter(index, new, range(old.row + old.row_span, new.row + new.row_span))

    def _enter(self, index: int, cell: Cell, rows: range) -> None:
        for row in rows:
            self._covering[row].append(index)
        if cell.row_span > 1:
            self.merging.add(cell.column)

    def renumber(self, lines: Sequence[int]) -> None:
        """Gives the columns other numbers: `lines[i]` is the new number of line `i`."""
        self.columns = lines[-1]
        if all(new == old for old, new in enumerate(lines)):
            return
        self._cells = [
            replace(c, column=lines[c.column], column_span=lines[c.column + c.column_span] - lines[c.column])
            for c in self._cells
        ]
        self.merging = {lines[column] for column in self.merging}
        self.blank = Counter((c.column, c.column_span) for c in self._cells if not c.text)

    def table(self) -> Table:
        """The table as it is now."""
        cells = tuple(sorted(self._cells, key=lambda c: (c.row, c.column)))
        return Table(cells, len(self), self.columns, tuple(self.places), tuple(self.page_rows))
