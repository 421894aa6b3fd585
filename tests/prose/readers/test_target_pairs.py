"""Targets and what came of them, told together."""

from __future__ import annotations

import pytest

from ziping.parsers.prose.readers.targets.pairs import find_pairs


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("印发手册（目标值2000册），实际印发2150册", [("印发手册", "2000册", "2150册")]),
        ("苗木成活率需达到80%以上，实际90%", [("苗木成活率", "80%以上", "90%")]),
        ("任务数120，完成值118", []),  # of what?
        ("开展应急演练6场，实际6场", [("开展应急演练", "6场", "6场")]),
        ("补贴标准指标值300元/户，完成值300元/户", [("补贴标准", "300元/户", "300元/户")]),
        ("计划生育家庭扶助人数目标值90人；实际值91人", [("计划生育家庭扶助人数", "90人", "91人")]),
        ("甲项目目标值100人；乙项目完成值50人", []),
        ("达标率97%（目标值≥95%）", [("达标率", "≥95%", "97%")]),
        ("计划培训300人，完成率98%", []),
        (
            "修路目标5公里，完成5公里，完成率100%；架桥目标2座，完成1座",
            [("修路", "5公里", "5公里"), ("架桥", "2座", "1座")],
        ),
        ("完成了年初的各项任务，群众较为满意", []),
    ],
)
def test_pairs(text: str, pairs: list[tuple[str, str, str]]):
    found = find_pairs(text, (0, len(text)))
    assert [(text[slice(*p.name)], text[slice(*p.target)], text[slice(*p.actual)]) for p in found] == pairs


def test_without_a_name_where_none_is_asked_for():
    (pair,) = find_pairs("任务数120，完成值118", (0, 13), named=False)
    assert (pair.target, pair.actual, pair.sure) == ((3, 6), (10, 13), True)
