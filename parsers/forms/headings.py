"""Header rows: which columns a table has, by what their headings mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from parsers.forms.grid import Grid, says_nothing
from parsers.forms.senses import BLANK, UNKNOWN, sense_of
from parsers.numbers import find_quantities
from parsers.vocabulary import Match, Names
from parsers.wording import bare
from schemas.document import Cell

_TALLEST_HEADING = 3  # rows; a taller cell beside the header labels the whole block


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
    the last one that it spans; None and 0 where there is none.
    """

    first: int
    last: int
    columns: tuple[Column, ...]
    label: Cell | None = None

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

    @property
    def senses(self) -> tuple[str, ...]:
        return tuple(c.sense for c in self.columns)


@lru_cache(maxsize=8192)
def is_figure(text: str) -> bool:
    """Whether the cell holds figures rather than words: a quantity with little else around it."""
    found = list(find_quantities(text))
    if not found:
        return False
    figures = sum(f.operator_stop - f.operator_start for f in found)
    return figures * 2 >= len(text.strip())


def matches(cells: Iterable[Cell], names: Names) -> list[tuple[Cell, Match]]:
    """The cells that are words and match a name, with what they match."""
    return [
        (c, m) for c in cells if (m := names.find(c.text.string)) is not None and not is_figure(bare(c.text.string))
    ]


def header_rows(grid: Grid, row: int, is_header: Sequence[bool]) -> tuple[int, int]:
    """The rows that a header at `row` takes, from what each row looks like by itself."""
    heads = [c for c in grid.filled(row) if c.row_span <= _TALLEST_HEADING]
    # a block's label beside a header of one row may be as short as three rows: what most cells do counts
    spans = Counter(c.row_span for c in heads)
    common = max((s for s, n in spans.items() if n >= 2 or len(heads) < 3), default=1)
    last = min(row + common, grid.rows) - 1
    while last + 1 < grid.rows and _goes_on(grid, row, last + 1, is_header):
        last += 1
    return row, last


def _goes_on(grid: Grid, first: int, row: int, is_header: Sequence[bool]) -> bool:
    """Whether the row below a header is a part of it: only headings, below wide cells of the row above."""
    cells = grid.filled(row)
    if not cells or any(is_figure(c.text.string) for c in cells) or row - first >= _TALLEST_HEADING:
        return False
    if is_header[row]:
        return not _same_headings(grid, first, row)
    above = [grid.squares[row - 1][c.column] for c in cells]
    return (
        len(cells) >= 2
        and all(
            a is not None and a.row >= first and a.column_span > c.column_span and a.text
            for a, c in zip(above, cells, strict=True)
        )
        and any(a is not None and len(bare(a.text.string)) > 0 for a in above)
        and not _looks_like_data(cells)
    )


def _looks_like_data(cells: Sequence[Cell]) -> bool:
    return any(says_nothing(c.text.string) for c in cells)


def _same_headings(grid: Grid, one: int, other: int) -> bool:
    def words(row: int) -> list[str]:
        return [bare(c.text.string) for c in grid.filled(row)]

    return words(one) == words(other)


def columns_of(grid: Grid, first: int, last: int, names: Names) -> tuple[tuple[Column, ...], Cell | None]:
    """The columns below header rows `first` to `last`, and the label of the block beside them."""
    label: Cell | None = None
    paths: list[tuple[Cell, ...] | None] = []
    for c in range(grid.columns):
        cells: list[Cell] = []
        blocked = False
        for r in range(first, last + 1):
            cell = grid.squares[r][c]
            if cell is None or cell in cells:
                continue
            if cell.row + cell.row_span - 1 > last:
                blocked = True
                if cell.text:
                    label = cell
                continue
            cells.append(cell)
        paths.append(None if blocked else tuple(cells))
    columns: list[Column] = []
    for c, path in enumerate(paths):
        if path is None:
            continue
        if columns and columns[-1].stop == c and columns[-1].cells == path and path:
            columns[-1] = replace(columns[-1], stop=c + 1)
            continue
        sense, heading = sense_of(path, names)
        columns.append(Column(c, c + 1, sense, heading, path))
    return tuple(columns), label
