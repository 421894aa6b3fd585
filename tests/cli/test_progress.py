"""What a run shows of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reading.rawpdf import text, write
from ziping.pipeline.cli import progress
from ziping.pipeline.cli.progress import Lines, Tally
from ziping.pipeline.execution.job import Job
from ziping.pipeline.execution.result import Receipt
from ziping.pipeline.execution.time_budget import TimeBudget, page_at_work, page_in_work
from ziping.pipeline.inputs.types import Input
from ziping.pipeline.options import Options
from ziping.pipeline.store.folder import LocalFolder
from ziping.pipeline.store.results import Results
from ziping.schemas.document import Source


@pytest.fixture
def files(tmp_path):
    made = [write(tmp_path / f"{n}.pdf", *[text(60, 60, "自评报告")] * 3) for n in range(3)]
    return [Input(file, file.name, file.stat().st_size) for file in made]


def job_of(item, tmp_path):
    results = Results(LocalFolder(tmp_path / "ds/.ziping/results"), "key")
    return Job(item.location, Source(item.path, item.path * 8, item.size), Options(), results, tmp_path)


def test_a_note_says_how_far_a_document_is(tmp_path):
    note = tmp_path / "note"
    assert page_in_work(note) is None
    with TimeBudget(note=note) as budget:
        assert page_in_work(note) == (0, 0)
        budget.reason_to_stop(37, 300)
        assert page_in_work(note) == (37, 300)
        assert page_at_work(note) == 37


def test_the_file_in_work_is_shown_with_its_page(files, tmp_path):
    tally = Tally()
    tally.begin(files)
    tally.weigh()
    first = job_of(files[0], tmp_path)
    tally.given(first)
    tally.given(job_of(files[1], tmp_path))  # waits for a worker
    with TimeBudget(note=first.note) as budget:
        budget.reason_to_stop(2, 3)
        assert tally.line().startswith("0/3 files · 1 page · ")
        assert tally.line().endswith(" · 0 failed · page 2 of 3 in 0.pdf")
    tally.read(first.source, Receipt("name", "ok", 3, (), 1.5))
    assert "1/3 files · 3 pages" in tally.line()
    assert "left" in tally.line()
    assert "0.pdf" not in tally.line()


def test_an_estimate_comes_from_what_is_done(files, tmp_path, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    tally = Tally()
    tally.begin(files)
    tally.weigh()
    assert tally.left() is None
    now[0] += 4
    tally.read(job_of(files[0], tmp_path).source, Receipt("name", "ok", 3, (), 4.0))
    assert tally.left() == pytest.approx(8, rel=0.3)
    now[0] += 4
    tally.read(job_of(files[1], tmp_path).source, Receipt("name", "ok", 3, (), 4.0))
    assert tally.left() == pytest.approx(4, rel=0.3)


def test_a_document_is_in_work_from_when_it_was_begun_not_from_the_line_that_tells_of_it(files, tmp_path, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    tally = Tally()
    tally.begin(files[:1])
    tally.weigh()
    job = job_of(files[0], tmp_path)
    tally.given(job)
    with TimeBudget(note=job.note) as budget:
        tally.look()
        now[0] += 60
        budget.reason_to_stop(51, 100)  # half of it in a minute
        assert tally.left() == pytest.approx(60, rel=0.3)


def test_a_name_moves_no_cursor(files, tmp_path):
    tally = Tally()
    tally.begin(files)
    job = job_of(replace(files[0], path="a\x1b[2J\u202e" + "x" * 8 + ".pdf"), tmp_path)
    job = replace(job, source=replace(job.source, doc_id="d"))
    tally.given(job)
    with TimeBudget(note=job.note):
        line = tally.line()
    assert "\x1b" not in line
    assert "\u202e" not in line
    assert line.endswith("x.pdf")


def test_a_log_gets_a_line_without_any_file_being_done(files, capsys, monkeypatch):
    monkeypatch.setattr(progress, "_SECONDS_A_LINE", 0.01)
    with progress.watching(quiet=False) as watcher:
        watcher.begin(files)
        assert isinstance(watcher, Lines)
        while "0/3 files" not in capsys.readouterr().err:
            pass
