"""A folder as it is: every kind of file, each accounted for."""

import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

import py7zr
import pytest
import xlwt
from PIL import Image

from tests.documents import twins
from tests.generator import small
from tests.inputs.packing import packed
from ziping.pipeline.documents.opening import open_document
from ziping.pipeline.documents.reader import DocumentReader
from ziping.pipeline.execution.failures import FailureCollector
from ziping.pipeline.options import Options
from ziping.schemas.document import Document, Source, Table

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def document_of(path: Path) -> Document:
    with open_document(path) as opened:
        return DocumentReader(opened, Options(jobs=1, ocr="never"), FailureCollector(path)).document(
            Source(path.name, "x", 1)
        )


def old_workbook(document: Document) -> bytes:
    sheet = (book := xlwt.Workbook()).add_sheet("表")
    (table,) = [b for b in document.blocks if isinstance(b, Table)]
    ruled = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin")
    sheet.write(0, 0, "2020年度项目支出绩效自评表")
    for cell in table.cells:
        last_row, last_column = cell.row + cell.row_span - 1, cell.column + cell.column_span - 1
        sheet.write_merge(1 + cell.row, 1 + last_row, cell.column, last_column, cell.text.string, ruled)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def message(page: bytes) -> bytes:
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n--B\r\nContent-Type: text/html\r\n\r\n'
    return head + page + b"\r\n--B--\r\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("folder")
    reports = []
    for number in range(8):
        path = folder.parent / f"report-{number}.pdf"
        path.write_bytes(small.report(number))
        reports.append(document_of(path))
    (folder / "a.pdf").write_bytes(small.report(100))
    (folder / "b.docx").write_bytes(twins.to_docx(reports[0]))
    (folder / "c.xlsx").write_bytes(twins.to_xlsx(reports[1]))
    (folder / "d.xls").write_bytes(old_workbook(reports[2]))
    (folder / "e.html").write_bytes(twins.to_html(reports[3]))
    (folder / "f.mht").write_bytes(message(twins.to_html(reports[4])))
    for ending in ("png", "jpg", "tif", "bmp", "webp"):
        Image.new("RGB", (400, 600), (200, 200, len(ending))).save(folder / f"g.{ending}")
    (folder / "h.zip").write_bytes(packed({"in/一.docx": twins.to_docx(reports[5]), "note.txt": b"words"}))
    with tarfile.open(folder / "i.tar.gz", "w:gz") as archive:
        info = tarfile.TarInfo("二.html")
        data = twins.to_html(reports[6])
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    with py7zr.SevenZipFile(folder / "j.7z", "w") as archive:
        archive.writestr(twins.to_xlsx(reports[7]), "三.xlsx")
    (folder / "k.doc").write_bytes(OLE + "WordDocument".encode("utf-16-le") + b"\0\0")
    (folder / "l.ofd").write_bytes(packed({"OFD.xml": b"<OFD/>"}))
    (folder / "m.rar").write_bytes(b"Rar!\x1a\x07\x01\0")
    (folder / "n.txt").write_text("words")
    return folder


@pytest.fixture(scope="module")
def summary(folder, tmp_path_factory) -> dict:
    out = tmp_path_factory.mktemp("out") / "parsed"
    command = [sys.executable, "-m", "ziping", "ingest", str(folder), "--out", str(out), "--ocr", "never", "--json"]
    environment = {"PATH": "/nowhere", "PYTHONPATH": str(Path(__file__).parents[2]), "HOME": str(folder.parent)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return {**json.loads(done.stdout), "out": str(out)}


def test_everything_found_is_accounted_for(summary):
    counts = [summary[name] for name in ("ok", "partial", "failed", "skipped")]
    other = summary["other"] if isinstance(summary["other"], int) else len(summary["other"])
    assert summary["found"] == sum(counts) + other
    assert other == 2


def test_every_file_is_named_once_with_what_became_of_it(folder, summary):
    named = [*(path for paths in summary["files"].values() for path in paths), *summary["other_files"]]
    assert len(named) == len(set(named)) == summary["found"]
    assert {status: len(paths) for status, paths in summary["files"].items()} == {
        status: summary[status] for status in ("ok", "partial", "failed", "skipped")
    }
    kinds = {path.partition("!")[0].rpartition("/")[2].split(".", 1)[1] for path in named}
    assert len(kinds) == 18 and {p.name for p in folder.iterdir()} == {path.partition("!")[0] for path in named}


def test_every_format_gives_its_evaluation(summary):
    import pandas

    documents = pandas.read_parquet(f"{summary['out']}/documents")
    evaluations = pandas.read_parquet(f"{summary['out']}/evaluations")
    held = documents.set_index("doc_id").loc[evaluations["doc_id"], "path"]
    readable = [
        "a.pdf",
        "b.docx",
        "c.xlsx",
        "d.xls",
        "e.html",
        "f.mht",
        "h.zip!in/一.docx",
        "i.tar.gz!二.html",
        "j.7z!三.xlsx",
    ]
    assert sorted(held) == readable
    indicators = pandas.read_parquet(f"{summary['out']}/indicators").groupby("doc_id").size()
    assert set(indicators) == {3}
    types = documents.set_index("path")["media_type"].to_dict()
    assert types["d.xls"] == "application/vnd.ms-excel"
    assert types["g.webp"] == "image/webp"


def test_each_failure_says_what_to_do(summary):
    errors = {f["path"]: f["error"] for f in summary["failures"]}
    assert errors["k.doc"] == "needs-libreoffice"
    assert errors["l.ofd"] == errors["m.rar"] == "unsupported-format"
    assert {errors[f"g.{e}"] for e in ("png", "jpg", "tif", "bmp", "webp")} == {"no-text-layer"}


@pytest.mark.parametrize("write", [twins.to_docx, twins.to_xlsx, twins.to_html])
def test_a_form_reads_alike_in_every_format(tmp_path, write):
    (tmp_path / "a.pdf").write_bytes(small.report(12))
    pdf = document_of(tmp_path / "a.pdf")
    (tmp_path / "twin").write_bytes(write(pdf))
    twin = document_of(tmp_path / "twin")

    def texts(document: Document) -> list:
        return [
            [(c.row, c.column, c.row_span, c.column_span, c.text.string) for c in b.cells]
            if isinstance(b, Table)
            else b.text.string
            for b in document.blocks
        ]

    assert texts(twin)[-1] == texts(pdf)[-1]
