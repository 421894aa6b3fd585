"""Two hundred documents: the page is small enough to mail or has a folder, and opens at once."""

import shutil

import pyarrow.parquet as pq
import pytest

from tests.audit_page.chromium import busy, expect, page_of
from ziping.pipeline import open_dataset
from ziping.pipeline.audit_page import write_report
from ziping.schemas.dataset import TABLES

SAMPLES, TIMES = 8, 25
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
    import pyarrow as pa

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
