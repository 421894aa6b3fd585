"""Which reading of a row of totals is right: the one under which most sums of the form come out.

Arithmetic chooses between readings of the layout alone. It changes no figure: where none of the sums comes out, the
headings are believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ziping.schemas.head import Totals
from ziping.schemas.report import FundingLine, Indicator, Section, Stated

_FULL = Decimal(100)  # the usual full score
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Sums:
    """What scores and weights of a form add up to, with the money's points and without."""

    scores: frozenset[Decimal]
    weights: frozenset[Decimal]


def sums_of(indicators: Sequence[Indicator], sections: Sequence[Section], funding: Sequence[FundingLine]) -> Sums:
    """The sums of a form's rows."""
    first = [s for s in sections if s.level == 1]
    return Sums(
        _sums([i.score for i in indicators], [s.score for s in first], [f.score for f in funding]),
        _sums([i.weight for i in indicators], [s.weight for s in first], [f.weight for f in funding]),
    )


def _sums(
    rows: Iterable[Stated[Decimal] | None],
    parts: Iterable[Stated[Decimal] | None],
    beside: Iterable[Stated[Decimal] | None],
) -> frozenset[Decimal]:
    more = _total(beside)
    sums = [s for s in (_total(rows), _total(parts)) if s]
    return frozenset(x for s in sums for x in (s, s + more))


def _total(points: Iterable[Stated[Decimal] | None]) -> Decimal:
    return sum((p.value for p in points if p is not None), _ZERO)


def choose(readings: Sequence[Totals], sums: Sums) -> Totals:
    """The reading that fits best; of equals the first."""
    return max(readings, key=lambda reading: _fit(reading, sums))


def _fit(reading: Totals, sums: Sums) -> Decimal:
    total, full = reading.total_score, reading.full_score
    fit = _ZERO
    if total is not None and total.value in sums.scores:
        fit += 2
    if full is not None and full.value in sums.weights:
        fit += 2
    elif full is not None and full.value == _FULL:
        fit += 1
    if total is not None and full is not None and full.value < total.value:
        fit -= 2
    return fit
