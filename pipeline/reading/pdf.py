"""Opening a PDF and reading its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.errors import ReadError
from pipeline.reading.pages import read_page
from schemas.page import Page


@dataclass(slots=True)
class PdfFile:
    """An open PDF: a context manager, for one process and one thread.

    Attributes:
        path: The file.
        unread: Pages whose text could not be had from the file, with the reason: `no-text-layer` (a picture, or
            a picture over invisible text) or `garbled-text-layer` (fonts that do not say what their characters mean).
            Filled as pages are read; such a page comes without words, and is for a recogniser to read.
    """

    path: Path
    document: pdfium.PdfDocument
    unread: dict[int, str] = field(default_factory=dict)

    @property
    def page_count(self) -> int:
        return len(self.document)

    @property
    def scanned(self) -> set[int]:
        """Numbers of the pages in `unread`."""
        return set(self.unread)

    def __enter__(self) -> PdfFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.document.close()

    def pages(self) -> Iterator[Page]:
        """All pages in order.

        Raises:
            ReadError: `corrupt`, with the page, when one cannot be read.
        """
        for number in range(1, self.page_count + 1):
            yield self.page(number)

    def page(self, number: int) -> Page:
        """One page, counting from 1.

        Raises:
            ReadError: `corrupt`, when it cannot be read.
        """
        try:
            page = self.document[number - 1]
        except pdfium.PdfiumError as error:
            raise ReadError("corrupt", f"{self.path}: page {number} is damaged ({error})", number) from error
        text_page = page.get_textpage()
        try:
            reading = read_page(number, page, text_page)
        finally:
            text_page.close()
            page.close()
        if reading.trouble is not None:
            self.unread[number] = reading.trouble
        return reading.page


def open_pdf(path: Path) -> PdfFile:
    """Opens a PDF.

    Raises:
        ReadError: `empty`, `not-a-pdf`, `encrypted` or `corrupt`.
    """
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as error:
        raise ReadError("unreadable", f"{path} cannot be opened: {error.strerror}") from error
    if not head:
        raise ReadError("empty", f"{path} is empty (0 bytes): fetch it again")
    if b"%PDF-" not in head:
        raise ReadError("not-a-pdf", f"{path} is not a PDF, whatever its name says")
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD:
            raise ReadError("encrypted", f"{path} is encrypted: save a copy without password") from error
        raise ReadError("corrupt", f"{path} is damaged and cannot be read: fetch it again") from error
    return PdfFile(path, document)
