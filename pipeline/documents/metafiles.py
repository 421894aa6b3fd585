"""Drawings of Windows (EMF and WMF) within documents, as pictures: tables of other programs are often pasted so.

LibreOffice draws them where it is installed, all of a document at once, each on a page of its own as large as it says it is.
"""

from __future__ import annotations

import base64
import io
import struct
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium

from ziping.pipeline.documents.office import converted
from ziping.pipeline.documents.paper.flow import Flow, Item, Remark, Scan
from ziping.pipeline.errors import ReadError

MOST = 60  # drawings of one document
_DOTS = 200  # an inch, of the pictures
_POINTS = 72  # in an inch
_HUNDREDTHS = 2540  # of a millimetre, in an inch
_SIDES = (36.0, 1600.0)  # points that a side has at least and at most: sheets of A2
_GZIP, _AS_GZIP = b"\x1f\x8b", 31  # packed ones are called .emz and .wmz; how zlib is told so
_MOST_BYTES = 40_000_000  # of all drawings of a document, unpacked
_EMF, _EMF_SIGNED, _EMF_SIGNED_AT = b"\1\0\0\0", b" EMF", 40
_WMF_SIZED, _WMF = b"\xd7\xcd\xc6\x9a", (b"\1\0\x09\0\0\3", b"\2\0\x09\0\0\3")
_KIND = {_EMF: "image/x-emf", _WMF_SIZED: "image/x-wmf"}

_DRAWN = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="{side}pt" fo:page-height="{side}pt" fo:margin="0pt"/></style:page-layout>
<style:style style:name="F" style:family="graphic"><style:graphic-properties style:horizontal-pos="from-left" style:horizontal-rel="page" style:vertical-pos="from-top" style:vertical-rel="page" fo:border="none" fo:padding="0pt" style:wrap="run-through"/></style:style>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>
</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"/></office:master-styles>
<office:body><office:text>{frames}</office:text></office:body></office:document>"""
_FRAME = (
    '<text:p text:style-name="P"><draw:frame draw:style-name="F" text:anchor-type="paragraph" svg:x="0pt" svg:y="0pt" '
    'svg:width="{width:.1f}pt" svg:height="{height:.1f}pt"><draw:image draw:mime-type="{kind}"><office:binary-data>{data}'
    "</office:binary-data></draw:image></draw:frame></text:p>"
)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A drawing, unpacked, and how large it says that it is (points)."""

    data: bytes
    width: float
    height: float


def with_drawings(path: Path, flow: Flow) -> Flow:
    """The same document with pictures for its drawings; without them where they cannot be drawn, and a remark that says so."""
    held = [item for item in flow.items if isinstance(item, Scan) and is_drawing(item.data)]
    if not held:
        return flow
    drawings = list(_within_bounds(held))
    try:
        pictures = iter(_draw([d for d in drawings if d is not None]))
        drawn = ((item, next(pictures)) for item, d in zip(held, drawings, strict=False) if d is not None)
        made = {id(item): Scan(picture) for item, picture in drawn if picture}
        failed = ""
    except ReadError as error:
        made, failed = {}, error.code
    lost = len(held) - len(made)
    items = tuple(i for item in flow.items if (i := _shown(item, made)) is not None)
    return replace(flow, items=items, remarks=(*flow.remarks, *_remarks(lost, failed)))


def is_drawing(data: bytes) -> bool:
    """Whether a picture is a drawing of Windows, packed or not."""
    if data.startswith(_GZIP):
        return is_drawing(_unpacked(data, 1000))
    signed = data[_EMF_SIGNED_AT : _EMF_SIGNED_AT + len(_EMF_SIGNED)] == _EMF_SIGNED
    return (data.startswith(_EMF) and signed) or data.startswith((_WMF_SIZED, *_WMF))


def _within_bounds(held: Sequence[Scan]) -> Iterator[_Drawing | None]:
    """What can be drawn of them, for as long as it is not too much."""
    left = _MOST_BYTES
    for item in held[:MOST]:
        drawing = _sized(item.data, left)
        left -= len(drawing.data) if drawing is not None else 0
        yield drawing


def _shown(item: Item, made: dict[int, Scan]) -> Item | None:
    return made.get(id(item)) if isinstance(item, Scan) and is_drawing(item.data) else item


def _remarks(lost: int, failed: str) -> Iterator[Remark]:
    if lost and failed == "needs-libreoffice":
        yield Remark(
            "unread-picture",
            "Drawings (EMF, WMF) of this document are not read: LibreOffice, which draws them, is not installed. Install it, or put them "
            "in as PNG or as a table.",
            f"{lost}",
        )
    elif lost:
        message = "Drawings (EMF, WMF) of this document cannot be read. If something is printed on them, put them in as PNG or as a table."
        yield Remark("unread-picture", message, f"{lost}")


def _sized(data: bytes, most: int) -> _Drawing | None:
    """A drawing with its size; None where it says none, or has more than so many bytes."""
    whole = _unpacked(data, most + 1) if data.startswith(_GZIP) else data
    if len(whole) > most:
        return None
    try:
        if whole.startswith(_EMF):
            left, top, right, bottom = struct.unpack_from("<4i", whole, 24)
            scale = _POINTS / _HUNDREDTHS
        elif whole.startswith(_WMF_SIZED):
            left, top, right, bottom, dots = struct.unpack_from("<4hH", whole, 6)
            scale = _POINTS / dots if dots else 0.0
        else:
            return None
    except struct.error:
        return None
    width, height = abs(right - left) * scale, abs(bottom - top) * scale
    shortest, longest = _SIDES
    if min(width, height) < shortest:
        return None
    shrunk = min(1.0, longest / max(width, height))
    return _Drawing(whole, width * shrunk, height * shrunk)


def _draw(drawings: Sequence[_Drawing]) -> list[bytes]:
    """Pictures of them, in their order; empty for one that shows nothing, as a damaged one does.

    Raises:
        ReadError: `needs-libreoffice`, `timeout` or `corrupt`.
    """
    if not drawings:
        return []
    with tempfile.TemporaryDirectory(prefix="ziping-drawings-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "drawings.fodt"
        frames = "".join(
            _FRAME.format(
                width=d.width, height=d.height, kind=_KIND[d.data[:4]], data=base64.b64encode(d.data).decode()
            )
            for d in drawings
        )
        path.write_text(_DRAWN.format(side=_SIDES[1], frames=frames), encoding="utf-8")
        with converted(path, "pdf") as made, pdfium.PdfDocument(made) as pages:
            if len(pages) != len(drawings):  # which page shows which is not known
                return [b""] * len(drawings)
            return [_picture(page, d) for page, d in zip(pages, drawings, strict=True)]


def _picture(page: pdfium.PdfPage, drawing: _Drawing) -> bytes:
    whole = page.render(scale=_DOTS / _POINTS, no_smoothpath=True).to_pil().convert("L")  # hairlines stay black
    size = round(drawing.width * _DOTS / _POINTS), round(drawing.height * _DOTS / _POINTS)
    picture, made = whole.crop((0, 0, *size)), io.BytesIO()
    if len(picture.getcolors() or "many") == 1:
        return b""
    picture.save(made, "PNG", dpi=(_DOTS, _DOTS))
    return made.getvalue()


def _unpacked(data: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj(_AS_GZIP).decompress(data, most)
    except zlib.error:
        return b""
