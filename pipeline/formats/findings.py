"""Findings as a sequence of rows that are taken out of an Arrow table when they are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ziping.pipeline.severities import SEVERITIES

if TYPE_CHECKING:
    from numpy.typing import NDArray

_AT_ONCE = 256  # rows as Python objects: they take ten times the memory of the table's

Row = Mapping[str, Any]


class Findings(Sequence[Row]):
    """Rows of `checks`, worst first, then by the path of their document; a row is a mapping of the columns' names.

    However many there are, only some hundred are Python objects at a time.
    """

    def __init__(self, table: pa.Table, paths: Mapping[str, str]) -> None:
        """Args:
        table: The rows, in the order of their documents.
        paths: doc_id → path of the file.
        """
        self._table = table
        self._place = _ranks(table["doc_id"], sorted(paths, key=lambda doc_id: paths[doc_id]))
        self._severity = _ranks(table["severity"], SEVERITIES)
        self._order = np.lexsort((self._place, self._severity))  # the last key counts first; stable

    def by_document(self) -> Findings:
        """The same by path, then worst first."""
        order = self._order
        return self._reordered(order[np.lexsort((self._severity[order], self._place[order]))])

    def new(self, known: Collection[str]) -> Findings:
        """Those whose `check_id` is not known."""
        if not known:
            return self
        kept = pc.invert(pc.is_in(self._table["check_id"], value_set=pa.array(sorted(known), pa.string())))
        return self._reordered(self._order[kept.to_numpy()[self._order]])

    def number_by(self, *columns: str) -> dict[tuple[str, ...], int]:
        """How many there are of each value, or values, of those columns; in the order of the findings."""
        values = zip(*(self._table[c].take(pa.array(self._order)).to_pylist() for c in columns), strict=True)
        return dict(Counter(values))

    def _reordered(self, order: NDArray[np.int64]) -> Findings:
        other = object.__new__(Findings)
        other._table, other._place, other._severity, other._order = self._table, self._place, self._severity, order
        return other

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, len(self), _AT_ONCE):
            yield from self[start : start + _AT_ONCE]

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            wanted = self._order[index]
            together = bool(len(wanted)) and bool(np.all(np.diff(wanted) == 1))
            rows = self._table.slice(int(wanted[0]), len(wanted)) if together else self._table.take(pa.array(wanted))
            return rows.to_pylist()  # type: ignore[no-any-return]
        row: Row = self._table.slice(int(self._order[index]), 1).to_pylist()[0]
        return row


def _ranks(column: pa.ChunkedArray, values: Sequence[str]) -> NDArray[np.int32]:
    """The place of each value among `values`; those that are not there come last."""
    found = pc.index_in(column, value_set=pa.array(values, pa.string()))
    ranks: NDArray[np.int32] = pc.fill_null(found, len(values)).to_numpy()
    return ranks
