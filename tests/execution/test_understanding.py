"""What is kept of a document for which there is too little time."""

import time
from pathlib import Path

import pyarrow as pa
import pytest

from benchmarks.long import PAGES as PAGES_OF
from tests.layout.pages import SOURCE, body, page
from tests.reading.rawpdf import write
from ziping.parsers import parse
from ziping.pipeline.execution import understanding
from ziping.pipeline.execution.failures import FailureCollector
from ziping.pipeline.execution.outcome import NOTHING
from ziping.pipeline.execution.result import Failure
from ziping.pipeline.execution.time_budget import OutOfTime, TimeBudget
from ziping.pipeline.layout import lay_out
from ziping.pipeline.reading import open_pdf
from ziping.schemas.document import Table

PAGES = 16


@pytest.fixture
def document():
    return lay_out(SOURCE, [page(body([f"第{n}段。"], top=100), number=n) for n in range(1, PAGES + 1)])


def slow(most, asked):
    """A parser that has no time for more pages than so many."""

    def parse(document):
        asked.append(len(document.blocks))
        if len(document.blocks) > most:
            raise OutOfTime
        return NOTHING

    return parse


def test_all_is_understood_where_there_is_time(document, monkeypatch):
    asked = []
    monkeypatch.setattr(understanding, "parse", slow(PAGES, asked))
    collector = FailureCollector(Path("x"))
    understanding.understood(document, collector, TimeBudget())
    assert (asked, collector.failures) == ([PAGES], ())


@pytest.mark.parametrize("most", [PAGES // 4, PAGES // 16])
def test_the_first_pages_are_understood_where_all_take_too_long(document, monkeypatch, most):
    asked = []
    monkeypatch.setattr(understanding, "parse", slow(most, asked))
    collector = FailureCollector(Path("x"))
    understanding.understood(document, collector, TimeBudget())
    (failure,) = collector.failures
    assert asked == [n for n in (PAGES, PAGES // 4, PAGES // 16) if n >= most]
    assert (failure.stage, failure.error) == ("parse", "timeout")
    assert failure.page == asked[-1] + 1
    assert f"before page {failure.page}" in failure.message
    assert collector.cut


def test_nothing_is_understood_where_even_a_page_takes_too_long(document, monkeypatch):
    monkeypatch.setattr(understanding, "parse", slow(0, []))
    collector = FailureCollector(Path("x"))
    assert understanding.understood(document, collector, TimeBudget()) is NOTHING
    assert [f.error for f in collector.failures] == ["timeout"]


def test_checks_end_in_time_and_what_was_read_stays(monkeypatch):
    monkeypatch.setattr(understanding, "check", lambda tables: time.sleep(9))
    collector = FailureCollector(Path("x"))
    assert understanding.checked({}, collector, TimeBudget(0.2)) is None
    assert [(f.stage, f.error) for f in collector.failures] == [("check", "timeout")]


@pytest.mark.parametrize(("cut", "verdict"), [(False, "document"), (True, "undecided")])
def test_nobody_is_accused_of_what_was_not_read(monkeypatch, cut, verdict):
    table = pa.table({"status": ["fail", "pass"], "verdict": ["document", None]})
    monkeypatch.setattr(understanding, "check", lambda tables: table)
    collector = FailureCollector(Path("x"))
    if cut:
        collector.lost(Failure("read", "timeout", "Time was up.", 7))
    assert understanding.checked({}, collector, TimeBudget(60)).column("verdict").to_pylist() == [verdict, None]


def test_time_that_is_over_ends_a_block_and_leaves_no_alarm():
    time_budget = TimeBudget(0.1)
    with pytest.raises(OutOfTime), time_budget.until(1):
        time.sleep(5)
    time.sleep(0.2)


@pytest.mark.parametrize("kind", ["form", "paragraph"])
def test_what_goes_on_behind_the_pages_that_are_understood_is_cut_off_there(kind, tmp_path):
    path = write(tmp_path / "long.pdf", *(PAGES_OF[kind](n) for n in range(4)))
    with open_pdf(path) as pdf:
        whole = lay_out(SOURCE, list(pdf.pages()))
    part = understanding._beginning(whole, 2)
    assert {place.page for place in places_of(whole)} == {1, 2, 3, 4}
    assert {place.page for place in places_of(part)} == {1, 2}
    if kind == "form":
        (evaluation,) = parse(part).evaluations
        assert {i.level3.printed[0].page for i in evaluation.indicators} == {1, 2}


def places_of(document):
    for block in document.blocks:
        for text in [c.text for c in block.cells] if isinstance(block, Table) else [block.text]:
            yield from text.places()
