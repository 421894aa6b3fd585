"""Dark edges of the paper are wiped out; the lines of a table that something joins to an edge stay."""

import cv2
import numpy as np
import pytest

from ziping.pipeline.ocr.image.cleaning import wipe
from ziping.pipeline.ocr.image.ruling import find_lines

DPI = 200
PAPER, INK = 240, 40
XS, YS = (60, 500, 900, 1140), (200, 400, 600, 800)


def table():
    grey = np.full((1000, 1200), PAPER, np.uint8)
    for y in YS:
        cv2.line(grey, (XS[0], y), (XS[-1], y), INK, 3)
    for x in XS:
        cv2.line(grey, (x, YS[0]), (x, YS[-1]), INK, 3)
    return grey


def lines(grey):
    found = find_lines(wipe(grey, DPI), DPI)
    return len(found.across), len(found.down)


def seal(grey):
    cv2.circle(grey, (1080, 500), 140, 90, 14)  # beyond the right edge


def shadow(grey):
    cv2.rectangle(grey, (0, 0), (45, 999), 60, -1)
    cv2.line(grey, (0, 600), (XS[0], 600), INK, 4)  # a stroke from the edge to the table


def slanted_shadow(grey):
    cv2.fillPoly(grey, [np.array([(0, 0), (70, 0), (0, 999)])], 60)


@pytest.mark.parametrize("worn", [None, seal, shadow, slanted_shadow])
def test_the_lines_of_a_table_stay_whatever_joins_them_to_the_edge(worn):
    grey = table()
    if worn:
        worn(grey)
    across, down = lines(grey)
    assert across >= len(YS)
    assert down >= len(XS)


@pytest.mark.parametrize("worn", [shadow, slanted_shadow])
def test_a_dark_edge_is_wiped_out(worn):
    grey = np.full((1000, 1200), PAPER, np.uint8)
    worn(grey)
    assert (wipe(grey, DPI) < PAPER - 20).mean() < 0.001
