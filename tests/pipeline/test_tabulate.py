"""Rows of a report: every field has its column, every value its place."""

import dataclasses
import datetime
import typing
from decimal import Decimal

import pytest

from tests.pipeline.reports import (
    DOC_ID,
    document,
    evaluation,
    indicator,
    printed,
    report,
    stated,
)
from ziping.pipeline.tabulate.tables import rows_of
from ziping.schemas.dataset import (
    DOCUMENTS,
    EVALUATIONS,
    FACTS,
    FUNDING,
    INDICATORS,
    SECTIONS,
)
from ziping.schemas.geometry import Place
from ziping.schemas.report import (
    Endpoint,
    Evaluation,
    Fact,
    FundingLine,
    Indicator,
    Note,
    Relation,
    Report,
    Section,
    Stated,
)
from ziping.schemas.text import Printed

PROVENANCE = {"page", "x0", "top", "x1", "bottom", "method", "confidence"}
IDS = {"doc_id", "evaluation_id", "sequence"}
REGION = {"agency_name", "province", "city", "county", "region_code"}  # made of the agency that is printed
CHILDREN = {"indicators", "sections", "funding", "facts", "relations", "evaluations", "notes", "claims", "outside"}
WHY = {"choices", "rule", "runner_up"}  # for `ziping inspect --why`
OF_THE_FILE = {
    "path", "file_size", "media_type", "page_count", "text_source", "status", "warning_count", "parser_version",
    "ocr_model", "ingested_at", "seconds",
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "spec", "other_fields", "other_columns"),
    [
        (Indicator, INDICATORS, {"row"} | WHY, PROVENANCE | IDS | {"indicator_id", "cells"}),
        (Section, SECTIONS, {"row"}, PROVENANCE | IDS | {"section_id", "cells"}),
        (FundingLine, FUNDING, {"row"} | WHY, PROVENANCE | IDS | {"funding_id", "cells"}),
        (Fact, FACTS, {"parent", "lines"} | WHY, PROVENANCE | IDS | {"fact_id", "parent_id", "cells"}),
        (Evaluation, EVALUATIONS, CHILDREN | WHY, PROVENANCE | IDS | REGION | {"cells"}),
        (Report, DOCUMENTS, CHILDREN, {"doc_id"} | OF_THE_FILE),
    ],
)
def test_every_field_is_a_column_and_every_column_a_field(kind, spec, other_fields, other_columns):
    fields = {f.name for f in dataclasses.fields(kind)} - other_fields
    columns = {c.name for c in spec.columns} - other_columns
    assert fields == columns


def filled(kind):
    """An instance with every `Stated` field stated."""
    samples = {Decimal: Decimal("1.5"), str: "字", int: 2023, datetime.date: datetime.date(2023, 1, 2)}
    given = {}
    for name, hint in typing.get_type_hints(kind).items():
        options = [a for a in (*typing.get_args(hint), hint) if typing.get_origin(a) is Stated]
        if options:
            given[name] = stated(samples[typing.get_args(options[0])[0]])
        elif hint is Place:
            given[name] = Place(1, printed("行")[0].box)
        elif hint in samples:
            given[name] = samples[hint]
    return given


@pytest.mark.parametrize(
    ("kind", "table"), [(Indicator, "indicators"), (Section, "sections"), (FundingLine, "funding")]
)
def test_every_stated_field_fills_its_column_and_has_its_cell(kind, table):
    item = kind(**filled(kind))
    rows = rows_of(document(), report(evaluation(**{table: (item,)})))
    (row,) = rows[table]
    stated_fields = {n for n in filled(kind) if isinstance(getattr(item, n), Stated)}
    assert {c["column"] for c in row["cells"]} == stated_fields
    assert all(row[n] == getattr(item, n).value for n in stated_fields)


def test_ids_name_document_evaluation_and_row():
    rows = rows_of(document(), report(evaluation(), evaluation()))
    assert [r["evaluation_id"] for r in rows["evaluations"]] == [f"{DOC_ID[:16]}-e01", f"{DOC_ID[:16]}-e02"]
    assert [r["indicator_id"] for r in rows["indicators"]] == [f"{DOC_ID[:16]}-e0{n}-i001" for n in (1, 2)]
    assert rows["sections"][0]["section_id"].endswith("-s001")
    assert rows["funding"][0]["funding_id"].endswith("-f001")
    assert [r["fact_id"][-5:] for r in rows["facts"]] == ["-n001", "-n002"] * 2


def test_a_part_points_to_its_total():
    total, part = rows_of(document(), report())["facts"]
    assert total["parent_id"] is None
    assert part["parent_id"] == total["fact_id"]


def test_a_row_stands_where_its_row_is_printed_and_a_value_where_it_is():
    (row,) = rows_of(document(), report())["indicators"]
    assert (row["page"], row["x0"], row["bottom"], row["method"]) == (2, 5.0, 70.0, "text")
    name, weight = row["cells"]
    assert (name["column"], name["text"], name["page"], name["x0"]) == ("level3", "培训人数", 1, 10.0)
    assert (weight["column"], weight["text"], row["weight"]) == ("weight", "10分", Decimal(10))


@pytest.mark.parametrize(
    ("given", "text"),
    [({}, "97.5"), ({"total_score": None}, "甲项目"), ({"total_score": None, "subject": None}, None)],
)
def test_an_evaluation_stands_where_its_total_does_else_its_subject(given, text):
    (row,) = rows_of(document(), report(evaluation(**given)))["evaluations"]
    width = None if text is None else 10.0 * len(text)
    assert (row.get("x1") and row["x1"] - row["x0"]) == width


def test_a_value_cut_by_a_page_break_has_two_cells():
    cut = Stated("很长的名称", (*printed("很长的", page=1), *printed("名称", page=2)))
    (row,) = rows_of(document(), report(evaluation(indicators=(indicator(level3=cut),))))["indicators"]
    assert [(c["column"], c["text"], c["page"]) for c in row["cells"]] == [
        ("level3", "很长的", 1),
        ("level3", "名称", 2),
    ]


def test_other_columns_of_a_form_are_kept_with_their_heading():
    (row,) = rows_of(document(), report())["funding"]
    assert row["extra"] == [("备注", "无")]
    assert row["cells"][-1]["column"] == "extra.备注"


def test_confidence_of_a_row_is_that_of_its_least_certain_token():
    unsure = Stated(Decimal(9), tuple(dataclasses.replace(p, confidence=0.5) for p in printed("9")))
    sure = Stated("名", tuple(dataclasses.replace(p, confidence=0.9) for p in printed("名")))
    (row,) = rows_of(document(), report(evaluation(indicators=(indicator(score=unsure, level3=sure),))))["indicators"]
    assert row["confidence"] == 0.5
    assert [c["confidence"] for c in row["cells"]] == [0.9, 0.5]


def test_a_fact_stands_where_its_clause_does():
    row = rows_of(document(), report())["facts"][0]
    assert (row["clause"], row["value_text"], row["value"], row["page"]) == ("合计100元", "100元", Decimal(100), 1)


def test_the_figure_of_a_fact_has_its_own_place():
    row = rows_of(document(), report())["facts"][0]
    assert [(c["column"], c["text"]) for c in row["cells"]] == [("value", "100")]
    fact = report().evaluations[0].facts[0]
    cut = dataclasses.replace(fact, lines=(*printed("10"), *printed("0元", page=2)))
    (row,) = rows_of(document(), report(evaluation(facts=(cut,))))["facts"]
    assert [(c["column"], c["text"], c["page"]) for c in row["cells"]] == [("value", "10", 1), ("value", "0元", 2)]


def test_warnings_and_pages_and_the_document():
    note = Note("unread-table", "message", printed("某表", page=2))
    rows = rows_of(document(), report(notes=(note,)))
    assert [(w["code"], w["text"], w["page"]) for w in rows["warnings"]] == [("unread-table", "某表", 2)]
    assert [(p["page"], p["text"]) for p in rows["pages"]] == [(1, "第1页"), (2, "第2页")]
    (about,) = rows["documents"]
    assert (about["title"], about["agency"], about["fiscal_year"]) == ("绩效自评报告", "某局", 2023)
    assert (about["warning_count"], about["text_source"]) == (1, "text")


def test_a_warning_without_a_place_is_a_row_too():
    assert rows_of(document(), report(notes=(Note("x", "m", ()),)))["warnings"][0]["text"] is None


def test_the_clause_keeps_both_pages():
    clause = (Printed("前", 1, printed("前")[0].box), Printed("后", 2, printed("后")[0].box))
    fact = Fact("count", "甲", stated(Decimal(1)), "1个", "item", "个", Decimal(1), clause)
    (row,) = rows_of(document(), report(evaluation(facts=(fact,))))["facts"]
    assert (row["clause"], row["page"]) == ("前后", 1)


def test_ties_point_to_rows():
    tie = Relation(
        "part-of", Endpoint("facts", 1), Endpoint("facts", 0), "其中", (printed("其中")[0],), partition=1, complete=True
    )
    (row,) = rows_of(document(), report(evaluation(facts=(), relations=(tie,))))["relations"]
    assert (row["from_id"][-5:], row["to_id"][-5:]) == ("-n002", "-n001")
    assert (row["kind"], row["words"], row["partition"], row["complete"], row["confidence"]) == (
        "part-of", "其中", 1, True, 1.0,
    )  # fmt: skip
