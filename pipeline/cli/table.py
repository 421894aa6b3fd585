"""Tables for terminals: columns that line up also with Chinese in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import click

from ziping.pipeline.present.text import cut, one_line, width

_GAP = "  "


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, head: bool = True, widest: int = 100
) -> Iterator[str]:
    """Rows in columns that line up; figures to the right."""
    body = [[cut(one_line(cell), widest) for cell in row] for row in rows]
    widths = [max([width(cell) for cell in column], default=0) for column in zip(*[heads, *body], strict=True)]
    right = [bool(body) and all(_is_figure(row[i]) for row in body) for i in range(len(heads))]
    if head:
        yield click.style(_line(heads, widths, right), bold=True)
    for row in body:
        yield _line(row, widths, right)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = [
        " " * (w - width(cell)) + cell if r else cell + " " * (w - width(cell))
        for cell, w, r in zip(cells, widths, right, strict=True)
    ]
    return ("  " + _GAP.join(padded)).rstrip()


def _is_figure(cell: str) -> bool:
    return not cell or cell.replace(".", "", 1).replace(",", "").replace("-", "", 1).isdigit()
