"""Units of money, which decide what amounts are: what most views of an unsure one say."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.ocr.replay import Print
from tests.ocr.test_scan import XS, YS, grid, read
from ziping.pipeline.ocr.recognise.engine import Character
from ziping.pipeline.ocr.recognise.second_reading import compared
from ziping.pipeline.ocr.settle.units import surest
from ziping.schemas.geometry import Box


def view(text, sure):
    return tuple(Character(c, sure, (k + 0.5) / len(text)) for k, c in enumerate(text))


@pytest.mark.parametrize(
    ("views", "meant", "doubted"),
    [
        ([("(元)", 0.7), ("(万元)", 0.8), ("万元)", 0.85), ("(万元)", 0.8)], "(万元)", False),
        ([("(元)", 0.7), ("(万元)", 0.8), ("(究)", 0.9)], "(万元)", True),
        ([("单位：元", 0.9), ("单位：元", 0.9)], "单位：元", False),
        ([("(千元)", 0.6), ("(元)", 0.6)], "(千元)", True),
        ([("(究)", 0.6), ("号完", 0.6)], None, True),
    ],
)
def test_the_unit_that_most_views_show(views, meant, doubted):
    best, close = surest(view(*v) for v in views)
    assert (None if best is None else "".join(c.text for c in best), close) == (meant, doubted)


LINE = Box(0, 0, 60, 12)


def sure(reading, text):
    """How sure a reading is of each character of a text that it ends with."""
    return [round(c.confidence, 3) for c in reading[-len(text) :]]


@pytest.mark.parametrize(
    ("first", "span", "second", "of_unit"),
    [
        ("支出350元", (2, 5), "350万元", 0.6),
        ("支出350万元", (2, 5), "350元", 0.6),
        ("支出350万元", (2, 5), "350亿元", 0.6),
        ("支出350万元", (2, 5), "350万元", 0.999),
        ("支出350元", (2, 5), "350", 0.999),
    ],
)
def test_a_unit_that_a_second_look_reads_otherwise_is_in_doubt_and_stays(first, span, second, of_unit):
    found = compared(view(first, 0.999), span, view(second, 0.999), LINE, LINE)
    assert "".join(c.text for c in found) == first
    assert sure(found, "元") == [of_unit]


def thin(at):
    """A change of a page: the ring of a character becomes a few dots of its stroke."""

    def change(pixels):
        scale = 150 / 72
        x, y = (round(v * scale) for v in at)
        half = round(6 * scale)
        pixels[y - half : y + half, x - half : x + half] = 255
        for dx in (-6, -1, 4):
            cv2.circle(pixels, (x + dx, y + dx), 2, (0, 0, 0), -1)
        return pixels

    return change


@pytest.mark.parametrize(
    ("text", "read_as"),
    [("350万元", "350 元"), ("（万元）", "（ 元）"), ("单位：万元", "单位： 元")],
)
def test_a_unit_before_which_ink_was_passed_over_is_in_doubt(text, read_as):
    line = Print(60, 68, text, read=read_as)
    x = line.x + line.size * (text.index("万") + 0.5)
    scan = read([line], change=thin((x, line.top + line.size / 2)))
    assert "two-readings" in [note.code for note in scan.notes]
    assert scan.page.confidence <= 0.6


@pytest.mark.parametrize("text", ["350元", "（元）", "单位：元", "350万元"])
def test_a_unit_that_stands_close_is_believed(text):
    scan = read([Print(60, 68, text)])
    assert scan.notes == ()
    assert scan.page.confidence > 0.9


def test_a_blank_before_a_unit_is_none_that_was_lost():
    line = Print(60, 68, "350万元", read="350 元")

    def wiped(pixels):
        scale = 150 / 72
        x, y = round((line.x + 42) * scale), round(74 * scale)
        pixels[y - 14 : y + 14, x - 12 : x + 12] = 255
        return pixels

    assert read([line], change=wiped).notes == ()


def headings(*texts):
    return [Print(x + 4, YS[0] + 8, text, size=10) for x, text in zip(XS, texts, strict=False)]


def test_a_unit_10000_times_off_that_of_its_neighbours_is_in_doubt():
    scan = read(headings("预算(万元)", "支出(元)", "分值"), grid(np.array([40.0, 120, 200, 260]).tolist(), list(YS)))
    assert [(n.code, n.printed[0].text) for n in scan.notes] == [("two-readings", "支出(元)")]
    words = {w.text: w.confidence for w in scan.page.words}
    assert words["预算(万元)"] > 0.9


def test_the_same_units_beside_each_other_are_believed():
    assert read(headings("预算(元)", "支出(元)", "分值"), grid(list(XS), list(YS))).notes == ()
