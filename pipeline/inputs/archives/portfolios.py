"""Files embedded in a PDF: portfolios, reports that are attached to a letter or pinned to a page of it.

Looked into by the worker that reads the document: what opens hostile files may be ended by them.
"""

from __future__ import annotations

import hashlib
import io
import mmap
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ziping.pipeline.inputs.archives.bounds import (
    MOST_MEMBERS,
    MOST_OF_ONE,
    Budget,
    Members,
    Refused,
    Unpacked,
)
from ziping.pipeline.inputs.file_kinds import Use, kind_of, promised
from ziping.pipeline.inputs.sniffing import sniff

# Stands in every PDF that has files embedded in it: streams and their dictionaries are never packed into others.
_MARK = b"/EmbeddedFile"


@dataclass(frozen=True, slots=True)
class Attached:
    """A document embedded in another.

    Attributes:
        name: What it is called there; a second one of a name has a number.
        doc_id: SHA-256 of its bytes.
        size: In bytes.
    """

    name: str
    doc_id: str
    size: int


def attached_to(path: Path) -> tuple[Attached, ...]:
    """The documents embedded in a PDF that could be reports; none where it cannot be opened."""
    try:
        if not _may_have_any(path):
            return ()
        return tuple(
            Attached(name, hashlib.sha256(data).hexdigest(), len(data))
            for name, data in _embedded(path)
            if _may_be_report(name, data)
        )
    except (OSError, ValueError, pdfium.PdfiumError):
        return ()


def members(path: Path, budget: Budget) -> Members:
    """The files embedded in a PDF.

    Raises:
        Refused: when it cannot be opened, or holds too much.
    """
    try:
        for name, data in _embedded(path):
            if not budget.wanted(name):
                continue
            budget.take()
            try:
                budget.admit(name, len(data))
                yield Unpacked(name, budget.copy(name, io.BytesIO(data), None))
            except Refused as refused:
                if budget.size < 0:
                    raise
                yield Unpacked(name, None, refused)
    except pdfium.PdfiumError as error:
        raise Refused("corrupt", "The PDF is damaged or locked, and what is embedded in it cannot be had.") from error


def _may_be_report(name: str, data: bytes) -> bool:
    kind = promised(name)
    if kind is None or kind.use is not Use.READ or len(data) > MOST_OF_ONE:
        return False
    with tempfile.NamedTemporaryFile(prefix="ziping-", suffix=kind.suffixes[0]) as copy:
        copy.write(data)
        copy.flush()
        shown = kind_of(sniff(Path(copy.name)))
    return shown is not None and shown.use is Use.READ


def _may_have_any(path: Path) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.find(_MARK) >= 0


def _embedded(path: Path) -> Iterator[tuple[str, bytes]]:
    """Names, each once, and contents, each once under a name: viewers list what hangs on a page with the others, too."""
    with pdfium.PdfDocument(path) as document:
        names: set[str] = set()
        seen: set[tuple[str, bytes]] = set()
        for index, attachment in enumerate(_attachments(document)):
            try:
                given = _inner(attachment.get_name()) or f"{index + 1}.pdf"
                data = bytes(attachment.get_data())
            except pdfium.PdfiumError:  # nothing but its name is there
                continue
            content = (given, hashlib.sha256(data).digest())
            if content in seen:
                continue
            seen.add(content)
            name, number = given, 1
            while name in names:
                number += 1
                stem, dot, suffix = given.rpartition(".")
                name = f"{stem} ({number}){dot}{suffix}" if dot else f"{given} ({number})"
            names.add(name)
            yield name, data


def _attachments(document: pdfium.PdfDocument) -> Iterator[pdfium.PdfAttachment]:
    """What the file as a whole has, then what is pinned to its pages."""
    for index in range(document.count_attachments()):
        yield document.get_attachment(index)
    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            continue
        try:
            yield from _pinned(document, page)
        finally:
            page.close()


def _pinned(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Iterator[pdfium.PdfAttachment]:
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), MOST_MEMBERS)):
        mark = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not mark:
            continue
        try:
            if pdfium_c.FPDFAnnot_GetSubtype(mark) == pdfium_c.FPDF_ANNOT_FILEATTACHMENT:
                file = pdfium_c.FPDFAnnot_GetFileAttachment(mark)
                if file:
                    yield pdfium.PdfAttachment(file, document)
        finally:
            pdfium_c.FPDFPage_CloseAnnot(mark)


def _inner(name: str) -> str:
    """The name without what leads out of the file that it stands in."""
    parts = name.replace("\0", "").replace("\\", "/").split("/")
    return "/".join(part for part in parts if part.strip(". ") and not part.endswith(":"))
