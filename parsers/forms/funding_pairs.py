"""Money in pairs of label and amount, without a header: 年度资金总额 | 100 | 其中：财政拨款 | 100."""

from __future__ import annotations

from parsers.fields import field_of
from parsers.forms.funding_labels import Label, read_label
from parsers.forms.funding_line import LineBuilder, default_measure
from parsers.forms.grid import Grid, says_nothing
from parsers.forms.headings import is_figure
from parsers.forms.regions import Region
from parsers.forms.rows import funding_label
from schemas.document import Cell


def lines_of_pairs(grid: Grid, region: Region, block: Cell | None) -> list[LineBuilder]:
    """The lines of a region: a figure belongs to the nearest label of a line and of a measure before it."""
    builders: dict[tuple[str, ...], LineBuilder] = {}
    for row in region.rows:
        line_cell: Cell | None = None
        measure: Label | None = None
        fresh = False
        for cell in grid.own(row):
            if cell is block:
                continue
            text = cell.text.string
            if cell.text and not is_figure(text) and not says_nothing(text):
                label = read_label(cell)
                if field_of(text) is not None:
                    fresh = False
                    continue
                if label.split and not funding_label(cell):
                    block, fresh = cell, False
                    continue
                fresh = funding_label(cell) or label.line is not None or label.measure is not None
                if label.line is not None:
                    line_cell, measure = cell, (label if label.measure else None)
                elif label.measure is not None:
                    measure = label
                continue
            if not fresh:
                continue
            key: tuple[str, ...] = (
                ("row", str(line_cell.row), str(line_cell.column)) if line_cell is not None else ("block",)
            )
            line = read_label(line_cell).line if line_cell is not None else "total"
            builder = builders.setdefault(key, LineBuilder(line or "other", line_cell, block))
            builder.add(
                measure.measure if measure and measure.measure else default_measure(line_cell or block),
                cell,
                None,
                measure.cell if measure else None,
            )
            fresh = False
    if block is not None and builders:
        next(iter(builders.values())).take_points(block)
    return list(builders.values())
