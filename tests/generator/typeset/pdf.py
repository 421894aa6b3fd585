"""A small writer of PDF files: Chinese text in a standard font that is not embedded, lines and shades."""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass, field

ASCENT, DESCENT = 0.88, 0.12  # of STSong-Light, per em
NAMED = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe)"
    b" /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R >>",
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
    b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
)
# A TrueType font of four glyphs: a full square, a half one, a blank. What a page looks like then does not
# depend on the fonts of the machine, and a file stays small.
SQUARES = zlib.decompress(
    base64.b64decode(
        "eNpjYGRgYGBjcGBgYlBIz6lM+y7J6s3AwMgCFPXLSE1MSXrtfAPIzgFiswygALsb8xwgewkQq2TkllRwHmFYAGS/AGK+nPzkRAZH"
        "BhMg+wcQc+UmVhQAzWYDsk8AsQIDyC4gTmipk4jnt/nKwMwM0ocKNP4fYV7DDDKDGegmCADqYS743wEkXzBoMGgwrwGbhAyYwSIs"
        "QAiRYUI3FqjTBoQZvwBNgABeBikGdSAEmW8DtZWZgUFcUFHQhrkAiP5MwCsDNIfxDNMekIwxUEaDcQnTnr8uQOMAoy01oA=="
    )
)
EMBEDDED = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Squares /Encoding /Identity-H /DescendantFonts [4 0 R]"
    b" /ToUnicode 8 0 R >>",
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Squares /CIDSystemInfo << /Registry (Adobe)"
    b" /Ordering (Identity) /Supplement 0 >> /DW 1000 /W [32 126 500] /CIDToGIDMap 7 0 R /FontDescriptor 5 0 R >>",
    b"<< /Type /FontDescriptor /FontName /Squares /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0"
    b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 /FontFile2 6 0 R >>",
)
PAPER = (595.0, 842.0)  # A4, points


def width(text: str, size: float) -> float:
    """How wide a text is set, in points: Latin characters take half a square."""
    return sum(0.5 if " " <= c <= "~" else 1.0 for c in text) * size


@dataclass
class Sheet:
    """A page being drawn. Coordinates in points from the top left."""

    wide: float
    high: float
    turned: bool = False
    paint: list[str] = field(default_factory=list)

    def text(self, x: float, top: float, size: float, string: str, *, bold: bool = False) -> None:
        """One line whose characters' squares begin at `top`. Bold is drawn twice, as word processors do."""
        if not string:
            return
        base = self.high - top - size * ASCENT
        code = string.encode("utf-16-be").hex()
        for shift in (0, 0.3) if bold else (0,):
            self.paint.append(f"BT /F {size:g} Tf 1 0 0 1 {x + shift:.2f} {base:.2f} Tm <{code}> Tj ET")

    def stroke(self, x0: float, top: float, x1: float, bottom: float, thick: float = 0.6) -> None:
        y0, y1 = self.high - top, self.high - bottom
        self.paint.append(f"{thick:g} w {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")

    def bar(self, x0: float, top: float, x1: float, bottom: float, thick: float = 0.6) -> None:
        """A line as a thin filled rectangle."""
        half = thick / 2
        wide, high = x1 - x0 + thick, bottom - top + thick
        self.paint.append(f"{x0 - half:.2f} {self.high - bottom - half:.2f} {wide:.2f} {high:.2f} re f")

    def frame(self, x0: float, top: float, x1: float, bottom: float, thick: float = 0.6) -> None:
        size = f"{x1 - x0:.2f} {bottom - top:.2f}"
        self.paint.append(f"{thick:g} w {x0:.2f} {self.high - bottom:.2f} {size} re S")

    def shade(self, x0: float, top: float, x1: float, bottom: float) -> None:
        box = f"{x0:.2f} {self.high - bottom:.2f} {x1 - x0:.2f} {bottom - top:.2f}"
        self.paint.append(f"q 0.87 g {box} re f Q")


def _stream(content: bytes, more: str = "") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode%s >>\nstream\n%s\nendstream" % (len(packed), more.encode(), packed)


def _font(*, embedded: bool) -> list[bytes]:
    """The objects of the font, from number 3 on."""
    if not embedded:
        return list(NAMED)
    glyphs = bytearray(b"\0\1" * 0x10000)
    for code in range(0x20, 0x7F):
        glyphs[2 * code + 1] = 2 if code > 0x20 else 3
    ranges = "\n".join(
        f"100 beginbfrange\n{rows}\nendbfrange"
        for rows in (
            "\n".join(f"<{k:02x}00> <{k:02x}ff> <{k:02x}00>" for k in range(start, min(256, start + 100)))
            for start in (0, 100, 200)
        )
    ).replace("100 beginbfrange\n<c800>", "56 beginbfrange\n<c800>")
    to_unicode = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Plain def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{ranges}\nendcmap\nend\nend"
    )
    squares = _stream(SQUARES, f" /Length1 {len(SQUARES)}")
    return [*EMBEDDED, squares, _stream(bytes(glyphs)), _stream(to_unicode.encode())]


def write(sheets: list[Sheet], *, embedded: bool = True) -> bytes:
    """The file. A turned sheet is drawn upright on its side and shown by /Rotate.

    Args:
        embedded: Whether the font goes along, as squares; else it is only named, and readers take what
            the machine has.
    """
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *_font(embedded=embedded)]
    kids = []
    for sheet in sheets:
        wide, high = (sheet.high, sheet.wide) if sheet.turned else (sheet.wide, sheet.high)
        paint = "\n".join(sheet.paint)
        if sheet.turned:
            paint = f"q 0 1 -1 0 {wide:g} 0 cm\n{paint}\nQ"
        stream = paint.encode("ascii")
        turn = " /Rotate 90" if sheet.turned else ""
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide:g} {high:g}]{turn}"
            f" /Contents {len(objects) + 2} 0 R /Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    written, places = bytearray(b"%PDF-1.5\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(written)
