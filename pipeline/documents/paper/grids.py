"""A grid set on pages: rows as high as their text, cells that go on where a page ends."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ziping.pipeline.documents.paper.flow import SMALL, Grid, GridCell
from ziping.pipeline.documents.paper.line_breaks import (
    PITCH,
    Line,
    line_to_words,
    text_to_lines,
)
from ziping.pipeline.layout.text.joining import texts_to_text
from ziping.pipeline.reading.text.joining import lines_to_text, needs_blank
from ziping.schemas.document import Cell, Table
from ziping.schemas.geometry import Box, Place
from ziping.schemas.page import RulingLine, Word
from ziping.schemas.text import Piece, Printed, Text

PAD = 3.0  # between a rule and what stands beside it, in points
_NARROWEST = 2 * PAD + SMALL + 1  # a column: one character wide


@dataclass(frozen=True, slots=True)
class Setting:
    """Where text may stand on a page, in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(slots=True)
class Placed:
    """A table on its pages, with all that is drawn of it there.

    Attributes:
        stored: What cells store that show another number, with their frames.
    """

    table: Table
    bottom: float
    last_page: int
    words: dict[int, list[Word]] = field(default_factory=lambda: defaultdict(list))
    rules: dict[int, list[RulingLine]] = field(default_factory=lambda: defaultdict(list))
    strings: list[tuple[int, float, float, str]] = field(default_factory=list)
    stored: list[Printed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Slice:
    """A row, or what stands of it on one page."""

    row: int
    page: int
    top: float
    bottom: float


def least_width(grid: Grid) -> float:
    """How wide a table is at least, in points."""
    return _NARROWEST * len(grid.widths)


def set_grid(grid: Grid, setting: Setting, page: int, y: float) -> Placed:
    """Sets a table from a height of a page on."""
    xs = _edges(grid, setting)
    cut = [(cell, _lines(cell, xs)) for cell in _all_cells(grid)]
    slices = list(_slices(_heights(grid, cut), setting, page, y))
    of_row: dict[int, list[_Slice]] = defaultdict(list)
    for one in slices:
        of_row[one.row].append(one)
    cells: list[Cell] = []
    words: dict[int, list[Word]] = defaultdict(list)
    rules: dict[int, list[RulingLine]] = defaultdict(list)
    rows: dict[int, list[str]] = defaultdict(list)
    stored: list[Printed] = []
    for cell, paragraphs in cut:
        x0, x1 = xs[cell.column], xs[cell.column + cell.column_span]
        parts = _parts([s for r in range(cell.row, cell.row + cell.row_span) for s in of_row[r]], x0, x1)
        for part in parts:
            rules[part.page].extend(_frame(part.box))
        text = _fill(paragraphs, parts, words)
        cells.append(Cell(cell.row, cell.column, cell.row_span, cell.column_span, text, parts))
        if cell.stored:
            stored += [Printed(cell.stored, part.page, part.box) for part in parts]
        if text:
            rows[cell.row].append(text.string)
    places = _parts(slices, xs[0], xs[-1])
    first = {p.page: next(s.row for s in slices if s.page == p.page) for p in places}
    table = Table(tuple(cells), grid.rows, len(grid.widths), places, tuple(first[p.page] for p in places))
    strings = [(of_row[r][0].page, of_row[r][0].top, xs[0], "\t".join(texts)) for r, texts in rows.items()]
    return Placed(table, slices[-1].bottom, slices[-1].page, words, rules, strings, stored)


def _all_cells(grid: Grid) -> list[GridCell]:
    """The cells in reading order, empty ones where the file has none."""
    covered = {
        (row, column)
        for c in grid.cells
        for row in range(c.row, c.row + c.row_span)
        for column in range(c.column, c.column + c.column_span)
    }
    every = itertools.product(range(grid.rows), range(len(grid.widths)))
    empty = [GridCell(row, column, 1, 1, "") for row, column in every if (row, column) not in covered]
    return sorted([*grid.cells, *empty], key=lambda c: (c.row, c.column))


def _edges(grid: Grid, setting: Setting) -> list[float]:
    """Where columns begin and end: as the file has them, none so narrow that nothing fits in."""
    total = sum(max(w, 1.0) for w in grid.widths)
    spare = max(0.0, setting.width - least_width(grid))
    widths = [_NARROWEST + spare * max(w, 1.0) / total for w in grid.widths]
    return [setting.left + x for x in itertools.accumulate(widths, initial=0.0)]


def _lines(cell: GridCell, xs: Sequence[float]) -> list[list[Line]]:
    """The lines of each paragraph of a cell."""
    width = xs[cell.column + cell.column_span] - xs[cell.column] - 2 * PAD
    paragraphs = [text_to_lines(text, width, SMALL) for text in cell.text.split("\n")]
    return [lines for lines in paragraphs if lines]


def _heights(grid: Grid, cut: Sequence[tuple[GridCell, list[list[Line]]]]) -> list[float]:
    """Of the rows: every text fits, that of a merged cell at the cost of its last row."""
    heights = [PITCH * SMALL + 2 * PAD] * grid.rows
    needed = [(cell, sum(map(len, lines)) * PITCH * SMALL + 2 * PAD) for cell, lines in cut]
    for cell, height in needed:
        if cell.row_span == 1:
            heights[cell.row] = max(heights[cell.row], height)
    for cell, height in needed:
        last = cell.row + cell.row_span - 1
        heights[last] += max(0.0, height - sum(heights[cell.row : last + 1]))
    return heights


def _slices(heights: Sequence[float], setting: Setting, page: int, y: float) -> Iterator[_Slice]:
    """Rows on their pages. A row that no page holds goes on over several."""
    for row, height in enumerate(heights):
        left = height
        if y + min(left, setting.height) > setting.bottom + 0.1 and y > setting.top:
            page, y = page + 1, setting.top
        while left > setting.height:
            yield _Slice(row, page, y, setting.bottom)
            left -= setting.bottom - y - PITCH * SMALL  # a line that does not fit in any more begins the next page
            page, y = page + 1, setting.top
        yield _Slice(row, page, y, y + left)
        y += left


def _parts(slices: Sequence[_Slice], x0: float, x1: float) -> tuple[Place, ...]:
    """What consecutive rows cover: one place a page."""
    return tuple(
        Place(page, Box(x0, min(s.top for s in of_page), x1, max(s.bottom for s in of_page)))
        for page, group in itertools.groupby(slices, key=lambda s: s.page)
        for of_page in [list(group)]
    )


def _frame(box: Box) -> list[RulingLine]:
    return [
        RulingLine(box.x0, box.top, box.x1, box.top),
        RulingLine(box.x0, box.bottom, box.x1, box.bottom),
        RulingLine(box.x0, box.top, box.x0, box.bottom),
        RulingLine(box.x1, box.top, box.x1, box.bottom),
    ]


def _fill(paragraphs: Sequence[list[Line]], parts: Sequence[Place], words: dict[int, list[Word]]) -> Text:
    """Sets the lines of a cell into what it covers of each page."""
    index, y = 0, parts[0].box.top + PAD
    pieces: list[Piece] = []
    for lines in paragraphs:
        of_page: list[tuple[int, list[list[Word]]]] = []
        for line in lines:
            if y + SMALL > parts[index].box.bottom and index + 1 < len(parts):
                index += 1
                y = parts[index].box.top + PAD
            page = parts[index].page
            placed = line_to_words(line, parts[index].box.x0 + PAD, y, SMALL)
            words[page].extend(placed)
            if not of_page or of_page[-1][0] != page:
                of_page.append((page, []))
            of_page[-1][1].append(placed)
            y += PITCH * SMALL
        text = texts_to_text(lines_to_text(printed, page) for page, printed in of_page)
        if pieces and text and needs_blank(pieces[-1].text[-1], text.string[0]):
            pieces[-1] = _with_blank(pieces[-1])
        pieces.extend(text.pieces)
    return Text.of(pieces)


def _with_blank(piece: Piece) -> Piece:
    """With a blank of no width: figures in paragraphs of their own are two figures."""
    return Piece(f"{piece.text} ", piece.page, piece.box, (*piece.edges, piece.edges[-1]), piece.confidence)
