"""A page taken apart into its tables and the lines outside of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ziping.pipeline.layout.tables.bands import join_bands
from ziping.pipeline.layout.tables.frames import continued_frame, with_overhanging
from ziping.pipeline.layout.tables.gaps import fill_gaps, widen_as_above, widen_to_rules
from ziping.pipeline.layout.tables.headed import with_bare_rows, with_labels
from ziping.pipeline.layout.tables.stacked import part_stacked
from ziping.pipeline.layout.tables.unruled import unruled_tables
from ziping.pipeline.layout.text.joining import line_to_string
from ziping.pipeline.layout.text.lines import Line, words_to_lines
from ziping.pipeline.layout.text.wrapped import join_wrapped
from ziping.pipeline.reading.tables import find_tables
from ziping.schemas.document import PageInfo, Table
from ziping.schemas.geometry import Box
from ziping.schemas.page import Page, Word


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its tables, and the lines outside of them from top to bottom."""

    page: Page
    tables: tuple[Table, ...]
    lines: tuple[Line, ...]

    @property
    def frames(self) -> tuple[Box, ...]:
        """Where its tables stand."""
        return tuple(table.places[0].box for table in self.tables)


def pages_to_sheets(pages: Iterable[Page]) -> list[Sheet]:
    """Every page taken apart into tables and lines. A table may show only by the one it goes on with."""
    sheets: list[Sheet] = []
    for page in pages:
        sheets.append(page_to_sheet(page, tuple(map(part_stacked, find_tables(page))), sheets[-1] if sheets else None))
    return sheets


def page_to_sheet(page: Page, tables: Sequence[Table], before: Sheet | None = None) -> Sheet:
    """Every word of the page is either in a table or in exactly one line."""
    outside = _words_outside(page.words, tables)
    above = before.tables[-1] if before and before.tables else None
    tables = join_bands(page, tables, outside, above)
    outside = _words_outside(page.words, tables)
    if above and before:
        frame = continued_frame(page, above, tables, before.page.height)
        if frame:
            tables.insert(0, frame)
        elif tables:
            tables[0] = widen_as_above(tables[0], above, page, outside)
    if tables and outside:
        tables = [fill_gaps(widen_to_rules(table, page.rules, outside), page.rules, outside) for table in tables]
        tables = with_labels(
            with_bare_rows(tables, words_to_lines(_words_outside(page.words, tables), page.number)), outside
        )
        outside = _words_outside(page.words, tables)
        tables = [with_overhanging(table, page.rules, outside) for table in tables]
        outside = _words_outside(page.words, tables)
    walls = tuple(table.places[0].box for table in tables)
    if unruled := unruled_tables(words_to_lines(outside, page.number, walls), page.number, above):
        tables = [*tables, *unruled]
        outside = _words_outside(page.words, tables)
    frames = tuple(table.places[0].box for table in tables)
    in_order = tuple(table for _, table in sorted(zip(frames, tables, strict=True), key=lambda p: (p[0].top, p[0].x0)))
    return Sheet(page, in_order, join_wrapped(words_to_lines(outside, page.number, frames)))


def sheet_to_info(sheet: Sheet) -> PageInfo:
    """The page as the dataset keeps it: all its text, a line of print or a row of a table a line.

    A tab stands between the cells of a row and for a wide blank on a line.
    """
    rows = [(line.box.top, line.box.x0, line_to_string(line)) for line in sheet.lines]
    for table in sheet.tables:
        frame = table.places[0].box
        rows.extend((frame.top, frame.x0, text) for text in _table_to_strings(table))
    page = sheet.page
    return PageInfo(
        page.number,
        page.width,
        page.height,
        page.method,
        "\n".join(text for _, _, text in sorted(rows, key=lambda row: row[:2])),
        page.rotation,
        page.skew,
        page.confidence,
    )


def _words_outside(words: Sequence[Word], tables: Sequence[Table]) -> tuple[Word, ...]:
    """The words that no cell holds."""
    if not tables:
        return tuple(words)
    # A word may be shared out between cells: its first part tells.
    held = {(p.box.x0, p.box.top) for table in tables for cell in table.cells for p in cell.text.pieces}
    return tuple(word for word in words if (word.box.x0, word.box.top) not in held)


def _table_to_strings(table: Table) -> list[str]:
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        if cell.text:
            rows[cell.row].append(cell.text.string)
    return ["\t".join(row) for row in rows if row]
