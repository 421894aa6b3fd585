"""Files put together from oddities that collections of PDFs in the wild show, one to four in each. The same seed gives the
same file."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.nasty.files.raw import packed, stream

HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {more} >>"
LINES = ("项目支出绩效自评表", "ABCDEFGH 95.5", "[K]", "1,234.50", "score 98")
_INTEGERS = ("0", "-1", "2147483647", "-2147483648", "4294967295", "9" * 20, "1.5", "null", "[]", "9 0 R", "(x)", "/N")
_REALS = ("0", "1e38", "-1e38", "0.0000001", "--5", "1.2.3", "+-7", "nan", "inf", "99999999999999999999", "-.", "4.")
_FILTERS = ("FlateDecode", "LZWDecode", "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode", "DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode", "Crypt", "Nowhere")  # fmt: skip


@dataclass
class Made:
    """A file before it is written: its objects by number, what its trailer says, and what is done to its bytes.

    Objects: 1 catalog, 2 page tree, 3 page, 4 content, 5 font, 6 and on whatever an oddity needs.
    """

    dice: random.Random
    pages: str = "/Kids [3 0 R] /Count 1"
    page: str = ""
    box: str = "0 0 595 842"
    catalog: str = ""
    font: str = ""
    resources: str = ""
    content: bytes = b""
    wrapped: bytes | None = None
    more: list[str | bytes] = field(default_factory=list)
    trailer: str = ""
    after: list[Callable[[bytes], bytes]] = field(default_factory=list)

    def add(self, body: str | bytes) -> int:
        """Another object; its number."""
        self.more.append(body)
        return 5 + len(self.more)

    def next(self) -> int:
        return 6 + len(self.more)

    def integer(self) -> str:
        return self.dice.choice(_INTEGERS)

    def real(self) -> str:
        return self.dice.choice(_REALS)

    def write(self) -> bytes:
        objects: list[str | bytes] = [
            f"<< /Type /Catalog /Pages 2 0 R {self.catalog} >>",
            f"<< /Type /Pages {self.pages} >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{self.box}] /Contents 4 0 R {self.page}"
            f" /Resources << /Font << /F 5 0 R >> {self.resources} >> >>",
            self.wrapped if self.wrapped is not None else stream(self.content),
            HELVETICA.format(more=self.font),
            *self.more,
        ]
        out, places = bytearray(b"%PDF-1.7\n"), []
        for number, body in enumerate(objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body.encode("latin-1") if isinstance(body, str) else body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R {self.trailer} >>"
        out += f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode("latin-1")
        data = bytes(out)
        for change in self.after:
            data = change(data)
        return data


Oddity = Callable[[Made], None]


def encrypted(made: Made) -> None:
    """An encryption that nobody can undo, or that is none."""
    dice = made.dice
    v, r = dice.choice(((1, 2), (2, 3), (4, 4), (5, 5), (5, 6), (0, 0), (9, 9)))
    secrets = " ".join(
        f"/{k} <{dice.randbytes(dice.choice((0, 16, 32, 48))).hex()}>" for k in ("O", "U", "OE", "UE", "Perms")
    )
    method = dice.choice(("/V2", "/AESV2", "/AESV3", "/None", "/Odd"))
    filters = f"/CF << /StdCF << /CFM {method} /Length {made.integer()} >> >> /StmF /StdCF /StrF /{dice.choice(('StdCF', 'Identity', 'No'))}"
    number = made.add(
        f"<< /Filter /{dice.choice(('Standard', 'Own'))} /V {v} /R {r} /P {made.integer()} {secrets} {filters} >>"
    )
    made.trailer += f" /Encrypt {number} 0 R" + dice.choice(("", " /ID [<00> <00>]", " /ID []"))


def cyclic(made: Made) -> None:
    """Something that holds itself."""
    own = made.next()
    match made.dice.randrange(7):
        case 0:
            made.pages = "/Kids [2 0 R 3 0 R] /Count 2 /Parent 2 0 R"
        case 1:
            made.add(f"{own} 0 R")
            made.page += f" /Annots {own} 0 R /Rotate {own} 0 R"
        case 2:
            made.add(
                f"<< /Type /Outlines /First {own} 0 R /Last {own} 0 R /Next {own} 0 R /Parent {own} 0 R /Count 9 >>"
            )
            made.catalog += f" /Outlines {own} 0 R"
        case 3:
            made.add(
                stream(
                    b"/X Do /X Do",
                    f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {own} 0 R >> >>",
                )
            )
            made.resources += f" /XObject << /X {own} 0 R >>"
            made.content += b" /X Do"
        case 4:
            made.add(
                f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 65 /LastChar 66 /Widths [9 9] /Encoding << /Differences [65 /A /B] >> /CharProcs << /A {own + 1} 0 R /B {own + 1} 0 R >> /Resources << /Font << /T {own} 0 R >> >> >>"
            )
            made.add(stream(b"9 0 d0 BT /T 9 Tf (AB) Tj ET"))
            made.resources += f" /Font << /T {own} 0 R >>"
            made.content += b" BT /T 9 Tf 40 400 Td (ABBA) Tj ET"
        case 5:
            made.add(f"[ {own} 0 R 4 0 R {own} 0 R ]")
            made.page += f" /Contents {own} 0 R"
        case _:
            made.add(f"<< /Kids [{own} 0 R] /Names [(a) {own} 0 R] /Nums [0 {own} 0 R] >>")
            made.catalog += f" /Names << /EmbeddedFiles {own} 0 R /Dests {own} 0 R >> /PageLabels {own} 0 R /AcroForm << /Fields [{own} 0 R] >>"


def cut(made: Made) -> None:
    """What came of a download that broke, with or without something behind it."""
    share, tail = made.dice.random(), made.dice.choice((b"", b"\n%%EOF\n", b"<html>502</html>", bytes(500)))
    made.after.append(lambda data: data[: int(share * len(data))] + tail)


def wrong_length(made: Made) -> None:
    said = made.dice.choice((0, -1, 1, 5, 10**6, 2**31, 2**63))
    number = made.dice.choice((None, made.next()))
    if number is None:
        made.after.append(lambda data: re.sub(rb"/Length \d+", b"/Length %d" % said, data))
    else:
        made.add(f"{made.dice.choice((number, said, '(x)', 'null'))}{' 0 R' if made.dice.random() < 0.3 else ''}")
        made.after.append(lambda data: re.sub(rb"/Length \d+", b"/Length %d 0 R" % number, data))
    if made.dice.random() < 0.3:
        made.after.append(lambda data: data.replace(b"endstream", b"endstrea"))


def broken_table(made: Made) -> None:
    """A table of places that lies, is missing, or goes round."""
    dice, shift = made.dice, made.dice.choice((-7, 1, 13, 10**6))
    match dice.randrange(6):
        case 0:
            made.after.append(
                lambda d: re.sub(rb"(\d{10}) 00000 n", lambda m: b"%010d 00000 n" % max(0, int(m[1]) + shift), d)
            )
        case 1:
            made.after.append(lambda d: d[: d.rfind(b"startxref")])
        case 2:
            made.after.append(lambda d: re.sub(rb"startxref\n\d+", b"startxref\n%d" % dice.choice((0, 1, 10**9)), d))
        case 3:
            made.after.append(
                lambda d: re.sub(
                    rb"xref\n0 \d+", b"xref\n%d %d" % (dice.choice((0, 1, 5)), dice.choice((0, 2, 10**9))), d
                )
            )
        case 4:
            made.after.append(
                lambda d: d.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % max(0, d.rfind(b"xref\n0")))
            )
        case _:
            made.after.append(lambda d: d.replace(b" 00000 n", b" 00000 f").replace(b"/Root 1 0 R", b"/Root 99 0 R"))


def stream_of_places(made: Made) -> None:
    """A cross-reference stream whose widths, index and rows do not agree."""
    dice = made.dice
    widths = dice.choice(("1 2 1", "0 0 0", "1 99 1", "-1 2 1", "1 2", "9 9 9"))
    body = dice.randbytes(dice.choice((0, 4, 40, 400)))
    more = f"/Type /XRef /W [{widths}] /Index [{made.integer()} {made.integer()}] /Size {made.integer()} /Root 1 0 R /Prev {made.integer()}"
    made.after.append(
        lambda data: data + b"90 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (packed(body, more), len(data))
    )


def odd_mapping(made: Made) -> None:
    """A font that says of its characters what cannot be."""
    dice = made.dice

    def code() -> str:
        return dice.choice(
            (
                "41",
                "D800",
                "DFFFD800",
                "00110000",
                "FFFFFFFF",
                "7FFFFFFF",
                "",
                "F" * 64,
                "0",
                "FFFF",
                "0000",
                "202E",
                "FEFF",
                "zz",
            )
        )

    def row() -> str:
        return dice.choice(
            (
                f"<{code()}> <{code()}>",
                f"<{code()}> <{code()}> <{code()}>",
                f"<{code()}> <{code()}> [<{code()}> <{code()}>]",
                f"<{code()}> /name",
                "<41> 65",
                "<00> <FF> <10FFF0>",
            )
        )

    kinds = [
        dice.choice(("bfchar", "bfrange", "cidrange", "notdefrange", "codespacerange"))
        for _ in range(dice.randint(1, 6))
    ]
    parts = [
        f"{dice.choice((1, 2, 0, -1, 10**9))} begin{kind} {' '.join(row() for _ in range(dice.randint(0, 9)))} {'end' + kind if dice.random() < 0.8 else ''}"
        for kind in kinds
    ]
    use = f"/{dice.choice(('UniGB-UCS2-H', 'Own', 'Identity-H'))} usecmap " if dice.random() < 0.3 else ""
    number = made.add(
        stream(
            f"/CIDInit begincmap {use}{' '.join(parts)} endcmap".encode(),
            f"/UseCMap {made.next()} 0 R" if dice.random() < 0.3 else "",
        )
    )
    made.font += f" /ToUnicode {number} 0 R"


def odd_font(made: Made) -> None:
    dice, own = made.dice, made.next()
    match dice.randrange(4):
        case 0:
            made.font += (
                f" /FirstChar {made.integer()} /LastChar {made.integer()} /Widths [{made.real()} {made.integer()}]"
            )
        case 1:
            names = " ".join(
                dice.choice(("/A", "/uni", "/uniD800", "/u110000", "/g1", "/.notdef", "65", "-1", "9999999999", "(x)"))
                for _ in range(20)
            )
            made.font += f" /Encoding << /BaseEncoding /{dice.choice(('WinAnsiEncoding', 'Odd'))} /Differences [{made.integer()} {names}] >>"
        case 2:
            made.add(
                f"<< /Type /FontDescriptor /FontName /X /Flags {made.integer()} /FontBBox [{made.real()} {made.real()}] /Ascent {made.real()} /FontFile2 {own + 1} 0 R >>"
            )
            made.add(packed(dice.randbytes(300), f"/Length1 {made.integer()}"))
            made.font += f" /FontDescriptor {own} 0 R"
        case _:
            made.add(
                f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW {made.integer()} /W [{made.integer()} [{made.real()}] {made.integer()} {made.integer()} {made.real()}] /CIDToGIDMap {made.integer()} /CIDSystemInfo << /Registry (Adobe) /Ordering ({dice.choice(('GB1', 'Identity', 'Odd'))}) /Supplement {made.integer()} >> >>"
            )
            made.add(
                f"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /{dice.choice(('GBK-EUC-H', 'UniGB-UTF16-V', 'Identity-H', 'Odd'))} /DescendantFonts [{own} 0 R {own} 0 R] >>"
            )
            made.resources += f" /Font << /F {own + 1} 0 R >>"


def odd_filters(made: Made) -> None:
    dice = made.dice
    chain = " ".join(f"/{dice.choice(_FILTERS)}" for _ in range(dice.randint(1, 6)))
    parameters = f"/DecodeParms [<< /Predictor {dice.choice((2, 10, 15, 99))} /Columns {made.integer()} /Colors {made.integer()} /BitsPerComponent {made.integer()} >>]"
    data = zlib.compress(made.content) if dice.random() < 0.7 else dice.randbytes(400)
    if dice.random() < 0.5:
        data = data[: dice.randrange(len(data))]
    made.wrapped = stream(data, f"/Filter [{chain}] {parameters}" if dice.random() < 0.5 else "/Filter /FlateDecode")


def odd_tree(made: Made) -> None:
    kids = " ".join(
        made.dice.choice(("3 0 R", "null", "4 0 R", "99 0 R", "<< >>", "1 0 R", "(x)"))
        for _ in range(made.dice.randint(0, 6))
    )
    made.pages = (
        f"/Kids [{kids}] /Count {made.integer()} /MediaBox [{made.real()} 0 9 {made.real()}] /Rotate {made.integer()}"
    )


def odd_page(made: Made) -> None:
    made.box = " ".join(made.real() for _ in range(made.dice.choice((4, 4, 3, 5, 0))))
    made.page += f" /Rotate {made.dice.choice((45, -90, 450, 90, 10**12))} /UserUnit {made.real()} /CropBox [{made.real()} {made.real()} {made.real()} 9]"


def odd_numbers(made: Made) -> None:
    """Operands that are too many, too few, or no numbers."""
    operators = ("cm", "re", "w", "d", "Tf", "Tm", "Td", "TJ", "Tc", "Tz", "Ts", "k", "rg", "sc", "gs", "cs", "sh", "Do", "l", "c", "m", "BT", "ET", "q", "Q", "BMC", "EMC", "Tj", "'", '"', "W", "n", "f*", "S")  # fmt: skip
    told = [
        " ".join([*(made.real() for _ in range(made.dice.randint(0, 7))), made.dice.choice(operators)])
        for _ in range(60)
    ]
    made.content += "\n".join(told).encode()


def odd_picture(made: Made) -> None:
    """A picture within the content that never ends, or one whose size is no size."""
    if made.dice.random() < 0.5:
        made.content += (
            f" BI /W {made.integer()} /H {made.integer()} /BPC {made.integer()} /CS /G /F /{made.dice.choice(_FILTERS)} ID ".encode()
            + made.dice.randbytes(99)
        )
        return
    mask = f"/SMask {made.next()} 0 R" if made.dice.random() < 0.3 else ""
    number = made.add(
        packed(
            made.dice.randbytes(99),
            f"/Type /XObject /Subtype /Image /Width {made.integer()} /Height {made.integer()} /BitsPerComponent {made.integer()} /ColorSpace [/Indexed /DeviceRGB {made.integer()} <00>] {mask}",
        )
    )
    made.resources += f" /XObject << /I {number} 0 R >>"
    made.content += b" q 595 0 0 842 0 0 cm /I Do Q"


def packed_objects(made: Made) -> None:
    """An object stream that says of itself what is not so."""
    body = " ".join(f"{made.integer()} {made.integer()}" for _ in range(8)) + " << >> " * 4
    number = made.add(
        packed(body.encode(), f"/Type /ObjStm /N {made.integer()} /First {made.integer()} /Extends {made.next()} 0 R")
    )
    made.page += f" /Annots [{number} 0 R]"


def later_version(made: Made) -> None:
    """A change appended, which replaces or frees what the file is made of."""
    body = made.dice.choice(
        (b"null", b"<< /Type /Page >>", b"[3 0 R]", b"(text)", b"<< /Type /Catalog /Pages 3 0 R >>")
    )
    number = made.dice.randint(1, 5)
    made.after.append(
        lambda d: d + b"%d 0 obj\n%s\nendobj\nxref\n%d 1\n%010d %05d n \ntrailer\n<< /Size 9 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
        % (number, body, number, len(d), made.dice.choice((0, 1, 65535)), max(0, d.rfind(b"xref\n0")), len(d) + len(body) + 16)
    )  # fmt: skip


def odd_syntax(made: Made) -> None:
    """Strings and names that do not end, comments in the midst, bytes before the head."""
    match made.dice.randrange(5):
        case 0:
            made.content += b" BT /F 12 Tf 40 300 Td (never ( closed Tj ET"
        case 1:
            made.page += " /Odd#00#zz#41 (\\777\\8\\) /Deep " + "[" * 2000 + "]" * 1000
        case 2:
            made.after.append(lambda d: d.replace(b"\n", b"\r%comment\r"))
        case 3:
            made.after.append(lambda d: made.dice.randbytes(1200) + d)
        case _:
            made.after.append(lambda d: d.replace(b" obj", b"obj").replace(b"endobj", b""))


def hidden_layer(made: Made) -> None:
    """Content of a layer that is off, or of marks that do not pair."""
    own = made.add("<< /Type /OCG /Name (off) >>")
    made.catalog += (
        f" /OCProperties << /OCGs [{own} 0 R] /D << /OFF [{own} 0 R {made.integer()}] /Order {own} 0 R >> >>"
    )
    made.resources += f" /Properties << /L {own} 0 R >>"
    made.content = b"/OC /L BDC " + made.content + made.dice.choice((b" EMC", b"", b" EMC EMC EMC"))


ODDITIES: Sequence[Oddity] = (
    encrypted, cyclic, cut, wrong_length, broken_table, stream_of_places, odd_mapping, odd_font, odd_filters, odd_tree, odd_page,
    odd_numbers, odd_picture, packed_objects, later_version, odd_syntax, hidden_layer,
)  # fmt: skip


def odd(seed: int) -> bytes:
    """One odd file: each kind comes first in its turn, up to three others go with it."""
    dice = random.Random(f"odd-{seed}")
    made = Made(dice)
    told = (line.encode("gbk").hex() for line in dice.sample(LINES, 3))
    made.content = "".join(f"BT /F 12 Tf 40 {780 - 30 * n} Td <{line}> Tj ET\n" for n, line in enumerate(told)).encode()
    made.content += b"".join(b"%d 0 0 1 re f 40 %d m 500 %d l S\n" % (n, 100 * n, 100 * n) for n in range(1, 6))
    first = ODDITIES[seed % len(ODDITIES)]
    for oddity in (first, *dice.sample(ODDITIES, dice.choice((0, 0, 1, 2, 3)))):
        oddity(made)
    return made.write()
