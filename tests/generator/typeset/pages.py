"""Sets lines, passages and tables on pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.generator.typeset.pdf import (
    PAPER,
    Sheet,
    width,
    write,
)
from tests.generator.typeset.setting import (
    Break,
    Element,
    End,
    Line,
    Manner,
    Passage,
    Table,
    wrap,
)
from tests.generator.typeset.tables import Box, place

MARGIN = 54.0  # points, on each side
LEADING = 1.3


@dataclass
class Pages:
    """Pages being filled.

    Attributes:
        marks: Where marked things begin: name to page, from 1.
    """

    manner: Manner
    sheets: list[Sheet] = field(default_factory=list)
    marks: dict[str, int] = field(default_factory=dict)
    y: float = 0.0

    def __post_init__(self) -> None:
        self.turn()

    def turn(self) -> None:
        wide, high = PAPER[::-1] if self.manner.landscape else PAPER
        self.sheets.append(Sheet(wide, high, self.manner.turned))
        self.y = MARGIN

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    @property
    def bottom(self) -> float:
        return self.sheet.high - MARGIN

    @property
    def breadth(self) -> float:
        return self.sheet.wide - 2 * MARGIN

    def mark(self, name: str | None) -> None:
        if name:
            self.marks.setdefault(name, len(self.sheets))

    def add(self, element: Element) -> None:
        if isinstance(element, Break):
            self.turn()
        elif isinstance(element, End):
            self.mark(element.mark)
        elif isinstance(element, Line):
            self._line(element)
        elif isinstance(element, Passage):
            self._passage(element)
        else:
            self._table(element)

    def _line(self, line: Line) -> None:
        high = line.size * 1.5
        for text in wrap(line.texts[0], self.breadth, line.size) if line.align == "centre" else [""]:
            if self.y + high > self.bottom:
                self.turn()
            if line.align == "centre":
                x = MARGIN + (self.breadth - width(text, line.size)) / 2
                self.sheet.text(x, self.y, line.size, text, bold=line.bold)
            else:
                gaps = max(1, len(line.texts) - 1)
                spare = self.breadth - sum(width(t, line.size) for t in line.texts)
                x = MARGIN
                for part in line.texts:
                    self.sheet.text(x, self.y, line.size, part)
                    x += width(part, line.size) + spare / gaps
            self.mark(line.mark)
            self.y += high

    def _passage(self, passage: Passage) -> None:
        size = self.manner.prose_size
        for text in wrap("　　" + passage.text, self.breadth, size):
            if self.y + size * 1.6 > self.bottom:
                self.turn()
            indent = 2 * size if text.startswith("　　") else 0
            self.sheet.text(MARGIN + indent, self.y, size, text.lstrip("　"))
            self.mark(passage.mark)
            self.y += size * 1.6

    def _table(self, table: Table) -> None:
        manner = self.manner
        laid = place(table, manner, self.breadth, self.y, MARGIN, self.bottom)
        for page, boxes in enumerate(laid.pages):
            if page:
                self.turn()
            for box in boxes:
                self._text(box)
                self.mark(box.cell.mark)
            self._rules(boxes, laid.cuts, page == len(laid.pages) - 1)
            self.y = max((b.bottom for b in boxes), default=self.y) + 12

    def _text(self, box: Box) -> None:
        size, cell = self.manner.size, box.cell
        x0, x1 = MARGIN + cell.x0 * self.breadth, MARGIN + cell.x1 * self.breadth
        if cell.shaded:
            self.sheet.shade(x0, box.top, x1, box.bottom)
        high = len(box.lines) * size * LEADING
        y = box.top + (self.manner.padding if box.cut else max(0.0, (box.bottom - box.top - high) / 2))
        for text in box.lines:
            x = x0 + 3 if cell.left else x0 + (x1 - x0 - width(text, size)) / 2
            self.sheet.text(x, y + size * 0.15, size, text)
            y += size * LEADING

    def _rules(self, boxes: list[Box], cuts: bool, last: bool) -> None:
        """The frames of the cells. Outer rules may be missing, and those where a page cuts a row."""
        del last
        manner, sides = self.manner, {"left": ("left",), "right": ("right",), "both": ("left", "right")}
        gone = sides.get(manner.missing, ())
        edges: set[tuple[float, float, float, float]] = set()
        for box in boxes:
            x0, x1 = MARGIN + box.cell.x0 * self.breadth, MARGIN + box.cell.x1 * self.breadth
            whole = not gone and not (box.open_top or box.open_bottom)
            if manner.rules == "frames" and whole:
                self.sheet.frame(x0, box.top, x1, box.bottom)
                continue
            if not box.open_top:
                edges.add((x0, box.top, x1, box.top))
            if not box.open_bottom:
                edges.add((x0, box.bottom, x1, box.bottom))
            if not ("left" in gone and box.cell.x0 <= 0):
                edges.add((x0, box.top, x0, box.bottom))
            if not ("right" in gone and box.cell.x1 >= 1):
                edges.add((x1, box.top, x1, box.bottom))
        for x0, top, x1, bottom in sorted(edges):
            if manner.rules == "bars":
                self.sheet.bar(x0, top, x1, bottom)
            elif manner.rules == "pieces":
                for a, b in _pieces(x0 + top, x1 + bottom):
                    flat = top == bottom
                    self.sheet.stroke(*((a - top, top, b - top, top) if flat else (x0, a - x0, x0, b - x0)))
            else:
                self.sheet.stroke(x0, top, x1, bottom)

    def finish(self) -> bytes:
        total = len(self.sheets)
        for number, sheet in enumerate(self.sheets, 1):
            text = self.manner.footer.format(n=number, all=total)
            sheet.text((sheet.wide - width(text, 10)) / 2, sheet.high - 38, 10, text)
        return write(self.sheets, embedded=self.manner.embedded)


def _pieces(start: float, stop: float, longest: float = 60.0) -> Iterable[tuple[float, float]]:
    while start < stop:
        yield start, min(stop, start + longest)
        start += longest


def typeset(elements: Iterable[Element], manner: Manner) -> tuple[bytes, Pages]:
    """The PDF and the pages, which know where marked things stand."""
    pages = Pages(manner)
    for element in elements:
        pages.add(element)
    return pages.finish(), pages
