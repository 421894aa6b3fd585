"""Ink that no recognised character accounts for: signs told by their shape, and what stays unread is doubted aloud."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.ocr.replay import DPI, SIZE, Print, Replay, painted
from ziping.pipeline.ocr.image.ruling import Lines
from ziping.pipeline.ocr.image.sheet import to_sheet
from ziping.pipeline.ocr.lines.spotting import Spot
from ziping.pipeline.ocr.lines.unread_ink import doubt_unread_ink
from ziping.pipeline.ocr.recognise.engine import Character
from ziping.pipeline.ocr.recognise.transcribing import Transcript
from ziping.pipeline.ocr.scan import read_scan
from ziping.pipeline.ocr.settle.marks import mark_of
from ziping.pipeline.ocr.settle.signs import has_bar, sign_of
from ziping.schemas.geometry import Box

SCALE = DPI / 72


def sign(pointing_right, side=24, bars=2):
    """An angle over bars, drawn stroke by stroke."""
    ink = np.zeros((side + 8, side + 8), np.uint8)
    left, right, top = 4, 4 + side * 3 // 4, 4
    ends, point = (left, right) if pointing_right else (right, left)
    middle, low = top + side // 4, top + side // 2
    cv2.line(ink, (ends, top), (point, middle), 255, 2)
    cv2.line(ink, (point, middle), (ends, low), 255, 2)
    for k in range(bars):
        level = low + side // 6 + k * side // 5
        cv2.rectangle(ink, (left, level), (right, level + 1), 255, -1)
    return ink


@pytest.mark.parametrize("side", [20, 24, 40, 60])
@pytest.mark.parametrize(("pointing_right", "meant"), [(True, "≧"), (False, "≦")])
def test_an_angle_over_two_bars_is_a_sign_of_comparison(pointing_right, meant, side):
    assert sign_of(sign(pointing_right, side), side) == meant
    assert "".join(c.text for c in mark_of(sign(pointing_right, side), side)) == meant


@pytest.mark.parametrize("bars", [0, 1, 3])
def test_another_number_of_bars_is_another_sign(bars):
    assert sign_of(sign(True, bars=bars), 24) is None


def test_two_bars_without_an_angle_are_no_sign():
    ink = sign(True)
    ink[:16] = 0
    cv2.rectangle(ink, (4, 4), (22, 14), 255, 2)
    assert sign_of(ink, 24) is None


def test_ink_far_larger_or_smaller_than_the_print_is_no_sign():
    assert sign_of(sign(True), 60) is None
    assert sign_of(sign(True), 12) is None


def read(line, change=None):
    """The page of one line, of which the detector sees all and the recogniser what it says; blanks are not read."""
    pixels = painted([line])
    return read_scan(1, SIZE, change(pixels) if change else pixels, DPI, Replay(line, boxes=[line.box]))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("九十五万元", " 十五万元"),  # before the first character
        ("九十五万元", "九十五万 "),  # after the last
        ("九十五万元", "九十 万元"),  # between two
    ],
)
def test_a_character_that_was_not_read_is_told_with_its_place(text, said):
    line = Print(60, 68, text, read=said)
    scan = read(line)
    (note,) = scan.notes
    lost = said.index(" ")
    assert note.code == "unreadable-cell"
    assert note.printed[0].box.holds(60 + 12 * (lost + 0.5), 74)
    assert "".join(w.text for w in scan.page.words) == said.replace(" ", "")
    assert min(w.confidence for w in scan.page.words) <= 0.5


def doubted(said, drawn, size=30):
    """What comes of a line of figures with so many narrow rings: what was read, and how many notes."""
    page = np.full((200, 400), 255, np.uint8)
    step = size // 2
    for k in range(drawn):
        cv2.ellipse(page, (100 + step * k, 100), (step // 2 - 3, size // 2 - 2), 0, 0, 360, 0, 2)
    spot = Spot(100 - step // 2, 100 - size // 2, 100 + step * drawn - step // 2, 100 + size // 2, size)
    strip = Box(*(edge / SCALE for edge in (spot.x0, spot.top, spot.x1, spot.bottom)))
    reading = tuple(Character(c, 0.999, (k + 0.5) / len(said)) for k, c in enumerate(said))
    sheet = to_sheet(1, page, Lines((), ()), DPI)
    (line,), notes = doubt_unread_ink([Transcript(spot, strip, reading, None)], sheet, [])
    return line.reading, len(notes)


@pytest.mark.parametrize(("said", "drawn"), [("5", 2), ("55", 3), ("5.5", 3), ("105%", 5)])
def test_a_figure_with_more_ink_than_was_read_is_doubted(said, drawn):
    reading, notes = doubted(said, drawn)
    assert "".join(c.text for c in reading) == said
    assert min(c.confidence for c in reading) <= 0.5
    assert notes == 1


@pytest.mark.parametrize(("said", "drawn"), [("5", 1), ("58", 2), ("105", 3), ("10.5", 3), ("8", 0)])
def test_a_figure_of_which_all_was_read_is_not_doubted(said, drawn):
    reading, notes = doubted(said, drawn)
    assert min(c.confidence for c in reading) > 0.9
    assert notes == 0


def test_a_line_that_was_read_whole_is_not_doubted():
    scan = read(Print(60, 68, "九十五万元"))
    assert scan.notes == ()
    assert min(w.confidence for w in scan.page.words) > 0.9


def test_dust_beside_a_line_is_not_doubted():
    def dusty(pixels):
        cv2.circle(pixels, (round(64 * SCALE), round(70 * SCALE)), 2, (0, 0, 0), -1)
        return pixels

    assert read(Print(60, 68, " 十五万元"), dusty).notes == ()


def test_a_sign_that_the_recogniser_passed_over_is_added_in_doubt():
    def signed(pixels):
        ink = sign(True, 24)
        y, x = round(68 * SCALE) - 1, round(60 * SCALE) - 4
        part = pixels[y : y + ink.shape[0], x : x + ink.shape[1]]
        part[ink > 0] = 0
        return pixels

    scan = read(Print(60, 68, " 十五万元"), signed)
    assert "".join(w.text for w in scan.page.words) == "≧十五万元"
    (word,) = [w for w in scan.page.words if "≧" in w.text]
    assert word.raw is not None
    assert "≧" not in word.raw
    assert word.confidence <= 0.5
    assert scan.notes == ()


def angle(bar, pointing_right=True, side=20):
    """An angle, with a bar that has run together with its lower arm or without."""
    ink = np.zeros((side + 4, side + 4), np.uint8)
    ends, point = (2, side) if pointing_right else (side, 2)
    cv2.line(ink, (ends, 2), (point, side // 2), 255, 2)
    cv2.line(ink, (point, side // 2), (ends, side - 2), 255, 2)
    if bar:
        cv2.line(ink, (point, side // 2 + 3), (ends, side + 1), 255, 3)
    return ink


@pytest.mark.parametrize("pointing_right", [True, False])
@pytest.mark.parametrize("side", [12, 16, 20, 30])
def test_a_bar_that_has_run_together_with_an_angle_is_seen(side, pointing_right):
    assert has_bar(angle(True, pointing_right, side))
    assert not has_bar(angle(False, pointing_right, side))


def test_an_angle_that_was_read_surely_stays():
    line = Print(60, 68, "甲>90", read="甲>90", sure=(0.999, 0.99, 0.999, 0.999))
    assert ">90" in "".join(w.text for w in read(line).page.words)
