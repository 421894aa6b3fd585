"""PDFs written by hand, operator by operator, so that a test can draw exactly what it is about.

Text is set in STSong-Light, one of the fonts that need not be embedded: pdfium reads it without any font of the system.
Coordinates are those of the page as it is seen: points, origin top left.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ziping.pipeline.reading import open_pdf
from ziping.schemas.page import Page

WIDTH, HEIGHT = 600.0, 800.0

_FONTS = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [3 0 R] >>",
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-V /DescendantFonts [3 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 4 0 R /DW 1000 /W [1 94 500]"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
    b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Nowhere /Encoding /Identity-H /DescendantFonts [7 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Nowhere /FontDescriptor 8 0 R /DW 1000"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
    b"<< /Type /FontDescriptor /FontName /Nowhere /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0"
    b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
)


def _meaning(a: str) -> bytes:
    """A stream that says what the character A of a font stands for."""
    data = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange"
        f" 1 beginbfchar <41> <{a.encode('utf-16-be').hex()}> endbfchar endcmap end"
    )
    return stream("", data.encode())


def stream(dictionary: str, data: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n" % (dictionary.encode(), len(data)) + data + b"\nendstream"


_MORE_FONTS = (
    # 9: A stands for the ligature fi
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 65 /LastChar 65 /Widths [600] /ToUnicode 10 0 R >>",
    _meaning("fi"),
    # 11: a font whose characters are drawings, ten times as large as its size says
    b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 10 10] /FontMatrix [1 0 0 1 0 0] /FirstChar 65 /LastChar 65"
    b" /Widths [10] /Encoding << /Type /Encoding /Differences [65 /A] >> /CharProcs << /A 12 0 R >> /Resources << >> /ToUnicode 13 0 R >>",
    stream("", b"10 0 0 0 10 10 d1 0 0 9 9 re f"),
    _meaning("万"),
)

# The strokes of a digit as a calculator shows it: above, middle and below; upper left and right, lower left and right.
_STROKES = {
    "a": "0 9 5 1",
    "g": "0 4.5 5 1",
    "d": "0 0 5 1",
    "f": "0 5 1 5",
    "b": "4 5 1 5",
    "e": "0 0 1 5",
    "c": "4 0 1 5",
}
_SEVEN = ("abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg")
_FIRST_DRAWN = len(_FONTS) + len(_MORE_FONTS) + 1


def _drawn_font(said: str) -> list[bytes]:
    """A font whose characters 0 to 9 are drawn, and a table that says that they are `said`."""
    names = " ".join(f"/d{k}" for k in range(10))
    procs = " ".join(f"/d{k} {_FIRST_DRAWN + k} 0 R" for k in range(10))
    pairs = " ".join(f"<{0x30 + k:02x}> <{c.encode('utf-16-be').hex()}>" for k, c in enumerate(said))
    data = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange"
        f" 10 beginbfchar {pairs} endbfchar endcmap end"
    )
    font = (
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 6 10] /FontMatrix [0.08 0 0 0.08 0 0] /FirstChar 48 /LastChar 57"
        f" /Widths [{'6.5 ' * 10}] /Encoding << /Type /Encoding /Differences [48 {names}] >> /CharProcs << {procs} >>"
        " /Resources << >> /ToUnicode "
    )
    return [font.encode(), stream("", data.encode())]


# What drawn fonts say that the digits 0 to 9 are: the truth, its reverse, and pairs swapped, with and without holes.
SAID = {"D": "0123456789", "E": "9876543210", "F": "0128456739", "G": "0175436289"}


def _drawn() -> list[bytes]:
    found = [stream("", f"6.5 0 0 0 6 10 d1 {' '.join(_STROKES[s] + ' re' for s in own)} f".encode()) for own in _SEVEN]
    for said in SAID.values():
        font, meaning = _drawn_font(said)
        found += [font + b"%d 0 R >>" % (_FIRST_DRAWN + len(found) + 1), meaning]
    twice = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 65 /LastChar 65 /Widths [1000] /ToUnicode "
    return [*found, twice + b"%d 0 R >>" % (_FIRST_DRAWN + len(found) + 1), _meaning("人人")]


# What a font of rings says that its characters A to P are.
RINGS = "预算执行绩效目标项资金支出情况率"


def _rings() -> list[bytes]:
    first = _FIRST_DRAWN + len(_drawn())
    codes = [chr(0x41 + k) for k in range(len(RINGS))]
    pairs = " ".join(f"<{ord(c):02x}> <{said.encode('utf-16-be').hex()}>" for c, said in zip(codes, RINGS, strict=True))
    data = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange"
        f" {len(codes)} beginbfchar {pairs} endbfchar endcmap end"
    )
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 10 10] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 65 /LastChar 80"
        f" /Widths [{'10 ' * len(codes)}] /Encoding << /Type /Encoding /Differences [65 {' '.join('/r' + c for c in codes)}] >>"
        f" /CharProcs << {' '.join(f'/r{c} {first + 2} 0 R' for c in codes)} >> /Resources << >> /ToUnicode {first + 1} 0 R >>"
    )
    return [font.encode(), stream("", data.encode()), stream("", b"10 0 0 0 10 10 d1 1 0 8 8 re 2 1 6 6 re f*")]


# What fonts of two units say of A, which is drawn of one piece and a hook, and of B, which is of two.
UNITS = {"U": "万亿", "W": "亿万"}


def _units() -> list[bytes]:
    first = _FIRST_DRAWN + len(_drawn()) + len(_rings())
    found = [
        stream("", b"10 0 0 0 10 10 d1 1 8 8 1 re 4 1 1 8 re 4 5 4 1 re 7 1 1 5 re 5.5 0.5 1 1 re f"),
        stream("", b"10 0 0 0 10 10 d1 1 0 1 9 re 3.5 8 5 1 re 3.5 0 1 9 re 3.5 0 5 1 re f"),
    ]
    for said in UNITS.values():
        pairs = " ".join(f"<{0x41 + k:02x}> <{unit.encode('utf-16-be').hex()}>" for k, unit in enumerate(said))
        data = (
            "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange"
            f" 2 beginbfchar {pairs} endbfchar endcmap end"
        )
        font = (
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 10 10] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 65 /LastChar 66"
            " /Widths [10 10] /Encoding << /Type /Encoding /Differences [65 /a /b] >> /Resources << >>"
            f" /CharProcs << /a {first} 0 R /b {first + 1} 0 R >> /ToUnicode {first + len(found) + 1} 0 R >>"
        )
        found += [font.encode(), stream("", data.encode())]
    return found


_DRAWN = [*_drawn(), *_rings(), *_units()]
_OF_UNITS = _FIRST_DRAWN + len(_drawn()) + len(_rings()) + 2
_RESOURCES = b"/Font << /S 1 0 R /V 2 0 R /H 5 0 R /N 6 0 R /L 9 0 R /T 11 0 R %s >>" % b" ".join(
    b"/%s %d 0 R" % (name.encode(), first + 2 * k)
    for first, names in ((_FIRST_DRAWN + 10, (*SAID, "X", "R")), (_OF_UNITS, UNITS))
    for k, name in enumerate(names)
)


def text(x: float, y: float, string: str, *, size: float = 12, font: str = "S", extra: str = "") -> str:
    """`string` with its baseline at `y`, beginning at `x`. `extra` are operators before it, such as `3 Tr`."""
    return f"q BT {extra} /{font} {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm <{string.encode('utf-16-be').hex()}> Tj ET Q\n"


def digits(x: float, y: float, drawn: str, font: str, *, size: float = 12) -> str:
    """Digits as they are drawn, in a font that says of them what `SAID` has."""
    return f"q BT /{font} {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm ({drawn}) Tj ET Q\n"


def units(x: float, y: float, drawn: str, font: str, *, size: float = 12) -> str:
    """Units as they are drawn, in a font that says of them what `UNITS` has."""
    codes = "".join(chr(0x41 + UNITS["U"].index(unit)) for unit in drawn)
    return f"q BT /{font} {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm ({codes}) Tj ET Q\n"


def turned(x: float, y: float, string: str, a: float, b: float, *, size: float = 12) -> str:
    """`string` along the direction (a, b) of PDF space, where y grows upwards."""
    matrix = f"{a} {b} {-b} {a} {x} {HEIGHT - y}"
    return f"q BT /S {size} Tf {matrix} Tm <{string.encode('utf-16-be').hex()}> Tj ET Q\n"


def line(
    x0: float, y0: float, x1: float, y1: float, *, width: float = 0.5, colour: str = "0 0 0", extra: str = ""
) -> str:
    """A stroke."""
    return f"q {extra} {width} w {colour} RG {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S Q\n"


def fill(x0: float, top: float, x1: float, bottom: float, colour: str = "0.8 0.8 0.8") -> str:
    """A filled rectangle."""
    return f"q {colour} rg {x0} {HEIGHT - bottom} {x1 - x0} {bottom - top} re f Q\n"


def grid(xs: list[float], ys: list[float]) -> str:
    """All lines of a table."""
    return "".join(line(xs[0], y, xs[-1], y) for y in ys) + "".join(line(x, ys[0], x, ys[-1]) for x in xs)


@dataclass
class Sheet:
    """One page: its content and what its dictionary says besides, `{name}` there standing for one of the objects."""

    content: str
    attributes: str = f"/MediaBox [0 0 {WIDTH:g} {HEIGHT:g}]"
    objects: dict[str, bytes] = field(default_factory=dict)  # XObjects by name, as complete objects


def picture(*, mask: str = "") -> bytes:
    """One grey pixel, to be drawn at any size."""
    return stream(
        f"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 {mask}", b"\x80"
    )


def form(content: str, *, matrix: str = "1 0 0 1 0 0", box: str = "0 0 600 800") -> bytes:
    """A form: content drawn as one object."""
    return stream(
        f"/Type /XObject /Subtype /Form /BBox [{box}] /Matrix [{matrix}] /Resources << {_RESOURCES.decode()} >>",
        content.encode("latin-1"),
    )


def write(path: Path, *sheets: Sheet | str) -> Path:
    """Writes the pages to a file, and returns its path."""
    pages = [Sheet(s) if isinstance(s, str) else s for s in sheets]
    objects: list[bytes] = [*_FONTS, *_MORE_FONTS, *_DRAWN]

    def add(data: bytes) -> int:
        objects.append(data)
        return len(objects)

    root = add(b"")
    tree = add(b"")
    kids = []
    for page in pages:
        numbers = {name: add(data) for name, data in page.objects.items()}
        names = b" ".join(b"/%s %d 0 R" % (name.encode(), number) for name, number in numbers.items())
        content = add(stream("", page.content.encode("latin-1")))
        kids.append(
            add(
                b"<< /Type /Page /Parent %d 0 R /Contents %d 0 R /Resources << %s /XObject << %s >> >> %s >>"
                % (tree, content, _RESOURCES, names, page.attributes.format_map(numbers).encode())
            )
        )
    objects[root - 1] = b"<< /Type /Catalog /Pages %d 0 R >>" % tree
    objects[tree - 1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    out, offsets = b"%PDF-1.7\n", []
    for number, data in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + data + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    out += b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        root,
        out.rindex(b"xref\n0"),
    )
    path.write_bytes(out)
    return path


def read(path: Path, *sheets: Sheet | str) -> Page:
    """The first of the pages, written and read again."""
    with open_pdf(write(path / "page.pdf", *sheets)) as pdf:
        return pdf.page(1)


def strings(page: Page) -> list[str]:
    return [w.text for w in page.words]
