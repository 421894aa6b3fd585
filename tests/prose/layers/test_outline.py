"""Headings of running text and what stands below them."""

from __future__ import annotations

import pytest

from tests.builders import paragraph
from ziping.parsers.prose.layers.outline import find_outline
from ziping.parsers.prose.layers.passage import Passage


def above(words: str, *paragraphs: str) -> list[str]:
    """The headings above the item that holds some words, nearest first."""
    passage = Passage.of([(n, paragraph(text)) for n, text in enumerate(paragraphs)])
    outline = find_outline(passage)
    found = outline.ancestors(outline.item_at(passage.string.index(words)))
    return [outline.heading_text(item).strip() for item in found]


TEXT = ("一是摸底不够细致。", "4.1产出。计划80户，改造82户。", "4.2满意度。满意率98%。")


def test_headings_whose_number_no_sign_parts_from_them():
    report = ("1项目概况", "2资金使用", "3组织实施", "4绩效实现", *TEXT[1:], "5问题与建议", TEXT[0])
    assert above("摸底", *report) == ["问题与建议"]
    assert above("改造82", *report) == ["绩效实现"]


@pytest.mark.parametrize("first", ["3个乡镇", "1个镇、2个村均已验收。", "2项目概况"])
def test_counts_and_numbers_out_of_order_are_no_headings(first):
    assert above("摸底", first, "某单位", *TEXT[1:], "5问题与建议", TEXT[0]) == ["满意度"]
