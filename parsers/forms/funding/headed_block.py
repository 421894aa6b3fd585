"""A block of money with headings above and labels to the left: whose and what the figures in it are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ziping.parsers.forms.funding.labels import Label, read_label
from ziping.parsers.forms.funding.line import LineBuilder, default_measure
from ziping.parsers.forms.funding.roles import SOURCE
from ziping.parsers.forms.grid.columns import Column, Header
from ziping.parsers.forms.grid.grid import Grid, says_nothing
from ziping.parsers.forms.regions.row_kinds import is_split
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.fields import field_of
from ziping.parsers.lexicon.headings import AMOUNTS
from ziping.parsers.text.normalise import bare
from ziping.schemas.document import Cell

Key = tuple[str, ...]  # what tells the lines of a block apart
VALUES = AMOUNTS | {"execution_rate", "weight", "score", "reason"}
_RECEIPTS, _SPENDING = shaped("{cells.receipts_heading}"), shaped("{cells.spending_heading}")


@dataclass(frozen=True, slots=True)
class HeadedBlock:
    """A block with a header: the columns with values, and those with the labels of the lines. `paired` says that every
    measure has labels of its own beside its amounts: those of a row that read alike are one line."""

    grid: Grid
    header: Header
    label: Cell | None
    values: Sequence[Column]
    labels: Sequence[Column]
    paired: bool = False

    def labels_left(self, row: int, before: int) -> list[Cell]:
        """The labels of a row left of a column of the grid, nearest first; below the heading of numbers (序号) a line's name
        is one, too."""
        cells = [c for c in self.grid.covering(row) if c.column < before and c.text]
        columns = [(c, self.header.column_of(c)) for c in cells[::-1]]
        return [c for c, k in columns if k in self.labels or (k not in self.values and read_label(c).line is not None)]

    def label_of(self, row: int, before: int) -> Cell | None:
        """The label of the line that values left of a column belong to: of labels side by side the nearest that
        is a known line, else the first (任务甲 | 已完成), labels of whole groups of lines last."""
        labels: list[Cell] = []
        for cell in self.labels_left(row, before):
            if labels and self.values_between(cell, labels[-1]):
                break
            if not self.measures(cell):
                labels.append(cell)
        single = [c for c in labels if not self.groups_others(row, c)] or labels
        if (named := next((c for c in single if self.names_project(c)), None)) is not None:
            return named
        return next((c for c in single if read_label(c).line is not None), single[-1] if single else None)

    def label_beside(self, row: int, cell: Cell, column: Column) -> Cell | None:
        """As `label_of`; of what is no value also a label to its right, or the cell itself (the number of a row)."""
        left = self.label_of(row, cell.column)
        return left if left is not None or column in self.values else self.label_of(row, self.grid.columns)

    def names_project(self, cell: Cell) -> bool:
        """Whether a label stands below a heading that asks for the names of projects or tasks."""
        column = self.header.column_of(cell)
        return column is not None and cell.row > self.header.last and field_of(column.heading) == "project"

    def measures(self, cell: Cell) -> bool:
        """Whether a label says what is measured: that alone, or beside sources side by side (预算总额 | 6 | 4 below 合计 |
        中央)."""
        label = read_label(cell)
        return label.only_measures or (label.measure is not None and self.total_column() is not None)

    def values_between(self, left: Cell, right: Cell) -> bool:
        """Whether a column of values parts two labels: they belong to splits side by side."""
        return any(left.column < v.start < right.column for v in self.values)

    def groups_others(self, row: int, cell: Cell) -> bool:
        """Whether a label only groups others to its right (财政拨款 over 中央 | 省级, 按收入性质分), or says what is measured."""
        label = read_label(cell)
        if label.line is None and (label.split or label.measure is not None):
            return True
        if cell.row_span == 1:
            return False
        right = [c for c in self.grid.covering(row) if c.column == cell.column + cell.column_span and c.text]
        return any(self.header.column_of(c) in self.labels for c in right)

    def line_of(self, cell: Cell) -> LineBuilder:
        """The line that a label begins. 财政拨款 | 小计: the label beside it says what is summed up."""
        label = read_label(cell)
        if label.line is None and label.split:
            for parent in self.labels_left(cell.row, cell.column):
                line = read_label(parent).line
                if line is not None:
                    return LineBuilder(line, parent)
            return LineBuilder("total", cell)
        return LineBuilder(label.line or ("project" if self.names_project(cell) else "other"), cell)

    def key_of(self, label: Cell) -> Key:
        """What tells the line of a label from others."""
        return ("row", str(label.row), bare(label.text.string) if self.paired else str(label.column))

    def key_of_source(self, column: Column) -> Key:
        """What tells the line of a column of one source from others."""
        above, group = source_of(column), self.measure_of_group(column)
        return ("column", str(above.line), bare(above.cell.text.string), *([group] if group else []))

    def total_column(self) -> Column | None:
        """The column of the sum of the sources that stand side by side (省级 | 市县 | 合计 | 支出数): what has no source is its."""
        lines = [(c, source_of(c).line) for c in self.values if c.sense == SOURCE]
        total = next((c for c, line in lines if line == "total"), None)
        return total if len(lines) > 1 else None

    def line_of_value(self, row: int, cell: Cell, column: Column) -> tuple[Key, LineBuilder | None, bool]:
        """The line that a value belongs to, and whether it is only an extra of it.

        The heading may name the line, or the label to the left; where both do, a total row is split up by
        the headings and a total column by the rows, and what is left has no place in a list of lines.
        """
        spanned = sum(c.start < cell.column + cell.column_span and c.stop > cell.column for c in self.values)
        if spanned > 1 and (total := self.total_column()) is not None:
            return self.key_of_source(total), LineBuilder("total", total.cells[-1]), False
        above = source_of(column) if column.sense == SOURCE else None
        left = self.label_beside(row, cell, column)
        names_block = left is self.label and self.total_column() is not None  # then the total's own heading names it
        own = self.line_of(left) if left is not None and not names_block else None
        key: Key = self.key_of(left) if left is not None else ("block",)
        if above is not None and above.line is not None:
            if own is None or (own.line == "total" and above.line != "total"):
                return self.key_of_source(column), LineBuilder(above.line, above.cell), False
            return key, own, above.line != "total"
        if own is not None or says_nothing(cell.text.string):
            return key, own, False
        if (total := self.total_column()) is not None:
            return self.key_of_source(total), LineBuilder("total", total.cells[-1]), False
        return key, LineBuilder("total", None if self.label is None or is_split(self.label) else self.label), False

    def measure_of(self, row: int, cell: Cell, column: Column) -> str:
        """What a value measures: what its headings say, else the label to its left, else the block's label."""
        if column.sense in VALUES:
            return column.sense
        above = [read_label(c) for c in reversed(column.cells)]
        left = [read_label(c) for c in self.labels_left(row, cell.column)]
        # 年度预算总额 over a column is its line first: 全年执行数 to the left says what is measured
        sure = [label.measure for label in (*above, *left) if label.only_measures]
        told = [label.measure for label in (*above, *left) if label.measure is not None]
        told_by_group = self.measure_of_group(column) if column.sense == SOURCE else None
        return next((m for m in (*sure, *told, told_by_group) if m is not None), None) or default_measure(self.label)

    def measure_of_group(self, column: Column) -> str | None:
        """What sources side by side tell of by the heading over them, or by that of their sum: 收入合计 | 上年结转 | 财政拨款."""
        if any(read_label(c).measure is not None for c in column.cells):
            return None
        over = [c.text.string for c in column.cells[:-1]]
        sums = [c for c in self.values if c.sense == SOURCE and c.start <= column.start and self.is_sum(c)]
        headings = [bare(t) for t in (*over, *(c.heading for c in sums[-1:]))]
        for measure, words in (("received", _RECEIPTS), ("executed", _SPENDING)):
            if any(words.search(h) for h in headings):
                return measure
        return None

    def is_sum(self, column: Column) -> bool:
        return source_of(column).line == "total"


def source_of(column: Column) -> Label:
    """What the headings of a column say about its line: the lowest, or that above 小计 (基本支出 over 小计 | 人员支出)."""
    labels = [read_label(c) for c in reversed(column.cells) if c.text]
    split = [label for label in labels[1:] if label.line is not None] if labels and labels[0].split else []
    return split[0] if split else read_label(column.cells[-1])
