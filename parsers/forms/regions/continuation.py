"""Blocks of indicators that go on in another table: a page break, or a group title without ruling lines, parted them.

The columns are then told by their places alone: they stand where the columns above stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ziping.parsers.forms.cells.levels import (
    Carried,
    Level,
    read_level,
    title_level,
)
from ziping.parsers.forms.cells.row_cells import LEVELS
from ziping.parsers.forms.grid.columns import Column, Header
from ziping.parsers.forms.grid.grid import Grid
from ziping.schemas.document import Cell
from ziping.schemas.geometry import Place
from ziping.schemas.report import Stated
from ziping.schemas.text import Text

_SAME_EDGE = 4.0  # points by which edges of columns may differ from page to page
_SCRAP = 6  # characters: shorter paragraphs between two tables are pieces of a label outside the rules
_SECOND = 2
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


@dataclass(frozen=True, slots=True)
class Continuation:
    """A block as it goes on in another table.

    Attributes:
        block: The block, its levels as the titles between the tables left them.
        header: Its columns in the grid of this table; it is the header of no row.
        titles: The levels that are titled between the tables, and where.
    """

    block: OpenBlock
    header: Header
    titles: tuple[tuple[Level, Place], ...]


def continue_block(grid: Grid, block: OpenBlock | None, between: Sequence[Text]) -> Continuation | None:
    """The block as it goes on in `grid`; None where the columns stand elsewhere or other text than group titles
    stands between. The columns of levels may be missing: their labels are then among the titles."""
    if block is None or not grid.rows:
        return None
    columns = _columns_at(grid.edges(), block)
    found = {c.cells for c in columns}
    missing = [c for c in block.header.columns if c.cells not in found]
    if len(columns) < _FEWEST or any(c.sense not in LEVELS for c in missing):
        return None
    titles = _titles(between)
    if titles is None:
        return None
    levels = block.levels
    for level, number, _ in titles:
        second = number == _SECOND and block.header.has("level2")
        levels = Carried(levels.first, level) if second else Carried(level)
    stated = tuple((level, place) for level, _, place in titles)
    return Continuation(replace(block, levels=levels), Header(-1, -1, columns), stated)


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


def _titles(between: Sequence[Text]) -> list[tuple[Level, int, Place]] | None:
    """The titles among the paragraphs, with their level; None where there is other text."""
    titles = []
    for text in between:
        places = text.places()
        cell = Cell(0, 0, 1, 1, text, places)
        level, number = read_level(cell), title_level(cell)
        if level is not None and level.name is not None and number is not None:
            titles.append((level, number, places[0]))
        elif len(text) > _SCRAP:
            return None
    return titles
