"""Tables of many files: what is written when something changes, and that no document is lost or twice."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow.dataset as pads
import pyarrow.parquet as pq
import pytest

from tests.pipeline.reports import document, report, stated
from ziping.pipeline.dataset import open_dataset
from ziping.pipeline.execution.outcome import finish
from ziping.pipeline.options import Options
from ziping.pipeline.store import folder, parts, publish
from ziping.pipeline.store.dataset import HIDDEN, opened
from ziping.pipeline.store.manifest import Entry
from ziping.pipeline.store.publish import part_of
from ziping.pipeline.tabulate import tabulate
from ziping.schemas.dataset import TABLES
from ziping.schemas.report import Report


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(parts, "DOCUMENTS_A_PART", 4)


def tables(doc_id: str, year: int | None = 2023):
    whole = report()
    of_year = Report(
        whole.title, None, whole.agency, stated(year) if year else None, whole.report_date, whole.evaluations
    )
    laid_out = document(doc_id=doc_id)
    return finish(laid_out.source, tabulate(laid_out, of_year), (), 2, 0.1).tables


def put(root: Path, *numbers: int, year=lambda n: 2020 + n % 3, path=lambda n: f"{n:03}.pdf"):
    with opened(root, Options(jobs=1)) as store:
        entries = []
        for n in numbers:
            doc_id = f"{n:064x}"
            name = store.results.find(doc_id) or store.results.write(doc_id, tables(doc_id, year(n)))
            entries.append(Entry(f"/in/{path(n)}", path(n), doc_id, name))
        return store.publish(entries)


def files(root: Path) -> dict[str, int]:
    return {
        f.relative_to(root).as_posix(): f.stat().st_mtime_ns
        for f in root.glob("*/*.parquet")
        if f.parent.name != "reviews"
    }


def column(root, table, name):
    return pads.dataset(root / table).to_table().column(name).to_pylist()


def check(root: Path, *numbers: int):
    """Every table has the rows of these documents, once."""
    ids = [f"{n:064x}" for n in sorted(numbers)]
    for table, rows in (("documents", 1), ("pages", 2), ("evaluations", 1), ("indicators", 1), ("facts", 2)):
        assert sorted(column(root, table, "doc_id")) == sorted(ids * rows), table
    assert sorted(column(root, "documents", "path")) == [f"{n:03}.pdf" for n in sorted(numbers)]


def test_a_few_documents_are_one_file_a_table(tmp_path):
    put(tmp_path, 1, 2, 3)
    assert {Path(f).name for f in files(tmp_path)} == {"part-0.parquet"}
    assert len(files(tmp_path)) == len(TABLES)


def test_many_are_parts_by_fiscal_year_that_readers_skip(tmp_path):
    put(tmp_path, *range(20), year=lambda n: 2020 + n % 3 if n else None)
    check(tmp_path, *range(20))
    names = {Path(f).stem for f in files(tmp_path)}
    assert names == {"part-0", "2020-0", "2020-1", "2021-0", "2021-1", "2022-0", "2022-1", "none-0"}
    for name in names - {"part-0"}:
        about = pq.read_metadata(tmp_path / part_of("documents", name)).row_group(0)
        (years,) = (
            about.column(i) for i in range(about.num_columns) if about.column(i).path_in_schema == "fiscal_year"
        )
        known = "none" if not years.statistics.has_min_max else f"{years.statistics.min}-{years.statistics.max}"
        assert known in {"none", f"{name[:4]}-{name[:4]}"}
    pattern = tmp_path / "documents/*.parquet"
    query = f"SELECT count(*) FROM read_parquet('{pattern}') WHERE fiscal_year = 2021"
    assert duckdb.sql(query).fetchall() == [(7,)]


def test_duckdb_reads_the_rows_of_one_year_only(tmp_path):
    put(tmp_path, *range(20))
    query = f"SELECT sum(page_count) FROM read_parquet('{tmp_path}/documents/*.parquet') WHERE fiscal_year = 2021"
    ((_, plan),) = duckdb.sql(f"EXPLAIN ANALYZE {query}").fetchall()
    scanned = re.search(r"Row Groups Scanned: (\d+) / (\d+)", plan)
    number = len(list(tmp_path.glob("documents/*.parquet")))
    assert scanned and list(map(int, scanned.groups())) == [2, number], plan


def test_polars_reads_the_rows_of_one_year_only(tmp_path):
    pytest.importorskip("polars")
    put(tmp_path, *range(20))
    program = (
        f"import polars as pl; rows = pl.scan_parquet('{tmp_path}/documents/*.parquet')\n"
        "print(len(rows.filter(pl.col('fiscal_year') == 2021).select('page_count').collect()))"
    )
    env = {**os.environ, "POLARS_VERBOSE": "1"}  # is read when Polars is loaded
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=env, check=True)
    assert done.stdout.strip() == "7"
    read = re.findall(r"reading (\d+) / \d+ row groups", done.stderr)
    assert sum(map(int, read)) == 2 < len(read)


def test_adding_one_writes_one_part(tmp_path):
    put(tmp_path, *range(20))
    before = files(tmp_path)
    put(tmp_path, 99)
    after = files(tmp_path)
    check(tmp_path, *range(20), 99)
    assert {f for f in after if after[f] != before.get(f)} == {f"{s.name}/part-0.parquet" for s in TABLES}


def test_growing_one_by_one(tmp_path):
    for n in range(14):
        put(tmp_path, n)
    check(tmp_path, *range(14))
    assert column(tmp_path, "documents", "doc_id")
    assert all(f.num_rows <= 4 for f in map(pq.read_metadata, tmp_path.glob("documents/*.parquet")))


def test_changes_are_made_where_the_document_is(tmp_path):
    put(tmp_path, *range(20))
    before = files(tmp_path)
    put(tmp_path, 7, path=lambda n: "renamed.pdf")
    changed = {Path(f).stem for f, t in files(tmp_path).items() if t != before[f]}
    assert len(changed) == 1
    assert "renamed.pdf" in column(tmp_path, "documents", "path")
    assert len(column(tmp_path, "documents", "path")) == 20


@pytest.mark.parametrize("left", range(0, 10, 3))
def test_a_run_killed_while_it_publishes_is_mended_by_the_next(tmp_path, monkeypatch, left):
    put(tmp_path, *range(8))
    real, count = publish.sync, iter(range(1000))

    def sync(path):
        if next(count) >= 10 + left:  # the ten files are written, some are in place
            raise KeyboardInterrupt
        real(path)

    monkeypatch.setattr(publish, "sync", sync)
    monkeypatch.setattr(folder, "sync", sync)
    with pytest.raises(KeyboardInterrupt):
        put(tmp_path, 3, 50, 51)
    for spec in TABLES:
        assert pads.dataset(tmp_path / spec.name).to_table().num_rows >= 0
    monkeypatch.undo()
    put(tmp_path, 4)
    check(tmp_path, *range(8), 50, 51)


def test_a_damaged_file_is_written_anew(tmp_path):
    put(tmp_path, 1, 2)
    (tmp_path / part_of("facts")).write_bytes(b"damaged")
    put(tmp_path, 3)
    check(tmp_path, 1, 2, 3)


def test_what_was_read_again_is_published_though_it_has_the_same_name(tmp_path):
    """By `--force`, or since it had ended by a time limit; also where the run was killed before it published."""
    put(tmp_path, *range(6))
    with opened(tmp_path, Options(jobs=1)) as store:
        store.results.write(f"{3:064x}", tables(f"{3:064x}", 1999))
    before = files(tmp_path)
    put(tmp_path, 1)
    assert 1999 in column(tmp_path, "documents", "fiscal_year")
    assert len({Path(f).stem for f, t in files(tmp_path).items() if t != before[f]}) == 1
    check(tmp_path, *range(6))


def test_without_its_notes_the_dataset_is_made_anew(tmp_path):
    import shutil

    put(tmp_path, *range(20))
    shutil.rmtree(tmp_path / HIDDEN)
    put(tmp_path, 1, 2, 3)
    check(tmp_path, 1, 2, 3)


def test_the_package_lists_the_parts(tmp_path):
    put(tmp_path, *range(20))
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        paths = [resource["path"]] if isinstance(resource["path"], str) else resource["path"]
        assert paths == sorted(paths)
        assert all((tmp_path / path).is_file() for path in paths)
    assert len(open_dataset(tmp_path).documents) == 20
