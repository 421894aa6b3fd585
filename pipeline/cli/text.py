"""Text for terminals: columns that line up also with Chinese in them, and nothing that a terminal would obey."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import click

_GAP = "  "


def width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def one_line(text: str) -> str:
    """Control characters made visible: text from a PDF, or a file's name, never moves the cursor or forges a line."""
    return "".join(c if c.isprintable() else _visible(c) for c in text)


def _visible(character: str) -> str:
    if character in "\n\t":
        return "⏎" if character == "\n" else " "
    return f"\\x{ord(character):02x}"


def cut(text: str, columns: int) -> str:
    """The text, shortened with … where it is wider than that many columns."""
    if width(text) <= columns:
        return text
    kept, used = [], 1
    for character in text:
        used += width(character)
        if used > columns:
            break
        kept.append(character)
    return "".join(kept) + "…"


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
