"""Scores, grades, levels, targets, budgets of prose, passage by passage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import paragraph
from ziping.parsers.prose import ProseReading, read_prose
from ziping.schemas.report import Stated

CASES = Path(__file__).with_name("scores.txt")
RECORDS = Path(__file__).with_name("records.txt")
INDICATORS = Path(__file__).with_name("indicators.txt")
MONEY = Path(__file__).with_name("money.txt")


def say(value: Stated[object] | None) -> str:
    return "-" if value is None else f"{value.value}"


def told(reading: ProseReading) -> Iterator[str]:
    """What `scores.txt` lists of a reading."""
    totals = reading.totals
    if totals.total_score or totals.grade:
        yield f"total {say(totals.total_score)} | of {say(totals.full_score)} | {say(totals.grade)}"
    for i in reading.indicators:
        levels = " > ".join(say(level) for level in (i.level1, i.level2, i.level3))
        weights = "".join(f"({w.value})" for w in (i.level1_weight, i.level2_weight) if w)
        target = f"{say(i.target_operator)} {say(i.target_text)}"
        actual = f"{say(i.actual_operator)} {say(i.actual_text)}"
        points = f"{say(i.score)} of {say(i.weight)}"
        yield f"indicator {levels}{weights} | {points} | {target} | {actual} | {say(i.completion_rate)} | {say(i.reason)}"
    for s in reading.sections:
        yield f"section {s.level} {s.label.value} | {say(s.score)} of {say(s.weight)}"
    for f in reading.funding:
        sums = (f.initial_budget, f.annual_budget, f.received, f.executed, f.execution_rate)
        name = f"fund {f.line}" + (f", {f.line_text.value}" if f.line_text and f.line != "total" else "")
        yield f"{name} | " + " | ".join(map(say, sums))


def cases(file: Path) -> Iterator[tuple[str, list[str]]]:
    passage, lines = "", []
    for line in [*file.read_text("utf-8").split("\n"), "end"]:
        if line.startswith("    "):
            lines.append(line.strip())
        elif line and not line.startswith("#"):
            if passage:
                yield passage, lines
            passage, lines = line, []


def read(passage: str) -> ProseReading:
    """The passage; a bar parts paragraphs."""
    return read_prose([(i, paragraph(p)) for i, p in enumerate(passage.split("|"))])


@pytest.mark.parametrize(
    ("passage", "lines"),
    [*cases(CASES), *cases(RECORDS), *cases(INDICATORS), *cases(MONEY)],
    ids=lambda v: v[:16] if isinstance(v, str) else "",
)
def test_what_a_passage_tells(passage: str, lines: list[str]):
    assert list(told(read(passage))) == lines


def test_bounds_of_grades_are_facts_of_their_own():
    facts = read("90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差。").facts
    assert [(f.kind, f.label, str(f.value.value)) for f in facts] == [
        ("grade", "优", "90"),
        ("grade", "良", "80"),
        ("grade", "中", "60"),
    ]


def test_a_total_is_a_fact_too_and_points_of_indicators_are_none():
    facts = read("项目自评得分为95分。（一）预算编制合理性得5分（满分5分）。").facts
    assert [(f.kind, f.value_text) for f in facts] == [("score", "95分")]


def test_points_know_where_they_stand():
    (indicator,) = read("（1）预算编制合理性得4.5分（满分5分），编制依据充分。").indicators
    assert [p.text for p in indicator.score.printed] == ["4.5分"]
    assert [p.text for p in indicator.level3.printed] == ["预算编制合理性"]
    assert [p.text for p in indicator.basis.printed] == ["编制依据充分。"]
    assert indicator.row.page == 1
