"""Blocks of money: sources as rows or as columns, two splits side by side, or pairs of label and amount.

Every figure has two coordinates: the line it belongs to (年度资金总额, 财政拨款 …) and what it measures
(全年预算数, 执行数 …). Either may be said by the heading above it or by the label to its left; what neither
says, the label of the whole block does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ziping.parsers.forms.cells.amounts import money_unit
from ziping.parsers.forms.funding.labels import read_label
from ziping.parsers.forms.funding.line import LineBuilder, default_measure
from ziping.parsers.forms.funding.named_total import name_total, points_of_the_total
from ziping.parsers.forms.funding.pairs import (
    add_points,
    lines_of_pairs,
    lines_of_splits,
    rows_of_pairs,
    rows_of_points,
    split_pairs,
)
from ziping.parsers.forms.funding.roles import LINE, SOURCE
from ziping.parsers.forms.funding.surroundings import block_label, points_above, unit_above, unit_over_labels
from ziping.parsers.forms.grid.columns import Column, Header
from ziping.parsers.forms.grid.grid import Grid, joined, says_nothing
from ziping.parsers.forms.regions.region import Region
from ziping.parsers.forms.regions.row_kinds import is_split
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.fields import field_of
from ziping.parsers.lexicon.headings import AMOUNTS
from ziping.parsers.text.normalise import bare
from ziping.schemas.document import Cell
from ziping.schemas.report import Choice, FundingLine, Note, Stated
from ziping.schemas.text import Printed

_FULL_HEADING = shaped("{cells.full_heading}")
_Key = tuple[str, ...]  # what tells the lines of a block apart
_BODIES = ("agency", "department", "supervising_department")  # whose money a row is, which is no line of it
_RECEIPTS, _SPENDING = shaped("{cells.receipts_heading}"), shaped("{cells.spending_heading}")
_VALUES = AMOUNTS | {"execution_rate", "weight", "score", "reason"}


@dataclass(slots=True)
class FundingRows:
    """What a block of money says."""

    lines: list[FundingLine] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_funding(
    grid: Grid, region: Region, caption_unit: Stated[str] | None, beside: Sequence[tuple[Column, Cell]] = ()
) -> FundingRows:
    """The lines of a region of money. `caption_unit` is the unit that the surroundings state, `beside` are points in
    columns that run down beside all blocks."""
    block = block_label(grid, region)
    block_unit = (
        (money_unit(block.text) if block is not None else None) or unit_over_labels(region) or unit_above(grid, region)
    )
    block_unit = block_unit or caption_unit
    if region.header is not None:
        told = rows_of_pairs(grid, region, block)
        points = rows_of_points(grid, region, block)
        apart = (*region.repeats, *told, *points)
        builders = _by_columns(grid, replace(region, repeats=apart), region.header, block)
        builders += lines_of_splits(grid, told, block)
        add_points(grid, points, builders)
    else:
        builders = lines_of_pairs(grid, region.rows, block)
    points_above(grid, region, builders)
    result = FundingRows()
    unknown: list[Printed] = []
    name_total(builders)
    points_of_the_total(builders)
    for column, cell in beside if builders else ():
        total = next((b for b in builders if b.line == "total"), builders[0])
        total.add(column.sense, cell, column)
    for builder in builders:
        line, unread = builder.build(grid, block_unit)
        if line is not None:
            result.lines.append(replace(line, choices=_choices(region, line)))
        unknown.extend(unread)
    if unknown:
        result.notes.append(
            Note("unknown-unit", "amounts of money whose unit is stated nowhere: kept as text", joined(unknown))
        )
    return result


def _choices(region: Region, line: FundingLine) -> tuple[Choice, ...]:
    """What decided what the figures of a line measure: its columns, or the labels beside them."""
    if region.header is not None and region.header.choices:
        return region.header.choices
    label = line.line_text.value if line.line_text is not None else line.line
    return tuple(Choice(column, f"label beside it, of the line {label}") for column in sorted(_VALUES))


# -- header above, labels to the left -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Block:
    """A block with a header: the columns with values, and those with the labels of the lines. `paired` says that every
    measure has labels of its own beside its amounts: those of a row that read alike are one line."""

    grid: Grid
    header: Header
    label: Cell | None
    values: Sequence[Column]
    labels: Sequence[Column]
    paired: bool = False

    def labels_left(self, row: int, before: int) -> list[Cell]:
        """The labels of a row left of a column of the grid, nearest first."""
        cells = [c for c in self.grid.covering(row) if c.column < before and c.text]
        return [c for c in cells if self.header.column_of(c) in self.labels][::-1]

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

    def key_of(self, label: Cell) -> _Key:
        """What tells the line of a label from others."""
        return ("row", str(label.row), bare(label.text.string) if self.paired else str(label.column))

    def total_column(self) -> Cell | None:
        """The heading of the sum of the sources that stand side by side (省级 | 市县 | 合计 | 支出数): what has no source is its."""
        lines = [(c, read_label(c.cells[-1]).line) for c in self.values if c.sense == SOURCE]
        total = next((c.cells[-1] for c, line in lines if line == "total"), None)
        return total if len(lines) > 1 else None

    def line_of_value(self, row: int, cell: Cell, column: Column) -> tuple[_Key, LineBuilder | None, bool]:
        """The line that a value belongs to, and whether it is only an extra of it.

        The heading may name the line, or the label to the left; where both do, a total row is split up by
        the headings and a total column by the rows, and what is left has no place in a list of lines.
        """
        spanned = sum(c.start < cell.column + cell.column_span and c.stop > cell.column for c in self.values)
        if spanned > 1 and (total := self.total_column()) is not None:
            return ("column", "total", bare(total.text.string)), LineBuilder("total", total), False
        above = read_label(column.cells[-1]) if column.sense == SOURCE else None
        left = self.label_of(row, cell.column)
        own = self.line_of(left) if left is not None else None
        key: _Key = self.key_of(left) if left is not None else ("block",)
        if above is not None and above.line is not None:
            if own is None or (own.line == "total" and above.line != "total"):
                group = self.measure_of_group(column)
                key = ("column", above.line, bare(above.cell.text.string), *([group] if group else []))
                return key, LineBuilder(above.line, above.cell), False
            return key, own, above.line != "total"
        if own is not None or says_nothing(cell.text.string):
            return key, own, False
        if (total := self.total_column()) is not None:
            return ("column", "total", bare(total.text.string)), LineBuilder("total", total), False
        return key, LineBuilder("total", None if self.label is None or is_split(self.label) else self.label), False

    def measure_of(self, row: int, cell: Cell, column: Column) -> str:
        """What a value measures: what its headings say, else the label to its left, else the block's label."""
        if column.sense in _VALUES:
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
        return read_label(column.cells[-1]).line == "total"


def _by_columns(grid: Grid, region: Region, header: Header, label: Cell | None) -> list[LineBuilder]:
    pairs = split_pairs(grid, region.rows, header)
    paired = len(pairs.columns) > len(header.columns)
    header = pairs
    values = [c for c in header.columns if c.sense in _VALUES or c.sense == SOURCE]
    sources = any(c.sense == SOURCE for c in values)  # else the bodies are the lines, with a sum of all
    bodies = [c for c in header.columns if sources and c.sense == LINE and field_of(c.heading) in _BODIES]
    labels = [c for c in header.columns if c.sense == LINE and c not in bodies]
    block = _Block(grid, header, label, values, labels, paired)
    builders: dict[_Key, LineBuilder] = {}
    for row in region.rows:
        for cell in grid.own(row):
            column = header.column_of(cell)
            if column is None or cell is label or column in bodies:
                continue
            if column in labels:
                if cell.text and not block.groups_others(row, cell) and not block.measures(cell):
                    builders.setdefault(block.key_of(cell), block.line_of(cell))
                continue
            key, builder, beside = block.line_of_value(row, cell, column)
            if builder is None:
                continue
            builder = builders.setdefault(key, builder)
            if column in values and not beside:
                sense = block.measure_of(row, cell, column)
                said = next((c for c in block.labels_left(row, cell.column) if block.measures(c)), None)
                builder.add(sense, cell, column, said)
                for told in block.labels_left(row, cell.column) if sense == "score" else ():
                    builder.take_points(told)  # 执行得分（满分10分） | 9.6
            else:
                builder.add_extra(_full_heading(column) if beside else column.heading, cell)
    _points_of_headings(header, label, builders)
    return list(builders.values())


def _full_heading(column: Column) -> str:
    """The stacked headings of a column in one."""
    return "".join(c.text.string for c in column.cells if c.text)


def _points_of_headings(header: Header, label: Cell | None, builders: dict[_Key, LineBuilder]) -> None:
    """Full points that are printed with a heading or the block's label (得分(20分*执行率)), where no column has them."""
    if header.has("weight") or not builders:
        return
    total = next((b for b in builders.values() if b.line == "total"), next(iter(builders.values())))
    cells = [
        c
        for col in header.columns
        if col.sense in ("score", "execution_rate") or _FULL_HEADING.search(col.heading)
        for c in col.cells
    ]
    for cell in (*cells, *([label] if label is not None else [])):
        if total.take_points(cell):
            return
