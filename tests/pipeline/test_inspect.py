"""What `ziping inspect` shows."""

import json
import re

import pytest
from click.testing import CliRunner

from tests.nasty.classes import form_in_itself, picture_bomb
from tests.pipeline.files import cut_off_pdf, encrypted_pdf, pdf
from ziping.pipeline.cli import main
from ziping.pipeline.errors import ReadError
from ziping.pipeline.inspect.inspection import inspect
from ziping.pipeline.options import Options


def call(*arguments):
    return CliRunner().invoke(main, ["inspect", *map(str, arguments)])


@pytest.fixture
def file(tmp_path):
    (tmp_path / "x.pdf").write_bytes(pdf("first page", "<b>second</b> page", "third page"))
    return tmp_path / "x.pdf"


def test_json_is_as_the_contract_says(file):
    seen = json.loads(call(file, "--format", "json").stdout)
    assert list(seen) == ["file", "doc_id", "pages", "blocks"]
    assert (seen["file"], len(seen["doc_id"])) == (str(file), 64)
    page = seen["pages"][0]
    assert list(page) == ["page", "width", "height", "method", "rotation", "skew", "words", "rules", "tables"]
    assert (page["page"], page["width"], page["height"], page["method"]) == (1, 595, 842, "text")
    word = page["words"][0]
    assert list(word) == ["text", "bbox", "confidence"]
    assert word["bbox"][0] == pytest.approx(72, abs=1)
    assert [w["text"] for w in page["words"]] == ["first", "page"]
    block = seen["blocks"][0]
    assert list(block) == ["kind", "page", "bbox", "claimed_by"]
    assert (block["kind"], block["page"], block["claimed_by"]) == ("paragraph", 1, None)


@pytest.mark.parametrize(
    ("options", "pages"),
    [([], [1, 2, 3]), (["--page", "2"], [2]), (["--page", "2-3"], [2, 3]), (["--page", "3", "--page", "1"], [1, 3])],
)
def test_pages_can_be_chosen(file, options, pages):
    seen = json.loads(call(file, "--json", *options).stdout)
    assert [p["page"] for p in seen["pages"]] == pages
    assert {b["page"] for b in seen["blocks"]} == set(pages)


def test_a_page_that_is_not_there_is_2(file):
    result = call(file, "--page", "2-4")
    assert result.exit_code == 2
    assert "has 3 pages" in result.stderr


def test_text_names_words_and_blocks(file):
    out = call(file).stdout
    assert re.search(r"page 1  595 x 842 points, text; 2 words, 0 rules, 0 tables", out)
    assert re.search(r"p\. 3 .* paragraph +- +third page", out)


def test_html_escapes_what_is_printed(file):
    out = call(file, "--format", "html").stdout
    assert out.startswith("<!doctype html>")
    assert "&lt;b&gt;second" in out and "<b>" not in out
    assert "<script" not in out and "http" not in out.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize(
    "content", [b"", b"no pdf", encrypted_pdf(), cut_off_pdf()], ids=["empty", "text", "encrypted", "cut"]
)
def test_an_unreadable_file_is_4(tmp_path, content):
    (tmp_path / "x.pdf").write_bytes(content)
    result = call(tmp_path / "x.pdf")
    assert result.exit_code == 4
    assert "x.pdf" in result.stderr and not result.stdout


def test_no_file_is_4(tmp_path):
    result = call(tmp_path / "x.pdf")
    assert result.exit_code == 4
    assert "No such file" in result.stderr


def test_a_file_that_hangs_or_hungers_ends_its_worker_and_not_the_caller(tmp_path):
    """A page of some hundred bytes that pdfium unfolds without end, in one call."""
    (tmp_path / "x.pdf").write_bytes(form_in_itself())
    result = call(tmp_path / "x.pdf", "--timeout", "1")
    assert result.exit_code == 4
    assert "x.pdf: It took longer than 1 seconds" in result.stderr
    with pytest.raises(ReadError) as caught:
        inspect(tmp_path / "x.pdf", options=Options(jobs=1, memory=300 * 1024**2))
    assert caught.value.code == "out-of-memory"


def test_recognition_can_be_switched_off(tmp_path):
    (tmp_path / "x.pdf").write_bytes(picture_bomb())
    assert "no-text-layer" in call(tmp_path / "x.pdf", "--ocr", "never").stderr
    assert "too-large" in call(tmp_path / "x.pdf", "--ocr", "auto").stderr
