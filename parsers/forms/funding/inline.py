"""Lines of money whose label and amount share a cell: 其中：一般公共预算：480 | 其中：基本支出：386."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ziping.parsers.forms.cells.kinds import is_figure
from ziping.parsers.forms.funding.labels import read_label
from ziping.parsers.forms.funding.line import LineBuilder, default_measure
from ziping.parsers.forms.grid.grid import Grid
from ziping.parsers.forms.regions.row_kinds import is_split
from ziping.schemas.document import Cell

_TOLD = re.compile(r"(?P<label>(?:其中\s?[：:]\s?)?[^：:]{2,20})[：:]\s?(?P<amount>[^：:]*)$")


@dataclass(frozen=True, slots=True)
class Told:
    """A cell with a label and an amount, the amount perhaps left blank.

    Attributes:
        cell: The whole of it.
        label: What stands before the colon, as a cell.
        amount: What stands behind it, as a cell; None where nothing does.
    """

    cell: Cell
    label: Cell
    amount: Cell | None


def told_in_row(grid: Grid, row: int, block: Cell | None) -> tuple[Told, ...]:
    """The cells of a row that holds nothing but such cells and labels of splits (按收入性质分：); else none."""
    cells = [c for c in grid.filled(row) if c is not block and c.row == row]
    found = [t for c in cells if (t := _told(c)) is not None]
    if not cells or len(found) < len(cells):
        return ()
    sure = any(t.amount is not None for t in found) or all(
        is_split(t.label) or (t.label is not t.cell and read_label(t.label).line is not None) for t in found
    )
    return tuple(found) if sure else ()


def lines_told(rows: Sequence[Sequence[Told]], block: Cell | None) -> Iterator[LineBuilder]:
    """Their lines, split by split: what stands below each other belongs together."""
    for _, told in sorted(((t.cell.column, t) for row in rows for t in row), key=lambda entry: entry[0]):
        split = is_split(told.label)
        if split and told.amount is None:
            continue
        line = "total" if split else read_label(told.label).line
        builder = LineBuilder(line or "other", told.label, block)
        if told.amount is not None:
            builder.add(default_measure(block), told.amount, None)
        yield builder


def _told(cell: Cell) -> Told | None:
    match = _TOLD.match(cell.text.string)
    if match is None:
        return Told(cell, cell, None) if is_split(cell) else None
    label = replace(cell, text=cell.text.slice(*match.span("label")))
    if not match["amount"].strip():
        return Told(cell, label, None)
    if not is_figure(match["amount"]):
        return None
    return Told(cell, label, replace(cell, text=cell.text.slice(*match.span("amount"))))
