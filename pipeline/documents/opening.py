"""A document opened by what it is, not by what it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

from ziping.pipeline.documents.metafiles import with_drawings
from ziping.pipeline.documents.office import read_flat, read_spreadsheet, read_text_document, refuse_locked
from ziping.pipeline.documents.paper.flow import Flow
from ziping.pipeline.documents.paper.press import Laid, lay
from ziping.pipeline.documents.scanned import picture_to_pdf
from ziping.pipeline.documents.sheets.layout import sheets_to_flow
from ziping.pipeline.documents.sheets.xls import read_xls
from ziping.pipeline.documents.sheets.xlsx import read_xlsx
from ziping.pipeline.documents.web.read import read_html, read_mht
from ziping.pipeline.documents.word.read import read_word
from ziping.pipeline.errors import ReadError
from ziping.pipeline.inputs import file_kinds
from ziping.pipeline.inputs.sniffing import sniff
from ziping.pipeline.reading import PdfFile, open_pdf
from ziping.pipeline.reading.text.substitute import read_with_squares
from ziping.schemas.document import Source


@dataclass(frozen=True, slots=True)
class Pictured:
    """A way to read files that are pictures of pages: as a PDF whose pages are recognised."""

    media_types: tuple[str, ...]
    to_pdf: Callable[[Path], bytes]


@dataclass(frozen=True, slots=True)
class Structured:
    """A way to read files that have paragraphs and tables, and no pages."""

    media_types: tuple[str, ...]
    read: Callable[[Path], Flow]


FORMATS: tuple[Pictured | Structured, ...] = (
    Pictured((file_kinds.PNG, file_kinds.JPEG, file_kinds.TIFF, file_kinds.BMP, file_kinds.WEBP), picture_to_pdf),
    Structured((file_kinds.DOCX,), read_word),
    Structured((file_kinds.XLSX,), lambda path: sheets_to_flow(read_xlsx(path))),
    Structured((file_kinds.XLS,), lambda path: sheets_to_flow(read_xls(path))),
    Structured((file_kinds.HTML,), read_html),
    Structured((file_kinds.MHT,), read_mht),
    Structured((file_kinds.DOC, file_kinds.RTF, file_kinds.ODT), read_text_document),
    Structured((file_kinds.ODS, file_kinds.XLSB), read_spreadsheet),
    Structured((file_kinds.OFFICE_XML,), read_flat),
    Structured((file_kinds.LOCKED_OFFICE,), refuse_locked),
)


def media_type_of(path: Path) -> str:
    """The type that a file's bytes show, or else that its name promises; PDF where nothing tells.

    Raises:
        ReadError: `unreadable`.
    """
    try:
        shown = sniff(path)
    except OSError as error:
        raise ReadError("unreadable", f"{path} cannot be opened: {error.strerror}") from error
    promised = file_kinds.promised(path.name)
    return shown or (promised.media_type if promised else file_kinds.PDF)


def is_answer_of_a_server(source: Source) -> bool:
    """Whether it is a web page that is called a PDF: that is how "not found" is saved by those who fetch many files."""
    promised = file_kinds.promised(source.path)
    return source.media_type == file_kinds.HTML and promised is not None and promised.media_type == file_kinds.PDF


@contextmanager
def open_document(path: Path) -> Iterator[PdfFile | Laid]:
    """The pages of a document: those of a PDF or of a picture, which are still to be read, or those that it is laid out on.

    Raises:
        ReadError: `unreadable`, `empty`, `not-a-pdf`, `unsupported-format`, `encrypted`, `too-large` or `corrupt`.
    """
    media_type = media_type_of(path)
    if media_type == file_kinds.PDF or not path.stat().st_size:
        with open_pdf(path) as pdf:
            yield pdf
        return
    known = _format(path, media_type)
    if isinstance(known, Structured):
        yield _laid(path, known)
        return
    pages = known.to_pdf(path)
    read_with_squares()
    with PdfFile(path, pdfium.PdfDocument(pages)) as pdf:
        yield pdf


def drawable(path: Path) -> pdfium.PdfDocument:
    """A document as something that can be drawn: its pages are those that its values stand on.

    Raises:
        PdfiumError: when it is no PDF that can be opened.
        ReadError: when it cannot be read.
        OSError: when it is gone.
    """
    media_type = media_type_of(path)
    if media_type == file_kinds.PDF:
        return pdfium.PdfDocument(path)
    known = _format(path, media_type)
    return pdfium.PdfDocument(_laid(path, known).to_pdf() if isinstance(known, Structured) else known.to_pdf(path))


def _laid(path: Path, known: Structured) -> Laid:
    return lay(path, with_drawings(path, known.read(path)))


def _format(path: Path, media_type: str) -> Pictured | Structured:
    for known in FORMATS:
        if media_type in known.media_types:
            return known
    kind = file_kinds.kind_of(media_type)
    promised = file_kinds.promised(path.name)
    code = "not-a-pdf" if promised is not None and promised.media_type == file_kinds.PDF else "unsupported-format"
    name = kind.name if kind else media_type
    advice = (kind.advice if kind else "") or "Give it the ending that such files have"
    raise ReadError(code, f"{path} is a file of another kind ({name}), whatever its name says. {advice}")
