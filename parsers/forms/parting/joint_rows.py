"""Rows that hold several lines of money in each cell, parted before anything is read: 年度资金总额：10.00 其中：中央资金：6.00
省级资金：4.00 below 全年预算数, and the same lines below 全年执行数.

A row is parted where cells below headings of amounts hold the same labels in the same order, each with its amount.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from ziping.parsers.lexicon import FUNDING, LINES
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.headings import AMOUNTS
from ziping.parsers.lexicon.lines import without_among
from ziping.parsers.text.normalise import bare, fold
from ziping.schemas.document import Cell, Table
from ziping.schemas.text import Text

_LINE = shaped(
    r"\s*(?P<label>[^\d\s;,.][^\d;,]*?)[\s:]*(?P<amount>[-+]?\d[\d,]*(?:\.\d+)?\s?(?:{money.printed_units})?)[\s;,、。]*"
)
_FEWEST = 2  # lines in a cell


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a cell: its label and its amount."""

    label: Text
    amount: Text

    @property
    def name(self) -> str:
        return bare(self.label.string)


@dataclass(frozen=True, slots=True)
class _Joint:
    """A row of the table with the lines that its cells hold, by the column where each cell begins; `heads` is the first
    row of the headings over them."""

    row: int
    heads: int
    lines: dict[int, tuple[_Line, ...]]

    @property
    def column(self) -> int:
        return min(self.lines)

    @property
    def labels(self) -> tuple[_Line, ...]:
        return self.lines[self.column]

    @property
    def total(self) -> int:
        """Which of the lines is the total: what stands in the row once is its."""
        names = [LINES.find(_words(line.name)) for line in self.labels]
        return next((i for i, m in enumerate(names) if m is not None and m.meaning == "total"), 0)


def part_joint_rows(table: Table) -> Table:
    """The table with a row for each line of money, their labels in a column of their own; the same table where no cell holds
    several. Rows whose labels stand in one column are parted together."""
    while joints := tuple(_joint_rows(table)):
        at = joints[0].column
        table = _parted(table, _Joints.of([j for j in joints if j.column == at]))
    return table


@dataclass(frozen=True, slots=True)
class _Joints:
    """Rows whose labels go into one new column.

    Attributes:
        at: The column.
        by_row: They, by their rows.
        rows: Those rows, in order.
        more: How many rows are added above each of them, and in all.
        headings: The rows of the headings over them.
    """

    at: int
    by_row: dict[int, _Joint]
    rows: list[int]
    more: list[int]
    headings: frozenset[int]

    @staticmethod
    def of(joints: Sequence[_Joint]) -> _Joints:
        rows = [j.row for j in joints]
        more = list(accumulate((len(j.labels) - 1 for j in joints), initial=0))
        headings = frozenset(r for j in joints for r in range(j.heads, j.row))
        return _Joints(joints[0].column, {j.row: j for j in joints}, rows, more, headings)

    def above(self, row: int) -> int:
        """How many rows are added above a row."""
        return self.more[bisect_left(self.rows, row)]


def _joint_rows(table: Table) -> Iterator[_Joint]:
    by_row: dict[int, list[Cell]] = {}
    above: dict[tuple[int, range], Cell] = {}  # by the row below them
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
        above.setdefault((cell.rows.stop, cell.columns), cell)
    for row in sorted(by_row):
        found: dict[int, tuple[_Line, ...]] = {}
        heads = row
        for cell in (c for c in by_row[row] if c.row_span == 1):
            lines = _lines(cell.text)
            heading = above.get((row, cell.columns))
            if lines and heading is not None and _is_amount(heading):
                found[cell.column] = lines
                heads = min(heads, heading.row)
        if len(found) >= _FEWEST and len({tuple(line.name for line in lines) for lines in found.values()}) == 1:
            yield _Joint(row, heads, found)


def _is_amount(heading: Cell) -> bool:
    match = FUNDING.find(heading.text.string)
    return match is not None and match.meaning in AMOUNTS


def _lines(text: Text) -> tuple[_Line, ...]:
    """The lines of money that a text is made of; () where it is anything else."""
    string = fold(text.string)
    found: list[_Line] = []
    position = 0
    while position < len(string):
        match = _LINE.match(string, position)
        if match is None:
            return ()
        found.append(_Line(text.slice(*match.span("label")), text.slice(*match.span("amount"))))
        position = match.end()
    known = sum(LINES.find(_words(line.name)) is not None for line in found)
    return tuple(found) if len(found) >= _FEWEST and known * 2 >= len(found) else ()


def _words(label: str) -> str:
    return without_among(fold(label))


def _parted(table: Table, joints: _Joints) -> Table:
    cells = [part for cell in table.cells for part in _parts(cell, joints)]
    under = [c for c in table.cells if c.column == joints.at and c.row in joints.headings]
    cells += [replace(c, row=c.row + joints.above(c.row), column_span=1, text=Text.of(())) for c in under]
    ordered = sorted(cells, key=lambda c: (c.row, c.column))
    return replace(table, cells=tuple(ordered), rows=table.rows + joints.more[-1], columns=table.columns + 1)


def _parts(cell: Cell, joints: _Joints) -> Iterator[Cell]:
    """A cell in a grid with a row for each line and a column for their labels."""
    joint, at = joints.by_row.get(cell.row), joints.at
    heading = cell.row in joints.headings
    begins, added = cell.row, joints.above(cell.rows.stop) - joints.above(cell.row)
    column, span = cell.column, cell.column_span
    if column > at or (column == at and (joint is not None or heading)):
        column += 1
    elif cell.columns.stop > at:
        span += 1
    moved = replace(cell, row=begins + joints.above(begins), column=column, column_span=span)
    if joint is None:
        yield replace(moved, row_span=cell.row_span + added)
    elif cell.column in joint.lines:
        if cell.column == at:
            yield from _spread(replace(moved, column=at, column_span=1), [line.label for line in joint.labels])
        yield from _spread(moved, [line.amount for line in joint.lines[cell.column]])
    elif column > at and cell.text and cell.row_span == 1:
        yield from _spread(moved, [cell.text if i == joint.total else Text.of(()) for i in range(len(joint.labels))])
    else:
        yield replace(moved, row_span=cell.row_span + added)


def _spread(cell: Cell, texts: Sequence[Text]) -> Iterator[Cell]:
    for number, text in enumerate(texts):
        yield replace(cell, row=cell.row + number, text=text)
