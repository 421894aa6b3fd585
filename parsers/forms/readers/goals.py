"""The block of goals. It makes an indicator only where the form gives points for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ziping.parsers.forms.cells.kinds import is_figure
from ziping.parsers.forms.cells.levels import is_instruction, read_level
from ziping.parsers.forms.cells.points import read_points
from ziping.parsers.forms.cells.values import whole_value
from ziping.parsers.forms.grid.columns import Column, Header
from ziping.parsers.forms.grid.grid import Grid, stated
from ziping.parsers.forms.grid.headers import columns_of
from ziping.parsers.forms.regions.region import Region
from ziping.parsers.forms.regions.row_kinds import is_goal_label
from ziping.parsers.forms.types import Passage
from ziping.parsers.lexicon import GOALS, INDICATOR
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.headings import KNOWN, POINTS
from ziping.parsers.lexicon.marks import is_goal_name, is_outcome_name
from ziping.parsers.text.normalise import bare
from ziping.parsers.text.stated_values import NO_VALUE, StatedValue, with_actual, with_target
from ziping.schemas.document import Cell
from ziping.schemas.report import Indicator, Stated

_SHORTEST_PASSAGE = 12  # characters
_LONGEST_LABEL = 16  # characters
_ASIDE = frozenset({"completion_rate", "reason", "basis", KNOWN, *POINTS})
_SIDES = 2  # a goal and what came of it
_TELLS_STATE = shaped("{cells.goal_state}")
_SEVERAL = 2  # goals with points of their own
_OF_THE_WHOLE, _OF_YEAR = shaped("{cells.whole_goals}"), shaped("{cells.goals_of_year}")
_WHOLE_GOALS = tuple(name for name in GOALS if _OF_THE_WHOLE.match(name))
_EXPECTED, _OUTCOME = (
    shaped("{cells.goal_expected}"),
    shaped("{cells.goal_outcome}"),
)  # of a label of goals: it is about what came of them


def goal_passages(grid: Grid, region: Region) -> tuple[Passage, ...]:
    """The running text of the goals and of what became of them."""
    return tuple(
        Passage(c.text, _label_of(grid, c), goal=True)
        for r in range(region.first, region.last + 1)
        for c in grid.filled(r)
        if len(c.text) >= _SHORTEST_PASSAGE and not is_goal_label(c) and not is_instruction(c)
    )


def goals_of(grid: Grid, region: Region) -> tuple[Stated[str] | None, Stated[str] | None]:
    """What was aimed at (预期目标) and what came of it (实际完成情况), as printed; several cells of one are one text."""
    aims: list[Cell] = []
    outcomes: list[Cell] = []
    for row in range(region.first, region.last + 1):
        for cell in grid.filled(row):
            labels = _is_label(cell) or _heads_with_goals(grid, cell) or _labels_text(grid, cell)
            if cell.row != row or labels or is_instruction(cell):
                continue
            label = _label_above(grid, cell) if is_figure(cell.text.string) else _label_of(grid, cell)
            if label is not None and not _is_aside(label):
                (outcomes if _OUTCOME.search(bare(label)) else aims).append(cell)
    if not outcomes:
        aims, outcomes = _by_place(grid, aims)
    return _as_one(aims), _as_one(outcomes)


def _by_place(grid: Grid, aims: list[Cell]) -> tuple[list[Cell], list[Cell]]:
    """Goals and what came of them, of cells side by side in pairs of which the heading at the left is one of goals, and that
    at the right more than that: where no word tells so, what came of a goal stands right of it."""
    pairs = [[c for c in aims if c.row == row] for row in sorted({c.row for c in aims})]
    for pair in pairs:
        headings = [_label_above(grid, c) for c in pair]
        if len(pair) != _SIDES or None in headings or not is_goal_name(bare(headings[0] or "")):
            return aims, []
        if is_goal_name(bare(headings[1] or "")) and not _TELLS_STATE.search(bare(headings[1] or "")):
            return aims, []
    return [left for left, _ in pairs], [right for _, right in pairs]


def _is_label(cell: Cell) -> bool:
    """Whether a cell names goals or what came of them: a known label, or one with a few words more (…完成情况综述)."""
    text = bare(cell.text.string)
    if is_goal_label(cell) or is_outcome_name(text):
        return True
    return len(text) <= _LONGEST_LABEL and any(text.startswith(name) for name in _WHOLE_GOALS)


def _heads_with_goals(grid: Grid, cell: Cell) -> bool:
    """Whether a short cell heads a column beside the goals: their label stands in its row, over running text as it does."""
    below = cell.row + cell.row_span
    goals = next((c for c in grid.filled(cell.row) if c is not cell and is_goal_label(c)), None)
    if goals is None or len(cell.text) > _LONGEST_LABEL or is_figure(cell.text.string) or below >= grid.rows:
        return False
    aim, own = (grid.squares[below][c.column] for c in (goals, cell))
    if aim is None or own is None or not own.text or not aim.row == own.row == below:
        return False
    return len(aim.text) >= _SHORTEST_PASSAGE and not _is_label(aim)


def _is_aside(heading: str) -> bool:
    """Whether a column beside the goals has neither them nor what came of them: a rate, points, remarks."""
    found = INDICATOR.find(heading)
    goals = is_goal_name(bare(heading)) or is_outcome_name(bare(heading))
    return not goals and found is not None and found.meaning in _ASIDE


def _labels_text(grid: Grid, cell: Cell) -> bool:
    """Whether a short cell stands before running text that no label of goals stands over: it labels something else
    (实施内容及过程概述 | 由办公室牵头…)."""
    right = (
        grid.squares[cell.row][cell.column + cell.column_span]
        if cell.column + cell.column_span < grid.columns
        else None
    )
    if right is None or len(cell.text) > _LONGEST_LABEL or len(right.text) < _SHORTEST_PASSAGE:
        return False
    return len(right.text) > len(cell.text) and _label_above(grid, right) is None


def _as_one(cells: list[Cell]) -> Stated[str] | None:
    if not cells:
        return None
    return Stated("\n".join(c.text.string for c in cells), tuple(p for c in cells for p in c.text.printed()))


def _label_of(grid: Grid, cell: Cell) -> str | None:
    left = grid.squares[cell.row][cell.column - 1] if cell.column else None
    return _label_above(grid, cell) or (
        left.text.string if left is not None and left.text and _is_label(left) else None
    )


def _label_above(grid: Grid, cell: Cell) -> str | None:
    above = grid.squares[cell.row - 1][cell.column] if cell.row else None
    labels = above is not None and above.text and (_is_label(above) or _heads_with_goals(grid, above))
    return above.text.string if above is not None and labels else None


def read_scored_goals(grid: Grid, region: Region, above: Header | None) -> tuple[Indicator, ...]:
    """The goals that have points: each of the rows below headings with points for every one of them, else the goal as a whole."""
    columns = columns_of(grid, region.first, region.first, INDICATOR)[0]
    points = [c for c in columns if c.sense in ("weight", "score")]
    rows = range(region.first + 1, region.last + 1)
    scored = [r for r in rows if _points(list(grid.filled(r)), points, "score") is not None]
    label = next((c for c in grid.filled(region.first) if is_goal_label(c)), None)
    if len(scored) < _SEVERAL or label is None:
        whole = read_scored_goal(grid, region, above)
        return () if whole is None else (whole,)
    name = read_level(label)
    return tuple(
        with_actual(
            with_target(
                Indicator(
                    row=grid.place(row),
                    category="other",
                    kind="other",
                    level3=name.name if name is not None else stated(label),
                    weight=_points(list(grid.filled(row)), points, "weight"),
                    score=_points(list(grid.filled(row)), points, "score"),
                ),
                _told_in(grid, row, columns, outcome=False),
            ),
            _told_in(grid, row, columns, outcome=True),
        )
        for row in scored
    )


def _told_in(grid: Grid, row: int, columns: Sequence[Column], *, outcome: bool) -> StatedValue:
    """What a row says below the heading of the goals, or of what came of them: running text, its figures are facts."""
    for column in columns:
        heading = bare(column.heading)
        about_outcome = is_outcome_name(heading) or _OUTCOME.search(heading) is not None
        if about_outcome != outcome or not (outcome or is_goal_name(heading)):
            continue
        inside = [c for c in grid.filled(row) if column.start <= c.column < column.stop]
        if inside:
            told = whole_value(inside[:1])
            return StatedValue(told.text, told.operator)
    return NO_VALUE


def read_scored_goal(grid: Grid, region: Region, above: Header | None) -> Indicator | None:
    """The goal as an indicator, where points stand under its own headings 分值 and 得分, under those of the
    block above, or in its label (年度总体目标（20分））; None where it has no points."""
    cells = [c for r in range(region.first, region.last + 1) for c in grid.filled(r)]
    label = next((c for c in cells if is_goal_label(c)), None)
    if label is None:
        return None
    columns = [c for c in columns_of(grid, region.first, region.first, INDICATOR)[0] if c.sense in ("weight", "score")]
    if not columns and above is not None:
        columns = [c for c in above.columns if c.sense in ("weight", "score")]
    named = read_level(label)
    weight = _points(cells, columns, "weight") or (named.weight if named is not None else None)
    score = _points(cells, columns, "score")
    if score is None and weight is not None:
        alone = [c for c in cells if is_figure(c.text.string) and read_points(c) is not None]
        score = read_points(alone[0]) if len(alone) == 1 and not columns else None
    if score is None:
        return None
    target, actual = (
        _text_under(grid, cells, _EXPECTED),
        _text_under(grid, cells, _OUTCOME),
    )
    beside = [c for c in cells if c.row == label.row and len(c.text) >= _SHORTEST_PASSAGE and c is not label]
    if target.text is None and actual.text is None and beside:  # 年度目标（20分） | 全年开放300天 | 开放305天 | 19
        target, actual = whole_value(beside[:1]), whole_value(beside[1:2])
    indicator = Indicator(
        row=grid.place(region.first, region.last),
        category="other",
        kind="other",
        level3=named.name if named is not None else stated(label),
        weight=weight,
        score=score,
    )
    # a goal is running text: its figures are facts
    target, actual = (StatedValue(told.text, told.operator) for told in (target, actual))
    return with_actual(with_target(indicator, target), actual)


def _points(cells: list[Cell], columns: list[Column], sense: str) -> Stated[Decimal] | None:
    column = next((c for c in columns if c.sense == sense), None)
    if column is None:
        return None
    inside = [c for c in cells if column.start <= c.column < column.stop]
    return next((p for c in inside if (p := read_points(c)) is not None), None)


def _text_under(grid: Grid, cells: list[Cell], words: re.Pattern[str]) -> StatedValue:
    for label in cells:
        text = bare(label.text.string)
        if text not in GOALS or not words.search(text) or _OF_YEAR.match(text):
            continue
        row = label.row + label.row_span
        below = grid.squares[row][label.column] if row < grid.rows else None
        if below not in cells:
            continue
        if below is not None and below.text and not is_goal_label(below) and not is_figure(below.text.string):
            return whole_value([below])
    return NO_VALUE
