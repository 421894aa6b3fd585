"""Goals and results that the cells of a form tell in running text."""

from __future__ import annotations

import pytest

from tests.builders import paragraph
from ziping.parsers.prose import CellReading, read_cell


def read(text: str, label: str | None) -> CellReading:
    return read_cell([(0, paragraph(text))], label)


@pytest.mark.parametrize(
    ("label", "states"),
    [
        ("预期目标", ["planned", "planned", "planned"]),
        ("年度总体目标", ["planned", "planned", "planned"]),
        ("实际完成情况", ["actual", "actual", "actual"]),
        ("目标实际完成情况", ["actual", "actual", "actual"]),
        (None, ["actual", "actual", "actual"]),
    ],
)
def test_what_stands_under_a_goal_is_planned(label: str | None, states: list[str | None]):
    reading = read("共支付60万元，其中设备40万元，安装20万元。", label)
    assert [f.label for f in reading.facts] == ["支付", "设备", "安装"]
    assert [f.state for f in reading.facts] == states
    assert [(r.kind, r.source.index, r.target.index) for r in reading.relations] == [
        ("part-of", 1, 0),
        ("part-of", 2, 0),
    ]


def test_a_cell_makes_facts_of_scores_too():
    assert [(f.kind, f.value_text) for f in read("完成培训12期，自评得分95分。", "实际完成情况").facts] == [
        ("count", "12期"),
        ("score", "95分"),
    ]
