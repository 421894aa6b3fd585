"""Passages and grids set on pages: blocks as parsers read them, and the same pages to be drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

from ziping.pipeline.documents.paper import pdf_writer
from ziping.pipeline.documents.paper.flow import Flow, Grid, NewPage, Passage
from ziping.pipeline.documents.paper.grids import Setting, least_width, set_grid
from ziping.pipeline.documents.paper.lines import (
    BASELINE,
    PITCH,
    line_to_words,
    line_width,
    text_to_lines,
)
from ziping.pipeline.layout.text.joining import lines_to_text
from ziping.pipeline.layout.text.lines import Line
from ziping.schemas.document import (
    Align,
    Block,
    Document,
    PageInfo,
    Paragraph,
    Source,
    Table,
)
from ziping.schemas.geometry import Box
from ziping.schemas.page import Method, Page, Rule, Word
from ziping.schemas.report import Note
from ziping.schemas.text import Printed

MARGIN = 54.0  # points
MOST_PAGES = 3000  # a document of more is cut there, and that is said


@dataclass(slots=True)
class Leaf:
    """A page being set.

    Attributes:
        strings: Its text, line by line, with the place (top, x0) of each.
    """

    number: int
    words: list[Word] = field(default_factory=list)
    rules: dict[Rule, None] = field(default_factory=dict)
    strings: list[tuple[float, float, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Laid:
    """A document on pages of our own."""

    pages: tuple[Page, ...]
    infos: tuple[PageInfo, ...]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]

    def document(self, source: Source) -> Document:
        """As parsers read it."""
        return Document(source, self.infos, self.blocks)

    def tables(self, page: int) -> tuple[Table, ...]:
        """The tables that stand on a page."""
        return tuple(b for b in self.blocks if isinstance(b, Table) and any(p.page == page for p in b.places))

    def to_pdf(self) -> bytes:
        """The same pages, to be drawn."""
        return pdf_writer.to_pdf(map(_drawn, self.pages))


def lay(flow: Flow) -> Laid:
    """Sets a document, in its order and from top to bottom."""
    press = _Press(flow)
    for item in flow.items:
        if len(press.leaves) > MOST_PAGES:
            break
        match item:
            case Passage():
                press.passage(item)
            case Grid():
                press.grid(item)
            case NewPage():
                press.turn()
    return press.laid(len(press.leaves) > MOST_PAGES)


class _Press:
    def __init__(self, flow: Flow) -> None:
        wide = max((least_width(item) for item in flow.items if isinstance(item, Grid)), default=0.0)
        self.setting = Setting(MARGIN, MARGIN, max(flow.width - 2 * MARGIN, wide), max(flow.height - 2 * MARGIN, 200.0))
        self.leaves = [Leaf(1)]
        self._y = MARGIN
        self._flow = flow
        self._blocks: list[Block] = []

    def passage(self, passage: Passage) -> None:
        """A paragraph for each of its lines that a break parts."""
        for text in passage.text.split("\n"):
            lines = self._lines(text, passage)
            if lines:
                joined = lines_to_text(lines)
                self._blocks.append(
                    Paragraph(joined.text, passage.align, passage.size, joined.line_starts, joined.gaps)
                )
                self._y += 0.3 * passage.size

    def _lines(self, text: str, passage: Passage) -> list[Line]:
        size, setting, lines = passage.size, self.setting, []
        for cut in text_to_lines(text, setting.width, size):
            if self._y + PITCH * size > setting.bottom:
                self._add()
            free = setting.width - line_width(cut)
            indent = {Align.LEFT: 0.0, Align.CENTRE: free / 2, Align.RIGHT: free}[passage.align]
            leaf = self.leaves[-1]
            words = line_to_words(cut, setting.left + indent, self._y, size)
            leaf.words.extend(words)
            leaf.strings.append((self._y, words[0].box.x0, " ".join(w.text for w in words)))
            lines.append(Line(leaf.number, tuple(words), Box.around(w.box for w in words), size, size))
            self._y += PITCH * size
        return lines

    def grid(self, grid: Grid) -> None:
        """A table, over as many pages as it needs."""
        if not grid.rows or not grid.widths:
            return
        placed = set_grid(grid, self.setting, self.leaves[-1].number, self._y)
        while self.leaves[-1].number < placed.last_page:
            self._add()
        for page, words in placed.words.items():
            self.leaves[page - 1].words.extend(words)
        for page, rules in placed.rules.items():
            self.leaves[page - 1].rules.update(dict.fromkeys(rules))
        for page, top, x0, text in placed.strings:
            self.leaves[page - 1].strings.append((top, x0, text))
        self._blocks.append(placed.table)
        self._y = placed.bottom + 8

    def turn(self) -> None:
        """Begins a page, unless nothing has been set yet."""
        if self._blocks or self.leaves[-1].words:
            self._add()

    def _add(self) -> None:
        self.leaves.append(Leaf(self.leaves[-1].number + 1))
        self._y = MARGIN

    def laid(self, cut: bool) -> Laid:
        """What has been set."""
        width, height = self.setting.width + 2 * MARGIN, self.setting.bottom + MARGIN
        pages = tuple(Page(f.number, width, height, tuple(f.words), tuple(f.rules)) for f in self.leaves)
        infos = tuple(PageInfo(f.number, width, height, Method.TEXT, _string(f)) for f in self.leaves)
        notes = [Note(r.code, r.message, (Printed(r.text, 1, _WHOLE),)) for r in self._flow.remarks]
        if cut:
            message = f"The document has more than {MOST_PAGES} pages; what follows was not read."
            notes.append(Note("unread-table", message, (Printed("", len(pages), _WHOLE),)))
        return Laid(pages, infos, tuple(self._blocks), tuple(notes))


_WHOLE = Box(0.0, 0.0, MARGIN, MARGIN)  # where something is told of that stands on no page of ours


def _string(leaf: Leaf) -> str:
    return "\n".join(text for _, _, text in sorted(leaf.strings, key=lambda s: s[:2]))


def _drawn(page: Page) -> pdf_writer.Sheet:
    sheet = pdf_writer.Sheet(page.width, page.height)
    for rule in page.rules:
        sheet.line(rule.x0, rule.top, rule.x1, rule.bottom)
    for word in page.words:
        size = word.box.height
        sheet.text(word.box.x0, word.box.top + BASELINE * size, size, word.text)
    return sheet
