"""Text whose font is only named is read alike on every machine."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from ziping.pipeline.reading import open_pdf
from ziping.pipeline.reading.text.substitute import Squares, paint_with_fonts

PDF = b"""%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >> endobj
4 0 obj << /Length 49 >> stream
BT /F 10 Tf 20 50 Td <98846708603B989D> Tj ET
endstream endobj
5 0 obj << /Type /Font /Subtype /Type0 /BaseFont /NoSuchSong /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >> endobj
6 0 obj << /Type /Font /Subtype /CIDFontType0 /BaseFont /NoSuchSong /FontDescriptor 7 0 R /DW 1000
/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >> endobj
7 0 obj << /Type /FontDescriptor /FontName /NoSuchSong /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0
/Ascent 880 /Descent -120 /CapHeight 800 /StemV 80 >> endobj
trailer << /Root 1 0 R >>
%%EOF
"""


def test_a_font_that_no_machine_has_is_read(tmp_path: Path):
    file = tmp_path / "named.pdf"
    file.write_bytes(PDF)
    with open_pdf(file) as pdf:
        (word,) = pdf.page(1).words
    assert word.text == "预月总额"
    assert word.edges == pytest.approx((20, 30, 40, 50, 60))


def test_the_machine_is_asked_for_pictures_only(tmp_path: Path):
    file = tmp_path / "named.pdf"
    file.write_bytes(PDF)
    with open_pdf(file):
        assert isinstance(pdfium.PdfSysfontBase.SINGLETON, Squares)
    paint_with_fonts()
    assert pdfium.PdfSysfontBase.SINGLETON is None


def test_the_font_is_the_one_that_its_script_makes(tmp_path: Path):
    make = pytest.importorskip("tests.reading.make_squares", reason="needs fonttools (extra `samples`)")
    made = tmp_path / "squares.ttf"
    make.squares().save(made)
    assert made.read_bytes() == make.OUT.read_bytes()
