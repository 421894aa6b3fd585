"""Working papers as a workbook: an index, then a sheet for every unit, set up for A4."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter

from ziping.pipeline.present.terminal_text import held, width
from ziping.pipeline.workpaper.clips import DPI, sizes_of
from ziping.pipeline.workpaper.paper import Matter, Paper, Pictures
from ziping.pipeline.workpaper.wording import Field, Wording

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_COLUMNS = (6, 30, 18, 16, 16, 13, 6)  # widths of a recomputation, in characters
_INDEX = (9, 34, 44, 10, 10, 10, 10)
_LAST = len(_COLUMNS) - 1
_NAMES = 1  # column in which the names of fields end, counted from 0
_LINE_HEIGHT = 14.0  # points of a line of print
_TALLEST = 400.0  # points: a row cannot be higher than 409
_WIDE = sum(_COLUMNS) * 5.6  # points of the columns together, a little less than they are
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_A4 = 9
_TEXT = sum(_COLUMNS[_NAMES + 1 :])  # characters of a field's text


def write_spreadsheet(papers: Sequence[Paper], pictures: Pictures, wording: Wording, file: Path) -> None:
    """Writes the papers."""
    with xlsxwriter.Workbook(str(file), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": wording.title, "author": "ziping", "comments": wording.note})
        names = [_name(paper) for paper in papers]
        styles = _Styles(book)
        _Index(book, styles, wording).write(papers, names)
        sizes = dict(sizes_of(pictures))
        for paper, name in zip(papers, names, strict=True):
            _Sheet(book.add_worksheet(name), styles, wording).write(paper, pictures, sizes)


def _name(paper: Paper) -> str:
    """The name of its sheet: its number makes it the only one of the name."""
    number = paper.index.rpartition("-")[2]
    return f"{number} {_FORBIDDEN.sub(' ', held(paper.unit))}"[:_LONGEST_NAME].strip()


class _Styles:
    """The formats of cells."""

    def __init__(self, book: Workbook) -> None:
        base = {"font_size": 10, "valign": "top", "text_wrap": True}
        boxed = {**base, "border": 1}
        self.title = book.add_format({"font_size": 15, "bold": True, "align": "center"})
        self.heading = book.add_format({"font_size": 11, "bold": True, "bottom": 2})
        self.plain = book.add_format(base)
        self.name = book.add_format({**boxed, "bold": True, "bg_color": "#E8EEF4"})
        self.text = book.add_format(boxed)
        self.figure = book.add_format({**boxed, "align": "right"})
        self.middle = book.add_format({**boxed, "align": "center"})
        self.link = book.add_format({**boxed, "font_color": "#1D4F7C", "underline": 1})


class _Sheet:
    """A sheet that is filled from the top."""

    def __init__(self, sheet: Worksheet, styles: _Styles, wording: Wording) -> None:
        self._sheet, self._styles, self._wording, self._row = sheet, styles, wording, 0

    def write(self, paper: Paper, pictures: Pictures, sizes: dict[str, tuple[int, int]]) -> None:
        wording = self._wording
        _set_up(self._sheet, _COLUMNS, wording, f"{wording.say('index')} {paper.index}")
        self._sheet.merge_range(0, 0, 0, _LAST, wording.title, self._styles.title)
        self._row = 1
        self._fields(wording.about(paper))
        self._to_sign()
        self._heading(wording.say("checks that were made"))
        self._work(paper)
        for matter in paper.matters:
            self._matter(matter, pictures, sizes)
        if paper.matters:
            self._across(wording.ticks)
        self._across(wording.note)

    def _matter(self, matter: Matter, pictures: Pictures, sizes: dict[str, tuple[int, int]]) -> None:
        wording = self._wording
        self._heading(wording.matter(matter))
        self._fields(wording.before(matter))
        if matter.lines:
            self._cells(wording.headings, [self._styles.name] * len(_COLUMNS))
        styles = self._styles
        formats = [styles.middle, styles.text, styles.text, *[styles.figure] * 3, styles.middle]
        for n, line in enumerate(matter.lines, 1):
            texts = (str(n), line.label, line.place, line.reported, line.recomputed, line.difference, line.tick)
            self._cells(texts, formats)
        drawn = [clip.name for clip in matter.clips if clip.name in pictures]
        for name in drawn:
            self._picture(pictures[name], sizes[name])
        if not drawn:
            self._across(wording.say("(no picture: the file is gone, has changed, or cannot be drawn)"))
        self._fields(wording.after(matter))
        review = self._row - len(wording.review(matter))
        choices = [*wording.states.values(), wording.say("not reviewed")]
        self._sheet.data_validation(
            review, _NAMES + 1, review, _NAMES + 1, {"validate": "list", "source": choices, "error_type": "information"}
        )

    def _picture(self, file: Path, size: tuple[int, int]) -> None:
        wide, high = (side / DPI * 72 for side in size)
        scale = min(_WIDE / wide, _TALLEST / high, 1.0)
        self._sheet.set_row(self._row, high * scale + 6)
        self._sheet.insert_image(
            self._row,
            0,
            str(file),
            {"x_scale": scale, "y_scale": scale, "x_offset": 2, "y_offset": 3, "object_position": 2},
        )
        self._row += 1

    def _heading(self, text: str) -> None:
        self._row += 1
        self._sheet.merge_range(self._row, 0, self._row, _LAST, "", self._styles.heading)
        self._sheet.write_string(self._row, 0, held(text), self._styles.heading)
        self._row += 1

    def _across(self, text: str) -> None:
        self._sheet.merge_range(self._row, 0, self._row, _LAST, "", self._styles.plain)
        self._sheet.write_string(self._row, 0, held(text), self._styles.plain)
        self._height(text, sum(_COLUMNS))
        self._row += 1

    def _fields(self, fields: Iterable[Field]) -> None:
        sheet, styles = self._sheet, self._styles
        for name, text in fields:
            sheet.merge_range(self._row, 0, self._row, _NAMES, "", styles.name)
            sheet.write_string(self._row, 0, held(name), styles.name)
            sheet.merge_range(self._row, _NAMES + 1, self._row, _LAST, "", styles.text)
            if text:
                sheet.write_string(self._row, _NAMES + 1, held(text), styles.text)
            self._height(text, _TEXT)
            self._row += 1

    def _to_sign(self) -> None:
        """Names and dates, to be written by hand."""
        names = self._wording.to_sign
        for first, second in ((names[0], names[1]), (names[2], names[3])):
            sheet, styles = self._sheet, self._styles
            sheet.set_row(self._row, 20)
            sheet.merge_range(self._row, 0, self._row, _NAMES, "", styles.name)
            sheet.write_string(self._row, 0, first, styles.name)
            sheet.write_blank(self._row, _NAMES + 1, None, styles.text)
            sheet.write_string(self._row, _NAMES + 2, second, styles.name)
            sheet.merge_range(self._row, _NAMES + 3, self._row, _LAST, "", styles.text)
            self._row += 1

    def _work(self, paper: Paper) -> None:
        styles, wording = self._styles, self._wording
        rule, *outcomes = wording.work_headings
        self._cells((wording.headings[0], rule, *outcomes), [styles.name] * (_LAST))
        statuses = ("pass", "rounding", "unchecked", "fail")
        for n, work in enumerate(paper.work, 1):
            counts = (str(work.counts.get(status, 0)) for status in statuses)
            self._cells((str(n), work.title, *counts), [styles.middle, styles.text, *[styles.figure] * 4])

    def _cells(self, texts: Sequence[str], formats: Sequence[Format]) -> None:
        for column, (text, style) in enumerate(zip(texts, formats, strict=True)):
            if text:
                self._sheet.write_string(self._row, column, held(text), style)
            else:
                self._sheet.write_blank(self._row, column, None, style)
        lines = max(_lines(text, wide) for text, wide in zip(texts, _COLUMNS, strict=False))
        if lines > 1:
            self._sheet.set_row(self._row, lines * _LINE_HEIGHT + 2)
        self._row += 1

    def _height(self, text: str, characters: int) -> None:
        """Room for all lines: a spreadsheet does not see by itself how high merged cells have to be."""
        self._sheet.set_row(self._row, min(_lines(text, characters) * _LINE_HEIGHT + 2, _TALLEST))


class _Index:
    """The sheet that leads to the others."""

    def __init__(self, book: Workbook, styles: _Styles, wording: Wording) -> None:
        self._sheet = book.add_worksheet(wording.say("index of papers"))
        self._styles, self._wording = styles, wording

    def write(self, papers: Sequence[Paper], names: Sequence[str]) -> None:
        sheet, styles, wording = self._sheet, self._styles, self._wording
        _set_up(sheet, _INDEX, wording, wording.say("index of papers"))
        sheet.merge_range(0, 0, 0, len(_INDEX) - 1, wording.title, styles.title)
        head = (
            wording.say("index"),
            wording.say("unit under audit"),
            wording.say("files examined"),
            wording.say("checks"),
            wording.say("error"),
            wording.say("warning"),
            wording.say("reviewed"),
        )
        for column, text in enumerate(head):
            sheet.write_string(1, column, text, styles.name)
        sheet.repeat_rows(1)
        sheet.freeze_panes(2, 0)
        for row, (paper, name) in enumerate(zip(papers, names, strict=True), 2):
            sheet.write_url(row, 0, f"internal:'{name}'!A1", styles.link, paper.index)
            sheet.write_string(row, 1, held(paper.unit), styles.text)
            files = held(wording.say("; ").join(paper.documents))
            sheet.write_string(row, 2, files, styles.text)
            lines = max(_lines(files, _INDEX[2]), _lines(paper.unit, _INDEX[1]))
            sheet.set_row(row, min(lines * _LINE_HEIGHT + 2, _TALLEST))
            severities = [matter.finding["severity"] for matter in paper.matters]
            counts = (
                sum(sum(work.counts.values()) for work in paper.work),
                severities.count("error"),
                severities.count("warning"),
                sum(matter.act is not None for matter in paper.matters),
            )
            for column, count in enumerate(counts, 3):
                sheet.write_number(row, column, count, styles.figure)
        sheet.autofilter(1, 0, len(papers) + 1, len(_INDEX) - 1)


def _set_up(sheet: Worksheet, widths: Sequence[int], wording: Wording, left: str) -> None:
    for column, wide in enumerate(widths):
        sheet.set_column(column, column, wide)
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    before, between, after = wording.say("page {} of {}").split("{}")
    sheet.set_header(f"&L{left}&R{'ziping'}")
    sheet.set_footer(f"&C{before}&P{between}&N{after}")


def _lines(text: str, characters: int) -> int:
    return sum(-(-width(line) * 11 // (characters * 10)) or 1 for line in text.split("\n")) if text else 1
