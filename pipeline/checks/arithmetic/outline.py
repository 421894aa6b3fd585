"""Which lines of a list are its own, and which are details of another: by sides, by codes, by numbering, by amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import combinations

from ziping.pipeline.checks.arithmetic.intervals import ZERO, Interval
from ziping.pipeline.checks.arithmetic.operands import Evidence, Operand
from ziping.pipeline.checks.loading.rows import FundingLine

MOST_LINES = 80  # of a list whose outline is looked for
_CODE = re.compile(r"\d{2,}")
_NUMBERING = (
    re.compile(r"^[一二三四五六七八九十]{1,3}、"),
    re.compile(r"^[(（][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"^\d{1,2}[.、．](?!\d)"),
    re.compile(r"^[(（]\d{1,2}[)）]"),
)
_HALF = 2


def beside(a: Evidence, b: Evidence) -> bool:
    """Whether two places are on one line of a page: they share more than half of their height."""
    if a.page != b.page or a.top is None or b.top is None or a.bottom is None or b.bottom is None:
        return False
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    return shared * _HALF > min(a.bottom - a.top, b.bottom - b.top)


def above(a: Operand, b: Operand) -> bool:
    """Whether two figures stand in one column: their places share some width."""
    spans = [[(e.x0, e.x1) for e in o.evidence if e.x0 is not None and e.x1 is not None] for o in (a, b)]
    return any(min(x1, y1) > max(x0, y0) for x0, x1 in spans[0] for y0, y1 in spans[1])


def has_sides(lines: Sequence[FundingLine]) -> bool:
    """Whether lines stand side by side in the rows of one table, their amounts in columns of their own."""
    placed = [(line, amount.evidence[0]) for line in lines for _, amount in line.amounts[:1] if amount.evidence]
    return any(
        beside(p, q) and not above(line.amounts[0][1], other.amounts[0][1])
        for (line, p), (other, q) in combinations(placed, 2)
    )


def has_levels(lines: Sequence[FundingLine]) -> bool:
    """Whether labels say that lines are of several levels: codes of several lengths, or two ways of numbering."""
    labels = [line.label for line in lines]
    codes = {len(label) for label in labels if _CODE.fullmatch(label)}
    ways = [style for style in _NUMBERING if any(style.match(label) for label in labels)]
    return len(codes) > 1 or len(ways) > 1


def tops_by_code(labels: Sequence[str]) -> tuple[int, ...] | None:
    """The lines whose code begins with that of no other line; None where not all are codes."""
    if not labels or not all(map(_CODE.fullmatch, labels)):
        return None
    codes = set(labels)
    return tuple(i for i, c in enumerate(labels) if not any(c[:n] in codes for n in range(1, len(c))))


def tops(amounts: Sequence[Interval], whole: Interval) -> tuple[int, ...] | None:
    """The lines that make the whole when each may be followed by its details, which make it; None where no such reading
    accounts for every line."""

    @cache
    def covered(i: int, j: int) -> bool:
        return j == i + 1 or found(i + 1, j, amounts[i].lower, amounts[i].upper) is not None

    @cache
    def found(start: int, stop: int, low: object, high: object) -> tuple[int, ...] | None:
        left = Interval(low, high)  # type: ignore[arg-type]
        if start == stop:
            return () if left.holds(ZERO) else None
        rest = left - amounts[start]
        if rest.upper < 0:
            return None
        for j in range(stop, start, -1):
            if covered(start, j):
                more = found(j, stop, rest.lower, rest.upper)
                if more is not None:
                    return (start, *more)
        return None

    return found(0, len(amounts), whole.lower, whole.upper)
