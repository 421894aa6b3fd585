"""The sample reports that are no PDF: what they print is in the dataset, with its place on a page of our own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.samples.offices import nanxian, tangxi
from ziping import ingest, open_dataset
from ziping.pipeline.dataset import Dataset

RAW = Path(__file__).parents[2] / "data" / "raw"
FILES = ("2021-nanxian.docx", "2022-tangxi.xlsx", "2023-qingshen.html")
D = Decimal


@pytest.fixture(scope="module")
def dataset(tmp_path_factory) -> Dataset:
    out = tmp_path_factory.mktemp("offices")
    ingest([RAW / name for name in FILES], out=out)
    return open_dataset(out)


def rows(dataset: Dataset, table: str, file: str) -> list[dict]:
    ids = {r["doc_id"] for r in dataset.table("documents").to_pylist() if r["path"].endswith(file)}
    return [r for r in dataset.table(table).to_pylist() if r["doc_id"] in ids]


def test_the_files_are_those_that_the_script_writes():
    assert (RAW / "2022-tangxi.xlsx").read_bytes() == tangxi.workbook()
    assert (RAW / "2021-nanxian.docx").read_bytes() == nanxian.document()
    assert (RAW / "2023-qingshen.html").read_bytes() == Path(__file__).with_name("offices").joinpath(
        "qingshen.html"
    ).read_bytes()


@pytest.mark.parametrize(
    ("file", "agency", "year", "subject", "title"),
    [
        ("2021-nanxian.docx", "政协南县委员会办公室", 2021, "政协南县委员会办公室", "2021年度部门整体支出绩效自评报告"),
        ("2022-tangxi.xlsx", "池州市贵池区棠溪镇人民政府", 2022, "委托业务项目", "项目支出绩效自评表"),
        ("2023-qingshen.html", "青神县发展和改革局", 2023, "工资性支出", "部门预算项目支出绩效自评表（2023年度）"),
    ],
)
def test_heads(dataset, file, agency, year, subject, title):
    (document,), (evaluation,) = rows(dataset, "documents", file), rows(dataset, "evaluations", file)
    assert (document["status"], document["figures_unread"]) == ("ok", 0)
    assert (document["agency"], document["fiscal_year"], document["title"]) == (agency, year, title)
    assert evaluation["subject"] == subject


def test_the_workbook_has_every_row(dataset):
    indicators = {r["level3"]: r for r in rows(dataset, "indicators", "2022-tangxi.xlsx")}
    expected = [(level1[: level1.index("（")], row) for level1, block in tangxi.BLOCKS for row in block]
    assert list(indicators) == [row.level3 for _, row in expected]
    for level1, row in expected:
        read = indicators[row.level3]
        assert (read["level1"], read["level2"]) == (level1, row.level2)
        assert (read["target_text"] or "", read["actual_text"] or "") == (row.target, row.actual)
        assert (read["weight"], read["score"]) == (row.weight, row.score)
        assert read["page"] == 1 and read["x1"] > read["x0"]
    lines = {
        r["line"]: (r["initial_budget"], r["annual_budget"], r["executed"]) for r in rows(dataset, "funding", "xlsx")
    }
    assert lines["total"] == (0, 0, 0)
    assert lines["current_year"] == (D(900000), D(899740), D(899740))


def test_a_total_of_nothing_above_a_grant_is_found(dataset):
    failed = [r for r in rows(dataset, "checks", "2022-tangxi.xlsx") if r["status"] == "fail"]
    assert {(r["rule"], r["stated"], r["computed"]) for r in failed} == {
        ("funding-total", D(0), D(900000)),
        ("funding-total", D(0), D(899740)),
    }
    assert not any(r["status"] == "fail" for f in (FILES[0], FILES[2]) for r in rows(dataset, "checks", f))


def test_the_web_page_has_its_form_and_not_its_navigation(dataset):
    assert [(r["level3"], r["target_text"], r["weight"]) for r in rows(dataset, "indicators", "html")] == [
        ("发放（缴纳）覆盖率", "=100%", 60),
        ("足额保障率（参保率）", "=100%", 30),
    ]
    total = next(r for r in rows(dataset, "funding", "html") if r["line"] == "total")
    assert (total["initial_budget"], total["annual_budget"], total["execution_rate"]) == (D(2389300), D(2518900), 1)


def test_the_prose_of_the_word_document_has_parts_and_growth(dataset):
    facts = rows(dataset, "facts", "docx")
    values = {r["value_text"] for r in facts}
    assert {
        "792.22万元",
        "189.25万元",
        "31.39%",
        "799.12万元",
        "434.89万元",
        "77.4万元",
        "286.83万元",
        "10.5万元",
    } <= values
    total = next(r for r in facts if r["value_text"] == "799.12万元")
    parts = [r["value_text"] for r in facts if r["parent_id"] == total["fact_id"]]
    assert parts == ["434.89万元", "77.4万元", "286.83万元"]
