"""Two printed figures that stand in each other's place: they break the identities of both, and mend them when put right."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from operator import attrgetter

from ziping.pipeline.checks.arithmetic.intervals import Interval
from ziping.pipeline.checks.arithmetic.operands import Operand

_MOST = 3  # candidates of one column: those of one value all weigh the same


class Exchangeable:
    """The figures that stand in identities which fail, by the row and by the column of their table."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, Operand]] = defaultdict(dict)
        self._columns: dict[tuple[str, str], dict[str, Operand]] = defaultdict(dict)
        self._sorted: dict[tuple[str, str], list[Operand]] = {}

    def add(self, operand: Operand) -> None:
        """Takes a figure of an identity that fails."""
        if operand.row_id and operand.evidence:
            self._rows[operand.row_id][operand.column] = operand
            self._columns[operand.evidence[0].table, operand.column][operand.row_id] = operand

    def beside(self, operand: Operand, allowed: Interval) -> Iterator[Operand]:
        """The figures of its row and of its column that an identity allows in its place."""
        if not operand.evidence:
            return
        for other in self._rows.get(operand.row_id, {}).values():
            if other.column != operand.column and other.value != operand.value and other.interval.meets(allowed):
                yield other
        column = operand.evidence[0].table, operand.column
        if column not in self._sorted:
            self._sorted[column] = sorted(self._columns.get(column, {}).values(), key=attrgetter("value"))
        ordered = self._sorted[column]
        start = bisect_left(ordered, allowed.lower, key=lambda o: o.value + o.half)
        near = islice(ordered, start, start + _MOST)
        yield from (o for o in near if o.value != operand.value and o.interval.meets(allowed))
