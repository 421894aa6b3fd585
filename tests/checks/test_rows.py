"""The rows of `checks`: their columns, names, places, and how they are told apart."""

from __future__ import annotations

import pyarrow as pa

from tests.checks.reports import Report, checks_of, only
from ziping.pipeline.checks import NEEDED, check
from ziping.schemas.dataset import CHECKS
from ziping.schemas.dataset.arrow import schema_of


def report(**evaluation):
    made = Report(total_score="94", **evaluation)
    made.funding("total", annual_budget="8.89", executed="3.49", execution_rate="39.25%")
    made.indicator("甲", weight="50", score="50", target="≥95%", actual="100%", page=2)
    made.indicator("甲", weight="50", score="43", page=3)
    return made


def test_the_table_is_as_declared():
    table = check(report().tables())
    assert table.schema.equals(schema_of(CHECKS), check_metadata=True)
    assert table.num_rows == len(set(table["check_id"].to_pylist()))


def test_evidence_is_the_box_of_the_value():
    made = report()
    row = only(made, "score-total")
    cells = [
        c for r in made.rows["evaluations"] + made.rows["indicators"] for c in r["cells"] if "score" in c["column"]
    ]
    assert [(e["page"], e["x0"], e["top"]) for e in row["evidence"]] == [(c["page"], c["x0"], c["top"]) for c in cells]
    assert {e["table"] for e in row["evidence"]} == {"evaluations", "indicators"}


def test_a_row_without_cells_is_its_own_place():
    made = report()
    for row in made.rows["indicators"]:
        row["cells"] = []
    assert [e["x0"] for e in only(made, "score-total")["evidence"]][1:] == [50.0, 50.0]


def told():
    made = Report()
    whole = made.fact("amount", "资金", "100万元", clause="资金100万元，其中甲60万元、乙30万元")
    parts = [made.fact("amount", name, text, parent=whole) for name, text in (("甲", "60万元"), ("乙", "30万元"))]
    for part in parts:
        made.relation("part-of", part, whole, words="其中", partition=1, complete=True)
    return made


def test_a_figure_of_running_text_is_marked_and_not_its_clause():
    made = told()
    for row in made.rows["facts"]:
        place = {"page": 1, "top": row["top"], "bottom": row["bottom"], "confidence": None, "column": "value"}
        row["cells"] = [{**place, "text": row["value_text"], "x0": 100.0, "x1": 140.0}]
    made.rows["facts"][1]["cells"] = [
        {**row["cells"][0], "text": "60万", "x0": 460.0},
        {**row["cells"][0], "text": "元"},
    ]
    (row,) = [c for c in checks_of(made) if c["rule"] == "breakdown-total"]
    assert [e["x0"] for e in row["evidence"]] == [100.0, 460.0, 100.0, 100.0]
    assert len({e["row_id"] for e in row["evidence"]}) == 3


def test_a_figure_whose_own_place_was_not_kept_is_marked_by_its_clause():
    (row,) = [c for c in checks_of(told()) if c["rule"] == "breakdown-total"]
    assert [(e["x0"], e["x1"]) for e in row["evidence"]] == [(50.0, 500.0)] * 3


def ids(made):
    return {row["rule"] + row["subject"]: row["check_id"] for row in checks_of(made) if row["subject"] != "甲"}


def test_names_outlast_another_reading():
    again = report()
    again.evaluation_id = "other-e07"
    for row in (row for rows in again.rows.values() for row in rows):
        for key in row.keys() & {"evaluation_id", "indicator_id", "funding_id"}:
            row[key] = f"renamed-{row[key]}"
        if "sequence" in row:
            row["sequence"] += 10
    again.rows["evaluations"][0]["total_score"] += 1
    assert ids(again) == ids(report())
    assert not set(ids(report(doc_id="b" * 64)).values()) & set(ids(report()).values())


def test_documents_are_told_apart_in_one_dataset():
    one, two = report(doc_id="b" * 64).tables(), report().tables()
    both = {name: pa.concat_tables([one[name], two[name]]) for name in one}
    mixed = {name: table.take(pa.array(range(table.num_rows)[::-1], pa.int64())) for name, table in both.items()}
    apart = {r["check_id"] for t in (one, two) for r in check(t).to_pylist()}
    assert {r["check_id"] for r in check(both).to_pylist()} == apart
    assert {r["check_id"] for r in check(mixed).to_pylist()} == apart


def test_missing_tables_count_as_empty():
    assert check({}).num_rows == 0
    assert check({"evaluations": report().tables()["evaluations"]}).num_rows > 0


def test_only_the_needed_columns_are_needed():
    tables = report().tables()
    narrow = {name: tables[name].select(columns) for name, columns in NEEDED.items()}
    assert check(narrow).equals(check(tables))


def test_only_failures_have_a_severity_above_info():
    for row in checks_of(report()):
        assert (row["severity"] == "info") == (row["status"] != "fail")
        assert (row["verdict"] is None) == (row["status"] != "fail")


def test_messages_show_the_equation():
    row = only(report(), "score-total")
    assert row["message_zh"] == "总分：50 + 43 = 93，报告列示 94，多计 1"
    assert row["message_en"] == "total score: 50 + 43 = 93, the report states 94, too much by 1"
