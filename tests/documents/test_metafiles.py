"""Drawings of Windows within documents: pictures where LibreOffice draws them, and told of where it does not."""

import gzip
import io
import shutil
import struct
from pathlib import Path

import pytest
from PIL import Image

from tests.documents.metafile import drawn
from tests.documents.test_quirks import drawing
from tests.documents.word.word_files import KINDS, SPACES, paragraph
from tests.inputs.packing import packed
from ziping.pipeline.documents import metafiles, office
from ziping.pipeline.documents.metafiles import is_drawing, with_drawings
from ziping.pipeline.documents.opening import open_document
from ziping.pipeline.documents.paper.flow import Flow, Passage, Scan
from ziping.pipeline.errors import ReadError

ROWS = (("三级指标", "分值", "得分"), ("道路维护里程", "60", "60"), ("受益人口", "40", "38.5"))
EMF = drawn(ROWS, (50, 25, 25))
WMF = b"\xd7\xcd\xc6\x9a\0\0" + struct.pack("<4hH", 0, 0, 2880, 1440, 1440) + b"\0" * 6 + b"\1\0\x09\0\0\3"
PAGE = Flow((Passage("前"), Scan(EMF), Scan(b"\x89PNG"), Scan(gzip.compress(EMF)), Passage("后")))


@pytest.fixture
def without_office(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_ON_MACOS", tmp_path / "none")


@pytest.mark.parametrize(
    ("data", "is_one"),
    [(EMF, True), (gzip.compress(EMF), True), (WMF, True), (WMF[22:], True), (b"\x89PNG", False), (b"\1\0\0\0", False), (b"\x1f\x8b", False), (b"", False)],
)  # fmt: skip
def test_drawings_are_told_by_their_bytes(data, is_one):
    assert is_drawing(data) == is_one


def test_without_libreoffice_they_are_told_of(without_office):
    flow = with_drawings(Path("a.docx"), PAGE)
    assert [type(i) for i in flow.items] == [Passage, Scan, Passage]
    ((code, message, count),) = [(r.code, r.message, r.text) for r in flow.remarks]
    assert (code, count) == ("unread-picture", "2")
    assert "Install" in message


@pytest.mark.parametrize(
    "data",
    [WMF[22:], WMF[:14] + b"\0\0" + WMF[16:], EMF[:24] + b"\0" * 16 + EMF[40:]],
    ids=["none", "no dots", "nothing"],
)
def test_those_that_say_no_size_are_told_of(data):
    flow = with_drawings(Path("a.docx"), Flow((Passage("前"), Scan(data))))
    assert [type(i) for i in flow.items] == [Passage]
    assert [(r.code, r.text) for r in flow.remarks] == [("unread-picture", "1")]


def test_a_document_without_drawings_is_what_it_was():
    flow = Flow((Passage("前"), Scan(b"\x89PNG")))
    assert with_drawings(Path("a.docx"), flow) is flow


def test_what_cannot_be_drawn_is_told_of(monkeypatch):
    def fails(*_: object) -> None:
        raise ReadError("timeout", "too long")

    monkeypatch.setattr(metafiles, "converted", fails)
    flow = with_drawings(Path("a.docx"), PAGE)
    assert [(r.code, r.text) for r in flow.remarks] == [("unread-picture", "2")]


def word(path: Path, data: bytes) -> Path:
    """A document with a drawing between two paragraphs."""
    body = paragraph("前") + drawing('<a:blip r:embed="d"/>') + paragraph("后")
    relation = f'<Relationship Id="d" Target="media/image1.emf" Type="{KINDS}image"/>'
    path.write_bytes(
        packed(
            {
                "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode(),
                "word/_rels/document.xml.rels": f"<Relationships>{relation}</Relationships>".encode(),
                "word/media/image1.emf": data,
            }
        )
    )
    return path


def test_a_word_document_says_that_its_drawing_is_unread(tmp_path, without_office):
    with open_document(word(tmp_path / "a.docx", EMF)) as laid:
        assert [b.text.string for b in laid.blocks] == ["前", "后"]
        assert [n.code for n in laid.notes] == ["unread-picture"]
        assert not laid.pasted


def is_ruled_down(picture: Image.Image, mm: int) -> bool:
    """Whether a black line goes down the table, so many millimetres from its left edge."""
    x, rows = round(mm * 200 / 25.4), range(25, picture.height - 25)
    return any(sum(picture.getpixel((x + d, y)) < 80 for y in rows) > 0.95 * len(rows) for d in range(-3, 4))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_draws_them_as_large_as_they_are(tmp_path):
    flow = with_drawings(Path("a.docx"), PAGE)
    first, png, packed_one = (i for i in flow.items if isinstance(i, Scan))
    assert png.data == b"\x89PNG"
    assert first.data == packed_one.data
    assert not flow.remarks
    with Image.open(io.BytesIO(first.data)) as picture:
        assert picture.size == (round(104 * 200 / 25.4), round(31 * 200 / 25.4))
        dark = picture.point(lambda v: 255 * (v < 128)).getbbox()
    assert dark is not None
    assert all(abs(edge - mm * 200 / 25.4) < 8 for edge, mm in zip(dark, (2, 2, 102, 29), strict=True))
    with open_document(word(tmp_path / "a.docx", EMF)) as laid:
        assert [one.page for one in laid.pasted] == [2]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_one_that_is_cut_off_is_told_of():
    flow = with_drawings(Path("a.docx"), Flow((Scan(EMF), Scan(EMF[:200]))))
    assert len(flow.items) == 1
    assert [(r.code, r.text) for r in flow.remarks] == [("unread-picture", "1")]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_hairlines_stay_black():
    """Between two pixels they would be grey, and no line to whoever looks for ruled tables."""
    widths = (24, 33, 27, 27, 15, 15)
    (scan,) = with_drawings(Path("a.docx"), Flow((Scan(drawn([[""] * 6] * 3, widths)),))).items
    with Image.open(io.BytesIO(scan.data)) as picture:
        assert all(is_ruled_down(picture, 2 + sum(widths[:n])) for n in range(7))
