"""Acts of people: kept, laid over the reading, and told in every format."""

import datetime
import json
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from ziping.pipeline import check, ingest, open_dataset
from ziping.pipeline.cli import main
from ziping.pipeline.errors import UsageError
from ziping.pipeline.options import Options
from ziping.pipeline.reviews import Act, Place, add, fit, fitted, load, read_acts
from ziping.pipeline.reviews.acts import act_of
from ziping.pipeline.reviews.overlay import value_of

RAW = Path(__file__).parents[2] / "data" / "raw"
SAMPLE = RAW / "2021-chengde.pdf"
FAILING = RAW / "2024-panzhihua.pdf"
OPTIONS = Options(jobs=1, ocr="never")
NOON = datetime.datetime(2026, 1, 2, 12, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    out = tmp_path_factory.mktemp("made") / "parsed"
    ingest([SAMPLE, FAILING], out, OPTIONS)
    return out


@pytest.fixture
def dataset(made, tmp_path):
    shutil.copytree(made, tmp_path / "parsed")
    return tmp_path / "parsed"


def correction(dataset, text, column="executed"):
    row = open_dataset(dataset).frame("funding").iloc[0]
    cell = next(c for c in row["cells"] if c["column"] == column)
    place = {edge: cell[edge] for edge in ("page", "x0", "top", "x1", "bottom")}
    given = {"doc_id": row["doc_id"], "act": "correct", "table": "funding", "row_id": row["funding_id"]}
    return act_of({**given, "column": column, "value_text": text, "place": place}, reviewer="甲")


def failure(dataset):
    checks = open_dataset(dataset).checks
    return checks[checks["status"] == "fail"].iloc[0]


def judgement(dataset, act, **more):
    row = failure(dataset)
    return act_of({"doc_id": row["doc_id"], "check_id": row["check_id"], "act": act, **more}, reviewer="甲")


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_acts_are_a_table_that_any_program_reads(dataset):
    assert len(pd.read_parquet(dataset / "reviews")) == 0
    add(dataset, [judgement(dataset, "accept", remark="已问过单位")])
    add(dataset, [judgement(dataset, "later")])
    assert list(pd.read_parquet(dataset / "reviews")["act"]) == ["accept", "later"]
    assert [a.act for a in load(dataset)] == ["accept", "later"]


def test_the_same_file_taken_in_twice_counts_once(dataset):
    act = judgement(dataset, "accept")
    assert add(dataset, [act]) == 1
    assert add(dataset, [act]) == 0


def test_a_correction_is_laid_over_the_reading_and_not_into_it(dataset):
    before = check(dataset)
    assert not (before[before["rule"] == "execution-rate"]["status"] == "fail").any()
    add(dataset, [correction(dataset, "8.49万元")])
    after = check(dataset)
    failed = after[(after["rule"] == "execution-rate") & (after["status"] == "fail")]
    assert "更正" in failed.iloc[0]["message_zh"]
    assert "corrected" in failed.iloc[0]["message_en"]
    assert open_dataset(dataset).funding["executed"].iloc[0] == Decimal(34900)
    add(dataset, [correction(dataset, "")])  # taken back
    assert not (check(dataset)["status"].eq("fail") & check(dataset)["rule"].eq("execution-rate")).any()


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("executed", "8.49", Decimal(84900)),  # the row's unit
        ("executed", "84900元", Decimal(84900)),
        ("executed", "8.49万元", Decimal(84900)),
        ("execution_rate", "95.5%", Decimal("0.955")),
        ("score", "9.5", Decimal("9.5")),
        ("line_text", " 年度资金总额 ", "年度资金总额"),
    ],
)
def test_a_value_is_read_as_print_is(column, text, value):
    assert value_of("funding", column, text, {"unit_text": "万元"}) == value


@pytest.mark.parametrize(("column", "text"), [("executed", "不详"), ("cells", "1"), ("nothing", "1")])
def test_what_is_no_value_of_a_column_is_refused(column, text):
    with pytest.raises(ValueError):
        value_of("funding", column, text, {})


def test_acts_survive_a_new_reading(dataset):
    add(dataset, [judgement(dataset, "accept"), correction(dataset, "8.49万元")])
    ingest([SAMPLE, FAILING], dataset, replace(OPTIONS, force=True))
    found = fitted(open_dataset(dataset))
    assert len(found.judgements) == len(found.corrections) == 1
    assert not found.unfit


def test_a_correction_follows_its_place_when_rows_are_named_anew():
    place = Place(1, 10, 10, 20, 20)
    act = Act("r", "d", NOON, "correct", None, "funding", "f001", "executed", "1万元", place=place)
    cell = {"column": "executed", "page": 1, "x0": 10.5, "top": 10, "x1": 20.5, "bottom": 20}
    elsewhere = {**cell, "x0": 100.0, "x1": 110.0}
    rows = {"funding": {"f001": {"doc_id": "d", "cells": [elsewhere]}, "f002": {"doc_id": "d", "cells": [cell]}}}
    assert fit([act], set(), rows).corrections[0].row_id == "f002"
    rows["funding"].pop("f002")
    assert fit([act], set(), rows).unfit == (act,)


def test_a_judgement_of_a_finding_that_is_gone_is_listed_and_not_dropped():
    act = Act("r", "d", NOON, "accept", "gone")
    assert fit([act], {"there"}, {}).unfit == (act,)


def test_a_remark_alone_leaves_the_judgement():
    acts = [Act("1", "d", NOON, "reject", "c"), Act("2", "d", NOON, None, "c", remark="见附件")]
    judged = fit(acts, {"c"}, {}).judgements["c"]
    assert (judged.act, judged.remark) == ("reject", "见附件")


def test_what_is_called_unfounded_counts_no_more(dataset):
    assert run("check", "--dataset", dataset).exit_code == 1
    add(dataset, [judgement(dataset, "reject", remark="两处口径不同")])
    done = run("check", "--dataset", dataset)
    assert done.exit_code == 0
    assert "1 called unfounded" in done.stdout
    log = json.loads(run("check", "--dataset", dataset, "--format", "sarif").stdout)
    (suppression,) = next(r["suppressions"] for r in log["runs"][0]["results"] if "suppressions" in r)
    assert suppression == {"kind": "external", "status": "accepted", "justification": "甲: 两处口径不同"}


def test_what_is_confirmed_stays_a_finding(dataset):
    add(dataset, [judgement(dataset, "accept")])
    done = run("check", "--dataset", dataset)
    assert done.exit_code == 1
    assert "confirmed" in done.stdout
    found = json.loads(run("check", "--dataset", dataset, "--format", "json").stdout)["findings"]
    assert [f["review"]["act"] for f in found if f["review"]] == ["accept"]


def test_the_offline_page_s_file_is_taken_in(dataset, tmp_path):
    row = failure(dataset)
    saved = tmp_path / "review.json"
    acts = [
        {
            "review_id": "a1",
            "doc_id": row["doc_id"],
            "check_id": row["check_id"],
            "act": "reject",
            "at": "2026-01-02T03:04:05Z",
        }
    ]
    saved.write_text(json.dumps({"reviews": acts}), "utf-8")
    done = run("review", "--dataset", dataset, "--import", saved)
    assert done.exit_code == 0, done.output
    assert run("check", "--dataset", dataset).exit_code == 0
    assert "0 of them new" in run("review", "--dataset", dataset, "--import", saved).stderr


@pytest.mark.parametrize(
    "text", ["", "{}", '{"reviews": [{}]}', '{"reviews": [{"doc_id": "d", "act": "praise", "check_id": "c"}]}', "[1]"]
)
def test_another_file_is_refused(text):
    with pytest.raises(UsageError, match="no reviews"):
        read_acts(text, "review.json")
