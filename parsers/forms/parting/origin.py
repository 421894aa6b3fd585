"""Which rows of a table the rows of its grid came from, where cells were parted or moved before it was read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import count

from ziping.schemas.document import Table


def original_rows(table: Table, changed: Table) -> Sequence[frozenset[int]]:
    """For each row of the changed table the rows of the table from which its cells came; parted cells keep their places."""
    if changed is table:
        return [frozenset((row,)) for row in range(table.rows)]
    came_from = {cell.places: cell.row for cell in table.cells}
    rows: list[set[int]] = [set() for _ in range(changed.rows)]
    for cell in changed.cells:
        if cell.places in came_from:
            rows[cell.row].add(came_from[cell.places])
    return [frozenset(r) for r in rows]


def stretches(rows: Collection[int]) -> Iterator[tuple[int, int]]:
    """The stretches of neighbouring rows: the first of each, and the one after its last."""
    for start in sorted(r for r in rows if r - 1 not in rows):
        stop = next(r for r in count(start) if r not in rows)
        yield start, stop
