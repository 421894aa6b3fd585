"""Which pages are recognised: decided page by page."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from pypdfium2 import raw

from ziping.pipeline.execution.result import NO_RECOGNITION, Failure
from ziping.pipeline.ocr.errors import OcrError, OcrUnavailable
from ziping.pipeline.ocr.font_check import EarlierText, FontCheck, recognise_stretches
from ziping.pipeline.ocr.image.raster import NESTED
from ziping.pipeline.reading.pages import FALSE_TEXT_LAYER
from ziping.schemas.geometry import Box
from ziping.schemas.report import Note
from ziping.schemas.text import Printed

if TYPE_CHECKING:
    from ziping.pipeline.execution.failures import FailureCollector
    from ziping.pipeline.ocr.recognise.engine import Engine
    from ziping.pipeline.options import Options
    from ziping.pipeline.reading import PdfFile
    from ziping.pipeline.reading.fonts.stretches import Stretch
    from ziping.schemas.page import Page, Word

# A page with less text than this (characters) over pictures that cover more than this part of it may be a scan with a
# stamp, a page number or a line of advertisement printed on it. It is one when recognition finds so much more text.
LITTLE_TEXT, MUCH_PICTURE, MORE = 160, 0.5, 1.5

_MORE_CHARACTERS = 20  # and this many besides: a stamp or a page number alone makes no scan


@cache
def engine_of_this_process() -> Engine:
    """PaddleOCR with its models, loaded when the first page needs it and kept as long as the process lives.

    Raises:
        OcrUnavailable: when it is not installed or a model is missing.
    """
    from ziping.pipeline.ocr.recognise.paddle import PaddleEngine, keep_to_one_thread

    keep_to_one_thread()
    return PaddleEngine()


class PageReader:
    """Reads the pages of a document, those without text through the recogniser.

    Attributes:
        unread: Pages whose text could not be had, with the reason, as in `PdfFile.unread`.
        notes: What was seen and could not be read, or is struck out.
        model: Name of the recogniser, once it has read a page.
        recognition: What recognising pages took so far.
    """

    def __init__(
        self,
        pdf: PdfFile,
        options: Options,
        collector: FailureCollector,
        engine: Callable[[], Engine] = engine_of_this_process,
    ) -> None:
        self._pdf, self._mode, self._dpi = pdf, options.ocr, options.ocr_dpi
        self._collector, self._load = collector, engine
        self._fonts = FontCheck()
        self.unread: dict[int, str] = {}
        self.notes: list[Note] = []
        self.model: str | None = None
        self.recognition = NO_RECOGNITION

    def pages(self) -> Iterator[Page]:
        """All pages in order; one that neither has text nor can be recognised comes without words."""
        for page in self._collector.readable(self._pdf):
            yield self._read(page)

    def page(self, number: int) -> Page:
        """One page of them."""
        return self._read(self._pdf.page(number))

    def _read(self, page: Page) -> Page:
        reason = self._pdf.unread.get(page.number)
        if self._mode == "never":
            if reason:
                self.unread[page.number] = reason
        elif reason or self._mode == "always":
            seen = self._recognised(page)
            if reason == FALSE_TEXT_LAYER and seen is not None:
                self.notes.append(_text_is_false(seen))
            return seen or page
        elif self._is_false(page):
            self.notes += [_text_was_false(text, page.number) for text in self._fonts.earlier()]
            seen = self._recognised(page)
            if seen is not None:
                self.notes.append(_text_is_false(seen))
                return seen
        elif self._may_be_scan(page):
            seen = self._recognised(page)
            if seen is not None and _length(seen) >= MORE * _length(page) + _MORE_CHARACTERS:
                return seen
        self.notes += [_struck_out(word, page.number) for word in self._pdf.struck.get(page.number, ())]
        return page

    def _recognised(self, page: Page) -> Page | None:
        seen = None
        with self._collector.collect_failures("ocr"):
            try:
                seen = self._recognise(page.number)
            except OcrUnavailable as error:
                self._collector.lost(Failure("ocr", "ocr-unavailable", str(error), page.number))
            except OcrError as error:
                self._collector.lost(Failure("ocr", "ocr-failed", str(error), page.number))
        return seen

    def _engine(self) -> Engine:
        started = time.perf_counter()
        engine = self._load()
        took = time.perf_counter() - started
        self.recognition = replace(self.recognition, loading=self.recognition.loading + took)
        return engine

    def _recognise(self, number: int) -> Page:
        from ziping.pipeline.ocr.image.raster import render
        from ziping.pipeline.ocr.scan import read_scan
        from ziping.pipeline.ocr.settle.text_layer import TextLayer

        engine = self._engine()
        started = time.perf_counter()
        page = self._pdf.handle(number)
        try:
            pixels, dpi = render(page, number, self._dpi)
            scan = read_scan(number, page.get_size(), pixels, dpi, engine)
            seen = TextLayer(page).confirmed(scan.page)
        finally:
            page.close()
            took = time.perf_counter() - started
            self.recognition = replace(self.recognition, seconds=self.recognition.seconds + took)
        self.model = engine.name
        self.notes.extend(scan.notes)
        return seen

    def _is_false(self, page: Page) -> bool:
        """Whether the page draws other ideographs than its text says. Without a recogniser nobody can tell."""

        def recognise(stretches: Sequence[Stretch]) -> Sequence[str]:
            handle = self._pdf.handle(page.number)
            try:
                return recognise_stretches(handle, page.number, stretches, self._engine())
            finally:
                handle.close()

        try:
            return self._fonts.has_false_font(page.number, self._pdf.stretches.get(page.number, ()), recognise)
        except (OcrError, OcrUnavailable):
            return False

    def _may_be_scan(self, page: Page) -> bool:
        if _length(page) >= LITTLE_TEXT:
            return False
        with self._collector.collect_failures("read"):
            handle = self._pdf.handle(page.number)
            try:
                return _covered(handle) >= MUCH_PICTURE * page.width * page.height
            finally:
                handle.close()
        return False


def _text_is_false(page: Page) -> Note:
    message = (
        "The text of this page is not what it shows: its fonts draw other characters than they say. It was recognised."
    )
    return Note(FALSE_TEXT_LAYER, message, (Printed("", page.number, Box(0, 0, page.width, page.height)),))


def _text_was_false(text: EarlierText, page: int) -> Note:
    message = (
        f"A font of this page draws other characters than it says, as page {page} shows: the text may not be what the page "
        "shows. Read the file again with --ocr always."
    )
    return Note(FALSE_TEXT_LAYER, message, (Printed("", text.page, text.box),))


def _struck_out(word: Word, page: int) -> Note:
    message = "This is struck out: it was left out, and what stands beside it was read."
    return Note("struck-out", message, (Printed(word.text, page, word.box),))


def _length(page: Page) -> int:
    return sum(len(word.text) for word in page.words)


def _covered(page: pdfium.PdfPage) -> float:
    """Area of the pictures on a page, in square points."""
    area = 0.0
    for picture in page.get_objects((raw.FPDF_PAGEOBJ_IMAGE,), max_depth=NESTED):
        x0, y0, x1, y1 = picture.get_bounds()
        area += abs((x1 - x0) * (y1 - y0))
    return area
