"""The sample reports that are no PDF: what they print is in the dataset, with its place on a page of our own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.samples.offices import hengshan, honghe, nanxian, tangxi
from ziping import ingest, open_dataset
from ziping.pipeline.dataset import Dataset

RAW = Path(__file__).parents[2] / "data" / "raw"
FILES = ("2021-nanxian.docx", "2022-tangxi.xlsx", "2023-qingshen.html", "2020-hengshan.xls", "2024-honghe.zip")
PHOTOGRAPH = "2022-putuo.jpg"
D = Decimal


@pytest.fixture(scope="module")
def dataset(tmp_path_factory) -> Dataset:
    out = tmp_path_factory.mktemp("offices")
    ingest([RAW / name for name in (*FILES, PHOTOGRAPH)], out=out)
    return open_dataset(out)


def rows(dataset: Dataset, table: str, file: str) -> list[dict]:
    ids = {r["doc_id"] for r in dataset.table("documents").to_pylist() if file in r["path"]}
    return [r for r in dataset.table(table).to_pylist() if r["doc_id"] in ids]


def test_the_files_are_those_that_the_script_writes():
    assert (RAW / "2022-tangxi.xlsx").read_bytes() == tangxi.workbook()
    assert (RAW / "2021-nanxian.docx").read_bytes() == nanxian.document()
    assert (RAW / "2020-hengshan.xls").read_bytes() == hengshan.workbook()
    assert (RAW / "2024-honghe.zip").read_bytes() == honghe.archive()
    assert (RAW / "2023-qingshen.html").read_bytes() == Path(__file__).with_name("offices").joinpath(
        "qingshen.html"
    ).read_bytes()


@pytest.mark.parametrize(
    ("file", "agency", "year", "subject", "title"),
    [
        ("2021-nanxian.docx", "政协南县委员会办公室", 2021, "政协南县委员会办公室", "2021年度部门整体支出绩效自评报告"),
        ("2022-tangxi.xlsx", "池州市贵池区棠溪镇人民政府", 2022, "委托业务项目", "项目支出绩效自评表"),
        ("2023-qingshen.html", "青神县发展和改革局", 2023, "工资性支出", "部门预算项目支出绩效自评表（2023年度）"),
        ("2020-hengshan.xls", "粮食调控储备与产业发展股", 2020, "县级储备粮", "2020年度县级专项资金绩效目标自评表"),
        (
            "2022-putuo.jpg",
            "上海市普陀区体育事业管理中心",
            2022,
            "普陀体育中心与委托运营方结算费用",
            "财政项目支出绩效自评表",
        ),
        (
            "2024-honghe.zip",
            "红河州数据发展中心",
            2024,
            "红河州数据发展中心",
            "红河州数据发展中心2024年度项目支出绩效单位自评报告",
        ),
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
        r["line"]: (r["initial_budget"], r["annual_budget"], r["executed"])
        for r in rows(dataset, "funding", "2022-tangxi.xlsx")
    }
    assert lines["total"] == (0, 0, 0)
    assert lines["current_year"] == (D(900000), D(899740), D(899740))


def test_a_total_of_nothing_above_a_grant_is_found(dataset):
    failed = [r for r in rows(dataset, "checks", "2022-tangxi.xlsx") if r["status"] == "fail"]
    assert {(r["rule"], r["stated"], r["computed"]) for r in failed} == {
        ("funding-total", D(0), D(900000)),
        ("funding-total", D(0), D(899740)),
    }
    assert not any(r["status"] == "fail" for f in FILES if f != "2022-tangxi.xlsx" for r in rows(dataset, "checks", f))


def test_the_web_page_has_its_form_and_not_its_navigation(dataset):
    assert [
        (r["level3"], r["target_text"], r["weight"]) for r in rows(dataset, "indicators", "2023-qingshen.html")
    ] == [
        ("发放（缴纳）覆盖率", "=100%", 60),
        ("足额保障率（参保率）", "=100%", 30),
    ]
    total = next(r for r in rows(dataset, "funding", "2023-qingshen.html") if r["line"] == "total")
    assert (total["initial_budget"], total["annual_budget"], total["execution_rate"]) == (D(2389300), D(2518900), 1)


def test_the_prose_of_the_word_document_has_parts_and_growth(dataset):
    facts = rows(dataset, "facts", "2021-nanxian.docx")
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


def test_the_old_workbook_has_every_row(dataset):
    indicators = rows(dataset, "indicators", "2020-hengshan.xls")
    assert [
        (r["level1"], r["level2"], r["level3"], r["target_text"], r["actual_text"], r["reason"] or "")
        for r in indicators
    ] == [(level1, *row) for level1, block in hengshan.BLOCKS for row in block]
    assert [
        (r["line_text"], r["annual_budget"], r["executed"]) for r in rows(dataset, "funding", "2020-hengshan.xls")
    ] == [(label, *(None if v is None else D(str(v)) * 10_000 for v in values)) for label, *values, _ in hengshan.FUNDS]


def test_the_photograph_is_read_upright(dataset):
    """It lies on its side in the file."""
    (document,) = rows(dataset, "documents", PHOTOGRAPH)
    (page,) = rows(dataset, "pages", PHOTOGRAPH)
    assert (document["media_type"], document["text_source"]) == ("image/jpeg", "ocr")
    assert page["height"] > page["width"]
    assert [(r["level3"], r["target_text"], r["actual_text"], r["weight"], r["score"]) for r in rows(dataset, "indicators", PHOTOGRAPH)] == [
        ("与委托运营方结算完成率", "=100%", "100%", 10, 10),
        ("合同结算条款完成率", "=100%", "100%", 20, 20),
        ("费用结算及时性", "及时", "及时", 20, 20),
        ("与委托运营方合同完成率", "=100%", "100%", 30, 30),
        ("场馆开放满意度", ">=90%", "100%", 10, 10),
    ]  # fmt: skip
    total = next(r for r in rows(dataset, "funding", PHOTOGRAPH) if r["line"] == "total")
    assert (total["annual_budget"], total["executed"], total["score"]) == (250000, D("215457.6"), D("8.62"))


def test_a_slip_on_the_photograph_is_no_accusation(dataset):
    """86.19% is printed where 215457.6 of 250000 are 86.183…%: recognition may have misread a digit."""
    (failed,) = [r for r in rows(dataset, "checks", PHOTOGRAPH) if r["status"] == "fail"]
    assert (failed["rule"], failed["verdict"], failed["possible_misread"]) == ("execution-rate", "undecided", True)


def test_the_archive_gives_the_page_that_lies_in_it(dataset):
    (document,) = rows(dataset, "documents", "2024-honghe.zip")
    assert document["path"] == f"2024-honghe.zip!{honghe.MEMBER}"
    (money,) = rows(dataset, "funding", "2024-honghe.zip")
    assert (money["initial_budget"], money["annual_budget"], money["received"]) == (9850000, 8614600, 3346700)
