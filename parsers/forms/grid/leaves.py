"""Wide sheets printed on pages beside each other: the last columns of a block stand alone in a table of their own on a later
page, each row beside its own.

A table continues another one to the right (a `Leaf`) where it has headings of values and points and none of names, where the rows of the table before
end in a block that has the names and lacks these headings, and where both have as many rows, with headings in the same ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ziping.parsers.forms.cells.kinds import is_figure
from ziping.parsers.lexicon import INDICATOR, Fit
from ziping.parsers.lexicon.headings import KNOWN, OF_LEVELS
from ziping.parsers.text.normalise import bare
from ziping.schemas.document import Block, Cell, Table

_VALUES = frozenset({"weight", "score", "weighted_score", "actual", "reason"})
_FEWEST_ROWS = 3  # with the headings: fewer may be as many by chance


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet put together from two tables: rows from `first` on go on in the one that is block `index`."""

    index: int
    table: Table
    first: int


def leaf_of(blocks: Sequence[Block], content: Sequence[int], index: int) -> Leaf | None:
    """The table right behind a table among the blocks of a part, where it goes on beside it; None where there is none."""
    block, after = blocks[index], index + 1
    leaf = blocks[after] if after in content else None
    if not isinstance(block, Table) or not isinstance(leaf, Table):
        return None
    put = put_beside(block, leaf)
    return None if put is None else Leaf(after, *put)


def put_beside(table: Table, leaf: Table) -> tuple[Table, int] | None:
    """The table with the columns of a later one beside its last rows, and the first of these; None where that one is no
    leaf of it."""
    if leaf.rows < _FEWEST_ROWS or table.places[-1].page >= leaf.places[0].page:
        return None
    headings, rows = _by_row(leaf), _by_row(table)
    if not _is_leaf(headings.get(0, [])):
        return None
    below = table.rows - leaf.rows
    starts = [r for r in range(below + 1) if _names_indicators(rows.get(r, []))]
    first = next((r for r in starts if r == below or _is_tail(table, rows, r + leaf.rows)), None)
    if first is None or _again(headings) != _again(rows, first):
        return None
    beside = (replace(c, row=c.row + first, column=c.column + table.columns) for c in leaf.cells)
    cells = sorted((*table.cells, *beside), key=lambda c: (c.row, c.column))
    columns = table.columns + leaf.columns
    return replace(table, cells=tuple(cells), columns=columns, places=(*table.places, *leaf.places)), first


def _is_tail(table: Table, rows: Mapping[int, Sequence[Cell]], start: int) -> bool:
    """Whether the rows from `start` on are none of a block: conclusions and signatures, each of few wide cells."""
    return all(
        any(c.column_span * 2 >= table.columns for c in cells)
        for r in range(start, table.rows)
        if (cells := rows.get(r))
    )


def _by_row(table: Table) -> dict[int, list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell)
    return rows


def _senses(cells: Sequence[Cell]) -> list[str]:
    found = (INDICATOR.find(c.text.string) for c in cells if not is_figure(c.text.string))
    return [m.meaning for m in found if m is not None and m.fit >= Fit.CONTAINED]


def _is_leaf(cells: Sequence[Cell]) -> bool:
    """Whether all cells are headings, some of them of points, results or reasons, none of names."""
    senses = _senses(cells)
    return bool(senses) and len(senses) == len(cells) and bool(set(senses) & _VALUES) and not set(senses) & OF_LEVELS


def _names_indicators(cells: Sequence[Cell]) -> bool:
    """Whether a heading of names stands among others that are known."""
    senses = set(_senses(cells))
    return bool(senses & OF_LEVELS) and len(senses - {KNOWN}) > 1


def _again(rows: dict[int, list[Cell]], first: int = 0) -> frozenset[int]:
    """The rows, counted from the first, in which its last heading is printed once more."""
    heading = max(rows.get(first, ()), key=lambda c: c.column, default=None)
    words = bare(heading.text.string) if heading is not None else ""
    return frozenset(r - first for r, cells in rows.items() if r >= first and any(_is(c, words) for c in cells))


def _is(cell: Cell, words: str) -> bool:
    return bool(words) and bare(cell.text.string) == words
