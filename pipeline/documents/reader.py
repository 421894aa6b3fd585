"""From an open document to what parsers read, whichever way its pages are had."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from pypdfium2 import PdfDocument

from ziping.pipeline.documents.paper.press import Laid
from ziping.pipeline.execution.result import NO_RECOGNITION, Failure
from ziping.pipeline.layout import lay_out
from ziping.pipeline.ocr import PageReader
from ziping.pipeline.reading import PdfFile
from ziping.pipeline.reading.lost_objects import lacks_objects
from ziping.pipeline.reading.tables import find_tables
from ziping.pipeline.reading.text.substitute import read_with_squares
from ziping.schemas.document import Document, Source, Table
from ziping.schemas.page import Method, Page
from ziping.schemas.report import Note

if TYPE_CHECKING:
    from ziping.pipeline.execution.failures import FailureCollector
    from ziping.pipeline.options import Options


class DocumentReader:
    """Reads an open document.

    Attributes:
        page_count: Of all its pages.
        pages: Those that were read, where `keep` asks for it.
        notes: What was seen on them and could not be read.
        model: Name of the recogniser, once it has read a page.
        stored: What cells store that show another number, with their frames.
        recognition: What recognising pages took.
    """

    def __init__(
        self, opened: PdfFile | Laid, options: Options, collector: FailureCollector, *, keep: bool = False
    ) -> None:
        self._opened, self._options, self._collector, self._keep = opened, options, collector, keep
        self.page_count = opened.page_count if isinstance(opened, PdfFile) else len(opened.pages)
        self.pages: list[Page] = []
        self.notes: tuple[Note, ...] = ()
        self.model: str | None = None
        self.recognition = NO_RECOGNITION
        self.stored = opened.stored if isinstance(opened, Laid) else ()

    def document(self, source: Source) -> Document:
        """The whole document; nothing of it where layout fails."""
        document = Document(source, ())
        if isinstance(self._opened, Laid):
            return self._laid(self._opened, source)
        reader = PageReader(self._opened, self._options, self._collector)
        with self._collector.collect_failures("layout"):
            document = lay_out(source, self._kept(reader.pages()))
        self._collector.unread(reader.unread)
        self._tell_of_lost_objects(self._opened)
        self.notes, self.model, self.recognition = tuple(reader.notes), reader.model, reader.recognition
        return document

    def _tell_of_lost_objects(self, pdf: PdfFile) -> None:
        with suppress(OSError):  # the file is gone by now, as is told elsewhere
            if lacks_objects(pdf.path):
                message = (
                    "The file is damaged: content or fonts that its pages refer to are not in it, so that text may be "
                    "missing. Fetch it again."
                )
                self._collector.lost(Failure("read", "corrupt", message))

    def _laid(self, laid: Laid, source: Source) -> Document:
        """A document on pages of ours, with what is recognised on those that are pictures."""
        document = laid.document(source)
        self.notes = laid.notes
        pages, infos = {p.number: p for p in laid.pages}, {i.number: i for i in document.pages}
        blocks = list(document.blocks)
        if laid.pasted:
            read_with_squares()
            with PdfFile(laid.path, PdfDocument(laid.to_pdf())) as pdf:
                reader = PageReader(pdf, self._options, self._collector)
                for one in reversed(laid.pasted):
                    page = reader.page(one.page)
                    seen = lay_out(source, [page])
                    pages[one.page], infos[one.page] = page, seen.pages[0]
                    blocks[one.before : one.before] = seen.blocks
                self._collector.unread(reader.unread)
                self.notes, self.model = (*laid.notes, *reader.notes), reader.model
                self.recognition = reader.recognition
        self.pages = list(pages.values()) if self._keep else []
        return replace(document, pages=tuple(infos.values()), blocks=tuple(blocks))

    def tables(self, page: Page) -> tuple[Table, ...]:
        """The tables that are seen on a page, before those that belong together are joined."""
        if isinstance(self._opened, Laid) and page.method is Method.TEXT:
            return self._opened.tables(page.number)
        return find_tables(page)

    def _kept(self, pages: Iterator[Page]) -> Iterator[Page]:
        for page in pages:
            if self._keep:
                self.pages.append(page)
            yield page
