"""Tables: cells with their spans, from rows that each say only how many columns of the grid a cell takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ziping.pipeline.documents.elements import attribute, child, is_on, name_of, number
from ziping.pipeline.documents.package import Element
from ziping.pipeline.documents.paper.flow import MOST_ROWS, Grid, GridCell
from ziping.pipeline.documents.word.content import content

_TWIPS = 20  # in a point
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class _Open:
    """A cell that goes on in the rows below, and where it is kept."""

    index: int
    span: int


def read_table(table: Element, text_of: Callable[[Element], str]) -> Grid:
    """A table as a grid; one of too many rows comes without its cells.

    Args:
        text_of: Gives the text of a cell; asked once for every cell that is shown, in their order.
    """
    lines = [line for line in content(table) if name_of(line) == "tr" and not _is_gone(line)]
    if len(lines) > MOST_ROWS:
        return Grid(len(lines), (), ())
    cells: list[GridCell] = []
    open_cells: dict[int, _Open] = {}
    columns = 0
    for row, line in enumerate(lines):
        column = min(number(child(line, "trPr", "gridBefore")) or 0, MOST_COLUMNS)
        going_on: dict[int, _Open] = {}
        for cell in content(line):
            if name_of(cell) != "tc" or column >= MOST_COLUMNS:
                continue
            properties = child(cell, "tcPr")
            if child(properties, "cellDel") is not None:
                continue
            span = min(max(1, number(child(properties, "gridSpan")) or 1), MOST_COLUMNS - column)
            merge = child(properties, "vMerge")
            above = open_cells.get(column)
            if _goes_on(child(properties, "hMerge")) and cells and cells[-1].row == row:
                cells[-1] = replace(cells[-1], column_span=cells[-1].column_span + span)
            elif _goes_on(merge) and above is not None and above.span == span:
                one = cells[above.index]
                cells[above.index] = replace(one, row_span=row - one.row + 1, text=_joined(one.text, text_of(cell)))
                going_on[column] = above
            else:
                if merge is not None:
                    going_on[column] = _Open(len(cells), span)
                cells.append(GridCell(row, column, 1, span, text_of(cell)))
            column += span
        columns = max(columns, column)
        open_cells = going_on
    return Grid(len(lines), _widths(table, columns), tuple(cells))


def _goes_on(merge: Element | None) -> bool:
    return merge is not None and (attribute(merge) or "continue") == "continue"


def _joined(above: str, text: str) -> str:
    """What stands in a part of a merged cell is not shown as a rule, but it is when that part came to be merged last."""
    return above or text


def _is_gone(row: Element) -> bool:
    properties = child(row, "trPr")
    return child(properties, "del") is not None or is_on(child(properties, "hidden"))


def _widths(table: Element, columns: int) -> tuple[float, ...]:
    grid = child(table, "tblGrid")
    widths = [(number(c, "w") or 0) / _TWIPS for c in grid if name_of(c) == "gridCol"] if grid is not None else []
    usual = sum(widths) / len(widths) if widths else 1.0
    widths = [w if w > 0 else usual or 1.0 for w in widths[:columns]]
    return (*widths, *[usual or 1.0] * (columns - len(widths)))
