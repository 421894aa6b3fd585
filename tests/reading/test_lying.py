"""Text layers that say other characters than the page shows."""

import numpy as np
import pytest

from tests.reading.rawpdf import SAID, digits, fill, line, read, strings, text, units, write
from ziping.pipeline.reading import open_pdf
from ziping.pipeline.reading.fonts.shapes import misfit

LABELS = "".join(text(60, y, "全年执行数") for y in (100, 130, 160))


def unread_reason(tmp_path, drawn):
    with open_pdf(write(tmp_path / "page.pdf", drawn)) as pdf:
        page = pdf.page(1)
        return pdf.unread.get(1), page


def rows(font, *, size=12.0):
    return "".join(
        digits(200, y, d, font, size=size) for y, d in ((100, "3056"), (130, "1284"), (160, "970"), (190, "8613"))
    )


@pytest.mark.parametrize("font", [name for name in SAID if name != "D"])
@pytest.mark.parametrize("size", [9.0, 16.0])
def test_digits_that_say_others_are_found(tmp_path, font, size):
    reason, page = unread_reason(tmp_path, LABELS + rows(font, size=size))
    assert reason == "false-text-layer"
    assert page.words == ()


@pytest.mark.parametrize(
    "drawn",
    [
        rows("D"),
        rows("D", size=7),
        fill(190, 80, 300, 200, "0.2 0.2 0.5") + "1 1 1 rg " + rows("D"),  # white on a ground
        rows("D") + "".join(line(195, y + 2, 240, y + 2) for y in (100, 130, 160, 190)),  # underlined
        rows("D") + line(195, 126, 240, 126),  # one struck through
    ],
)
def test_digits_that_say_what_they_are_are_believed(tmp_path, drawn):
    reason, page = unread_reason(tmp_path, LABELS + drawn)
    assert reason is None
    assert "3056" in strings(page)


@pytest.mark.parametrize("drawn", ["万", "亿", "万亿"])
@pytest.mark.parametrize("below", ["", line(195, 101.5, 260, 101.5)])
def test_units_that_say_the_other_are_found(tmp_path, drawn, below):
    page = LABELS + below + "".join(units(200, y, drawn, "W") for y in (100, 130, 160))
    assert unread_reason(tmp_path, page)[0] == "false-text-layer"


@pytest.mark.parametrize(
    "around", ["", line(195, 101.5, 260, 101.5), line(195, 88, 260, 88), fill(190, 80, 300, 200, "0.9 0.9 0.5")]
)
def test_units_that_say_what_they_are_are_believed(tmp_path, around):
    reason, page = unread_reason(tmp_path, LABELS + around + units(200, 100, "万亿", "U"))
    assert reason is None
    assert "万亿" in strings(page)


def test_few_digits_prove_nothing(tmp_path):
    assert unread_reason(tmp_path, LABELS + digits(200, 100, "25", "E"))[0] is None


def test_the_other_pages_of_a_document_are_read(tmp_path):
    with open_pdf(write(tmp_path / "pages.pdf", LABELS + rows("E"), LABELS, LABELS + rows("D"))) as pdf:
        pages = list(pdf.pages())
        assert pdf.unread == {1: "false-text-layer"}
    assert "3056" in strings(pages[2])


def test_a_glyph_that_stands_for_two_ideographs_is_found(tmp_path):
    page = text(60, 100, "参加培训") + "q BT /X 12 Tf 1 0 0 1 120 700 Tm (A) Tj ET Q\n"
    assert unread_reason(tmp_path, page)[0] == "false-text-layer"


def test_a_ligature_is_believed(tmp_path):
    assert "fi" in strings(read(tmp_path, "q BT /L 12 Tf 1 0 0 1 120 700 Tm (A) Tj ET Q\n"))


def ink(*rows):
    """Pixels: those that are not blank are ink."""
    return np.array([[sign != " " for sign in row] for row in rows])


@pytest.mark.parametrize(
    ("digit", "rows"),
    [
        ("0", ("#####", "# # #", "# # #", "# # #", "#   #", "#####")),  # two parts of a hole, one below
        ("0", ("#####", "#   #", "# # #", "# # #", "# # #", "#####")),
        ("8", ("#####", "#   #", "# # #", "#####", "# # #", "#   #", "#####")),
        ("5", ("#####", "#    ", "#####", "    #", "#   #", "#####")),  # open at its sides
    ],
)
def test_parts_of_a_hole_that_meet_are_one(digit, rows):
    assert misfit(digit, ink(*rows)) == 0


@pytest.mark.parametrize(
    ("digit", "rows"),
    [
        ("0", ("#####", "# # #", "# # #", "# # #", "#####", "# # #", "# # #", "#####")),  # four holes
        ("7", ("#####", "# # #", "#   #", "#####", "  #  ")),
        ("6", ("#####", "#   #", "#   #", "#####", "#    ", "#    ", "#    ")),  # its hole is above
    ],
)
def test_holes_of_another_digit_are_told(digit, rows):
    assert misfit(digit, ink(*rows)) == 2
