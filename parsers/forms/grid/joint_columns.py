"""Columns that hold two values in each cell, parted before anything is read: 分值／得分 over 15／15."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ziping.parsers.lexicon import INDICATOR, Fit
from ziping.schemas.document import Cell, Table

_JOINT = re.compile(r"[/／]")
_MOST = 2 / 3  # of the filled cells below that have to be two values as well: a note or a dash may stand among them


def part_joint_columns(table: Table) -> Table:
    """The table with two columns for each whose heading and cells are joined in pairs by a stroke; the same table where
    there is none. Boxes and printed text stay those of the cells."""
    for heading in table.cells:
        if _joins_headings(heading) and _is_joint(_below(table, heading)):
            return part_joint_columns(_parted(table, heading))
    return table


def _joins_headings(cell: Cell) -> bool:
    """Whether a cell is two headings of different columns (分值/得分, 指标值／完成值)."""
    parts = _JOINT.split(cell.text.string)
    if len(parts) != 2:
        return False
    found = [INDICATOR.find(part) for part in parts]
    meanings = {m.meaning for m in found if m is not None and m.fit is Fit.WHOLE}
    return len(meanings) == len(parts)


def _below(table: Table, heading: Cell) -> Iterator[Cell]:
    """The filled cells of the same width below a heading, as far as the column goes on."""
    row = heading.row + heading.row_span
    for cell in table.cells:
        if cell.row < row or heading.column not in cell.columns:
            continue
        if cell.columns != heading.columns or _joins_headings(cell):
            return
        if cell.text:
            yield cell


def _is_joint(cells: Iterator[Cell]) -> bool:
    every = list(cells)
    return bool(every) and sum(_joint(c) is not None for c in every) >= _MOST * len(every)


def _joint(cell: Cell) -> int | None:
    """Where the stroke between the two values of a cell stands."""
    strokes = [m.start() for m in _JOINT.finditer(cell.text.string)]
    parts = _JOINT.split(cell.text.string)
    return strokes[0] if len(strokes) == 1 and all(part.strip() for part in parts) else None


def _parted(table: Table, heading: Cell) -> Table:
    last = heading.columns.stop
    joint = {(c.row, c.column) for c in (heading, *_below(table, heading))}
    cells = [part for cell in table.cells for part in _parts(cell, last, within=(cell.row, cell.column) in joint)]
    return replace(table, cells=tuple(cells), columns=table.columns + 1)


def _parts(cell: Cell, last: int, *, within: bool) -> Iterator[Cell]:
    """A cell in a grid with one more column at `last`: moved, widened, or parted at its stroke."""
    stroke = _joint(cell) if within else None
    if stroke is not None:
        yield replace(cell, text=cell.text.slice(0, stroke))
        yield replace(cell, column=last, column_span=1, text=cell.text.slice(stroke + 1, len(cell.text)))
    elif cell.column >= last:
        yield replace(cell, column=cell.column + 1)
    elif cell.columns.stop >= last:
        yield replace(cell, column_span=cell.column_span + 1)
    else:
        yield cell
