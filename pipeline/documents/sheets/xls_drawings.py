"""What lies above the cells of an .xls: pictures and boxes of text, in the containers within containers that old Office draws with."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ziping.pipeline.documents.metafiles import is_drawing
from ziping.pipeline.documents.scanned import LARGE
from ziping.pipeline.documents.sheets.model import CHARACTER, USUAL_HEIGHT, USUAL_WIDTH, SheetModel, TextBox
from ziping.pipeline.documents.sheets.xls_records import Record, Workbook, records_of

_GROUP, _DRAWING, _CONTINUED, _OBJECT, _TEXT = 0xEB, 0xEC, 0x3C, 0x5D, 0x1B6
_CHART, _NOTE, _CONTROLS = (
    5,
    0x19,
    range(7, 0x19),
)  # kinds of objects; notes of cells show only where somebody points at them
_PICTURE_OBJECT = 8  # lies among the kinds of controls and is none
_CONTAINER = 0xF  # version of a part that holds others
_STORE, _SHAPE, _PROPERTIES, _ANCHOR = 0xF007, 0xF004, 0xF00B, 0xF010
_PICTURE_OF_SHAPE = 0x0104
_DEEPEST = 20
_COLUMNS = 256  # of a sheet
_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_MAGIC_WITHIN = 100  # bytes of a stored picture that stand before it
_METAFILE, _METAFILE_AT = (
    0xF01A,
    (50, 66),
)  # a drawing (EMF), and where its packed bytes begin: behind one name of it or two
_MOST_METAFILE = 40_000_000  # bytes of one, unpacked


@dataclass(frozen=True, slots=True)
class _Part:
    kind: int
    data: bytes


@dataclass(frozen=True, slots=True)
class _Shape:
    """A shape: the number of its picture, counted from 1, and the columns and rows that it lies on."""

    picture: int
    columns: tuple[int, int]
    rows: tuple[int, int]


def stored_pictures(book: Workbook) -> list[bytes | None]:
    """The pictures of a workbook, in the order in which shapes count them; None for one of a kind that is not read."""
    stores = (p for p in _parts(_joined(records_of(book), _GROUP)) if p.kind == _STORE)
    return [_picture(one.data) for one in stores]


def read_drawings(book: Workbook, index: int, pictures: Sequence[bytes | None], sheet: SheetModel) -> None:
    """Puts what lies above the cells into a sheet, the one of that number."""
    records = list(records_of(book, index))
    for shape in _shapes(_joined(records, _DRAWING)):
        if shape.picture and _is_large(shape, sheet) and _is_printed(shape, sheet):
            sheet.show(pictures[shape.picture - 1] if shape.picture <= len(pictures) else None)
    kind, row, before = 0, 0, Record(0, b"")
    for record in records:
        if record.kind == _DRAWING:
            row = next((s.rows[0] for s in _shapes(record.data)), row)
        elif record.kind == _OBJECT:
            kind = _number(record.data, 4)
            sheet.objects += kind == _CHART
        elif record.kind == _CONTINUED and before.kind == _TEXT and not _shows_nothing(kind):
            text = _characters(record.data, _number(before.data, 10)).strip()
            if text:
                sheet.boxes.append(TextBox(row, text))
        before = record


def _shows_nothing(kind: int) -> bool:
    return kind == _NOTE or (kind in _CONTROLS and kind != _PICTURE_OBJECT)


def _joined(records: Iterator[Record] | Sequence[Record], kind: int) -> bytes:
    """The bytes of all records of a kind, with what continues them."""
    found, goes_on = [], False
    for record in records:
        goes_on = record.kind == kind or (goes_on and record.kind == _CONTINUED)
        if goes_on:
            found.append(record.data)
    return b"".join(found)


def _parts(data: bytes, depth: int = 0) -> Iterator[_Part]:
    """The parts of a drawing, outer ones before those in them; of a store nothing within. Ends where it is damaged."""
    place = 0
    while place + 8 <= len(data) and depth < _DEEPEST:
        version, kind, length = struct.unpack("<HHI", data[place : place + 8])
        inner = data[place + 8 : place + 8 + length]
        yield _Part(kind, inner)
        if version & 0xF == _CONTAINER:
            yield from _parts(inner, depth + 1)
        place += 8 + length


def _picture(store: bytes) -> bytes | None:
    """The file that a store of a picture holds."""
    for blip in _parts(store[36:]):
        if blip.kind == _METAFILE:
            return next((found for at in _METAFILE_AT if (found := _unpacked(blip.data[at:]))), None)
        for magic in _MAGIC:
            at = blip.data.find(magic, 0, _MAGIC_WITHIN)
            if at >= 0:
                return blip.data[at:]
    return None


def _unpacked(packed: bytes) -> bytes:
    """A drawing; empty where there is none."""
    try:
        found = zlib.decompressobj().decompress(packed, _MOST_METAFILE)
    except zlib.error:
        return b""
    return found if is_drawing(found) else b""


def _shapes(drawing: bytes) -> Iterator[_Shape]:
    for part in _parts(drawing):
        if part.kind != _SHAPE:
            continue
        inner = {p.kind: p.data for p in _parts(part.data)}
        anchor = inner.get(_ANCHOR, b"")
        if len(anchor) >= 18:
            left, _, top, _, right, _, bottom = struct.unpack("<7H", anchor[2:16])
            yield _Shape(_shown(inner.get(_PROPERTIES, b"")), (left, right), (top, bottom))


def _shown(properties: bytes) -> int:
    """The number of the picture that a shape shows; 0 where it shows none."""
    for place in range(0, len(properties) - 5, 6):
        name, value = struct.unpack("<HI", properties[place : place + 6])
        if name & 0x3FFF == _PICTURE_OF_SHAPE:
            return int(value)
    return 0


def _is_large(shape: _Shape, sheet: SheetModel) -> bool:
    width = sum(sheet.widths.get(c, USUAL_WIDTH) for c in range(*shape.columns)[:_COLUMNS]) * CHARACTER
    return width >= LARGE[0] and (shape.rows[1] - shape.rows[0]) * USUAL_HEIGHT >= LARGE[1]


def _is_printed(shape: _Shape, sheet: SheetModel) -> bool:
    return not sheet.printed or any(area.holds(shape.rows[0], shape.columns[0]) for area in sheet.printed)


def _characters(data: bytes, count: int) -> str:
    """The text of a box: a byte says how many bytes a character has."""
    if not data:
        return ""
    wide = data[0] & 1
    return data[1 : 1 + count * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1", "replace")


def _number(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 2], "little")
