"""Rows whose codes tell the levels: A, A1, A11, or 1, 1.1, 1.1.1, in a column of their own or before the names.

A row whose code begins the code of the row below it is a level; the last ones are the indicators.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ziping.parsers.forms.cells.row_cells import LEVELS, NAMES, RowCells
from ziping.parsers.text.normalise import fold
from ziping.schemas.document import Cell

_CODE = re.compile(r"\s*([A-Z](?:[-.]?\d{1,2})*|\d{1,2}(?:[-.]\d{1,2})*)[.、]?\s*(?![\d%.])")
_MOST = 0.8  # of the rows have a code where codes tell the levels
_DEEPEST = 2
_FEWEST = 2  # rows that are levels


def coded_levels(rows: Sequence[RowCells]) -> Mapping[int, tuple[Cell, int]]:
    """The rows that are levels by their codes: the cell with the name, and how deep the level lies (1 is the first).

    Empty where another column names levels, or codes do not nest.
    """
    if not rows or rows[0].header.has(*LEVELS):
        return {}
    coded = [(row, name, path) for row in rows if (name := _name(row)) is not None and (path := _path(row, name))]
    if len(coded) < _MOST * len(rows):
        return {}
    found: dict[int, tuple[Cell, int]] = {}
    for (row, name, path), (_, _, below) in itertools.pairwise(coded):
        if len(below) > len(path) and below[: len(path)] == path:
            found[row.row] = _without_code(name), len(path)
    deepest = max((len(path) for _, _, path in coded), default=0)
    alike = all(len(path) == deepest for row, _, path in coded if row.row not in found)
    return found if len(found) >= _FEWEST and alike and deepest <= _DEEPEST + 1 else {}


def _without_code(name: Cell) -> Cell:
    match = _CODE.match(fold(name.text.string))
    return replace(name, text=name.text.slice(match.end(), len(name.text))) if match else name


def _name(row: RowCells) -> Cell | None:
    names = [c for sense in NAMES for c in row.cells(sense) if c.text and c.row == row.row]
    return names[0] if len(names) == 1 else None


def _path(row: RowCells, name: Cell) -> tuple[str, ...]:
    """The code of a row, part by part: in the cell left of the name, else before the name."""
    left = [c for c in row.filled if c.column < name.column]
    match = _CODE.fullmatch(fold(left[-1].text.string)) if left else _CODE.match(fold(name.text.string))
    if match is None:
        return ()
    code = match[1]
    if re.fullmatch(r"[A-Z]\d{2,}", code):
        return tuple(code)  # A11: one digit a level
    return tuple(re.findall(r"[A-Z]|\d+", code))
