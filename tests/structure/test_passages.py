"""Running text in cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import text
from ziping.parsers.text.cell_paragraphs import text_to_paragraphs


def test_a_cell_of_prose_has_paragraphs():
    cell = text("一、概况\n本项目由甲局实施，资金共\n6万元，已全部支出。\n二、评价情况\n自评得分99分。")
    assert [p.text.string for p in text_to_paragraphs(cell)] == [
        "一、概况",
        "本项目由甲局实施，资金共6万元，已全部支出。",
        "二、评价情况",
        "自评得分99分。",
    ]


@given(st.lists(st.text("一、1.甲乙（）", min_size=1, max_size=9), max_size=9))
def test_nothing_is_lost(lines: list[str]):
    cell = text("\n".join(lines))
    assert "".join(p.text.string for p in text_to_paragraphs(cell)) == cell.string
