"""Reviewing in the page that stands alone: acts are kept in the browser, saved as a file, and taken into the dataset."""

import json
import re
import shutil

import pytest
from click.testing import CliRunner

from tests.audit_page.chromium import close_dialog, expect, fill_list, page_of, press, ready
from ziping.pipeline import open_dataset
from ziping.pipeline.audit_page import write_report
from ziping.pipeline.cli import main
from ziping.pipeline.options import Options
from ziping.pipeline.reviews import load


def written(dataset, file):
    write_report(open_dataset(dataset), file, options=Options(jobs=1), few=True)
    return file


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture
def dataset(samples, tmp_path):
    shutil.copytree(samples / "ds", tmp_path / "ds")
    return tmp_path / "ds"


@pytest.fixture
def page(browser, dataset, tmp_path):
    with page_of(browser, written(dataset, tmp_path / "r.html"), "#/findings?severity=all") as opened:
        yield opened


def of_chengde(dataset):
    """A line of money whose rate and sum fit."""
    data = open_dataset(dataset)
    (name,) = data.documents[data.documents["path"].str.contains("chengde")]["doc_id"]
    return data.frame("funding").set_index("doc_id", drop=False).loc[name].iloc[0]


def judge(page, acts):
    """Judges the first findings of the list by keyboard; gives their ids."""
    ids = [row.get_attribute("data-id") for row in page.locator(".row").all()[: len(acts)]]
    for check_id, act in zip(ids, acts, strict=True):
        press(page, "j", f".row[data-id='{check_id}'][aria-current]")
        key = str(("accept", "reject", "later").index(act) + 1)
        press(page, key, f".row[data-id='{check_id}'][data-state={act}]")
    return dict(zip(ids, acts, strict=True))


def states(page):
    """Id → state of the findings that are judged, as the list shows them."""
    fill_list(page)
    rows = page.locator(".row[data-state]:not([data-state=''])").all()
    return {row.get_attribute("data-id"): row.get_attribute("data-state") for row in rows}


def saved(page, tmp_path):
    with page.expect_download() as download:
        page.click("#save")
    assert download.value.suggested_filename == "review.json"
    download.value.save_as(tmp_path / "review.json")
    return tmp_path / "review.json"


CHECK = ("check", *(f"--severity={s}" for s in ("error", "warning", "info")), "--dataset")
IN_SARIF = {"reject": "accepted", "accept": "rejected", "later": "underReview"}  # of the suppression that is asked for
ACTS = ("reject", "accept", "later", "accept")


def test_the_file_of_the_page_gives_the_same_states_everywhere(page, browser, dataset, tmp_path):
    page.fill("#reviewer", "王审计")
    page.keyboard.press("Tab")
    made = judge(page, ACTS)
    press(page, "m", "#remark:focus")
    page.keyboard.type("见底稿 3")
    page.keyboard.press("Escape")
    page.wait_for_selector(".signed:has-text('王审计')")
    page.reload()
    ready(page)
    expect(page.locator("#remark")).to_have_value("见底稿 3")
    assert states(page) == made
    file = saved(page, tmp_path)
    assert run("review", "--dataset", dataset, "--import", file).exit_code == 0
    with page_of(browser, written(dataset, tmp_path / "again.html"), "#/findings?severity=all") as again:
        assert states(again) == made
        expect(again.locator("#save")).to_be_hidden()  # there is nothing left to be saved
    found = json.loads(run(*CHECK, dataset, "--format", "json").stdout)["findings"]
    assert {f["check_id"]: f["review"]["act"] for f in found if f["review"]} == made
    log = json.loads(run(*CHECK, dataset, "--format", "sarif").stdout)
    statuses = [s["status"] for r in log["runs"][0]["results"] for s in r.get("suppressions", ())]
    assert sorted(statuses) == sorted(IN_SARIF[act] for act in made.values())


def test_the_page_that_was_saved_from_forgets_what_the_dataset_has(page, browser, dataset, tmp_path):
    made = judge(page, ACTS[:1])
    file = saved(page, tmp_path)
    run("review", "--dataset", dataset, "--import", file)
    written(dataset, tmp_path / "r.html")
    page.reload()
    ready(page)
    assert states(page) == made
    expect(page.locator("#save")).to_be_hidden()


def test_undo_also_undoes_what_is_saved(page, dataset, tmp_path):
    (name,) = judge(page, ACTS[:1])
    press(page, "u", f".row[data-id='{name}'][data-state='']")
    file = saved(page, tmp_path)
    run("review", "--dataset", dataset, "--import", file)
    found = json.loads(run("check", "--dataset", dataset, "--format", "json").stdout)["findings"]
    assert not [f for f in found if f["review"]]


def test_a_correction_is_checked_when_it_is_taken_in(page, dataset, tmp_path):
    row = of_chengde(dataset)
    page.goto(page.url.partition("#")[0] + f"#/document/{row['doc_id'][:16]}")
    value = f"button.value[data-row='{row['funding_id']}'][data-column=executed]"
    for text in ("8.49万元", "不是数"):
        page.click(value)
        page.wait_for_selector("#correct-value")
        press(page, "e", "dialog[open]")
        expect(page.locator("dialog")).to_contain_text("--import")
        page.fill("#typed", text)
        close_dialog(page, "Enter")
    expect(page.locator(value)).to_have_text(re.compile("^不是数"))  # nobody can tell before it is taken in
    done = run("review", "--lang", "en", "--dataset", dataset, "--import", saved(page, tmp_path))
    assert done.exit_code == 0 and "is no figure" in done.stderr
    assert [act.value_text for act in load(dataset)] == ["8.49万元"]
    found = json.loads(run("check", "--dataset", dataset, "--format", "json").stdout)["findings"]
    assert [f["rule"] for f in found if "更正" in f["message_zh"]] == ["execution-rate", "funding-total"]


def test_pages_of_other_datasets_do_not_share_acts(page, browser, samples, dataset, tmp_path):
    judge(page, ACTS[:1])
    shutil.copytree(dataset, tmp_path / "other")
    written(tmp_path / "other", tmp_path / "other.html")
    page.goto((tmp_path / "other.html").as_uri())
    ready(page)
    expect(page.locator("#save")).to_be_hidden()


def test_what_is_settled_by_a_correction_is_out_of_the_next_report(browser, dataset, tmp_path):
    """The report is of the checks as they are with the corrections, and the overview counts them so."""
    checks = open_dataset(dataset).table("checks").to_pylist()
    errors = [c for c in checks if c["status"] == "fail" and c["severity"] == "error"]
    failure = next(c for c in errors if c["rule"] == "cross-reference")
    place = failure["evidence"][1]  # of three that should agree, the one that does not
    where = {edge: place[edge] for edge in ("page", "x0", "top", "x1", "bottom")}
    target = {"table": place["table"], "row_id": place["row_id"], "column": "value", "place": where}
    act = {"doc_id": failure["doc_id"], "act": "correct", "value_text": "≥90%", **target}
    (tmp_path / "review.json").write_text(json.dumps({"reviews": [act]}), "utf-8")
    assert run("review", "--dataset", dataset, "--import", tmp_path / "review.json").exit_code == 0
    with page_of(browser, written(dataset, tmp_path / "r.html")) as page:
        expect(page.locator(".figures li").nth(3)).to_have_text(re.compile(rf"^\s*{len(errors) - 1}(?!\d)"))
        page.goto(page.url.partition("#")[0] + f"#/finding/{failure['check_id']}")
        page.wait_for_selector("#shown")
        expect(page.locator(f".row[data-id='{failure['check_id']}']")).to_have_count(0)


def test_amounts_and_equations_are_printed(browser, report, tmp_path):
    from tests.audit_page.test_browser import pdf_text

    with page_of(browser, report, "#/findings?severity=error,warning") as page:
        text = pdf_text(page.pdf(), tmp_path).replace("\n", "")
        equation = page.locator(".row .say").first.text_content()
    assert equation[:12] in text


def test_findings_are_found_by_unit_and_project(browser, report, samples):
    data = open_dataset(samples / "ds")
    row = next(e for e in data.table("evaluations").to_pylist() if e["subject_kind"] == "project" and e["agency"])
    total = sum(c["status"] != "pass" for c in data.table("checks").to_pylist())
    with page_of(browser, report, "#/findings?severity=all") as page:
        for words in (row["subject"], row["agency"]):
            expect(page.locator("#shown")).to_have_text(re.compile(rf"^{total}\b"))
            page.fill("input[type=search]", words)
            expect(page.locator("#shown")).not_to_have_text(re.compile(rf"^{total}\b"))
            assert 0 < int(page.inner_text("#shown").split()[0]) < total
            page.fill("input[type=search]", "")


def test_the_list_is_grouped_and_sorted_by_amount(browser, report):
    with page_of(browser, report, "#/findings?severity=all") as page:
        page.check("#group")
        expect(page.locator(".unit-name").nth(1)).to_be_attached()
        page.uncheck("#group")
        expect(page.locator(".unit-name")).to_have_count(0)
        page.select_option("#filter-sort", "amount")
        expect(page.locator(".row").first.locator(".amount")).to_have_count(1)
