"""Layout: from what stands on the pages to paragraphs and tables in reading order."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ziping.pipeline.layout.sheets import Sheet, pages_to_sheets, sheet_to_info
from ziping.pipeline.layout.tables.open_rows import with_cut_row
from ziping.pipeline.layout.tables.stitching import Item, stitch_tables
from ziping.pipeline.layout.text.lines import Line
from ziping.pipeline.layout.text.margins import Measure, PageLines, pages_to_measures
from ziping.pipeline.layout.text.paragraphs import lines_to_paragraphs
from ziping.pipeline.layout.text.running import sheets_to_running
from ziping.schemas.document import (
    Block,
    Document,
    Source,
    Table,
)
from ziping.schemas.page import Page

__all__ = ["lay_out"]


def lay_out(source: Source, pages: Iterable[Page]) -> Document:
    """A document out of its pages: every word is in a block, in a running head, or in a table header
    that is printed again on a further page."""
    sheets = pages_to_sheets(pages)
    sheets, flows = join_cut_rows(sheets, sheets_to_flows(sheets))
    measures = flows_to_measures(sheets, flows)
    items = itertools.chain.from_iterable(map(flow_to_items, sheets, flows))
    bottoms = {number: measure.bottom for number, measure in measures.items()}
    frames = {sheet.page.number: sheet.frames for sheet in sheets}
    stitched = stitch_tables(items, {s.page.number: s.page for s in sheets}, frames, bottoms)
    return Document(source, tuple(map(sheet_to_info, sheets)), tuple(items_to_blocks(stitched, measures)))


def sheets_to_flows(sheets: Sequence[Sheet]) -> list[tuple[Line, ...]]:
    """For each sheet its lines without running heads, footers and page numbers."""
    return [
        tuple(line for index, line in enumerate(sheet.lines) if index not in running)
        for sheet, running in zip(sheets, sheets_to_running(sheets), strict=True)
    ]


def join_cut_rows(
    sheets: Sequence[Sheet], flows: Sequence[tuple[Line, ...]]
) -> tuple[list[Sheet], list[tuple[Line, ...]]]:
    """Sheets and flows with the words of rows that a page break cuts, and no rule encloses, in their tables."""
    joined, left = list(sheets), list(flows)
    for n, (one, other) in enumerate(itertools.pairwise(sheets)):
        if not one.tables or not other.tables:
            continue
        end, start = joined[n].frames[-1].bottom, other.frames[0].top
        under = [line for line in left[n] if line.box.top >= end]
        over = [line for line in left[n + 1] if line.box.bottom <= start]
        halves = with_cut_row(joined[n].tables[-1], under, other.tables[0], over, (one.page, other.page))
        if halves is not None:
            taken = {id(line) for line in (*under, *over)}
            joined[n] = replace(joined[n], tables=(*joined[n].tables[:-1], halves[0]))
            joined[n + 1] = replace(other, tables=(halves[1], *other.tables[1:]))
            for k in (n, n + 1):
                left[k] = tuple(line for line in left[k] if id(line) not in taken)
                joined[k] = replace(joined[k], lines=tuple(x for x in joined[k].lines if id(x) not in taken))
    return joined, left


def flows_to_measures(sheets: Sequence[Sheet], flows: Sequence[tuple[Line, ...]]) -> dict[int, Measure]:
    """The type area of every page, by page number."""
    pages = [
        PageLines(s.page.width, s.page.height, flow, s.frames, s.page.rules)
        for s, flow in zip(sheets, flows, strict=True)
    ]
    return {s.page.number: m for s, m in zip(sheets, pages_to_measures(pages), strict=True)}


def flow_to_items(sheet: Sheet, flow: tuple[Line, ...]) -> list[Item]:
    """Lines and tables of a page from top to bottom."""
    placed: list[tuple[float, float, Item]] = [(line.box.top, line.box.x0, line) for line in flow]
    placed += [(f.top, f.x0, table) for f, table in zip(sheet.frames, sheet.tables, strict=True)]
    return [item for _, _, item in sorted(placed, key=lambda p: p[:2])]


def items_to_blocks(items: Iterable[Item], measures: Mapping[int, Measure]) -> Iterator[Block]:
    """Lines that follow each other as paragraphs; a table ends the paragraph before it."""
    for is_table, group in itertools.groupby(items, key=lambda item: isinstance(item, Table)):
        if is_table:
            yield from (item for item in group if isinstance(item, Table))
        else:
            yield from lines_to_paragraphs((item for item in group if isinstance(item, Line)), measures)
