"""From an open document to what parsers read, whichever way its pages are had."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ziping.pipeline.documents.paper.press import Laid
from ziping.pipeline.layout import lay_out
from ziping.pipeline.ocr import PageReader
from ziping.pipeline.reading import PdfFile
from ziping.pipeline.reading.tables import find_tables
from ziping.schemas.document import Document, Source, Table
from ziping.schemas.page import Page
from ziping.schemas.report import Note

if TYPE_CHECKING:
    from ziping.pipeline.execution.failures import Trouble
    from ziping.pipeline.options import Options


class DocumentReader:
    """Reads an open document.

    Attributes:
        page_count: Of all its pages.
        pages: Those that were read, where `keep` asks for it.
        notes: What was seen on them and could not be read.
        model: Name of the recogniser, once it has read a page.
    """

    def __init__(self, opened: PdfFile | Laid, options: Options, trouble: Trouble, *, keep: bool = False) -> None:
        self._opened, self._options, self._trouble, self._keep = opened, options, trouble, keep
        self.page_count = opened.page_count if isinstance(opened, PdfFile) else len(opened.pages)
        self.pages: list[Page] = []
        self.notes: tuple[Note, ...] = ()
        self.model: str | None = None

    def document(self, source: Source) -> Document:
        """The whole document; nothing of it where layout fails."""
        document = Document(source, ())
        if isinstance(self._opened, Laid):
            self.notes = self._opened.notes
            self.pages = list(self._opened.pages) if self._keep else []
            return self._opened.document(source)
        reader = PageReader(self._opened, self._options, self._trouble)
        with self._trouble.caught("layout"):
            document = lay_out(source, self._kept(reader.pages()))
        self._trouble.unread(reader.unread)
        self.notes, self.model = tuple(reader.notes), reader.model
        return document

    def tables(self, page: Page) -> tuple[Table, ...]:
        """The tables that are seen on a page, before those that belong together are joined."""
        return self._opened.tables(page.number) if isinstance(self._opened, Laid) else find_tables(page)

    def _kept(self, pages: Iterator[Page]) -> Iterator[Page]:
        for page in pages:
            if self._keep:
                self.pages.append(page)
            yield page
