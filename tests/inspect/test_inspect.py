"""What `ziping inspect` shows."""

import json
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.builders import LEFT, UP, document, paragraph, table
from tests.nasty.files.classes import form_in_itself, picture_bomb
from tests.pipeline.files import cut_off_pdf, encrypted_pdf, pdf
from ziping.parsers import parse
from ziping.pipeline.cli import main
from ziping.pipeline.errors import ReadError
from ziping.pipeline.inspect.html import to_html
from ziping.pipeline.inspect.inspection import Inspection, SeenPage, inspect, to_json
from ziping.pipeline.inspect.text import to_reasons
from ziping.pipeline.inspect.why import SeenFigure, figures_of
from ziping.pipeline.options import Options
from ziping.schemas.document import Source
from ziping.schemas.geometry import Box, Place
from ziping.schemas.page import Page

RAW = Path(__file__).parents[2] / "data" / "raw"


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


def test_why_says_where_every_figure_went():
    blocks = document(
        paragraph("路灯维护项目支出绩效自评报告"),
        paragraph("自评得分为98.5分。共培训300人，其中：干部200人，群众100人。", top=40),
        paragraph("根据财预〔2024〕10号，计44.4。", top=80),
    )
    figures = {f.text: f for f in figures_of(blocks, parse(blocks))}
    score = figures["98.5"]
    assert (score.table, score.column, score.unread) == ("evaluations", "total_score", False)
    assert figures["200"].ties == ("part-of 培训 (其中), by opener",) or figures["200"].ties[0].startswith("part-of")
    assert figures["200"].meaning == "count; name before it"
    reasons = [f.reason for t, f in figures.items() if "财预" in t and f.reason]
    assert reasons == ["document-number"]
    assert [t for t, f in figures.items() if f.unread] == [
        "预〔2024〕10号,计44.4。".replace("〔", "(").replace("〕", ")")
    ]


def test_why_a_figure_of_a_form_is_in_its_column():
    rows = [
        ["项目名称", "村史馆布展", LEFT, LEFT, LEFT, LEFT],
        ["资金（万元）", "来源", "甲数", "执行数", "执行率", "得分"],
        [UP, "年度资金总额", "100", "90", "90%", "9"],
        ["一级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
        ["产出指标", "布展面积", "≥300平方米", "310平方米", "50", "49"],
        ["效益指标", "参观人次", "≥5000人次", "5200人次", "50", "48"],
    ]
    blocks = document(paragraph("项目支出绩效自评表"), table(rows))
    chosen = {(f.text, f.column): f.meaning for f in figures_of(blocks, parse(blocks))}
    assert chosen["90", "executed"].startswith("by heading 执行数, else ")
    assert chosen["100", "annual_budget"].startswith("by cells below")
    assert chosen["310", "actual_text"].startswith("by heading 完成值")


def test_why_in_every_format():
    where = Place(1, Box(10, 10, 20, 20))
    figures = (
        SeenFigure("98.5", where, "facts", "value", 3, "培训人数", None, ("part-of 总数",), "count; name before it"),
        SeenFigure("第3页", where, None, None, None, None, "page-number"),
        SeenFigure("计<b>44.4", where, None, None, None, None, None),
    )
    page = SeenPage(Page(1, 595, 842, (), ()), ())
    seen = Inspection(Source("x.pdf", "0" * 64, 1), 1, (page,), (), (), figures)
    lines = "\n".join(to_reasons(seen))
    assert "3 figures, 1 unread" in lines
    assert "facts.value, row 3  培训人数" in lines and "part-of 总数" in lines and "count; name before it" in lines
    assert "no value: page-number" in lines and "44.4  UNREAD" in lines
    assert [f["unread"] for f in to_json("x.pdf", seen, why=True)["figures"]] == [False, False, True]
    assert "figures" not in to_json("x.pdf", seen)
    html = to_html("x.pdf", seen, why=True)
    assert html.count('class="figure unread"') == 1 and "<b>" not in html
    assert 'class="figure' not in to_html("x.pdf", seen)


def test_why_is_an_option(file):
    assert re.search(r"page 1  0 figures, 0 unread", call(file, "--why").stdout)
    assert json.loads(call(file, "--why", "--json").stdout)["figures"] == []


def test_a_member_of_an_archive_is_inspected(tmp_path):
    archive = tmp_path / "自评.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.write(RAW / "2022-tangxi.xlsx", "附件/表.xlsx")
    seen = inspect(tmp_path / "自评.zip!附件" / "表.xlsx")
    assert seen.page_count == 1 and not seen.failures
    assert any("委托业务项目" in b.text for b in seen.blocks)


@pytest.mark.parametrize(
    ("named", "message"), [("自评.zip", "自评.zip!a.html, "), ("自评.zip!c.html", "c.html is not in it")]
)
def test_what_cannot_be_inspected_in_an_archive_is_said(tmp_path, named, message):
    with zipfile.ZipFile(tmp_path / "自评.zip", "w") as made:
        made.writestr("a.html", "<p>甲</p>")
        made.writestr("b.html", "<p>乙</p>")
    with pytest.raises(ReadError, match=re.escape(message)):
        inspect(tmp_path / named)
