"""Figures that end at the ring of a seal whose ink could not be told from print: some of them may be gone with it."""

import pytest

from tests.ocr.lines.test_line_ends import BOTTOM, SIZE, TOP, sheet
from ziping.pipeline.ocr.image.seal_places import Disc
from ziping.pipeline.ocr.lines.spotting import Spot
from ziping.pipeline.ocr.lines.under_seals import _doubted
from ziping.pipeline.ocr.recognise.engine import Character
from ziping.pipeline.ocr.recognise.transcribing import Transcript
from ziping.schemas.geometry import Box

READ = tuple(Character(c, 0.999, (k + 0.5) / 3) for k, c in enumerate("694"))


class Sure:
    """Reads the same at every look."""

    name = "sure"

    def read(self, strips):
        return [READ] * len(strips)


def confidence(x, radius, *, is_taken_out=False):
    """How sure a figure from 100 to 140 is beside or under a seal."""
    line = Transcript(Spot(100, TOP, 140, BOTTOM, SIZE), Box(50, 25, 70, 35), READ, None)
    discs = [Disc(x, 60, radius, is_taken_out)]
    (found,) = _doubted([line], (line,), discs, sheet((100, 140, 0.9)), Sure())
    return min(c.confidence for c in found.reading)


@pytest.mark.parametrize(("x", "radius"), [(20, 72), (20, 88), (230, 100), (120, 25)])
def test_it_is_in_doubt(x, radius):
    assert confidence(x, radius) == 0.6


@pytest.mark.parametrize(
    ("x", "radius", "is_taken_out"),
    [
        (20, 80, True),  # the seal's ink is gone, and what is left is print
        (20, 50, False),  # the ring ends before it
        (120, 80, False),  # in the middle of a seal, where nothing touches it
    ],
)
def test_elsewhere_it_is_believed(x, radius, is_taken_out):
    assert confidence(x, radius, is_taken_out=is_taken_out) == 0.999
