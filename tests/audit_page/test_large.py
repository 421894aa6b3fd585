"""Two hundred documents: the page is small enough to mail or has a folder, and opens at once."""

import re
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.audit_page.chromium import busy, expect, page_of
from ziping.pipeline import open_dataset
from ziping.pipeline.audit_page import write_report
from ziping.schemas.dataset import TABLES

SAMPLES, TIMES = 11, 25
FINDINGS, AGAIN, STEPS = 5_000, 4, 40
STALL = 0.1  # seconds in which nothing moves: what people see as a halt
SCROLLED = """share => new Promise(drawn => {
    const list = document.querySelector(".side");
    list.scrollTo(0, list.scrollHeight * share);
    requestAnimationFrame(() => requestAnimationFrame(drawn));
})"""
MOST_BYTES, MOST_SECONDS = 60_000_000, 2.0


@pytest.fixture(scope="module")
def many(samples, report, tmp_path_factory):
    """The sample dataset many times over, under other ids, with the pictures that were drawn for the first."""
    root = tmp_path_factory.mktemp("many")
    data = open_dataset(samples / "ds")
    ids = {spec.name: [c.name for c in spec.columns if c.name.endswith("_id")] for spec in TABLES}
    for spec in TABLES:
        (root / spec.name).mkdir()
        table = data.table(spec.name)
        for n in range(TIMES):
            pq.write_table(renamed(table, ids[spec.name], n), root / spec.name / f"part-{n}.parquet")
    kept = root / ".ziping/pictures"
    for folder in (samples / "ds/.ziping/pictures").iterdir():
        for n in range(TIMES):
            shutil.copytree(folder, kept / other(folder.name, n))
    return root


def other(name, n):
    return f"{n:02x}{name}"[:64] if len(name) == 64 else f"{n:02x}{name}"


def renamed(table, columns, n):
    for column in columns:
        index = table.schema.get_field_index(column)
        values = [None if v is None else other(v, n) for v in table[column].to_pylist()]
        table = table.set_column(index, table.schema.field(index), pa.array(values, pa.string()))
    return table


def test_two_hundred_documents_open_at_once(many, browser, tmp_path):
    written = write_report(open_dataset(many), tmp_path / "r.html")
    assert written.file.stat().st_size < MOST_BYTES
    assert written.folder is not None or written.size < MOST_BYTES
    assert busy(browser, written.file) < MOST_SECONDS
    with page_of(browser, written.file) as page:
        expect(page.locator(".figures li").first).to_contain_text(str(SAMPLES * TIMES))
    with page_of(browser, written.file, "#/findings?severity=all") as page:
        assert page.locator(".row[data-id]").count() < 400  # those that are near
        page.evaluate("document.querySelector('.side').scrollTo(0, 1e9)")
        page.wait_for_function("() => document.querySelector('.unit > .rows:last-child').children.length")
        page.click(".unit > .rows:last-child .row >> nth=-1")
        page.wait_for_selector(".sheet img")


def test_five_thousand_findings_scroll_without_a_stall(many, browser, tmp_path):
    """What a step of scrolling costs the page in processor time: the list draws what is near, not all of it."""
    for file in (many / "checks").glob("*.parquet"):  # the same checks again, as others of their documents
        once = pq.read_table(file)
        pq.write_table(pa.concat_tables(renamed(once, ["check_id"], n) for n in range(AGAIN)), file)
    written = write_report(open_dataset(many), tmp_path / "r.html")
    with page_of(browser, written.file, "#/findings?severity=all&status=all") as page:
        page.wait_for_selector(".row[data-id]")
        assert int(re.findall(r"\d+", page.locator("#shown").text_content())[0]) > FINDINGS
        meter = page.context.new_cdp_session(page)
        meter.send("Performance.enable", {"timeDomain": "threadTicks"})
        before, dearest = spent(meter), 0.0
        for step in range(1, STEPS + 1):
            page.evaluate(SCROLLED, step / STEPS)
            after = spent(meter)
            before, dearest = after, max(dearest, after - before)
        assert dearest < STALL


def spent(meter) -> float:
    """Seconds of processor time for scripts, styles and layout so far."""
    metrics = {m["name"]: m["value"] for m in meter.send("Performance.getMetrics")["metrics"]}
    return sum(metrics[name] for name in ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration"))
