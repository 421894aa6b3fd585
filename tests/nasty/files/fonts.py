"""Files whose fonts, matrices and annotations say what cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.nasty.files.raw import page, stream, text

HUGE = "1" + "0" * 37


def _mapped(*lines: str) -> bytes:
    """A font that maps A to Z to these codes, and a page that shows them."""
    mapping = "\n".join(lines)
    data = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(lines)} beginbfchar\n{mapping}\nendbfchar endcmap end"
    )
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    return page(text("ABCDEFGH"), font=font, objects=[stream(data.encode())])


def codes_beyond_the_last() -> bytes:
    """UTF-32 values where UTF-16 belongs, half surrogates, and numbers that no integer of C holds."""
    return _mapped(
        "<41> <00110000>", "<42> <FFFFFFFF>", "<43> <D800>", "<44> <DFFFD800>", "<45> <FFFF>", "<46> <7FFFFFFF>",
        "<47> <" + "F" * 64 + ">", "<48> <>",
    )  # fmt: skip


def codes_of_a_range_beyond() -> bytes:
    data = (
        "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfrange\n"
        "<41> <FF> <10FFF0>\n<00> <40> <FFFFFFF0>\nendbfrange endcmap"
    )
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    return page(text("ABCDEFGH"), font=font, objects=[stream(data.encode())])


def endless_matrices() -> bytes:
    lines = [
        f"BT /F 12 Tf {m} Tm (matrix) Tj ET"
        for m in (f"{HUGE} 0 0 {HUGE} 0 0", f"0 0 0 0 {HUGE} {HUGE}", f"1 0 0 1 -{HUGE} 100", "1e999 0 0 1 nan inf")
    ]
    sizes = [f"BT /F {size} Tf 40 700 Td (size) Tj ET" for size in (HUGE, f"-{HUGE}", "0", "1e-30", "99999999999999")]
    paths = [f"{HUGE} w 0 0 m {HUGE} {HUGE} l S", f"-{HUGE} -{HUGE} {HUGE} {HUGE} re f", "0 0 m nan inf l S"]
    return page(stream("\n".join([*lines, *sizes, *paths, "BT /F 12 Tf 40 600 Td (seen) Tj ET"]).encode()))


def endless_spacing() -> bytes:
    shown = [
        f"BT /F 12 Tf {HUGE} Tc 40 700 Td (far) Tj ET",
        f"BT /F 12 Tf -{HUGE} Tw 40 680 Td (a b c) Tj ET",
        f"BT /F 12 Tf {HUGE} Tz 40 660 Td (wide) Tj ET",
        f"BT /F 12 Tf 40 640 Td [(k) -{HUGE} (l) {HUGE} (m)] TJ ET",
        f"BT /F 12 Tf {HUGE} Ts 40 620 Td (risen) Tj ET",
    ]
    return page(stream("\n".join(shown).encode()))


def font_in_itself() -> bytes:
    """A Type 3 font whose characters are set in itself."""
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 10 10] /FontMatrix [1 0 0 1 0 0] /FirstChar 65 /LastChar 65"
        " /Widths [10] /Encoding << /Differences [65 /A] >> /CharProcs << /A 6 0 R >> /Resources << /Font << /F 5 0 R >> >> >>"
    )
    return page(text("AAAA"), font=font, objects=[stream(b"10 0 d0 BT /F 1 Tf (AAAA) Tj ET")])


def fonts_of_the_wrong_kind() -> bytes:
    """Arrays, numbers and nothing where dictionaries belong."""
    fonts = "/G [1 2 3] /H 7 /I null /J 99 0 R /K << /Subtype /Type0 /DescendantFonts 5 /Encoding 3 >>"
    shown = [f"BT /{name} 12 Tf 40 {700 - 20 * k} Td (odd) Tj ET" for k, name in enumerate("FGHIJKL")]
    content = stream("\n".join(shown).encode())
    return page(content, more=f"/Resources << /Font << /F 5 0 R {fonts} >> >>")


def annotations_in_a_circle() -> bytes:
    """A field that is its own parent and child, with an appearance that draws itself."""
    field = (
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (1) /Parent 6 0 R /Kids [6 0 R] /Rect [0 0 1e30 -1e30]"
        " /AP << /N 7 0 R >> >>"
    )
    drawn = stream(
        b"/X Do",
        "/Type /XObject /Subtype /Form /BBox [0 0 0 0] /Matrix [0 0 0 0 0 0] /Resources << /XObject << /X 7 0 R >> >>",
    )
    catalog = "/AcroForm << /Fields [6 0 R 6 0 R] /NeedAppearances true >>"
    return page(text("form"), more="/Annots [6 0 R 6 0 R 99 0 R 5]", catalog=catalog, objects=[field, drawn])


def boxes_of_the_wrong_kind() -> bytes:
    return page(text("boxes"), box="(a) null 595", more="/CropBox [9 9 1 1] /Rotate 45.5 /UserUnit -3")


def text_that_ends_nowhere() -> bytes:
    """Operators without operands, strings that are not closed, states that are never restored."""
    content = b"q " * 5000 + b"BT /F Tf 12 Tj Td (open \\( BT 1 0 0 1 Tm ET re f W n Q Q Q \x00\xff [ [ [ << (a"
    return page(stream(content))


FONTS: Mapping[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (
        codes_beyond_the_last, codes_of_a_range_beyond, endless_matrices, endless_spacing, font_in_itself,
        fonts_of_the_wrong_kind, annotations_in_a_circle, boxes_of_the_wrong_kind, text_that_ends_nowhere,
    )
}  # fmt: skip
