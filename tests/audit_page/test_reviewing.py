"""Reviewing in the page that stands alone: acts are kept in the browser, saved as a file, and taken into the dataset."""

import json
import shutil

import pytest
from click.testing import CliRunner

from tests.audit_page.chromium import page_of
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
        page.keyboard.press("j")
        page.wait_for_selector(f".row[data-id='{check_id}'][aria-current]")
        page.keyboard.press(str(("accept", "reject", "later").index(act) + 1))
        page.wait_for_selector(f".row[data-id='{check_id}'][data-state={act}]")
    return dict(zip(ids, acts, strict=True))


def states(page):
    """Id → state of the findings that are judged, as the list shows them."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
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
    page.keyboard.press("m")
    page.keyboard.type("见底稿 3")
    page.keyboard.press("Escape")
    page.wait_for_selector(".signed:has-text('王审计')")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert states(page) == made
    assert page.input_value("#remark") == "见底稿 3"
    file = saved(page, tmp_path)
    assert run("review", "--dataset", dataset, "--import", file).exit_code == 0
    with page_of(browser, written(dataset, tmp_path / "again.html"), "#/findings?severity=all") as again:
        assert states(again) == made
        assert again.is_hidden("#save")  # there is nothing left to be saved
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
    page.wait_for_selector("html[data-ready]")
    assert states(page) == made
    assert page.is_hidden("#save")


def test_undo_also_undoes_what_is_saved(page, dataset, tmp_path):
    (name,) = judge(page, ACTS[:1])
    page.keyboard.press("u")
    page.wait_for_selector(f".row[data-id='{name}'][data-state='']")
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
        page.keyboard.press("e")
        assert "--import" in page.inner_text("dialog")
        page.fill("#typed", text)
        page.keyboard.press("Enter")
        page.wait_for_selector("dialog", state="detached")
    assert page.inner_text(value).startswith("不是数")  # nobody can tell before it is taken in
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
    page.wait_for_selector("html[data-ready]")
    assert page.is_hidden("#save")


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
        assert page.inner_text(".figures li >> nth=3").split()[0] == str(len(errors) - 1)
        page.goto(page.url.partition("#")[0] + f"#/finding/{failure['check_id']}")
        assert page.locator(f".row[data-id='{failure['check_id']}']").count() == 0


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
            page.fill("input[type=search]", words)
            assert 0 < int(page.inner_text("#shown").split()[0]) < total


def test_the_list_is_grouped_and_sorted_by_amount(browser, report):
    with page_of(browser, report, "#/findings?severity=all") as page:
        page.check("#group")
        names = page.locator(".unit-name").all_inner_texts()
        assert len(names) >= 2
        page.uncheck("#group")
        page.select_option("#filter-sort", "amount")
        assert page.locator(".row >> nth=0").locator(".amount").count() == 1 or not page.locator(".amount").count()
