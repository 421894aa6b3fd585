"""Group titles and subtotals: what they sum up, and the points they state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ziping.parsers.forms.cells.levels import Level, read_level, title_level
from ziping.parsers.forms.cells.points import read_points
from ziping.parsers.forms.cells.row_cells import (
    LEVELS,
    NAMES,
    SCORES,
    WORDS,
    RowCells,
)
from ziping.parsers.forms.regions.row_kinds import summed_up
from ziping.parsers.lexicon import GOALS, NOTES, level_of_name
from ziping.parsers.text.normalise import bare
from ziping.schemas.document import Cell
from ziping.schemas.report import Section, Stated

_MOST = 0.6  # share of the columns that a title stands over
_LONGEST_NAME = 12  # characters of a level's name
_BESIDE_TITLE = ("weight", *SCORES, "known", *WORDS)  # what may be filled in beside a title


def title_of(row: RowCells) -> tuple[Cell, int] | None:
    """The cell and level of a row that titles a group or sums it up: the name of a level over the width of
    the columns of names, or alone in the row, with at most its points beside it."""
    cell, *rest = row.filled
    level = title_level(cell)
    alone = not rest and _covers_most(row, cell)
    if level is None and alone and not row.header.has("level1") and _is_short_name(cell):
        level = 1  # nothing else can say the first level of the rows below
    if level is not None and row.header.has("level2"):
        level = 1  # the columns have the second level: however it is numbered, a title is the first
    if level is None or (cell.row_span > 1 and rest) or any(row.column_meaning(c) not in _BESIDE_TITLE for c in rest):
        return None
    usual = level_of_name(_name_in(cell)) is not None
    levels = [c for c in row.header.columns if c.sense in (*LEVELS, *NAMES)]
    over_names = bool(levels) and cell.column < levels[-1].stop <= cell.column + cell.column_span
    if len(levels) > 1 and cell.column >= levels[-1].start and not alone:
        return None  # 过程 | 预算管理 | 20 | 19: the column of indicators has a name that is usual for a level
    if (over_names and (len(levels) > 1 or usual)) or alone:
        return cell, level
    if not rest and cell.column_span == 1 and not over_names:
        return None
    # 产出指标 | blank | blank | 50 | 48: the columns of names and values are there and empty
    empty = not any(c.text for c in row.grid.covering(row.row) if c not in row.filled)
    own = {row.column_meaning(c) for c in row.grid.own(row.row)}
    return (cell, level) if empty and usual and "target" in own else None


def _covers_most(row: RowCells, cell: Cell) -> bool:
    columns = row.header.columns
    covered = [c for c in columns if cell.column <= c.start and c.stop <= cell.column + cell.column_span]
    return len(covered) >= _MOST * len(columns) and len(columns) > 1


def _is_short_name(cell: Cell) -> bool:
    """Whether a cell holds a few characters that may name a level: no sentence, no figures, no note."""
    name = bare(cell.text.string)
    return 0 < len(name) <= _LONGEST_NAME and name.isalpha() and name not in NOTES and name not in GOALS


def _name_in(cell: Cell) -> str:
    level = read_level(cell)
    return level.name.value if level is not None and level.name is not None else ""


def subtotal_of(row: RowCells, level1: Level | None, level2: Level | None) -> tuple[int, Level] | None:
    """Which level a row with 小计 sums up; None for any other row."""
    for cell in row.filled:
        sense = row.column_meaning(cell)
        what = summed_up(cell.text.string) if sense.startswith("level") else None
        if what is None:
            continue
        if what:
            return _named_subtotal(row, cell, level1, level2)
        first = row.header.column("level1")
        if sense in LEVELS or level2 is None or (first is not None and cell.column < first.stop):
            return (1, level1) if level1 is not None else None
        return 2, level2
    return None


def _named_subtotal(row: RowCells, cell: Cell, level1: Level | None, level2: Level | None) -> tuple[int, Level] | None:
    """产出指标小计 names its level: the one of that name above, else what its place or the usual names say."""
    string = cell.text.string
    stop = max(i for i in range(len(string)) if summed_up(string[i:]) == "")
    named = read_level(replace(cell, text=cell.text.slice(0, stop)))
    if named is None or named.name is None:
        return None
    first = row.header.column("level1")
    at_first = first is None or cell.column < first.stop
    for number, level in ((1, level1), (2, level2)) if first is not None and at_first else ((2, level2), (1, level1)):
        if level is not None and level.name is not None and bare(level.name.value) == bare(named.name.value):
            return number, named
    return level_of_name(named.name.value) or (1 if at_first else 2), named


def section_of(row: RowCells, number: int, level: Level) -> Section | None:
    """The subtotal that a level states; None where it states no points."""
    if level.name is None or (level.weight is None and level.score is None):
        return None
    return Section(row.grid.place(row.row), number, level.name, weight=level.weight, score=level.score)


def add_section(sections: list[Section], section: Section | None) -> None:
    """Adds a subtotal, or completes the one that was stated before: a label may be printed again on every
    row and page, and a subtotal may follow its label."""
    if section is None:
        return
    for i, earlier in enumerate(sections):
        if (
            earlier.level == section.level
            and bare(earlier.label.value) == bare(section.label.value)
            and _agree(earlier.weight, section.weight)
            and _agree(earlier.score, section.score)
        ):
            sections[i] = replace(
                earlier, weight=earlier.weight or section.weight, score=earlier.score or section.score
            )
            return
    sections.append(section)


def _agree(one: Stated[Decimal] | None, other: Stated[Decimal] | None) -> bool:
    return one is None or other is None or one.value == other.value


def level_points(level: Level | None, row: RowCells, sense: str) -> Level | None:
    """The level with the points of a column of its own (一级指标 | 权重 | 二级指标 …)."""
    if level is None:
        return None
    return replace(
        level,
        weight=_first(row.cells(f"{sense}_weight")) or level.weight,
        score=_first(row.cells(f"{sense}_score")) or level.score,
    )


def _first(cells: Sequence[Cell]) -> Stated[Decimal] | None:
    return next((p for c in cells if (p := read_points(c)) is not None), None)
