"""Blocks of indicators: row by row, level by level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ziping.parsers.forms.cells.levels import (
    NOTHING_CARRIED,
    Carried,
    Level,
    numbering_style,
    read_level,
)
from ziping.parsers.forms.cells.row_cells import (
    NAMES,
    SCORES,
    WORDS,
    RowCells,
)
from ziping.parsers.forms.grid.columns import EXTRA, Header
from ziping.parsers.forms.grid.grid import Grid
from ziping.parsers.forms.readers.indicator_row import read_indicator, reason_told
from ziping.parsers.forms.readers.level_codes import coded_levels
from ziping.parsers.forms.readers.level_columns import level_points as points_of_levels
from ziping.parsers.forms.readers.name_columns import name_column, unknown_columns
from ziping.parsers.forms.readers.sections import (
    add_section,
    level_points,
    section_of,
    subtotal_of,
    title_of,
)
from ziping.parsers.forms.readers.subtotals import Subtotals, sums_up_block
from ziping.parsers.forms.readers.totals import total_readings
from ziping.parsers.forms.regions.membership import fits
from ziping.parsers.forms.regions.region import Region
from ziping.parsers.forms.regions.row_kinds import total_label
from ziping.parsers.lexicon import level_of_name
from ziping.parsers.lexicon.headings import VALUES
from ziping.parsers.text.enumerators import HAN
from ziping.parsers.text.normalise import bare, fold
from ziping.schemas.document import Cell
from ziping.schemas.head import Totals
from ziping.schemas.report import Indicator, Note, Section

# a cell that only numbers the next one: 一 | 项目投入
_NUMBERING_ALONE = re.compile(rf"\s*\(?(?:{HAN}|\d{{1,2}}|[A-Z])\)?[、.]?\s*")


@dataclass(slots=True)
class IndicatorRows:
    """What a block of indicators says.

    Attributes:
        total_rows: What each row of totals may say, the likeliest first.
        skipped: Cells that say something else.
        header: The columns as they were understood.
        levels: Those that would go on below the last row.
        above_next: The subtotal of a title with nothing below it: it stands over the next block.
        closed: Whether the last row states the total: nothing goes on below that.
    """

    header: Header
    levels: Carried = NOTHING_CARRIED
    closed: bool = False
    above_next: Section | None = None
    indicators: list[Indicator] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    total_rows: list[tuple[Totals, ...]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    skipped: list[Cell] = field(default_factory=list)
    subtotals: Subtotals = field(default_factory=Subtotals)


def read_indicators(grid: Grid, region: Region, levels: Carried = NOTHING_CARRIED) -> IndicatorRows:
    """The indicators, subtotals and total row of a region with a header; `levels` go on from further up."""
    if region.header is None:
        raise ValueError("a region of indicators has a header")
    header = name_column(grid, region, region.header)
    header = points_of_levels(grid, region, header)
    result = IndicatorRows(header)
    rows = [row for number in region.rows if (row := RowCells.of(grid, number, header)).filled]
    titles = coded_levels([row for row in rows if not _is_total(row)]) or _topmost(_titles(rows), header, levels)
    for row in rows:
        result.closed = _is_total(row)
        if result.closed:
            result.total_rows.append(total_readings(grid, row.row, header))
        elif row.row in titles:
            levels = _read_title(row, titles[row.row], levels, result)
        elif (reason := reason_told(row)) is not None and result.indicators and result.indicators[-1].reason is None:
            result.indicators[-1] = replace(result.indicators[-1], reason=reason)
        elif len(row.filled) == 1 and not fits(grid, row.row, header):
            result.skipped.append(row.filled[0])
        else:
            levels = _read_row(row, levels, result)
    result.levels = levels
    result.subtotals.settle(result.sections)
    if rows and rows[-1].row in titles and len(rows[-1].filled) == 1 and len(rows) > 1 and result.sections:
        result.above_next = result.sections.pop()
    result.notes.extend(unknown_columns(grid, region, header))
    return result


def _titles(rows: Sequence[RowCells]) -> dict[int, tuple[Cell, int]]:
    """The rows that title groups. Where all rows have the names of levels, with points, they are what is scored:
    a title titles something."""
    titles = {row.row: title for row in rows if not _is_total(row) and (title := title_of(row)) is not None}
    titles = _nested(_alike(titles), rows)
    others = [row for row in rows if row.row not in titles and not _is_total(row)]
    return (
        titles if others else {row.row: titles[row.row] for row in rows if row.row in titles and len(row.filled) == 1}
    )


def _alike(titles: dict[int, tuple[Cell, int]]) -> dict[int, tuple[Cell, int]]:
    """Titles that are numbered in one style are of one level, whichever of them have usual names: the highest that one
    of them has."""
    styles = {row: numbering_style(cell.text.string) for row, (cell, _) in titles.items()}
    highest: dict[str, int] = {}
    for row, (_, number) in titles.items():
        highest[styles[row]] = min(number, highest.get(styles[row], number))
    return {r: (c, highest[styles[r]] if styles[r] else n) for r, (c, n) in titles.items()}


def _nested(titles: dict[int, tuple[Cell, int]], rows: Sequence[RowCells]) -> dict[int, tuple[Cell, int]]:
    """Titles that stand right below titles are of second levels, and so are those numbered like them, whatever their names.
    Two first levels stand below each other, too, where the upper one has no rows: those are numbered alike, or both have
    names of first levels."""
    if any(row.header.has("level1", "level2") for row in rows[:1]):
        return titles
    below = {b.row: a.row for a, b in pairwise(rows) if a.row in titles and b.row in titles}
    upper = set(below.values()) - set(below)
    styles = {row: numbering_style(cell.text.string) for row, (cell, _) in titles.items()}
    high, low = ({styles[r] for r in some} for some in (upper, below))
    if high & low - {""}:
        return titles
    firsts = sum(level_of_name(_words(titles[r][0])) == 1 for r in below if not styles[r])
    if high & low and firsts * 2 > len(below):
        return titles

    def level(row: int) -> int:
        if row in upper or row in below:
            return 1 if row in upper else 2
        if (styles[row] in high) != (styles[row] in low):
            return 1 if styles[row] in high else 2
        return titles[row][1]

    return {row: (cell, level(row)) for row, (cell, _) in titles.items()}


def _topmost(titles: dict[int, tuple[Cell, int]], header: Header, above: Carried) -> dict[int, tuple[Cell, int]]:
    """Titles are of first levels where none is above them and none has the usual name of a second one, however they are
    numbered."""
    if above.first is not None or header.has("level1") or any(number == 1 for _, number in titles.values()):
        return titles
    if any(level_of_name(_words(cell)) is not None for cell, _ in titles.values()):
        return titles
    return {row: (cell, 1) for row, (cell, _) in titles.items()}


def _words(cell: Cell) -> str:
    level = read_level(cell)
    return level.name.value if level is not None and level.name is not None else cell.text.string


def _is_total(row: RowCells) -> bool:
    """Whether the row states the total: its label stands where the first level or the block's label stands,
    and not among the names (合计 below a second level sums up that level only). A label of the whole block may begin in
    the same row, left of it, in a column of its own."""
    cell = next((c for c in row.filled if not _labels_block(row, c)), row.filled[0])
    if total_label(cell) is None:
        return False
    if row.header.column_of(cell) is None or cell.column <= row.header.columns[0].start:
        return True
    left = [c for c in row.grid.covering(row.row) if c.column < cell.column and c.text]
    return all(row.header.column_of(c) is None or _labels_block(row, c) for c in left)


def _labels_block(row: RowCells, cell: Cell) -> bool:
    """Whether a cell over several rows stands in a column that holds nothing of the indicators."""
    column = row.header.column_of(cell)
    return cell.row_span > 1 and column is not None and column.sense in EXTRA and column.start == 0


def _read_title(row: RowCells, title: tuple[Cell, int], levels: Carried, result: IndicatorRows) -> Carried:
    cell, number = title
    level = read_level(cell)
    if level is None or level.name is None:
        return levels
    level = replace(level, weight=level.weight or row.points("weight"), score=level.score or row.points(*SCORES))
    add_section(result.sections, section_of(row, number, level))
    result.subtotals.begin(number, len(result.indicators))
    return Carried(level) if number == 1 else Carried(levels.first, level)


def _read_row(row: RowCells, levels: Carried, result: IndicatorRows) -> Carried:
    first = _level(row, "level1", levels.first)
    below = levels.second if _same_name(first, levels.first) else None
    second = _level(row, "level2", below)
    subtotal = subtotal_of(row, first or levels.first, second or (levels.second if first is None else None))
    if subtotal is not None:
        number, level = subtotal
        summed = Level(level.name, row.points("weight"), row.points(*SCORES))
        told = frozenset(bare(s.label.value) for s in result.sections if s.level == number)
        name = level.name.value if level.name is not None and number == 1 else None
        if name is not None and sums_up_block(summed.weight, summed.score, name, result.indicators, told):
            return levels
        before = len(result.sections)
        add_section(result.sections, section_of(row, number, summed))
        above = first or levels.first
        by_titles = number > 1 and not row.header.has("level1", "level2")
        if by_titles and above is not None and above.name is not None and len(result.sections) > before:
            result.subtotals.add(result.sections[before], before, above.name, result.indicators)
        return levels
    if first is not None and _sums_up(row.header):
        summed = Level(first.name, row.points("weight"), row.points(*SCORES))
        add_section(result.sections, section_of(row, 1, summed))
        return Carried(first)
    first, second = level_points(first, row, "level1"), level_points(second, row, "level2")
    for number, level_now, above in ((1, first, levels.first), (2, second, below)):
        if level_now is not None and not _stated_above(level_now, above):
            add_section(result.sections, section_of(row, number, level_now))
    indicator = read_indicator(row, first, second)
    if indicator is not None:
        result.indicators.append(indicator)
    return Carried(first, second)


def _sums_up(header: Header) -> bool:
    """Whether a table has first levels and their points alone: it sums up what stands elsewhere, or nowhere."""
    return header.has("level1") and not header.has("level2", *NAMES, *VALUES, *WORDS)


def _level(row: RowCells, sense: str, before: Level | None) -> Level | None:
    """The level of a row: printed in it, merged over it, or above a blank cell. No cell at all (a name that
    spans the columns of both levels) means that there is none; without such a column, titles say it."""
    if not row.header.has(sense):
        return before
    if not row.has(sense):
        return None
    printed = _printed_level(row.cells(sense))
    if printed is None or before is None or not _same_name(printed, before):
        return printed or before
    # the name is merged over more rows than its points are
    return replace(printed, weight=printed.weight or before.weight, score=printed.score or before.score)


def _printed_level(cells: Sequence[Cell]) -> Level | None:
    named = [c for c in cells if _NUMBERING_ALONE.fullmatch(fold(c.text.string)) is None] or cells  # 一 | 项目投入
    found = (read_level(c) for c in named)
    return next((level for level in found if level is not None and level.name is not None), None)


def _stated_above(level: Level, above: Level | None) -> bool:
    """Whether the level and its points were printed further up, perhaps in the table before."""
    if above is None or not _same_name(level, above):
        return False
    return all(
        now is None or (then is not None and now.value == then.value)
        for now, then in ((level.weight, above.weight), (level.score, above.score))
    )


def _same_name(one: Level | None, other: Level | None) -> bool:
    if one is None or other is None or one.name is None or other.name is None:
        return one is other
    return bare(one.name.value) == bare(other.name.value)
