"""What speaks for each kind of row, by the row alone and by the labels that span it.

No piece of evidence decides: the weights are added up by `segmentation`, and the best reading of all rows together
wins. A weight is roughly how many ordinary cells would have to speak against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ziping.parsers.forms.cells.kinds import CellKind, kind_of
from ziping.parsers.forms.cells.levels import read_level
from ziping.parsers.forms.grid.contents import level_words
from ziping.parsers.forms.grid.grid import Grid
from ziping.parsers.forms.regions.region import Kind
from ziping.parsers.forms.regions.row_kinds import (
    funding_pairs,
    head_labels,
    is_funding_header,
    is_goal_label,
    is_indicator_header,
    is_list_header,
    is_note,
    is_split,
    lone_label,
    states_total,
    titles_form,
)
from ziping.parsers.lexicon import FUNDING, INDICATOR, LINES, SPLITS, Fit, level_of_name
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.marks import is_outcome_name
from ziping.parsers.text.normalise import bare, plain
from ziping.schemas.document import Cell

_TOTAL, _GOALS, _FUNDING, _HEAD, _NOTE, _TITLE, _FORM_TITLE = 4.0, 3.6, 3.2, 2.4, 2.0, 0.6, 3.0
_INDICATOR_HEADER, _LIST_HEADER, _FUNDING_HEADER = 6.0, 5.5, 5.0
_MORE = 0.2  # every further label of the same kind
_MOST_MORE = 3
_ONLY_MONEY, _MANY_PAIRS = 1.5, 3  # a row of so many labels with their amounts is no row of anything else
LOOKS_LIKE_A_FORM = 2  # headings or level names that make a table look like a form
_LONGEST_HEADING = 12  # characters
_LABEL_LEFT = 0.5  # a label that spans several rows votes for its block: this share of the columns may lie left of it
_MONEY_BLOCK = shaped("{cells.money_block}")
_PAIR = 2  # cells
_SENTENCE = re.compile(r"[，。；,;]")
_LONE_GOAL, _INDICATOR_WORD = shaped("{cells.lone_goal}"), shaped("{grammar.indicators}")


@dataclass(frozen=True, slots=True)
class RowEvidence:
    """Weights for the kinds that a row may be of; 0 where nothing speaks for it.

    `title` counts above everything else only, `form_title` anywhere. `levels` is how many usual names of levels stand in
    the row or span it.
    """

    blank: bool = False
    total: float = 0
    goals: float = 0
    funding: float = 0
    head: float = 0
    note: float = 0
    title: float = 0
    form_title: float = 0
    indicator_header: float = 0
    funding_header: float = 0
    list_header: float = 0
    levels: int = 0

    def alone(self, kind: Kind) -> float:
        """The weight for a kind of which a row may be without others beside it."""
        match kind:
            case Kind.TOTAL:
                return self.total
            case Kind.HEAD:
                return self.head
            case Kind.NOTE:
                return self.note
            case _:
                return 0


def evidence_of(grid: Grid) -> tuple[RowEvidence, ...]:
    """What speaks for the kinds of each row."""
    return tuple(_of(grid, row) for row in range(grid.rows))


def _of(grid: Grid, row: int) -> RowEvidence:
    own, cells = grid.own(row), grid.filled(row)
    if not cells:
        return RowEvidence(blank=True)
    pairs, labels, indicators = funding_pairs(own), head_labels(own), is_indicator_header(own)
    below = grid.own(row + 1) if row + 1 < grid.rows else ()
    wide = len(cells) == 1 and (cells[0].column_span * 2 > grid.columns or grid.columns == 1)
    wide = wide and not labels and not any(mark in cells[0].text.string for mark in "。；;")
    return RowEvidence(
        total=_TOTAL if states_total(own, cells[0]) else 0,
        goals=_GOALS if any(is_goal_label(c) for c in cells[:2]) or _tells_outcome(cells) else 0,
        funding=_several(_FUNDING, pairs) + (_ONLY_MONEY if pairs >= _MANY_PAIRS else 0),
        head=_several(_HEAD, max(labels, 1 if lone_label(own) is not None else 0)),
        note=_NOTE if is_note(own) else 0,
        title=_TITLE if wide else 0,
        form_title=_FORM_TITLE if wide and titles_form(cells[0]) else 0,
        indicator_header=_INDICATOR_HEADER if indicators else 0,
        funding_header=_FUNDING_HEADER if not indicators and is_funding_header(own, below) else 0,
        list_header=_LIST_HEADER if is_list_header(own) and not _is_labelled(cells) else 0,
        levels=sum(_names_level(c) for c in grid.covering(row) if c.text),
    )


def _tells_outcome(cells: Sequence[Cell]) -> bool:
    """Whether a row is nothing but the label of what came of the goals, and running text (完成情况 | 道路全部建成通车。)."""
    return (
        len(cells) == _PAIR
        and is_outcome_name(bare(cells[0].text.string))
        and _SENTENCE.search(cells[1].text.string) is not None
    )


def _is_labelled(cells: Sequence[Cell]) -> bool:
    """Whether the first cell of a row is taller than all others: it labels a block of a form, which is no list of its own."""
    return len(cells) > 1 and cells[0].row_span > max(c.row_span for c in cells[1:])


def _names_level(cell: Cell) -> bool:
    """Whether a cell names a level of indicators; 预算执行情况 may as well label a block of money."""
    words = level_words(cell)
    return level_of_name(words) is not None and bare(words) not in SPLITS


def _several(weight: float, count: int) -> float:
    return weight + _MORE * min(count - 1, _MOST_MORE) if count else 0


@dataclass(frozen=True, slots=True)
class SpanVote:
    """A label merged over rows `first` to `last`: they are one block of `kind`."""

    cell: Cell
    first: int
    last: int
    kind: Kind
    weight: float


def span_votes(grid: Grid) -> tuple[tuple[SpanVote, ...], ...]:
    """For each row the labels that span it and others, and what they say the block is."""
    votes: list[list[SpanVote]] = [[] for _ in range(grid.rows)]
    for cell in grid.table.cells:
        leftmost = next((c for c in grid.covering(cell.row) if c.text), None)
        if cell.row_span < 2 or cell is not leftmost or cell.column > _LABEL_LEFT * grid.columns:
            continue
        if _as_tall_as_most(grid, cell):
            continue
        for kind, weight in _block_kinds(cell):
            vote = SpanVote(cell, cell.row, cell.row + cell.row_span - 1, kind, weight)
            for row in range(vote.first, min(vote.last + 1, grid.rows)):
                votes[row].append(vote)
    return tuple(map(tuple, votes))


def _as_tall_as_most(grid: Grid, cell: Cell) -> bool:
    """Whether most cells beside one are as tall: a heading beside headings (任务名称 | 主要内容 | 预算 over 总额), no label."""
    beside = [c.row_span >= cell.row_span for c in grid.filled(cell.row) if c is not cell]
    return sum(beside) * 2 > len(beside) > 2


def _block_kinds(cell: Cell) -> Sequence[tuple[Kind, float]]:
    level = read_level(cell)
    name = bare(level.name.value if level is not None and level.name is not None else cell.text.string)
    if kind_of(cell).kind is CellKind.LEVEL and not is_split(cell):
        return ()
    if is_goal_label(cell) or _LONE_GOAL.match(name):
        return ((Kind.GOALS, 1.5),)
    if _INDICATOR_WORD.search(name):
        return ((Kind.INDICATORS, 0.8),)
    line = LINES.find(cell.text.string)
    if is_split(cell) or (line is not None and line.fit >= Fit.ENDING) or _MONEY_BLOCK.search(name):
        return ((Kind.FUNDING, 1.5),)
    return ()


def looks_like_a_form(grid: Grid) -> bool:
    """Whether headings or names of levels stand in the table, though no region could be read."""
    cells: list[Cell] = [c for r in range(grid.rows) for c in grid.filled(r) if len(c.text) < _LONGEST_HEADING]
    levels = {
        plain(c.text.string)
        for c in cells
        if level_of_name(c.text.string) is not None and _INDICATOR_WORD.search(c.text.string)
    }
    names = {
        m.meaning for c in cells for v in (INDICATOR, FUNDING) if (m := v.find(c.text.string)) is not None and m.sure
    }
    return len(levels) >= LOOKS_LIKE_A_FORM or len(names - {"known"}) >= LOOKS_LIKE_A_FORM
