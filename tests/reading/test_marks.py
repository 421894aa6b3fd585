"""Digits set wide, marks of notes, and text that is struck out."""

import pytest

from tests.reading.rawpdf import (
    grid,
    line,
    read,
    strings,
    text,
)
from tests.reading.rawpdf import write as write_pdf
from ziping.pipeline.reading import open_pdf


@pytest.mark.parametrize("spacing", [2.6, 3.4, 5])
@pytest.mark.parametrize("figure", ["15", "9.55", "1200.00", "97.2%"])
def test_a_figure_set_wide_is_one_word(tmp_path, figure, spacing):
    assert strings(read(tmp_path, text(100, 200, figure, extra=f"{spacing} Tc"))) == [figure]


@pytest.mark.parametrize("step", [9, 10, 12])
def test_digits_set_one_by_one_at_even_steps_are_one_figure(tmp_path, step):
    drawn = "".join(text(100 + step * i, 200, c) for i, c in enumerate("2024"))
    assert strings(read(tmp_path, drawn)) == ["2024"]


def test_figures_side_by_side_stay_apart(tmp_path):
    two = text(100, 200, "10") + text(115, 200, "9.5") + text(100, 230, "1") + text(109, 230, "2")
    typed = text(100, 260, "3 4")
    uneven = "".join(text(x, 290, c) for x, c in ((100, "1"), (109, "2"), (121, "3")))
    assert strings(read(tmp_path, two + typed + uneven)) == ["10", "9.5", "1", "2", "3", "4", "1", "2", "3"]


@pytest.mark.parametrize(
    ("before", "after", "whole"), [("14.5", "", "14.5²"), ("97.2", "%", "97.2²%"), ("盏", "", "盏²")]
)
@pytest.mark.parametrize("rise", [3, 5])
def test_a_raised_digit_is_the_mark_of_a_note(tmp_path, before, after, whole, rise):
    width = sum(6 if c.isascii() else 12 for c in before)
    drawn = text(100, 200, before) + text(100 + width, 200 - rise, "2", size=7)
    drawn += text(100 + width + 3.5, 200, after) if after else ""
    words = sorted(read(tmp_path, drawn).words, key=lambda w: w.box.x0)
    assert "".join(w.text for w in words) == whole


def test_a_lowered_digit_and_a_unit_of_area(tmp_path):
    drawn = text(100, 200, "CO") + text(112, 202, "2", size=7) + text(200, 200, "30km") + text(224, 196, "2", size=7)
    assert sorted(strings(read(tmp_path, drawn))) == ["30km", "CO", "²", "₂"]


def test_small_digits_of_their_own_are_none(tmp_path):
    level = text(100, 200, "项目") + text(124, 200, "2", size=8)
    far = text(100, 300, "项目") + text(140, 296, "3", size=7)
    below = text(100, 400, "项目") + text(124, 412, "4", size=7)
    assert not set("²³⁴₂₃₄") & set("".join(strings(read(tmp_path, level + far + below))))


def struck(path, drawn):
    with open_pdf(write_pdf(path / "page.pdf", drawn)) as pdf:
        page = pdf.page(1)
        return strings(page), [w.text for w in pdf.struck.get(1, ())]


@pytest.mark.parametrize("level", [195, 196.5, 198])
def test_what_is_struck_out_is_no_part_of_the_figure(tmp_path, level):
    drawn = text(100, 200, "15") + line(100, level, 112, level) + text(112, 200, "14.5")
    assert struck(tmp_path, drawn) == (["14.5"], ["15"])


def test_two_lines_and_long_words_strike_out_as_well(tmp_path):
    drawn = (
        text(100, 200, "拟于下年完成") + "".join(line(100, y, 172, y) for y in (195, 197)) + text(172, 200, "已完成")
    )
    assert struck(tmp_path, drawn) == (["已完成"], ["拟于下年完成"])


def test_lines_that_strike_nothing_out(tmp_path):
    underlined = text(100, 200, "15") + line(100, 202, 112, 202)
    above = text(100, 250, "15") + line(100, 240, 112, 240)
    crossed = text(200, 300, "15") + line(100, 296, 400, 296)  # a row that is too low for its text
    cell = text(102, 400, "15") + grid([100, 116], [380, 396, 412])
    seen, out = struck(tmp_path, underlined + above + crossed + cell)
    assert (seen, out) == (["15"] * 4, [])
