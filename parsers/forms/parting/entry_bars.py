"""Cells over the whole width that hold several entries in one line, parted by wide gaps (自评总分：95.84　　评定等级：优　　主管部门：
甲区卫健委), parted before anything is read: each label and each value a cell of its own, as in a ruled row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ziping.parsers.lexicon import TOTALS
from ziping.parsers.lexicon.fields import field_of
from ziping.parsers.text.normalise import bare
from ziping.schemas.document import Cell, Table
from ziping.schemas.text import Piece, Text

_ENTRY = re.compile(r"\s*(?P<label>[^\d：:，。；,;]{2,12}?)\s*[：:]\s*(?P<value>[^：:。；;]{1,30}?)\s*")
_FEWEST = 2  # entries of a cell
_WIDE = 1.5  # heights of a line between two entries


def part_entry_bars(table: Table) -> Table:
    """The table with such cells parted; the same table where there is none, or has fewer columns than they need."""
    begun = Counter(c.row for c in table.cells)
    over = Counter(r for c in table.cells for r in c.rows)
    parted: dict[int, Sequence[tuple[Text, Text]]] = {}
    for index, cell in enumerate(table.cells):
        if begun[cell.row] == over[cell.row] == 1 and cell.column_span == table.columns:
            entries = _entries(cell.text)
            if len(entries) * 2 <= table.columns and entries:
                parted[index] = entries
    if not parted:
        return table
    cells = [part for i, c in enumerate(table.cells) for part in (_parts(c, parted[i]) if i in parted else (c,))]
    return replace(table, cells=tuple(cells))


def _entries(text: Text) -> Sequence[tuple[Text, Text]]:
    """The labels of a cell with their values; none where it is not made of such entries, each in one piece."""
    if len(text.pieces) < _FEWEST or not all(map(_apart, text.pieces, text.pieces[1:])):
        return ()
    found: list[tuple[Text, Text]] = []
    for start, piece in zip(text.starts, text.pieces, strict=True):
        match = _ENTRY.fullmatch(piece.text)
        if match is None or not _asks(match["label"]):
            return ()
        label, value = ((start + a, start + b) for a, b in (match.span("label"), match.span("value")))
        found.append((text.slice(*label), text.slice(*value)))
    return found


def _apart(one: Piece, other: Piece) -> bool:
    """Whether a piece stands in the same line as another, behind a wide gap."""
    height = one.box.bottom - one.box.top
    same = one.page == other.page and abs(one.box.top - other.box.top) < height / 2
    return same and other.box.x0 - one.box.x1 > _WIDE * height


def _asks(label: str) -> bool:
    match = TOTALS.find(bare(label))
    return field_of(label) is not None or (match is not None and match.sure)


def _parts(cell: Cell, entries: Sequence[tuple[Text, Text]]) -> Iterator[Cell]:
    texts = [text for entry in entries for text in entry]
    for number, text in enumerate(texts):
        span = 1 if number < len(texts) - 1 else cell.column_span - number
        yield replace(cell, column=cell.column + number, column_span=span, text=text)
