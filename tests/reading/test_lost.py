"""Text that was lost without a word, and text that is read though nobody sees it."""

import re
import zlib

import pytest

from tests.reading.rawpdf import HEIGHT, Sheet, fill, form, read, strings, text, write
from ziping.pipeline.options import Options
from ziping.pipeline.reading.lost_objects import lacks_objects
from ziping.pipeline.run import process
from ziping.schemas.document import Source


def downwards(x, y, string, size, scale):
    """Vertical writing, the size of which is its font's times that of the matrix."""
    shown = string.encode("utf-16-be").hex()
    return f"q BT /V {size} Tf {scale} 0 0 {scale} {x} {HEIGHT - y} Tm <{shown}> Tj ET Q\n"


def rounded(x0, top, x1, bottom, *, radius=4.0, colour="1 1 1"):
    """A filled rectangle with rounded corners."""
    low, high, k = HEIGHT - bottom, HEIGHT - top, 0.45 * radius
    r = radius
    return (
        f"q {colour} rg {x0 + r} {low} m {x1 - r} {low} l {x1 - k} {low} {x1} {low + k} {x1} {low + r} c "
        f"{x1} {high - r} l {x1} {high - k} {x1 - k} {high} {x1 - r} {high} c {x0 + r} {high} l "
        f"{x0 + k} {high} {x0} {high - k} {x0} {high - r} c {x0} {low + r} l {x0} {low + k} {x0 + k} {low} {x0 + r} {low} c h f Q\n"
    )


def said(x, y, shown, meant):
    """Text that stands for other text."""
    return f"/Span << /ActualText <FEFF{meant.encode('utf-16-be').hex()}> >> BDC\n{text(x, y, shown)}EMC\n"


@pytest.mark.parametrize(("size", "scale"), [(12, 1), (24, 0.5), (100, 0.12), (1200, 0.01), (6, 2)])
def test_vertical_writing_under_a_scaled_matrix(tmp_path, size, scale):
    page = read(tmp_path, fill(300, 0, 600, 90, "1 1 1") + downwards(100, 100, "产出指标", size, scale))
    assert strings(page) == ["产", "出", "指", "标"]
    boxes = [(w.box.x0, w.box.top, w.box.x1, w.box.bottom) for w in page.words]
    expected = [(94, 100 + 12 * k, 106, 112 + 12 * k) for k in range(4)]
    assert all(box == pytest.approx(place, abs=1.2) for box, place in zip(boxes, expected, strict=True))


def test_vertical_writing_is_not_hidden_by_what_stands_above_it(tmp_path):
    drawn = downwards(100, 100, "产出指标", 100, 0.12) + fill(90, 20, 130, 80, "1 1 1")
    assert strings(read(tmp_path, drawn)) == ["产", "出", "指", "标"]


@pytest.mark.parametrize("matrix", ["1 0 0 1 100 -200", "0.5 0 0 0.5 100 200", "1 0 0 1 0 0"])
def test_replaced_text_in_a_form_stands_where_it_is_drawn(tmp_path, matrix):
    drawn = {"X": form(said(100, 200, "甲乙", "丙丁") + text(130, 200, "戊"))}
    page = read(tmp_path, Sheet(f"q {matrix} cm /X Do Q\n" + text(100, 700, "看得见"), objects=drawn))
    boxes = {w.text: w.box for w in page.words}
    assert boxes["丙丁"].bottom == pytest.approx(boxes["戊"].bottom, abs=0.1)
    assert 0 < boxes["戊"].x0 - boxes["丙丁"].x1 < 10


@pytest.mark.parametrize("radius", [1, 4, 8])
def test_what_a_rounded_fill_hides_is_not_read(tmp_path, radius):
    drawn = text(100, 200, "12345") + rounded(90, 180, 150, 210, radius=radius) + text(100, 200, "678")
    assert strings(read(tmp_path, drawn)) == ["678"]


def test_a_disc_hides_nothing(tmp_path):
    assert strings(read(tmp_path, text(105, 205, "1") + rounded(100, 190, 120, 210, radius=10))) == ["1"]


WHOLE = text(60, 60, "项目支出绩效自评表") + text(60, 90, "全年预算数120万元")


def without(content, number):
    """The file without one of its objects: its beginning is damaged."""
    return content.replace(b"\n%d 0 obj" % number, b"\n%d 0 xbj" % number)


def misled(content):
    """The file with a table of contents that nobody finds."""
    return re.sub(rb"startxref\n\d+", b"startxref\n77", content)


@pytest.fixture
def whole(tmp_path):
    return write(tmp_path / "whole.pdf", WHOLE).read_bytes()


def font_of_text(content):
    return int(re.search(rb"/Font << /S (\d+) 0 R", content)[1])


def descendant(content):
    return int(re.search(rb"/DescendantFonts\s*\[\s*(\d+)", content)[1])


def content_of_page(content):
    return int(re.search(rb"/Contents\s*\[?\s*(\d+)", content)[1])


def lacks(tmp_path, content):
    path = tmp_path / "file.pdf"
    path.write_bytes(content)
    return lacks_objects(path)


@pytest.mark.parametrize("part", [font_of_text, descendant, content_of_page])
@pytest.mark.parametrize("table", [bytes, misled])
def test_a_lost_object_is_found(tmp_path, whole, part, table):
    assert lacks(tmp_path, table(without(whole, part(whole))))


def test_a_rebuilt_table_of_contents_loses_nothing_by_itself(tmp_path, whole):
    assert not lacks(tmp_path, whole)
    assert not lacks(tmp_path, misled(whole))


def packed(numbers_and_bodies):
    heads, bodies, offset = [], [], 0
    for number, body in numbers_and_bodies:
        heads.append(b"%d %d" % (number, offset))
        bodies.append(body)
        offset += len(body) + 1
    head = b" ".join(heads) + b" "
    data = zlib.compress(head + b" ".join(bodies))
    about = b"<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>" % (len(bodies), len(head), len(data))
    return b"\n900 0 obj\n" + about + b"\nstream\n" + data + b"\nendstream\nendobj\n"


def test_objects_that_are_packed_are_there(tmp_path, whole):
    font = font_of_text(whole)
    assert not lacks(tmp_path, without(whole, font) + packed([(font, b"<< /Type /Font >>")]))
    assert lacks(tmp_path, without(whole, font) + packed([(899, b"<< /Type /Font >>")]))
    assert lacks(tmp_path, whole + packed([(899, b"<< /Type /Page /Contents 898 0 R >>")]))


@pytest.mark.parametrize(
    "more",
    [
        b"\n900 0 obj << /Encrypt 899 0 R >> endobj",  # what is packed cannot be looked into
        b"\n900 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /LZWDecode >>\nstream\nxx\nendstream endobj",
        b"\n900 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\nxx\nendstream endobj",
        b"\n900 0 obj << /Type /ObjStm /N 1 /First x >>\nstream\nxx\nendstream endobj",
        b"\n900 0 obj << /Type /ObjStm",
    ],
)
def test_where_nobody_can_look_nothing_is_said(tmp_path, whole, more):
    assert not lacks(tmp_path, without(whole, font_of_text(whole)) + more)


def test_a_document_that_lost_a_font_says_so(tmp_path, whole):
    path = tmp_path / "lost.pdf"
    path.write_bytes(misled(without(whole, descendant(whole))))
    found = process(path, Source("lost.pdf", "0" * 64, 0), Options(jobs=1, ocr="never"))
    failures = found.tables["failures"].to_pylist()
    assert [f["message"][:19] for f in failures if f["error"] == "corrupt"] == ["The file is damaged"]
