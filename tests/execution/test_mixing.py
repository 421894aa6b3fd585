"""Whose reports a dataset holds, and what a run says that it added."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from tests.pipeline.files import pdf
from ziping.pipeline import ingest, open_dataset
from ziping.pipeline.cli import main
from ziping.pipeline.errors import UsageError


@pytest.fixture
def folders(tmp_path):
    for name in ("samples", "hers"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.pdf").write_bytes(pdf(f"a page of {name}"))
    return tmp_path


def held(folder) -> list[str]:
    return sorted(open_dataset(folder).table("documents")["path"].to_pylist())


def test_two_folders_are_not_mixed_unasked(folders):
    out = folders / "ds"
    ingest(folders / "samples", out)
    with pytest.raises(UsageError) as caught:
        ingest(folders / "hers", out)
    assert all(word in str(caught.value) for word in ("samples", "hers", "--out", "--add"))
    assert held(out) == ["samples.pdf"]


def test_two_folders_are_mixed_when_asked(folders):
    out = folders / "ds"
    ingest(folders / "samples", out)
    summary = ingest(folders / "hers", out, add=True)
    assert held(out) == ["hers.pdf", "samples.pdf"]
    assert (summary.found, summary.added, summary.held) == (1, 1, 2)
    # what was mixed once may grow from either side
    assert ingest(folders / "samples", out).added == 0


def test_a_folder_around_or_within_is_no_stranger(folders):
    out = folders / "ds"
    ingest(folders / "samples", out)
    assert ingest(folders / "samples" / "samples.pdf", out).added == 0
    assert ingest(folders, out).held == 2


def test_a_folder_that_was_moved_is_no_stranger(folders):
    out = folders / "ds"
    ingest(folders / "samples", out)
    (folders / "samples").rename(folders / "elsewhere")
    assert ingest(folders / "elsewhere", out).held == 1


def call(*arguments):
    return CliRunner().invoke(main, [*map(str, arguments)])


def test_the_command_line_says_so_too(folders):
    out = folders / "ds"
    assert call("run", folders / "samples", "--out", out, "--no-report").exit_code == 0
    result = call("run", folders / "hers", "--out", out, "--no-report")
    assert result.exit_code == 2
    assert "--add" in result.stderr
    assert call("run", folders / "hers", "--out", out, "--no-report", "--add").exit_code == 0


def test_every_file_is_counted(folders):
    (folders / "hers" / "notes.xyz").write_text("nothing of ours")
    (folders / "hers" / "broken.pdf").write_bytes(b"no pdf")
    summary = json.loads(call("ingest", folders / "hers", "--out", folders / "ds", "--json").stdout)
    assert summary["found"] == sum(summary[name] for name in ("ok", "partial", "failed", "skipped", "other")) == 3
    assert (summary["other"], summary["other_files"]) == (1, ["notes.xyz"])
    told = call("ingest", folders / "hers", "--out", folders / "ds").stdout
    assert "other files" in told


def test_a_run_that_read_nothing_does_not_say_that_all_is_well(folders):
    told = call("ingest", folders / "hers", "--out", folders / "ds").stdout
    assert "No findings" not in told
    assert "Nothing was read" in told
    assert "1 added by this run" in " ".join(told.split())
