"""Header rows: which columns a table has, by what their headings mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ziping.parsers.forms.cells.kinds import is_figure
from ziping.parsers.forms.grid.columns import Column
from ziping.parsers.forms.grid.grid import Grid, says_nothing
from ziping.parsers.forms.grid.meanings import column_meaning
from ziping.parsers.lexicon import Match, Names
from ziping.parsers.text.normalise import bare
from ziping.schemas.document import Cell

_TALLEST_HEADING = 3  # rows; a taller cell beside the header labels the whole block


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
        sense, heading = column_meaning(path, names)
        columns.append(Column(c, c + 1, sense, heading, path))
    return tuple(columns), label
