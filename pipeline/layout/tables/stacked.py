"""Rows that no rule parts: a row of a ruled table in whose cells figures stand below one another."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ziping.pipeline.layout.tables.channels import Column, Entry, Run
from ziping.pipeline.layout.tables.unruled import run_to_table
from ziping.pipeline.layout.tables.wide import cell_to_words, part_wide
from ziping.pipeline.reading.text.joining import Sides, is_full, words_to_lines
from ziping.schemas.document import Cell, Table
from ziping.schemas.geometry import Box, Place

_MARGIN = 2  # points from the edges of a cell that print keeps off
SURE = 2  # columns of figures that stand on the same lines; of one column, more lines than that


@dataclass(frozen=True, slots=True)
class _Stack:
    """A cell of the row, line by line.

    Attributes:
        head: Lines above its first figure, of a cell that has figures below them.
        figures: Whether figures alone stand below `head`, two at least, none of them wrapped.
    """

    cell: Cell
    lines: tuple[Entry, ...]
    head: int
    figures: bool

    def wraps(self, index: int) -> bool:
        """Whether the line runs on in the next one."""
        return _wraps(self.cell, self.lines, index)


def part_stacked(table: Table) -> Table:
    """The table with cells parted that hold several columns (see `part_wide`), and with each row whose figures stand below one another parted into the rows of its figures."""
    table = part_wide(table)
    for row in reversed(range(table.rows)):
        cells = [c for c in table.cells if c.row == row and c.row_span == 1]
        if (run := _row_to_run(cells)) is not None:
            parted = _with_rows(table, row, cells, run)
            table = parted if _count(parted) == _count(table) else table  # no text may be lost
    return table


def _count(table: Table) -> int:
    return sum(not c.isspace() for cell in table.cells for c in cell.text.string)


def _row_to_run(cells: Sequence[Cell]) -> Run | None:
    """The lines of a row's cells as rows of a table without rules; None where they are not."""
    stacks = [_cell_to_stack(cell) for cell in cells]
    sure = [s for s in stacks if s.figures]
    if not sure or len(cells) < 2:
        return None
    lines = _lines([e.box for s in sure for e in s.lines[s.head :]])
    others = [s for s in stacks if not s.figures and len(s.lines) > 1]
    if len(lines) < 2 or (len(sure) < SURE and (len(lines) <= SURE or not others)):
        return None
    headed = all(s.head for s in sure)
    if not headed and any(s.head for s in sure):
        return None
    for stack in others:
        stands = [next((k for k, line in enumerate(lines) if _on(e, line)), None) for e in stack.lines]
        for index, (one, two) in enumerate(itertools.pairwise(stands)):
            if one is not None and two is not None and (one == two or stack.wraps(index)):
                return None  # a text that runs over several of the rows, or closer lines than theirs
        if sum(k is not None for k in stands) < 2:
            return None
    top = lines[0].top
    entries = [e for s in stacks for e in s.lines]
    head = [e for e in entries if headed and e.box.middle[1] < top]
    em = max(e.box.height for e in entries)
    body = sorted((e for e in entries if e not in head), key=lambda e: e.box.top)
    columns = [Column(c.places[0].box.x0 + 1, c.places[0].box.x1 - 1, {0}) for c in cells]
    return Run([*([head] if head else []), body], columns, em, headed=bool(head))


def _cell_to_stack(cell: Cell) -> _Stack:
    box = cell.places[0].box
    lines = []
    for words in words_to_lines(cell_to_words(cell)):
        around = Box.around(w.box for w in words)
        lines.append(Entry(tuple(words), _within(box, around)))
    first = next((k for k, e in enumerate(lines) if e.is_figure), len(lines))
    body = lines[first:]
    figures = (
        len(body) > 1
        and all(e.is_figure for e in body)
        and not any(_wraps(cell, body, k) for k in range(len(body) - 1))
    )
    return _Stack(cell, tuple(lines), first if figures else 0, figures)


def _within(cell: Box, line: Box) -> Box:
    """The part of a line's box that lies well inside of its cell. Words of scans may reach over a ruling line, and then
    none does: the cell's middle stands for it."""
    x0, x1 = max(cell.x0 + _MARGIN, line.x0), min(cell.x1 - _MARGIN, line.x1)
    if x0 > x1:
        x0 = x1 = min(max((x0 + x1) / 2, cell.x0), cell.x1)
    return Box(x0, line.top, x1, line.bottom)


def _wraps(cell: Cell, lines: Sequence[Entry], index: int) -> bool:
    """Whether a line of a cell runs on in the next one: it is full, and no figure that its unit ends above another (100%)."""
    box = cell.places[0].box
    if lines[index].is_figure and lines[index + 1].is_figure and _ends(lines[index].text):
        return False
    return is_full(lines[index].words, lines[index + 1].words[0], Sides(box.x0, box.x1), first=index == 0)


def _ends(figure: str) -> bool:
    return not (figure[-1].isdigit() or figure[-1] in ".,")


def _lines(boxes: Sequence[Box]) -> list[Box]:
    """Boxes that overlap in height, as one each."""
    found: list[Box] = []
    for box in sorted(boxes, key=lambda b: b.middle[1]):
        if found and box.middle[1] < found[-1].bottom:
            found[-1] = Box.around((found[-1], box))
        else:
            found.append(box)
    return found


def _on(entry: Entry, line: Box) -> bool:
    return line.top <= entry.box.middle[1] <= line.bottom


def _with_rows(table: Table, row: int, cells: Sequence[Cell], run: Run) -> Table:
    """The table with the rows of the run in the place of a row."""
    page = table.places[0].page
    edges = [*(c.places[0].box.x0 for c in cells), cells[-1].places[0].box.x1]
    parts = run_to_table(run, page, edges)
    more = parts.rows - 1
    found: list[Cell] = []
    for cell in table.cells:
        if cell.row > row:
            found.append(replace(cell, row=cell.row + more))
        elif cell.row + cell.row_span > row and cell.row_span > 1:
            found.append(replace(cell, row_span=cell.row_span + more))
        elif cell.row < row:
            found.append(cell)
    for part in parts.cells:
        cell = cells[part.column]
        frame, own = cell.places[0].box, part.places[0].box
        top = own.top if part.row else frame.top
        bottom = frame.bottom if part.row + part.row_span == parts.rows else own.bottom
        place = Place(page, Box(frame.x0, top, frame.x1, bottom))
        found.append(Cell(row + part.row, cell.column, part.row_span, cell.column_span, part.text, (place,)))
    ordered = tuple(sorted(found, key=lambda c: (c.row, c.column)))
    return replace(table, cells=ordered, rows=table.rows + more)
