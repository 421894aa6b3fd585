"""Lines of which the detector saw a part: taken to their ends, and no further."""

import numpy as np
import pytest

from ziping.pipeline.ocr.image.cells import Grids
from ziping.pipeline.ocr.image.ruling import Lines
from ziping.pipeline.ocr.image.sheet import Sheet
from ziping.pipeline.ocr.image.tracing import Line
from ziping.pipeline.ocr.lines.line_ends import to_line_ends
from ziping.pipeline.ocr.lines.spotting import Spot

SIZE, TOP, BOTTOM = 20.0, 50, 70


def sheet(*pieces, walls=()):
    """Pieces of ink: from where to where, and how much of the line's height (from its middle)."""
    ink = np.zeros((120, 400), np.uint8)
    for x0, x1, share in pieces:
        half = round(SIZE * share / 2)
        ink[60 - half : 60 + half, x0:x1] = 255
    down = tuple(Line(0, 120, x, x, x, 2) for x in walls)
    return Sheet(1, 255 - ink, ink, Lines((), down), Grids.of(()), 2.0, SIZE / 2)


def ends(seen, *pieces, others=(), walls=()):
    spots = [Spot(x0, TOP, x1, BOTTOM, SIZE) for x0, x1 in (seen, *others)]
    first = to_line_ends(spots, sheet(*pieces, walls=walls))[0]
    return first.x0, first.x1


@pytest.mark.parametrize(
    ("pieces", "reaches"),
    [
        ([(100, 110, 0.7), (113, 123, 0.7)], (100, 123)),  # one figure more
        ([(80, 97, 0.1), (100, 110, 0.9)], (80, 110)),  # the figure one before 级指标
        ([(100, 110, 0.9), (113, 123, 0.7), (126, 136, 0.9)], (100, 136)),  # and the next beside it
        ([(100, 110, 0.9), (125, 135, 0.9)], (100, 110)),  # too far off: other words
        ([(100, 110, 0.9), (112, 115, 0.15)], (100, 110)),  # dirt
        ([(100, 110, 0.9), (113, 123, 2.4)], (100, 110)),  # higher than the line: not of it
    ],
)
def test_a_line_goes_on_with_the_ink_close_to_its_end(pieces, reaches):
    assert ends((100, 110), *pieces) == reaches


def test_not_over_a_ruling_line():
    assert ends((100, 110), (100, 110, 0.9), (115, 125, 0.9), walls=(112,)) == (100, 110)


def test_not_into_another_line_of_print():
    assert ends((100, 110), (100, 110, 0.9), (113, 123, 0.9), others=[(113, 123)]) == (100, 110)
