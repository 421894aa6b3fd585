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

FEW, MANY = 6, 18
SLACK = 1.2
# A step with so many calls a page takes not so many times as many a page in the long document; a quadratic one takes
# three times. (One whose calls depend on how large the figures are takes more, too, up to a bound.)
OFTEN, GROWN = 75, 2.7


def calls(path):
    """How many calls of each function the document takes, from reading to checks."""
    profile = cProfile.Profile()
    with profile, open_pdf(path) as pdf:
        document = lay_out(Source(path.name, "0" * 64, 0), list(pdf.pages()))
        check(tabulate(document, parse(document)))
    return {place: counted[1] for place, counted in pstats.Stats(profile).stats.items()}


@pytest.mark.parametrize("kind", PAGES)
def test_the_work_grows_with_the_pages(kind, tmp_path):
    calls(write(tmp_path / "first.pdf", PAGES[kind](0)))  # what is loaded once
    few, many = (calls(write(tmp_path / f"{n}.pdf", *(PAGES[kind](k) for k in range(n)))) for n in (FEW, MANY))
    assert sum(many.values()) <= SLACK * MANY / FEW * sum(few.values())
    growing = {
        f"{file}:{line} {name}": (few.get((file, line, name), 0) / FEW, count / MANY)
        for (file, line, name), count in many.items()
        if count > OFTEN * MANY and count * FEW > GROWN * few.get((file, line, name), 0) * MANY
    }
    assert not growing
