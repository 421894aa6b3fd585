"""Text that wishes us ill stays text; and a report without its PDFs is still a report."""

from __future__ import annotations

import json
import re

import pytest

from tests.audit_page.chromium import expect, page_of
from tests.pipeline.reports import (
    document,
    evaluation,
    indicator,
    printed,
    report,
    stated,
)
from ziping.pipeline import open_dataset
from ziping.pipeline.audit_page import write_report
from ziping.pipeline.audit_page.page import to_json
from ziping.pipeline.execution.outcome import finish
from ziping.pipeline.options import Options
from ziping.pipeline.store.dataset import opened
from ziping.pipeline.store.manifest import Entry
from ziping.pipeline.tabulate import tabulate
from ziping.schemas.report import Note

SCRIPT = "<script>alert(1)</script>"
BREAK_OUT = '</script><img src=x onerror="alert(2)"><!--'
FORMULA = "=cmd()|' /C calc'!A0"
TURNED = "甲\u202e乙\u2066fdp.exe"
LINES = "a\u2028b\u2029c"
LONG = "长" * 5000
NAME = f"{BREAK_OUT}/{TURNED}.pdf".replace("/", "_", 1)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    laid_out = document(NAME)
    rows = tuple(indicator(level3=stated(t), reason=stated(LINES)) for t in (SCRIPT, FORMULA, TURNED, LONG))
    content = report(
        evaluation(subject=stated(BREAK_OUT), agency=stated("${alert(3)}{{7*7}}"), indicators=rows),
        notes=(Note("unread-table", SCRIPT, printed(BREAK_OUT)),),
    )
    with opened(folder / "ds", Options(jobs=1)) as store:
        result = finish(laid_out.source, tabulate(laid_out, content), (), 2, 0.1)
        name = store.results.write(result.source.doc_id, result.tables)
        store.publish([Entry("/in/x.pdf", NAME, result.source.doc_id, name)])
    return folder


@pytest.fixture(scope="module")
def page_file(hostile):
    file = hostile / "=1+1 #%41 报告.html"
    written = write_report(open_dataset(hostile / "ds"), file)
    assert written.pictures == 0 and written.without == (NAME,)
    return file


def test_no_text_becomes_markup(page_file):
    text = page_file.read_text("utf-8")
    assert "<img" not in text and "<script>alert" not in text
    assert re.findall(r"<script[^>]*>", text).count("<script>") == 1


def test_json_can_stand_in_a_script():
    text = to_json({"a": "</script><!-- \u2028\u2029 & ]]> \ud800"})
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text)["a"].startswith("</script><!-- \u2028\u2029 & ]]>")


def test_everything_is_shown_as_it_is_printed(browser, page_file):
    with page_of(browser, page_file.parent / page_file.name.replace("%", "%"), "#/documents") as page:
        expect(page.locator("tbody")).to_contain_text(BREAK_OUT.replace("/", "_", 1))
        page.click("tbody a")
        page.wait_for_selector(".read table.data")
        shown = page.inner_text(".read")
        for text in (SCRIPT, BREAK_OUT, FORMULA, LONG, "${alert(3)}{{7*7}}"):
            assert text in shown
        assert "甲⟨U+202E⟩乙⟨U+2066⟩fdp.exe" in shown
        assert "\u202e" not in page.inner_text("body")
        assert page.locator("main img, main script").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_page_whose_pdf_is_gone_is_said_to_be_missing(browser, page_file):
    doc = open_dataset(page_file.parent / "ds").table("documents").to_pylist()[0]["doc_id"]
    with page_of(browser, page_file, f"#/document/{doc[:16]}") as page:
        expect(page.locator(".sheet")).to_contain_text("--source")
        page.click("button.value[data-column=level3] >> nth=0")
        expect(page.locator(".spot")).to_have_count(1)


def test_unread_parts_are_marked(browser, page_file):
    doc = open_dataset(page_file.parent / "ds").table("documents").to_pylist()[0]["doc_id"]
    with page_of(browser, page_file, f"#/document/{doc[:16]}?page=1") as page:
        expect(page.locator(".unread-area")).to_have_count(1)
        expect(page.locator(".read .unread")).to_contain_text(SCRIPT)
