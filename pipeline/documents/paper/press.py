"""Passages and grids set on pages: blocks as parsers read them, and the same pages to be drawn."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path

from ziping.pipeline.documents.paper import pdf_writer
from ziping.pipeline.documents.paper.adjoining import join_adjoining
from ziping.pipeline.documents.paper.flow import MOST_ROWS, Flow, Grid, NewPage, Passage, Remark, Scan
from ziping.pipeline.documents.paper.grids import Setting, least_width, set_grid
from ziping.pipeline.documents.paper.line_breaks import (
    BASELINE,
    PITCH,
    line_to_words,
    line_width,
    text_to_lines,
)
from ziping.pipeline.documents.scanned import picture_to_sheets
from ziping.pipeline.errors import ReadError
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
from ziping.schemas.page import Method, Page, RulingLine, Word
from ziping.schemas.report import Note
from ziping.schemas.text import Printed

MARGIN = 54.0  # points
MOST_PICTURES = 60  # that are recognised of one document
MOST_PAGES = 3000  # a document of more is cut there, and that is said


@dataclass(slots=True)
class Leaf:
    """A page being set.

    Attributes:
        strings: Its text, line by line, with the place (top, x0) of each.
    """

    number: int
    words: list[Word] = field(default_factory=list)
    rules: dict[RulingLine, None] = field(default_factory=dict)
    strings: list[tuple[float, float, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Pasted:
    """A picture that is a page: what it says is still to be recognised, and stands before the block of that number."""

    page: int
    before: int
    sheet: pdf_writer.Sheet


@dataclass(frozen=True, slots=True)
class Laid:
    """A document on pages of our own.

    Attributes:
        path: The file.
        pasted: The pages that are pictures.
        stored: What cells store that show another number, with their frames.
    """

    path: Path
    pages: tuple[Page, ...]
    infos: tuple[PageInfo, ...]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    pasted: tuple[Pasted, ...] = ()
    stored: tuple[Printed, ...] = ()

    def document(self, source: Source) -> Document:
        """As parsers read it."""
        return Document(source, self.infos, self.blocks)

    def tables(self, page: int) -> tuple[Table, ...]:
        """The tables that stand on a page."""
        return tuple(b for b in self.blocks if isinstance(b, Table) and any(p.page == page for p in b.places))

    def to_pdf(self) -> bytes:
        """The same pages, to be drawn."""
        pictures = {one.page: one.sheet for one in self.pasted}
        return pdf_writer.to_pdf(pictures.get(page.number) or _drawn(page) for page in self.pages)


def lay(path: Path, flow: Flow) -> Laid:
    """Sets a document, in its order and from top to bottom."""
    press = _Press(path, flow)
    for item in join_adjoining(flow.items):
        if len(press.leaves) > MOST_PAGES:
            break
        match item:
            case Passage():
                press.passage(item)
            case Grid():
                press.grid(item)
            case Scan():
                press.paste(item)
            case NewPage():
                press.turn()
    return press.laid(len(press.leaves) > MOST_PAGES)


class _Press:
    def __init__(self, path: Path, flow: Flow) -> None:
        wide = max((least_width(item) for item in flow.items if isinstance(item, Grid)), default=0.0)
        self.setting = Setting(MARGIN, MARGIN, max(flow.width - 2 * MARGIN, wide), max(flow.height - 2 * MARGIN, 200.0))
        self.leaves = [Leaf(1)]
        self._y = MARGIN
        self._path, self._flow = path, flow
        self._blocks: list[Block] = []
        self._pasted: list[Pasted] = []
        self._unread: list[Remark] = []
        self._stored: list[Printed] = []

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
        if grid.rows > MOST_ROWS:
            message = f"A table of more than {MOST_ROWS} rows is no form; it is not read."
            self._unread.append(Remark("unread-table", message, f"{grid.rows}"))
        if not 0 < grid.rows <= MOST_ROWS or not grid.widths:
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
        self._stored += placed.stored
        self._y = placed.bottom + 8

    def paste(self, scan: Scan) -> None:
        """A picture as a page of its own; a warning where it is of no kind that can be read, or there are too many."""
        try:
            if len(self._pasted) >= MOST_PICTURES:
                raise ReadError("too-large", "too many")
            sheet = picture_to_sheets(self._path, io.BytesIO(scan.data), 1)[0]
        except (ReadError, IndexError):
            message = (
                "A picture of this document cannot be read. If something is printed on it, put it in as PNG or JPEG."
            )
            self._unread.append(Remark("unread-picture", message))
            return
        self.turn()
        self._pasted.append(Pasted(self.leaves[-1].number, len(self._blocks), sheet))
        self._add()

    def turn(self) -> None:
        """Begins a page, unless nothing has been set yet."""
        if self._y > MARGIN or self.leaves[-1].words:
            self._add()

    def _add(self) -> None:
        self.leaves.append(Leaf(self.leaves[-1].number + 1))
        self._y = MARGIN

    def laid(self, cut: bool) -> Laid:
        """What has been set."""
        width, height = self.setting.width + 2 * MARGIN, self.setting.bottom + MARGIN
        if len(self.leaves) > 1 and self._y == MARGIN and not self.leaves[-1].words:
            self.leaves.pop()  # nothing came after a picture, or where a page was to begin
        sizes = {p.page: (p.sheet.width, p.sheet.height) for p in self._pasted}
        pages = tuple(
            Page(f.number, *sizes.get(f.number, (width, height)), tuple(f.words), tuple(f.rules)) for f in self.leaves
        )
        infos = tuple(
            PageInfo(p.number, p.width, p.height, Method.TEXT, _string(f))
            for p, f in zip(pages, self.leaves, strict=True)
        )
        remarks = (*self._flow.remarks, *self._unread)
        notes = [Note(r.code, r.message, (Printed(r.text, 1, _WHOLE),)) for r in remarks]
        if cut:
            message = f"The document has more than {MOST_PAGES} pages; what follows was not read."
            notes.append(Note("unread-table", message, (Printed("", len(pages), _WHOLE),)))
        blocks, pasted, stored = tuple(self._blocks), tuple(self._pasted), tuple(self._stored)
        return Laid(self._path, pages, infos, blocks, tuple(notes), pasted, stored)


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
