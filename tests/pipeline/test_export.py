"""The workbook."""

import datetime
from decimal import Decimal

import openpyxl
import pytest

from tests.pipeline.reports import (
    document,
    evaluation,
    indicator,
    report,
    stated,
)
from ziping.pipeline import open_dataset
from ziping.pipeline.errors import UsageError
from ziping.pipeline.execution.outcome import finish
from ziping.pipeline.export import export
from ziping.pipeline.options import Options
from ziping.pipeline.store.dataset import opened
from ziping.pipeline.store.manifest import Entry
from ziping.pipeline.tabulate import tabulate
from ziping.pipeline.workbook import sheets
from ziping.schemas.dataset import TABLES

NASTY = '=HYPERLINK("x")\x07'


@pytest.fixture(scope="module")
def book(dataset, tmp_path_factory):
    file = tmp_path_factory.mktemp("book") / "all.xlsx"
    counts = export(open_dataset(dataset), file)
    assert counts["indicators"] == 2
    return openpyxl.load_workbook(file)


def heads(sheet):
    return [c.value for c in sheet[1]]


def named(sheet, number=2):
    return dict(zip(heads(sheet), sheet[number], strict=True))


def test_a_sheet_for_every_table_with_headings_in_chinese(book):
    assert book.sheetnames == ["发现", "说明", *(s.label_zh for s in TABLES)]
    for spec in TABLES:
        own = [h for h in heads(book[spec.label_zh]) if h != "文件"]
        assert sorted(own) == sorted(c.label_zh for c in spec.columns)
    sheet = book["绩效指标"]
    assert next(c for c in sheet[1] if c.value == "指标编号").comment.text == "indicator_id\n本行的编号"


def test_figures_are_figures_and_ids_are_text(book):
    row = named(book["绩效指标"])
    assert (row["分值"].value, row["分值"].data_type) == (10, "n")
    assert row["指标编号"].data_type == "s"
    assert row["得分"].value is None
    total = named(book["评价对象"])["总得分"]
    assert Decimal(str(total.value)) == Decimal("97.5")
    assert total.number_format == "#,##0.00####"


def test_dates_are_dates(book):
    assert named(book["文件"])["报告日期"].value == datetime.datetime(2024, 3, 1)


def test_where_a_value_stands_is_readable(book):
    assert named(book["绩效指标"])["单元格出处"].value == "level3：培训人数（第1页）；weight：10分（第1页）"


def test_the_heading_stays_and_filters_all_rows(book):
    for sheet in (s for s in book if s.title != "说明"):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:") and sheet.auto_filter.ref.endswith(str(sheet.max_row))
    widths = [d.width for d in book["绩效指标"].column_dimensions.values() if not d.collapsed]
    assert all(8 <= w <= 61 for w in widths)


def test_text_never_becomes_a_formula(tmp_path):
    laid_out = document()
    nasty = report(evaluation(indicators=(indicator(level3=stated(NASTY), reason=stated("-1+1")),)))
    with opened(tmp_path / "ds", Options(jobs=1)) as store:
        result = finish(laid_out.source, tabulate(laid_out, nasty), (), 1, 0.1)
        name = store.results.write(result.source.doc_id, result.tables)
        store.publish([Entry("/in/=1+1.pdf", "=1+1.pdf", result.source.doc_id, name)])
    export(open_dataset(tmp_path / "ds"), tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    cells = {c.value: c for sheet in book for row in sheet for c in row if isinstance(c.value, str)}
    for text in ("=1+1.pdf", '=HYPERLINK("x")\N{REPLACEMENT CHARACTER}', "-1+1"):
        assert (cells[text].data_type, cells[text].quotePrefix) == ("s", True)


def test_more_rows_than_a_sheet_takes_go_on_in_another(dataset, tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "ROWS_A_SHEET", 1)
    export(open_dataset(dataset), tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert [n for n in book.sheetnames if n.startswith("绩效指标")] == ["绩效指标", "绩效指标 2"]
    assert book["绩效指标 2"].max_row == 2


def test_a_file_that_cannot_be_written_is_told(dataset, tmp_path):
    (tmp_path / "x.xlsx").mkdir()
    with pytest.raises(UsageError, match="cannot be written"):
        export(open_dataset(dataset), tmp_path / "x.xlsx")
    assert [p.name for p in tmp_path.iterdir()] == ["x.xlsx"]
