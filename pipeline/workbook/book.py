"""A workbook that is written row by row: memory does not grow with it. Text stays text, whatever it begins with."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import xlsxwriter

from ziping.pipeline.present.terminal_text import RISKY, held
from ziping.pipeline.workbook.language import Language

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CellFormat = Mapping[str, str | int | bool]  # properties of a format, as XlsxWriter calls them
PLAIN: CellFormat = {"valign": "top"}
WRAPPED: CellFormat = {"valign": "top", "text_wrap": True}
HEAD: CellFormat = {"bold": True, "bg_color": "#DDE7F0", "text_wrap": True, "valign": "vcenter", "bottom": 1}
LINK: CellFormat = {"valign": "top", "font_color": "#1D4F7C", "underline": 1}
SEVERITY_FORMATS: Mapping[str, CellFormat] = {
    "error": {"valign": "top", "bg_color": "#F8D7D4"},
    "warning": {"valign": "top", "bg_color": "#FBE9C6"},
}
DATE, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"
_A4 = 9
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(slots=True)
class Book:
    """A workbook under way.

    Attributes:
        language: What it is written in.
    """

    language: Language
    _book: Workbook
    _formats: dict[tuple[tuple[str, str | int | bool], ...], Format] = field(default_factory=dict)

    def sheet(self, name: str) -> Worksheet:
        """A new sheet: A4, across, its first row on every page."""
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.repeat_rows(0)
        before, between, after = self.language.say("page {} of {}").split("{}")
        sheet.set_header("&L&A")
        sheet.set_footer(f"&C{before}&P{between}&N{after}")
        return sheet

    def format_of(self, cell_format: CellFormat, **more: str | int | bool) -> Format:
        """The format with these properties: each is made once."""
        wanted = {**cell_format, **more}
        key = tuple(sorted(wanted.items(), key=lambda item: item[0]))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(wanted))
        return self._formats[key]

    def write(self, sheet: Worksheet, row: int, column: int, value: object, cell_format: CellFormat = PLAIN) -> None:
        """Writes a value as what it is; nothing where there is none."""
        match value:
            case None | "":
                if cell_format is not PLAIN:
                    sheet.write_blank(row, column, None, self.format_of(cell_format))
            case bool():
                sheet.write_boolean(row, column, value, self.format_of(cell_format))
            case int() | float() | Decimal():
                sheet.write_number(row, column, value, self.format_of(cell_format))
            case datetime.datetime():
                moment = value.astimezone(datetime.UTC).replace(tzinfo=None)
                sheet.write_datetime(row, column, moment, self.format_of(cell_format, num_format=MOMENT))
            case datetime.date():
                sheet.write_datetime(row, column, value, self.format_of(cell_format, num_format=DATE))
            case _:
                text = held(str(value))
                risky = {"quote_prefix": True} if text.startswith(RISKY) else {}
                sheet.write_string(row, column, text, self.format_of(cell_format, **risky))


@contextmanager
def new_book(target: Path | BinaryIO, language: Language) -> Iterator[Book]:
    """A workbook that is written when the block ends.

    Raises:
        OSError: when it cannot be written.
    """
    opened = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, _OPTIONS)
    opened.set_properties({"author": "ziping"})
    try:
        yield Book(language, opened)
    finally:
        try:
            opened.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise OSError(str(error)) from error
