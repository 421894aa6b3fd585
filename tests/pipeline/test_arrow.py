"""Declared tables as Arrow."""

import datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from tests.pipeline.reports import document, report
from ziping.pipeline.tabulate.tables import rows_of
from ziping.schemas.dataset import (
    DOCUMENTS,
    FACTS,
    FUNDING,
    INDICATORS,
    TABLES,
)
from ziping.schemas.dataset.arrow import schema_of, to_table


@pytest.mark.parametrize("spec", TABLES, ids=lambda s: s.name)
def test_every_column_has_its_type_and_its_description_in_two_languages(spec):
    schema = schema_of(spec)
    assert schema.names == [c.name for c in spec.columns]
    for field in schema:
        assert field.metadata[b"description"] and field.metadata[b"label_zh"]


@pytest.mark.parametrize("spec", TABLES, ids=lambda s: s.name)
def test_an_empty_table_has_the_same_schema(spec):
    assert to_table(spec, ()).schema.equals(schema_of(spec), check_metadata=True)


def test_the_contract_s_types():
    assert schema_of(INDICATORS).field("weight").type == pa.decimal128(24, 6)
    assert schema_of(DOCUMENTS).field("fiscal_year").type == pa.int16()
    assert schema_of(DOCUMENTS).field("report_date").type == pa.date32()
    assert schema_of(INDICATORS).field("extra").type == pa.map_(pa.string(), pa.string())
    cells = schema_of(INDICATORS).field("cells").type
    assert [cells.value_type.field(i).name for i in range(cells.value_type.num_fields)] == [
        "column", "text", "page", "x0", "top", "x1", "bottom", "confidence",
    ]  # fmt: skip


def test_no_figure_is_a_float():
    floats = {"x0", "top", "x1", "bottom", "confidence", "width", "height", "skew", "seconds"}
    found = {f.name for spec in TABLES for f in schema_of(spec) if pa.types.is_floating(f.type)}
    assert found <= floats


def test_rows_survive():
    rows = rows_of(document(), report())
    (row,) = to_table(INDICATORS, rows["indicators"]).to_pylist()
    assert row["weight"] == Decimal(10)
    assert [c["column"] for c in row["cells"]] == ["level3", "weight"]
    assert row["score"] is None
    (about,) = to_table(DOCUMENTS, rows["documents"]).to_pylist()
    assert about["report_date"] == datetime.date(2024, 3, 1)
    (line,) = to_table(FUNDING, rows["funding"]).to_pylist()
    assert line["extra"] == [("备注", "无")]


def test_null_and_empty_lists_stay_apart():
    table = to_table(
        INDICATORS, [{"indicator_id": "a", "doc_id": "d"}, {"indicator_id": "b", "doc_id": "d", "cells": []}]
    )
    assert table.column("cells").to_pylist() == [None, []]


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (Decimal("0.1234567"), Decimal("0.123457")),
        (Decimal("1E+17"), Decimal(100000000000000000)),
        (Decimal("123456789012345678.123456"), Decimal("123456789012345678.123456")),
        (Decimal("1E+18"), None),
        (Decimal("-1E+30"), None),
        (Decimal("NaN"), None),
        (Decimal("Infinity"), None),
        (None, None),
    ],
)
def test_a_figure_fits_or_is_null(value, kept):
    (found,) = to_table(FACTS, [{"fact_id": "a", "doc_id": "d", "value": value}]).column("value").to_pylist()
    assert found == kept


def test_a_year_out_of_range_is_null():
    table = to_table(DOCUMENTS, [{"doc_id": "d", "path": "p", "fiscal_year": 99999}])
    assert table.column("fiscal_year").to_pylist() == [None]


def test_half_a_surrogate_pair_is_stored_as_a_question_mark():
    assert to_table(FACTS, [{"fact_id": "a", "doc_id": "d", "label": "甲\ud83d"}]).column("label").to_pylist() == [
        "甲?"
    ]


def test_an_unknown_column_is_a_defect():
    with pytest.raises(KeyError, match="colour"):
        to_table(FACTS, [{"fact_id": "a", "doc_id": "d", "colour": "red"}])
