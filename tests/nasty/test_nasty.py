"""A small share of the hostile folder; `python -m tests.nasty` reads the whole."""

import json
import os
import threading
from pathlib import Path

import pyarrow.dataset as pads
import pytest
from click.testing import CliRunner
from pypdfium2 import PdfiumError

from tests.nasty.files.classes import CLASSES
from tests.nasty.files.folder import NAMES, fill
from tests.nasty.files.fonts import FONTS
from tests.nasty.files.mutator import mutant, originals
from tests.nasty.files.raw import page, text
from tests.nasty.reading import CONTROL, complaints, ingest
from ziping.pipeline.cli import main
from ziping.pipeline.errors import ReadError
from ziping.pipeline.execution.failures import failure_of
from ziping.pipeline.execution.ingestion import ingest_files
from ziping.pipeline.options import Options
from ziping.schemas.document import Source

QUICK = (
    "picture_bomb", "huge_page", "nowhere_page", "flat_page", "cyclic_tree", "lying_count", "deep_tree", "deep_arrays",
    "deep_states", "form_in_itself", "no_mapping", "scripts", "long_digits", "terminal", "circular_length", "circular_table",
    "object_stream_in_itself", "garbage_around", "endless_filters", "only_head", *FONTS,
)  # fmt: skip


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nasty")
    inputs = fill(folder / "in", 25, QUICK, odds=34)
    return (
        ingest(folder / "in", folder / "ds", "--timeout", "60", "--jobs", "2", "--ocr", "never"),
        folder / "ds",
        inputs,
    )


def test_every_input_is_accounted_for(done):
    summary, out, inputs = done
    assert complaints(summary, out, inputs, 60) == []


def test_names_are_kept_as_they_are(done):
    _, out, _ = done
    paths = set(pads.dataset(out / "documents").to_table().column("path").to_pylist())
    assert set(NAMES) <= paths
    assert {"up.pdf", "folder.pdf/in a folder.pdf"} <= paths
    assert not any(p.startswith(("/", "../")) or "/../" in p for p in paths)


def test_nothing_is_written_beside_the_dataset(done):
    _, out, _ = done
    assert {p.name for p in out.parent.iterdir()} == {"in", "ds"}
    assert not list(out.rglob("*evil*"))


@pytest.mark.parametrize("form", ["table", "json"])
def test_no_text_moves_a_cursor(done, form):
    _, out, _ = done
    for sql in (
        "SELECT path FROM documents",
        "FROM failures",
        "SELECT text FROM pages",
        "SELECT chr(155) || chr(8238) AS x",
    ):
        shown = CliRunner().invoke(main, ["query", sql, "--dataset", str(out), "--format", form])
        assert shown.exit_code == 0
        assert shown.stdout
        assert not CONTROL.search(shown.stdout)
    assert form == "table" or json.loads(shown.stdout) == [{"x": "\x9b\u202e"}]


def test_the_same_seed_gives_the_same_file():
    sources = originals(2)
    assert [mutant(n, sources) for n in range(10)] == [mutant(n, sources) for n in range(10)]
    assert len({mutant(n, sources) for n in range(10)}) == 10
    assert len(CLASSES) > 25


def test_a_file_that_changes_while_it_is_read_is_told_and_read_again(tmp_path, monkeypatch):
    """Its rows would otherwise stand under the hash of what it held before."""
    from tests.nasty import jobs
    from ziping.pipeline.execution import ingestion

    (tmp_path / "a.pdf").write_bytes(page(text("first")))
    monkeypatch.setattr(ingestion, "read_one", jobs.read_changing)
    ingest_files([tmp_path], tmp_path / "ds", Options(jobs=1))
    assert pads.dataset(tmp_path / "ds/failures").to_table().column("error").to_pylist() == ["changed"]
    monkeypatch.undo()
    again = ingest_files([tmp_path], tmp_path / "ds", Options(jobs=1))
    assert again.read == 1
    assert "second" in pads.dataset(tmp_path / "ds/pages").to_table().column("text").to_pylist()[0]


def test_a_pipe_that_takes_the_place_of_a_file_stops_nothing(tmp_path):
    from ziping.pipeline.inputs.discovery import read_source
    from ziping.pipeline.inputs.types import Input

    os.mkfifo(tmp_path / "a.pdf")
    with pytest.raises(OSError, match="no ordinary file"):
        read_source(Input(tmp_path / "a.pdf", "a.pdf"))


def test_files_that_come_and_go_during_a_run(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.pdf").write_bytes(page(text(f"file {number}")))
    stop = threading.Event()

    def disturb():
        for number in range(0, 60, 3):
            if stop.wait(0.01):
                return
            (folder / f"{number}.pdf").unlink()
            (folder / f"{number + 1}.pdf").write_bytes(page(text("other")))

    thread = threading.Thread(target=disturb)
    thread.start()
    try:
        run = ingest_files([folder], tmp_path / "ds", Options(jobs=2))
    finally:
        stop.set()
        thread.join()
    assert len(run.entries) == run.found
    assert len({e.path for e in run.entries}) == run.found


@pytest.mark.parametrize(
    ("name", "error", "limit"), [("crash", "crashed", 60), ("hang", "timeout", 15), ("slow", "timeout", 15)]
)
def test_pages_before_a_crash_or_the_end_of_the_time_are_kept(tmp_path, monkeypatch, name, error, limit):
    from tests.nasty import jobs
    from tests.pipeline.files import pdf
    from ziping.pipeline.execution import ingestion

    (tmp_path / f"{name}.pdf").write_bytes(pdf(*(f"page {n}" for n in range(1, 31))))
    monkeypatch.setattr(ingestion, "read_one", jobs.read_dying)
    run = ingest_files([tmp_path], tmp_path / "ds", Options(jobs=1, timeout=limit))
    (first, *_) = pads.dataset(tmp_path / "ds/failures").to_table().to_pylist()
    pages = pads.dataset(tmp_path / "ds/pages").to_table().column("page").to_pylist()
    assert (first["stage"], first["error"], first["page"]) == ("read", error, len(pages) + 1)
    assert pages[:2] == [1, 2]
    assert len(pages) == 2 if name != "slow" else 2 <= len(pages) < 30
    assert run.read == 1
    assert not list((tmp_path / "ds/.ziping").glob("at-work/*"))


def test_a_page_that_can_be_loaded_only_once_costs_no_other(tmp_path, monkeypatch):
    """pdfium does so with damaged files; pages of little text are loaded again to look for pictures."""
    from tests.pipeline.files import pdf
    from ziping.pipeline.reading.pdf import PdfFile
    from ziping.pipeline.run import process

    def handle(self, number):
        if number == 2:
            raise ReadError("corrupt", f"{self.path}: page 2 is damaged", 2)
        return self.document[number - 1]

    (tmp_path / "a.pdf").write_bytes(pdf("one", "two", "three"))
    monkeypatch.setattr(PdfFile, "handle", handle)
    result = process(tmp_path / "a.pdf", Source("a.pdf", "0" * 64, 1), Options(jobs=1))
    assert [p["text"] for p in result.tables["pages"].to_pylist()] == ["one", "two", "three"]
    failures = result.tables["failures"].to_pylist()
    assert ("read", "corrupt", 2) in {(f["stage"], f["error"], f["page"]) for f in failures}


def test_what_pdfium_cannot_do_is_no_defect_of_ours():
    found = failure_of("ocr", PdfiumError("Failed to get bounds."), Path("a.pdf"))
    assert (found.stage, found.error) == ("ocr", "corrupt")
    assert "(Failed to get bounds)" in found.message
