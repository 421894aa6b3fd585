"""Opening a PDF and reading its pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import pypdfium2 as pdfium
from pypdfium2 import raw

from ziping.pipeline.errors import ReadError
from ziping.pipeline.reading.fonts.digits import Known
from ziping.pipeline.reading.fonts.stretches import Stretch
from ziping.pipeline.reading.pages import read_page
from ziping.pipeline.reading.text.substitute import read_with_squares
from ziping.schemas.page import Page, Word

_HEAD = 1024  # bytes: readers look for %PDF so far into a file, whatever stands before it
_SEEN_ANNOTATIONS = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP)


@dataclass(slots=True)
class PdfFile:
    """An open PDF: a context manager, for one process and one thread.

    Attributes:
        path: The file.
        unread: Pages whose text could not be had from the file, with the reason: `no-text-layer` (a picture, or
            a picture over invisible text), `garbled-text-layer` (fonts that do not say what their characters mean) or
            `false-text-layer` (fonts that say other characters than they draw).
            Filled as pages are read; such a page comes without words, and is for a recogniser to read.
        struck: What is struck out on a page, by its number. Its words are not among those of the page.
        stretches: What the embedded fonts of a page are said to print, by its number, of the page read last.
    """

    path: Path
    document: pdfium.PdfDocument
    unread: dict[int, str] = field(default_factory=dict)
    struck: dict[int, tuple[Word, ...]] = field(default_factory=dict)
    stretches: dict[int, tuple[Stretch, ...]] = field(default_factory=dict)
    _fonts: Known = field(default_factory=dict)

    @property
    def page_count(self) -> int:
        """How many pages it has."""
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
        with self._damage_told(number):
            page = _with_fields(self.document, number - 1)
            text_page = page.get_textpage()
        try:
            reading = read_page(number, page, text_page, self._fonts)
        finally:
            text_page.close()
            page.close()
        if reading.unread_reason is not None:
            self.unread[number] = reading.unread_reason
        if reading.struck:
            self.struck[number] = reading.struck
        self.stretches = {number: reading.stretches}
        return reading.page

    def handle(self, number: int) -> pdfium.PdfPage:
        """One page, counting from 1, as pdfium has it: its caller closes it.

        Raises:
            ReadError: `corrupt`, when it cannot be loaded; that may happen also to a page that was read before.
        """
        with self._damage_told(number):
            return self.document[number - 1]

    @contextmanager
    def _damage_told(self, number: int) -> Iterator[None]:
        try:
            yield
        except pdfium.PdfiumError as error:
            message = f"{self.path}: page {number} is damaged and cannot be read; fetch the file again"
            raise ReadError("corrupt", message, number) from error


def _with_fields(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """The page with what is filled into its form fields, typed on it or stamped on it made part of its content."""
    page = document[index]
    for i in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, i)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in _SEEN_ANNOTATIONS:
            if raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
                page.close()
                return document[index]
            break
    return page


def open_pdf(path: Path) -> PdfFile:
    """Opens a PDF.

    Raises:
        ReadError: `unreadable`, `empty`, `not-a-pdf`, `encrypted` or `corrupt`.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise ReadError("unreadable", f"{path} cannot be opened: {error.strerror}") from error
    if not head:
        raise ReadError("empty", f"{path} is empty (0 bytes): fetch it again")
    if b"%PDF-" not in head:
        raise ReadError("not-a-pdf", f"{path} is not a PDF, whatever its name says")
    try:
        read_with_squares()
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD:
            raise ReadError("encrypted", f"{path} needs a password: save a copy without one") from error
        raise ReadError("corrupt", f"{path} is damaged or cut off: fetch it again") from error
    if not len(document):
        document.close()
        raise ReadError("empty", f"{path} has no pages: fetch it again")
    return PdfFile(path, document)
