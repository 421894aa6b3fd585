"""Reports of invented counties: what the dataset makes of them, against right answers written before they were read."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from tests.comparison import COLUMNS, compare, same

HERE = Path(__file__).parent
ANSWERS = sorted((HERE / "answers").glob("*.json"))
TABLES = ("evaluations", "indicators", "sections", "funding", "facts")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    from ziping.pipeline import ingest

    folder = tmp_path_factory.mktemp("dataset")
    ingest([HERE], out=folder)
    return folder


def rows(dataset: Path, table: str, doc_id: str | None = None) -> list[dict]:
    read = parquet.read_table(dataset / table).to_pylist()
    return [row for row in read if doc_id is None or row["doc_id"] == doc_id]


def judged(row: dict, table: str) -> dict:
    """The answer: columns that it does not mention are a free choice."""
    return {**row, "not_judged": [c for c in COLUMNS[table] if c not in row]}


def evaluations(answer: dict) -> list[dict]:
    return [
        {**e, **{table: [judged(r, table) for r in e.get(table, ())] for table in TABLES[1:]}}
        for e in answer["evaluations"]
    ]


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_a_report_of_another_county_is_read_right(path, dataset):
    answer = json.loads(path.read_text(encoding="utf-8"))
    read = next(r for r in rows(dataset, "documents") if Path(r["path"]).name == answer["file"])
    expected = answer["document"]
    wrong = [
        f"document {column}: {expected.get(column)!r} expected, {read[column]!r} found"
        for column in ("title", "document_number", "agency", "fiscal_year", "report_date")
        if not any(
            same(column, value, read[column])
            for value in (expected.get(column), *expected.get("accept", {}).get(column, ()))
        )
    ]
    tables = {table: rows(dataset, table, read["doc_id"]) for table in TABLES}
    wrong += [str(o) for o in compare(evaluations(answer), tables) if o.verdict != "right"]
    assert not wrong, "\n".join([f"{len(wrong)} values of {answer['file']} are not right:", *wrong])


def test_no_error_is_found_in_consistent_reports(dataset):
    errors = [c for c in rows(dataset, "checks") if c["status"] == "fail" and c["severity"] == "error"]
    assert [(c["rule"], c["subject"]) for c in errors] == []
