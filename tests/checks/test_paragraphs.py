"""Paragraphs as reports write them: what hangs together in them, that nothing fails as they stand, and that a slip does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.builders import paragraph
from tests.generator.typeset.pages import typeset
from tests.generator.typeset.setting import Line, Manner
from tests.generator.typeset.setting import Passage as Printed
from tests.mutations.bench import read
from ziping.parsers.prose import read_prose

CASES = Path(__file__).with_name("paragraphs.txt")
TITLE = Line(("东山县民政局2023年度社会救助项目绩效自评报告",), 18, "centre", True)


@dataclass
class Case:
    """A paragraph, a bar between two; `lists` as total and parts, `ties` as kind, from and to, `slips` as right and wrong print
    and the rules of which one must fail."""

    text: str
    lists: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    ties: list[tuple[str, str, str]] = field(default_factory=list)
    slips: list[tuple[str, str, frozenset[str]]] = field(default_factory=list)


def cases() -> Iterator[tuple[str, list[Case]]]:
    for chapter in CASES.read_text("utf-8").split("\n## ")[1:]:
        kind, _, rest = chapter.partition("\n")
        found: list[Case] = []
        for line in rest.splitlines():
            match line[:2]:
                case "= ":
                    whole, _, parts = line[2:].partition(": ")
                    found[-1].lists.append((whole, tuple(parts.split(", "))))
                case "~ ":
                    name, _, ends = line[2:].partition(": ")
                    one, _, other = ends.partition(" -> ")
                    found[-1].ties.append((name, one, other))
                case "! ":
                    prints, _, rules = line[2:].rpartition(": ")
                    right, _, wrong = prints.partition(" -> ")
                    found[-1].slips.append((right, wrong, frozenset(rules.split(", "))))
                case _ if line:
                    found.append(Case(line))
        yield kind, found


def failures(text: str, place: Path) -> list[dict[str, Any]]:
    paragraphs = [Printed("一、项目基本情况"), *(Printed(p) for p in text.split("|"))]
    pdf, _ = typeset([TITLE, *paragraphs], Manner(footer="— {n} —"))
    return [row for row in read(pdf, place)["checks"] if row["status"] == "fail"]


@pytest.mark.parametrize(("kind", "told"), list(cases()), ids=[kind for kind, _ in cases()])
def test_what_hangs_together(kind: str, told: list[Case]):
    for case in told:
        reading = read_prose([(i, paragraph(p)) for i, p in enumerate(case.text.split("|"))], year=2023)
        facts, lists = reading.facts, dict[tuple[int, int | None], list[str]]()
        for tie in reading.relations:
            if tie.kind == "part-of":
                lists.setdefault((tie.target.index, tie.partition), []).append(facts[tie.source.index].value_text)
        found = {(facts[whole].value_text, tuple(parts)) for (whole, _), parts in lists.items()}
        assert found == set(case.lists), case.text
        ties = {(t.kind, facts[t.source.index].value_text, facts[t.target.index].value_text) for t in reading.relations}
        assert set(case.ties) <= ties, case.text


@pytest.mark.parametrize(("kind", "told"), list(cases()), ids=[kind for kind, _ in cases()])
def test_nothing_is_wrong_as_it_stands_and_a_slip_is(kind: str, told: list[Case], tmp_path: Path):
    place = tmp_path / "report.pdf"
    for case in told:
        assert [row["message_zh"] for row in failures(case.text, place)] == [], case.text
        for right, wrong, rules in case.slips:
            assert right in case.text
            found = {row["rule"] for row in failures(case.text.replace(right, wrong, 1), place)}
            assert found & rules, f"{case.text}: {right} → {wrong}: {found}"
