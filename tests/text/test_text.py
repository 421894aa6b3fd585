"""Texts know where every character of them stands."""

from __future__ import annotations

import pytest

from tests.builders import (
    LEFT,
    UP,
    table,
    text,
)
from ziping.parsers.text.enumerators import glued
from ziping.schemas.geometry import Box
from ziping.schemas.text import Piece, Text


def test_a_stretch_is_boxed_tightly():
    (found,) = text("支出6万元").printed(2, 5)
    assert (found.text, found.box) == ("6万元", Box(20, 0, 50, 10))


def test_a_stretch_over_a_page_break_is_two_prints():
    cut = Text.of([Piece("水电", 32, Box(0, 800, 20, 810)), Piece("费797876.4元", 33, Box(0, 50, 100, 60))])
    assert [(p.text, p.page) for p in cut.printed(1, 4)] == [("电", 32), ("费7", 33)]


def test_a_stretch_line_by_line_holds_nothing_beside_it():
    (before, after) = text("全年预算120.5\n万元，已支出").printed_by_line(4, 11)
    assert (before.text, before.box) == ("120.5", Box(40, 0, 90, 10))
    assert (after.text, after.box) == ("万元", Box(0, 15, 20, 25))


def test_pieces_of_one_line_are_one_print_line_by_line():
    pieces = [Piece("12", 1, Box(0, 0, 20, 10)), Piece("万", 1, Box(20, -1, 30, 10)), Piece("元", 2, Box(0, 0, 10, 10))]
    found = Text.of(pieces).printed_by_line(0, 4)
    assert [(p.text, p.page, p.box) for p in found] == [("12万", 1, Box(0, -1, 30, 10)), ("元", 2, Box(0, 0, 10, 10))]


def test_a_slice_keeps_its_places():
    part = text("自评得分\n为99分").slice(3, 7)
    assert part.string == "分为99"
    assert part.printed(2, 4)[0].box == Box(10, 15, 30, 25)


def test_an_empty_stretch_stands_nowhere():
    assert text("甲").printed(1, 1) == ()


def test_a_box_inside_out_is_refused():
    with pytest.raises(ValueError, match="inside out"):
        Box(2, 0, 1, 1)


def test_built_tables_span():
    built = table([["甲", LEFT, "乙"], [UP, UP, UP], ["丙", "丁", "戊"]])
    assert [(c.row, c.column, c.row_span, c.column_span) for c in built.cells] == [
        (0, 0, 2, 2),
        (0, 2, 2, 1),
        (2, 0, 1, 1),
        (2, 1, 1, 1),
        (2, 2, 1, 1),
    ]


@pytest.mark.parametrize(
    ("string", "starts"),
    [
        ("1.保障56个站点。\n2.112个书屋更新。\n3.下乡9次。", [13]),
        ("目标：1.48台设备更新；2.下乡12次", [5]),
        ("1.进度30%。\n2.4效果好。\n3.下乡5次。", []),  # the second of a number's two parts
        ("投入2.5万元。\n1.5万元用于书。\n2.5万元用于桌。", []),
    ],
)
def test_figures_right_behind_the_number_of_their_item(string: str, starts: list[int]):
    assert list(glued(string)) == starts
