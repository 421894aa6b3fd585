"""Rows of a declared table as sheets of a workbook: headings in Chinese, figures as figures.

Text from a document is written as text, whatever it begins with: a cell never becomes a formula.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from ziping.pipeline.present.figures import Form, form_in
from ziping.pipeline.present.text import RISKY, width
from ziping.schemas.dataset import Column, Kind, TableSpec

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

ROWS_A_SHEET = 1_048_575  # what Excel takes, without the heading
LONGEST = 32_767  # characters of a cell that Excel takes
_NARROWEST, _WIDEST = 8, 60  # columns of text
_JUDGED = 200  # rows that the width of a column is judged by
_WHOLE, _BROKEN, _MONEY = "#,##0", "#,##0.00####", "#,##0.00"
_PERCENT, _FINE_PERCENT = "0.00%", "0.00####%"
FILLED = ("fail",)  # checks whose severity is coloured
SEVERITY_FILLS = {
    "error": PatternFill("solid", start_color="F8D7D4"),
    "warning": PatternFill("solid", start_color="FBE9C6"),
}
_NO_FILL = PatternFill()
_HEAD_FONT, _HEAD_FILL = Font(bold=True), PatternFill("solid", start_color="DDE7F0")


@dataclass(frozen=True, slots=True)
class Cited:
    """Rows that others lead to.

    Attributes:
        keys: (table, id) of those rows.
        found: The same → (sheet, number of the row in it), as they are written.
    """

    keys: frozenset[tuple[str, str]] = frozenset()
    found: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)

    def note(self, spec: TableSpec, row: Mapping[str, object], sheet: str, number: int) -> None:
        """Remembers where a row was written, if anybody leads to it."""
        key = (spec.name, str(row[spec.key])) if spec.key else None
        if key in self.keys:
            self.found[key] = sheet, number


def write_sheets(
    book: Workbook, spec: TableSpec, rows: Iterator[Mapping[str, object]], cited: Cited | None = None
) -> int:
    """Writes rows of a declared table, to a second sheet where one is full; gives their number."""
    sample = list(itertools.islice(rows, _JUDGED))
    sheet, count = _sheet(book, spec, spec.name, sample), 0
    for row in itertools.chain(sample, rows):
        if count and count % ROWS_A_SHEET == 0:
            sheet = _sheet(book, spec, f"{spec.name} {count // ROWS_A_SHEET + 1}", sample)
        sheet.append([_cell(sheet, c, row) for c in spec.columns])
        count += 1
        if cited is not None:
            cited.note(spec, row, sheet.title, (count - 1) % ROWS_A_SHEET + 2)
    return count


def _sheet(book: Workbook, spec: TableSpec, title: str, sample: Sequence[Mapping[str, object]]) -> WriteOnlyWorksheet:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(spec.columns, 1):
        texts = [column.label_zh, *(_shown(column, row[column.name]) for row in sample)]
        sheet.column_dimensions[get_column_letter(number)].width = width_for(texts)
    sheet.append([_heading(sheet, column) for column in spec.columns])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(spec.columns))}1"
    return sheet


def width_for(texts: Iterable[str]) -> int:
    """A width that shows the texts of a column, within reason."""
    widest = max(width(text[:_WIDEST]) for text in texts) + 3  # the filter's button stands in the heading
    return min(max(widest, _NARROWEST), _WIDEST)


def heading(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    """A cell of the first row."""
    cell = WriteOnlyCell(sheet, text)
    cell.font, cell.fill = _HEAD_FONT, _HEAD_FILL
    return cell


def _heading(sheet: WriteOnlyWorksheet, column: Column) -> WriteOnlyCell:
    cell = heading(sheet, column.label_zh)
    cell.comment = Comment(f"{column.name}\n{column.description}", "ziping", height=90, width=280)
    return cell


def _cell(sheet: WriteOnlyWorksheet, column: Column, row: Mapping[str, object]) -> WriteOnlyCell:
    value = row[column.name]
    match value:
        case Decimal():
            cell = WriteOnlyCell(sheet, value.normalize() if value else 0)
            cell.number_format = number_format(form_in(column, row), value)
        case None | bool() | int() | float():
            cell = WriteOnlyCell(sheet, value)
        case datetime.datetime():
            cell = WriteOnlyCell(sheet, value.astimezone(datetime.UTC).replace(tzinfo=None))
        case datetime.date():
            cell = WriteOnlyCell(sheet, value)
            cell.number_format = "yyyy-mm-dd"
        case _:
            cell = text_cell(sheet, _shown(column, value))
            if column.name == "severity" and row.get("status") in FILLED:
                cell.fill = SEVERITY_FILLS.get(str(value), _NO_FILL)
    return cell


def number_format(form: Form, value: Decimal) -> str:
    """How a spreadsheet shows the figure; no digit of it is hidden that people look at."""
    whole = value == value.to_integral_value()
    match form:
        case Form.MONEY:
            return _MONEY if value * 100 == (value * 100).to_integral_value() else _BROKEN
        case Form.RATIO:
            return _PERCENT if value * 10000 == (value * 10000).to_integral_value() else _FINE_PERCENT
        case _:
            return _WHOLE if whole else _BROKEN


def text_cell(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    """A cell that is text, whatever it begins with."""
    text = held(text)
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # not "f"
    cell.quotePrefix = text.startswith(RISKY)
    return cell


def held(text: str) -> str:
    """The text as a cell can hold it."""
    text = str(ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


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
    return held(text)


def _entry(item: Mapping[str, object]) -> str:
    """An entry of `cells` (column: text) or of `evidence` (table, row), with its page."""
    first, second, *_ = item.values()
    return f"{first}：{second}（第{item['page']}页）"
