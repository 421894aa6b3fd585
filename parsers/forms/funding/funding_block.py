"""Blocks of money: sources as rows or as columns, two splits side by side, or pairs of label and amount.

Every figure has two coordinates: the line it belongs to (年度资金总额, 财政拨款 …) and what it measures
(全年预算数, 执行数 …). Either may be said by the heading above it or by the label to its left; what neither
says, the label of the whole block does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ziping.parsers.forms.cells.amounts import money_unit
from ziping.parsers.forms.funding.headed_block import VALUES, HeadedBlock, Key
from ziping.parsers.forms.funding.line import LineBuilder
from ziping.parsers.forms.funding.named_total import name_total, points_of_the_total, with_what_stands_before_it
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
from ziping.parsers.forms.grid.grid import Grid, joined
from ziping.parsers.forms.regions.region import Region
from ziping.parsers.lexicon import FUNDING
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.fields import field_of
from ziping.parsers.lexicon.headings import AMOUNTS
from ziping.parsers.lexicon.lines import is_left_over
from ziping.schemas.document import Cell
from ziping.schemas.report import Choice, FundingLine, Note, Stated
from ziping.schemas.text import Printed

_FULL_HEADING = shaped("{cells.full_heading}")
_BODIES = ("agency", "department", "supervising_department")  # whose money a row is, which is no line of it


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
    builders = with_what_stands_before_it(builders, block)
    points_of_the_total(builders)
    for column, cell in beside if builders else ():
        total = next((b for b in builders if b.line == "total"), builders[0])
        total.add(column.sense, cell, column)
    for builder in builders:
        line, unread = builder.build(grid, block_unit)
        if line is not None:
            result.lines.append(replace(line, choices=_choices(region, line)))
        unknown.extend(unread)
    result.notes.extend(_told_by_figures(region))
    if unknown:
        result.notes.append(
            Note("unknown-unit", "amounts of money whose unit is stated nowhere: kept as text", joined(unknown))
        )
    return result


def _told_by_figures(region: Region) -> Iterator[Note]:
    """A warning for every column of amounts under a heading that nobody knows: which of several amounts of a line it has, its
    figures and its place alone told."""
    for column in region.header.guessed if region.header is not None else ():
        if column.sense in AMOUNTS and column.heading and FUNDING.find(column.heading) is None:
            message = f"nobody knows the heading “{column.heading}”: what stands below it was taken for {column.sense}"
            yield Note("unknown-column", message, joined(p for c in column.cells for p in c.text.printed()))


def _choices(region: Region, line: FundingLine) -> tuple[Choice, ...]:
    """What decided what the figures of a line measure: its columns, or the labels beside them."""
    if region.header is not None and region.header.choices:
        return region.header.choices
    label = line.line_text.value if line.line_text is not None else line.line
    return tuple(Choice(column, f"label beside it, of the line {label}") for column in sorted(VALUES))


# -- header above, labels to the left -------------------------------------------------------------


def _by_columns(grid: Grid, region: Region, header: Header, label: Cell | None) -> list[LineBuilder]:
    pairs = split_pairs(grid, region.rows, header)
    paired = len(pairs.columns) > len(header.columns)
    header = pairs
    values = [c for c in header.columns if c.sense in VALUES or c.sense == SOURCE]
    sources = any(c.sense == SOURCE for c in values)  # else the bodies are the lines, with a sum of all
    bodies = [c for c in header.columns if sources and c.sense == LINE and field_of(c.heading) in _BODIES]
    labels = [c for c in header.columns if c.sense == LINE and c not in bodies]
    block = HeadedBlock(grid, header, label, values, labels, paired)
    builders: dict[Key, LineBuilder] = {}
    left_over: list[tuple[Cell, Column, Cell]] = []
    for row in region.rows:
        for cell in grid.own(row):
            column = header.column_of(cell)
            if column is None or cell is label or column in bodies:
                continue
            if column in labels:
                named = cell.text and not is_left_over(cell.text.string)
                if named and not block.groups_others(row, cell) and not block.measures(cell):
                    builders.setdefault(block.key_of(cell), block.line_of(cell))
                continue
            left = block.label_beside(row, cell, column)
            if left is cell:
                builders.setdefault(block.key_of(cell), block.line_of(cell))
                continue
            if left is not None and is_left_over(left.text.string):
                left_over.append((left, column, cell))
                continue
            key, builder, beside = block.line_of_value(row, cell, column)
            if builder is None:
                continue
            builder = builders.setdefault(key, builder)
            if column in values and not beside:
                sense = block.measure_of(row, cell, column)
                said = next((c for c in block.labels_left(row, cell.column) if block.measures(c)), None)
                earlier = builder.cells.get(sense)
                if bodies and earlier is not None and earlier[0].row < row:  # a body that the sum above has within
                    body = next((c.text.string for c in grid.own(row) if header.column_of(c) in bodies), "")
                    builder.add_extra(f"{body} {column.heading}", cell)
                    continue
                builder.add(sense, cell, column, said)
                for told in block.labels_left(row, cell.column) if sense == "score" else ():
                    builder.take_points(told)  # 执行得分（满分10分） | 9.6
            else:
                builder.add_extra(_full_heading(column) if beside else column.heading, cell)
    _beside_the_total(left_over, builders)
    _points_of_headings(header, label, builders)
    return list(builders.values())


def _beside_the_total(left_over: Sequence[tuple[Cell, Column, Cell]], builders: dict[Key, LineBuilder]) -> None:
    """Keeps what was left of the money with the total."""
    total = next((b for b in builders.values() if b.line == "total"), next(iter(builders.values()), None))
    for named, column, cell in left_over:
        if total is not None:
            total.add_extra(f"{named.text.string} {column.heading}", cell)


def _full_heading(column: Column) -> str:
    """The stacked headings of a column in one."""
    return "".join(c.text.string for c in column.cells if c.text)


def _points_of_headings(header: Header, label: Cell | None, builders: dict[Key, LineBuilder]) -> None:
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
