"""Reviewing as an auditor does it, in a real browser, with the server of `ziping review`."""

import json
import re

import pyarrow.parquet as pq
import pytest

from tests.audit_page.chromium import at_rest, close_dialog, expect, page_at, press, ready
from tests.review_server.serving import serving
from ziping.pipeline import ingest, open_dataset
from ziping.pipeline.options import Options
from ziping.pipeline.reviews import fitted, load
from ziping.schemas.dataset import WARNINGS
from ziping.schemas.dataset.arrow import to_table


@pytest.fixture
def failure(dataset):
    return next(c for c in open_dataset(dataset).table("checks").to_pylist() if c["status"] == "fail")


def opened(browser, served, hash_="", **context):
    return page_at(browser, served.url + hash_, served.origin, **context)


def answered(page):
    """Around what makes an act: waits until the server has answered it."""
    return page.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/acts"))


def test_ten_findings_are_judged_by_keyboard(browser, served, dataset):
    acts = ("accept", "reject", "later")
    with opened(browser, served, "#/findings?severity=all") as page:
        ids = [row.get_attribute("data-id") for row in page.locator(".row").all()[:10]]
        for n in range(10):
            press(page, "j", f".row[data-id='{ids[n]}'][aria-current]")
            press(page, str(n % 3 + 1), f".row[data-id='{ids[n]}'][data-state={acts[n % 3]}]")
        expect(page.locator("#progress")).to_contain_text("10/")
        press(page, "m", "#remark:focus")
        page.keyboard.type("已问过单位")
        with answered(page):
            page.keyboard.press("Escape")
        page.reload()
        ready(page)
        expect(page.locator("#remark")).to_have_value("已问过单位")
        page.select_option("#filter-state", "accept")
        expect(page.locator(".row")).to_have_count(4)
        expect(page.locator("#shown")).to_have_text(re.compile(r"^4\b"))
    judged = fitted(open_dataset(dataset)).judgements
    assert {name: act.act for name, act in judged.items()} == {name: acts[n % 3] for n, name in enumerate(ids)}
    assert judged[ids[9]].remark == "已问过单位"


def test_undo_takes_back_act_by_act(browser, served, dataset, failure):
    with opened(browser, served, f"#/finding/{failure['check_id']}") as page:
        row = f".row[data-id='{failure['check_id']}']"
        for key, state in (("1", "accept"), ("2", "reject"), ("u", "accept"), ("u", "")):
            press(page, key, f"{row}[data-state='{state}']")
        expect(page.locator("#undo")).to_be_disabled()
    assert failure["check_id"] not in fitted(open_dataset(dataset)).judgements
    assert [act.act for act in load(dataset)] == ["accept", "reject", "accept", None]  # nothing is rubbed out


def test_keys_may_come_faster_than_answers(browser, served, dataset, failure):
    """Each act counts on those before it, also while their answers are under way."""
    with opened(browser, served, f"#/finding/{failure['check_id']}") as page:
        page.wait_for_selector(".strip img")
        sent, held = [], []
        page.on("response", lambda answer: sent.append(answer) if answer.request.method == "POST" else None)
        first = lambda route: route.request.method == "POST" and not held  # noqa: E731
        page.route("**/acts", lambda route: held.append(route) if first(route) else route.fallback())
        with page.expect_request(lambda request: request.method == "POST"):
            page.keyboard.press("1")
        page.keyboard.press("2")
        page.keyboard.press("u")
        press(page, "?", "dialog[open]")  # the page has dealt with the keys
        with page.expect_response(lambda _: len(sent) == 3):
            held[0].continue_()
    assert [act.act for act in load(dataset)] == ["accept", "reject", "accept"]


def test_a_finding_left_before_its_document_came_draws_nothing(browser, served):
    """What was asked for a finding arrives when another one, or the same one drawn anew, stands in its place."""
    with opened(browser, served, "#/findings?severity=all") as page:
        held = []
        page.route("**/documents/*", lambda route: held.append(route) if not held else route.fallback())
        ids = [row.get_attribute("data-id") for row in page.locator(".row").all()[:2]]
        with page.expect_request("**/documents/*"):
            press(page, "j", f".row[data-id='{ids[0]}'][aria-current]")
        press(page, "j", f".row[data-id='{ids[1]}'][aria-current]")
        press(page, "k", f".row[data-id='{ids[0]}'][aria-current]")
        held[0].continue_()
        page.wait_for_selector(".operands")
        expect(page.locator(".operands")).to_have_count(1)


def gone(page, failure):
    """The list is there, and the finding is not in it."""
    page.wait_for_selector("#shown")
    expect(page.locator(f".row[data-id='{failure['check_id']}']")).to_have_count(0)


def test_a_misread_figure_is_corrected_and_the_finding_goes(browser, served, dataset, failure, read_once):
    """And comes again when the correction is taken back; all of it outlives a new reading of the files."""
    address = f"#/finding/{failure['check_id']}"
    with opened(browser, served, address) as page:
        page.wait_for_selector(".strip img")
        page.click(".amend[data-number='2']")  # of three that should agree, the one that does not
        page.fill("#typed", "≥90%")
        close_dialog(page, "Enter")
        expect(page.locator(".outcome")).to_contain_text(failure["subject"])
        expect(page.locator(".judging")).to_have_count(0)
        expect(page.locator(f".row[data-id='{failure['check_id']}']")).to_have_count(0)
        expect(page.locator(".corrected").first).to_be_attached()
        page.reload()
        ready(page)
        gone(page, failure)
    again = Options(jobs=1, ocr="never", force=True)
    ingest(read_once / "raw", dataset, again)
    with opened(browser, served, address) as page:
        gone(page, failure)
    corrections = fitted(open_dataset(dataset)).corrections
    assert [act.value_text for act in corrections] == ["≥90%"]
    facts = {r["fact_id"]: r for r in open_dataset(dataset).table("facts").to_pylist()}
    assert all(facts[act.row_id]["value_text"] == "≥95%" for act in corrections)  # what was read stays


def test_a_value_that_cannot_be_read_is_refused_where_it_is_typed(browser, served, dataset):
    row = open_dataset(dataset).frame("funding").iloc[0]
    with opened(browser, served, f"#/document/{row['doc_id'][:16]}", expected="status of 422") as page:
        page.click(f"button.value[data-row='{row['funding_id']}'][data-column=executed]")
        expect(page.locator(".chosen strong")).to_have_text("3.49")
        press(page, "e", "dialog[open]")
        page.fill("#typed", "95%")
        press(page, "Enter", ".wrong:not(:empty)")
        expect(page.locator(".wrong")).to_contain_text("金额")
        expect(page.locator("#typed")).to_have_attribute("aria-invalid", "true")
        page.fill("#typed", "8.49万元")
        close_dialog(page, "Enter")
        expect(page.locator(f"button.value.amended[data-row='{row['funding_id']}']")).to_have_text("84,900")
        page.goto(served.origin + "/#/findings?search=" + row["line_text"])
        page.wait_for_selector(".row:has-text('更正')")
    (act,) = load(dataset)
    assert (act.value_text, act.place.page) == ("8.49万元", row["page"])


def test_what_was_not_read_is_typed_in_and_checked(browser, served, dataset):
    """A rate that the form has and the reader has not: it does not fit its amounts, and the page says so."""
    rows = open_dataset(dataset).table("funding").to_pylist()
    row = next(r for r in rows if r["annual_budget"] and r["executed"] is not None and r["execution_rate"] is None)
    blank = f".missing[data-row='{row['funding_id']}'][data-column=execution_rate]"
    with opened(browser, served, f"#/document/{row['doc_id'][:16]}") as page:
        page.click(blank)
        expect(page.locator(".chosen strong")).to_have_text("（空）")
        press(page, "e", "dialog[open]")
        expect(page.locator("#typed")).to_have_value("")
        page.fill("#typed", "87.5%")
        close_dialog(page, "Enter")
        expect(page.locator(f".amended[data-row='{row['funding_id']}']")).to_have_text("87.5%")
        expect(page.locator(blank)).to_have_count(0)
        page.goto(served.origin + "/#/findings?search=" + row["line_text"])
        page.wait_for_selector(".row:has-text('87.5%'):has-text('更正')")
    assert [act.value_text for act in load(dataset)] == ["87.5%"]
    again = open_dataset(dataset).table("funding").to_pylist()
    assert next(r for r in again if r["funding_id"] == row["funding_id"])["execution_rate"] is None


def test_an_unread_figure_of_a_warning_is_typed_in_where_it_belongs(browser, dataset):
    row = next(r for r in open_dataset(dataset).table("funding").to_pylist() if r["line"] == "other")
    edges = {name: row[name] for name in ("page", "x0", "top", "x1", "bottom", "method", "confidence")}
    unread = {"doc_id": row["doc_id"], "code": "unread-figure", "message": "a figure", "text": "5.00", **edges}
    pq.write_table(to_table(WARNINGS, [unread]), next((dataset / "warnings").glob("*.parquet")))
    with serving(dataset) as served, opened(browser, served.enter(), f"#/document/{row['doc_id'][:16]}") as page:
        page.click(".fill")
        expect(page.locator("#typed")).to_have_value("5.00")
        page.select_option("#typed-where", label=f"{row['line_text']} · 全年执行数（元）")
        close_dialog(page, "Enter")
        page.wait_for_selector(f".amended[data-row='{row['funding_id']}'][data-column=executed]")
        page.goto(served.origin + "/#/findings?severity=all")
        page.wait_for_selector(".row:has-text('更正')")
    (act,) = load(dataset)
    assert (act.table, act.row_id, act.column, act.value_text) == ("funding", row["funding_id"], "executed", "5.00")


def test_two_browsers_see_each_other(browser, served, dataset, failure):
    address = f"#/finding/{failure['check_id']}"
    row = f".row[data-id='{failure['check_id']}']"
    with opened(browser, served, address) as one, opened(browser, served, address) as other:
        for page, name in ((one, "甲"), (other, "乙")):
            page.fill("#reviewer", name)
            page.keyboard.press("Tab")
        one.click("[data-act=reject]")
        other.wait_for_selector(f"{row}[data-state=reject]")
        expect(other.locator(".signed")).to_contain_text("甲")
        other.click("[data-act=accept]")
        one.wait_for_selector(f"{row}[data-state=accept]")
        expect(one.locator(".signed")).to_contain_text("乙")
    assert [(act.reviewer, act.act) for act in load(dataset)] == [("甲", "reject"), ("乙", "accept")]


def test_a_page_of_another_site_can_do_nothing(browser, served, dataset, failure, tmp_path):
    """Its requests carry no cookie, cannot be read and change nothing."""
    evil = tmp_path / "evil.html"
    act = json.dumps(
        {"acts": [{"doc_id": failure["doc_id"], "check_id": failure["check_id"], "act": "reject"}], "after": 0}
    )
    evil.write_text("<!doctype html><title>evil</title>", "utf-8")
    with opened(browser, served) as page:
        other = page.context.new_page()
        other.goto(evil.as_uri())
        for method, body in (("GET", None), ("POST", act)):
            done = other.evaluate(
                """async ([url, method, body]) => {
                    const own = { method, body, credentials: "include", headers: body ? { "content-type": "text/plain" } : {} };
                    try { return (await (await fetch(url, own)).text()).length; } catch { return "refused"; }
                }""",
                [served.origin + "/acts", method, body],
            )
            assert done == "refused"
        other.set_content(
            f'<form method="post" enctype="text/plain" action="{served.origin}/acts"><input name=\'{act}\'></form>'
        )
        with other.expect_navigation():
            other.evaluate("document.forms[0].submit()")
        expect(other.locator("body")).to_contain_text("refused")
        other.close()
    assert load(dataset) == ()


def test_when_the_server_is_gone_the_page_says_that_nothing_was_kept(browser, served, failure):
    with opened(browser, served, f"#/finding/{failure['check_id']}", expected="net::ERR_") as page:
        served.process.kill()
        served.process.wait()
        page.context.clear_cookies()
        press(page, "1", "#trouble:has-text('没有保存')")
        expect(page.locator("[data-act=accept]")).to_have_attribute("aria-pressed", "false")


def test_an_act_outlives_the_server(browser, dataset, failure):
    row = f".row[data-id='{failure['check_id']}']"
    address = f"#/finding/{failure['check_id']}"
    with serving(dataset) as first, opened(browser, first, address, expected="net::ERR_") as page:
        press(page, "2", f"{row}[data-state=reject]")
        first.process.kill()
    with serving(dataset) as second, opened(browser, second, f"#/finding/{failure['check_id']}") as page:
        page.wait_for_selector(f"{row}[data-state=reject]")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_bars_people_who_cannot_see_or_use_a_mouse(browser, served, failure, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = []
    where = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    with opened(browser, served, f"#/finding/{failure['check_id']}", **where) as page:
        page.wait_for_selector(".strip img")
        press(page, "2", ".signed")
        for key in ("", "?", "e"):
            if key:
                press(page, key, "dialog[open]")
            at_rest(page)
            found += axe.run(page).response["violations"]
            if key:
                close_dialog(page, "Escape")
        for view in ("findings?severity=all&group=1", "overview", f"document/{failure['doc_id'][:16]}"):
            page.goto(f"{served.origin}/#/{view}")
            page.wait_for_selector(f"html[data-view={re.split('[/?]', view)[0]}]")
            at_rest(page)
            found += axe.run(page).response["violations"]
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert not [(v["id"], v["nodes"][0]["html"][:160]) for v in found]


def test_single_keys_can_be_turned_off(browser, served, failure):
    with opened(browser, served, f"#/finding/{failure['check_id']}") as page:
        sent = []
        page.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
        press(page, "?", "dialog[open]")
        expect(page.locator("dialog")).to_contain_text("撤销")
        page.uncheck("#keys-on")
        close_dialog(page, "Escape")
        page.keyboard.press("1")
        press(page, "?", "dialog[open]")  # always counts: what was pressed before has been dealt with
        assert sent == []
        expect(page.locator("[data-act=accept]")).to_have_attribute("aria-pressed", "false")
