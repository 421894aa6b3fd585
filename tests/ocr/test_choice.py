"""Which pages are recognised: `--ocr auto|always|never`, hidden layers, models that are missing."""

import io

import pytest
from PIL import Image

from tests.ocr import papers
from tests.ocr.replay import (
    SIZE,
    Print,
    Replay,
    painted,
)
from tests.reading import rawpdf
from ziping.pipeline.execution.failures import FailureCollector
from ziping.pipeline.execution.result import NO_RECOGNITION
from ziping.pipeline.ocr import PageReader
from ziping.pipeline.ocr.errors import OcrUnavailable
from ziping.pipeline.ocr.recognise.paddle import PaddleEngine
from ziping.pipeline.options import Options
from ziping.pipeline.reading import open_pdf
from ziping.schemas.page import Method

SCORE = Print(60, 100, "自评得分95分", sure=(0.99, 0.99, 0.99, 0.99, 0.9, 0.8, 0.99))
WHOLE = f"q {rawpdf.WIDTH:g} 0 0 {rawpdf.HEIGHT:g} 0 0 cm /P Do Q\n"
SCAN = papers.of_array(painted([SCORE]), size=SIZE)


class Read:
    """A document read: pages, what was lost, and whether the recogniser was needed."""

    def __init__(self, path, mode, *lines):
        self.engine, self.loaded = Replay(*lines or (SCORE,)), 0
        collector = FailureCollector(path)
        with open_pdf(path) as pdf:
            reader = PageReader(pdf, Options(jobs=1, ocr=mode), collector, self._load)
            self.pages = list(reader.pages())
        self.unread, self.model, self.notes = reader.unread, reader.model, reader.notes
        self.recognition = reader.recognition
        self.failures = collector.failures

    def _load(self):
        self.loaded += 1
        return self.engine

    @property
    def words(self):
        return {word.text: word.confidence for page in self.pages for word in page.words}


@pytest.fixture
def scanned(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(SCAN)
    return path


@pytest.fixture
def born_digital(tmp_path):
    lines = "".join(rawpdf.text(100, 100 + 20 * k, "项目绩效自评报告正文") for k in range(20))
    return rawpdf.write(tmp_path / "text.pdf", rawpdf.Sheet(lines))


def test_what_recognition_takes_is_measured_where_a_page_is_recognised(scanned, born_digital):
    assert Read(scanned, "auto").recognition.seconds > 0
    assert Read(born_digital, "auto").recognition == NO_RECOGNITION


def test_a_picture_is_recognised_by_itself(scanned):
    read = Read(scanned, "auto")
    (page,) = read.pages
    assert page.method is Method.OCR
    assert read.words == {"自评得分": 0.99, "95": 0.8, "分": 0.99}
    assert page.confidence == 0.8
    assert (read.model, read.unread, read.failures) == ("replay", {}, ())


def test_never_leaves_it_unread_and_says_so(scanned):
    read = Read(scanned, "never")
    assert read.unread == {1: "no-text-layer"}
    assert (read.words, read.loaded, read.model) == ({}, 0, None)


def test_text_is_not_recognised_by_itself_and_needs_no_model(born_digital):
    read = Read(born_digital, "auto")
    assert read.pages[0].method is Method.TEXT
    assert read.loaded == 0


def test_always_recognises_text_too(born_digital):
    read = Read(born_digital, "always", Print(100, 100, "另一种读法", size=10.5))
    assert read.pages[0].method is Method.OCR
    assert "另一种读法" in read.words


def layered(tmp_path, line, layer, extra="3 Tr"):
    """A scan of a line of print, with somebody else's reading of it, unseen, behind it."""
    pixels = painted([line], size=(rawpdf.WIDTH, rawpdf.HEIGHT), dpi=100)
    image = Image.fromarray(pixels[:, :, 0])
    out = io.BytesIO()
    image.save(out, "JPEG")
    what = f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height} /ColorSpace /DeviceGray"
    picture = rawpdf.stream(f"{what} /BitsPerComponent 8 /Filter /DCTDecode", out.getvalue())
    text = rawpdf.text(line.x, line.top + 0.88 * line.size, layer, size=line.size, extra=extra)
    return rawpdf.write(tmp_path / "layer.pdf", rawpdf.Sheet(text + WHOLE, objects={"P": picture}))


UNSURE = Print(100, 100, "预算九八三六万元", sure=(0.99, 0.99, 0.8, 0.8, 0.8, 0.8, 0.9, 0.9))


def test_where_a_hidden_layer_agrees_confidence_rises(tmp_path):
    read = Read(layered(tmp_path, UNSURE, UNSURE.text), "auto", UNSURE)
    assert read.pages[0].method is Method.OCR
    assert read.words == {UNSURE.text: pytest.approx(1 - 0.2 * 0.3)}
    assert read.pages[0].confidence == pytest.approx(0.94)


def test_where_it_says_otherwise_nothing_is_taken_over(tmp_path):
    read = Read(layered(tmp_path, UNSURE, "预算九八三大万元"), "auto", UNSURE)
    assert read.words == {UNSURE.text: 0.8}


def test_what_only_the_layer_says_is_not_believed(tmp_path):
    read = Read(layered(tmp_path, UNSURE, UNSURE.text), "auto", Print(400, 600, "别处", seen=False))
    assert read.words == {}


def test_a_layer_in_another_spelling_agrees(tmp_path):
    line = Print(100, 100, "（９８％）", read="(98%)", sure=(0.9,) * 5)
    words = Read(layered(tmp_path, line, line.text), "auto", line).words
    assert words["98%"] == pytest.approx(0.97)


def test_mixed_documents_are_read_page_by_page(tmp_path):
    lines = "".join(rawpdf.text(100, 100 + 20 * k, "项目绩效自评报告正文") for k in range(20))
    sheets = [rawpdf.Sheet(lines), rawpdf.Sheet(WHOLE, objects={"P": rawpdf.picture()}), rawpdf.Sheet(lines)]
    read = Read(rawpdf.write(tmp_path / "mixed.pdf", *sheets), "auto")
    assert [page.method for page in read.pages] == [Method.TEXT, Method.OCR, Method.TEXT]


def test_models_that_are_missing_are_named_with_the_remedy(monkeypatch, tmp_path):
    monkeypatch.setenv("ZIPING_OCR_MODELS", str(tmp_path))
    with pytest.raises(OcrUnavailable, match=r"ZIPING_OCR_MODELS.*no det/inference\.yml.*two folders, det and rec"):
        PaddleEngine()


def test_a_device_that_is_missing_is_named(monkeypatch):
    monkeypatch.setenv("ZIPING_OCR_DEVICE", "gpu:0")
    with pytest.raises(OcrUnavailable, match="ZIPING_OCR_DEVICE"):
        PaddleEngine()


def test_without_models_pages_are_kept_and_the_failure_names_them(scanned):
    class Gone(Read):
        def _load(self):
            raise OcrUnavailable("No models here.")

    read = Gone(scanned, "auto")
    assert [page.words for page in read.pages] == [()]
    (failure,) = read.failures
    assert (failure.stage, failure.error, failure.message, failure.page) == (
        "ocr",
        "ocr-unavailable",
        "No models here.",
        1,
    )


@pytest.mark.parametrize("font", ["D", "E"])
def test_a_text_layer_that_says_other_digits_is_recognised_and_told_of(tmp_path, font):
    drawn = "".join(rawpdf.digits(200, 100 + 30 * k, d, font) for k, d in enumerate(("3056", "1284", "970")))
    path = rawpdf.write(tmp_path / "text.pdf", rawpdf.text(60, 60, "全年执行数") + drawn)
    read = Read(path, "auto")
    assert read.loaded == (font == "E")
    assert [note.code for note in read.notes] == ["false-text-layer"] * (font == "E")
    never = Read(path, "never")
    assert never.unread == ({1: "false-text-layer"} if font == "E" else {})
