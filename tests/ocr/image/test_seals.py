"""Print under seals whose ink was made paper: kept whole, however unsure, while what is left of the seal goes."""

import cv2
import numpy as np
import pytest

from tests.ocr.replay import DPI, Print, Replay, grid, painted
from tests.ocr.replay import SIZE as PAGE
from ziping.pipeline.ocr.image.seal_places import Disc
from ziping.pipeline.ocr.image.seal_remains import wipe_remains
from ziping.pipeline.ocr.image.seal_rings import without_rings
from ziping.pipeline.ocr.lines.spotting import Spot
from ziping.pipeline.ocr.lines.under_seals import may_be_of_seal
from ziping.pipeline.ocr.scan import read_scan

PAPER, BLACK, SIZE = 240, 40, 24
MIDDLE, RADIUS = (200, 200), 120


def letter(grey, x, y, level=BLACK):
    cv2.rectangle(grey, (x, y), (x + 14, y + 20), level, 3)


def wiped(*marks):
    """Which of the letters are left: each is (x, y, how dark)."""
    grey = np.full((400, 400), PAPER, np.uint8)
    for x, y in ((20, 20), (60, 20), (350, 350)):  # print elsewhere on the page
        letter(grey, x, y)
    for x, y, level in marks:
        letter(grey, x, y, level)
    ink = np.where(grey < PAPER - 26, 255, 0).astype(np.uint8)
    wipe_remains(ink, grey, [Disc(*MIDDLE, RADIUS, True)], 200 / 72)
    assert ink[20:41, 20:35].any()
    return [bool(ink[y : y + 21, x : x + 15].any()) for x, y, _ in marks]


def test_print_under_a_seal_stays_and_pale_remains_go():
    assert wiped((180, 190, BLACK), (210, 190, 120), (240, 190, 190)) == [True, True, False]


def test_pale_print_elsewhere_is_no_remains():
    assert wiped((20, 350, 190)) == [True]


def test_remains_that_touch_print_are_parted_from_it():
    grey = np.full((400, 400), PAPER, np.uint8)
    letter(grey, 20, 20)
    letter(grey, 190, 190)
    cv2.line(grey, (207, 200), (280, 200), 195, 2)
    ink = np.where(grey < PAPER - 26, 255, 0).astype(np.uint8)
    wipe_remains(ink, grey, [Disc(*MIDDLE, RADIUS, True)], 200 / 72)
    assert ink[190:211, 190:205].any()
    assert not ink[195:206, 212:].any()


@pytest.mark.parametrize(
    ("height", "taken_out", "doubted"),
    [(16, True, False), (8, True, True), (16, False, True), (24, False, True)],
)
def test_what_stands_in_a_seal_is_print_when_it_is_as_high_and_the_seal_is_gone(height, taken_out, doubted):
    spot = Spot(190, 190, 210, 190 + height, SIZE)
    assert may_be_of_seal(spot, [Disc(*MIDDLE, RADIUS, taken_out)], SIZE) is doubted


def test_outside_of_seals_everything_is_print():
    assert not may_be_of_seal(Spot(10, 10, 14, 14, SIZE), [Disc(*MIDDLE, RADIUS, True)], SIZE)


def test_an_unsure_figure_under_a_red_seal_is_read():
    def sealed(pixels):
        mark = np.full_like(pixels, 255)
        cv2.circle(mark, (460, 230), 90, (60, 50, 205), 9)
        return (pixels * (mark / 255)).astype(np.uint8)

    xs, ys = (40.0, 120.0, 200.0, 260.0), (60.0, 90.0, 120.0, 150.0)
    lines = [Print(60, 68 + 30 * k, "产出数量") for k in range(3)] + [Print(210, 98, "10", sure=(0.7, 0.6))]
    pixels = sealed(painted(lines, grid(xs, ys)))
    words = read_scan(1, PAGE, pixels, DPI, Replay(*lines)).page.words
    assert [(w.text, w.confidence) for w in words if w.text == "10"] == [("10", 0.6)]


def fax(ring=True, gone=0):
    """A table of print in black and white, with the ring of a seal of which `gone` of 36 parts are missing."""
    page = np.full((1400, 1000), 255, np.uint8)
    for y in range(200, 1200, 34):
        for x in range(200, 800, 26):
            cv2.rectangle(page, (x, y), (x + 16, y + 18), 0, 2)
        cv2.line(page, (180, y + 26), (820, y + 26), 0, 2)
    for k in range(36 - gone) if ring else ():
        cv2.ellipse(page, (500, 700), (157, 157), 0, 10 * k, 10 * k + 10, 0, 9)
    return page


@pytest.mark.parametrize("gone", [0, 3])
def test_the_ring_of_a_seal_in_black_and_white_is_found(gone):
    cleaned, found = without_rings(fax(gone=gone), 200)
    (circle,) = found
    assert circle == pytest.approx((500, 700, 157), abs=8)
    assert (cleaned[560:840, 340:345] == 255).mean() > 0.5


def test_a_circle_of_print_is_no_seal():
    """A table is so full of strokes that any circle runs through many."""
    page = fax(ring=False)
    cleaned, found = without_rings(page, 200)
    assert found == []
    assert (cleaned == page).all()
