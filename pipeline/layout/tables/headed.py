"""Headings in ruled cells over rows that have no rules, and labels that stand outside the frame of their table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ziping.pipeline.layout.tables.channels import continued_run
from ziping.pipeline.layout.tables.grids import SAME_LINE, table_to_edges
from ziping.pipeline.layout.tables.headers import FIGURE, is_header_only, names_columns
from ziping.pipeline.layout.tables.row_index import Rows
from ziping.pipeline.layout.tables.unruled import run_to_table, share_out
from ziping.pipeline.layout.text.lines import Line, words_to_lines
from ziping.pipeline.reading.text.joining import words_to_text
from ziping.schemas.document import Cell, Table
from ziping.schemas.geometry import Box, Place
from ziping.schemas.page import Word

APART = 1.5  # ems of blank between the headings and the first of their rows, at most
BESIDE = 8.0  # ems of blank between a label and the frame, at most
WRAPPED = 0.5  # ems of blank between two lines of one label, at most
LONGEST = 24  # characters of a label
FEWEST = 2  # labels, of rows that number one more


def with_bare_rows(tables: Sequence[Table], lines: Sequence[Line]) -> list[Table]:
    """The tables, those that are headings alone with the lines below them that stand in their columns.

    Args:
        tables: Of a page.
        lines: Of the same, those that no table holds.
    """
    return [_with_rows(table, tables, lines) if is_header_only(Rows.of(table)) else table for table in tables]


def _with_rows(table: Table, tables: Sequence[Table], lines: Sequence[Line]) -> Table:
    frame, edges = table.places[0].box, table_to_edges(table)
    end = min((t.places[0].box.top for t in tables if t.places[0].box.top >= frame.bottom), default=None)
    below = [w for w in lines if w.box.top >= frame.bottom - SAME_LINE and (end is None or w.box.bottom <= end)]
    if not below or below[0].box.top - frame.bottom > APART * below[0].em or not _inside(below[0], frame):
        return table
    run = continued_run(below, edges)
    if run is None or run.lines[0][0].box.top > below[0].box.bottom:
        return table
    body = run_to_table(run, table.places[0].page, edges)
    rows = [replace(cell, row=cell.row + table.rows) for cell in body.cells]
    whole = Box.around((frame, body.places[0].box))
    place = Place(table.places[0].page, whole)
    return replace(table, cells=(*table.cells, *rows), rows=table.rows + body.rows, places=(place,), ruled=False)


def _inside(line: Line, frame: Box) -> bool:
    return frame.x0 - SAME_LINE <= line.box.x0 and line.box.x1 <= frame.x1 + SAME_LINE


def with_labels(tables: Sequence[Table], outside: Sequence[Word]) -> list[Table]:
    """The tables, each with the labels of its rows that stand left of its frame as its first column.

    Args:
        tables: Of a page.
        outside: The words that no cell holds.
    """
    return [_with_labels(table, outside) for table in tables]


def _with_labels(table: Table, outside: Sequence[Word]) -> Table:
    frame, page = table.places[0].box, table.places[0].page
    levels = _levels(table)
    if levels is None or table.rows <= FEWEST:
        return table
    left = [w for w in outside if w.box.x1 <= frame.x0 + 1 and w.box.height > 0]
    labels = list(_labels(words_to_lines([w for w in left if frame.top < w.box.middle[1] < frame.bottom], page)))
    if len(labels) < FEWEST or not all(_is_label(words, frame) for words in labels):
        return table
    boxes = [Box.around(w.box for w in words) for words in labels]
    column = Box.around(boxes)
    if any(w.box.x1 > column.x0 and _near(w.box, column) for w in left if w not in [w for ws in labels for w in ws]):
        return table  # a column of text that goes on above or below
    spans = _spans(boxes, levels, 1 if names_columns(Rows.of(table), 0, FEWEST) else 0)
    if spans is None:
        return table
    cells = [replace(cell, column=cell.column + 1) for cell in table.cells]
    x0 = column.x0 - 1
    for (row, stop), words in _with_blanks(spans, labels, table.rows):
        place = Place(page, Box(x0, levels[row], frame.x0, levels[stop]))
        cells.append(Cell(row, 0, stop - row, 1, words_to_text(words, page), (place,)))
    ordered = tuple(sorted(cells, key=lambda c: (c.row, c.column)))
    box = Box(x0, frame.top, frame.x1, frame.bottom)
    return replace(table, cells=ordered, columns=table.columns + 1, places=(Place(page, box),))


def _labels(lines: Sequence[Line]) -> Iterator[tuple[Word, ...]]:
    """Lines that follow each other closely are one label."""
    label: list[Line] = []
    for line in lines:
        if label and line.box.top - label[-1].box.bottom > WRAPPED * line.em:
            yield tuple(w for part in label for w in part.words)
            label = []
        label.append(line)
    if label:
        yield tuple(w for part in label for w in part.words)


def _is_label(words: Sequence[Word], frame: Box) -> bool:
    text, box = "".join(w.text for w in words), Box.around(w.box for w in words)
    em = max(w.box.height for w in words)
    near = frame.x0 - box.x1 <= BESIDE * em
    return near and len(text) <= LONGEST and "。" not in text and not FIGURE.fullmatch(text)


def _near(box: Box, column: Box) -> bool:
    """Whether a word stands right above or below the labels."""
    return max(column.top - box.bottom, box.top - column.bottom) < APART * box.height


def _levels(table: Table) -> list[float] | None:
    """Where the rows of a table of one page begin, and where the last one ends; None where no cell tells."""
    seen: dict[int, float] = {}
    for cell in table.cells:
        box = cell.places[0].box
        seen.setdefault(cell.row, box.top)
        seen.setdefault(cell.row + cell.row_span, box.bottom)
    return [seen[row] for row in range(table.rows + 1)] if len(seen) == table.rows + 1 else None


def _spans(boxes: Sequence[Box], levels: Sequence[float], first: int) -> list[tuple[int, int]] | None:
    """For each label the first of its rows and the one after its last: the rows in whose middle it stands, else the row
    beside it. None where two stand beside one row. `first` is the first row that labels stand for."""
    rows = [Box(0, top, 1, bottom) for top, bottom in pairwise(levels)]
    middles = [box.middle[1] for box in boxes]
    headed = first == 1 and middles[0] < levels[1]
    ends = share_out(middles[headed:], rows, first)
    if ends is not None:
        begins = [first, *(end + 1 for end in ends[:-1])]
        return [*([(0, 1)] if headed else []), *((a, b + 1) for a, b in zip(begins, ends, strict=True))]
    beside = [next(k for k, row in enumerate(rows) if y <= row.bottom) for y in middles]
    return [(k, k + 1) for k in beside] if len(set(beside)) == len(beside) else None


def _with_blanks(
    spans: Sequence[tuple[int, int]], labels: Sequence[Sequence[Word]], rows: int
) -> Iterator[tuple[tuple[int, int], Sequence[Word]]]:
    """The rows of each cell of the column of labels with its words, from top to bottom; rows without one have cells of
    their own."""
    taken = dict(zip((a for a, _ in spans), zip(spans, labels, strict=True), strict=True))
    row = 0
    while row < rows:
        span, words = taken.get(row, ((row, row + 1), ()))
        yield span, words
        row = span[1]
