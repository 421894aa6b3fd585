"""Recognised pages: lines cut at ruling lines, print that the detector passed over, look-alikes, seals, skew."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from tests.ocr.replay import (
    DPI,
    SIZE,
    Print,
    Replay,
    grid,
    painted,
)
from ziping.pipeline.ocr.image.seal_rings import is_bilevel
from ziping.pipeline.ocr.lines.spotting import Spot
from ziping.pipeline.ocr.recognise.engine import Character
from ziping.pipeline.ocr.recognise.transcribing import Transcript, mean_of_ideographs, mean_sureness
from ziping.pipeline.ocr.scan import read_scan
from ziping.schemas.geometry import Box

XS, YS = (40.0, 120.0, 200.0, 260.0), (60.0, 90.0, 120.0, 150.0, 180.0)


def read(lines, rules=(), boxes=(), change=None, dpi=DPI):
    pixels = painted(lines, rules, dpi)
    return read_scan(1, SIZE, change(pixels) if change else pixels, dpi, Replay(*lines, boxes=boxes))


def told(scan):
    return sorted(word.text for word in scan.page.words)


def transcribe_all(lines):
    return [
        Transcript(
            Spot(0, 0, 9, 9, 9), k.box, tuple(Character(c, s, 0.5) for c, s in zip(k.text, k.sure, strict=True)), None
        )
        for k in lines
    ]


def column(*texts, x=215.0, **options):
    return [Print(x, YS[k] + 8, text, **options) for k, text in enumerate(texts)]


def test_lines_that_were_found_as_one_are_cut_at_the_ruling_line():
    lines = [Print(60, 68, "产出数量"), Print(140, 68, "九十")]
    scan = read(lines, grid(XS, YS), boxes=[Box(58, 66, 166, 82)])
    assert told(scan) == ["九十", "产出数量"]


def test_ruling_lines_are_found_where_they_are_drawn():
    rules = read([Print(60, 68, "产出")], grid(XS, YS)).page.rules
    assert sorted(round((r.x0 + r.x1) / 2) for r in rules if not r.horizontal) == pytest.approx(XS, abs=1)
    assert sorted(round((r.top + r.bottom) / 2) for r in rules if r.horizontal) == pytest.approx(YS, abs=1)


def test_words_stand_where_they_are_printed():
    line = Print(60, 68, "产出数量")
    (word,) = read([line], grid(XS, YS)).page.words
    assert (word.box.x0, word.box.top, word.box.x1, word.box.bottom) == pytest.approx(
        (line.box.x0, line.box.top, line.box.x1, line.box.bottom), abs=1.2
    )
    assert word.edges[1:-1] == pytest.approx([72, 84, 96], abs=1)


def test_a_cell_that_the_detector_passed_over_is_read_on_its_own():
    lines = [Print(60, 68, "产出"), Print(225, 98, "8", seen=False), Print(225, 128, "—", seen=False)]
    assert told(read(lines, grid(XS, YS))) == ["8", "—", "产出"]


def test_dirt_in_a_cell_is_no_print():
    def dirty(pixels):
        cv2.circle(pixels, (470, 220), 2, (60, 60, 60), -1)
        return pixels

    assert told(read([Print(60, 68, "产出")], grid(XS, YS), change=dirty)) == ["产出"]


def test_what_cannot_be_read_in_a_cell_is_a_note():
    lines = [Print(60, 68, "产出"), Print(215, 98, "得分", sure=(0.1, 0.2), seen=False)]
    (note,) = read(lines, grid(XS, YS)).notes
    assert note.code == "unreadable-cell"
    assert note.printed[0].text == "得分"
    assert note.printed[0].box.holds(225, 104)


def test_look_alikes_are_settled_only_where_a_figure_must_stand():
    lines = [*column("20", "10", "30", "0", read=""), Print(60, 68, "O型")]
    lines[3] = replace(lines[3], read="O", sure=(0.9,), others=(("0", 0.08),))
    words = {word.text: word for word in read(lines, grid(XS, YS)).page.words}
    assert set(words) == {"20", "10", "30", "0", "O型"}
    assert (words["0"].raw, words["0"].confidence) == ("O", pytest.approx(0.1, abs=0.1))
    assert words["O型"].raw is None


def test_a_figure_keeps_its_reading_where_only_a_sum_would_say_otherwise():
    lines = column("40", "40", "10", "99")
    assert told(read(lines, grid(XS, YS))) == ["10", "40", "40", "99"]


def test_a_word_is_as_sure_as_its_least_certain_character():
    (word,) = read([Print(60, 68, "产出数量", sure=(0.99, 0.93, 0.98, 0.99))]).page.words
    assert word.confidence == pytest.approx(0.93)


def test_figures_are_words_of_their_own():
    line = Print(60, 68, "得95分", sure=(0.6, 0.99, 0.98, 0.99))
    words = {word.text: word.confidence for word in read([line]).page.words}
    assert words == {"得": 0.6, "95": 0.98, "分": 0.99}


def test_the_skew_of_a_page_is_told_and_taken_out():
    def skewed(pixels):
        height, width = pixels.shape[:2]
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), -2.0, 1.0)
        return cv2.warpAffine(pixels, turn, (width, height), borderValue=(255, 255, 255))

    lines = [Print(60, 68 + 30 * k, "产出数量") for k in range(4)]
    scan = read(lines, grid(XS, YS), change=skewed)
    assert scan.page.skew == pytest.approx(2.0, abs=0.1)
    assert told(scan) == ["产出数量"] * 4


def test_a_red_seal_takes_no_line_apart():
    def sealed(pixels):
        mark = np.full_like(pixels, 255)
        cv2.circle(mark, (300, 250), 110, (60, 50, 205), 9)
        return (pixels * (mark / 255)).astype(np.uint8)

    lines = [Print(60, 68 + 30 * k, "决算八百万元整计入") for k in range(4)]
    scan = read(lines, change=sealed)
    assert told(scan) == ["决算八百万元整计入"] * 4


class Wavering(Replay):
    """Reads a figure otherwise each time that it looks at it."""

    def read(self, strips):
        first = not self.asked
        readings = super().read(strips)
        if first:
            return readings
        return [tuple(c for c in r if c.text != "2") if "".join(c.text for c in r) == "24" else r for r in readings]


@pytest.mark.parametrize(("engine", "sure"), [(Replay, 0.999), (Wavering, 0.6)])
def test_a_figure_under_a_seal_is_in_doubt_where_two_looks_differ(engine, sure):
    lines = [Print(60, 68 + 30 * k, "决算八百万元整计入") for k in range(4)] + [Print(130, 188, "24")]
    pixels = painted(lines)
    mark = np.full_like(pixels, 255)
    cv2.circle(mark, (300, 400), 110, (60, 50, 205), 9)
    scan = read_scan(1, SIZE, (pixels * (mark / 255)).astype(np.uint8), DPI, engine(*lines))
    words = {word.text: word.confidence for word in scan.page.words}
    assert words["24"] == pytest.approx(sure)
    assert words["决算八百万元整计入"] == pytest.approx(0.999)


def test_a_page_of_which_nothing_is_legible_gives_no_words_and_a_note():
    lines = [Print(60, 68 + 20 * k, "不知所云的文字呢", sure=(0.2,) * 8) for k in range(8)]
    scan = read(lines)
    assert scan.page.words == ()
    assert [note.code for note in scan.notes] == ["unreadable-page"]


def test_a_grey_scan_with_a_grey_seal_is_not_taken_for_black_and_white():
    """Its strokes would be torn where circles are taken for rings."""
    page = np.full((800, 600), 240, np.uint8)
    cv2.circle(page, (300, 400), 120, 110, 7)
    assert not is_bilevel(page)
    white = np.where(page < 200, 110, 255).astype(np.uint8)
    assert not is_bilevel(white)
    assert is_bilevel(np.where(page < 200, 0, 255).astype(np.uint8))


@pytest.mark.parametrize(
    ("text", "size", "kept"),
    [("+", 3.2, False), ("N", 3.6, False), ("：", 8.0, False), ("8", 9.0, True), ("—", 5.0, True)],
)
@pytest.mark.parametrize("seen", [True, False])
def test_a_speck_far_smaller_than_the_print_is_dirt_whatever_it_looks_like(text, size, kept, seen):
    lines = [*(Print(60, 68 + 30 * k, "产出数量") for k in range(4)), Print(225, 98, text, size=size, seen=seen)]
    assert (text in told(read(lines, grid(XS, YS)))) is kept


def test_a_page_on_its_head_is_told_by_its_ideographs_not_by_its_figures():
    figures = [Print(60, 68 + 20 * k, "10010010", sure=(0.99,) * 8) for k in range(8)]
    words = [Print(60, 250 + 20 * k, "敢吲呵", sure=(0.4,) * 3) for k in range(3)]
    lines = transcribe_all(figures + words)
    assert mean_sureness(lines) > 0.75 > mean_of_ideographs(lines)
    assert mean_of_ideographs(transcribe_all(figures)) == 1.0
