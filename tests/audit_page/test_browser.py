"""The report as an auditor uses it, in a real browser."""

import re
from itertools import pairwise

import pytest

from tests.audit_page.chromium import at_rest, expect, fill_list, page_of
from ziping.pipeline import open_dataset

NEAR = 2.0  # points: a pixel of the page's picture, and rounding


@pytest.fixture(scope="module")
def checks(samples):
    return open_dataset(samples / "ds").table("checks").to_pylist()


@pytest.fixture(scope="module")
def failure(checks):
    """A finding with evidence; the samples have at least one real inconsistency."""
    return next(c for c in checks if c["status"] == "fail" and c["severity"] == "error" and c["evidence"])


def test_errors_are_found_by_filter_and_lead_to_their_cells(browser, report, samples, checks, failure):
    sizes = {(p["doc_id"], p["page"]): p for p in open_dataset(samples / "ds").table("pages").to_pylist()}
    with page_of(browser, report) as page:
        page.click("nav >> text=发现")
        page.click("[data-severity=warning]")
        expect(page.locator("[data-severity=warning]")).to_have_attribute("aria-pressed", "false")
        fill_list(page)
        errors = [c["check_id"] for c in checks if c["severity"] == "error"]
        expect(page.locator(".row[data-id]")).to_have_count(len(errors))
        assert {row.get_attribute("data-id") for row in page.locator(".row[data-id]").all()} == set(errors)
        page.click(f".row[data-id='{failure['check_id']}'] a")
        page.wait_for_selector(".mark")
        page.wait_for_function("id => location.hash === '#/finding/' + id", arg=failure["check_id"])
        for number, place in enumerate(failure["evidence"], 1):
            page.click(f".operand[data-number='{number}']")
            mark = page.locator(f".mark[data-number='{number}']")
            expect(page.locator(f".mark.pointed[data-number='{number}']")).to_have_count(1)
            expect(page.locator(f".operand[data-number='{number}'] .strip img")).to_have_count(1)
            small = page.locator(f".operand[data-number='{number}'] .strip .spot")
            assert_lies_on(small, place, sizes[failure["doc_id"], place["page"]], ".strip")
            sheet = mark.locator("xpath=..")
            expect(sheet).to_have_attribute("data-page", str(place["page"]))
            assert_lies_on(mark, place, sizes[failure["doc_id"], place["page"]])
            assert sheet.locator("img").evaluate("async i => (await i.decode(), i.naturalWidth)") > 500


def assert_lies_on(mark, place, size, around=".sheet"):
    """The mark, measured on the screen, is the dataset's box, in points of the page."""
    both = f"m => [m, m.closest('{around}').querySelector('img')].map((e) => e.getBoundingClientRect().toJSON())"
    seen, paper = mark.evaluate(both)  # at once: the page may scroll
    scale = paper["width"] / size["width"]
    found = [
        (seen["left"] - paper["left"]) / scale,
        (seen["top"] - paper["top"]) / scale,
        (seen["right"] - paper["left"]) / scale,
        (seen["bottom"] - paper["top"]) / scale,
    ]
    assert found == pytest.approx([place[e] for e in ("x0", "top", "x1", "bottom")], abs=NEAR)
    assert paper["height"] / scale == pytest.approx(size["height"], abs=NEAR)


def test_a_figure_that_a_line_cuts_is_one_figure_with_two_marks(browser, report, checks, samples):
    """And none of its marks is as wide as the clause."""
    row = next(
        c
        for c in checks
        if c["status"] != "pass"
        and {place["table"] for place in c["evidence"] or ()} == {"facts"}
        and any(a["row_id"] == b["row_id"] for a, b in pairwise(c["evidence"]))
    )
    facts = {f["fact_id"]: f for f in open_dataset(samples / "ds").table("facts").to_pylist()}
    figures = list(dict.fromkeys(place["row_id"] for place in row["evidence"]))
    with page_of(browser, report, f"#/finding/{row['check_id']}") as page:
        page.wait_for_selector(".mark")
        expect(page.locator(".operand")).to_have_count(len(figures))
        expect(page.locator(".mark")).to_have_count(len(row["evidence"]))
        for number, figure in enumerate(figures, 1):
            cells = facts[figure]["cells"]
            expect(page.locator(f".mark[data-number='{number}']")).to_have_count(len(cells))
            expect(page.locator(f".operand[data-number='{number}'] .print")).to_have_text(facts[figure]["value_text"])
            assert sum(c["x1"] - c["x0"] for c in cells) < facts[figure]["x1"] - facts[figure]["x0"]


def test_what_the_marks_surround_is_print(browser, report, failure):
    """On the picture itself: there is ink inside the mark, and it is the page's own."""
    ink = """async mark => {
        const sheet = mark.parentElement, image = sheet.querySelector('img');
        await image.decode();
        const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight), draw = canvas.getContext('2d');
        draw.drawImage(image, 0, 0);
        const [m, s] = [mark.getBoundingClientRect(), sheet.getBoundingClientRect()], k = image.naturalWidth / s.width;
        const data = draw.getImageData((m.left - s.left) * k, (m.top - s.top) * k, m.width * k, m.height * k).data;
        let dark = 0;
        for (let i = 0; i < data.length; i += 4) dark += data[i] < 128;
        return dark / (data.length / 4);
    }"""
    with page_of(browser, report, f"#/finding/{failure['check_id']}") as page:
        page.wait_for_selector(".mark")
        for mark in page.locator(".mark").all():
            assert 0.02 < mark.evaluate(ink) < 0.6


def test_a_finding_is_linked_by_its_id(browser, report, failure):
    for address in (f"#/finding/{failure['check_id']}", f"#{failure['check_id']}"):
        with page_of(browser, report, address) as page:
            expect(page.locator("#detail h2")).to_have_text(failure["subject"])
            expect(page.locator(f".row[data-id='{failure['check_id']}'][aria-current]")).to_have_count(1)


def test_the_search_looks_at_subjects_files_and_ids(browser, report, checks, failure):
    with page_of(browser, report, "#/findings?severity=all") as page:
        rows = page.locator(".row[data-id]")
        page.fill("input[type=search]", failure["check_id"])
        expect(rows).to_have_count(1)
        page.fill("input[type=search]", "no such words anywhere")
        expect(rows).to_have_count(0)
        subjects = [c["subject"] for c in checks if c["status"] != "pass"]
        page.fill("input[type=search]", "")
        expect(page.locator("#shown")).to_have_text(re.compile(rf"^{len(subjects)}\b"))
        page.select_option("#filter-sort", "subject")
        first = page.text_content(".row .subject >> nth=0")  # as below: what is not drawn yet has no inner text
        page.click("#down")
        expect(page.locator("#down")).to_have_attribute("aria-pressed", "true")
        fill_list(page)
        expect(rows).to_have_count(len(subjects))
        shown = page.locator(".row .subject").all_text_contents()
        assert sorted(shown) == sorted(subjects) and shown[-1] == first


def test_the_keyboard_goes_through_the_list(browser, report):
    with page_of(browser, report, "#/findings?severity=all") as page:
        rows = page.locator(".row[data-id]")
        rows.first.locator("a").focus()
        page.keyboard.press("Enter")
        expect(rows.first).to_have_attribute("aria-current", "true")
        second = rows.nth(1).get_attribute("data-id")
        page.keyboard.press("ArrowDown")
        page.wait_for_function("id => location.hash === '#/finding/' + id", arg=second)
        page.wait_for_function("id => document.activeElement.closest('.row')?.dataset.id === id", arg=second)


def test_languages_switch_everything_and_are_remembered(browser, report, failure):
    with page_of(browser, report, f"#/finding/{failure['check_id']}") as page:
        expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
        page.click("[data-language=en]")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("nav").first.locator("a")).to_have_text(["Overview", "Findings", "Documents"])
        at_rest(page)
        said = page.inner_text(".equation")
        assert failure["message_en"].endswith(said) and failure["message_zh"] != failure["message_en"]
        page.reload()
        page.wait_for_selector("html[lang=en]")


def test_a_document_and_its_picture_lead_to_each_other(browser, report, samples):
    row = next(
        r
        for r in open_dataset(samples / "ds").table("indicators").to_pylist()
        if r["score"] is not None and r["page"] > 1
    )
    cell = next(c for c in row["cells"] if c["column"] == "score")
    with page_of(browser, report, f"#/document/{row['doc_id'][:16]}") as page:
        value = page.locator(f"button.value[data-row='{row['indicator_id']}'][data-column='score']")
        value.click()
        expect(page.locator(".viewer .sheet")).to_have_attribute("data-page", str(cell["page"]))
        size = open_dataset(samples / "ds").table("pages").to_pylist()
        size = next(p for p in size if (p["doc_id"], p["page"]) == (row["doc_id"], cell["page"]))
        assert_lies_on(page.locator(".spot"), cell, size)
        page.locator(f".area[data-row='{row['indicator_id']}'][data-column='weight']").click()
        page.wait_for_function("() => document.activeElement.dataset.column === 'weight'")


def test_pages_without_text_are_said_to_be_unread(browser, report, samples):
    failures = open_dataset(samples / "ds").table("failures").to_pylist()
    if not failures:
        pytest.skip("everything in the samples can be read")
    with page_of(browser, report) as page:
        expect(page.locator(".unread").first).to_contain_text(failures[0]["path"])


def test_print_shows_the_finding_on_white_paper(browser, report, failure, tmp_path):
    with page_of(browser, report, f"#/finding/{failure['check_id']}", color_scheme="dark") as page:
        page.wait_for_selector(".mark")
        expect(page.locator("body")).not_to_have_css("background-color", "rgb(255, 255, 255)")
        page.emulate_media(media="print")
        expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
        for hidden in ("header.top nav", ".filters"):
            expect(page.locator(hidden).first).to_be_hidden()
        for shown in (".equation", ".mark"):
            expect(page.locator(shown).first).to_be_visible()
        page.emulate_media(media=None)
        printed = page.pdf()
    text = pdf_text(printed, tmp_path)
    assert failure["subject"] in text.replace("\n", "")


def pdf_text(content, folder):
    import pypdfium2

    (folder / "printed.pdf").write_bytes(content)
    with pypdfium2.PdfDocument(folder / "printed.pdf") as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["overview", "findings", "finding", "documents", "document"])
def test_nothing_bars_people_who_cannot_see_or_use_a_mouse(browser, report, failure, scheme, view):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    target = {"finding": failure["check_id"], "document": failure["doc_id"][:16]}.get(view, "")
    with page_of(browser, report, f"#/{view}/{target}?severity=all", color_scheme=scheme) as page:
        if view in {"finding", "document"}:
            page.wait_for_selector(".sheet img")
        at_rest(page)
        found = axe.run(page).response["violations"]
    assert not [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found if v["impact"] in {"serious", "critical"}]
    assert not [v["id"] for v in found]


def test_a_narrow_window_needs_no_scrolling_sideways(browser, report, failure):
    for view in ("", "#/findings", f"#/finding/{failure['check_id']}", f"#/document/{failure['doc_id'][:16]}"):
        with page_of(browser, report, view, viewport={"width": 390, "height": 800}) as page:
            at_rest(page)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
