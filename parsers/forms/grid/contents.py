"""What the cells below a heading hold, as shares of those that are filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ziping.parsers.forms.cells.kinds import CellKind, kind_of
from ziping.parsers.forms.cells.levels import read_level
from ziping.parsers.forms.cells.points import read_points
from ziping.parsers.forms.grid.columns import Column, Header
from ziping.parsers.forms.grid.grid import Grid
from ziping.schemas.document import Cell

_NUMERIC = (CellKind.FIGURE, CellKind.POINTS)
_QUANTITIES = (CellKind.QUANTITY, CellKind.AMOUNT)
_WORDS = (
    CellKind.WORDS, CellKind.SENTENCE, CellKind.LEVEL, CellKind.FIELD, CellKind.LINE, CellKind.GOAL, CellKind.TICKS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contents:
    """The cells of a column.

    Attributes:
        filled: How many are filled.
        kinds: How many there are of each kind.
        figures: Points by row.
        merged: Share of the cells that stand for several rows.
        pointed: Share of the cells that are names with points (立项管理6分).
        by_row: Whether a figure is in it, by row.
    """

    filled: int
    kinds: Mapping[CellKind, int]
    figures: Mapping[int, Decimal]
    merged: float
    pointed: float
    by_row: Mapping[int, bool]

    def share(self, *kinds: CellKind) -> float:
        """Share of the filled cells that are of these kinds."""
        return sum(self.kinds.get(k, 0) for k in kinds) / self.filled if self.filled else 0.0

    @property
    def numeric(self) -> float:
        return self.share(*_NUMERIC)

    @property
    def per_cent(self) -> float:
        return self.share(CellKind.PER_CENT)

    @property
    def quantities(self) -> float:
        return self.share(*_QUANTITIES)

    @property
    def words(self) -> float:
        return self.share(*_WORDS)

    def alike(self, other: Contents) -> float:
        """Share of the rows in which both hold figures, or both words."""
        both = [r for r in self.by_row if r in other.by_row]
        return sum(self.by_row[r] == other.by_row[r] for r in both) / len(both) if both else 0.0

    def above(self, other: Contents) -> float:
        """Share of the rows in which its points are above the other's."""
        both = [r for r in self.figures if r in other.figures]
        return sum(self.figures[r] > other.figures[r] for r in both) / len(both) if both else 0.0


def contents_of(grid: Grid, header: Header, column: Column, rows: Sequence[int]) -> Contents:
    """What a column of a block holds in `rows`; rows with one cell only, titles and notes, are left out."""
    cells: list[Cell] = []
    for row in rows:
        own = header.filled(grid, row)
        if len(own) > 1:
            cells += [c for c in own if header.column_of(c) is column]
    kinds: dict[CellKind, int] = {}
    for cell in cells:
        kind = kind_of(cell).kind
        if kind not in (CellKind.BLANK, CellKind.NOTHING):
            kinds[kind] = kinds.get(kind, 0) + 1
    filled = sum(kinds.values())
    figures = {c.row: p.value for c in cells if (p := read_points(c)) is not None}
    pointed = sum(_with_points(c) for c in cells) / len(cells) if cells else 0.0
    merged = sum(c.row_span > 1 for c in cells) / len(cells) if cells else 0.0
    by_row = {c.row: any(x.isdigit() for x in c.text.string) for c in cells}
    return Contents(filled, kinds, figures, merged, pointed, by_row)


def _with_points(cell: Cell) -> bool:
    level = read_level(cell)
    return level is not None and level.name is not None and level.weight is not None
