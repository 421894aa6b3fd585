"""Text that is called a workbook."""

import pytest

from ziping.pipeline.documents.opening import open_document
from ziping.pipeline.documents.sheets.xls import read_xls
from ziping.pipeline.errors import ReadError

TABLE = "项目支出绩效自评表\t\t\r\n一级指标\t三级指标\t得分\r\n产出指标\t\t20.5\r\n"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig", "utf-16"])
def test_its_cells_are_those_of_a_sheet(tmp_path, encoding):
    (tmp_path / "表.xls").write_bytes(TABLE.encode(encoding))
    (sheet,) = read_xls(tmp_path / "表.xls")
    assert {place: cell.text for place, cell in sheet.cells.items()} == {
        (0, 0): "项目支出绩效自评表", (1, 0): "一级指标", (1, 1): "三级指标", (1, 2): "得分", (2, 0): "产出指标", (2, 2): "20.5",
    }  # fmt: skip


def test_cells_that_are_parted_by_commas_and_quoted(tmp_path):
    (tmp_path / "a.xls").write_text('指标,得分\n"甲,乙","1,200.5"\n', encoding="utf-8")
    (sheet,) = read_xls(tmp_path / "a.xls")
    assert [cell.text for cell in sheet.cells.values()] == ["指标", "得分", "甲,乙", "1,200.5"]


def test_a_table_of_it_is_laid_out(tmp_path):
    (tmp_path / "a.et").write_bytes(TABLE.encode("gbk"))
    with open_document(tmp_path / "a.et") as laid:
        assert len(laid.blocks) == 2


@pytest.mark.parametrize("data", [b"only words\nand more", b"\0\1\2,3,4", b"a\0b,c", b'a\tb\n"' + b'x""' * 90_000])
def test_what_is_no_table_of_text_is_still_damaged(tmp_path, data):
    (tmp_path / "a.xls").write_bytes(data)
    with pytest.raises(ReadError) as error:
        read_xls(tmp_path / "a.xls")
    assert error.value.code == "corrupt"


def test_a_ledger_of_text_is_no_form(tmp_path):
    (tmp_path / "a.xls").write_bytes(b"a\tb\n" * 70_000)
    (sheet,) = read_xls(tmp_path / "a.xls")
    assert (sheet.too_long, sheet.cells) == (True, {})
