"""Headings that nobody knows, in place of some or all of a form's: what is lost, and is it said?

The other headings must be read as before; what stands below an invented one must be in its column, in `extra` or under a
warning.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from tests.comparison import Outcome

_FIRST, _SECOND = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
# Columns of the dataset that a column of a block fills.
_FILLS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("indicators", "points1"): ("level1_weight",),
    ("indicators", "target"): ("target_text", "target_operator", "target_value", "target_unit"),
    ("indicators", "nature"): ("target_text", "target_operator"),
    ("indicators", "value"): ("target_text", "target_operator", "target_value", "target_unit"),
    ("indicators", "unit"): ("target_text", "target_unit", "actual_unit"),
    ("indicators", "initial"): ("initial_target_text",),
    ("indicators", "actual"): ("actual_text", "actual_operator", "actual_value", "actual_unit"),
    ("indicators", "done"): ("completion_rate",),
    ("funding", "initial"): ("initial_budget",),
    ("funding", "annual"): ("annual_budget",),
    ("funding", "rate"): ("execution_rate", "execution_rate_text"),
    ("funding", "points"): ("weight",),
}
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALES = tuple(map(Decimal, ("1", "0.01", "1000", "10000", "100000000")))  # as printed, of %, 千元, 万元, 亿元
_SAYS = frozenset({"unknown-column", "two-readings", "unread-figure", "unread-cell", "unread-table", "unknown-unit"})


@dataclass
class Inventor:
    """Replaces a share of the headings by words that nobody knows, and remembers what stood below them."""

    share: float
    seed: str
    fields: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._names = [a + b for a in _FIRST for b in _SECOND]
        self._random.shuffle(self._names)

    def heading(self, table: str, column: str, text: str) -> str:
        """The heading of a column, or an invented one."""
        if column == "number" or not text or self._random.random() >= self.share:
            return text
        self.fields |= {(table, name) for name in _FILLS.get((table, column), (column,))}
        return self._names.pop()


@dataclass
class Told:
    """Values below known headings, right and all; below invented ones: right, said to be unknown, and lost unsaid."""

    known: int = 0
    known_right: int = 0
    right: int = 0
    said: int = 0
    unsaid: int = 0

    def add(self, other: Told) -> None:
        for name in ("known", "known_right", "right", "said", "unsaid"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def __str__(self) -> str:
        invented = self.right + self.said + self.unsaid
        shares = [n / invented if invented else 1.0 for n in (self.right, self.said, self.unsaid)]
        return (
            f"below known headings {self.known_right / self.known if self.known else 1.0:.4f} right of {self.known}; "
            f"below invented ones {shares[0]:.4f} right, {shares[1]:.4f} in extra or warned of, {shares[2]:.4f} unsaid "
            f"of {invented}"
        )


def told(
    outcomes: Iterable[Outcome], invented: set[tuple[str, str]], tables: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Told:
    """What became of the values of a file with invented headings."""
    result = Told()
    kept = {str(v) for name in ("indicators", "funding") for row in tables.get(name, ()) for _, v in row["extra"] or ()}
    warned = any(row["code"] in _SAYS for row in tables.get("warnings", ()))
    for outcome in outcomes:
        right = outcome.verdict == "right"
        if outcome.column == "extra":  # what stands below an invented heading may well be there
            continue
        if (outcome.table, outcome.column) not in invented:
            result.known += 1
            result.known_right += right
        elif right:
            result.right += 1
        elif warned or any(_is_kept(str(outcome.expected), v) for v in kept):
            result.said += 1
        else:
            result.unsaid += 1
    return result


def _is_kept(expected: str, printed: str) -> bool:
    """Whether a cell that was kept as printed says a value: in its words, or as a figure in the unit of its column (98.5% is
    0.985, 85.00 below 万元 is 850000)."""
    if expected in printed:
        return True
    try:
        value = Decimal(expected)
    except InvalidOperation:
        return False
    figures = (Decimal(f.replace(",", "")) for f in _FIGURE.findall(printed))
    return any(f * scale == value for f in figures for scale in _SCALES)
