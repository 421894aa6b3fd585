"""What has no pages is drawn for the report as it was laid out, also where it lies in an archive."""

from pathlib import Path

import pytest
from PIL import Image

from tests.documents import twins
from tests.documents.test_folder import document_of
from tests.generator import small
from tests.inputs.packing import packed
from ziping.pipeline.audit_page.page_pictures import Drawing, Sheet, draw, existing
from ziping.pipeline.audit_page.sources import State, find_originals
from ziping.pipeline.execution.ingestion import ingest_files
from ziping.pipeline.inputs.discovery import read_source
from ziping.pipeline.inputs.types import Input
from ziping.pipeline.options import Options


@pytest.fixture(scope="module")
def twin(tmp_path_factory) -> bytes:
    path = tmp_path_factory.mktemp("twin") / "a.pdf"
    path.write_bytes(small.report(5))
    return twins.to_docx(document_of(path))


def test_pages_are_drawn_with_their_text_where_it_stands(tmp_path, twin):
    (tmp_path / "a.docx").write_bytes(twin)
    sheet = Sheet(1, 0, whole=True)
    assert draw(Drawing("x", tmp_path / "a.docx", tmp_path / "drawn", (sheet,))) == 0
    picture = Image.open(existing(tmp_path / "drawn", [sheet])[1]).convert("L")
    document = document_of(tmp_path / "a.docx")
    scale = picture.width / document.pages[0].width
    for piece in (p for block in document.blocks if hasattr(block, "text") for p in block.text.pieces):
        box = [round(v * scale) for v in (piece.box.x0, piece.box.top, piece.box.x1, piece.box.bottom)]
        assert picture.crop(box).getextrema()[0] < 128  # there is ink
        margin = picture.crop((0, box[1], box[0] - 2, box[3]))
        assert margin.getextrema()[0] > 128


def test_a_document_in_an_archive_is_found_again(tmp_path, twin):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "外.zip").write_bytes(packed({"内.zip": packed({"深/a.docx": twin})}))
    ingest_files([folder], tmp_path / "ds", Options(jobs=1, ocr="never"))
    (tmp_path / "a.docx").write_bytes(twin)
    doc_id = read_source(Input(tmp_path / "a.docx", "a.docx")).doc_id
    scratch = tmp_path / "scratch"
    (original,) = find_originals(tmp_path / "ds", {doc_id: ["x"]}, drawn=(doc_id,), scratch=scratch).values()
    assert original.state is State.THERE
    assert original.path is not None
    assert original.path.read_bytes() == twin


def test_members_of_an_archive_that_changed_are_gone(tmp_path, twin):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.zip").write_bytes(packed({"a.docx": twin, "b.docx": twin + b"\0"}))
    options = Options(jobs=1, ocr="never")
    assert not ingest_files([folder], tmp_path / "ds", options).gone
    (folder / "a.zip").write_bytes(packed({"a.docx": twin}))
    assert ingest_files([folder], tmp_path / "ds", options).gone == ("a.zip!b.docx",)
    again = ingest_files([folder], tmp_path / "ds", options)
    assert (again.read, again.unchanged) == (0, 1)


def test_an_original_that_is_no_document_has_no_pictures(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04")
    assert draw(Drawing("x", Path(tmp_path / "a.docx"), tmp_path / "drawn", (Sheet(1, 0, whole=True),))) == 1
