"""What the document says about which figure belongs to which: the ties of its figures, by the figure they start from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from ziping.pipeline.checks.loading.rows import Case, Fact, Tie

_CASES = 4  # several rules ask the same of a case, one after the other
_SURE = 0.8  # a tie that the reader was less certain of is no ground for an accusation
_OF_CHANGE = ("growth-of", "change-of")


@lru_cache(maxsize=_CASES)
def _in_order(case: Case) -> list[Fact]:
    return sorted(case.facts, key=_sequence)


def _sequence(fact: Fact) -> int:
    return fact.sequence


def told_between(case: Case, first: int, last: int) -> list[Fact]:
    """The figures of prose from one number of their sequence to another, both included."""
    facts = _in_order(case)
    return facts[bisect_left(facts, first, key=_sequence) : bisect_right(facts, last, key=_sequence)]


@lru_cache(maxsize=_CASES)
def _ties_from(case: Case) -> dict[str, tuple[Tie, ...]]:
    found: dict[str, tuple[Tie, ...]] = {}
    for tie in case.ties:
        found[tie.from_id] = (*found.get(tie.from_id, ()), tie)
    return found


@lru_cache(maxsize=_CASES)
def facts_by_id(case: Case) -> dict[str, Fact]:
    """The figures of prose by their names."""
    return {f.row_id: f for f in case.facts}


def ties_of(case: Case, fact: Fact, *kinds: str) -> tuple[Tie, ...]:
    """The ties of the figure to others, of the kinds that are named, in reading order."""
    return tuple(t for t in _ties_from(case).get(fact.row_id, ()) if t.kind in kinds)


def fact_of(case: Case, row_id: str | None) -> Fact | None:
    """The figure of that name, if it is one of prose."""
    return None if row_id is None else facts_by_id(case).get(row_id)


def tied_to(case: Case, fact: Fact, kind: str) -> Fact | None:
    """The one figure that a tie of that kind leads to; None where none or several do."""
    found = [f for t in ties_of(case, fact, kind) if (f := fact_of(case, t.to_id)) is not None]
    return found[0] if len(found) == 1 else None


def changed_figure(case: Case, fact: Fact) -> Fact | None:
    """The figure that a growth, a change, a share or a part is told of."""
    for tie in ties_of(case, fact, *_OF_CHANGE):
        if (found := fact_of(case, tie.to_id)) is not None:
            return found
    return fact_of(case, fact.parent_id)


def is_certain(case: Case, fact: Fact) -> bool:
    """Whether the document ties the growth or change to its figure beyond doubt."""
    return any((t.confidence or 0) >= _SURE for t in ties_of(case, fact, *_OF_CHANGE))
