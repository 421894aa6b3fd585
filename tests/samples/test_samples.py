"""The sample reports of `data/raw`: what the dataset makes of them, against right answers written by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as parquet
import pypdfium2 as pdfium
import pytest

from tests.comparison import compare, folded, same

RAW = Path(__file__).parents[2] / "data" / "raw"
ANSWERS = sorted((Path(__file__).parent / "answers").glob("*.json"))
SCANS = {"2024-heyuan.pdf"}
TABLES = ("evaluations", "indicators", "sections", "funding", "facts")


def answer(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    from ziping.pipeline import ingest

    folder = tmp_path_factory.mktemp("dataset")
    ingest([RAW], out=folder)
    return folder


def rows(dataset: Path, table: str, doc_id: str | None = None) -> list[dict]:
    read = parquet.read_table(dataset / table).to_pylist()
    return [row for row in read if doc_id is None or row["doc_id"] == doc_id]


def document(dataset: Path, file: str) -> dict:
    return next(row for row in rows(dataset, "documents") if Path(row["path"]).name == file)


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_a_sample_report_is_read_right(path, dataset):
    right = answer(path)
    read = document(dataset, right["file"])
    expected = right["document"]
    wrong = [
        f"document {column}: {expected.get(column)!r} expected, {read[column]!r} found"
        for column in ("title", "document_number", "agency", "fiscal_year", "report_date")
        if not any(
            same(column, value, read[column])
            for value in (expected.get(column), *expected.get("accept", {}).get(column, ()))
        )
    ]
    tables = {table: rows(dataset, table, read["doc_id"]) for table in TABLES}
    wrong += [str(o) for o in compare(right["evaluations"], tables) if o.verdict != "right"]
    assert not wrong, "\n".join([f"{len(wrong)} values of {right['file']} are not right:", *wrong])


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_the_errors_of_a_sample_report_are_found_and_no_others(path, dataset):
    right = answer(path)
    read = document(dataset, right["file"])
    found = [
        (row["rule"], str(row["stated"].normalize()), str(row["computed"].normalize()))
        for row in rows(dataset, "checks", read["doc_id"])
        if row["status"] == "fail" and row["severity"] == "error"
    ]
    findings = [f for e in right["evaluations"] for f in e["findings"]]
    allowed = [(f["rule"], f["stated"], f["computed"]) for f in findings]
    needed = [(f["rule"], f["stated"], f["computed"]) for f in findings if not f.get("optional")]
    assert not set(found) - set(allowed), "errors reported where there are none"
    assert not set(needed) - set(found), "errors not found"


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_the_answers_stand_in_the_report(path):
    """The answers are checked too: what they say is printed stands on the page they name."""
    right = answer(path)
    with pdfium.PdfDocument(RAW / right["file"]) as pdf:
        pages = [folded(page.get_textpage().get_text_range()) for page in pdf]
    if right["file"] in SCANS:
        assert not any(pages), "a scan has no text layer"
        pytest.skip("nothing to compare with")
    for evaluation in right["evaluations"]:
        assert 1 <= evaluation["first_page"] <= evaluation["last_page"] <= len(pages)
        for table in ("indicators", "sections", "funding", "facts"):
            for row in evaluation[table]:
                printed = row.get("value_text") or row.get("level3") or row.get("label") or row.get("line_text")
                assert folded(printed) in "".join(pages), row
                here = "".join(pages[row["page"] - 1 : row["page"] + 1])
                assert all(folded(v) in here for v in (row.get("weight"), row.get("score")) if v), row
