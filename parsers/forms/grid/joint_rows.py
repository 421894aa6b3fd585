"""Rows that hold several lines of money in each cell, parted before anything is read: 年度资金总额：10.00 其中：中央资金：6.00
省级资金：4.00 below 全年预算数, and the same lines below 全年执行数.

A row is parted where cells below headings of amounts hold the same labels in the same order, each with its amount.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ziping.parsers.lexicon import FUNDING, LINES
from ziping.parsers.lexicon.columns import AMOUNTS
from ziping.parsers.lexicon.entries import shaped
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
    """The table with a row for each line of money, its label in a column of its own; the same table where no cell holds
    several."""
    while (joint := next(_joint_rows(table), None)) is not None:
        table = _parted(table, joint)
    return table


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


def _parted(table: Table, joint: _Joint) -> Table:
    cells = [part for cell in table.cells for part in _parts(cell, joint)]
    under = [c for c in table.cells if c.column == joint.column and joint.heads <= c.row < joint.row]
    cells += [replace(c, column_span=1, text=Text.of(())) for c in under]
    ordered = sorted(cells, key=lambda c: (c.row, c.column))
    return replace(table, cells=tuple(ordered), rows=table.rows + len(joint.labels) - 1, columns=table.columns + 1)


def _parts(cell: Cell, joint: _Joint) -> Iterator[Cell]:
    """A cell in a grid with a row for each line and a column for their labels."""
    more, at = len(joint.labels) - 1, joint.column
    if cell.row > joint.row:
        cell = replace(cell, row=cell.row + more)
    elif cell.row != joint.row and cell.rows.stop > joint.row:
        cell = replace(cell, row_span=cell.row_span + more)
    within = cell.row == joint.row
    heading = joint.heads <= cell.row < joint.row
    column = cell.column
    if column > at or (column == at and (within or heading)):
        cell = replace(cell, column=column + 1)
    elif cell.columns.stop > at:
        cell = replace(cell, column_span=cell.column_span + 1)
    if not within:
        yield cell
    elif column in joint.lines:
        if column == at:
            yield from _spread(replace(cell, column=at, column_span=1), [line.label for line in joint.labels])
        yield from _spread(cell, [line.amount for line in joint.lines[column]])
    elif column > at and cell.text and cell.row_span == 1:
        yield from _spread(cell, [cell.text if i == joint.total else Text.of(()) for i in range(more + 1)])
    else:
        yield replace(cell, row_span=cell.row_span + more)


def _spread(cell: Cell, texts: Sequence[Text]) -> Iterator[Cell]:
    for number, text in enumerate(texts):
        yield replace(cell, row=cell.row + number, text=text)
