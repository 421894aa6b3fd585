"""The unit of money that is stated for a whole table, in it or above it."""

from __future__ import annotations

from collections.abc import Sequence

from ziping.parsers.forms.cells.amounts import money_unit
from ziping.parsers.forms.grid.grid import Grid
from ziping.parsers.forms.regions.region import Kind, Region
from ziping.parsers.forms.types import FormReading
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.text.normalise import bare, plain
from ziping.schemas.report import Stated
from ziping.schemas.text import Text

_CAPTION = shaped("{cells.unit_caption}")
_LONGEST = 24  # characters of a cell that says little else


def unit_before(before: FormReading, headings: tuple[str, ...], between: Sequence[Text]) -> Stated[str] | None:
    """The unit that the table before states for this one: a form once more below one caption, or the part of a form above
    this, whose last row may be the label of the block of money."""
    same_form = not before.headings and not any(between)
    return before.money_unit if before.headings == headings or same_form else None


def unit_at_end(grid: Grid) -> Stated[str] | None:
    """The unit in the last row of a table, where that is the label of what goes on in the next: 二、项目资金（万元）."""
    cells = grid.filled(grid.rows - 1) if grid.rows else ()
    return money_unit(cells[0].text) if len(cells) == 1 and len(cells[0].text) < _LONGEST else None


def unit_row(grid: Grid, regions: tuple[Region, ...]) -> Stated[str] | None:
    """A row that states the unit of money for all below: 单位：万元."""
    for region in regions:
        if region.kind in (Kind.TITLE, Kind.HEAD, Kind.OTHER, Kind.NOTE):
            for cell in (c for r in range(region.first, region.last + 1) for c in grid.filled(r)):
                if _CAPTION.search(plain(cell.text.string)) and len(cell.text) < _LONGEST:
                    found = money_unit(cell.text)
                    if found is not None:
                        return found
    return None


def money_headings(regions: Sequence[Region]) -> tuple[str, ...]:
    """The headings of the blocks of money: forms of one template have the same."""
    headers = [r.header for r in regions if r.kind is Kind.FUNDING and r.header is not None]
    return tuple(bare(c.heading) for h in headers for c in h.columns)
