"""The regions of a form, in whatever order they stand: head, funding, goals, indicators, totals, notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from ziping.parsers.forms.grid.columns import UNKNOWN, Column, Header
from ziping.parsers.forms.grid.grid import Grid, says_nothing
from ziping.parsers.forms.grid.headers import columns_of, header_rows, is_figure
from ziping.parsers.forms.grid.meanings import settle
from ziping.parsers.forms.regions.membership import belongs, is_money_row
from ziping.parsers.forms.regions.row_kinds import Look, heads_money, look
from ziping.parsers.forms.regions.transposed import turned_rows
from ziping.parsers.lexicon import FUNDING, INDICATOR, Names
from ziping.parsers.lexicon.columns import AMOUNTS
from ziping.parsers.text.normalise import bare


class Kind(Enum):
    """Kinds of regions."""

    TITLE = "title"
    HEAD = "head"
    FUNDING = "funding"
    GOALS = "goals"
    INDICATORS = "indicators"
    TURNED = "turned"
    LIST = "list"
    TOTAL = "total"
    NOTE = "note"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Region:
    """Rows `first` to `last`. `header` where the region has header rows; `repeats` are header rows printed again."""

    kind: Kind
    first: int
    last: int
    header: Header | None = None
    repeats: tuple[int, ...] = ()

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows below the header, repetitions of it left out."""
        start = self.first if self.header is None else self.header.last + 1
        return tuple(r for r in range(start, self.last + 1) if r not in self.repeats)


_KINDS = {
    Look.FUNDING: Kind.FUNDING,
    Look.GOALS: Kind.GOALS,
    Look.TOTAL: Kind.TOTAL,
    Look.HEAD: Kind.HEAD,
    Look.NOTE: Kind.NOTE,
    Look.OTHER: Kind.OTHER,
}


def regions_of(grid: Grid, going_on: Header | None = None) -> tuple[Region, ...]:
    """The table cut into regions; together they are all its rows. `going_on` is the header of a block that
    began in the table before."""
    looks = _looks(grid)
    regions: list[Region] = []
    row = 0
    turned = turned_rows(grid)
    if going_on is not None and looks[0] is not Look.HEAD:
        row, repeats = _indicator_rows(grid, 0, looks, going_on)
        if row:
            regions.append(Region(Kind.INDICATORS, 0, row - 1, going_on, repeats))
    while row < grid.rows:
        if turned is not None and row == turned.start:
            region = Region(Kind.TURNED, row, turned.stop - 1)
        else:
            region = _region_at(grid, row, looks, regions)
        regions.append(region)
        row = region.last + 1
    return tuple(regions)


def _looks(grid: Grid) -> tuple[Look, ...]:
    """What each row looks like, by itself and with the row below it."""
    alone = [look(grid, r) for r in range(grid.rows)]
    for row in range(grid.rows - 1):
        if alone[row] is Look.OTHER and heads_money(grid.own(row), grid.own(row + 1)):
            alone[row] = Look.FUNDING_HEADER
    return tuple(alone)


def _region_at(grid: Grid, row: int, looks: tuple[Look, ...], before: list[Region]) -> Region:
    kind = looks[row]
    above = _upper_header_row(grid, row, looks)
    if Look.INDICATOR_HEADER in (kind, above):
        return _indicators(grid, row, looks, before)
    if kind is Look.LIST_HEADER:
        return _list(grid, row, looks)
    if kind in (Look.FUNDING_HEADER, Look.FUNDING) or above is Look.FUNDING_HEADER:
        headed = kind is not Look.FUNDING
        return _funding(grid, row, looks, _header(grid, row, looks, FUNDING, Look.FUNDING_HEADER) if headed else None)
    if kind is Look.GOALS:
        return _goals(grid, row, looks)
    title = kind is Look.OTHER and _is_title(grid, row, before)
    return Region(Kind.TITLE if title else _KINDS[kind], row, row)


def _upper_header_row(grid: Grid, row: int, looks: tuple[Look, ...]) -> Look | None:
    """The look of the row below, where this one holds only wide headings over it (指标值 over 年初 | 完成)."""
    if row + 1 >= grid.rows or looks[row + 1] not in (Look.INDICATOR_HEADER, Look.FUNDING_HEADER):
        return None
    cells = grid.filled(row)
    names = INDICATOR if looks[row + 1] is Look.INDICATOR_HEADER else FUNDING
    if len(cells) < 2 or any(is_figure(c.text.string) for c in cells):
        return None
    known = all(c.row_span > 1 or names.find(c.text.string) is not None for c in cells)
    wide = any(c.column_span > 1 for c in cells)
    return looks[row + 1] if wide and known and looks[row] in (Look.OTHER, Look.GOALS, Look.HEAD) else None


def _header(grid: Grid, row: int, looks: tuple[Look, ...], names: Names, kind: Look) -> Header:
    is_header = tuple(x is kind for x in looks)
    first, last = header_rows(grid, row, is_header)
    columns, label = columns_of(grid, first, last, names)
    if names is FUNDING:
        columns = tuple(replace(c, sense=UNKNOWN) if _heads_labels(grid, last, columns, c) else c for c in columns)
    return Header(first, last, settle(columns, names, unique=names is INDICATOR), label)


def _heads_labels(grid: Grid, last: int, columns: tuple[Column, ...], column: Column) -> bool:
    """Whether an amount's heading (年度预算数（万元）, 预算金额) stands over the labels of the lines: words are below it,
    and columns of amounts follow."""
    if column.sense not in AMOUNTS or not any(c.sense in AMOUNTS and c.start >= column.stop for c in columns):
        return False
    below = grid.filled(last + 1) if last + 1 < grid.rows else ()
    cells = [c.text.string for c in below if column.start <= c.column < column.stop]
    return bool(cells) and all(not is_figure(t) and not says_nothing(t) for t in cells)


def _indicators(grid: Grid, row: int, looks: tuple[Look, ...], before: list[Region]) -> Region:
    header = _header(grid, row, looks, INDICATOR, Look.INDICATOR_HEADER)
    header = replace(header, columns=_inherit(header.columns, before))
    stop, repeats = _indicator_rows(grid, header.last + 1, looks, header)
    return Region(Kind.INDICATORS, row, stop - 1, header, repeats)


def _indicator_rows(grid: Grid, row: int, looks: tuple[Look, ...], header: Header) -> tuple[int, tuple[int, ...]]:
    """Where the rows below a header end, and which of them are the header printed again."""
    headings = [bare(c.heading) for c in header.columns]
    repeats: list[int] = []
    while row < grid.rows:
        if Look.INDICATOR_HEADER in (looks[row], _upper_header_row(grid, row, looks)):
            again = _header(grid, row, looks, INDICATOR, Look.INDICATOR_HEADER)
            if [bare(c.heading) for c in again.columns] != headings:
                break
            repeats.extend(range(again.first, again.last + 1))
            row = again.last + 1
        elif belongs(grid, row, looks[row], header):
            row += 1
        else:
            break
    return row, tuple(repeats)


def _inherit(columns: tuple[Column, ...], before: list[Region]) -> tuple[Column, ...]:
    """Columns without a heading go on from the block above where that has points there: one column of
    points may run down through all blocks under one heading."""
    above = next((r.header for r in reversed(before) if r.header is not None), None)
    if above is None:
        return columns
    points = {c.start: c for c in above.columns if c.sense in ("weight", "score")}
    taken = {c.sense for c in columns}
    return tuple(
        Column(c.start, c.stop, points[c.start].sense, points[c.start].heading, points[c.start].cells)
        if not c.heading and c.start in points and points[c.start].sense not in taken
        else c
        for c in columns
    )


_ENDS_FUNDING = frozenset({Look.INDICATOR_HEADER, Look.LIST_HEADER, Look.HEAD, Look.NOTE, Look.GOALS})


def _funding(grid: Grid, row: int, looks: tuple[Look, ...], header: Header | None) -> Region:
    label = header.label if header is not None else None
    r = row + 1 if header is None else header.last + 1
    block = max((c.row + c.row_span for c in grid.covering(row) if c.text and c.row_span > 1), default=0)
    if label is not None:
        block = label.row + label.row_span
    while r < grid.rows:
        inside = r < block
        if looks[r] in _ENDS_FUNDING and not (inside and looks[r] is Look.HEAD and is_money_row(grid, r, header)):
            break
        if looks[r] is Look.FUNDING_HEADER and not inside:
            break
        if looks[r] is Look.TOTAL and not is_money_row(grid, r, header):
            break
        if not inside and looks[r] is Look.OTHER and not is_money_row(grid, r, header):
            break
        r += 1
    return Region(Kind.FUNDING, row, r - 1, header)


def _goals(grid: Grid, row: int, looks: tuple[Look, ...]) -> Region:
    block = max(c.row + c.row_span for c in grid.filled(row))
    r = row + 1
    while r < grid.rows and (
        (r < block and looks[r] in (Look.OTHER, Look.GOALS, Look.HEAD, Look.NOTE, Look.FUNDING))
        or (looks[r] in (Look.OTHER, Look.GOALS) and _upper_header_row(grid, r, looks) is None)
    ):
        r += 1
    return Region(Kind.GOALS, row, r - 1)


def _list(grid: Grid, row: int, looks: tuple[Look, ...]) -> Region:
    header = _header(grid, row, looks, FUNDING, Look.LIST_HEADER)
    r = header.last + 1
    while r < grid.rows and looks[r] in (Look.OTHER, Look.TOTAL, Look.FUNDING, Look.LIST_HEADER, Look.NOTE):
        if looks[r] is Look.NOTE and len(grid.filled(r)) == 1:
            break
        r += 1
    repeats = tuple(x for x in range(header.last + 1, r) if looks[x] is Look.LIST_HEADER)
    return Region(Kind.LIST, row, r - 1, header, repeats)


def _is_title(grid: Grid, row: int, before: list[Region]) -> bool:
    """A single cell over most of the width, before anything else."""
    cells = grid.filled(row)
    if len(cells) != 1 or any(r.kind is not Kind.TITLE for r in before):
        return False
    return cells[0].column_span * 2 > grid.columns or grid.columns == 1
