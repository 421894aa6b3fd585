"""Money in pairs of label and amount, in cells of their own or in one: 年度资金总额 | 100 | 其中：财政拨款 | 100, 全年预算：68 | 实际支出：66."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ziping.parsers.forms.cells.amounts import money_unit
from ziping.parsers.forms.cells.kinds import is_figure
from ziping.parsers.forms.cells.pieces import Piece, pieces_of
from ziping.parsers.forms.cells.points import rate_with_points, read_points
from ziping.parsers.forms.funding.labels import Label, read_label
from ziping.parsers.forms.funding.line import LineBuilder, asked_for, default_measure
from ziping.parsers.forms.funding.roles import LINE
from ziping.parsers.forms.grid.columns import Column, Header
from ziping.parsers.forms.grid.grid import Grid, says_nothing
from ziping.parsers.forms.regions.region import Region
from ziping.parsers.forms.regions.row_kinds import funding_label, is_split, points_of_rate
from ziping.parsers.lexicon import INDICATOR
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.fields import field_of
from ziping.parsers.lexicon.headings import AMOUNTS, POINTS
from ziping.parsers.lexicon.lines import is_among, is_among_alone, is_left_over, without_among
from ziping.parsers.text.normalise import bare, fold, plain
from ziping.schemas.document import Cell

_PAIR = 2  # cells
_LABELLED_POINTS = re.compile(r"(?P<label>[^\d():]{2,10}):?\s?(?P<figure>\d{1,3}(?:\.\d+)?)\s?分?")
_POINTS_BEHIND = re.compile(r"\d[\d.]*分?$")
_TOLD_AGAIN = ((shaped("{cells.came_in}"), "received"), (shaped("{cells.spent_again}"), "executed"))


@dataclass(slots=True)
class _Pairs:
    """Labels and amounts as they come, row by row.

    Attributes:
        block: The label of the whole block.
        first: The first cell of the row.
        split: The label of a split (按收入性质分) that was read last: an amount beside it is the split's total.
        line: The label of the line that the next amount belongs to, in this row.
        again: What the row measures where it tells the lines of a row above once more (支出合计 below 总投资, both with their
            sources), None in any other row.
        unit: The label that may state the unit of parts told behind an amount.
        measure: What it measures, in this row.
        leads: The label that began the row and says only what is measured, once parts of its amount are told behind it
            (实际到位资金 | 100 | 其中：省级资金 | 60 | 县级资金 | 40): they measure the same.
        left_over: The label of what was left (结余), where its amount comes next: the total has it beside its own.
        expects: Whether a label has been read that no amount has followed yet.
        above: For each column of labels the last one that names a measure and no line: it holds for the lines below
            (执行数 over 其中：财政拨款).
        planned: For each column of labels what the budgets in it are, where the label of their total says so
            (年度资金申请总额 over 其中：当年财政拨款).
        units: For each column of labels that of the total, where it states a unit (预算资金总额（元） over 其中：市级财政).
    """

    block: Cell | None
    first: Cell | None = None
    split: Cell | None = None
    line: Cell | None = None
    measure: Label | None = None
    leads: Label | None = None
    left_over: Cell | None = None
    expects: bool = False
    again: str | None = None
    unit: Cell | None = None
    above: dict[int, Label] = field(default_factory=dict)
    planned: dict[int, str] = field(default_factory=dict)
    units: dict[int, Cell] = field(default_factory=dict)
    builders: dict[tuple[str, ...], LineBuilder] = field(default_factory=dict)

    def new_row(self, cells: Sequence[Cell]) -> None:
        self.first = cells[0] if cells else None
        self.split = self.line = self.measure = self.leads = self.left_over = None
        self.expects = False
        self.again = self._told_again(cells)

    def _told_again(self, cells: Sequence[Cell]) -> str | None:
        labels = [
            p.cell for c in cells if c is not self.block for p in pieces_of(c) or (Piece(c, False),) if not p.amount
        ]
        if len(labels) < _PAIR or read_label(labels[0]).line != "total" or _key(labels[0]) in self.builders:
            return None
        measure = next((m for words, m in _TOLD_AGAIN if words.search(labels[0].text.string)), None)
        parts = [k for k in map(_key, labels[1:]) if k in self.builders]
        return measure if len(parts) >= _PAIR and not any(measure in self.builders[k].cells for k in parts) else None

    def read_cell(self, cell: Cell) -> None:
        """Reads a cell: a label, an amount, or several of them in one. Parts of what stands before them in the cell are
        of the same measure, and the line of the row goes on behind the cell."""
        if (told := _rate_points(cell)) is not None:
            measure, points = told
            self.builder_of(None, measure).add(measure, points, None, cell)
            self.expects = False
            return
        outer = None
        pieces = pieces_of(cell)
        words = bool(cell.text) and not is_figure(cell.text.string) and not says_nothing(cell.text.string)
        words &= rate_with_points(cell) is None
        for piece in pieces or (Piece(cell, not words),):
            if piece.part and outer is None:
                outer = (self.line, self.measure)
                self.unit = self.line if self.measure is None else self.measure.cell
            elif outer is not None and not piece.part:  # 其中：中央60，省级40；实际支出98: the whole is told of again
                (self.line, self.measure), self.unit, outer = outer, None, None
            if piece.amount:
                self.read_amount(piece.cell)
            elif not (piece.part and is_among_alone(bare(piece.cell.text.string))):
                self.read_words(piece.cell, self.measure if piece.part else None, told=bool(pieces))
        if outer is not None:
            self.line, self.measure = outer
            self.unit = None
        labels = [read_label(p.cell) for p in pieces if not p.amount]
        if len(labels) == _PAIR and labels[0].measure == "execution_rate" and labels[1].measure in POINTS:
            self.measure, self.expects = labels[0], True  # 执行率（权重10） | 95%

    def read_words(self, cell: Cell, within: Label | None = None, *, told: bool = False) -> None:
        """Reads a label; `within` is the measure of what it is a part of, `told` says that its amount follows in its cell."""
        label = read_label(cell)
        if field_of(cell.text.string) is not None:
            self.expects = False
        elif label.split and not funding_label(cell):
            self.block, self.split, self.expects = cell, cell, True
            return
        elif is_left_over(cell.text.string):
            self.left_over, self.expects = cell, True
        elif label.line is not None:
            if self.line is None and self.measure is not None and is_among(plain(cell.text.string)):
                self.leads = self.measure
            self.line, self.expects = cell, True
            self.measure = label if label.measure else within or self.leads or self.above.get(cell.column)
            if label.line == "total":
                if asked_for(cell):
                    self.planned[cell.column] = "initial_budget"
                if money_unit(cell.text) is not None:
                    self.units[cell.column] = cell
        elif label.measure is not None:
            self.measure, self.expects = label, True
            self.above[cell.column] = label
        elif told:
            self.line, self.expects = cell, True
            self.measure = within or self.above.get(cell.column)
        else:
            self.expects = False
            if self.block is None and not self.builders and self.first is cell:
                self.block = cell
        self.split = None

    def read_amount(self, cell: Cell) -> None:
        if not self.expects:
            return
        self.expects = False
        if self.left_over is not None:
            self.builder_of(None, "").add_extra(self.left_over.text.string, cell)
            self.left_over = None
            return
        named = self.split or self.line
        if (self.split is not None or named is None) and says_nothing(cell.text.string):
            return  # a label of the whole block or a heading, nothing beside it
        measure = self.measure.measure if self.measure is not None else None
        measure = measure or self.again or default_measure(named or self.block)
        if measure == "annual_budget" and named is not None:
            measure = self.planned.get(named.column, measure)
        heading = self.measure.cell if self.measure is not None else self.unit
        if heading is None and named is not None:
            heading = self.units.get(named.column)
        self.builder_of(named, measure).add(measure, cell, None, heading)

    def builder_of(self, named: Cell | None, measure: str) -> LineBuilder:
        """The line of a label. What has none is the total's, where the total has no such figure yet."""
        if named is None:
            totals = [b for b in self.builders.values() if b.line == "total" and measure not in b.cells]
            label = None if self.block is None or is_split(self.block) else self.block
            return totals[-1] if totals else self.builders.setdefault((), LineBuilder("total", label, self.block))
        line = read_label(named).line if named is not self.split else "total"
        if (
            self.again
            and line == "total"
            and (total := next((b for b in self.builders.values() if b.line == line), None))
        ):
            return total
        if line == "total" and (begun := self._begun(named, measure)) is not None:
            return begun
        return self.builders.setdefault(_key(named), LineBuilder(line or "other", named, self.block))

    def _begun(self, named: Cell, measure: str) -> LineBuilder | None:
        """The total that amounts before its label in the same row are of (预算批复数 | 390 | 预算总额 | 390): they name no line."""
        nameless = self.builders.get(())
        if nameless is None or measure in nameless.cells or _key(named) in self.builders:
            return None
        if any(cell.row != named.row for cell, _, _ in nameless.cells.values()):
            return None
        nameless.label = named
        self.builders[_key(named)] = self.builders.pop(())
        return nameless


def _key(label: Cell) -> tuple[str, ...]:
    """What tells the line of a label from others."""
    return (bare(without_among(plain(label.text.string))),)


def split_pairs(grid: Grid, rows: Sequence[int], header: Header) -> Header:
    """The header with wide columns of amounts told apart where labels stand beside the amounts in them
    (资金安排 over 安排数 | 31.5, 资金拨付 over 拨付数 | 31.5)."""
    columns: list[Column] = []
    for column in header.columns:
        cut = _cut(grid, rows, column) if column.sense in AMOUNTS else None
        if cut is None:
            columns.append(column)
            continue
        columns.append(replace(column, stop=cut, sense=LINE, heading="", cells=()))
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


def rows_of_pairs(grid: Grid, region: Region, block: Cell | None) -> tuple[int, ...]:
    """The rows in which every cell holds labels with their amounts, or labels a split (按收入性质分：480 | 其中：基本支出：386)."""
    filled = ((r, [c for c in grid.filled(r) if c is not block]) for r in region.rows)
    return tuple(r for r, cells in filled if cells and all(pieces_of(c) or is_split(c) for c in cells))


def rows_of_points(grid: Grid, region: Region, block: Cell | None) -> tuple[int, ...]:
    """The rows of a block that say nothing but the points of the rate (执行率分值 | 10 | 执行率得分 | 9.7; 资金执行得分 |
    满分10分 | 得分9.7分)."""
    labels = ((r, [c for c in grid.filled(r) if c is not block and not is_figure(c.text.string)]) for r in region.rows)
    named = ((r, [c for c in cells if _measure_told(c) is None]) for r, cells in labels)
    return tuple(r for r, cells in named if cells and all(points_of_rate(c.text.string) for c in cells))


def _rate_points(cell: Cell) -> tuple[str, Cell] | None:
    """`weight` or `score` and the figure as a cell of its own, where one cell has the points of the rate behind their label
    (执行得分9.7)."""
    match = _LABELLED_POINTS.fullmatch(fold(cell.text.string))
    measure = points_of_rate(match["label"]) if match is not None else None
    if match is None or measure is None:
        return None
    return measure, replace(cell, text=cell.text.slice(*match.span("figure")))


def _measure_told(cell: Cell) -> str | None:
    """`weight` or `score` where a cell holds points and says which (满分10分, 得分9.75分)."""
    words = _POINTS_BEHIND.sub("", bare(cell.text.string))
    match = INDICATOR.find(words) if words and read_points(cell) is not None else None
    return match.meaning if match is not None and match.sure and match.meaning in POINTS else None


def add_points(grid: Grid, rows: Sequence[int], builders: Sequence[LineBuilder]) -> None:
    """Gives the points of `rows_of_points` to the total."""
    total = next((b for b in builders if b.line == "total"), builders[0] if builders else None)
    for label, points in (pair for row in rows for pair in pairwise(grid.filled(row))):
        told = _measure_told(points)
        measure = told or points_of_rate(label.text.string)
        if total is not None and measure is not None and (told or is_figure(points.text.string)):
            total.add(measure, points, None, label)
            if measure == "score":
                total.take_points(label)  # 执行率得分（满分10分） | 9.7


def lines_of_splits(grid: Grid, rows: Sequence[int], block: Cell | None) -> list[LineBuilder]:
    """The lines of `rows_of_pairs`, split by split: what stands below each other belongs together."""
    pairs = _Pairs(block)
    for row in rows:
        pairs.new_row(grid.filled(row))
        for cell in grid.filled(row):
            if cell is not block:
                pairs.read_cell(cell)
    return sorted(pairs.builders.values(), key=lambda b: b.label.column if b.label is not None else 0)


def lines_of_pairs(grid: Grid, rows: Sequence[int], block: Cell | None) -> list[LineBuilder]:
    """The lines of some rows: a figure belongs to the nearest label of a line and of a measure before it."""
    pairs = _Pairs(block)
    for row in rows:
        pairs.new_row(grid.filled(row))
        for cell in grid.own(row):
            if cell is not block:
                pairs.read_cell(cell)
    found = list(pairs.builders.values())
    if pairs.block is not None and found:
        found[0].take_points(pairs.block)
    return found
