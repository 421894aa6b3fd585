"""Documents embedded in a PDF: read as documents of their own."""

import pyarrow.dataset as pads
import pypdfium2 as pdfium
import pytest

from tests.pipeline.files import pdf
from ziping.pipeline.execution.ingestion import ingest_files
from ziping.pipeline.inputs.archives.portfolios import attached_to
from ziping.pipeline.options import Options


def portfolio(path, *members):
    """A PDF of one page, with others embedded in it by name and content."""
    with pdfium.PdfDocument(pdf("the files are attached")) as document:
        for name, data in members:
            document.new_attachment(name).set_data(data)
        document.save(path)
    return path


def paths(folder):
    table = pads.dataset(folder / "ds/documents").to_table()
    return sorted(zip(table.column("path").to_pylist(), table.column("doc_id").to_pylist(), strict=True))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path


def go(folder, **options):
    return ingest_files([folder / "in"], folder / "ds", Options(jobs=1, **options))


def test_they_are_named_after_the_one_that_holds_them(folder):
    portfolio(folder / "in/a.pdf", ("甲.pdf", pdf("report")), ("note.txt", b"words"), ("乙.pdf", pdf("other")))
    run = go(folder)
    assert [name for name, _ in paths(folder)] == ["a.pdf", "a.pdf!乙.pdf", "a.pdf!甲.pdf"]
    assert (run.found, run.read) == (3, 3)


def test_a_second_run_keeps_them_and_reads_nothing(folder):
    portfolio(folder / "in/a.pdf", ("甲.pdf", pdf("report")))
    go(folder)
    before = paths(folder)
    again = go(folder)
    assert (again.read, again.gone) == (0, ())
    assert paths(folder) == before


def test_what_lies_beside_it_as_well_is_read_once(folder):
    (folder / "in/b.pdf").write_bytes(pdf("report"))
    portfolio(folder / "in/a.pdf", ("甲.pdf", pdf("report")))
    assert go(folder).read == 2
    assert [name for name, _ in paths(folder)] == ["a.pdf", "a.pdf!甲.pdf", "b.pdf"]


def test_portfolios_in_portfolios_to_a_certain_depth(folder, tmp_path):
    inner = pdf("report")
    for level in range(8):
        inner = portfolio(tmp_path / f"{level}.pdf", (f"{level}.pdf", inner)).read_bytes()
    (folder / "in/a.pdf").write_bytes(inner)
    go(folder)
    assert 4 <= len(paths(folder)) <= 6


def test_a_name_that_leads_out_is_followed_nowhere(folder):
    portfolio(folder / "in/a.pdf", ("甲.pdf", pdf("one")), ("../../b.pdf", pdf("three")))
    go(folder)
    assert [name for name, _ in paths(folder)] == ["a.pdf", "a.pdf!b.pdf", "a.pdf!甲.pdf"]
    assert not (folder / "b.pdf").exists()


def test_what_is_no_report_whatever_its_name_is_left(folder):
    path = portfolio(folder / "in/a.pdf", ("甲.pdf", b"evil"), ("b.zip", b"PK"), ("c.xml", b"<a/>"))
    assert attached_to(path) == ()


def pinned(path, *members):
    """A PDF on whose page others are pinned: an annotation each, none of them in the file's own list."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Annots [{' '.join(f'{4 + 3 * i} 0 R' for i in range(len(members)))}] >>".encode(),
    ]  # fmt: skip
    for index, (name, data) in enumerate(members):
        first = 4 + 3 * index
        text = f"<feff{name.encode('utf-16-be').hex()}>"
        objects += [
            f"<< /Type /Annot /Subtype /FileAttachment /Rect [10 10 30 30] /FS {first + 1} 0 R >>".encode(),
            f"<< /Type /Filespec /F {text} /UF {text} /EF << /F {first + 2} 0 R >> >>".encode(),
            f"<< /Type /EmbeddedFile /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream",
        ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    path.write_bytes(out)
    return path


def test_what_is_pinned_to_a_page_is_read_too(folder):
    path = pinned(folder / "in/a.pdf", ("甲.pdf", pdf("report")), ("甲.pdf", pdf("other")), ("注.txt", b"words"))
    assert [a.name for a in attached_to(path)] == ["甲.pdf", "甲 (2).pdf"]
    go(folder)
    assert [name for name, _ in paths(folder)] == ["a.pdf", "a.pdf!甲 (2).pdf", "a.pdf!甲.pdf"]


def test_what_is_listed_and_pinned_is_read_once(tmp_path):
    path = pinned(tmp_path / "a.pdf", ("甲.pdf", pdf("report")))
    with pdfium.PdfDocument(path) as document:
        document.new_attachment("甲.pdf").set_data(pdf("report"))
        document.save(tmp_path / "b.pdf")
    assert [a.name for a in attached_to(tmp_path / "b.pdf")] == ["甲.pdf"]


def test_files_without_any(tmp_path):
    for name, data in (("a.pdf", pdf("x")), ("b.pdf", b"/EmbeddedFile"), ("c.pdf", b"")):
        (tmp_path / name).write_bytes(data)
        assert attached_to(tmp_path / name) == ()
