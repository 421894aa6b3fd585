"""Files that lack what their pages refer to: a reader that mends them does not say so."""

from __future__ import annotations

import re
import zlib

import pytest

from tests.reading.rawpdf import text, write
from ziping.pipeline.options import Options
from ziping.pipeline.reading.lost_objects import lacks_objects
from ziping.pipeline.run import process
from ziping.schemas.document import Source

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
