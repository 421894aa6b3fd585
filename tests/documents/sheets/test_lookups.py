"""Sheets that are only lookups are no part of the report."""

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.documents.sheets.test_sheets import FORM, fill
from ziping.pipeline.documents.sheets.layout import sheets_to_flow
from ziping.pipeline.documents.sheets.xlsx import read_xlsx

CHOICES = [["指标类型", "说明"], ["产出指标", "数量"], ["效益指标", "质量"]]


@pytest.fixture
def book():
    """A form, and a sheet of words."""
    book = openpyxl.Workbook()
    book.active.title = "自评表"
    fill(book.active, FORM)
    fill(book.create_sheet("选项 表"), CHOICES)
    return book


def names(book, tmp_path) -> list[str]:
    book.save(tmp_path / "a.xlsx")
    return [sheet.name for sheet in read_xlsx(tmp_path / "a.xlsx")]


def chosen(sheet, formula: str) -> None:
    validation = DataValidation("list", formula1=formula)
    validation.add("B9")
    sheet.add_data_validation(validation)


def test_a_list_that_cells_are_chosen_from(book, tmp_path):
    assert names(book, tmp_path) == ["自评表", "选项 表"]
    chosen(book["自评表"], "'选项 表'!$A$2:$A$3")
    assert names(book, tmp_path) == ["自评表"]


def test_a_list_that_has_a_name(book, tmp_path):
    book.defined_names["类型"] = DefinedName("类型", attr_text="'选项 表'!$A$2:$A$3")
    chosen(book["自评表"], "类型")
    assert names(book, tmp_path) == ["自评表"]


@pytest.mark.parametrize(
    "formula", ["=VLOOKUP(A2,'选项 表'!A:B,2,0)", "=INDEX('选项 表'!B:B,MATCH(A2,'选项 表'!A:A,0))"]
)
def test_a_table_in_which_something_is_looked_up(book, tmp_path, formula):
    book["自评表"]["D2"] = formula
    assert names(book, tmp_path) == ["自评表"]


def test_grades_by_points_are_a_lookup(book, tmp_path):
    fill(book.create_sheet("等级"), [[0, "差"], [60, "中"], [80, "良"], [90, "优"]])
    book["自评表"]["D2"] = "=LOOKUP(C3,等级!A1:A4,等级!B1:B4)"
    assert names(book, tmp_path) == ["自评表", "选项 表"]


def test_a_sheet_that_is_counted_with_is_read(book, tmp_path):
    chosen(book["自评表"], "'选项 表'!$A$2:$A$3")
    book["自评表"]["D2"] = "=SUM('选项 表'!C2:C3)"
    assert names(book, tmp_path) == ["自评表", "选项 表"]


def test_a_form_that_something_is_looked_up_in_is_read(book, tmp_path):
    fill(book.create_sheet("资金明细"), [["项目", "预算数", "执行数"], ["甲", 100, 95], ["乙", 50, 50]])
    book["自评表"]["D2"] = "=VLOOKUP(A2,资金明细!A:C,3,0)"
    assert names(book, tmp_path) == ["自评表", "选项 表", "资金明细"]


def test_a_hidden_list_is_not_told_of_and_another_hidden_sheet_is(book, tmp_path):
    chosen(book["自评表"], "'选项 表'!$A$2:$A$3")
    book["选项 表"].sheet_state = "hidden"
    fill(book.create_sheet("底稿"), FORM)
    book["底稿"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert [r.text for r in sheets_to_flow(read_xlsx(tmp_path / "a.xlsx")).remarks] == ["底稿"]
