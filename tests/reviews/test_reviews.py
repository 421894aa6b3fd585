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
from ziping.pipeline.formats.stored_findings import stored
from ziping.pipeline.options import Options
from ziping.pipeline.reviews import Act, Journal, Place, add, fit, fitted, load, read_acts, store
from ziping.pipeline.reviews.acts import act_of
from ziping.pipeline.reviews.typed import Refused, typed

RAW = Path(__file__).parents[2] / "data" / "raw"
SAMPLE = RAW / "2021-chengde.pdf"
FAILING = RAW / "2024-panzhihua.pdf"
OPTIONS = Options(jobs=1, ocr="never")
MINUTE = datetime.timedelta(minutes=1)
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


def test_messages_print_what_was_typed(dataset):
    add(dataset, [correction(dataset, "95.56%", "execution_rate")])
    rates = check(dataset).query("rule == 'execution-rate' and status == 'fail'")
    assert ["95.56%" in message for message in rates["message_zh"]] == [True]


def test_the_panel_and_the_workbook_use_corrections(dataset):
    before = open_dataset(dataset).panel()
    add(dataset, [correction(dataset, "8.49万元")])
    after = open_dataset(dataset)
    changed = before.compare(after.panel())
    assert 84900.0 in changed["executed"]["other"].to_numpy()
    assert (changed["errors"]["other"] > changed["errors"]["self"]).any()
    assert Decimal(84900) not in after.table("funding")["executed"].to_pylist()  # what was read stays
    assert "按更正后的数" in "".join(f["message_zh"] for f in stored(after).findings)


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


FUNDING = {
    "unit_text": "万元",
    "execution_rate": Decimal("0.955"),
    "cells": [{"column": "execution_rate", "text": "95.50"}],
}
COUNT = {"unit": "person", "unit_text": "人", "value": Decimal(12)}
RATE = {"unit": "ratio", "unit_text": "%", "value": Decimal("0.95")}


@pytest.mark.parametrize(
    ("table", "row", "column", "text", "value"),
    [
        ("funding", FUNDING, "executed", "8.49", Decimal(84900)),  # the row's unit
        ("funding", FUNDING, "executed", "84900元", Decimal(84900)),
        ("funding", FUNDING, "executed", "8.49万元", Decimal(84900)),
        ("funding", FUNDING, "executed", "１，２３４．５", Decimal(12345000)),  # full-width, with a separator
        ("funding", FUNDING, "executed", "—", None),  # nothing is printed there
        ("funding", FUNDING, "execution_rate", "95.6%", Decimal("0.956")),
        ("funding", FUNDING, "execution_rate", "95.6", Decimal("0.956")),  # as it is printed under 执行率（%）
        ("funding", {}, "execution_rate", "0.956", Decimal("0.956")),
        ("funding", FUNDING, "score", "9.5分", Decimal("9.5")),
        ("indicators", {}, "weight", "10%", Decimal(10)),
        ("funding", FUNDING, "line_text", " 年度资金总额 ", "年度资金总额"),
        ("funding", FUNDING, "line", "上年结转资金", "carried_over"),
        ("evaluations", {}, "grade", "良好", "good"),
        ("evaluations", {}, "fiscal_year", "2023年度", 2023),
        ("facts", COUNT, "value", "21", Decimal(21)),
        ("facts", RATE, "value", "59", Decimal("0.59")),
        ("facts", RATE, "value", "≥96%", Decimal("0.96")),
    ],
)
def test_a_value_is_read_as_print_is(table, row, column, text, value):
    assert typed(table, column, text, row)[column] == value


def test_a_target_is_read_with_its_sign_and_unit():
    assert typed("indicators", "target_text", "≥95%", {}) == {
        "target_text": "≥95%",
        "target_operator": ">=",
        "target_value": Decimal(95),
        "target_unit": "%",
    }


def test_a_figure_of_prose_takes_its_rounding_from_what_is_typed():
    row = {"unit": "CNY", "unit_text": "万元", "value": Decimal(123000), "precision": Decimal(1000)}
    assert typed("facts", "value", "12.34", row)["precision"] == Decimal(100)


@pytest.mark.parametrize(
    ("table", "row", "column", "text", "code"),
    [
        ("funding", FUNDING, "executed", "不详", "figure"),
        ("funding", FUNDING, "executed", "95%", "money"),
        ("funding", FUNDING, "executed", "≥8万元", "figure"),
        ("funding", FUNDING, "executed", "9" * 30, "large"),
        ("funding", {}, "execution_rate", "95.6", "ratio"),
        ("funding", FUNDING, "score", "9元", "points"),
        ("funding", FUNDING, "line", "天气", "word"),
        ("funding", FUNDING, "cells", "1", "column"),
        ("funding", FUNDING, "nothing", "1", "column"),
        ("funding", FUNDING, "funding_id", "1", "column"),
        ("facts", COUNT, "value", "21%", "unit"),
        ("evaluations", {}, "fiscal_year", "去年", "year"),
        ("evaluations", {}, "period_start", "某日", "date"),
        ("funding", FUNDING, "executed", " ", "empty"),
    ],
)
def test_what_is_no_value_of_a_column_is_refused(table, row, column, text, code):
    with pytest.raises(Refused) as reason:
        typed(table, column, text, row)
    assert reason.value.code == code


def test_what_was_added_meanwhile_is_seen(dataset):
    """Two programs at work on one dataset: each sees what the other has added."""
    one, other = Journal(dataset), Journal(dataset)
    assert one.acts() == ()
    (act,) = other.add([judgement(dataset, "accept")])
    assert one.acts() == (act,)
    assert one.add([act]) == ()


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


def many(dataset, count):
    """Acts that came one by one, a file each."""
    acts = [replace(judgement(dataset, "reject"), review_id=f"r{n:03}", at=NOON + n * MINUTE) for n in range(count)]
    journal = Journal(dataset)
    for act in acts:
        journal.add([act])
    return acts


def files_of(dataset):
    return sorted(f.name for f in (dataset / "reviews").glob("*.parquet"))


def test_many_files_of_acts_become_one(dataset):
    acts = many(dataset, 101)
    assert len(files_of(dataset)) == 102
    running = Journal(dataset)
    assert len(running.acts()) == 101
    late = replace(acts[0], review_id="late", at=NOON + 200 * MINUTE)
    add(dataset, [late])
    assert len(files_of(dataset)) == 3  # the empty one, what was, and what is new
    assert load(dataset) == (*acts, late)
    assert running.acts() == (*acts, late)  # who has read the old files reads on
    assert sorted(pd.read_parquet(dataset / "reviews")["review_id"]) == sorted(a.review_id for a in (*acts, late))


def test_few_files_stay(dataset):
    many(dataset, 3)
    before = files_of(dataset)
    Journal(dataset).tidy()
    assert files_of(dataset) == before


def test_tidying_that_was_killed_is_finished_by_the_next(dataset):
    """The whole is written before its parts go: between, acts lie in two files, and count once."""
    acts = many(dataset, 101)
    old = {name: (dataset / "reviews" / name).read_bytes() for name in files_of(dataset)}
    Journal(dataset).tidy()
    for name, content in list(old.items())[:40]:
        (dataset / "reviews" / name).write_bytes(content)
    assert load(dataset) == tuple(acts)
    Journal(dataset).tidy()
    assert len(files_of(dataset)) == 2
    assert load(dataset) == tuple(acts)


def test_a_file_that_goes_while_it_is_read_is_read_from_the_whole(dataset, monkeypatch):
    acts = many(dataset, 101)
    read, gone = store.pq.read_table, []

    def tidied_meanwhile(path, **options):
        if not gone:
            gone.append(path)
            monkeypatch.setattr(store.pq, "read_table", read)
            Journal(dataset).tidy()
        return read(path, **options)

    monkeypatch.setattr(store.pq, "read_table", tidied_meanwhile)
    assert load(dataset) == tuple(acts)
