"""What is done for a document grows with its pages, not with their square: counted in calls, which no busy machine changes."""

from __future__ import annotations

import cProfile
import pstats

import pytest

from benchmarks.long import PAGES
from tests.reading.rawpdf import write
from ziping.parsers import parse
from ziping.pipeline.checks import check
from ziping.pipeline.layout import lay_out
from ziping.pipeline.reading import open_pdf
from ziping.pipeline.tabulate import tabulate
from ziping.schemas.document import Source

FEW, MANY = 8, 24
SLACK = 1.2


def calls(path):
    """How many calls the document takes, from reading to checks."""
    profile = cProfile.Profile()
    with profile, open_pdf(path) as pdf:
        document = lay_out(Source(path.name, "0" * 64, 0), list(pdf.pages()))
        check(tabulate(document, parse(document)))
    return pstats.Stats(profile).total_calls


@pytest.mark.parametrize("kind", PAGES)
def test_the_work_grows_with_the_pages(kind, tmp_path):
    calls(write(tmp_path / "first.pdf", PAGES[kind](0)))  # what is loaded once
    few, many = (calls(write(tmp_path / f"{n}.pdf", *(PAGES[kind](k) for k in range(n)))) for n in (FEW, MANY))
    assert many <= SLACK * MANY / FEW * few
