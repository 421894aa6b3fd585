"""Cells over several columns whose words stand in these columns: rules part only the headings, or only the body."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ziping.pipeline.layout.tables.channels import FEWEST, Entry, line_to_entries
from ziping.pipeline.layout.tables.grids import table_to_edges
from ziping.pipeline.layout.tables.unruled import unruled_tables
from ziping.pipeline.layout.text.lines import words_to_lines
from ziping.pipeline.reading.text.joining import Sides, words_to_text
from ziping.schemas.document import Cell, Table
from ziping.schemas.geometry import Box, Place
from ziping.schemas.page import Word


def part_wide(table: Table) -> Table:
    """The table with the cells as wide as it parted whose words stand in the columns of its other rows: headings in
    every column, and below them lines of several entries with figures among them. A ruled frame with nothing but such
    lines is a table without rules."""
    if table.columns == 1:
        return _without_rules(table) or table
    if table.columns < FEWEST:
        return table
    wide = [c for c in table.cells if c.column_span == table.columns and c.text]
    edges = table_to_edges(table) if wide else ()
    parted = {c.row: parts for c in wide if (parts := _cell_to_parts(c, edges)) is not None}
    if not parted:
        return table
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    headings = _first_headings(rows, table.columns)
    cells: list[Cell] = []
    for cell in table.cells:
        parts = parted.get(cell.row)
        above, below = rows.get(cell.row - 1, ()), rows.get(cell.row + cell.row_span, ())
        headed = headings is not None and headings < cell.row
        if parts and (_are_headings(parts, table.columns, below) or (headed and _are_rows(parts, above))):
            cells += _parted(cell, parts, edges)
        else:
            cells.append(cell)
    return replace(table, cells=tuple(cells))


def _first_headings(rows: Mapping[int, Sequence[Cell]], columns: int) -> int | None:
    """The first row that has text, no figure, in every column."""
    full = (row for row, own in sorted(rows.items()) if len(own) == columns)
    return next((row for row in full if all(c.text and not _is_figure(c) for c in rows[row])), None)


def _is_figure(cell: Cell) -> bool:
    words = cell_to_words(cell)
    return bool(words) and Entry(tuple(words), Box.around(w.box for w in words)).is_figure


def _are_headings(parts: Sequence[tuple[int, Entry]], columns: int, below: Sequence[Cell]) -> bool:
    return (
        {column for column, _ in parts} == set(range(columns))
        and not any(entry.is_figure for _, entry in parts)
        and len(below) == columns
        and any(map(_is_figure, below))
    )


def _are_rows(parts: Sequence[tuple[int, Entry]], above: Sequence[Cell]) -> bool:
    return bool(above) and len({column for column, _ in parts}) >= FEWEST and any(e.is_figure for _, e in parts)


def _cell_to_parts(cell: Cell, edges: Sequence[float]) -> list[tuple[int, Entry]] | None:
    """The entries of the cell with the column each stands in; None where one stands over a line, or a line has no
    more than two."""
    parts: list[tuple[int, Entry]] = []
    for line in words_to_lines(cell_to_words(cell), cell.places[0].page):
        entries = line_to_entries(line)
        columns = [bisect_right(edges, e.box.middle[0]) - 1 for e in entries]
        if len(set(columns)) < FEWEST:
            return None
        for column, entry in zip(columns, entries, strict=True):
            if not (
                0 <= column < len(edges) - 1 and edges[column] <= entry.box.x0 and entry.box.x1 <= edges[column + 1]
            ):
                return None
            parts.append((column, entry))
    return parts


def cell_to_words(cell: Cell) -> list[Word]:
    """The words of a cell as they are printed."""
    return [
        Word(text, p.box, p.confidence, p.edges[: len(text) + 1]) for p in cell.text.pieces if (text := p.text.rstrip())
    ]


def _parted(cell: Cell, parts: Sequence[tuple[int, Entry]], edges: Sequence[float]) -> list[Cell]:
    page, box = cell.places[0].page, cell.places[0].box
    found = []
    for column, (x0, x1) in enumerate(itertools.pairwise(edges)):
        words = [w for c, e in parts if c == column for w in e.words]
        place = Place(page, Box(x0, box.top, x1, box.bottom))
        found.append(Cell(cell.row, column, cell.row_span, 1, words_to_text(words, page, Sides(x0, x1)), (place,)))
    return found


def _without_rules(table: Table) -> Table | None:
    """What stands in the cells of a single column as a table without rules, where it is all of it."""
    words = [w for cell in table.cells for w in cell_to_words(cell)]
    found = unruled_tables(words_to_lines(words, table.places[0].page), table.places[0].page)
    held = sum(len(cell.text.pieces) for t in found for cell in t.cells)
    return found[0] if len(found) == 1 and held == len(words) and found[0].rows >= table.rows else None
