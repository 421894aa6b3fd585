"""Money in pairs of label and amount, without a header: 年度资金总额 | 100 | 其中：财政拨款 | 100."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ziping.parsers.forms.cells.kinds import is_figure
from ziping.parsers.forms.funding.labels import Label, read_label
from ziping.parsers.forms.funding.line import LineBuilder, default_measure
from ziping.parsers.forms.grid.columns import UNKNOWN, Column, Header
from ziping.parsers.forms.grid.grid import Grid, says_nothing
from ziping.parsers.forms.regions.region import Region
from ziping.parsers.forms.regions.row_kinds import funding_label
from ziping.parsers.lexicon.columns import AMOUNTS
from ziping.parsers.lexicon.fields import field_of
from ziping.parsers.text.normalise import bare
from ziping.schemas.document import Cell

_PAIR = 2  # cells


@dataclass(slots=True)
class _Pairs:
    """Labels and amounts as they come, row by row.

    Attributes:
        block: The label of the whole block.
        split: The label of a split (按收入性质分) that was read last: an amount beside it is the split's total.
        line: The label of the line that the next amount belongs to, in this row.
        measure: What it measures, in this row.
        expects: Whether a label has been read that no amount has followed yet.
        above: For each column of labels the last one that names a measure and no line: it holds for the lines below
            (执行数 over 其中：财政拨款).
    """

    block: Cell | None
    split: Cell | None = None
    line: Cell | None = None
    measure: Label | None = None
    expects: bool = False
    above: dict[int, Label] = field(default_factory=dict)
    builders: dict[tuple[str, ...], LineBuilder] = field(default_factory=dict)

    def new_row(self) -> None:
        self.split, self.line, self.measure, self.expects = None, None, None, False

    def read_words(self, cell: Cell) -> None:
        label = read_label(cell)
        if field_of(cell.text.string) is not None:
            self.expects = False
        elif label.split and not funding_label(cell):
            self.block, self.split, self.expects = cell, cell, True
            return
        elif label.line is not None:
            self.line, self.expects = cell, True
            self.measure = label if label.measure else self.above.get(cell.column)
        elif label.measure is not None:
            self.measure, self.expects = label, True
            if self.line is None:
                self.above[cell.column] = label
        else:
            self.expects = False
        self.split = None

    def read_amount(self, cell: Cell) -> None:
        if not self.expects:
            return
        self.expects = False
        named = self.split or self.line
        if self.split is not None and says_nothing(cell.text.string):
            return  # a label of the whole block, nothing beside it
        line = read_label(named).line if named is not None and named is not self.split else "total"
        key = (bare(named.text.string),) if named is not None else ()
        builder = self.builders.setdefault(key, LineBuilder(line or "other", named, self.block))
        measure = self.measure.measure if self.measure is not None else None
        heading = self.measure.cell if self.measure is not None else None
        builder.add(measure or default_measure(named or self.block), cell, None, heading)


def split_pairs(grid: Grid, rows: Sequence[int], header: Header) -> Header:
    """The header with wide columns of amounts told apart where labels stand beside the amounts in them
    (资金安排 over 安排数 | 31.5, 资金拨付 over 拨付数 | 31.5)."""
    columns: list[Column] = []
    for column in header.columns:
        cut = _cut(grid, rows, column) if column.sense in AMOUNTS else None
        if cut is None:
            columns.append(column)
            continue
        columns.append(replace(column, stop=cut, sense=UNKNOWN, heading="", cells=()))
        columns.append(replace(column, start=cut))
    return replace(header, columns=tuple(columns))


def _cut(grid: Grid, rows: Sequence[int], column: Column) -> int | None:
    """Where the amounts begin in a wide column with labels in it; None where most rows have no label there."""
    cuts: Counter[int] = Counter()
    for row in rows:
        inside = [c for c in grid.own(row) if column.start <= c.column and c.column + c.column_span <= column.stop]
        if len(inside) != _PAIR or not inside[0].text or is_figure(inside[0].text.string):
            continue
        if is_figure(inside[1].text.string) or says_nothing(inside[1].text.string):
            cuts[inside[1].column] += 1
    cut, often = cuts.most_common(1)[0] if cuts else (0, 0)
    return cut if often * 2 > len(rows) else None


def lines_of_pairs(grid: Grid, region: Region, block: Cell | None) -> list[LineBuilder]:
    """The lines of a region: a figure belongs to the nearest label of a line and of a measure before it."""
    pairs = _Pairs(block)
    for row in region.rows:
        pairs.new_row()
        for cell in grid.own(row):
            if cell is block:
                continue
            if cell.text and not is_figure(cell.text.string) and not says_nothing(cell.text.string):
                pairs.read_words(cell)
            else:
                pairs.read_amount(cell)
    found = list(pairs.builders.values())
    if pairs.block is not None and found:
        found[0].take_points(pairs.block)
    return found
