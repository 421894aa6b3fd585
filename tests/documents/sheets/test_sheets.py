"""Workbooks: what is shown of them, and where a table begins."""

import io

import openpyxl
import pytest
import xlwt
from openpyxl.styles import Alignment, Border, Font, Side

from tests.inputs.packing import packed
from ziping.pipeline.documents.opening import open_document
from ziping.pipeline.documents.paper.flow import Grid, NewPage, Passage
from ziping.pipeline.documents.sheets import xlsx
from ziping.pipeline.documents.sheets.layout import sheets_to_flow
from ziping.pipeline.documents.sheets.xls import read_xls
from ziping.pipeline.documents.sheets.xlsx import read_xlsx
from ziping.pipeline.errors import ReadError
from ziping.schemas.document import Align

RULED = Border(*[Side("thin")] * 4)
FORM = [["项目名称", "甲项目", None], ["资金", 1234567.891, 0.9125], ["得分", 30, 29.5]]


def fill(sheet, rows, first: int = 1, *, ruled: bool = True) -> None:
    for r, row in enumerate(rows, first):
        for c, value in enumerate(row, 1):
            cell = sheet.cell(r, c)
            cell.value = value
            if ruled:
                cell.border = RULED


def flow_of(book, tmp_path):
    book.save(tmp_path / "a.xlsx")
    return sheets_to_flow(read_xlsx(tmp_path / "a.xlsx"))


def spans(grid: Grid) -> list[tuple]:
    return [(c.row, c.column, c.row_span, c.column_span, c.text) for c in grid.cells if c.text]


def shown(flow) -> list:
    return [i for i in flow.items if not isinstance(i, Passage) or i.text]


def test_an_empty_row_parts_tables(book, tmp_path):
    fill(book.active, [["甲", 1]])
    fill(book.active, [["乙", 2]], 3)
    book.save(tmp_path / "a.xlsx")
    with open_document(tmp_path / "a.xlsx") as laid:
        assert len(laid.blocks) == 2


@pytest.fixture
def book():
    return openpyxl.Workbook()


def test_figures_are_read_as_they_are_shown(book, tmp_path):
    sheet = book.active
    fill(sheet, FORM)
    sheet["B2"].number_format, sheet["C2"].number_format = "#,##0.00", "0.00%"
    (_, grid) = flow_of(book, tmp_path).items
    assert spans(grid) == [
        (0, 0, 1, 1, "项目名称"), (0, 1, 1, 1, "甲项目"), (1, 0, 1, 1, "资金"), (1, 1, 1, 1, "1,234,567.89"), (1, 2, 1, 1, "91.25%"),
        (2, 0, 1, 1, "得分"), (2, 1, 1, 1, "30"), (2, 2, 1, 1, "29.5"),
    ]  # fmt: skip


def test_a_title_above_the_ruled_rows_is_text(book, tmp_path):
    sheet = book.active
    sheet.merge_cells("A1:C1")
    sheet["A1"], sheet["A1"].alignment, sheet["A1"].font = "自评表", Alignment("center"), Font(size=18)
    sheet["A2"], sheet["C2"] = "填报单位：甲局", "单位：万元"
    fill(sheet, FORM, 3)
    items = shown(flow_of(book, tmp_path))
    title, line = items[1:3]
    assert [type(i) for i in items] == [NewPage, Passage, Passage, Grid]
    assert (title.text, title.align, title.size) == ("自评表", Align.CENTRE, 18)
    assert line.text == "填报单位：甲局\t单位：万元"


def test_without_rules_rows_of_several_cells_are_the_table(book, tmp_path):
    sheet = book.active
    sheet["A1"] = "自评表"
    fill(sheet, FORM, 2, ruled=False)
    assert [type(i) for i in shown(flow_of(book, tmp_path))] == [NewPage, Passage, Grid]


def test_merged_cells(book, tmp_path):
    sheet = book.active
    fill(sheet, [["甲", None, "乙"], [None, None, "丙"]])
    sheet.merge_cells("A1:B2")
    grid = flow_of(book, tmp_path).items[1]
    assert spans(grid) == [(0, 0, 2, 2, "甲"), (0, 2, 1, 1, "乙"), (1, 2, 1, 1, "丙")]


def test_what_is_hidden_is_not_read_and_that_is_told(book, tmp_path):
    sheet = book.active
    fill(sheet, [["一", "藏", "二"], ["藏", "藏", "藏"], ["三", "藏", "四"]])
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[2].hidden = True
    fill(book.create_sheet("底稿"), [["藏"]])
    book["底稿"].sheet_state = "hidden"
    flow = flow_of(book, tmp_path)
    assert spans(flow.items[1]) == [(0, 0, 1, 1, "一"), (0, 1, 1, 1, "二"), (1, 0, 1, 1, "三"), (1, 1, 1, 1, "四")]
    assert [(r.code, r.text) for r in flow.remarks] == [("hidden-cells", "Sheet"), ("hidden-sheet", "底稿")]


def test_only_what_is_printed_is_read(book, tmp_path):
    sheet = book.active
    fill(sheet, FORM)
    sheet["F9"] = "草稿"
    sheet.print_area = "A1:B2"
    grid = flow_of(book, tmp_path).items[1]
    assert [c.text for c in grid.cells] == ["项目名称", "甲项目", "资金", "1234567.891"]


def test_a_formula_without_its_value_is_told(book, tmp_path):
    fill(book.active, [["合计", "=SUM(A1:A2)"]])
    assert [r.code for r in flow_of(book, tmp_path).remarks] == ["unread-formula"]


def test_a_ledger_is_not_read_and_that_is_told(book, tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 5)
    fill(book.active, [["甲", 1]] * 8)
    flow = flow_of(book, tmp_path)
    assert (flow.items, [r.code for r in flow.remarks]) == ((), ["unread-sheet"])


def test_every_value_has_a_place_on_a_page_of_its_sheet(book, tmp_path):
    fill(book.active, FORM)
    fill(book.create_sheet("二"), [["丁", "戊"]])
    book.save(tmp_path / "a.xlsx")
    with open_document(tmp_path / "a.xlsx") as laid:
        assert [b.places[0].page for b in laid.blocks] == [1, 2]


def test_a_cell_far_out_costs_nothing(book, tmp_path):
    fill(book.active, FORM)
    book.active["A1048576"] = "末"
    assert len(shown(flow_of(book, tmp_path))) <= 3


def test_an_old_workbook_is_read_alike(tmp_path):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    percent = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin", num_format_str="0.00%")
    plain = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin")
    sheet.write_merge(0, 0, 0, 1, "自评表", xlwt.easyxf("align: horiz center"))
    sheet.write(1, 0, "执行率", plain)
    sheet.write(1, 1, 0.9125, percent)
    sheet.write(2, 0, "藏", plain)
    sheet.row(2).hidden = True
    sheet.write(3, 0, "得分", plain)
    sheet.write(3, 1, 9.5, plain)
    book.save(str(tmp_path / "a.xls"))
    flow = sheets_to_flow(read_xls(tmp_path / "a.xls"))
    _, title, grid = shown(flow)
    assert (title.text, title.align) == ("自评表", Align.CENTRE)
    assert [c.text for c in grid.cells] == ["执行率", "91.25%", "得分", "9.5"]
    assert [r.code for r in flow.remarks] == ["hidden-cells"]


@pytest.mark.parametrize("size", [0, 100, 600, 3000])
def test_a_workbook_that_is_cut_off_is_corrupt(book, tmp_path, size):
    old = xlwt.Workbook()
    old.add_sheet("表").write(0, 0, "文")
    buffer = io.BytesIO()
    old.save(buffer)
    fill(book.active, FORM)
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "b.xlsx").write_bytes((tmp_path / "a.xlsx").read_bytes()[:size])
    (tmp_path / "b.xls").write_bytes(buffer.getvalue()[:size])
    for read, name in ((read_xlsx, "b.xlsx"), (read_xls, "b.xls")):
        with pytest.raises(ReadError) as error:
            read(tmp_path / name)
        assert error.value.code == "corrupt"


def test_entities_are_not_read(tmp_path):
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha">]><workbook>&a;</workbook>'
    (tmp_path / "a.xlsx").write_bytes(packed({"xl/workbook.xml": bomb}))
    with pytest.raises(ReadError) as error:
        read_xlsx(tmp_path / "a.xlsx")
    assert error.value.code == "corrupt"


def test_cells_that_lie_far_apart_are_read_without_what_is_between(book, tmp_path):
    sheet = book.active
    fill(sheet, [["甲", 1]])
    fill(sheet, [["乙", 2]], 1_000_000)
    (grid, other) = [i for i in flow_of(book, tmp_path).items if isinstance(i, Grid)]
    assert [c.text for g in (grid, other) for c in g.cells if c.text] == ["甲", "1", "乙", "2"]


def test_a_workbook_of_too_many_sheets_is_refused(book, tmp_path, monkeypatch):
    monkeypatch.setattr("ziping.pipeline.documents.sheets.model.MOST_SHEETS", 2)
    for _ in range(2):
        book.create_sheet()
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(ReadError) as error:
        read_xlsx(tmp_path / "a.xlsx")
    assert error.value.code == "too-large"


def test_a_cell_of_wps_that_shows_a_picture_has_no_text(book, tmp_path):
    fill(book.active, [["签字", "甲"], ["盖章", None]])
    for place, value in {"B1": '=DISPIMG("ID_0A1B",1)', "B2": '=_xlfn.DISPIMG("ID_0A1C",1)'}.items():
        book.active[place] = value
        book.active[place].data_type = "s"
    flow = flow_of(book, tmp_path)
    (grid,) = [i for i in flow.items if isinstance(i, Grid)]
    assert [c.text for c in grid.cells if c.text] == ["签字", "盖章"]
    assert [(r.code, r.text) for r in flow.remarks] == [("unread-picture", "Sheet: 2")]
