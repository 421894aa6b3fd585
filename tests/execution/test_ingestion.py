"""Whole runs: again, after changes, stopped, killed, two at a time."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pyarrow.dataset as pads
import pytest

import ziping.pipeline
from tests.pipeline.files import PATIENCE, pdf
from ziping.pipeline.errors import StoreError, UsageError
from ziping.pipeline.execution.ingestion import ingest_files
from ziping.pipeline.options import Options
from ziping.pipeline.store.folder import LocalFolder
from ziping.pipeline.store.lock import locked
from ziping.pipeline.version import parser_version

OPTIONS = Options(jobs=1)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / f"in/{name}.pdf").write_bytes(pdf(f"report {name}", "second page"))
    return tmp_path


def column(folder, table, name):
    return pads.dataset(folder / "ds" / table).to_table().column(name).to_pylist()


def go(folder, *paths, **options):
    return ingest_files(paths or [folder / "in"], folder / "ds", Options(**{"jobs": 1, **options}))


def test_the_second_run_reads_no_page(folder):
    first, second = go(folder), go(folder)
    assert (first.read, first.pages, first.unchanged) == (3, 6, 0)
    assert (second.read, second.pages, second.unchanged) == (0, 0, 3)
    assert column(folder, "documents", "path") == ["a.pdf", "b.pdf", "c.pdf"]


def test_force_reads_again(folder):
    go(folder)
    assert go(folder, force=True).read == 3


def test_other_reading_options_read_again_and_other_ones_do_not(folder):
    go(folder)
    assert go(folder, timeout=9, jobs=2).read == 0
    assert go(folder, ocr="never").read == 3


def test_only_what_is_new_or_changed_is_read(folder):
    go(folder)
    (folder / "in/b.pdf").write_bytes(pdf("another report"))
    (folder / "in/d.pdf").write_bytes(pdf("a new one"))
    assert go(folder).read == 2
    assert column(folder, "pages", "doc_id").count(column(folder, "documents", "doc_id")[1]) == 1
    assert len(column(folder, "documents", "path")) == 4


def test_a_renamed_file_is_not_read_again(folder):
    go(folder)
    (folder / "in/a.pdf").rename(folder / "in/z.pdf")
    run = go(folder)
    assert (run.read, run.gone) == (0, ())
    assert column(folder, "documents", "path") == ["b.pdf", "c.pdf", "z.pdf"]
    assert set(column(folder, "failures", "path")) == {"b.pdf", "c.pdf", "z.pdf"}


def test_a_deleted_file_s_rows_are_kept_and_told(folder):
    go(folder)
    (folder / "in/a.pdf").unlink()
    assert go(folder).gone == ("a.pdf",)
    assert "a.pdf" in column(folder, "documents", "path")


@pytest.mark.parametrize("force", [False, True])
def test_the_same_content_is_read_once_and_listed_under_each_name(folder, force):
    shutil.copy(folder / "in/a.pdf", folder / "in/copy of a.pdf")
    run = go(folder, force=force, jobs=2)
    assert (run.read, run.unchanged) == (3, 1)
    assert column(folder, "documents", "path") == ["a.pdf", "b.pdf", "c.pdf", "copy of a.pdf"]
    assert len(column(folder, "pages", "page")) == 6
    assert go(folder).unchanged == 4


def test_a_second_folder_is_added(folder):
    (folder / "more").mkdir()
    (folder / "more/a.pdf").write_bytes(pdf("of the same name"))
    go(folder)
    ingest_files([folder / "more"], folder / "ds", Options(jobs=1), add=True)
    assert sorted(column(folder, "documents", "path")) == ["a.pdf", "a.pdf", "b.pdf", "c.pdf"]


def test_another_run_at_work_is_told(folder):
    with locked(LocalFolder(folder / "ds/.ziping")), pytest.raises(StoreError, match="Another run"):
        go(folder)


def test_a_file_that_vanishes_costs_no_other(folder, monkeypatch):
    from ziping.pipeline.execution import ingestion

    def read_source(item):
        if item.path == "b.pdf":
            raise FileNotFoundError(2, "No such file or directory")
        return real(item)

    real = ingestion.read_source
    monkeypatch.setattr(ingestion, "read_source", read_source)
    go(folder)
    assert column(folder, "documents", "path") == ["a.pdf", "c.pdf"]
    assert "unreadable" in column(folder, "failures", "error")


def test_from_python(folder):
    summary = ziping.pipeline.ingest(folder / "in", folder / "ds", OPTIONS)
    assert (summary.found, summary.failed, summary.pages) == (3, 3, 6)
    assert json.dumps(summary.to_json())
    assert len(ziping.pipeline.open_dataset(folder / "ds").pages) == 6
    assert list(ziping.pipeline.check(folder / "ds").columns)[:2] == ["check_id", "doc_id"]
    with pytest.raises(UsageError):
        ziping.pipeline.ingest([folder / "nothing"], folder / "ds")


def start(folder, *more):
    command = [
        sys.executable,
        "-m",
        "ziping.pipeline.cli",
        "ingest",
        folder / "in",
        "--out",
        folder / "ds",
        "--jobs",
        "2",
        *more,
    ]
    return subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def again(folder):
    """The summary of a second run."""
    out, err = start(folder, "--json", "--quiet").communicate(timeout=PATIENCE)
    assert not err
    return json.loads(out)


def until_results(folder, count):
    limit = time.monotonic() + PATIENCE
    while len(list((folder / "ds/.ziping/results").glob("*/*.arrows"))) < count:
        assert time.monotonic() < limit, "no results"
        time.sleep(0.01)


@pytest.fixture
def unchanged_sources():
    """Results of other rules are not reused: whoever edits them while this runs learns nothing from it."""
    before = parser_version.__wrapped__()

    def check():
        if parser_version.__wrapped__() != before:
            pytest.skip("the sources have changed meanwhile")

    return check


@pytest.fixture
def many(folder):
    for n in range(80):
        (folder / f"in/{n:03}.pdf").write_bytes(pdf(*(f"report {n} page {p}" for p in range(20))))
    return folder


def test_ctrl_c_keeps_what_is_done(many, unchanged_sources):
    child = start(many)
    until_results(many, 3)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=PATIENCE)
    assert child.returncode == 130, err
    assert "Traceback" not in err
    assert "Stopped" in out
    done = len(column(many, "documents", "path"))
    assert 0 < done < 83
    second = again(many)
    unchanged_sources()
    assert second["unchanged"] >= done


def test_of_very_many_results_an_interrupted_run_publishes_some_and_the_next_one_the_others(folder, monkeypatch):
    from ziping.pipeline.execution import ingestion

    def until_ctrl_c(work, jobs, options):
        for count, job in enumerate(jobs):
            yield job, work(job)
            if count == 1:
                raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(ingestion, "run_all", until_ctrl_c)
        patch.setattr(ingestion, "IN_SECONDS", 1)
        first = go(folder)
    assert (first.found, first.read, len(first.entries), first.interrupted) == (3, 2, 1, True)
    assert column(folder, "documents", "path") == ["a.pdf"]
    second = go(folder)
    assert (second.read, second.unchanged, second.interrupted) == (1, 2, False)
    assert column(folder, "documents", "path") == ["a.pdf", "b.pdf", "c.pdf"]


def test_a_killed_run_is_taken_up_where_it_was(many, unchanged_sources):
    child = start(many)
    until_results(many, 3)
    os.kill(child.pid, signal.SIGKILL)
    child.communicate(timeout=PATIENCE)
    run = again(many)
    unchanged_sources()
    assert run["unchanged"] >= 3
    assert run["read"] + run["unchanged"] == 83
    assert len(set(column(many, "documents", "path"))) == 83
