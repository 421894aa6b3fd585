"""Sheets of an .xls (Excel 97 to 2003; WPS's .et is the same inside)."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ziping.pipeline.documents.sheets.delimited import read_delimited
from ziping.pipeline.documents.sheets.lookups import Pointing, without_lookups
from ziping.pipeline.documents.sheets.model import (
    MOST_COLUMNS,
    MOST_ROWS,
    Area,
    CellFormat,
    SheetCell,
    SheetModel,
    refuse_many_sheets,
)
from ziping.pipeline.documents.sheets.number_formats import (
    format_number,
    format_text,
)
from ziping.pipeline.documents.sheets.stored import stored_beside
from ziping.pipeline.documents.sheets.xls_drawings import read_drawings, stored_pictures
from ziping.pipeline.documents.sheets.xls_records import Workbook, pointing_of
from ziping.pipeline.errors import ReadError

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
_ALIGNMENTS = {2: "center", 3: "right", 6: "centerContinuous"}
_WIDTH = 256  # of a character
_TWIPS = 20
_PRINT_AREA = "print_area"


def read_xls(path: Path) -> list[SheetModel]:
    """The sheets of a workbook, in the order of their tabs; of text that is called one its cells.

    Raises:
        ReadError: `corrupt`, `encrypted`.
    """
    import xlrd

    delimited = read_delimited(path)
    if delimited is not None:
        return delimited
    try:
        book = xlrd.open_workbook(path, formatting_info=True, logfile=io.StringIO(), on_demand=True)
        refuse_many_sheets(path, book.nsheets)
        pictures = stored_pictures(book)
        return without_lookups([_read(book, index, pictures) for index in range(book.nsheets)])
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower():
            raise ReadError("encrypted", f"{path} needs a password: save a copy without one") from error
        message = (
            f"{path} is damaged or cut off ({error}): fetch it again, or open it in Excel or WPS and save it as .xlsx"
        )
        raise ReadError("corrupt", message) from error
    except (MemoryError, ReadError):
        raise
    except Exception as error:  # a damaged file makes xlrd raise whatever its unpacking does
        message = f"{path} is damaged or cut off: fetch it again, or open it in Excel or WPS and save it as .xlsx"
        raise ReadError("corrupt", message) from error


def _read(book: Workbook, index: int, pictures: Sequence[bytes | None]) -> tuple[SheetModel, Pointing]:
    sheet = _sheet(book, index)
    if sheet.hidden:
        return sheet, Pointing()
    read_drawings(book, index, pictures, sheet)
    return sheet, pointing_of(book, index)


def _sheet(book: Workbook, index: int) -> SheetModel:
    found = book.sheet_by_index(index)
    sheet = SheetModel(found.name, hidden=bool(found.visibility))
    if sheet.hidden:
        return sheet
    sheet.hidden_rows.update(r for r, info in found.rowinfo_map.items() if info.hidden)
    for column, info in found.colinfo_map.items():
        if info.hidden:
            sheet.hidden_columns.add(column)
        sheet.widths[column] = info.width / _WIDTH
    sheet.merged = [Area(r0, c0, r1 - 1, c1 - 1) for r0, r1, c0, c1 in found.merged_cells]
    sheet.printed = _print_areas(book, index)
    formats = [_format_of(book, xf) for xf in book.xf_list]
    filled = 0
    for row in range(found.nrows):
        if row in sheet.hidden_rows:
            continue
        any_text = False
        for column in range(min(found.ncols, MOST_COLUMNS)):
            cell = found.cell(row, column)
            format = formats[cell.xf_index] if cell.xf_index is not None else CellFormat()
            text = _shown(book, cell)
            any_text = any_text or bool(text)
            if text or format.bordered:
                sheet.cells[row, column] = SheetCell(text, format, _stored(book, cell, text))
        filled += any_text
        if filled > MOST_ROWS:
            sheet.too_long = True
            sheet.cells.clear()
            break
    book.unload_sheet(index)
    return sheet


def _format_of(book: Workbook, xf: Any) -> CellFormat:  # noqa: ANN401 - of xlrd
    border = xf.border
    sides = (border.top_line_style, border.bottom_line_style, border.left_line_style, border.right_line_style)
    size = book.font_list[xf.font_index].height / _TWIPS if xf.font_index < len(book.font_list) else 11.0
    return CellFormat(any(sides), _ALIGNMENTS.get(xf.alignment.hor_align, ""), min(max(size, 8.0), 26.0))


def _code(book: Workbook, cell: Any) -> str:  # noqa: ANN401 - of xlrd
    form = book.format_map.get(book.xf_list[cell.xf_index].format_key) if cell.xf_index is not None else None
    return form.format_str if form is not None else "General"


def _stored(book: Workbook, cell: Any, shown: str) -> str:  # noqa: ANN401 - of xlrd
    return stored_beside(cell.value, shown, _code(book, cell)) if cell.ctype == _NUMBER else ""


def _shown(book: Workbook, cell: Any) -> str:  # noqa: ANN401 - of xlrd
    code = _code(book, cell)
    if cell.ctype == _TEXT:
        return format_text(cell.value, code)
    if cell.ctype in {_NUMBER, _DATE}:
        return format_number(cell.value, code, since_1904=bool(book.datemode))
    if cell.ctype == _BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    return _errors().get(cell.value, "#N/A") if cell.ctype == _ERROR else ""


def _errors() -> Mapping[int, str]:
    import xlrd

    known: Mapping[int, str] = xlrd.error_text_from_code
    return known


def _print_areas(book: Workbook, index: int) -> list[Area]:
    name = book.name_and_scope_map.get((_PRINT_AREA, index))
    areas = []
    for operand in getattr(getattr(name, "result", None), "value", None) or ():
        coords = getattr(operand, "coords", None)
        if coords and coords[0] == index:
            _, _, r0, r1, c0, c1 = coords
            areas.append(Area(r0, c0, r1 - 1, c1 - 1))
    return areas
