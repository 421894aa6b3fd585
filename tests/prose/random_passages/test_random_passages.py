"""Passages drawn at random: figures with the right value, unit, kind and total, recall and precision."""

from __future__ import annotations

from decimal import Decimal

from tests.builders import paragraph
from tests.prose.random_passages.passages import write
from tests.prose.random_passages.writer import FREE, Expected
from ziping.parsers.prose import read_prose
from ziping.schemas.report import Fact

PASSAGES = 300


def _named(one: str, other: str) -> bool:
    """Whether a label says what is expected: one holds the other, or all but little of it."""
    plain, wanted = one.replace("“", "").replace("”", ""), other
    return wanted in plain or plain in wanted or sum(c in plain for c in wanted) >= 0.7 * len(wanted)


def _agrees(fact: Fact, facts: tuple[Fact, ...], want: Expected) -> bool:
    if fact.value is None or fact.value.value != want.value or fact.unit != want.unit:
        return False
    if fact.kind not in want.kinds or not _named(fact.label, want.label):
        return False
    if want.parent == FREE:
        return True
    parent = facts[fact.parent].label if fact.parent is not None else None
    return parent is None if want.parent is None else parent is not None and _named(parent, want.parent)


def compare(seed: int) -> tuple[list[Expected], list[Fact], int]:
    """What was missed, what was read too much, and how much was right."""
    passage = write(seed)
    blocks = [(i, paragraph(line)) for i, line in enumerate(passage.text.split("\n")) if line]
    facts = read_prose(blocks).facts
    free = list(facts)
    missed = []
    for want in passage.expected:
        match = next((f for f in free if _agrees(f, facts, want)), None)
        if match is None:
            missed.append(want)
        else:
            free.remove(match)
    return missed, free, len(passage.expected) - len(missed)


def test_recall_and_precision_over_random_passages():
    right = missed = extra = 0
    for seed in range(PASSAGES):
        gone, free, found = compare(seed)
        right, missed, extra = right + found, missed + len(gone), extra + len(free)
    assert Decimal(right) / (right + missed) >= Decimal("0.97")
    assert Decimal(right) / (right + extra) >= Decimal("0.97")
