"""Header rows: which columns a table has, by what their headings mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ziping.parsers.forms.cells.kinds import is_figure
from ziping.parsers.forms.grid.columns import BLANK, Column
from ziping.parsers.forms.grid.grid import Grid, says_nothing
from ziping.parsers.forms.grid.meanings import column_meaning
from ziping.parsers.lexicon import Match, Names
from ziping.parsers.lexicon.headings import KNOWN
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
    last = min(row + _height(grid, row), grid.rows) - 1
    while last + 1 < grid.rows and _goes_on(grid, row, last + 1, is_header):
        last = min(last + _height(grid, last + 1), grid.rows - 1)
    return row, last


def _height(grid: Grid, row: int) -> int:
    """How many rows the headings take that begin in one."""
    heads = [c for c in grid.filled(row) if c.row_span <= _TALLEST_HEADING]
    # a block's label beside a header of one row may be as short as three rows: what most cells do counts
    spans = Counter(c.row_span for c in heads)
    tall = (s for s, n in spans.items() if (n >= 2 or len(heads) < 3) and not _reaches_values(grid, row, row + s))
    return max(tall, default=1)


def _reaches_values(grid: Grid, first: int, stop: int) -> bool:
    """Whether most of what begins below the first of these rows are values: cells as tall as that span headings and lines
    (the label of the block, a note beside it)."""
    below = [c for r in range(first + 1, min(stop, grid.rows)) for c in grid.filled(r)]
    values = sum(is_figure(c.text.string) or says_nothing(c.text.string) for c in below)
    return values * 2 > len(below)


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
    """The columns below header rows `first` to `last`, and the label of the block left of them.

    A cell that spans headings and lines further right is a note on them (得分＝分值×执行率): a column that is `known`.
    """
    label: Cell | None = None
    paths: list[tuple[Cell, ...] | None] = []
    notes: dict[int, Cell] = {}
    for c in range(grid.columns):
        cells: list[Cell] = []
        blocked: Cell | None = None
        for r in range(first, last + 1):
            cell = grid.squares[r][c]
            if cell is None or cell in cells:
                continue
            if cell.row + cell.row_span - 1 > last:
                blocked = cell if cell.text or blocked is None else blocked
                continue
            cells.append(cell)
        paths.append(tuple(cells) if cells and blocked is None else None)
        if blocked is not None and any(p is not None for p in paths):
            notes[c] = blocked
        elif blocked is not None and blocked.text:
            label = blocked
    columns: list[Column] = []
    for c, path in enumerate(paths):
        if c in notes:
            if columns and columns[-1].cells == (notes[c],):
                columns[-1] = replace(columns[-1], stop=c + 1)
                continue
            columns.append(Column(c, c + 1, KNOWN if notes[c].text else BLANK, notes[c].text.string, (notes[c],)))
            continue
        if path is None:
            continue
        if columns and columns[-1].stop == c and columns[-1].cells == path and path:
            columns[-1] = replace(columns[-1], stop=c + 1)
            continue
        sense, heading = column_meaning(path, names)
        columns.append(Column(c, c + 1, sense, heading, path))
    return tuple(columns), label
