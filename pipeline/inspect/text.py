"""An inspection as text for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ziping.pipeline.inspect.inspection import Inspection, SeenPage
from ziping.pipeline.inspect.why import SeenFigure
from ziping.pipeline.present.terminal_text import counted, one_line
from ziping.schemas.geometry import Box
from ziping.schemas.page import Page, Word

Say = Callable[[str], str]  # puts the program's words into the reader's language


def to_reasons(seen: Inspection, say: Say = str) -> Iterator[str]:
    """Page by page every printed figure: the table, column and row that it went to, or why it is no value."""
    yield f"{one_line(seen.source.path)}  {say(counted(seen.page_count, 'page'))}  {seen.source.doc_id}"
    for page in seen.pages:
        figures = [f for f in seen.figures if f.place.page == page.page.number]
        unread = sum(f.unread for f in figures)
        yield ""
        yield say(f"page {page.page.number}  {counted(len(figures), 'figure')}, {unread} unread")
        for figure in figures:
            yield f"  {_box(figure.place.box)}  {one_line(figure.text)}  {whereabouts(figure, say)}"
            if figure.meaning:
                yield f"      {one_line(figure.meaning)}"
            for tie in figure.ties:
                yield f"      {one_line(tie)}"


def whereabouts(figure: SeenFigure, say: Say = str) -> str:
    """Where a figure went, or why it is no value."""
    if figure.unread:
        return say("UNREAD")
    if figure.table is None:
        return say(f"no value: {say(figure.reason or '')}")
    name = f"  {one_line(figure.name)}" if figure.name else ""
    return say(f"{figure.table}.{figure.column}, row {figure.row}") + name


def to_lines(seen: Inspection, say: Say = str) -> Iterator[str]:
    """Page by page: its lines of words, its tables; then the blocks with who read them."""
    yield f"{one_line(seen.source.path)}  {say(counted(seen.page_count, 'page'))}  {seen.source.doc_id}"
    for page in seen.pages:
        yield ""
        yield from _page(page, say)
    if seen.blocks:
        yield ""
        yield say("blocks")
    for block in seen.blocks:
        reader = block.claimed_by or "-"
        yield f"  p. {block.place.page}  {_box(block.place.box)}  {say(block.kind):9}  {reader}  {one_line(block.text)}"


def _page(seen: SeenPage, say: Say) -> Iterator[str]:
    page = seen.page
    turned = say(f", turned by {page.rotation}°") if page.rotation else ""
    size = say(f"page {page.number}  {page.width:.0f} x {page.height:.0f} points, {say(page.method)}")
    held = (
        say(counted(len(page.words), "word")),
        say(counted(len(page.rules), "rule")),
        say(counted(len(seen.tables), "table")),
    )
    yield f"{size}{turned}{say('; ')}{say(', ').join(held)}"
    for line in _lines(page):
        box = Box.around(w.box for w in line)
        yield f"  {_box(box)}  {one_line(' '.join(w.text for w in line))}"
    for number, table in enumerate(seen.tables, 1):
        size = f"{say(counted(table.rows, 'row'))}{say(', ')}{say(counted(table.columns, 'column'))}"
        yield f"  {say(f'table {number}')}  {_box(table.places[0].box)}  {size}"
        for cell in table.cells:
            rows = f"+{cell.row_span - 1}" if cell.row_span > 1 else ""
            columns = f"+{cell.column_span - 1}" if cell.column_span > 1 else ""
            where = f"{cell.row}{rows},{cell.column}{columns}"
            yield f"    {where:9} {_box(cell.places[0].box)}  {one_line(cell.text.string)}"


def _lines(page: Page) -> list[list[Word]]:
    """Words whose middles stand on one height, from left to right."""
    found: list[list[Word]] = []
    for word in sorted(page.words, key=lambda w: (w.box.middle[1], w.box.x0)):
        if found and found[-1][0].box.top <= word.box.middle[1] <= found[-1][0].box.bottom:
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(line, key=lambda w: w.box.x0) for line in found]


def _box(box: Box) -> str:
    return f"[{box.x0:6.1f} {box.top:6.1f} {box.x1:6.1f} {box.bottom:6.1f}]"
