"""Blocks of indicators that go on in another table: a page break, or a group title without ruling lines, parted them.

The columns are then told by their places alone: they stand where the columns above stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.forms.grid import Grid
from parsers.forms.headings import Column, Header
from parsers.forms.levels import Carried, read_level, title_level
from schemas.document import Cell
from schemas.report import Stated
from schemas.text import Text

_SAME_EDGE = 4.0  # points by which edges of columns may differ from page to page
_SCRAP = 6  # characters: shorter paragraphs between two tables are pieces of a label outside the rules
_FEWEST = 3  # columns: fewer stand above each other by chance


@dataclass(frozen=True, slots=True)
class OpenBlock:
    """A block of indicators at the end of a table, without its total.

    Attributes:
        header: Its columns as they were understood.
        edges: Where the grid's columns begin and the last one ends (points).
        levels: The levels that go on below.
        title: The title of its table.
    """

    header: Header
    edges: tuple[float, ...]
    levels: Carried
    title: Stated[str] | None


def continue_block(grid: Grid, block: OpenBlock | None, between: Sequence[Text]) -> OpenBlock | None:
    """The block as it goes on in `grid`, its header that of no row; None where the columns stand elsewhere or
    other text than group titles stands between."""
    if block is None or not grid.rows:
        return None
    levels = _titles(between, block.levels)
    columns = _columns_at(grid.edges(), block)
    if levels is None or len(columns) < _FEWEST or len(columns) < len(block.header.columns):
        return None
    return OpenBlock(Header(-1, -1, columns), grid.edges(), levels, block.title)


def _columns_at(edges: tuple[float, ...], block: OpenBlock) -> tuple[Column, ...]:
    def at(x: float) -> int | None:
        nearest = min(range(len(edges)), key=lambda i: abs(edges[i] - x))
        return nearest if abs(edges[nearest] - x) <= _SAME_EDGE else None

    found: list[Column] = []
    for column in block.header.columns:
        start, stop = at(block.edges[column.start]), at(block.edges[column.stop])
        if start is not None and stop is not None and start < stop:
            found.append(replace(column, start=start, stop=stop))
    return tuple(found)


def _titles(between: Sequence[Text], levels: Carried) -> Carried | None:
    for text in between:
        cell = Cell(0, 0, 1, 1, text, text.places())
        level = read_level(cell)
        if level is not None and level.name is not None and title_level(cell) is not None:
            levels = Carried(level)
        elif len(text) > _SCRAP:
            return None
    return levels
