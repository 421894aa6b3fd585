"""What measures recognition: it finds mistakes that are made on purpose."""

from dataclasses import replace

import numpy as np
import pypdfium2 as pdfium
import pytest

from tests.generator import form
from tests.generator.dice import Chance, Dice
from tests.ocr.measuring import calibration, truth
from tests.ocr.measuring.registration import register
from tests.ocr.measuring.wear import Wear, place, scan
from ziping.schemas.geometry import Box
from ziping.schemas.page import Method, Page, Word

SIZE = (600.0, 800.0)


def same(x, y):
    return x, y


def word(text, x, y, sure=None, size=10.0):
    return Word(text, Box(x, y, x + size * len(text), y + size), sure)


TWIN = Page(1, *SIZE, (word("得95.5分", 100, 100), word("效益指标", 100, 130)), ())
SCAN = Page(1, *SIZE, (word("得95.5分", 101, 99, 0.99), word("效溢指标", 100, 131, 0.4)), (), Method.OCR)


@pytest.mark.parametrize(
    "wear",
    [
        Wear(dpi=100, skew=3.0),
        Wear(dpi=100, turn=90, skew=-0.8),
        Wear(dpi=100, shade=120),
        Wear(dpi=100, edges=True, turn=180),
        Wear(dpi=100, skew=4.6, light=30),
    ],
    ids=["askew", "lying", "shaded", "edged", "much askew"],
)
def test_a_place_on_a_scan_is_found_by_the_pictures(wear):
    drawn = form.draw(Dice(Chance("form-3"), {"font": "only named"})).pdf
    with pdfium.PdfDocument(drawn) as twin, pdfium.PdfDocument(scan(drawn, wear, [1])) as worn:
        width, height = twin[0].get_size()
        wide, high = worn[0].get_size()
        placing = register(twin[0], worn[0])
    for x, y in ((100, 100), (width / 2, height / 2), (width - 90, height - 200)):
        u, v = placing.at(x / width, y / height)
        assert np.hypot(*np.subtract((u * wide, v * high), place(x, y, wear, width, height))) < 2.5


def test_words_are_right_that_say_what_is_printed_there():
    right, wrong = calibration.samples(SCAN, truth.of_twin(TWIN, SCAN, same))
    assert (right.is_right, wrong.is_right) == (True, False)
    assert wrong.confidence == 0.4


@pytest.mark.parametrize("read", ["得95.6分", "得955分", "得5.5分", "得995.5分", "得95.5"])
def test_a_character_more_less_or_other_is_a_mistake(read):
    page = replace(SCAN, words=(replace(SCAN.words[0], text=read),))
    (sample,) = calibration.samples(page, truth.of_twin(TWIN, page, same))
    assert not sample.is_right


def test_a_value_stands_where_the_twin_prints_it_and_nowhere_else():
    printed = truth.of_twin(TWIN, SCAN, same)
    assert truth.stands_there("95.5", Box(111, 99, 151, 110), printed)
    assert truth.stands_there("效溢指标", Box(100, 131, 140, 141), printed)
    assert not truth.stands_there("95.5", Box(100, 131, 140, 141), printed)
    assert not truth.stands_there("≥", Box(300, 300, 310, 310), printed)


def test_a_confidence_is_set_against_what_was_right():
    every = [calibration.Sample(0.96, True, True)] * 3 + [calibration.Sample(0.96, False, False)]
    (found,) = calibration.bins(every)
    assert (found.number, found.right) == (4, 0.75)
    assert calibration.error(every) == pytest.approx(0.21)


def test_the_table_is_written_between_its_marks(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "before\n<!-- measured -->old<!-- /measured -->\nbetween\n<!-- wear -->old<!-- /wear -->\nafter\n",
        encoding="utf-8",
    )
    calibration.renew(page, [calibration.Sample(0.96, True, True)], [calibration.Kind("fax", 10, 2, 1, 40, 38, 0.5)])
    text = page.read_text(encoding="utf-8")
    assert text.startswith("before")
    assert text.endswith("after\n")
    assert "old" not in text
    assert "| 0.95 to 0.98 | 1 | 0.960 | 1.000 | 1 | 1.000 |" in text
