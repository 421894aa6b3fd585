"""A Word document as passages and grids, in the order in which Word shows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ziping.pipeline.documents.elements import attribute, child, is_on, name_of, number
from ziping.pipeline.documents.package import Element, Package, open_package
from ziping.pipeline.documents.paper.flow import (
    SMALL,
    Flow,
    Item,
    NewPage,
    Passage,
    Remark,
    Scan,
)
from ziping.pipeline.documents.scanned import LARGE
from ziping.pipeline.documents.web.read import MOST_BYTES
from ziping.pipeline.documents.word.chunks import chunk_to_flow
from ziping.pipeline.documents.word.content import content
from ziping.pipeline.documents.word.numbering import read_numbering
from ziping.pipeline.documents.word.runs import Runs, Shown
from ziping.pipeline.documents.word.styles import read_styles
from ziping.pipeline.documents.word.tables import read_table
from ziping.pipeline.errors import ReadError
from ziping.schemas.document import Align

_SIZES = (8.0, 26.0)  # of print that is taken as it is, in points
_USUAL = 21  # half points, where nothing says it
_TWIPS = 20
_DEEPEST = 12  # tables and boxes within each other

_ALIGN = {"center": Align.CENTRE, "right": Align.RIGHT, "end": Align.RIGHT}


def read_word(path: Path) -> Flow:
    """Reads a .docx.

    Raises:
        ReadError: `corrupt`, `encrypted`, `too-large`.
    """
    with open_package(path) as package:
        name = package.main("word/document.xml")
        root = package.xml(name)
        body = child(root, "body")
        if body is None:
            raise ReadError("corrupt", f"{path} is no Word document, whatever its name says: fetch it again")
        return _Reader(package, name).flow(body)


class _Reader:
    def __init__(self, package: Package, name: str) -> None:
        related = package.related(name)
        self._package, self._related = package, related
        parts = {kind: package.xml(part) for kind, part in related.values() if kind in _PARTS and package.has(part)}
        self._styles = read_styles(parts.get("styles"))
        self._numbering = read_numbering(parts.get("numbering"))
        self._notes = {kind: parts.get(f"{kind}s") for kind in ("footnote", "endnote")}
        self._runs = Runs(self._styles)
        self._named: list[tuple[str, str]] = []  # notes that were referred to, in their order
        self._later: list[Element] = []  # tables and boxes inside of a table, set behind it
        self._pictures: list[Item] = []  # of a table, set behind it
        self._objects = 0
        self._shown: set[str] = set()  # parts whose pictures or pages have been taken
        self._lost = 0  # pictures that the file only points to
        self._chunked: list[Remark] = []  # on pages that it holds as they are

    def flow(self, body: Element) -> Flow:
        """The whole document."""
        items = [*self._blocks(body, 0), *self._all_notes()]
        width, height = _page(body)
        return Flow(tuple(items), tuple(self._remarks()), width, height)

    def _blocks(self, parent: Element, depth: int) -> Iterator[Item]:
        if depth > _DEEPEST:
            return
        open_end = ""  # of a paragraph whose mark is deleted: the next one goes on with it
        for one in content(parent):
            name = name_of(one)
            if name == "p":
                shown, passage = self._paragraph(one)
                if child(one, "pPr", "rPr", "del") is not None:
                    open_end += passage.text
                else:
                    yield Passage(open_end + passage.text, passage.align, passage.size)
                    open_end = ""
                yield from self._behind(shown, depth)
            elif name == "tbl":
                yield from self._table(one, depth)
            elif name == "altChunk":
                yield from self._chunk(one)
        if open_end:
            yield Passage(open_end)

    def _chunk(self, chunk: Element) -> Iterator[Item]:
        """A page that the document holds as it is."""
        part = self._related.get(attribute(chunk, "id") or "", ("", ""))[1]
        is_new = self._package.has(part) and part not in self._shown
        self._shown.add(part)
        data = self._package.read(part, MOST_BYTES) if is_new else b""
        flow = chunk_to_flow(self._package.path, data) if data else None
        if flow is None:
            self._objects += 1
            return
        self._chunked.extend(flow.remarks)
        yield from flow.items

    def _behind(self, shown: Shown, depth: int) -> Iterator[Item]:
        """What hangs on a paragraph and is set below it."""
        for box in shown.boxes:
            yield from self._blocks(box, depth + 1)
        yield from self._scans(shown)
        if shown.breaks_page:
            yield NewPage()

    def _scans(self, shown: Shown) -> Iterator[Scan]:
        """The pictures that are large enough to hold a form, each once."""
        for one in shown.pictures:
            part = self._related.get(one.relation, ("", ""))[1]
            if one.width < LARGE[0] or one.height < LARGE[1] or part in self._shown:
                continue
            if self._package.has(part):
                self._shown.add(part)
                yield Scan(self._package.read(part))
            else:
                self._lost += 1

    def _table(self, table: Element, depth: int) -> Iterator[Item]:
        outer, self._later = self._later, []
        grid = read_table(table, self._cell)
        later, self._later = self._later, outer
        yield grid
        yield from self._pictures
        self._pictures.clear()
        for one in later:
            yield Passage("")  # it is no part of the table that it lay in
            if name_of(one) == "tbl":
                if depth < _DEEPEST:
                    yield from self._table(one, depth + 1)
            else:
                yield from self._blocks(one, depth + 1)

    def _cell(self, cell: Element) -> str:
        """The paragraphs of a cell; a table in it is set behind the one that it is in."""
        texts: list[str] = []
        for one in content(cell):
            if name_of(one) == "p":
                shown, passage = self._paragraph(one)
                texts.append(passage.text)
                self._later.extend(shown.boxes)
                self._pictures.extend(self._scans(shown))
            elif name_of(one) == "tbl":
                self._later.append(one)
        return "\n".join(texts)

    def _paragraph(self, paragraph: Element) -> tuple[Shown, Passage]:
        properties = child(paragraph, "pPr")
        shown = self._runs.read(paragraph)
        self._named.extend(shown.notes)
        self._objects += shown.objects
        text = shown.text
        hidden = is_on(child(properties, "rPr", "vanish")) and not text
        label = "" if hidden else self._label(properties, text)
        align = _ALIGN.get(attribute(self._styles.of_paragraph(properties, "jc")) or "", Align.LEFT)
        size = min(max((shown.size or number(child(self._styles.run, "sz")) or _USUAL) / 2, _SIZES[0]), _SIZES[1])
        return shown, Passage(f"{label} {text}" if label else text, align, size)

    def _label(self, properties: Element | None, text: str) -> str:
        list_id = attribute(self._styles.of_paragraph(properties, "numPr", "numId"))
        if not list_id or list_id == "0":
            return ""
        level = number(self._styles.of_paragraph(properties, "numPr", "ilvl")) or 0
        label = self._numbering.label(list_id, level)
        return label if text.strip() or label else ""

    def _all_notes(self) -> Iterator[Item]:
        """Footnotes, in their order behind the document: they are no part of the text that they stand under."""
        for kind, wanted in self._named:
            root = self._notes.get(kind)
            for note in root if root is not None else ():
                if attribute(note, "id") == wanted:
                    texts = [self._runs.read(p).text for p in content(note) if name_of(p) == "p"]
                    yield Passage(" ".join(t.strip() for t in texts), size=SMALL)

    def _remarks(self) -> Iterator[Remark]:
        yield from self._chunked
        if self._objects:
            message = "Objects of other programs are embedded here; their content is not read. Put it in as a table."
            yield Remark("unread-object", message, f"{self._objects}")
        if self._lost:
            message = (
                "Pictures of this document lie elsewhere and are not fetched. Put them into it, and save it again."
            )
            yield Remark("unread-picture", message, f"{self._lost}")


_PARTS = frozenset({"styles", "numbering", "footnotes", "endnotes"})


def _page(body: Element) -> tuple[float, float]:
    """Width and height of the widest page, in points."""
    sizes = [
        ((number(one, "w") or 0) / _TWIPS, (number(one, "h") or 0) / _TWIPS)
        for one in body.iter()
        if name_of(one) == "pgSz"
    ]
    fit = [(w, h) for w, h in sizes if 200 <= w <= 3000 and 200 <= h <= 3000]
    return max(fit, default=(595.0, 842.0))
