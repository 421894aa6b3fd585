"""Cells of our tables without figures: those that are no number where one must stand, and those that went nowhere."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from ziping.parsers.ledger.entries import Entry, read_blocks
from ziping.parsers.ledger.placed import Places
from ziping.parsers.ledger.scan import scan
from ziping.parsers.lexicon import DASHES, FUNDING, GOALS, INDICATOR, NOTHING, SUBTOTALS, TOTALS, level_of_name
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.fields import field_of
from ziping.parsers.text.normalise import bare, fold, plain
from ziping.parsers.text.values import operator_of
from ziping.schemas.document import Cell, Document, Table
from ziping.schemas.report import Note, Report

_TOO_NARROW = re.compile(r"#{2,}")  # what a spreadsheet shows of a number that its column has no room for
_ODD = re.compile(r"[①-⑳⓪❶-❿]|[#?？�]{1,}|[\dOoIlＩｌ,.]*[OoIlＩｌ][\dOoIlＩｌ,.]*|[.,]\d+|\d+[.,]")
_FEWEST = 2  # figures in a column that make of an odd cell a figure that cannot be read


def unreadable_cells(document: Document, report: Report, entries: Sequence[Entry]) -> Iterator[Note]:
    """##### anywhere, and ①, l0, ? in a column of figures, in tables of which something was read."""
    ours = {e.block for e in entries if e.value is not None}
    for index, block in read_blocks(document, report):
        if isinstance(block, Table) and index in ours:
            figures = _figures_by_column(block)
            for cell in block.cells:
                if _is_unreadable(cell, figures):
                    message = f"“{cell.text.string}” stands where a number must stand, and cannot be read"
                    yield Note("unreadable-cell", message, cell.text.printed())


def _figures_by_column(table: Table) -> dict[int, int]:
    found: dict[int, int] = {}
    for cell in table.cells:
        string = cell.text.string
        if string and any(f.start == 0 or not string[: f.start].strip("≥≤><=-") for f in scan(string)):
            found[cell.column] = found.get(cell.column, 0) + 1
    return found


def _is_unreadable(cell: Cell, figures: dict[int, int]) -> bool:
    string = fold(cell.text.string).strip()
    if not string:
        return False
    if _TOO_NARROW.fullmatch(string):
        return True
    return figures.get(cell.column, 0) >= _FEWEST and _ODD.fullmatch(string) is not None


_NOBODY = shaped("{doubts.nobody_begins}")
_TEMPLATE = shaped(r"(?:{doubts.template_name})?\d{0,2}[:.、]?|[.…·*x]+", re.IGNORECASE)
_LONGEST_NAME = 40  # characters; a longer cell is running text


def unread_cells(document: Document, report: Report, entries: Sequence[Entry], places: Places) -> Iterator[Note]:
    """Words of our tables that went nowhere: beside the label of an entry that an evaluation lacks, or among the rows of
    indicators or money."""
    ours = {e.block for e in entries if e.value is not None}
    missing = frozenset(_missing(report))
    for index, block in read_blocks(document, report):
        if not isinstance(block, Table) or index not in ours:
            continue
        beside = _beside_labels(block, missing) if missing else ()
        for cell, why in (*beside, *_among_rows(block, places)):
            printed = cell.text.printed()
            if not is_placed(cell, places):
                yield Note("unread-cell", f"“{cell.text.string}” {why}, but nothing was made of it", printed)


def _missing(report: Report) -> Iterator[str]:
    """The entries that some evaluation should have and has not, by the names of their labels."""
    every = report.evaluations
    if any(e.subject is None for e in every):
        yield "project"
    if report.agency is None and any(e.agency is None for e in every):
        yield "agency"


def is_placed(cell: Cell, places: Places) -> bool:
    """Whether a value stands in the cell, or one of the same words elsewhere."""
    string = plain(cell.text.string)
    if string in places.words or string.rpartition(":")[2] in places.words:
        return True
    return has_value(cell, places)


def has_value(cell: Cell, places: Places) -> bool:
    """Whether a value stands in the cell."""
    return any(True for p in cell.text.printed() for _ in (*places.over(p), *places.within(p)))


def says_nothing(string: str) -> bool:
    """Whether a cell is blank, a dash, 无 or what a template has in its place (指标1：, ……)."""
    folded = plain(string)
    return not folded or folded in DASHES or bare(string) in NOTHING or _TEMPLATE.fullmatch(folded) is not None


def _beside_labels(table: Table, fields: Container[str]) -> Iterator[tuple[Cell, str]]:
    """The filled cells to the right of the labels of some entries."""
    squares = {(r, cell.column): cell for cell in table.cells for r in cell.rows}
    for label in table.cells:
        if not label.text or len(label.text) > _LONGEST_NAME or field_of(label.text.string) not in fields:
            continue
        cell = squares.get((label.row, label.column + label.column_span))
        if cell is None or _NOBODY.match(cell.text.string):
            continue
        if not says_nothing(cell.text.string) and not is_word_of_forms(cell.text.string):
            yield cell, f"stands beside “{label.text.string}”"


def is_word_of_forms(string: str) -> bool:
    """Whether a cell is a heading or a label itself."""
    sure = any((m := v.find(string)) is not None and m.sure for v in (INDICATOR, FUNDING, TOTALS))
    word = bare(string)
    listed = word in GOALS or word in SUBTOTALS or level_of_name(string) is not None
    return sure or listed or field_of(string) is not None


_POINTS_BEHIND = re.compile(r"\s*\(\s*\d+(?:\.\d+)?\s?分?\)$")
_OVER_ROWS = ("level1", "level2", "level1_weight", "level2_weight", "sheet")  # columns that hold for several rows


def _among_rows(table: Table, places: Places) -> Iterator[tuple[Cell, str]]:
    """Cells without figures in the rows of indicators, and in those that are left blank or sum up among and behind them,
    right of where their values begin."""
    values = [c for c in table.cells if c.text and _is_of_indicator(c, places)]
    if not values:
        return
    first, left = min(c.row for c in values), min(c.column for c in values)
    last = max(c.row for c in values)
    more = {c.row for c in table.cells if c.row > last and _goes_on(c, places)}
    while last + 1 in more:
        last += 1
    headings = {plain(c.text.string) for c in table.cells if c.row < first}
    yield from _levels_beside(table, places, frozenset(r for c in values for r in c.rows), left)
    for cell in table.cells:
        string = cell.text.string
        if not first <= cell.row <= last or cell.column < left or len(string) > _LONGEST_NAME or any(scan(string)):
            continue
        known = says_nothing(string) or is_word_of_forms(string) or operator_of(string) is not None
        if not known and plain(string) not in headings:
            yield cell, "stands among the indicators"


def _levels_beside(table: Table, places: Places, rows: frozenset[int], left: int) -> Iterator[tuple[Cell, str]]:
    """The first name of a level, its points perhaps behind it, left of the values of indicators that is nobody's level."""
    for cell in table.cells:
        beside = cell.column < left and not rows.isdisjoint(cell.rows) and bool(cell.text)
        if beside and level_of_name(_POINTS_BEHIND.sub("", fold(cell.text.string))) and not is_placed(cell, places):
            yield cell, "is the name of a level"
            return


def _is_of_indicator(cell: Cell, places: Places) -> bool:
    over = (v for p in cell.text.printed() for v in places.over(p))
    return any(v.table == "indicators" and v.column not in _OVER_ROWS for v in over)


def _goes_on(cell: Cell, places: Places) -> bool:
    """Whether the row of a cell belongs to the rows above: one that a template left blank, or their subtotal."""
    string = cell.text.string
    if not string:
        return False
    blank = _TEMPLATE.fullmatch(plain(string)) is not None
    return blank or any(v.table == "sections" for p in cell.text.printed() for v in places.over(p))
