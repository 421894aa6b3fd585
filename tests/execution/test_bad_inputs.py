"""Files that bite: each is told, and costs no other file its result."""

import os

import pyarrow.dataset as pads
import pytest

from tests.execution.jobs import read_hanging
from tests.pipeline.files import cut_off_pdf, encrypted_pdf, pdf
from ziping.pipeline.execution import ingestion
from ziping.pipeline.execution.ingestion import ingest_files
from ziping.pipeline.options import Options

BAD = {
    "no pdf at all.pdf": (b"<html>404</html>", "not-a-pdf"),
    "empty.pdf": (b"", "empty"),
    "encrypted.pdf": (encrypted_pdf(), "encrypted"),
    "cut off.pdf": (cut_off_pdf(), "corrupt"),
    "another text.pdf": (pdf("Minutes of a meeting"), "no-evaluation-found"),
}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad")
    (folder / "in").mkdir()
    for name, (content, _) in BAD.items():
        (folder / "in" / name).write_bytes(content)
    os.mkfifo(folder / "in/pipe.pdf")
    (folder / "in/link.pdf").symlink_to("nowhere")
    ingest_files([folder / "in"], folder / "ds", Options(jobs=1))
    return folder / "ds"


def rows(dataset, table):
    return pads.dataset(dataset / table).to_table().to_pylist()


@pytest.mark.parametrize("name", BAD)
def test_each_is_a_failure_with_its_code(dataset, name):
    errors = [f["error"] for f in rows(dataset, "failures") if f["path"] == name]
    assert errors == [BAD[name][1]]


@pytest.mark.parametrize("name", BAD)
def test_each_has_its_row_in_documents(dataset, name):
    (document,) = (d for d in rows(dataset, "documents") if d["path"] == name)
    assert document["status"] == "failed"
    assert document["file_size"] == len(BAD[name][0])


def test_what_is_no_file_is_a_failure_without_a_document(dataset):
    assert {f["path"]: f["error"] for f in rows(dataset, "failures") if f["doc_id"] is None} == {
        "pipe.pdf": "not-a-file",
        "link.pdf": "not-found",
    }
    assert {d["path"] for d in rows(dataset, "documents")} == set(BAD)


def test_messages_say_what_is_wrong_and_what_to_do(dataset):
    for failure in rows(dataset, "failures"):
        assert len(failure["message"]) > 20, failure
        assert str(dataset.parent) not in failure["message"]


def test_pages_without_an_evaluation_are_kept(dataset):
    (page,) = rows(dataset, "pages")
    assert "Minutes of a meeting" in page["text"]


def test_a_hang_and_a_crash_cost_no_other_file_its_result(tmp_path, monkeypatch):
    monkeypatch.setattr(ingestion, "read_one", read_hanging)
    for name in ("a", "crash", "hang", "z"):
        (tmp_path / f"{name}.pdf").write_bytes(pdf(f"text of {name}"))
    run = ingest_files([tmp_path], tmp_path / "ds", Options(jobs=2, timeout=15))
    failures = {f["path"]: f["error"] for f in rows(tmp_path / "ds", "failures")}
    assert failures == {
        "a.pdf": "no-evaluation-found",
        "crash.pdf": "crashed",
        "hang.pdf": "timeout",
        "z.pdf": "no-evaluation-found",
    }
    assert len(rows(tmp_path / "ds", "documents")) == 4
    assert (run.read, run.pages) == (4, 2)

    monkeypatch.undo()
    again = ingest_files([tmp_path], tmp_path / "ds", Options(jobs=2))
    assert (again.read, again.unchanged) == (2, 2)
    assert {f["error"] for f in rows(tmp_path / "ds", "failures")} == {"no-evaluation-found"}
