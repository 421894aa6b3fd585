"""Digits and units told from others by their ink: outlines of our own, in squares."""

import numpy as np
import pytest

from ziping.pipeline.reading.fonts.shapes import HOLES, SURE, misfit

DRAWN = {
    "1": "..##..  .###..  ..##..  ..##..  ..##..  ..##..  ..##..  ..##..  ..##..  ######",
    "2": ".####.  ##..##  ....##  ....##  ...##.  ..##..  .##...  ##....  ##....  ######",
    "3": ".####.  ##..##  ....##  ....##  ..###.  ....##  ....##  ....##  ##..##  .####.",
    "5": "######  ##....  ##....  ##....  #####.  ....##  ....##  ....##  ##..##  .####.",
    "7": "######  ....##  ....##  ...##.  ...##.  ..##..  ..##..  ..##..  .##...  .##...",
}
BARE = "##  ##  ##  ##  ##  ##  ##  ##  ##  ##"  # a 1 without a foot


def ink(rows, times=4):
    squares = np.array([[c == "#" for c in row] for row in rows.split()])
    return np.kron(squares, np.ones((times, times), dtype=bool))


def slanted(shape, slant):
    height, width = shape.shape
    moved = np.zeros((height, width + round(slant * height)), dtype=bool)
    for row in range(height):
        start = round(slant * (height - row))
        moved[row, start : start + width] = shape[row]
    return moved


@pytest.mark.parametrize("digit", DRAWN)
@pytest.mark.parametrize("slant", [0, 0.15, 0.25])
def test_a_digit_may_be_itself_upright_and_slanted(digit, slant):
    assert misfit(digit, slanted(ink(DRAWN[digit]), slant)) == 0


def test_a_one_may_be_a_bare_stroke():
    assert misfit("1", ink(BARE)) == 0


@pytest.mark.parametrize(
    ("said", "drawn"), [("3", "5"), ("5", "3"), ("2", "5"), ("5", "2"), ("2", "7"), ("3", "2"), ("2", "3"), ("7", "2")]
)
def test_a_digit_is_no_other_one(said, drawn):
    assert misfit(said, ink(DRAWN[drawn])) == SURE


@pytest.mark.parametrize("digit", DRAWN)
def test_a_line_above_belongs_to_no_digit(digit):
    shape = ink(DRAWN[digit])
    line = np.ones((2, shape.shape[1]), dtype=bool)
    assert misfit(digit, np.vstack([line, np.zeros((4, shape.shape[1]), dtype=bool), shape])) == 0


@pytest.mark.parametrize("character", [*HOLES, "万", "亿"])
def test_nothing_is_said_of_what_is_not_seen(character):
    assert misfit(character, np.zeros((20, 12), dtype=bool)) == 0


@pytest.mark.parametrize("said", [*HOLES, "万", "亿"])
def test_a_block_that_stands_for_any_character_proves_nothing(said):
    assert misfit(said, np.ones((40, 40), dtype=bool)) < SURE
