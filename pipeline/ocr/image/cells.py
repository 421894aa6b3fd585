"""Which cell of a page's tables a line of print stands in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from ziping.pipeline.reading.tables.lattice import Lattice, rules_to_lattices
from ziping.schemas.page import RulingLine


class CellKey(NamedTuple):
    """A cell: which grid of the page, and where its span begins."""

    grid: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Grids:
    """The ruling lines of a page (points), and the grids that they make, the innermost first."""

    rules: tuple[RulingLine, ...]
    lattices: tuple[Lattice, ...]

    @staticmethod
    def of(rules: tuple[RulingLine, ...]) -> Grids:
        return Grids(rules, tuple(reversed(rules_to_lattices(rules))))

    def cell_at(self, x: float, y: float) -> CellKey | None:
        """The cell around a point, in points of the page."""
        for number, lattice in enumerate(self.lattices):
            if lattice.xs[0] < x < lattice.xs[-1] and lattice.ys[0] < y < lattice.ys[-1]:
                row, column = bisect_right(lattice.ys, y) - 1, bisect_right(lattice.xs, x) - 1
                for span in lattice.spans:
                    if 0 <= row - span.row < span.row_span and 0 <= column - span.column < span.column_span:
                        return CellKey(number, span.row, span.column)
        return None
