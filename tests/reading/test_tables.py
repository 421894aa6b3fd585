import itertools

import pytest

from tests.reading.rawpdf import (
    fill,
    grid,
    line,
    read,
    text,
)
from ziping.pipeline.reading.tables import find_tables
from ziping.schemas.geometry import Box
from ziping.schemas.page import Page, RulingLine, Word

XS, YS = [100, 200, 300, 400], [100, 130, 160, 190]


def cells(table):
    """Text by row, column, row span, column span."""
    return {(c.row, c.column, c.row_span, c.column_span): c.text.string for c in table.cells}


def words_in(rows, xs=XS, ys=YS):
    return "".join(text(xs[j] + 5, ys[i] + 20, s) for i, row in enumerate(rows) for j, s in enumerate(row) if s)


NINE = [["一级", "二级", "分值"], ["产出", "数量", "10"], ["效益", "社会", "20"]]
PLAIN = {(i, j, 1, 1): s for i, row in enumerate(NINE) for j, s in enumerate(row)}


def only(page):
    (table,) = find_tables(page)
    return table


def test_every_cell_has_its_words_and_its_box(tmp_path):
    table = only(read(tmp_path, grid(XS, YS) + words_in(NINE)))
    assert cells(table) == PLAIN
    assert (table.rows, table.columns) == (3, 3)
    assert table.cells[0].places[0].box == Box(100, 100, 200, 130)
    assert table.places[0].box == Box(100, 100, 400, 190)


def test_spans(tmp_path):
    drawn = (
        "".join(line(100, y, 400, y) for y in (100, 130, 190))
        + line(200, 160, 400, 160)
        + "".join(line(x, 100, x, 190) for x in (100, 200, 400))
        + line(300, 130, 300, 190)
    )
    page = read(tmp_path, drawn + words_in([["指标", "情况", ""], ["产出", "数量", "10"], ["", "质量", "20"]]))
    assert cells(only(page)) == {
        (0, 0, 1, 1): "指标",
        (0, 1, 1, 2): "情况",
        (1, 0, 2, 1): "产出",
        (1, 1, 1, 1): "数量",
        (1, 2, 1, 1): "10",
        (2, 1, 1, 1): "质量",
        (2, 2, 1, 1): "20",
    }


class TestOpenTables:
    def lines(self, *, left=True, right=True, top=True, bottom=True):
        xs = [x for x, there in zip(XS, (left, True, True, right), strict=True) if there]
        ys = [y for y, there in zip(YS, (top, True, True, bottom), strict=True) if there]
        return "".join(line(100, y, 400, y) for y in ys) + "".join(line(x, 100, x, 190) for x in xs)

    @pytest.mark.parametrize(
        "missing",
        [
            ["left"],
            ["right"],
            ["top"],
            ["bottom"],
            ["left", "bottom"],
            ["right", "top"],
            ["left", "right", "top", "bottom"],
        ],
    )
    def test_outer_rules_may_be_missing(self, tmp_path, missing):
        page = read(tmp_path, self.lines(**dict.fromkeys(missing, False)) + words_in(NINE))
        assert cells(only(page)) == PLAIN

    def test_a_row_longer_than_the_page(self, tmp_path):
        page = read(tmp_path, "".join(line(x, 60, x, 700) for x in XS) + text(110, 300, "甲") + text(310, 300, "乙"))
        assert cells(only(page)) == {(0, 0, 1, 1): "甲", (0, 1, 1, 1): "", (0, 2, 1, 1): "乙"}


def test_corners_need_not_be_drawn_to_the_point(tmp_path):
    drawn = "".join(line(102, y, 398, y) for y in YS) + "".join(line(x, 102, x, 188) for x in XS)
    assert cells(only(read(tmp_path, drawn + words_in(NINE)))) == PLAIN


def test_corners_may_be_painted_apart(tmp_path):
    """As word processors do: borders as thin fills from corner to corner, and every corner a small square."""
    drawn = "".join(fill(x - 0.24, y - 0.24, x + 0.24, y + 0.24, "0 0 0") for x in XS for y in YS)
    drawn += "".join(
        fill(a + 0.24, y - 0.24, b - 0.24, y + 0.24, "0 0 0") for y in YS for a, b in itertools.pairwise(XS)
    )
    drawn += "".join(
        fill(x - 0.24, a + 0.24, x + 0.24, b - 0.24, "0 0 0") for x in XS for a, b in itertools.pairwise(YS)
    )
    page = read(tmp_path, drawn + words_in(NINE))
    assert len(page.rules) == 8
    assert cells(only(page)) == PLAIN


def test_frames_of_single_cells_make_one_table(tmp_path):
    frames = "".join(f"q 0.5 w {XS[j] + 1} {800 - YS[i + 1] + 1} 98 28 re S Q\n" for i in range(3) for j in range(3))
    assert cells(only(read(tmp_path, frames + words_in(NINE)))) == PLAIN


def test_shaded_cells_without_lines_make_a_table(tmp_path):
    shades = "".join(fill(XS[j] + 1, YS[i] + 1, XS[j + 1] - 1, YS[i + 1] - 1) for i in range(3) for j in range(3))
    assert cells(only(read(tmp_path, shades + words_in(NINE)))) == PLAIN


def test_fills_behind_a_ruled_table_split_no_cell(tmp_path):
    fills = (
        fill(100, 100, 150, 190, "0.9 0.9 1") + fill(150, 100, 400, 190, "0.9 0.9 1") + fill(90, 90, 410, 200, "1 1 1")
    )
    assert cells(only(read(tmp_path, fills + grid(XS, YS) + words_in(NINE)))) == PLAIN


def test_the_boxes_of_a_diagram_are_no_table(tmp_path):
    boxes = "".join(
        grid([x, x + 80], [y, y + 30]) + text(x + 10, y + 20, "科室")
        for x, y in ((250, 100), (100, 200), (250, 200), (400, 200))
    )
    lines = line(290, 130, 290, 200) + line(140, 160, 440, 160) + line(140, 160, 140, 200) + line(440, 160, 440, 200)
    page = read(tmp_path, boxes + lines)
    assert find_tables(page) == ()
    assert len(page.words) == 4


def test_a_table_of_two_widths(tmp_path):
    drawn = grid([100, 200, 300], [100, 130]) + grid([100, 200, 300, 400], [130, 160])
    page = read(tmp_path, drawn + words_in([["甲", "乙"], ["丙", "丁", "戊"]]) + text(320, 120, "外"))
    assert cells(only(page)) == {
        (0, 0, 1, 1): "甲",
        (0, 1, 1, 1): "乙",
        (1, 0, 1, 1): "丙",
        (1, 1, 1, 1): "丁",
        (1, 2, 1, 1): "戊",
    }


@pytest.mark.parametrize(
    "drawn",
    [
        text(100, 118, "填报单位：") + line(160, 120, 300, 120),  # a blank to fill in
        text(100, 118, "一、概况") + line(100, 120, 148, 120) + text(100, 148, "二、情况") + line(100, 150, 148, 150),
        grid([100, 400], [100, 300]) + text(110, 120, "单独一个框"),
        grid(XS, YS),  # nothing in it
        line(60, 50, 540, 50) + line(60, 750, 540, 750) + text(100, 200, "页眉页脚的线"),
    ],
)
def test_lines_that_make_no_table(tmp_path, drawn):
    assert find_tables(read(tmp_path, drawn)) == ()


def test_an_underline_in_a_cell_does_not_split_it(tmp_path):
    page = read(tmp_path, grid(XS, YS) + words_in(NINE) + line(110, 122, 180, 122) + line(215, 152, 290, 152))
    assert cells(only(page)) == PLAIN


def test_boxes_to_tick_in_a_cell_are_no_table(tmp_path):
    boxes = grid([150, 160, 170], [112, 122])
    assert cells(only(read(tmp_path, grid(XS, YS) + words_in(NINE) + boxes))) == PLAIN


def test_a_table_in_a_cell_is_its_own(tmp_path):
    outer = grid([50, 550], [50, 80, 400])
    page = read(tmp_path, outer + text(60, 70, "外") + grid(XS, YS) + words_in(NINE) + text(60, 350, "下"))
    first, second = find_tables(page)
    assert cells(first) == {(0, 0, 1, 1): "外", (1, 0, 1, 1): "下"}
    assert cells(second) == PLAIN


def test_tables_above_and_beside_one_another(tmp_path):
    drawn = grid(XS, YS) + words_in(NINE)
    beside, below = [430, 480, 530], [300, 330, 360]
    drawn += grid(beside, YS[:3]) + text(435, 120, "右") + grid(XS[:3], below) + text(105, 320, "下")
    assert [(t.rows, t.columns) for t in find_tables(read(tmp_path, drawn))] == [(3, 3), (2, 2), (2, 2)]


class TestTextOfCells:
    def test_wrapped_lines_are_joined(self, tmp_path):
        page = read(
            tmp_path,
            grid([100, 150, 300], [100, 200])
            + text(105, 130, "服务对")
            + text(105, 148, "象满意")
            + text(105, 166, "度")
            + text(155, 148, "≥95%"),
        )
        assert cells(only(page)) == {(0, 0, 1, 1): "服务对象满意度", (0, 1, 1, 1): "≥95%"}

    def test_one_character_a_line(self, tmp_path):
        column = "".join(text(107, 120 + 16 * i, c) for i, c in enumerate("产出指标"))
        page = read(tmp_path, grid([100, 125, 300], [100, 200]) + column + text(200, 150, "5 0"))
        assert cells(only(page)) == {(0, 0, 1, 1): "产出指标", (0, 1, 1, 1): "5 0"}

    def test_vertical_writing(self, tmp_path):
        page = read(
            tmp_path, grid([100, 125, 300], [100, 200]) + text(112, 110, "产出指标", font="V") + text(200, 150, "50")
        )
        assert cells(only(page))[0, 0, 1, 1] == "产出指标"

    def test_words_of_two_cells_that_touch_are_parted(self, tmp_path):
        drawn = (
            grid([100, 148, 200], [100, 130, 160])
            + text(124, 120, "数量")
            + text(149, 120, "指标")
            + text(105, 150, "下")
        )
        assert cells(only(read(tmp_path, drawn)))[0, 0, 1, 1] == "数量"

    def test_a_word_across_a_rule_is_split_at_the_rule(self):
        word = Word("数量10", Box(124, 108, 160, 120), None, (124, 136, 148, 154, 160))
        rules = [RulingLine(100, y, 200, y) for y in (100, 130)] + [RulingLine(x, 100, x, 130) for x in (100, 148, 200)]
        assert cells(only(Page(1, 600, 800, (word,), tuple(rules)))) == {(0, 0, 1, 1): "数量", (0, 1, 1, 1): "10"}

    def test_a_character_too_many_for_its_cell_stays_with_its_word(self):
        word = Word("攀枝花市局", Box(96, 108, 156, 120), None, (96, 108, 120, 132, 144, 156))
        rules = [RulingLine(90, y, 200, y) for y in (100, 130)] + [RulingLine(x, 100, x, 130) for x in (90, 149, 200)]
        assert cells(only(Page(1, 600, 800, (word,), tuple(rules)))) == {(0, 0, 1, 1): "攀枝花市局", (0, 1, 1, 1): ""}
