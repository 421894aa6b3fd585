"""Rows that may head a block, with the columns that they would give it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ziping.parsers.forms.cells.kinds import is_figure
from ziping.parsers.forms.cells.pieces import pieces_of
from ziping.parsers.forms.funding.roles import money_header, unheaded_money
from ziping.parsers.forms.grid.assignment import assign
from ziping.parsers.forms.grid.columns import BLANK, Column, Header
from ziping.parsers.forms.grid.grid import Grid
from ziping.parsers.forms.grid.headers import columns_of, header_rows
from ziping.parsers.forms.grid.meanings import resolve_ambiguous
from ziping.parsers.forms.regions.evidence import RowEvidence
from ziping.parsers.forms.regions.region import Kind
from ziping.parsers.lexicon import FUNDING, INDICATOR, LINES, Fit, Names
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.lines import without_among
from ziping.parsers.text.normalise import bare, plain
from ziping.schemas.document import Cell

_EVERY_ROW = 4.6  # weight of each further row of a header: no row of another kind is worth more

_UNHEARD, _KNOWN = 1.0, 0.8  # weight of headings that nobody knows; of each that is known among them
_UNHEADED = -0.8  # for money without headings: pairs of label and amount are as likely
_TALLEST = 3  # rows of such headings
_OF_MONEY = shaped("{cells.receipts_heading}|{cells.spending_heading}")
_FEWEST_SCORED, _SCORED_SAMPLE = 4, 8  # headings over points, and rows below that tell
_LOOKED_AT, _FEWEST_ROWS, _FEWEST_HEADINGS = 4, 2, 3


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A header that may be one, and what speaks for it. Each is itself alone: what it holds is not compared.

    `by_rows` says that only the rows below make it a header: they name levels, and nobody knows its headings, or it has
    none.
    """

    kind: Kind
    header: Header
    weight: float
    by_rows: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(bare(c.heading) for c in self.header.columns)


_WEIGHTS = (
    (Kind.INDICATORS, "indicator_header"),
    (Kind.LIST, "list_header"),
    (Kind.FUNDING, "funding_header"),
)


def blocks_of(grid: Grid, rows: Sequence[RowEvidence]) -> tuple[tuple[Block, ...], ...]:
    """For each row the headers that may begin there."""
    found: list[list[Block]] = [[] for _ in rows]
    for kind, name in _WEIGHTS:
        weights: list[float] = [getattr(row, name) for row in rows]
        is_header = tuple(w > 0 for w in weights)
        for row, weight in enumerate(weights):
            if not weight:
                continue
            for first in _starts(grid, row, is_header, kind):
                header = header_at(grid, first, is_header, kind)
                more = _EVERY_ROW * (header.last - header.first)
                found[first].append(Block(kind, header, weight + more))
    for row in range(len(rows)):
        found[row] += _by_rows(grid, row, rows)
        money = list(_money_by_rows(grid, row, rows))
        found[row] += money or _by_points(grid, row, rows)
    return tuple(map(tuple, found))


def _by_rows(grid: Grid, row: int, rows: Sequence[RowEvidence]) -> Iterator[Block]:
    """Headers that only the rows below make one: with headings that nobody knows, and without any."""
    own = grid.filled(row)
    if rows[row].indicator_header or not own:
        return
    heads = [c.row_span for c in own if c.row_span <= _TALLEST]
    after = row + max(heads, default=1) if rows[row].levels == 0 else row + 1
    below = rows[after : after + _LOOKED_AT]
    if len(below) < _FEWEST_ROWS or not below[0].levels or sum(r.levels > 0 for r in below) < _FEWEST_ROWS:
        return
    words = [c for c in own if not is_figure(c.text.string)]
    if rows[row].levels == 0 and len(own) >= _FEWEST_HEADINGS and len(words) == len(own) and not rows[row].head:
        header = header_at(grid, row, [False] * len(rows), Kind.INDICATORS)
        known = len({c.sense for c in header.columns if c.known})
        yield Block(Kind.INDICATORS, header, _UNHEARD + _KNOWN * known, by_rows=True)
    above = rows[row - 1] if row else None
    if rows[row].levels and len(own) >= _FEWEST_HEADINGS and (above is None or not above.levels):
        columns = tuple(Column(c.column, c.column + c.column_span, BLANK, "", ()) for c in grid.covering(row))
        yield Block(Kind.INDICATORS, Header(row - 1, row - 1, columns), 0.0, by_rows=True)


def _by_points(grid: Grid, row: int, rows: Sequence[RowEvidence]) -> Iterator[Block]:
    """Headings of indicators that two columns of points below make one: nobody knows the headings, and most rows have both,
    none above the other, behind a name."""
    own, seen = grid.filled(row), rows[row]
    if len(own) < _FEWEST_SCORED or seen.indicator_header or seen.funding_header or seen.list_header:
        return
    if any(is_figure(c.text.string) for c in own) or len(own) * 2 < grid.columns:
        return
    below = [
        r for r in range(row + 1, min(row + 1 + _SCORED_SAMPLE, grid.rows)) if len(grid.covering(r)) >= len(own) - 1
    ]
    header = header_at(grid, row, [False] * len(rows), Kind.INDICATORS)
    assigned = assign(grid, header, below)
    points = [next((c for c in assigned.columns if c.sense == s), None) for s in ("weight", "score")]
    if not assigned.has("level3") or None in points or len(below) < _FEWEST_ROWS:
        return
    # 编制数 | 实有人数 are figures like points: without headings of points, a target and its result have to stand beside them
    if any(p in assigned.guessed for p in points) and not (assigned.has("target") and assigned.has("actual")):
        return
    told = [r for r in below if all(p is not None and _has_figure(grid, r, p) for p in points)]
    if len(told) >= _FEWEST_ROWS and len(told) * 2 > len(below):
        known = len({c.sense for c in header.columns if c.known})
        yield Block(Kind.INDICATORS, assigned, _UNHEARD + _KNOWN * known)


def _has_figure(grid: Grid, row: int, column: Column) -> bool:
    cell = grid.squares[row][column.start]
    return cell is not None and cell.row == row and is_figure(cell.text.string)


def _money_by_rows(grid: Grid, row: int, rows: Sequence[RowEvidence]) -> Iterator[Block]:
    """Headers of money that only the figures below make one: nobody knows their headings, or there are none, and a rate is
    the quotient of two amounts beside it."""
    own = [c for c in grid.covering(row) if c.text]
    seen, next_ = rows[row], rows[row + 1] if row + 1 < len(rows) else rows[row]
    if seen.funding_header or seen.indicator_header or seen.levels or next_.levels or len(own) < _FEWEST_HEADINGS:
        return
    figures = [c for c in grid.filled(row) if is_figure(c.text.string)]
    below = grid.filled(row + 1) if row + 1 < grid.rows else ()
    of_money = next_.funding or any(
        _names_line(c) for r in range(row + 1, min(row + 4, grid.rows)) for c in grid.filled(r)
    )
    if not figures and of_money and sum(is_figure(c.text.string) for c in below) >= _FEWEST_ROWS:
        header, weight = header_at(grid, row, [False] * len(rows), Kind.FUNDING), _UNHEARD
    elif len(figures) >= _FEWEST_ROWS and seen.funding and not any(pieces_of(c) for c in own):
        header, weight = unheaded_money(grid, row), _UNHEADED
    else:
        return
    if header.guessed and header.has("executed") and header.has("execution_rate") and header.has("line"):
        yield Block(Kind.FUNDING, header, weight, by_rows=True)


def _names_line(cell: Cell) -> bool:
    line = LINES.find(without_among(plain(cell.text.string)))
    return line is not None and line.fit >= Fit.WEAK


def _starts(grid: Grid, row: int, is_header: Sequence[bool], kind: Kind) -> Iterator[int]:
    """Where a header with this row may begin: here, or in a row above that holds only wide headings over it
    (指标值 over 年初 | 完成)."""
    yield row
    if not row or is_header[row - 1] or kind is Kind.LIST:
        return
    cells = grid.filled(row - 1)
    names = INDICATOR if kind is Kind.INDICATORS else FUNDING
    if len(cells) < 2 or any(is_figure(c.text.string) for c in cells):
        return
    known = all(c.row_span > 1 or _is_heading(c, names) for c in cells)
    if known and any(c.column_span > 1 for c in cells):
        yield row - 1


def _is_heading(cell: Cell, names: Names) -> bool:
    """Whether a wide cell may head columns: it is a known heading, a source, or one over sources of money (年度收入情况, 其中：)."""
    words = cell.text.string
    wide = names is FUNDING and cell.column_span > 1
    source = LINES.find(words) if wide else None
    of_money = wide and (_OF_MONEY.search(bare(words)) is not None or not bare(without_among(plain(words))))
    of_money |= source is not None and source.fit >= Fit.ENDING
    return of_money or names.find(cell.text.string) is not None


def header_at(grid: Grid, row: int, is_header: Sequence[bool], kind: Kind) -> Header:
    """The header that begins at a row; `is_header` says of each row whether it looks like one by itself."""
    first, last = header_rows(grid, row, is_header)
    if kind is Kind.FUNDING:
        return money_header(grid, first, last)
    names = INDICATOR if kind is Kind.INDICATORS else FUNDING
    columns, label = columns_of(grid, first, last, names)
    return Header(first, last, resolve_ambiguous(columns, names, unique=names is INDICATOR), label)
