"""True sentences raise no alarm: read from a page as any report is, not from rows written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.generator.typeset.pages import typeset
from tests.generator.typeset.setting import Line, Manner, Passage
from tests.mutations.bench import read

SENTENCES = Path(__file__).with_name("quiet.txt").read_text("utf-8").splitlines()[1:]


def failures(sentence: str, place: Path) -> list[str]:
    title = Line(("东山县民政局2023年度社会救助项目绩效自评报告",), 18, "centre", True)
    pdf, _ = typeset([title, Passage("一、项目基本情况"), Passage(sentence)], Manner(footer="— {n} —"))
    return [row["message_zh"] for row in read(pdf, place)["checks"] if row["status"] == "fail"]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence[:16])
def test_true_sentences_raise_no_alarm(sentence, tmp_path):
    assert not failures(sentence, tmp_path / "report.pdf")


def test_a_false_sentence_raises_one(tmp_path):
    sentence = next(s for s in SENTENCES if "政府采购支出总额860.5万元" in s)
    assert failures(sentence.replace("420.5万元", "402.5万元"), tmp_path / "report.pdf")
