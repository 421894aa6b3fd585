"""Columns whose heading does not say enough: where the names stand, and which headings nobody knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ziping.parsers.forms.cells.kinds import is_figure
from ziping.parsers.forms.cells.row_cells import LEVELS, NAMES
from ziping.parsers.forms.grid.columns import BLANK, UNKNOWN, Column, Header
from ziping.parsers.forms.grid.grid import Grid, joined
from ziping.parsers.forms.regions.region import Region
from ziping.parsers.lexicon import INDICATOR, Fit, level_of_name
from ziping.parsers.lexicon.fields import field_of
from ziping.parsers.lexicon.headings import KNOWN, POINTS, VALUES
from ziping.schemas.report import Note
from ziping.schemas.text import Printed

_OF_FIGURES = (("weight",), ("score", "weighted_score"), ("target", "initial_target", "adjusted_target"), ("actual",))
_UNMISTAKABLE = ("nature", "operator")  # roles that signs of comparison have, and nothing else
_LONGER = 1.5  # times as long as names are what is said of them


def name_column(grid: Grid, region: Region, header: Header) -> Header:
    """The header with a column for the names: where no heading means one, the lowest level does when its
    cells are no usual names of a level, else the first column of words left of all figures."""
    header = _split_names(grid, region, _nested_names(grid, region, header))
    if header.has("level3", "level4"):
        return header
    lowest = next((c for c in reversed(header.columns) if c.sense in LEVELS), None)
    words = [
        c for c in header.columns
        if c.sense in (UNKNOWN, BLANK) and _holds_words(grid, region, c) and _left_of_figures(c, header)
    ]  # fmt: skip
    if words and (lowest is None or words[0].start > lowest.start):
        return _as(header, words[0], "level3")
    if lowest is None:
        return header
    texts = [t.text.string for r in region.rows for t in grid.filled(r) if header.column_of(t) is lowest]
    usual = sum(level_of_name(t) is not None for t in texts)
    return header if usual * 2 > len(texts) else _as(header, lowest, "level3")


def _split_names(grid: Grid, region: Region, header: Header) -> Header:
    """The header with a wide column of names told apart: 绩效指标 over the cells of two or three levels that have
    no headings of their own."""
    wide = next((c for c in header.columns if c.sense in NAMES and c.stop - c.start > 1), None)
    if wide is None:
        return header
    cuts = Counter(
        c.column for r in region.rows for c in grid.covering(r) if wide.start < c.column < wide.stop and c.text
    )
    inner = sorted(column for column, rows in cuts.items() if rows * 2 > len(region.rows))
    if not 1 <= len(inner) <= len(LEVELS):
        return header
    if header.has(*LEVELS):
        return _without_definitions(grid, region, header, wide, inner[0]) if len(inner) == 1 else header
    edges = [wide.start, *inner, wide.stop]
    senses = ("level1", "level2", "level3") if len(inner) == len(LEVELS) else ("level1", "level3")
    split = tuple(replace(wide, start=a, stop=b, sense=s) for (a, b), s in zip(pairwise(edges), senses, strict=True))
    at = header.columns.index(wide)
    return replace(header, columns=(*header.columns[:at], *split, *header.columns[at + 1 :]))


def _without_definitions(grid: Grid, region: Region, header: Header, wide: Column, cut: int) -> Header:
    """The header with what the names mean in a column of its own: words that are far longer than the names beside
    them (培训率 | 参训人数占应训人数的比例). Anything else that stands in two cells is one name."""
    name, meaning = replace(wide, stop=cut), replace(wide, start=cut, sense=KNOWN)

    def length(column: Column) -> int:
        cells = (c for r in region.rows for c in grid.filled(r) if column.start <= c.column < column.stop)
        return sum(len(c.text) for c in cells if not is_figure(c.text.string))

    if length(meaning) < _LONGER * length(name) or not _holds_words(grid, region, name):
        return header
    at = header.columns.index(wide)
    return replace(header, columns=(*header.columns[:at], name, meaning, *header.columns[at + 1 :]))


def _nested_names(grid: Grid, region: Region, header: Header) -> Header:
    """The header with columns of names told apart, where no heading says that they are levels: those left of the
    indicators whose words stand for several rows each (评价内容 | 评价指标, 评价维度 | 评价指标)."""
    names = header.column("level3")
    if names is None or header.has(*LEVELS):
        return header
    right = next((c for c in header.columns if c.start == names.stop and c.sense == KNOWN), None)
    match = INDICATOR.find(right.heading) if right is not None else None
    if right is not None and match is not None and match.meaning == "level3" and _groups(grid, region, names, right):
        return _as(_as(header, right, "level3"), names, "level1")
    left = [c for c in header.columns if c.stop <= names.start and c.sense in (UNKNOWN, BLANK)]
    wider = [c for c in left if field_of(c.heading) is None and _groups(grid, region, c, names)]
    for column, sense in zip(wider, LEVELS, strict=False):
        header = _as(header, column, sense)
    return header


def _groups(grid: Grid, region: Region, wide: Column, names: Column) -> bool:
    """Whether the words of one column stand for several rows of the other: it begins in fewer of them."""

    def begins(column: Column) -> set[int]:
        cells = ((r, c) for r in region.rows for c in grid.filled(r))
        return {r for r, c in cells if column.start <= c.column and c.column + c.column_span <= column.stop}

    return _holds_words(grid, region, wide) and bool(begins(wide)) and begins(wide) < begins(names)


def _as(header: Header, column: Column, sense: str) -> Header:
    return replace(header, columns=tuple(replace(c, sense=sense) if c is column else c for c in header.columns))


def _left_of_figures(column: Column, header: Header) -> bool:
    values = [c.start for c in header.columns if c.known and c.sense not in ("known", *LEVELS)]
    return column.start < min(values, default=column.start)


def _holds_words(grid: Grid, region: Region, column: Column) -> bool:
    cells = [c for r in region.rows for c in grid.filled(r) if column.start <= c.column < column.stop]
    return bool(cells) and 2 * sum(not is_figure(c.text.string) for c in cells) > len(cells)


def unknown_columns(grid: Grid, region: Region, header: Header) -> Iterator[Note]:
    """A warning for a column that may be read in two ways, for an unknown heading whose column was told by what it holds, and
    for every unknown one where half of the headings are unknown or a column of points, targets or results was not found.

    Beside all of these an unknown column is a further one (主管部门复核得分), and its cells are in `extra`. Signs of comparison
    below a heading cannot be anything else.
    """
    for column in header.doubtful:
        message = f"column “{column.heading}” may as well hold something else than it was taken for"
        yield Note("two-readings", message, _printed(grid, region, header, column))
    for column in (c for c in header.guessed if c.sense not in _UNMISTAKABLE):
        message = f"nobody knows the heading “{column.heading}”: what stands below it was taken for {column.sense}"
        yield Note("unknown-column", message, _printed(grid, region, header, column) or grid.printed(region.rows[0]))
    for column in (c for c in header.columns if c.sense in POINTS and c not in header.guessed):
        match = INDICATOR.find(column.heading)
        if match is not None and match.fit is Fit.MISPRINTED and match.meaning == column.sense and _is_typed(column):
            message = f"the heading “{column.heading}” was taken for “{match.name}”, of which it may be a slip"
            yield Note("unknown-column", message, joined(p for c in column.cells for p in c.text.printed()))
    if header.columns and not header.has(*LEVELS, *NAMES, *VALUES):
        message = "points that stand beside no names of indicators: nobody knows what they were given for"
        yield Note("unread-table", message, grid.printed(region.rows[0]) if region.rows else ())
    unknown = [c for c in header.columns if c.sense == UNKNOWN]
    named = [c for c in header.columns if c.sense != BLANK]
    lacking = not all(header.has(*senses) for senses in _OF_FIGURES)
    for column in unknown:
        values = [c for r in region.rows for c in grid.filled(r) if header.column_of(c) is column]
        if not values:
            continue
        figures = lacking and any(is_figure(c.text.string) for c in values)
        if figures or 2 * len(unknown) >= len(named):
            printed = joined(p for c in column.cells for p in c.text.printed())
            yield Note(
                "unknown-column", f"column “{column.heading}” is not known; its cells are kept in extra", printed
            )


def _printed(grid: Grid, region: Region, header: Header, column: Column) -> tuple[Printed, ...]:
    """Where a column stands that is in doubt: its heading, and where it is one of points all that is below, since no sum of
    these is certain."""
    heading = [p for c in column.cells for p in c.text.printed()]
    if column.sense not in POINTS:
        return joined(heading)
    below = (c for r in region.rows for c in grid.filled(r) if header.column_of(c) is column)
    over = joined((*heading, *(p for c in below for p in c.text.printed())))
    return tuple(replace(p, text=column.heading or p.text) for p in over)


def _is_typed(column: Column) -> bool:
    """Whether a heading is no recogniser's reading, which slips in one character anywhere."""
    return all(piece.confidence is None for c in column.cells for piece in c.text.pieces)
