"""An inspection as one self-contained page: what was read, drawn where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from ziping.pipeline.inspect.inspection import Inspection, SeenBlock, SeenPage
from ziping.pipeline.inspect.text import whereabouts
from ziping.pipeline.inspect.why import SeenFigure
from ziping.pipeline.present.terminal_text import one_line
from ziping.schemas.document import Table
from ziping.schemas.geometry import Box
from ziping.schemas.page import Word

_STYLE = """
body { font: 14px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1em 2em; max-width: 75em; color: #222; background: #f4f4f2 }
svg { display: block; width: 100%; margin: 0 0 2em; background: #fff; box-shadow: 0 1px 5px #0003 }
.word { fill: #222 } .rule { fill: #a33 }
.cell { fill: #2a6fb51a; stroke: #2a6fb5; stroke-width: .6 } .cell:hover { fill: #2a6fb555 }
.block { fill: none; stroke: #2c8a4b; stroke-width: .8 } .block.unclaimed { stroke: #d08a00; stroke-dasharray: 3 2 }
.figure { fill: none; pointer-events: all } .figure:hover { fill: #2c8a4b33 } .figure.unread { fill: #d0202026; stroke: #d02020; stroke-width: .8 }
.claim { fill: #2c8a4b; font-size: 6px }
.key span { padding: 0 .6em; margin-right: .6em; border: 1px solid }
"""
_KEY = (
    '<p class="key"><span style="border-color:#2c8a4b">block that a parser read</span>'
    '<span style="border:1px dashed #d08a00">block that none read</span>'
    '<span style="border-color:#2a6fb5">cell (row, column)</span><span style="border-color:#a33">ruling line</span></p>'
)


def to_html(path: str, seen: Inspection, *, why: bool = False) -> str:
    """The page; with `why`, every figure tells where it went, and those that went nowhere are marked. All text of the document is escaped; nothing is loaded from elsewhere, and no script runs."""
    parts = [
        '<!doctype html><html lang="zh"><meta charset="utf-8">',
        f"<title>{_text(path)}</title><style>{_STYLE}</style>",
        f"<h1>{_text(path)}</h1><p>{seen.page_count} pages · {seen.source.doc_id}</p>",
        *(f"<p>{_text(failure)}</p>" for failure in seen.failures),
        _KEY,
    ]
    for page in seen.pages:
        number = page.page.number
        figures = [f for f in seen.figures if f.place.page == number] if why else []
        parts.extend(_page(page, [b for b in seen.blocks if b.place.page == number], figures))
    return "\n".join(parts) + "</html>"


def _page(seen: SeenPage, blocks: Iterable[SeenBlock], figures: Iterable[SeenFigure]) -> Iterator[str]:
    page = seen.page
    yield f'<h2 id="p{page.number}">{page.number}</h2>'
    yield f'<svg viewBox="0 0 {page.width:.1f} {page.height:.1f}" xmlns="http://www.w3.org/2000/svg">'
    for rule in page.rules:
        box = Box(rule.x0, rule.top, max(rule.x1, rule.x0 + 0.4), max(rule.bottom, rule.top + 0.4))
        yield f'<rect class="rule" {_corners(box)}/>'
    yield from (_cell for table in seen.tables for _cell in _cells(table))
    yield from (_word(word) for word in page.words)
    yield from (part for block in blocks for part in _block(block))
    yield from (_figure(figure) for figure in figures)
    yield "</svg>"


def _cells(table: Table) -> Iterator[str]:
    for cell in table.cells:
        where = f"row {cell.row}, column {cell.column}, spans {cell.row_span} x {cell.column_span}"
        title = _text(f"{where}: {cell.text.string}")
        yield f'<rect class="cell" {_corners(cell.places[0].box)}><title>{title}</title></rect>'


def _word(word: Word) -> str:
    box = word.box
    fitted = f'textLength="{box.width:.2f}" lengthAdjust="spacingAndGlyphs"' if len(word.text) > 1 else ""
    return (
        f'<text class="word" x="{box.x0:.2f}" y="{box.bottom - 0.15 * box.height:.2f}" '
        f'font-size="{0.9 * box.height:.2f}" {fitted}>{_text(word.text)}</text>'
    )


def _block(block: SeenBlock) -> Iterator[str]:
    box, kind = block.place.box, "block" if block.claimed_by else "block unclaimed"
    yield f'<rect class="{kind}" {_corners(box)} pointer-events="none"/>'
    if block.claimed_by:
        yield f'<text class="claim" x="{box.x0:.1f}" y="{box.top - 1:.1f}">{_text(block.claimed_by)}</text>'


def _figure(figure: SeenFigure) -> str:
    kind = "figure unread" if figure.unread else "figure"
    title = _text("; ".join((f"{figure.text}: {whereabouts(figure)}", *filter(None, (figure.meaning,)), *figure.ties)))
    return f'<rect class="{kind}" {_corners(figure.place.box)}><title>{title}</title></rect>'


def _text(print_: str) -> str:
    """What is printed, or a file's name, as text: neither markup nor anything that turns the direction of writing."""
    return escape(one_line(print_))


def _corners(box: Box) -> str:
    return f'x="{box.x0:.2f}" y="{box.top:.2f}" width="{box.width:.2f}" height="{box.height:.2f}"'
