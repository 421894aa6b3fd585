"""Files made to hurt, class by class."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping

from tests.generator.typeset import pdf
from tests.nasty.files.fonts import FONTS
from tests.nasty.files.raw import (
    file,
    packed,
    page,
    shown,
    stream,
    text,
)

MEGA = 1024 * 1024


def content_bomb() -> bytes:
    """A megabyte that unpacks to a gigabyte of operators."""
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(b"0 0 m 9 9 l S\n" * (MEGA // 14)) for _ in range(1000)) + packer.flush()
    return page(stream(body, "/Filter /FlateDecode"))


def nested_bomb() -> bytes:
    """Some kilobytes that unpack to a gigabyte in two steps."""
    packer = zlib.compressobj(9)
    inner = b"".join(packer.compress(b" " * MEGA) for _ in range(1000)) + packer.flush()
    return page(stream(zlib.compress(inner, 9), "/Filter [/FlateDecode /FlateDecode]"))


def picture_bomb() -> bytes:
    """A picture of 100,000 × 100,000 points in a few bytes."""
    picture = packed(bytes(MEGA), "/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceRGB /BitsPerComponent 8")  # fmt: skip
    return page(stream(b"q 595 0 0 842 0 0 cm /I Do Q"), resources="/XObject << /I 6 0 R >>", objects=[picture])


def huge_page() -> bytes:
    return page(text("huge"), box="0 0 1000000000 1000000000", more="/UserUnit 75000")


def nowhere_page() -> bytes:
    return page(text("nowhere"), box="nan -1e38 1e38 99999999999999999999")


def flat_page() -> bytes:
    return page(text("flat"), box="0 0 0 0")


def cyclic_tree() -> bytes:
    tree = "<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 4 /Parent 3 0 R >>"
    return file(["<< /Type /Catalog /Pages 2 0 R >>", tree, "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 /Parent 2 0 R >>"])  # fmt: skip


def lying_count() -> bytes:
    whole = page(text("one page"))
    return whole.replace(b"/Count 1 ", b"/Count 2000000000 ")


def many_pages(count: int = 4000) -> bytes:
    kids = " ".join(f"{n} 0 R" for n in range(5, 5 + count))
    one = (
        "<< /Type /Page /Parent 2 0 R /Contents 3 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 4 0 R >> >> >>"
    )
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    root = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {count} >>"]
    return file([*root, text("page"), font, *[one] * count])


def deep_tree(depth: int = 20_000) -> bytes:
    levels = [f"<< /Type /Pages /Kids [{n + 1} 0 R] /Count 1 /Parent {n - 1} 0 R >>" for n in range(3, depth)]
    last = f"<< /Type /Page /Parent {depth - 1} 0 R /MediaBox [0 0 595 842] >>"
    return file(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", *levels, last])


def deep_arrays() -> bytes:
    return page(stream(b"[" * 500_000 + b"]" * 500_000 + b" TJ"), more=f"/Annots {'[' * 100_000}{']' * 100_000}")


def deep_states() -> bytes:
    return page(stream(b"q " * 1_000_000 + shown("deep")))


def form_in_itself() -> bytes:
    inner = stream(
        b"/X Do /X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    )
    return page(stream(b"/X Do"), resources="/XObject << /X 6 0 R >>", objects=[inner])


def form_tower(levels: int = 24) -> bytes:
    """Each form draws the next one four times."""
    forms: list[str | bytes] = [
        stream(
            b"/X Do " * 4,
            f"/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /X {n + 1} 0 R >> >>",
        )
        for n in range(6, 6 + levels)
    ]
    last = stream(b"0 0 9 9 re f", "/Type /XObject /Subtype /Form /BBox [0 0 600 900]")
    return page(stream(b"/X Do"), resources="/XObject << /X 6 0 R >>", objects=[*forms, last])


def no_mapping() -> bytes:
    font = "<< /Type /Font /Subtype /Type0 /BaseFont /Nowhere /Encoding /Identity-H /DescendantFonts [6 0 R] >>"
    below = "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Nowhere /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"  # fmt: skip
    return page(stream(b"BT /F 12 Tf 40 700 Td <0102030405060708090a0b0c0d0e0f10> Tj ET"), font=font, objects=[below])


def scripts() -> bytes:
    """Things that another program would run, open or fetch."""
    catalog = (
        "/OpenAction << /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/'\\)) >>"
        " /AA << /WC << /S /Launch /F (/bin/sh) >> >> /Names << /EmbeddedFiles << /Names [(../../evil.pdf) 6 0 R] >> >>"
    )
    attached = "<< /Type /Filespec /F (../../evil.pdf) /EF << /F 7 0 R >> >>"
    return page(text("scripts"), catalog=catalog, objects=[attached, stream(b"evil", "/Type /EmbeddedFile")])


def many_lines() -> bytes:
    lines = "".join(f"{n % 595} {n // 300 % 842} m {n % 595 + 30} {n // 300 % 842} l S\n" for n in range(200_000))
    return page(packed(lines.encode()))


def many_cells(rows: int = 420, columns: int = 290) -> bytes:
    lines = [f"0 {2 * n} m 595 {2 * n} l S" for n in range(rows)] + [
        f"{2 * n} 0 m {2 * n} 842 l S" for n in range(columns)
    ]
    return page(packed("\n".join(lines).encode()))


def many_words() -> bytes:
    words = "".join(f"BT /F 1 Tf {n % 300 * 2} {n // 300} Td (w{n}) Tj ET\n" for n in range(150_000))
    return page(packed(words.encode()))


def long_word() -> bytes:
    return page(packed(b"BT /F 12 Tf 40 700 Td (" + b"9" * 2_000_000 + b") Tj ET"))


def long_digits() -> bytes:
    """A row of 9s in the place of figures."""
    sheet = pdf.Sheet(*pdf.PAPER)
    sheet.text(60, 60, 12, "项目支出绩效自评表")
    for n, line in enumerate(
        ("年度资金总额：" + "9" * 5000, "自评得分：" + "1" * 400 + "分", "（" * 3000, "其中：" * 1500)
    ):
        sheet.text(20, 90 + 20 * n, 3, line)
    return pdf.write([sheet])


def terminal() -> bytes:
    """Escapes, directions and ends of lines, where a title and a project's name belong."""
    sheet = pdf.Sheet(*pdf.PAPER)
    sheet.text(60, 60, 12, "\x1b]0;owned\x07\x1b[2J项目支出绩效自评表")
    sheet.text(60, 90, 12, "项目名称：\x1b[31m\u202e=cmd|'/c calc'!A1\x9b2J\r\nok")
    sheet.text(60, 120, 12, "<script>alert(1)</script> 自评得分：95分")
    return pdf.write([sheet])


def circular_length() -> bytes:
    return page(b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream")


def circular_table() -> bytes:
    whole = page(text("circle"))
    start = whole.rindex(b"xref\n0")
    return whole.replace(b"/Root 1 0 R ", b"/Root 1 0 R /Prev %d " % start)


def object_stream_in_itself() -> bytes:
    return page(text("own"), more="/Annots 6 0 R", objects=[packed(b"6 0 << >>", "/Type /ObjStm /N 1 /First 4 /Extends 6 0 R")])  # fmt: skip


def garbage_around() -> bytes:
    return b"\x00GIF89a" * 20 + page(text("within")) + b"\xff" * MEGA


def endless_filters() -> bytes:
    return page(stream(zlib.compress(b"x"), f"/Filter [{'/FlateDecode ' * 5000}]"))


def only_head() -> bytes:
    return b"%PDF-1.7\n"


CLASSES: Mapping[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (
        content_bomb, nested_bomb, picture_bomb, huge_page, nowhere_page, flat_page, cyclic_tree, lying_count, many_pages,
        deep_tree, deep_arrays, deep_states, form_in_itself, form_tower, no_mapping, scripts, many_lines, many_cells,
        many_words, long_word, long_digits, terminal, circular_length, circular_table, object_stream_in_itself,
        garbage_around, endless_filters, only_head,
    )
} | FONTS  # fmt: skip
