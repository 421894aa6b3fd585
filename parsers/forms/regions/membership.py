"""What speaks for a row's belonging to the block above it."""

from __future__ import annotations

from itertools import pairwise

from ziping.parsers.forms.cells.kinds import CellKind, is_figure, is_numeric, kind_of
from ziping.parsers.forms.cells.levels import title_level
from ziping.parsers.forms.grid.columns import Header
from ziping.parsers.forms.grid.grid import Grid, says_nothing
from ziping.parsers.forms.regions.evidence import RowEvidence
from ziping.parsers.forms.regions.row_kinds import (
    is_goal_label,
    is_note,
    summed_up,
    total_label,
)
from ziping.parsers.lexicon import INDICATOR, LINES, Fit
from ziping.parsers.lexicon.fields import field_of
from ziping.parsers.lexicon.headings import LEVEL_NAMES
from ziping.parsers.lexicon.marks import SUM_LABELS
from ziping.parsers.text.normalise import bare
from ziping.schemas.document import Cell

_FITS = 0.6  # share of the columns that a row must have a cell for, to be a row of the table above it
_ROW, _TITLED, _LOOSE, _BLANK, _STRANGE = 4.2, 1.5, 0.5, 0.5, -1.0
_PAIRED = 2.4  # for labels that may be sources, each with an amount, below others that are
_OF_A_HEAD = ("project", "parent_project", "department", "agency", "supervising_department", "local_department", "year")
_NAMES_OTHER = 3.0  # a label of the head, of goals or of money where a level stands
_FIGURE, _WORDS = 0.2, 0.5  # for each cell of points
_POINTS = ("weight", "score", "weighted_score")
_LOWEST_LEVELS = ("level3", "level4")


def fits(grid: Grid, row: int, header: Header) -> bool:
    """Whether the row has a cell of its own for most columns."""
    touched = {header.column_of(c) for c in grid.covering(row)} - {None}
    return len(touched) >= _FITS * len(header.columns)


def as_indicator(grid: Grid, row: int, seen: RowEvidence, header: Header) -> float:
    """The weight for a row's being one of a block of indicators: an indicator, a group's title, a subtotal, the total."""
    cells = header.filled(grid, row)
    if not cells:
        return _BLANK
    first = cells[0]
    if total_label(first) is not None or summed_up(first.text.string) is not None:
        return _ROW
    if fits(grid, row, header):
        return _STRANGE if _signature(grid, row, header) else _ROW + _types(grid, row, header)
    if not seen.form_title and title_level(first) is not None:
        return _TITLED
    inside = any(header.is_block_label(c) for c in grid.covering(row))
    return _LOOSE if not seen.form_title and (inside or len(cells) == 1) else _STRANGE


def _types(grid: Grid, row: int, header: Header) -> float:
    """What the kinds of the cells say, column by column."""
    weight = 0.0
    strange = False
    first = grid.filled(row)[0]
    for cell in grid.own(row):
        column = header.column_of(cell)
        if not cell.text:
            continue
        kind = kind_of(cell).kind
        names = column is not None and column.sense in _LOWEST_LEVELS
        again = column is not None and bare(column.heading) == bare(cell.text.string)  # the block's label on every row
        strange |= not names and not again and cell is first and (_asks_for_head(cell) or is_goal_label(cell))
        if column is None:
            continue
        if column.sense in _POINTS:
            weight += _FIGURE if is_numeric(cell) else -_WORDS if kind in (CellKind.WORDS, CellKind.SENTENCE) else 0
        elif column.sense in LEVEL_NAMES:
            weight += _FIGURE if kind is CellKind.LEVEL else 0
    return weight - (_NAMES_OTHER if strange else 0)


def _asks_for_head(cell: Cell) -> bool:
    return kind_of(cell).kind is CellKind.FIELD and field_of(cell.text.string) in _OF_A_HEAD


def _signature(grid: Grid, row: int, header: Header) -> bool:
    """Names and signatures in a narrow table: a label where the indicator stands, words where the points stand."""
    own = grid.own(row)
    label = next(c for c in own if c.text)
    signed = is_note(own) or field_of(label.text.string) in ("person", "date")
    if not signed or label.column > header.columns[0].start:
        return False
    points = [c for c in own if (column := header.column_of(c)) is not None and column.sense in ("weight", "score")]
    return not any(is_figure(c.text.string) for c in points)


def as_money(grid: Grid, row: int, seen: RowEvidence, header: Header | None) -> float:
    """The weight for a row's being one of a block of money that has begun above it. A label of goals with no amount beside
    it begins a block of its own, though the rules of the columns go on."""
    if seen.goals and not any(is_figure(c.text.string) for c in grid.filled(row)):
        return 0.0
    if is_money_row(grid, row, header):
        return _ROW
    if header is None and not seen.funding and _pairs_of_sources(grid, row):
        return _PAIRED
    return seen.funding or (_LOOSE if seen.blank else 0.0)


def _pairs_of_sources(grid: Grid, row: int) -> bool:
    """Whether a row is made of words for sources and their amounts, though none says so surely: 其他 | 0 | 其他 | 0."""
    own = grid.own(row)
    labels = [c for c in own if c.text and not is_figure(c.text.string) and not says_nothing(c.text.string)]
    beside = {id(a): b for a, b in pairwise(own)}
    lines = (LINES.find(c.text.string) for c in labels)
    amounts = [beside.get(id(c)) for c in labels]
    return (
        bool(labels)
        and all(m is not None and m.fit >= Fit.WEAK for m in lines)
        and any(b is not None and is_figure(b.text.string) for b in amounts)
    )


def is_money_row(grid: Grid, row: int, header: Header | None) -> bool:
    """Whether the row has a label and, where the header has its amounts, cells of its own for them."""
    if header is None:
        return False
    amounts = [c for c in header.columns if c.known and c.sense not in ("known", "reason", "line")]
    cells = {id(col): cell for cell in grid.covering(row) if (col := header.column_of(cell)) is not None}
    if not amounts or any(id(c) not in cells for c in amounts):
        return False
    values: list[Cell] = [cells[id(c)] for c in amounts]
    own = [c for c in values if c.row == row]
    filled = [c for c in own if not says_nothing(c.text.string) and not is_figure(c.text.string)]
    words = [c for c in filled if any(x.isalpha() for x in c.text.string)]
    return bool(own) and not words and not _score_total(grid, row, header)


def as_listed(grid: Grid, row: int, seen: RowEvidence, header: Header) -> float:
    """The weight for a row's being one of a list of projects."""
    cells = grid.filled(row)
    if seen.head or (seen.note and len(cells) == 1) or seen.goals:
        return _STRANGE - _NAMES_OTHER
    if seen.funding and kind_of(cells[0]).kind is not CellKind.FIGURE:
        return _LOOSE
    return _ROW if fits(grid, row, header) else _LOOSE


def _score_total(grid: Grid, row: int, header: Header) -> bool:
    """Whether a row states the total of the scores; below sources side by side 得分 is that of the rate."""
    first = next(iter(grid.filled(row)), None)
    if first is not None and header.has("source") and INDICATOR.meaning(first.text.string) == "score":
        return False
    match = total_label(first) if first is not None else None
    return match is not None and match.name not in SUM_LABELS
