"""Whether a row belongs to the block above it."""

from __future__ import annotations

from ziping.parsers.forms.cells.levels import title_level
from ziping.parsers.forms.grid.columns import Header
from ziping.parsers.forms.grid.grid import Grid
from ziping.parsers.forms.grid.headers import is_figure
from ziping.parsers.forms.regions.row_kinds import (
    Look,
    is_note,
    summed_up,
    total_label,
)
from ziping.parsers.lexicon.fields import field_of
from ziping.schemas.document import Cell

_FITS = 0.6  # share of the columns that a row must have a cell for, to be a row of the table above it


def fits(grid: Grid, row: int, header: Header) -> bool:
    """Whether the row has a cell of its own for most columns."""
    touched = {header.column_of(c) for c in grid.covering(row)} - {None}
    return len(touched) >= _FITS * len(header.columns)


def belongs(grid: Grid, row: int, seen: Look, header: Header) -> bool:
    """Whether a row below a header of indicators is one of its rows."""
    if seen in (Look.FUNDING_HEADER, Look.LIST_HEADER):
        return False
    cells = header.filled(grid, row)
    if not cells:
        return True
    first = cells[0]
    if total_label(first) is not None or summed_up(first.text.string) is not None:
        return True
    if fits(grid, row, header):
        return not _signature(grid, row, header)
    if seen in (Look.HEAD, Look.NOTE, Look.GOALS, Look.FUNDING):
        return False
    inside = any(header.is_block_label(c) for c in grid.covering(row))
    return inside or title_level(first) is not None or len(cells) == 1


def _signature(grid: Grid, row: int, header: Header) -> bool:
    """Names and signatures in a narrow table: a label where the indicator stands, words where the points stand."""
    own = grid.own(row)
    label = next(c for c in own if c.text)
    signed = is_note(own) or field_of(label.text.string) in ("person", "date")
    if not signed or label.column > header.columns[0].start:
        return False
    points = [c for c in own if (column := header.column_of(c)) is not None and column.sense in ("weight", "score")]
    return not any(is_figure(c.text.string) for c in points)


def is_money_row(grid: Grid, row: int, header: Header | None) -> bool:
    """Whether the row has a label and, where the header has its amounts, cells of its own for them."""
    if header is None:
        return False
    amounts = [c for c in header.columns if c.known and c.sense not in ("known", "reason")]
    cells = {id(col): cell for cell in grid.covering(row) if (col := header.column_of(cell)) is not None}
    if not amounts or any(id(c) not in cells for c in amounts):
        return False
    values: list[Cell] = [cells[id(c)] for c in amounts]
    own = [c for c in values if c.row == row]
    words = [c for c in own if c.text and not is_figure(c.text.string) and any(x.isalpha() for x in c.text.string)]
    return bool(own) and not words and not _score_total(grid, row)


def _score_total(grid: Grid, row: int) -> bool:
    first = next(iter(grid.filled(row)), None)
    match = total_label(first) if first is not None else None
    return match is not None and match.name not in ("合计", "总计")
