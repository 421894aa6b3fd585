"""What a workbook stores beside what it shows."""

import hashlib
import io
import zipfile

import openpyxl
import pytest
import xlwt

from tests.documents.sheets.test_sheets import RULED, fill
from ziping.pipeline.documents.sheets.stored import stored_beside
from ziping.pipeline.options import Options
from ziping.pipeline.run import process
from ziping.schemas.document import Source

ROWS = [
    ["项目名称", "甲项目", None, None, None, None, None],
    ["项目资金（万元）", None, "年初预算数", "全年预算数", "全年执行数", "执行率", "得分"],
    [None, "年度资金总额", 120, 123.4567, 112.6542, 0.91250, 9.1],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "服务人次", "≥500人次", "510人次", 50, 49.456],
    ["效益指标", "社会效益", "合格率", "≥95%", 0.96254, 40, 40],
]


def tables(path):
    data = path.read_bytes()
    result = process(path, Source(path.name, hashlib.sha256(data).hexdigest(), len(data)), Options(jobs=1, ocr="never"))
    return {name: table.to_pylist() for name, table in result.tables.items()}


@pytest.fixture
def book():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "2023年度项目支出绩效自评表"
    fill(sheet, ROWS, 2)
    sheet.merge_cells("A3:A4")
    for place, code in {"D4": "0.00", "E4": "0.00", "F4": "0.00%", "G6": "0.0", "E7": "0.0%"}.items():
        sheet[place].number_format = code
    return book


@pytest.mark.parametrize(
    ("value", "shown", "code", "stored"),
    [
        (0.9125, "91.25%", "0.00%", "0.9125"),
        (1234567.891, "1,234,567.89", "#,##0.00", "1234567.891"),
        (1234567.0, "1,234,567.00", "#,##0.00", ""),
        (0.1 + 0.2, "0.3", "General", ""),
        (12.0, "￥12.00", "￥0.00", ""),
        (44927.0, "2023-01-01", "yyyy-mm-dd", ""),
        (7.6, "8", "0", "7.6"),
        (5.0, "", ";;;", ""),
    ],
)
def test_only_another_number_is_kept(value, shown, code, stored):
    assert stored_beside(value, shown, code) == stored


def test_rows_have_it_in_extra_with_the_place_of_what_is_shown(tmp_path, book):
    book.save(tmp_path / "a.xlsx")
    found = tables(tmp_path / "a.xlsx")
    first, second = found["indicators"]
    assert float(first["score"]) == 49.5
    assert dict(first["extra"]) == {"得分（存储值）": "49.456"}
    assert [v for k, v in second["extra"] if k.endswith("（存储值）")] == ["0.96254"]
    (cell,) = [c for c in first["cells"] if c["column"] == "extra.得分（存储值）"]
    (score,) = [c for c in first["cells"] if c["column"] == "score"]
    assert {**cell, "column": "score"} == score
    (total,) = [r for r in found["funding"] if r["line"] == "total"]
    assert dict(total["extra"]) == {
        "全年预算数（存储值）": "123.4567",
        "全年执行数（存储值）": "112.6542",
        "执行率（存储值）": "0.9125",
    }


def test_an_old_workbook_has_it_too(tmp_path):
    sheet = (book := xlwt.Workbook()).add_sheet("表")
    sheet.write(0, 0, "2023年度项目支出绩效自评表")
    for r, row in enumerate(ROWS, 1):
        for c, value in enumerate(row):
            code = "0.0" if value == 49.456 else "General"
            sheet.write(r, c, value, xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin", code))
    book.save(str(tmp_path / "a.xls"))
    first = tables(tmp_path / "a.xls")["indicators"][0]
    assert dict(first["extra"]) == {"得分（存储值）": "49.456"}


def test_a_stored_total_that_is_not_the_sum_of_its_formulas_range_is_a_finding(tmp_path, book):
    sheet = book.active
    fill(sheet, [["总分", None, None, None, None, 100, 97.5]], 8)
    sheet["G6"] = 49
    for row in sheet.iter_rows(min_row=8, max_row=8):
        for cell in row:
            cell.border = RULED
    buffer = io.BytesIO()
    book.save(buffer)
    made = tmp_path / "a.xlsx"
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename.endswith("sheet1.xml"):
                assert b"<v>97.5</v>" in data
                data = data.replace(b"<v>97.5</v>", b"<f>G4+SUM(G6:G7)</f><v>97.5</v>")
            new.writestr(info, data)
    failed = [c for c in tables(made)["checks"] if c["status"] == "fail" and c["rule"] == "score-total"]
    assert [(float(c["stated"]), float(c["computed"])) for c in failed] == [(97.5, 98.1)]
