"""What a run leaves behind besides its rows: a log, a record, and what `--prune` removes."""

import json
import os
import subprocess

import pyarrow.dataset as pads
import pytest
from click.testing import CliRunner

from tests.pipeline.files import pdf
from ziping.pipeline.cli import main
from ziping.pipeline.errors import StoreError
from ziping.pipeline.execution.ingestion import ingest_files
from ziping.pipeline.options import Options


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("a", "b", 'forged\n{"event": 1}\x1b[2J'):
        (tmp_path / f"in/{name}.pdf").write_bytes(pdf(f"report {name[0]}"))
    (tmp_path / "in/nowhere.pdf").symlink_to("nothing")
    return tmp_path


def call(folder, *more):
    command = ["ingest", folder / "in", "--out", folder / "ds", "--jobs", 1, "--json", *more]
    done = CliRunner().invoke(main, [str(a) for a in command])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def paths(folder):
    return pads.dataset(folder / "ds/documents").to_table().column("path").to_pylist()


def test_the_log_has_a_line_for_each_event(folder):
    log = folder / "log.jsonl"
    call(folder, "--log-json", log)
    call(folder, "--log-json", log)
    lines = log.read_text("ascii").splitlines()
    events = [json.loads(line) for line in lines]
    names = [e["event"] for e in events]
    assert names == ["begin", *["document"] * 3, "unusable", "end", "begin", *["known"] * 3, "unusable", "end"]
    assert {e["path"] for e in events if e["event"] == "document"} == set(paths(folder))
    assert all({"time", "process", "event"} <= e.keys() for e in events)
    document = events[1]
    assert (document["status"], document["pages"], document["errors"]) == ("failed", 1, ["no-evaluation-found"])
    assert "\x1b" not in log.read_text("ascii")


def test_a_log_that_cannot_be_written_is_told(folder):
    done = CliRunner().invoke(main, ["ingest", str(folder / "in"), "--log-json", str(folder / "no/log")])
    assert done.exit_code == 2
    assert "--log-json" in done.output


def test_the_record_says_what_was_done_with_what(folder):
    call(folder)
    (file,) = (folder / "ds/.ziping/runs").iterdir()
    record = json.loads(file.read_text("utf-8"))
    counts = record["counts"]
    assert counts["found"] == 4 == counts["ok"] + counts["partial"] + counts["failed"] + counts["skipped"]
    assert (counts["read"], counts["unusable"], counts["pages_read"]) == (3, 1, 3)
    assert record["options"]["jobs"] == 1
    assert record["libraries"]["pypdfium2"]
    assert record["peak_memory"]["main"] > 10**7
    assert record["peak_memory"]["worker"] > 10**7
    assert str(folder) not in file.read_text("utf-8")


def test_prune_removes_what_is_gone_and_only_that(folder):
    call(folder)
    (folder / "in/a.pdf").unlink()
    kept = call(folder)
    assert (kept["gone"], kept["pruned"]) == (["a.pdf"], [])
    assert "a.pdf" in paths(folder)
    pruned = call(folder, "--prune")
    assert (pruned["gone"], pruned["pruned"], pruned["read"]) == ([], ["a.pdf"], 0)
    assert "a.pdf" not in paths(folder)
    assert len(paths(folder)) == 2
    assert len(list((folder / "ds/.ziping/results").glob("*/*"))) == 2


def test_a_full_disk_is_told_and_what_is_done_is_kept(folder):
    for number in range(80):
        (folder / f"in/{number}.pdf").write_bytes(pdf(*(f"{number} {page}" for page in range(30))))
    disk = folder / "ds"
    disk.mkdir()
    if (
        os.geteuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", disk], check=False).returncode
    ):
        pytest.skip("a small disk cannot be mounted here")
    try:
        with pytest.raises(StoreError, match="The disk is full") as told:
            ingest_files([folder / "in"], disk, Options(jobs=2))
        assert told.value.exit_code == 3
        done = len(list(disk.glob(".ziping/results/*/*.arrows")))
        assert done > 0
        assert not list(disk.rglob("*.tmp"))
        subprocess.run(["mount", "-o", "remount,size=100m", disk], check=True)
        run = ingest_files([folder / "in"], disk, Options(jobs=2))
        assert run.unchanged >= done
        assert len(paths(folder)) == 83
    finally:
        subprocess.run(["umount", "-l", disk], check=True)
