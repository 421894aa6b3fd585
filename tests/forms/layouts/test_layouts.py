"""Every layout is read as its answers say, and a file with an answer that nobody gives is noticed."""

from __future__ import annotations

import pytest

from tests.forms.layouts.scoring import layouts, read_layout

LEARNT = layouts("learnt")


@pytest.mark.parametrize("path", LEARNT, ids=lambda p: p.stem)
def test_a_layout_is_read_as_its_answers_say(path):
    assert [str(m) for m in read_layout(path).misses] == []


def test_a_wrong_answer_is_noticed(tmp_path):
    path = next(p for p in LEARNT if "weight=30" in p.read_text("utf-8"))
    told = path.read_text("utf-8")
    wrong = tmp_path / path.name
    wrong.write_text(told.replace("weight=30", "weight=31"), "utf-8")
    assert read_layout(wrong).misses
