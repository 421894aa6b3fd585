"""What the cells below a heading hold, as shares of those that are filled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ziping.parsers.forms.cells.kinds import CellKind, kind_of
from ziping.parsers.forms.cells.levels import name_start, read_level
from ziping.parsers.forms.cells.points import read_points
from ziping.parsers.forms.grid.columns import Header
from ziping.parsers.forms.grid.grid import Grid, says_nothing
from ziping.parsers.lexicon import level_of_name
from ziping.parsers.text.normalise import bare, fold, plain
from ziping.schemas.document import Cell

_NUMERIC = (CellKind.FIGURE, CellKind.POINTS)
_QUANTITIES = (CellKind.QUANTITY, CellKind.AMOUNT)
_WORDS = (
    CellKind.WORDS, CellKind.SENTENCE, CellKind.LEVEL, CellKind.FIELD, CellKind.LINE, CellKind.GOAL, CellKind.TICKS,
)  # fmt: skip

_MEASURE = re.compile(r"[\d.,\s≥≤>=<＞＜＝±约达到不低于少高超过以上下内前]+")
_SECOND = 2
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Contents:
    """The cells of a column.

    Attributes:
        filled: How many are filled.
        kinds: How many there are of each kind.
        figures: Points by row.
        merged: Share of the cells that stand for several rows.
        pointed: Share of the cells that are names with points (立项管理6分).
        first_levels: Share of the cells that are usual names of first levels.
        second_levels: Share of those of second levels.
        crowded: Share of the rows with several cells side by side.
        rows: Those in which something begins that does not stand above, too.
        by_row: Whether a figure is in it, by row.
        measured: What is left of cells with figures without them and without signs (人, %), by row.
        texts: The bare text by row.
        numbered: Share of the cells with numbering before a name (指标1：…, ★…, 1.…).
    """

    filled: int
    kinds: Mapping[CellKind, int]
    figures: Mapping[int, Decimal]
    merged: float
    pointed: float
    first_levels: float
    second_levels: float
    crowded: float
    rows: frozenset[int]
    by_row: Mapping[int, bool]
    measured: Mapping[int, str]
    texts: Mapping[int, str]
    numbered: float

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

    @property
    def bare_figures(self) -> float:
        """Share of the cells with figures that have nothing else but a sign."""
        return sum(not rest for rest in self.measured.values()) / len(self.measured) if self.measured else 0.0

    def groups(self, other: Contents) -> bool:
        """Whether its words stand for several rows of the other: it begins in fewer of them."""
        return self.words > _HALF and bool(self.rows) and self.rows < other.rows

    def stands_over(self, other: Contents) -> bool:
        """Whether its words are merged over rows in which the other has cells of its own, or the other's alone are numbered:
        names below a level, though each level may have but one of them."""
        if min(self.words, other.words) <= _HALF:
            return False
        return self.merged > other.merged or (other.numbered > _HALF and not self.numbered)

    def alike(self, other: Contents) -> float:
        """Share of the rows in which both hold figures, or both words."""
        both = [r for r in self.by_row if r in other.by_row]
        return sum(self.by_row[r] == other.by_row[r] for r in both) / len(both) if both else 0.0

    def resembles(self, other: Contents) -> float:
        """Share of the rows in which both measure in the same unit, or both are words."""
        both = [r for r in self.by_row if r in other.by_row]
        alike = sum(self.by_row[r] == other.by_row[r] and self.measured.get(r) == other.measured.get(r) for r in both)
        return alike / len(both) if both else 0.0

    def repeats(self, other: Contents) -> float:
        """Share of the rows in which both print the same."""
        both = [r for r in self.texts if r in other.texts]
        return sum(self.texts[r] == other.texts[r] for r in both) / len(both) if both else 0.0

    def equals(self, other: Contents) -> float:
        """Share of the rows in which its points are the other's."""
        both = [r for r in self.figures if r in other.figures]
        return sum(self.figures[r] == other.figures[r] for r in both) / len(both) if both else 0.0

    def above(self, other: Contents) -> float:
        """Share of the rows in which its points are above the other's."""
        both = [r for r in self.figures if r in other.figures]
        return sum(self.figures[r] > other.figures[r] for r in both) / len(both) if both else 0.0


def contents_of(grid: Grid, header: Header, rows: Sequence[int]) -> tuple[Contents, ...]:
    """What the columns of a block hold in `rows`; rows with one cell only, titles and notes, are left out."""
    cells: dict[int, list[Cell]] = {c.start: [] for c in header.columns}
    for row in rows:
        own = header.filled(grid, row)
        for cell in own if len(own) > 1 else ():
            column = header.column_of(cell)
            if column is not None and not _reaches_over(header, cell):
                cells[column.start].append(cell)
    return tuple(_contents(cells[c.start]) for c in header.columns)


def _reaches_over(header: Header, cell: Cell) -> bool:
    """Whether a cell stands over several columns: a label of the row, no entry of one of them."""
    stop = cell.column + cell.column_span
    return sum(c.start < stop and c.stop > cell.column for c in header.columns) > 1


def _contents(cells: Sequence[Cell]) -> Contents:
    kinds: dict[CellKind, int] = {}
    figures: dict[int, Decimal] = {}
    pointed = 0
    for cell in cells:
        kind = _kind_of(cell)
        if kind in (CellKind.BLANK, CellKind.NOTHING):
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        if kind in _NUMERIC and (points := read_points(cell)) is not None:
            figures[cell.row] = points.value
        pointed += kind in _WORDS and _with_points(cell)
    many = len(cells) or 1
    merged = sum(c.row_span > 1 for c in cells) / many
    by_row = {c.row: _has_digit(c) for c in cells}
    measured = {c.row: _MEASURE.sub("", plain(c.text.string)) for c in cells if by_row[c.row]}
    levels = [level_of_name(level_words(c)) for c in cells]
    in_row = Counter(c.row for c in cells)
    return Contents(
        sum(kinds.values()),
        kinds,
        figures,
        merged,
        pointed / many,
        sum(x == 1 for x in levels) / many,
        sum(x == _SECOND for x in levels) / many,
        sum(n > 1 for n in in_row.values()) / (len(in_row) or 1),
        frozenset(_begun(cells)),
        by_row,
        measured,
        {c.row: bare(c.text.string) for c in cells},
        sum(_is_numbered(c) for c in cells) / many,
    )


def _kind_of(cell: Cell) -> CellKind:
    """The kind of a cell; words with points behind them (产出指标20.5分, 运行管理（34.5分）) are what they are without."""
    if not _has_digit(cell) or not _with_points(cell):
        return kind_of(cell).kind
    return CellKind.LEVEL if level_of_name(level_words(cell)) is not None else CellKind.WORDS


def level_words(cell: Cell) -> str:
    """The words of a cell without points behind them: 产出指标（45分）."""
    level = read_level(cell) if _has_digit(cell) else None
    return level.name.value if level is not None and level.name is not None else cell.text.string


def _begun(cells: Sequence[Cell]) -> Iterator[int]:
    """The rows in which something else begins: a label may be printed again on every row."""
    above = ""
    for cell in cells:
        words = bare(cell.text.string)
        if words != above and not says_nothing(cell.text.string):
            yield cell.row
            above = words


def _is_numbered(cell: Cell) -> bool:
    folded = fold(cell.text.string)
    return 0 < name_start(folded) < len(folded)


def _has_digit(cell: Cell) -> bool:
    return any(x.isdigit() for x in cell.text.string)


def _with_points(cell: Cell) -> bool:
    level = read_level(cell) if _has_digit(cell) else None
    return level is not None and level.name is not None and level.weight is not None
