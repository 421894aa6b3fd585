"""Pages that hold no print to be read, or hold it in unusual files: each has its row in `pages`, none stops a run."""

import hashlib
import resource
import zlib

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.nasty.files import raw
from tests.ocr import papers
from ziping.pipeline.options import Options
from ziping.pipeline.run import process
from ziping.schemas.document import Source

SMALL = (210, 120)  # points: reading takes time
FIGURES = "Total 1234.50  Rate 98.7%"


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    def reading(content, **options):
        path = tmp_path_factory.mktemp("pictures") / "page.pdf"
        path.write_bytes(content)
        source = Source(path.name, hashlib.sha256(content).hexdigest(), len(content))
        tables = process(path, source, Options(jobs=1, **options)).tables
        return {name: table.to_pylist() for name, table in tables.items()}

    return reading


def print_of(text, mode="L", dpi=200):
    """A small page with a line of print."""
    image = Image.new("L", tuple(round(v * dpi / 72) for v in SMALL), 255)
    ImageDraw.Draw(image).text((40, 60), text, fill=0, font=ImageFont.load_default(34))
    return image.convert(mode)


def codes(tables, table, column):
    return {row[column] for row in tables[table]}


def test_a_blank_page_is_a_page_without_words(read):
    tables = read(papers.jpeg(Image.new("L", (1240, 1754), 243)))
    assert [(row["page"], row["text"], row["text_source"]) for row in tables["pages"]] == [(1, "", "ocr")]
    assert tables["warnings"] == []
    assert codes(tables, "failures", "error") == {"no-evaluation-found"}


def test_a_photograph_is_a_page_without_words_and_a_warning(read):
    dice = np.random.default_rng(5)
    rough = Image.fromarray(dice.integers(0, 255, (22, 16, 3), dtype=np.uint8)).resize(
        (826, 1169), Image.Resampling.BICUBIC
    )
    grain = dice.normal(0, 12, (1169, 826, 1))
    photograph = Image.fromarray(np.clip(np.asarray(rough) + grain, 0, 255).astype(np.uint8))
    tables = read(papers.jpeg(photograph))
    assert [row["page"] for row in tables["pages"]] == [1]
    assert codes(tables, "warnings", "code") == {"unreadable-page"}


def test_a_page_that_is_only_drawn_has_no_text_and_no_warning(read):
    tables = read(raw.page(raw.stream(b"100 100 300 300 re S")))
    assert [(row["page"], row["text"]) for row in tables["pages"]] == [(1, "")]
    assert tables["warnings"] == []


@pytest.mark.parametrize(
    "make",
    [
        lambda: papers.fax(print_of(FIGURES)),
        lambda: papers.jpeg(print_of(FIGURES, "CMYK"), SMALL),
        lambda: papers.jpeg(print_of(FIGURES, "RGB"), SMALL),
        lambda: papers.jpeg2000(print_of(FIGURES), SMALL),
    ],
    ids=["fax", "cmyk", "colour", "jpeg 2000"],
)
def test_print_is_read_from_any_kind_of_picture(read, make):
    (page,) = read(make())["pages"]
    assert page["text_source"] == "ocr"
    assert "1234.50" in page["text"]
    assert "98.7%" in page["text"]
    assert 0.5 < page["confidence"] <= 1


@pytest.mark.parametrize("bits", [8, 1])
def test_a_picture_of_thirty_thousand_pixels_square_fills_no_memory(read, bits):
    side = 30_000
    white = zlib.compress(b"\x81\xff" * (side * side * bits // 8 // 128), 1)  # 128 bytes the same, many times
    what = f"/Width {side} /Height {side} /ColorSpace /DeviceGray /BitsPerComponent {bits}"
    what += " /Filter [/FlateDecode /RunLengthDecode]"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tables = read(papers.paper(white, what))
    assert [row["page"] for row in tables["pages"]] == [1]
    if bits == 8:
        (failure,) = (row for row in tables["failures"] if row["error"] == "too-large")
        assert failure["page"] == 1
        assert "30000 × 30000 pixels" in failure["message"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 700 * 1024


@pytest.mark.parametrize("kept", [0, 250], ids=["of nothing", "cut off"])
def test_a_picture_that_cannot_be_unpacked_is_a_failure(read, kept):
    whole = papers.jpeg(print_of(FIGURES), SMALL)
    start, stop = whole.index(b"\xff\xd8"), whole.index(b"\xff\xd9")
    tables = read(whole[: start + kept] + bytes(stop - start - kept) + whole[stop:])
    assert [row["page"] for row in tables["pages"]] == [1]
    (failure,) = (row for row in tables["failures"] if row["error"] == "corrupt")
    assert failure["page"] == 1
    assert tables["documents"][0]["status"] == "failed"
