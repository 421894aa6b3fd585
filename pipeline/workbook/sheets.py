"""Rows of a declared table as sheets of a workbook: what people read first, names and boxes folded up at the end."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from ziping.pipeline.present.codes import is_coded
from ziping.pipeline.present.figures import Form, form_in
from ziping.pipeline.present.terminal_text import width
from ziping.pipeline.reviews.store import EDGES
from ziping.pipeline.workbook.book import HEAD, PLAIN, SEVERITY_FORMATS, WRAPPED, Book, CellFormat
from ziping.schemas.dataset import Column, Kind, TableSpec
from ziping.schemas.dataset.column import string

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

ROWS_A_SHEET = 1_048_575  # what Excel takes, without the heading
_NARROWEST, _WIDEST = 8, 60  # columns of text
_ACROSS = 220  # characters that can still be read when they stand beside each other on a page
_JUDGED = 200  # rows that the width of a column is judged by
_WHOLE, _BROKEN, _MONEY = "#,##0", "#,##0.00####", "#,##0.00"
_PERCENT, _FINE_PERCENT = "0.00%", "0.00####%"
_YEAR = "0"  # and other numbers that name something: no comma in 2,024
FILLED = ("fail",)  # checks whose severity is coloured
FILE = string("file", "Path of the file", "文件")
_FOLDED = frozenset({"doc_id", "cells", "evidence", "method", "confidence", "message_en", *EDGES})  # for programs


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


def arranged(spec: TableSpec, lang: str) -> TableSpec:
    """The table as people read it: the file first, names of rows and boxes last."""
    own = [c for c in spec.columns if c.name != FILE.name]
    if any(c.name == "doc_id" for c in own) and not any(c.name == "path" for c in own):
        own = [FILE, *own]
    return replace(spec, columns=tuple(sorted(own, key=lambda c: is_folded(c, lang))), references=())


def is_folded(column: Column, lang: str) -> bool:
    """Whether the column is for programs: it is folded up."""
    name = column.name
    if name in {"message_zh", "message_en"}:
        return name != f"message_{lang}"
    return name in _FOLDED or name.endswith("_id")


def write_sheets(
    book: Book,
    spec: TableSpec,
    rows: Iterator[Mapping[str, object]],
    cited: Cited | None = None,
    paths: Mapping[str, str] | None = None,
) -> int:
    """Writes rows of a declared table, to a second sheet where one is full; gives their number.

    Args:
        book: The workbook.
        spec: The table.
        rows: Its rows.
        cited: Learns where rows are that others lead to.
        paths: doc_id → path of the file.
    """
    spec = arranged(spec, book.language.lang)
    named = ({**row, FILE.name: (paths or {}).get(str(row.get("doc_id")))} for row in rows)
    sample = list(itertools.islice(named, _JUDGED))
    title = book.language.sheet(spec)
    sheet, count = _sheet(book, spec, title, sample), 0
    for row in itertools.chain(sample, named):
        if count and count % ROWS_A_SHEET == 0:
            _filtered(sheet, spec, ROWS_A_SHEET)
            sheet = _sheet(book, spec, f"{title} {count // ROWS_A_SHEET + 1}", sample)
        number = count % ROWS_A_SHEET + 1
        for place, column in enumerate(spec.columns):
            _write(book, sheet, (number, place), column, row)
        count += 1
        if cited is not None:
            cited.note(spec, row, sheet.get_name(), number + 1)
    _filtered(sheet, spec, (count - 1) % ROWS_A_SHEET + 1 if count else 0)
    return count


def _sheet(book: Book, spec: TableSpec, title: str, sample: Sequence[Mapping[str, object]]) -> Worksheet:
    sheet, language = book.sheet(title), book.language
    sheet.freeze_panes(1, 0)
    shown: list[int] = []
    for place, column in enumerate(spec.columns):
        texts = [language.heading(column), *(_text(book, column, row.get(column.name)) for row in sample)]
        folded = {"level": 1, "hidden": True} if is_folded(column, language.lang) else {}
        sheet.set_column(place, place, width_for(texts), None, folded)
        shown += [] if folded else [width_for(texts)]
        book.write(sheet, 0, place, language.heading(column), HEAD)
        sheet.write_comment(0, place, language.note(column), {"author": "ziping", "x_scale": 2})
    if len(shown) < len(spec.columns):
        sheet.set_column(len(spec.columns), len(spec.columns), None, None, {"collapsed": True})
    _fit(sheet, shown)
    return sheet


def _fit(sheet: Worksheet, widths: Sequence[int]) -> None:
    """Prints a sheet over as many pages beside each other as it takes to be read, its first column on each of them."""
    first, rest = widths[0], sum(widths[1:])
    if first + rest <= _ACROSS:
        sheet.fit_to_pages(1, 0)
        return
    sheet.fit_to_pages(math.ceil(rest / (_ACROSS - first)), 0)
    sheet.repeat_columns(0)
    sheet.print_across()  # the pages of a row one after the other


def _filtered(sheet: Worksheet, spec: TableSpec, rows: int) -> None:
    sheet.autofilter(0, 0, rows, len(spec.columns) - 1)
    shown = [
        n for n, column in enumerate(spec.columns) if not column.name.endswith("_id") and column.name not in _FOLDED
    ]
    sheet.print_area(0, 0, rows, max(shown, default=0))


def width_for(texts: Iterable[str], widest: int = _WIDEST) -> int:
    """A width that shows the texts of a column, within reason."""
    needed = max(width(text[:widest]) for text in texts) + 3  # the filter's button stands in the heading
    return min(max(needed, _NARROWEST), widest)


def _write(book: Book, sheet: Worksheet, place: tuple[int, int], column: Column, row: Mapping[str, object]) -> None:
    value = row.get(column.name)
    match value:
        case Decimal():
            cell_format: CellFormat = {**PLAIN, "num_format": number_format(form_in(column, row), value)}
            book.write(sheet, *place, value.normalize() if value else 0, cell_format)
        case float():
            digits = 1 if column.name in EDGES else 3
            book.write(sheet, *place, round(value, digits), {**PLAIN, "num_format": "0." + "0" * digits})
        case int():
            book.write(sheet, *place, value, {**PLAIN, "num_format": _YEAR} if not isinstance(value, bool) else PLAIN)
        case list() | str():
            coloured = column.name == "severity" and row.get("status") in FILLED
            cell_format = SEVERITY_FORMATS.get(str(value), PLAIN) if coloured else PLAIN
            text = _text(book, column, value)
            book.write(sheet, *place, text, WRAPPED if cell_format is PLAIN and width(text) > _WIDEST else cell_format)
        case _:
            book.write(sheet, *place, value)


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


def _text(book: Book, column: Column, value: object) -> str:
    """A value as text that a cell can hold."""
    say, word = book.language.say, book.language.word
    match column.kind, value:
        case _, None:
            return ""
        case Kind.STRINGS, list():
            return say("; ").join(str(v) for v in value)
        case Kind.MAPPING, list():
            return say("; ").join(f"{k}{say(': ')}{v}" for k, v in value)
        case Kind.STRUCTS, list():
            return say("; ").join(_entry(item, book) for item in value)
        case Kind.STRING, _ if is_coded(column.name) or column.name == "rule":
            return word(column.name, str(value))
        case _:
            return str(value)


def _entry(item: Mapping[str, object], book: Book) -> str:
    """An entry of `cells` (column: text) or of `evidence` (table, row), with its page."""
    first, second, *_ = item.values()
    colon, page = book.language.say(": "), book.language.say(f" (p. {item['page']})")
    return f"{first}{colon}{second}{page}"
