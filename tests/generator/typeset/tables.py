"""Spreads the rows of a table over pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.generator.typeset.setting import (
    ATOM,
    Cell,
    Manner,
    Table,
    wrap,
)

LEADING = 1.3


@dataclass
class Box:
    """The part of a cell that stands on one page, with the lines that are printed in it."""

    cell: Cell
    top: float
    bottom: float
    lines: list[str]
    cut: bool = False  # its row is cut by a page: lines begin at the top
    open_top: bool = False
    open_bottom: bool = False


@dataclass
class Placed:
    """Boxes page by page."""

    pages: list[list[Box]]
    cuts: bool = False


@dataclass
class _Strip:
    """A row, or a part of a cut one, on a page: its lines are `first` to `last` of each cell."""

    page: int
    top: float
    bottom: float
    first: int = 0
    last: int | None = None


@dataclass
class _Spread:
    """Rows being put below each other."""

    page: int
    y: float
    start: float
    bottom: float
    strips: dict[int, list[_Strip]] = field(default_factory=dict)
    repeats: dict[int, float] = field(default_factory=dict)  # page → where the repeated header begins
    tops: dict[int, float] = field(default_factory=dict)  # page → where the table begins


def _lines(cell: Cell, breadth: float, size: float) -> list[str]:
    if cell.upright:
        return ATOM.findall(cell.text.replace("\n", ""))
    return wrap(cell.text, (cell.x1 - cell.x0) * breadth - 6, size)


def place(table: Table, manner: Manner, breadth: float, y: float, start: float, bottom: float) -> Placed:
    """Every cell's boxes; `y` is where the table begins on the first page, `start` on further pages."""
    size, pad = manner.size, manner.padding
    texts = {id(c): _lines(c, breadth, size) for row in table.rows for c in row}
    heights = _heights(table, texts, size * LEADING, pad)
    head = sum(heights[slice(*table.header)])
    spread = _Spread(0, y, start, bottom, tops={0: y})

    def turn(row: int) -> None:
        spread.page += 1
        spread.y = spread.tops[spread.page] = spread.start
        first, last = table.covers
        if manner.header_again and first <= row < last:
            spread.repeats[spread.page] = spread.y
            spread.y += head

    for number, row in enumerate(table.rows):
        need, room = heights[number], spread.bottom - spread.y
        lines = max((len(texts[id(c)]) for c in row if c.rows == 1), default=1)
        fit = int((room - 2 * pad) // (size * LEADING))
        if need <= room:
            spread.strips[number] = [_Strip(spread.page, spread.y, spread.y + need)]
        elif manner.cut_rows and lines > 1 and 1 <= fit < lines:
            above = _Strip(spread.page, spread.y, spread.y + fit * size * LEADING + 2 * pad, 0, fit)
            turn(number)
            high = (lines - fit) * size * LEADING + 2 * pad
            spread.strips[number] = [above, _Strip(spread.page, spread.y, spread.y + high, fit, None)]
        else:
            turn(number)
            spread.strips[number] = [_Strip(spread.page, spread.y, spread.y + need)]
        spread.y = spread.strips[number][-1].bottom
    return _boxes(table, manner, texts, heights, spread)


def _heights(table: Table, texts: dict[int, list[str]], leading: float, pad: float) -> list[float]:
    heights = [
        max((len(texts[id(c)]) for c in row if c.rows == 1), default=1) * leading + 2 * pad for row in table.rows
    ]
    for number, row in enumerate(table.rows):
        for cell in row:
            covered = range(number, number + cell.rows)
            lack = len(texts[id(cell)]) * leading + 2 * pad - sum(heights[r] for r in covered)
            if cell.rows > 1 and lack > 0:
                for r in covered:
                    heights[r] += lack / cell.rows
    return heights


def _boxes(table: Table, manner: Manner, texts: dict[int, list[str]], heights: list[float], spread: _Spread) -> Placed:
    placed = Placed([[] for _ in range(spread.page + 1)])
    for number, row in enumerate(table.rows):
        for cell in row:
            strips = [s for r in range(number, number + cell.rows) for s in spread.strips[r]]
            pages = sorted({s.page for s in strips})
            cut = cell.rows == 1 and len(strips) > 1
            boxes = []
            for page in pages:
                here = [s for s in strips if s.page == page]
                beside_header = page in spread.repeats and number < table.header[1] and page > pages[0]
                box = Box(cell, spread.repeats[page] if beside_header else here[0].top, here[-1].bottom, [], cut)
                if cut:
                    box.lines = texts[id(cell)][here[0].first : here[0].last]
                box.open_bottom = manner.open_cut and page < pages[-1]
                box.open_top = manner.open_cut and page > pages[0] and page not in spread.repeats
                boxes.append(box)
                placed.pages[page].append(box)
            if not cut:
                _print(boxes, texts[id(cell)], manner)
    _repeat_headers(table, texts, heights, spread, placed)
    return placed


def _print(boxes: list[Box], lines: list[str], manner: Manner) -> None:
    """The label of a cell that runs over pages stands in its first part, or in each; only where it fits."""
    need = len(lines) * manner.size * LEADING
    roomy = [b for b in boxes if b.bottom - b.top >= need] or [max(boxes, key=lambda b: b.bottom - b.top)]
    for box in roomy if manner.label_again else roomy[:1]:
        box.lines = lines


def _repeat_headers(
    table: Table, texts: dict[int, list[str]], heights: list[float], spread: _Spread, placed: Placed
) -> None:
    first, last = table.header
    for page, top in spread.repeats.items():
        for number in range(first, last):
            y = top + sum(heights[first:number])
            for cell in table.rows[number]:
                if number + cell.rows <= last:
                    bottom = y + sum(heights[number : number + cell.rows])
                    placed.pages[page].append(Box(cell, y, bottom, texts[id(cell)]))
