"""The ruled tables of one page."""

from __future__ import annotations

from collections.abc import Sequence

from ziping.pipeline.reading.tables.across import uprights_by_blanks
from ziping.pipeline.reading.tables.drawings import is_chart, is_frame
from ziping.pipeline.reading.tables.filling import Filling
from ziping.pipeline.reading.tables.lattice import rules_to_lattices
from ziping.pipeline.reading.tables.segments import lonely_across, rules_to_segments
from ziping.schemas.document import Table
from ziping.schemas.page import Page, RulingLine

__all__ = ["find_tables"]


def find_tables(page: Page) -> tuple[Table, ...]:
    """The tables of a page, from top to bottom: real spans, every word in exactly one cell or in none.

    A table has two cells or more, and words: a single frame is no table, nor is the border of a page
    or the grid of a chart: their words belong to the page. Where a table stands
    in a cell of another, it is a table of its own, and its words are not in that cell.
    """
    across, down = rules_to_segments(page.rules)
    alone = lonely_across(across, down)
    rules: Sequence[RulingLine] = page.rules
    if alone:
        lonely = set(alone)
        others = [rule for rule in across if rule not in lonely]
        rules = [*rules, *uprights_by_blanks(alone, page.words, others, down)]
    grids = (x for x in rules_to_lattices(rules) if not is_chart(x, page.words) and not is_frame(x, page))
    fillings = [Filling(lattice) for lattice in grids]
    if not fillings:
        return ()
    innermost = fillings[::-1]
    for word in page.words:
        for filling in innermost:
            if filling.take(word):
                break
    tables = [filling.table(page.number) for filling in fillings if not filling.is_empty]
    return tuple(sorted(tables, key=lambda t: (t.places[0].box.top, t.places[0].box.x0)))
