"""A small writer of PDF files: Chinese text in a standard font that is not embedded, lines and shades."""

from __future__ import annotations

from dataclasses import dataclass, field

ASCENT, DESCENT = 0.88, 0.12  # of STSong-Light, per em
FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe)"
    b" /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R >>",
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
    b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
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


def write(sheets: list[Sheet]) -> bytes:
    """The file. A turned sheet is drawn upright on its side and shown by /Rotate."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *FONT]
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
