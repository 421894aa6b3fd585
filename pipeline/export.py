"""The tables as a workbook: a sheet each, headings in Chinese, figures as figures.

Text from a document is written as text, whatever it begins with: a cell never becomes a formula.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from pipeline.errors import UsageError
from pipeline.store.durable import replacing
from pipeline.text import width
from schemas.dataset import TABLES, Column, Kind, TableSpec

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from pipeline.dataset import Dataset

ROWS_A_SHEET = 1_048_575  # what Excel takes, without the heading
LONGEST = 32_767  # characters of a cell that Excel takes
_NARROWEST, _WIDEST = 8, 60  # columns of text
_JUDGED = 200  # rows that the width of a column is judged by
RISKY = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula when the cell is edited
_WHOLE, _BROKEN = "#,##0", "#,##0.00####"
_HEAD_FONT, _HEAD_FILL = Font(bold=True), PatternFill("solid", start_color="DDE7F0")


def export(dataset: Dataset, file: Path) -> Mapping[str, int]:
    """Writes the workbook; gives the number of rows of each table.

    Raises:
        UsageError: when the file cannot be written.
    """
    book = Workbook(write_only=True)
    counts = {spec.name: write_sheets(book, spec, _rows(dataset, spec)) for spec in TABLES}
    try:
        with replacing(file) as temporary:
            book.save(temporary)
    except OSError as error:
        raise UsageError(
            f"{file} cannot be written: {error.strerror or error}. Choose another name with --out, "
            "or close the program that has it open."
        ) from error
    return counts


def write_sheets(book: Workbook, spec: TableSpec, rows: Iterator[Mapping[str, object]]) -> int:
    """Writes rows of a declared table, to a second sheet where one is full; gives their number."""
    sample = list(itertools.islice(rows, _JUDGED))
    sheet, count = _sheet(book, spec, spec.name, sample), 0
    for row in itertools.chain(sample, rows):
        if count and count % ROWS_A_SHEET == 0:
            sheet = _sheet(book, spec, f"{spec.name} {count // ROWS_A_SHEET + 1}", sample)
        sheet.append([_cell(sheet, c, row[c.name]) for c in spec.columns])
        count += 1
    return count


def _rows(dataset: Dataset, spec: TableSpec) -> Iterator[Mapping[str, object]]:
    for batch in dataset.scan(spec.name).to_batches():
        yield from batch.to_pylist()


def _sheet(book: Workbook, spec: TableSpec, title: str, sample: Sequence[Mapping[str, object]]) -> WriteOnlyWorksheet:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(spec.columns, 1):
        texts = [column.label_zh, *(_shown(column, row[column.name]) for row in sample)]
        widest = max(width(text[:_WIDEST]) for text in texts) + 3  # the filter's button stands in the heading
        sheet.column_dimensions[get_column_letter(number)].width = min(max(widest, _NARROWEST), _WIDEST)
    sheet.append([_heading(sheet, column) for column in spec.columns])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(spec.columns))}1"
    return sheet


def _heading(sheet: WriteOnlyWorksheet, column: Column) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, column.label_zh)
    cell.font, cell.fill = _HEAD_FONT, _HEAD_FILL
    cell.comment = Comment(f"{column.name}\n{column.description}", "ziping", height=90, width=280)
    return cell


def _cell(sheet: WriteOnlyWorksheet, column: Column, value: object) -> WriteOnlyCell:
    match value:
        case Decimal():
            cell = WriteOnlyCell(sheet, value.normalize() if value else 0)
            cell.number_format = _WHOLE if value == value.to_integral_value() else _BROKEN
        case None | bool() | int() | float():
            cell = WriteOnlyCell(sheet, value)
        case datetime.datetime():
            cell = WriteOnlyCell(sheet, value.astimezone(datetime.UTC).replace(tzinfo=None))
        case datetime.date():
            cell = WriteOnlyCell(sheet, value)
            cell.number_format = "yyyy-mm-dd"
        case _:
            text = _shown(column, value)
            cell = WriteOnlyCell(sheet, text)
            cell.data_type = "s"  # not "f", whatever it begins with
            cell.quotePrefix = text.startswith(RISKY)
    return cell


def _shown(column: Column, value: object) -> str:
    """A value as text that a cell can hold."""
    match column.kind, value:
        case _, None:
            text = ""
        case Kind.STRINGS, list():
            text = "；".join(str(v) for v in value)
        case Kind.MAPPING, list():
            text = "；".join(f"{k}：{v}" for k, v in value)
        case Kind.STRUCTS, list():
            text = "；".join(_entry(item) for item in value)
        case _:
            text = str(value)
    text = str(ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _entry(item: Mapping[str, object]) -> str:
    """An entry of `cells` (column: text) or of `evidence` (table, row), with its page."""
    first, second, *_ = item.values()
    return f"{first}：{second}（第{item['page']}页）"
