"""Columns that hold two values in each cell, parted before anything is read: 分值／得分 over 15／15, 一级/二级指标 over
产出指标—数量指标, 三级指标（目标值） over 培训场次（≥12场）.

The heading has to name two different columns, and most cells below it have to be two values: neither is enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ziping.parsers.forms.grid.grid import says_nothing
from ziping.parsers.lexicon import INDICATOR, Fit, level_of_name
from ziping.parsers.lexicon.headings import OF_LEVELS
from ziping.parsers.text.normalise import fold
from ziping.schemas.document import Cell, Table
from ziping.schemas.text import Text

_JOINTS = re.compile(r"[/、及和与]")
_POINTS_BEFORE = re.compile(r"[（(][^（）()]*\d[^（）()]*[)）]")  # 产出指标（45分，自评43分）
_POINTS_BEHIND = re.compile(rf"{_POINTS_BEFORE.pattern}$")
_STROKES, _DASHES = "/|", "—–-:>→·"
_MOST = 2 / 3  # of the filled cells below that have to be two values as well: a note or a dash may stand among them
_TWO = 2
_ROWS_BETWEEN = 2  # rows of other cells, sums and titles of groups, that a column goes on behind
_PAIRS = (
    {"weight", "score"},
    {"target", "actual"},
)  # which stand beside each other in any form: their words may be odd
_IN_BRACKETS = frozenset({"target", "adjusted_target", "actual"})

Cut = Callable[[Text], tuple[int, int] | None]  # where the first part of a text ends, and where the second begins


@dataclass(frozen=True, slots=True)
class _Joint:
    """A heading that is two, the cells below it that are two, and how they are cut."""

    heading: Cell
    cells: frozenset[tuple[int, int]]
    cut: Cut


def part_joint_columns(table: Table) -> Table:
    """The table with two columns for each whose heading and cells are joined in pairs; the same table where there is none.
    Boxes and printed text stay those of the cells."""
    while (joint := _first_joint(table)) is not None:
        table = _parted(table, joint)
    return table


def _first_joint(table: Table) -> _Joint | None:
    return next((joint for heading in table.cells if (joint := _joint(table, heading)) is not None), None)


def _joint(table: Table, heading: Cell) -> _Joint | None:
    found = _headings(heading.text)
    if found is None:
        return None
    _, cuts = found
    below = [c for c in _below(table, heading) if not says_nothing(c.text.string)]
    cut = max(cuts, key=lambda cut: sum(cut(c.text) is not None for c in below))
    joint = frozenset((c.row, c.column) for c in below if cut(c.text) is not None)
    return _Joint(heading, joint, cut) if joint and len(joint) >= _MOST * len(below) else None


def _headings(text: Text) -> tuple[tuple[Text, Text], Sequence[Cut]] | None:
    """The two headings that one cell is, and how the cells below may be cut; None for any other cell."""
    string = fold(text.string)
    brackets = _brackets(text)
    if brackets is not None:
        first, second = text.slice(0, brackets[0]), text.slice(brackets[1], len(text) - 1)
        if _meaning(first) in OF_LEVELS and _meaning(second) in _IN_BRACKETS:
            return (first, second), (_brackets,)
    for match in _JOINTS.finditer(string):
        second = text.slice(match.end(), len(text))
        first = _completed(text, match.start(), match.end())
        if {_likely(first), _likely(second)} in _PAIRS:
            return (first, second), _VALUE_CUTS
        one, other = _meaning(first), _meaning(second)
        if one is None or other is None or one == other:
            continue
        if not {one, other} & OF_LEVELS:
            return (first, second), _VALUE_CUTS
        if {one, other} <= OF_LEVELS:
            return (first, second), (*(partial(_first, mark) for mark in _STROKES + _DASHES), _names, _lines)
        return (first, second), (_brackets, *(partial(_first, mark) for mark in ":" + _STROKES))
    return None


def _completed(text: Text, stop: int, start: int) -> Text:
    """The first of two headings, with what it shares with the second: 一 of 一、二级指标 is 一级指标."""
    first = text.slice(0, stop)
    if _meaning(first) is None:
        for tail in range(start + 1, len(text)):
            longer = Text.of((*first.pieces, *text.slice(tail, len(text)).pieces))
            if _meaning(longer) is not None:
                return longer
    return first


def _likely(text: Text) -> str | None:
    match = INDICATOR.find(text.string)
    return None if match is None else match.meaning


def _meaning(text: Text) -> str | None:
    match = INDICATOR.find(text.string)
    return match.meaning if match is not None and match.fit is Fit.WHOLE else None


def _below(table: Table, heading: Cell) -> Iterator[Cell]:
    """The filled cells of the same width below a heading, as far as the column goes on: over sums, titles and the
    heading printed again."""
    last = heading.row + heading.row_span - 1
    for cell in table.cells:
        if cell.row <= last or heading.column not in cell.columns:
            continue
        if cell.row - last > _ROWS_BETWEEN + 1:
            return
        if cell.columns == heading.columns:
            last = cell.row + cell.row_span - 1
            if cell.text and not _again(cell, heading):
                yield cell


def _again(cell: Cell, heading: Cell) -> bool:
    """Whether a cell is the heading, or is it printed once more."""
    return cell.columns == heading.columns and cell.text.string == heading.text.string


def _stroke(mark: str, text: Text) -> tuple[int, int] | None:
    """The one stroke that parts two values, each complete: in 36元/人/38 the second, in 36元/人 none."""
    string = fold(text.string)
    strokes = [m.start() for m in re.finditer(re.escape(mark), string)]
    parts = [(string[:at].strip(), string[at + 1 :].strip()) for at in strokes]
    whole = [
        at for at, (a, b) in zip(strokes, parts, strict=True) if a and b and (len(strokes) == 1 or _alike(a, b, mark))
    ]
    return (whole[0], whole[0] + 1) if len(whole) == 1 else None


def _alike(one: str, other: str, mark: str) -> bool:
    """Whether there is a figure in the first part of two values, or in neither's."""
    first, second = one.partition(mark)[0], other.partition(mark)[0]
    return any(c.isdigit() for c in first) == any(c.isdigit() for c in second)


def _first(mark: str, text: Text) -> tuple[int, int] | None:
    """The first of such marks, behind the higher of two levels."""
    at = fold(text.string).find(mark)
    return (at, at + 1) if at > 0 and text.string[:at].strip() and text.string[at + 1 :].strip() else None


def _names(text: Text) -> tuple[int, int] | None:
    """Where a usual name of a first level, perhaps with its points in brackets, is followed by one of a second, or by one of
    either (成本指标)."""
    string = text.string
    ends = [k for k in range(2, len(string) - 1) if level_of_name(_POINTS_BEHIND.sub("", string[:k])) == 1]
    ends = [k for k in ends if string[k] not in "（("]
    below = [level_of_name(string[k:]) for k in ends]
    at = next((k for wanted in (2, 1) for k, level in zip(ends, below, strict=True) if level == wanted), None)
    return None if at is None else (at, at)


def _lines(text: Text) -> tuple[int, int] | None:
    """Two printed lines; points in brackets that begin the second belong to the first."""
    if len(text.pieces) != _TWO:
        return None
    points = _POINTS_BEFORE.match(text.string, text.starts[1])
    at = points.end() if points is not None and points.end() < len(text) else text.starts[1]
    return (at, at)


def _brackets(text: Text) -> tuple[int, int] | None:
    """Where the brackets open that close at the end: what stands before them, and where what is in them begins."""
    string = fold(text.string)
    depth = 0
    for at in range(len(string) - 1, 0, -1) if string.endswith(")") else ():
        depth += (string[at] == ")") - (string[at] == "(")
        if not depth:
            return (at, at + 1) if string[:at].strip() and string[at + 1 : -1].strip() else None
    return None


_VALUE_CUTS: tuple[Cut, ...] = (*(partial(_stroke, mark) for mark in _STROKES), _lines)


def _parted(table: Table, joint: _Joint) -> Table:
    cells = [part for cell in table.cells for part in _parts(cell, joint)]
    return replace(table, cells=tuple(cells), columns=table.columns + 1)


def _parts(cell: Cell, joint: _Joint) -> Iterator[Cell]:
    """A cell in a grid with one more column behind the joint one: moved, widened, or cut in two."""
    last = joint.heading.columns.stop
    cut = joint.cut(cell.text) if (cell.row, cell.column) in joint.cells else None
    headings = _headings(cell.text) if cell.row >= joint.heading.row and _again(cell, joint.heading) else None
    if headings is not None:
        yield replace(cell, text=headings[0][0])
        yield replace(cell, column=last, column_span=1, text=headings[0][1])
    elif cut is not None:
        closing = joint.cut is _brackets
        yield replace(cell, text=cell.text.slice(0, cut[0]))
        yield replace(cell, column=last, column_span=1, text=cell.text.slice(cut[1], len(cell.text) - closing))
    elif not cell.text and cell.columns == joint.heading.columns and cell.row > joint.heading.row:
        yield cell  # blank below a name that is told once: so are both of its parts
        yield replace(cell, column=last, column_span=1)
    elif cell.column >= last:
        yield replace(cell, column=cell.column + 1)
    elif cell.columns.stop >= last:
        yield replace(cell, column_span=cell.column_span + 1)
    else:
        yield cell
