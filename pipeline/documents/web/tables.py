"""Tables of a page: cells in the places that a browser gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ziping.pipeline.documents.package import Element
from ziping.pipeline.documents.paper.flow import MOST_ROWS, Grid, GridCell
from ziping.pipeline.documents.web.elements import is_shown, tag_of

MOST_COLUMNS = 200
_WIDEST = 24  # characters; a longer text is broken
_CHARACTER = 9.0  # points
_HALF = 0.5


def is_layout(table: Element) -> bool:
    """Whether a table only holds parts of the page in their places: most of its text is in tables within it, or it has one
    column."""
    inner = [t for t in table.iter("table") if t is not table]
    if inner:
        outermost = [t for t in inner if _table_around(t) is table]
        return sum(map(_length, outermost)) >= _HALF * max(1, _length(table))
    return all(sum(1 for _ in _cells(row)) <= 1 for row in _rows(table))


def read_table(table: Element, text_of: Callable[[Element], str]) -> Grid:
    """A table as a grid.

    Args:
        text_of: Gives the text of a cell, its paragraphs on lines of their own.
    """
    taken: dict[tuple[int, int], None] = {}
    cells: list[GridCell] = []
    rows = list(_rows(table))
    if len(rows) > MOST_ROWS:
        return Grid(len(rows), (), ())
    for row, line in enumerate(rows):
        column = 0
        for cell in _cells(line):
            while (row, column) in taken:
                column += 1
            if column >= MOST_COLUMNS:
                break
            wide = min(_span(cell, "colspan"), MOST_COLUMNS - column)
            high = min(_span(cell, "rowspan") or len(rows), len(rows) - row)
            wide = next((k for k in range(1, wide) if (row, column + k) in taken), max(wide, 1))
            taken.update(dict.fromkeys((r, c) for r in range(row, row + high) for c in range(column, column + wide)))
            cells.append(GridCell(row, column, high, wide, text_of(cell)))
            column += wide
    return Grid(len(rows), _widths(cells), tuple(cells))


def _widths(cells: list[GridCell]) -> tuple[float, ...]:
    """By the longest line of each column."""
    columns = max((c.column + c.column_span for c in cells), default=0)
    longest = [2] * columns
    for cell in cells:
        if cell.column_span == 1:
            lines = cell.text.split("\n")
            longest[cell.column] = max(longest[cell.column], min(_WIDEST, max(map(len, lines))))
    return tuple(count * _CHARACTER for count in longest)


def _rows(table: Element) -> Iterator[Element]:
    for part in table:
        if not is_shown(part):
            continue
        if tag_of(part) == "tr":
            yield part
        elif tag_of(part) in {"thead", "tbody", "tfoot"}:
            yield from (row for row in part if tag_of(row) == "tr" and is_shown(row))


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row if tag_of(cell) in {"td", "th"} and is_shown(cell))


def _span(cell: Element, name: str) -> int:
    try:
        return max(0, int(cell.get(name) or 1))
    except ValueError:
        return 1


def _table_around(element: Element) -> Element | None:
    return next((a for a in element.iterancestors("table")), None)


def _length(element: Element) -> int:
    return len("".join("".join(str(t) for t in element.itertext()).split()))
