"""The least of a PDF that shows pages of ours: text in a font that every viewer has or replaces, lines, pictures."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

_FAST = 1  # of zlib: pages are drawn once and thrown away
_NO_SUCH = "\u3013"  # stands for a character that the font's encoding cannot name

# Adobe's Chinese font of old: never in the file, in every viewer. Characters of ASCII are half as wide as the others.
_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font "
    "/Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> "
    "/DW 1000 /W [1 95 500] /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 "
    "1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>] >>"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a PDF holds it.

    Attributes:
        filter: `FlateDecode` for rows of samples, `DCTDecode` for JPEG.
    """

    width: int
    height: int
    colours: str
    bits: int
    filter: str
    data: bytes


@dataclass(slots=True)
class Sheet:
    """A page being drawn: points, origin top left."""

    width: float
    height: float
    marks: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    def text(self, x: float, baseline: float, size: float, text: str) -> None:
        """Characters that stand beside each other, each as wide as `size`, those of ASCII half as wide."""
        code = "".join(c if ord(c) < 0x10000 and not 0xD800 <= ord(c) < 0xE000 else _NO_SUCH for c in text)
        hexadecimal = code.encode("utf-16-be").hex()
        self.marks.append(f"BT /F {size:.2f} Tf {x:.2f} {self.height - baseline:.2f} Td <{hexadecimal}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A thin line."""
        self.marks.append(f"0.5 w {x0:.2f} {self.height - y0:.2f} m {x1:.2f} {self.height - y1:.2f} l S")

    def picture(self, picture: Picture, x0: float, top: float, width: float, height: float) -> None:
        """A picture, fitted into a box."""
        y = self.height - top - height
        self.marks.append(f"q {width:.2f} 0 0 {height:.2f} {x0:.2f} {y:.2f} cm /P{len(self.pictures)} Do Q")
        self.pictures.append(picture)


def to_pdf(sheets: Iterable[Sheet]) -> bytes:
    """A PDF of these pages."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT.encode()]
    kids: list[int] = []
    for sheet in sheets:
        names = []
        for number, picture in enumerate(sheet.pictures):
            objects.append(_stream(_picture(picture), picture.data))
            names.append(f"/P{number} {len(objects)} 0 R")
        content = zlib.compress("\n".join(sheet.marks).encode("ascii"), _FAST)
        objects.append(_stream("/Filter /FlateDecode", content))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width:.2f} {sheet.height:.2f}] /Contents "
            f"{len(objects)} 0 R /Resources << /Font << /F 3 0 R >> /XObject << {' '.join(names)} >> >> >>".encode()
        )
        kids.append(len(objects))
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>".encode()
    return _assembled(objects)


def _picture(picture: Picture) -> str:
    return (
        f"/Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height} "
        f"/ColorSpace /{picture.colours} /BitsPerComponent {picture.bits} /Filter /{picture.filter}"
    )


def _stream(entries: str, data: bytes) -> bytes:
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _assembled(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
