"""How the figures of a passage hang together: parts and totals, shares, rates, changes, prices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import paragraph
from ziping.parsers.prose import ProseReading, read_prose

CASES = Path(__file__).with_name("ties.txt")


def cases() -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    passage, figures = "", []
    for line in CASES.read_text("utf-8").split("\n"):
        if line.startswith("    "):
            printed, label, ties = (part.strip() for part in line.split(" | "))
            figures.append((printed, label, ties))
        elif line and not line.startswith("#"):
            if passage:
                yield passage, figures
            passage, figures = line, []
    yield passage, figures


def read(passage: str) -> ProseReading:
    """The passage; a bar parts paragraphs."""
    return read_prose([(i, paragraph(p)) for i, p in enumerate(passage.split("|"))])


def told(reading: ProseReading) -> list[set[str]]:
    """For each fact its ties, as the cases write them."""
    lists: dict[int, list[int | None]] = {}
    for tie in reading.relations:
        if tie.kind == "part-of" and tie.partition not in lists.setdefault(tie.target.index, []):
            lists[tie.target.index].append(tie.partition)
    found: list[set[str]] = [set() for _ in reading.facts]
    for tie in reading.relations:
        words = f"{tie.kind} {reading.facts[tie.target.index].value_text}"
        if tie.kind == "part-of" and len(numbers := lists[tie.target.index]) > 1:
            words += f" #{numbers.index(tie.partition) + 1}"
        found[tie.source.index].add(words + (" whole" if tie.complete else ""))
    return found


@pytest.mark.parametrize(
    ("passage", "figures"), list(cases()), ids=lambda value: value[:16] if isinstance(value, str) else ""
)
def test_ties_of_a_passage(passage: str, figures: list[tuple[str, str, str]]):
    reading = read(passage)
    found = told(reading)
    assert [f.value_text for f in reading.facts] == [printed for printed, _, _ in figures]
    for number, (_, label, ties) in enumerate(figures):
        assert label in reading.facts[number].label or reading.facts[number].label in label
        assert found[number] == (set() if ties == "-" else set(ties.split(", ")))


def test_every_tie_says_its_rule_and_stands_somewhere():
    relations = read("收入100万元，其中甲60万元，占60%；乙40万元，占40%。比上年增加5万元。").relations
    assert {r.kind for r in relations} == {"part-of", "share-of", "rate-base", "change-of"}
    assert all(r.rule and r.printed and 0 < r.confidence <= 1 for r in relations)


@pytest.mark.parametrize(
    "passage",
    [
        "支出500万元。培训200人，慰问300人。",  # of other units
        "一季度支出120万元。二季度支出80万元，三季度支出45万元。",  # figures beside each other
        "收入86.5万元。支出40.3万元，结余46.2万元。其他事项说明如下。",  # what was spent and what is left is no income
    ],
)
def test_what_makes_no_list(passage: str):
    assert [r for r in read(passage).relations if r.kind == "part-of"] == []
