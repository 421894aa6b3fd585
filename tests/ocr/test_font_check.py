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
from ziping.pipeline.reading.fonts.stretches import Stretch
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

    return FontCheck().has_false_font(1, stretches(says), look), looks


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

    assert check.has_false_font(1, stretches(NONSENSE * 3), look)
    assert check.has_false_font(1, stretches(NONSENSE[:1]), look)
    assert not check.has_false_font(1, stretches(NONSENSE[:1], "B"), look)
    assert len(looks) == 1


# A font that has some ideographs wrong: of these sentences 实 stands for 目, 预 for 标, 绩 for 管, and the other way round.
MIXED = str.maketrans("实预绩目标管", "目标管实预绩")
SENTENCES = (
    "全年预算安排资金到位", "项目绩效目标完成", "预算执行率", "财政资金支出", "绩效指标得分", "资金使用合规", "绩效评价结果",
    "年初预算数", "专项资金管理", "项目支出预算", "年度预期目标", "资产管理制度", "实际绩效情况", "专项经费支出", "效益指标完成",
)  # fmt: skip
STRANGE = "标绩预管"


def mixed(shows):
    looks = []

    def look(chosen):
        looks.append([s.text for s in chosen])
        return [shows(s.text) for s in chosen]

    check = FontCheck()
    said = [text.translate(MIXED) for text in SENTENCES]
    return check.has_false_font(4, stretches(said), look), looks, check


def test_a_font_that_is_mixed_up_in_part_is_found():
    is_false, looks, _ = mixed(lambda text: text.translate(MIXED))
    assert is_false
    assert all(any(c in STRANGE for c in text) for text in looks[0])


def test_strange_ideographs_that_are_what_they_say_are_not_looked_at_again():
    is_false, looks, check = mixed(str)
    assert not is_false
    assert not check.has_false_font(5, stretches([text.translate(MIXED) for text in SENTENCES]), pytest.fail)
    assert len(looks) == 1


@pytest.mark.parametrize("seen", ["", "标"])
def test_strange_ideographs_that_cannot_be_read_prove_nothing(seen):
    assert not mixed(lambda _: seen)[0]


def test_text_before_that_was_known_is_told_once():
    check = FontCheck()
    assert not check.has_false_font(1, stretches(["标算安排"]), pytest.fail)
    said = [text.translate(MIXED) for text in SENTENCES]
    assert check.has_false_font(2, stretches(said), lambda chosen: [s.text.translate(MIXED) for s in chosen])
    assert [(text.page, text.box) for text in check.earlier()] == [(1, Box(100, 100, 200, 112))]
    assert check.earlier() == []


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
