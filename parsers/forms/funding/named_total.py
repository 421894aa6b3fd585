"""Which line of a block is its total, where none is called so, and what is printed once for all lines."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from ziping.parsers.forms.funding.line import LineBuilder
from ziping.parsers.lexicon.headings import AMOUNTS
from ziping.parsers.lexicon.lines import is_among
from ziping.parsers.text.normalise import plain
from ziping.parsers.text.numbers import find_quantities
from ziping.schemas.document import Cell


def name_total(builders: Sequence[LineBuilder]) -> None:
    """A line that nobody knows (本年预算), with its parts right below it (其中：…), is the total of a block without one.
    Where another line is larger, it is the sum of its own parts only (三公经费 above 项目支出)."""
    if any(b.line == "total" for b in builders):
        return
    for builder, below in pairwise(builders):
        part = below.label is not None and is_among(plain(below.label.text.string))
        if builder.line == "other" and builder.label is not None and part:
            if all(_holds(builder, other) for other in builders):
                builder.line = "total"
            return


def with_what_stands_before_it(builders: Sequence[LineBuilder], block: Cell | None) -> list[LineBuilder]:
    """The lines, with what stands left of the label of their total in its row: rate and points before all labels, which no label
    but the block's names, `block`. It is one line with the total among them."""
    total = next((b for b in builders if b.line == "total" and AMOUNTS & b.cells.keys()), None)
    if total is None:
        return list(builders)
    rows = {cell.row for cell, _, _ in total.cells.values()}
    kept = []
    for builder in builders:
        nameless = builder.line == "total" and builder.label in (None, block)
        apart = not AMOUNTS & builder.cells.keys() and total.cells.keys().isdisjoint(builder.cells)
        if builder is total or not nameless or not apart or not builder.cells:
            kept.append(builder)
            continue
        spans = (range(cell.row, cell.row + cell.row_span) for cell, _, _ in builder.cells.values())
        if all(not rows.isdisjoint(span) for span in spans):
            total.cells.update(builder.cells)
        else:
            kept.append(builder)
    return kept


def points_of_the_total(builders: Sequence[LineBuilder]) -> None:
    """Points printed once for several lines (10 | 9.5 merged over all of them) are those of the total where it is one of the
    lines: it need not be the first, below which the cell begins."""
    total = next((b for b in builders if b.line == "total"), None)
    if total is None:
        return
    rows = {cell.row for cell, _, _ in total.cells.values()}
    for builder in builders:
        for sense in ("weight", "score"):
            if builder is total or sense in total.cells or sense not in builder.cells:
                continue
            cell = builder.cells[sense][0]
            if not rows.isdisjoint(range(cell.row, cell.row + cell.row_span)):
                total.cells[sense] = builder.cells.pop(sense)


def _holds(total: LineBuilder, part: LineBuilder) -> bool:
    """Whether none of a line's amounts is above the total's."""
    both = ((_figure(total, sense), _figure(part, sense)) for sense in AMOUNTS)
    return all(whole is None or figure is None or figure <= whole for whole, figure in both)


def _figure(builder: LineBuilder, sense: str) -> Decimal | None:
    entry = builder.cells.get(sense)
    found = list(find_quantities(entry[0].text.string)) if entry is not None else []
    return found[0].quantity.value if len(found) == 1 else None
