"""Tables whose ruling lines are broken everywhere: their pieces are told by where they lie."""

from itertools import pairwise

import cv2
import numpy as np
import pytest

from ziping.pipeline.ocr.image.ruling import find_lines

DPI = 200
XS, YS = (150, 450, 700, 1050), (200, 300, 400, 500, 600)


def page(broken, *, rows=YS, seed=3):
    """A table with so much of its inner lines across gone, in pieces of two points."""
    dice = np.random.default_rng(seed)
    grey = np.full((800, 1200), 240, np.uint8)
    for x in XS:
        cv2.line(grey, (x, YS[0]), (x, YS[-1]), 60, 3)
    for y in rows:
        cv2.line(grey, (XS[0], y), (XS[-1], y), 60, 3)
        if y not in (YS[0], YS[-1]):
            for x in range(XS[0], XS[-1], 6):
                if dice.random() < broken:
                    grey[y - 3 : y + 4, x : x + 6] = 240
    return grey


def covered(grey, level):
    """How much of the way over the table is a line there."""
    found = [k for k in find_lines(grey, DPI).across if abs(k.middle - level) < 6]
    return sum(k.length for k in found) / (XS[-1] - XS[0])


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_broken_lines_are_completed_from_line_to_line(seed):
    grey = page(0.22, seed=seed)
    assert all(covered(grey, y) > 0.9 for y in YS)


def test_print_in_a_row_is_no_line():
    grey = page(0, rows=(YS[0], YS[-1]))
    for x in range(170, 1040, 36):  # characters with a long stroke at one level, and others through it
        cv2.line(grey, (x, 350), (x + 28, 350), 60, 3)
        for stroke in range(x + 2, x + 28, 8):
            cv2.line(grey, (stroke, 338), (stroke, 364), 60, 3)
    assert covered(grey, 350) == 0


def test_a_row_of_dashes_in_narrow_columns_is_no_line():
    grey = page(0)
    for left, right in pairwise(XS):
        cv2.line(grey, ((left + right) // 2 - 25, 350), ((left + right) // 2 + 25, 350), 60, 3)
    assert covered(grey, 350) == 0
