"""Folded paper: a crease is no ruling line, and print that it runs through stays whole."""

import cv2
import numpy as np

from ziping.pipeline.ocr.image.cleaning import to_ink
from ziping.pipeline.ocr.image.ruling import find_lines
from ziping.pipeline.ocr.image.sheet import to_sheet

DPI = 200
LEFT, RIGHT, ROWS = 200, 1000, (200, 300, 400, 500)


def page(crease, level=195, start=0, stop=1200):
    grey = np.full((700, 1200), 240, np.uint8)
    cv2.line(grey, (start, crease), (stop, crease), level, 3)
    for y in ROWS:
        cv2.line(grey, (LEFT, y), (RIGHT, y), 40, 3)
    for x in (LEFT, 600, RIGHT):
        cv2.line(grey, (x, ROWS[0]), (x, ROWS[-1]), 40, 3)
    for x in range(300, 500, 40):
        cv2.rectangle(grey, (x, 330), (x + 20, 355), 40, 4)
    return grey


def levels(grey):
    return sorted(round(k.middle) for k in find_lines(grey, DPI).across)


def test_a_pale_line_that_runs_on_beyond_the_table_is_a_crease():
    assert [round(y, -1) for y in levels(page(345))] == list(ROWS)


def test_a_dark_line_that_runs_on_is_a_ruling_line():
    assert len(levels(page(345, level=40))) == len(ROWS) + 1


def test_a_pale_line_within_a_table_is_a_ruling_line():
    assert len(levels(page(370, start=LEFT, stop=RIGHT))) == len(ROWS) + 1


def test_print_that_a_crease_runs_through_stays_whole():
    grey = page(331)
    ink = to_sheet(1, grey, find_lines(grey, DPI), DPI).ink
    assert (ink[330, 302:318] > 0).all()
    assert not ink[331, 700:900].any()
    assert to_ink(grey, DPI)[331, 700:900].any()
