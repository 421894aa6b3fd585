"""Total scores and grades, in the many wordings of reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import paragraph
from ziping.parsers.lexicon.fields import read_fields
from ziping.parsers.prose import read_prose

_LINES = Path(__file__).with_name("verdicts.txt").read_text("utf-8").splitlines()
_SENTENCES = [line.split("|") for line in _LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("sentence", "score", "grade"), _SENTENCES, ids=[s[:24] for s, *_ in _SENTENCES])
def test_totals_and_grades(sentence: str, score: str, grade: str):
    assert not read_fields(paragraph(sentence))  # a sentence is no entry of a head
    totals = read_prose([(0, paragraph("一、自评结论")), (1, paragraph(sentence))]).totals
    assert (str(totals.total_score.value) if totals.total_score else "-") == score
    assert (totals.grade.value if totals.grade else "-") == grade


@pytest.mark.parametrize(
    ("entry", "fields"),
    [
        ("自评得分：96分", ["total_score"]),
        ("自评等级：优", ["grade"]),
        ("2、项目实施单位：青山市第二幼儿园", ["agency"]),
        ("2、项目实施单位：青山市第二幼儿园，属公办园。", []),
    ],
)
def test_entries_of_a_head(entry: str, fields: list[str]):
    assert [e.field for e in read_fields(paragraph(entry))] == fields
