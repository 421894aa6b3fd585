"""Pages of thousands of spots: drawings, music, noise. No line is compared with all others, nor is each looked at twice."""

from dataclasses import replace

import numpy as np
import pytest

from tests.ocr.replay import DPI, Print, Replay, painted
from ziping.pipeline.ocr.lines import leftovers, line_ends
from ziping.pipeline.ocr.lines.level import Level
from ziping.pipeline.ocr.lines.spotting import Spot
from ziping.pipeline.ocr.recognise.transcribing import MANY
from ziping.pipeline.ocr.scan import read_scan

ROWS, COLUMNS = 40, 12


def page(sure, text="器"):
    return [
        Print(15 + 23 * k, 6 + 9.5 * row, text, size=6, sure=(sure,) * len(text))
        for row in range(ROWS)
        for k in range(COLUMNS)
    ]


def read(lines):
    engine = Replay(*lines)
    return read_scan(1, (300.0, 400.0), painted(lines), DPI, engine), engine.asked


def test_a_page_of_noise_is_given_up_after_a_sample():
    scan, asked = read(page(0.2))
    assert scan.page.words == ()
    assert [note.code for note in scan.notes] == ["unreadable-page"]
    assert asked < MANY


@pytest.mark.parametrize("text", ["O", "0", "8", "—"])
def test_a_page_of_rings_and_strokes_is_given_up_after_a_sample_however_sure(text):
    scan, asked = read(page(0.95, text))
    assert scan.page.words == ()
    assert [note.code for note in scan.notes] == ["unreadable-page"]
    assert asked < MANY


def test_a_table_of_noughts_with_a_label_in_each_row_is_read():
    lines = [replace(line, text="器" if k % COLUMNS == 0 else "0") for k, line in enumerate(page(0.95))]
    assert len(read(lines)[0].page.words) == ROWS * COLUMNS


def test_many_sure_lines_are_all_read():
    scan, _ = read(page(0.99))
    assert len(scan.page.words) == ROWS * COLUMNS


def test_many_doubtful_lines_are_looked_at_again_only_where_that_helps():
    scan, asked = read(page(0.6))
    assert len(scan.page.words) == ROWS * COLUMNS
    assert asked < 2.5 * ROWS * COLUMNS


def spots(number):
    dice = np.random.default_rng(5)
    return [Spot(int(x), int(y), int(x) + 9, int(y) + 9, 9.0) for x, y in dice.integers(0, 3000, (number, 2))]


def test_lines_that_stand_level_are_found_by_where_they_stand():
    every = spots(3000)
    level = Level(every)
    for k, spot in enumerate(every[:50]):
        near = list(level.beside(spot))
        assert {i for i, o in enumerate(every) if o.top < spot.bottom and spot.top < o.bottom} <= set(near)
        assert k in near
        assert len(near) < len(every) / 50


def test_two_strokes_above_each_other_are_one_sign_of_thousands():
    flat = [Spot(40 * k, 40 * row, 40 * k + 20, 40 * row + 3, 20.0) for row in range(30) for k in range(30)]
    below = Spot(40, 10, 60, 13, 20.0)
    paired = leftovers._paired([*flat, below], 20.0)
    assert len(paired) == len(flat)
    assert Spot(40, 0, 60, 13, 20.0) in paired


def test_line_ends_compares_level_lines_alone(monkeypatch):
    compared = 0
    own = line_ends._is_level

    def counted(a, b):
        nonlocal compared
        compared += 1
        return own(a, b)

    monkeypatch.setattr(line_ends, "_is_level", counted)
    from tests.ocr.lines.test_line_ends import sheet

    line_ends.to_line_ends(spots(2000), sheet())
    assert compared < 2000 * 2000 / 50
