"""Tables that run over several pages, put together again."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ziping.pipeline.layout.tables.beside import columns_beside
from ziping.pipeline.layout.tables.cuts import Labels, read_cut
from ziping.pipeline.layout.tables.grids import (
    MOST,
    Merged,
    merge_grids,
    on_columns,
    table_to_edges,
)
from ziping.pipeline.layout.tables.headers import (
    begins_form,
    begins_with_header,
    ends_with_total,
    is_header_only,
    repeated_header,
    without_rows,
)
from ziping.pipeline.layout.tables.row_index import Rows
from ziping.pipeline.layout.text.joining import texts_to_text
from ziping.pipeline.layout.text.lines import Line
from ziping.schemas.document import Cell, Table
from ziping.schemas.geometry import Box
from ziping.schemas.page import Page

NEAR_END = 0.88  # of the page's height; a table that goes on fills its page down to here or so
SPARE = 0.25  # of the height that may stay free where a row did fit but was kept together
MUCH = 0.5  # of the height; where as much stays free, the table has ended
UPPER = 0.35  # of the height; the piece below begins above this

Item = Line | Table


@dataclass(frozen=True, slots=True)
class _Growing:
    """A table, where the lines of its columns stand on its last page, and the lines right above it.

    `first` is its first piece, which it is where it has no other.
    """

    first: Table
    rows: Rows
    edges: tuple[float, ...]
    caption: tuple[str, ...]

    @property
    def table(self) -> Table:
        return self.first if len(self.rows.places) == len(self.first.places) else self.rows.table()


def stitch_tables(
    items: Iterable[Item],
    pages: Mapping[int, Page],
    frames: Mapping[int, Sequence[Box]],
    bottoms: Mapping[int, float],
) -> tuple[Item, ...]:
    """Items in reading order, with tables that run over pages as one.

    Left out are header rows that are printed again, and a caption that is printed again with them.

    Args:
        items: Lines outside of tables, and tables of one page each; no running heads.
        pages: By number.
        frames: Where tables stand on each page; a line beside one does not end it.
        bottoms: For each page how far down its type area reaches, in points.
    """
    done: list[Item] = []
    growing: _Growing | None = None
    waiting: list[Line] = []  # since the growing table
    for item in items:
        if isinstance(item, Line):
            beside = growing is None or any(_is_beside(item, frame) for frame in frames[item.page])
            (done if beside else waiting).append(item)
            continue
        longer = _append(growing, waiting, item, pages, bottoms) if growing else None
        if longer is None and growing and not waiting:
            longer = _widen(growing, item, pages)
        if longer is None:
            done += [growing.table, *waiting] if growing else []
            longer = _Growing(item, Rows.of(item), table_to_edges(item), _caption(done, item))
        growing = longer
        waiting = []
    return (*done, *([growing.table] if growing else []), *waiting)


def _caption(done: Sequence[Item], table: Table) -> tuple[str, ...]:
    """What the lines above a table on its page say."""
    page = table.places[0].page
    lines = itertools.takewhile(lambda item: isinstance(item, Line) and item.page == page, reversed(done))
    return tuple(line.text for line in lines if isinstance(line, Line))[::-1]


def _is_beside(line: Line, frame: Box) -> bool:
    return line.box.top < frame.bottom - 1 and line.box.bottom > frame.top + 1


def _append(
    growing: _Growing,
    between: Sequence[Line],
    below: Table,
    pages: Mapping[int, Page],
    bottoms: Mapping[int, float],
) -> _Growing | None:
    """The table with its next piece; None when that is a table of its own, as any new line `between` shows."""
    above, end = growing.rows, growing.rows.places[-1]
    again = tuple(line.text for line in between)
    if again and again != growing.caption[-len(again) :]:
        return None
    upper, lower = pages[end.page], pages[below.places[0].page]
    if lower.number != upper.number + 1 or abs(lower.width - upper.width) > 0.02 * upper.width:
        return None
    merged = merge_grids(growing.edges, table_to_edges(below))
    if merged is None:
        return None
    piece = Rows.of(below)
    repeated = repeated_header(above, piece)
    if begins_form(above, piece, repeated) or (repeated and ends_with_total(above)) or (again and not repeated):
        return None
    room = max(bottoms[upper.number], NEAR_END * upper.height) - end.box.bottom
    if not (is_header_only(above) or _may_go_on(piece, merged, repeated, room, lower)):
        return None
    _join(above, below, merged, repeated, (upper, lower))
    return replace(growing, edges=merged.edges)


def _widen(growing: _Growing, below: Table, pages: Mapping[int, Page]) -> _Growing | None:
    """The table with the columns that its page had no room for; None when the next piece does not hold such."""
    above = growing.table
    upper, lower = pages[above.places[0].page], pages[below.places[0].page]
    if len(above.places) > 1 or lower.number != upper.number + 1:
        return None
    wider = columns_beside(above, below, (upper, lower))
    return None if wider is None else _Growing(wider, Rows.of(wider), growing.edges, growing.caption)


def _may_go_on(below: Rows, merged: Merged, repeated: int, room: float, page: Page) -> bool:
    """Whether the break came because the page was full, and the columns agree."""
    frame = below.places[0].box
    if frame.top > UPPER * page.height or room > MUCH * page.height:
        return False
    first = below.beginning(0)
    if repeated or merged.shared >= MOST:
        # Rows under one label may be kept together. What has no header of its own is no table of its own.
        group = max(c.places[0].box.height for c in first)
        return room <= max(SPARE * page.height, group) or not (repeated or begins_with_header(below))
    # Another block of the form, with columns of its own, may begin right at the break.
    return room < min(c.places[0].box.height / c.row_span for c in first)


def _join(above: Rows, below: Table, merged: Merged, repeated: int, pages: tuple[Page, Page]) -> None:
    """Adds the next piece to a table."""
    above.renumber(merged.above)
    rest = without_rows(below, repeated)
    lower = on_columns(rest.cells, merged.below)
    last = above.last()
    first = [c for c in lower if c.row == 0]
    merging = frozenset(above.merging | {c.column for c in lower if c.row_span > 1})
    blank = frozenset(k for k, cells in above.blank.items() if cells == 1)
    cut = read_cut(last, first, pages, header=repeated > 0, labels=Labels(merging, blank))
    offset = len(above) - cut.whole_row
    goes_on = {(u.row, u.column): c for u, c in cut.joined}
    gone = {c.column for _, c in cut.joined}
    added = [c for c in lower if not (c.row == 0 and c.column in gone)]
    again = {c.column: c for c in added if c.row == 0} if cut.whole_row else {}
    if cut.whole_row:
        # The cut row is the upper label's where a label is printed again.
        added = [replace(c, row=1, row_span=c.row_span - 1) if c.row == 0 else c for c in added]
    above.append([replace(c, row=c.row + offset) for c in added if c.row_span], rest.rows - cut.whole_row)
    for cell in last:
        longer = _longer(cell, goes_on.get((cell.row, cell.column)), offset)
        printed_again = again.get(cell.column)
        if printed_again and printed_again.row_span == 1:  # a label of this row only is one cell
            longer = replace(longer, places=longer.places + printed_again.places)
        if longer is not cell:
            above.replace_last(cell, longer)
    above.places += below.places
    above.page_rows.append(offset)


def _longer(above: Cell, below: Cell | None, offset: int) -> Cell:
    if below is None:
        return above
    text = texts_to_text((above.text, below.text))
    row_span = offset + below.row_span - above.row
    return replace(above, row_span=row_span, text=text, places=above.places + below.places)
