"""Reading a dataset in Python, and as other programs read it."""

import warnings
from decimal import Decimal

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

import ziping.pipeline
from ziping.pipeline.errors import UsageError
from ziping.schemas.dataset import INDICATORS, TABLES
from ziping.schemas.dataset.arrow import schema_of


def test_every_table_is_a_frame_with_arrow_types(dataset):
    opened = ziping.pipeline.open_dataset(dataset)
    for spec in TABLES:
        frame = getattr(opened, spec.name)
        assert list(frame.columns) == [c.name for c in spec.columns]
        assert all(isinstance(t, pd.ArrowDtype) for t in frame.dtypes)
    assert opened.indicators.weight[0] == Decimal(10)
    assert opened.indicators.score.isna().all()
    assert opened.indicators is opened.indicators


def test_a_table_is_pyarrow_with_its_descriptions(dataset):
    table = ziping.pipeline.open_dataset(dataset).table("indicators")
    assert isinstance(table, pa.Table)
    assert table.schema.equals(schema_of(INDICATORS))
    assert table.schema.field("weight").metadata[b"label_zh"] == "分值".encode()


def test_sql_sees_every_table(dataset):
    opened = ziping.pipeline.open_dataset(dataset)
    found = opened.sql(
        "SELECT path, sum(weight) AS points FROM indicators JOIN documents USING (doc_id) GROUP BY ALL ORDER BY 1"
    )
    assert found.path.tolist() == ["2023/乙.pdf", "2023/甲.pdf"]
    assert found.points.tolist() == [Decimal(10), Decimal(10)]
    for spec in TABLES:
        assert opened.sql(f"SELECT count(*) AS n FROM {spec.name}").n[0] >= 0
    assert opened.sql("SELECT cells[1].text AS t FROM indicators").t.tolist() == ["培训人数"] * 2


def test_sql_changes_nothing_and_opens_no_file(dataset):
    opened = ziping.pipeline.open_dataset(dataset)
    for query in (
        "INSTALL httpfs",
        "FROM read_csv('/etc/passwd')",
        "FROM '/etc/passwd'",
        "ATTACH 'x.db'",
        "DELETE FROM documents",
    ):
        with pytest.raises(UsageError, match="cannot be run"):
            opened.sql(query)


def test_sql_does_not_see_the_caller_s_variables(dataset):
    secret = pd.DataFrame({"a": [1]})
    assert len(secret)
    with pytest.raises(UsageError, match="secret"):
        ziping.pipeline.open_dataset(dataset).sql("FROM secret")


def test_no_dataset_says_how_to_make_one(tmp_path):
    with pytest.raises(UsageError, match="ziping ingest"):
        ziping.pipeline.open_dataset(tmp_path)


def test_an_unknown_table_names_those_there_are(dataset):
    opened = ziping.pipeline.open_dataset(dataset)
    with pytest.raises(AttributeError, match="indicators"):
        opened.indicator  # noqa: B018
    with pytest.raises(UsageError, match="indicators"):
        opened.table("indicator")
    with pytest.raises(AttributeError, match="colour"):
        ziping.pipeline.colour  # noqa: B018


@pytest.mark.parametrize("spec", TABLES, ids=lambda s: s.name)
def test_each_table_reads_as_it_stands(dataset, spec):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rows = len(pd.read_parquet(dataset / spec.name))
    files = dataset / spec.name / "*.parquet"
    assert duckdb.sql(f"SELECT count(*) FROM read_parquet('{files}')").fetchall() == [(rows,)]
    assert pa.dataset.dataset(dataset / spec.name).count_rows() == rows


def test_ids_are_unique_and_references_lead_somewhere(dataset):
    opened = ziping.pipeline.open_dataset(dataset)
    for spec in TABLES:
        frame = getattr(opened, spec.name)
        if spec.key:
            assert frame[spec.key].is_unique, spec.name
        for column, table, key in spec.references:
            assert frame[column].dropna().isin(getattr(opened, table)[key]).all(), (spec.name, column)
