"""A drawing of Windows (EMF) out of bare records: ruled cells with text."""

import struct
from collections.abc import Iterable

_UNITS = 10  # of the drawing, in a millimetre
_FONT = "Noto Sans CJK SC"
_HIGH = 40  # of characters, in units


def drawn(rows: Iterable[Iterable[str]], widths: tuple[int, ...], height: int = 9) -> bytes:
    """A table, its columns so many millimetres wide, its rows so high."""
    records = [
        _record(9, _pair(1000, 1000)),
        _record(11, _pair(1000, 1000)),
        _font(),
        _record(18, struct.pack("<I", 1)),
    ]
    y = 2
    for row in rows:
        x = 2
        for text, width in zip(row, widths, strict=True):
            records += _cell(x, y, width, height, text)
            x += width
        y += height
    size = sum(widths) + 4, y + 2
    records.append(_record(14, struct.pack("<III", 0, 16, 20)))
    return _head(records, *size) + b"".join(records)


def _head(records: list[bytes], width: int, height: int) -> bytes:
    bounds, frame = (0, 0, width * _UNITS, height * _UNITS), (0, 0, width * 100, height * 100)
    length = 88 + sum(map(len, records))
    told = struct.pack("<4sIIIHHIII", b" EMF", 0x10000, length, len(records) + 1, 2, 0, 0, 0, 0)
    return struct.pack("<II8i", 1, 88, *bounds, *frame) + told + struct.pack("<4i", *bounds[2:], width, height)


def _cell(x: int, y: int, width: int, height: int, text: str) -> list[bytes]:
    left, top, right, bottom = (v * _UNITS for v in (x, y, x + width, y + height))
    lines = [
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    ]
    made = [r for a, b, c, d in lines for r in (_record(27, _pair(a, b)), _record(54, _pair(c, d)))]
    return [*made, _text(left + 12, top + 12, text)] if text else made


def _text(x: int, y: int, text: str) -> bytes:
    coded = text.encode("utf-16-le")
    coded += b"\0" * (-len(coded) % 4)
    steps = [_HIGH if ord(c) > 255 else _HIGH // 2 for c in text]
    head = struct.pack("<4iIff", 0, 0, -1, -1, 2, 1.0, 1.0)
    place = struct.pack("<iiIII4iI", x, y, len(text), 76, 0, 0, 0, -1, -1, 76 + len(coded))
    return _record(84, head + place + coded + struct.pack(f"<{len(text)}I", *steps))


def _font() -> bytes:
    face = _FONT.encode("utf-16-le").ljust(64, b"\0")
    logical = struct.pack("<5i8B", -_HIGH, 0, 0, 0, 400, *(0, 0, 0, 1, 0, 0, 0, 0)) + face
    return _record(82, struct.pack("<I", 1) + logical.ljust(320, b"\0")) + _record(37, struct.pack("<I", 1))


def _pair(x: int, y: int) -> bytes:
    return struct.pack("<ii", x, y)


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<II", kind, 8 + len(content)) + content
