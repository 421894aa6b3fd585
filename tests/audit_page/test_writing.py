"""What is written where: one file, or an index and its folder; pictures kept, moved and changed PDFs."""

import json
import shutil

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner

from tests.audit_page.chromium import expect, fill_list, page_of
from tests.pipeline.files import pdf
from ziping.pipeline import ingest, open_dataset
from ziping.pipeline.audit_page import write_report, writing
from ziping.pipeline.audit_page.page_pictures import DPI, Sheet, picture_of
from ziping.pipeline.cli import main
from ziping.pipeline.dataset import NAMES
from ziping.pipeline.errors import UsageError


def test_a_large_report_is_an_index_and_a_folder(samples, browser, tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "SINGLE", 100_000)
    file = tmp_path / "大 报告#1.html"
    written = write_report(open_dataset(samples / "ds"), file)
    assert written.folder == tmp_path / "大 报告#1_files"
    assert file.stat().st_size < 1_000_000
    paper = open_dataset(samples / "ds").evaluations.iloc[0]
    moved = tmp_path / "share"
    moved.mkdir()
    shutil.move(file, moved)
    shutil.move(written.folder, moved)
    with page_of(browser, moved / file.name, f"#/document/{paper.doc_id[:16]}") as page:
        page.wait_for_selector(".sheet img")
        page.wait_for_function("() => document.querySelector('.sheet img').naturalWidth > 500")
        assert page.locator("button.value").count() > 20


def test_an_index_without_its_folder_says_so(samples, browser, tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "SINGLE", 100_000)
    written = write_report(open_dataset(samples / "ds"), tmp_path / "r.html")
    paper = open_dataset(samples / "ds").evaluations.iloc[0]
    shutil.rmtree(written.folder)
    with (
        pytest.raises(AssertionError, match="ERR_FILE_NOT_FOUND"),
        page_of(browser, written.file, f"#/document/{paper.doc_id[:16]}") as page,
    ):
        expect(page.locator(".banner")).to_contain_text("r_files")


def test_a_folder_of_somebody_elses_is_left_alone(samples, tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "SINGLE", 100_000)
    (tmp_path / "r_files").mkdir()
    (tmp_path / "r_files/mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="belongs to something else"):
        write_report(open_dataset(samples / "ds"), tmp_path / "r.html")
    assert (tmp_path / "r_files/mine.txt").read_text() == "mine"


def test_pictures_are_drawn_once_and_dropped_with_their_document(samples, tmp_path, monkeypatch):
    shutil.copytree(samples / "ds", tmp_path / "ds")
    data = open_dataset(tmp_path / "ds")
    first = write_report(data, tmp_path / "r.html")
    stale = tmp_path / "ds/.ziping/pictures" / ("0" * 64)
    stale.mkdir()
    monkeypatch.setattr(writing, "draw", None)  # a worker that is asked for anything now fails
    assert write_report(data, tmp_path / "r.html").pictures == first.pictures > 20
    assert not stale.exists()


def test_few_pictures_are_those_of_failures(samples, browser, tmp_path):
    shutil.copytree(samples / "ds", tmp_path / "ds")
    data = open_dataset(tmp_path / "ds")
    written = write_report(data, tmp_path / "r.html", few=True)
    pages = {(f["doc_id"], e["page"]) for f in data.findings.to_dict("records") for e in f["evidence"]}
    assert len(pages) <= written.pictures < 12
    with page_of(browser, tmp_path / "r.html", f"#/finding/{data.findings['check_id'].iloc[0]}") as page:
        page.wait_for_selector(".sheet img")
    clean = next(d for d in data.documents["doc_id"] if d not in set(data.findings["doc_id"]))
    with page_of(browser, tmp_path / "r.html", f"#/document/{clean[:16]}") as page:
        expect(page.locator(".sheet").first).to_contain_text("ziping report")


def test_the_main_job_draws_no_more_pages_than_a_thousand(samples, tmp_path, monkeypatch):
    monkeypatch.setattr("ziping.pipeline.cli.commands.run.MOST_DRAWN", 0)
    monkeypatch.setattr("ziping.pipeline.cli.commands.run.MOST_PAGES", 1)
    raw = samples / "raw/2024-panzhihua.pdf"
    done = CliRunner().invoke(main, ["run", str(raw), "--out", str(tmp_path / "ds"), "--fail-on", "never"])
    assert done.exit_code == 0, done.output
    assert "1 finding, 1 page as pictures" in done.stdout
    assert "1 page left undrawn, to save time" in done.stdout


def test_of_many_documents_lists_hold_failures_alone(samples, browser, tmp_path, monkeypatch):
    """Also where the documents lie in several shares, read by workers."""
    monkeypatch.setattr("ziping.pipeline.audit_page.listing.LISTED", 3)
    monkeypatch.setattr(writing, "SINGLE", 100_000)
    data = open_dataset(samples / "ds")
    for name in NAMES:
        (tmp_path / "ds" / name).mkdir(parents=True, exist_ok=True)
        table = data.table(name)
        for part, doc_id in enumerate([*data.table("documents")["doc_id"].to_pylist(), None]):
            wanted = pc.equal(table["doc_id"], doc_id) if doc_id else pc.is_null(table["doc_id"])
            pq.write_table(table.filter(wanted), tmp_path / "ds" / name / f"part-{part}.parquet")
    written = write_report(open_dataset(tmp_path / "ds"), tmp_path / "r.html", elsewhere=samples / "raw", few=True)
    whole = write_report(data, tmp_path / "whole.html", few=True)
    assert (written.findings, written.pictures) == (whole.findings, whole.pictures)
    failures = [c["check_id"] for c in data.table("checks").to_pylist() if c["status"] == "fail"]
    with page_of(browser, tmp_path / "r.html", "#/findings?severity=all") as page:
        fill_list(page)
        expect(page.locator(".row[data-id]")).to_have_count(len(failures))
        assert {row.get_attribute("data-id") for row in page.locator(".row[data-id]").all()} == set(failures)
        expect(page.locator(".list")).to_contain_text("--severity info")
    with page_of(browser, tmp_path / "r.html", f"#/finding/{failures[0]}") as page:
        page.wait_for_selector(".strip img")
        assert page.locator(".operand").count() >= 2


def test_documents_are_found_by_name(report, browser):
    with page_of(browser, report, "#/documents") as page:
        expect(page.locator("tbody tr")).to_have_count(11)
        page.fill("#filter-name", "panzhihua 2024")
        expect(page.locator("tbody tr")).to_have_count(1)
        expect(page.locator(".count[role=status]")).to_contain_text("1")


def test_changed_and_moved_files_are_told_apart(samples, tmp_path):
    shutil.copytree(samples / "ds", tmp_path / "ds")
    shutil.rmtree(tmp_path / "ds/.ziping")  # as after copying only the tables
    data = open_dataset(tmp_path / "ds")
    assert len(write_report(data, tmp_path / "r.html").without) >= 4
    assert write_report(data, tmp_path / "r.html", elsewhere=samples / "raw").without == ()
    shutil.copytree(samples / "raw", tmp_path / "raw")
    shutil.rmtree(tmp_path / "ds/.ziping")
    for file in (tmp_path / "raw").glob("*.pdf"):
        file.write_bytes(file.read_bytes() + b"\n")
    write_report(data, tmp_path / "r.html", elsewhere=tmp_path / "raw")
    assert '"original":"changed"' in (tmp_path / "r.html").read_text("utf-8")


def test_a_page_is_drawn_as_the_boxes_see_it(tmp_path):
    """Whole media box although a crop box shows less of it; turned as it was read."""
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf("An annual report"))
    with pdfium.PdfDocument(file) as opened:
        opened[0].set_mediabox(0, 0, 595, 842)
        opened[0].set_cropbox(100, 100, 400, 500)
        whole = picture_of(opened, Sheet(1, 0, True))
        assert whole.size == (-(-595 * DPI // 72), -(-842 * DPI // 72))
        turned = picture_of(opened, Sheet(1, 90, True))
        assert turned.size == whole.size[::-1]


def test_a_page_on_its_side_stands_upright_with_its_boxes(samples, browser, tmp_path):
    """The same page lying: where its marks are measured on the screen, there is the print."""
    source = samples / "raw/2021-chengde.pdf"
    (tmp_path / "in").mkdir()
    for degrees in (0, 90, 180, 270):
        with pdfium.PdfDocument(source) as opened:
            for page in opened:
                page.set_rotation(degrees)
            opened.save(tmp_path / f"in/{degrees:03}.pdf")
    ingest(tmp_path / "in", tmp_path / "ds")
    write_report(open_dataset(tmp_path / "ds"), tmp_path / "r.html")
    seen = {}
    for document in open_dataset(tmp_path / "ds").table("documents").to_pylist():
        with page_of(browser, tmp_path / "r.html", f"#/document/{document['doc_id'][:16]}?page=1") as page:
            page.click("button.value[data-column=total_score] >> nth=0")
            page.wait_for_selector(".spot")
            both = "m => [m, m.closest('.sheet')].map((e) => e.getBoundingClientRect().toJSON())"
            spot, sheet = page.locator(".spot").evaluate(both)
            across, down = (
                (spot["left"] - sheet["left"]) / sheet["width"],
                (spot["top"] - sheet["top"]) / sheet["height"],
            )
            seen[document["path"]] = round(across, 2), round(down, 2)
    assert len(seen) == 4 and len(set(seen.values())) == 1, seen


def test_a_damaged_page_costs_no_other_its_picture(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.pdf").write_bytes(pdf("An annual report", "its second page"))
    call = CliRunner().invoke
    assert call(main, ["ingest", str(tmp_path / "in"), "--out", str(tmp_path / "ds"), "--jobs", "1"]).exit_code == 0
    done = call(main, ["report", "--dataset", str(tmp_path / "ds"), "--out", str(tmp_path / "r.html"), "--json"])
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert (said["findings"], said["folder"]) == (0, None)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "r.pdf"], "ends in .html"),
        (["--out", "no/such/r.html"], "there is no folder"),
        (["--out", "r.html", "--dataset", "none"], "holds no dataset"),
    ],
)
def test_wrong_calls_are_told(arguments, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["report", *arguments])
    assert done.exit_code == 2 and said in done.output


def test_the_main_job_writes_it_beside_the_dataset(samples, tmp_path):
    raw = samples / "raw/2021-chengde.pdf"
    done = CliRunner().invoke(main, ["run", str(raw), "--out", str(tmp_path / "ds"), "--json", "--fail-on", "never"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["report"] == str(tmp_path / "ds/report.html")
    assert "绩效自评" in (tmp_path / "ds/report.html").read_text("utf-8")
