"""Embedded fonts whose ideographs are others than the text layer says."""

import pytest

from tests.ocr.replay import Print, Replay
from tests.reading import rawpdf
from ziping.pipeline.execution.failures import FailureCollector
from ziping.pipeline.ocr import PageReader
from ziping.pipeline.ocr.errors import OcrUnavailable
from ziping.pipeline.ocr.font_check import FontCheck
from ziping.pipeline.options import Options
from ziping.pipeline.reading import open_pdf
from ziping.pipeline.reading.text.stretches import Stretch
from ziping.schemas.geometry import Box
from ziping.schemas.page import Method

SENSE = "预算执行绩效目标", "资金支出情况", "项目绩效目标", "预算执行率"
NONSENSE = "标资项执效况率算", "预况情标绩", "标行支率项", "出支率资标执效算", "项金目出", "资目项况率"


def stretches(texts, font="A"):
    return [Stretch(font, text, Box(100, 100 + 20 * k, 200, 112 + 20 * k)) for k, text in enumerate(texts)]


def verdict(says, shows):
    looks = []

    def look(chosen):
        looks.append(len(chosen))
        return [shows(s.text) for s in chosen]

    return FontCheck().lies(stretches(says), look), looks


def test_words_that_are_known_need_no_look():
    assert verdict(SENSE * 9, str) == (False, [])


def test_a_font_that_says_nonsense_and_shows_something_else_lies():
    lies, looks = verdict(NONSENSE * 3, lambda text: "项目预算执行情况目标"[: len(text)])
    assert lies
    assert len(looks) == 1


def test_a_list_of_names_is_believed_once_it_was_seen():
    assert verdict(NONSENSE * 3, str) == (False, [6])


@pytest.mark.parametrize("seen", ["", "项"])
def test_what_cannot_be_read_proves_nothing(seen):
    assert verdict(NONSENSE * 3, lambda _: seen)[0] is False


def test_little_text_proves_nothing():
    assert verdict(NONSENSE[:1], str) == (False, [])


def test_a_font_is_judged_once_in_a_document():
    check, looks = FontCheck(), []

    def look(chosen):
        looks.append(chosen)
        return ["预" * len(s.text) for s in chosen]

    assert check.lies(stretches(NONSENSE * 3), look)
    assert check.lies(stretches(NONSENSE[:1]), look)
    assert not check.lies(stretches(NONSENSE[:1], "B"), look)
    assert len(looks) == 1


def page_of(tmp_path, texts):
    """A page in a font of rings, which says of them what `texts` have."""
    drawn = "".join(
        f"q BT /R 12 Tf 1 0 0 1 60 {rawpdf.HEIGHT - 100 - 20 * k:g} Tm"
        f" ({''.join(chr(0x41 + rawpdf.RINGS.index(c)) for c in text)}) Tj ET Q\n"
        for k, text in enumerate(texts)
    )
    return rawpdf.write(tmp_path / "page.pdf", drawn)


def read(path, engine, mode="auto"):
    collector = FailureCollector(path)
    with open_pdf(path) as pdf:
        reader = PageReader(pdf, Options(jobs=1, ocr=mode), collector, engine)
        (page,) = reader.pages()
    return page, [note.code for note in reader.notes], collector.failures


def test_a_page_of_such_a_font_is_recognised_with_a_warning(tmp_path):
    says = NONSENSE * 3
    shown = [Print(60, 100 - 0.88 * 12 + 20 * k, "县级财政资金全部到位"[: len(text)]) for k, text in enumerate(says)]
    page, notes, _ = read(page_of(tmp_path, says), lambda: Replay(*shown))
    assert page.method is Method.OCR
    assert notes == ["false-text-layer"]
    assert "县级财政" in [w.text for w in page.words]


def test_one_that_shows_what_it_says_stays(tmp_path):
    says = NONSENSE * 3
    shown = [Print(60, 100 - 0.88 * 12 + 20 * k, text) for k, text in enumerate(says)]
    page, notes, _ = read(page_of(tmp_path, says), lambda: Replay(*shown))
    assert (page.method, notes) == (Method.TEXT, [])


def test_without_a_recogniser_it_stays(tmp_path):
    def missing():
        raise OcrUnavailable("not installed")

    page, notes, failures = read(page_of(tmp_path, NONSENSE * 3), missing)
    assert (page.method, notes, failures) == (Method.TEXT, [], ())
