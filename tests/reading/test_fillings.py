"""Lines that bound no cell: double rules, hatchings, bars and stripes inside of cells."""

import pytest

from tests.reading.rawpdf import fill, grid, line, read, text
from tests.reading.test_tables import NINE, PLAIN, XS, YS, cells, only, words_in

INK = {"colour": "0.7 0.7 0.7"}
TABLE = grid(XS, YS) + words_in(NINE)


def across(ys):
    return "".join(line(100, y, 400, y) for y in ys)


def down(xs):
    return "".join(line(x, 100, x, 190) for x in xs)


@pytest.mark.parametrize("gap", [6, 8])
@pytest.mark.parametrize(
    "doubled",
    [
        lambda gap: across([*YS, 100 + gap, 130 + gap]) + down(XS),
        lambda gap: across(YS) + down([*XS, 200 - gap, 300 + gap / 2]),
        lambda gap: (
            "".join(line(100 - gap, y, 400 + gap, y) for y in YS) + down([*XS, 100 - gap, 400 + gap])
        ),  # a frame with a second line at its sides
        lambda gap: across([*YS, 160 - gap, 160 + gap]) + down(XS),  # of three lines
    ],
)
def test_a_double_rule_is_one_line(tmp_path, doubled, gap):
    assert cells(only(read(tmp_path, doubled(gap) + words_in(NINE)))) == PLAIN


@pytest.mark.parametrize("off", [6, 8])
def test_lines_of_different_rows_that_nearly_meet_are_two(tmp_path, off):
    """Money above, indicators below, each in columns of its own: the next page may go on in either."""
    drawn = across(YS) + line(100, 100, 100, 190) + line(400, 100, 400, 190)
    drawn += line(200, 100, 200, 130) + line(200 + off, 130, 200 + off, 190) + line(300, 100, 300, 190)
    table = only(read(tmp_path, drawn + words_in(NINE)))
    assert cells(table)[0, 0, 1, 1] == "一级"
    assert cells(table)[1, 0, 1, 2] == "产出"
    assert table.columns == 4


def test_a_row_of_small_print_is_no_double_rule(tmp_path):
    small = "".join(text(x + 5, 137, "注", size=6) for x in XS[:3])
    page = read(tmp_path, across([*YS, 138]) + down(XS) + words_in(NINE) + small)
    assert only(page).rows == 4


@pytest.mark.parametrize(
    "hatched",
    [
        "".join(line(x, 100, x, 130, **INK) for x in range(104, 400, 4)),
        "".join(line(x, 160, x, 190, **INK) for x in range(208, 300, 8)),
        "".join(line(100, y, 200, y, **INK) for y in range(106, 190, 6)),
        "".join(line(200, y, 300, y, **INK) for y in range(162, 190, 3)),
        "".join(fill(x, 160, x + 6, 190, "0.9 0.9 0.9") for x in range(204, 296, 12)),
        "".join(fill(100, y, 200, y + 3, "0.9 0.9 1") for y in range(103, 128, 6)),
    ],
)
def test_a_hatching_parts_no_cell(tmp_path, hatched):
    assert cells(only(read(tmp_path, hatched + TABLE))) == PLAIN


def test_narrow_rows_and_boxes_for_single_digits_are_no_hatching(tmp_path):
    rows = [100 + 14 * k for k in range(8)]
    boxes = [100 + 13 * k for k in range(10)]
    drawn = "".join(line(100, y, 217, y) for y in rows) + "".join(line(x, 100, x, 198) for x in boxes)
    page = read(tmp_path, drawn + "".join(text(x + 3, y + 11, "1", size=10) for x in boxes[:-1] for y in rows[:-1]))
    table = only(page)
    assert (table.rows, table.columns) == (7, 9)


@pytest.mark.parametrize(
    "bars",
    [
        fill(300, 130, 350, 160, "0.6 0.8 1"),  # ends where nothing is printed
        fill(301, 131, 312, 159, "0.6 0.8 1") + fill(301, 161, 335, 189, "0.6 0.8 1"),  # ends in a figure
        fill(100, 131, 112, 189, "1 0.9 0.6"),
    ],
)
def test_a_bar_in_a_cell_parts_it_not(tmp_path, bars):
    assert cells(only(read(tmp_path, bars + TABLE))) == PLAIN


@pytest.mark.parametrize("ground", ["0.85 0.9 1", "0.2 0.3 0.5"])
def test_shades_part_cells_that_nothing_else_parts(tmp_path, ground):
    """A heading's cells without lines between them, told by their shades."""
    shades = fill(101, 101, 199, 130, ground) + fill(201, 101, 299, 130, ground) + fill(301, 101, 399, 130, ground)
    lines = across(YS) + line(100, 100, 100, 190) + line(400, 100, 400, 190)
    lines += line(200, 130, 200, 190) + line(300, 130, 300, 190)
    assert cells(only(read(tmp_path, shades + lines + words_in(NINE)))) == PLAIN


@pytest.mark.parametrize(
    ("shade", "ruled"),
    [
        (fill(100, 100, 400, 130), across(YS[2:])),  # rows ruled off
        (fill(100, 100, 400, 130, "0.3 0.4 0.6"), across([*YS[1:], 131])),
    ],
)
def test_a_shade_as_long_as_the_lines_below_it_is_a_row(tmp_path, shade, ruled):
    assert cells(only(read(tmp_path, shade + ruled + words_in(NINE)))) == PLAIN


def test_a_shade_on_a_table_is_its_first_row(tmp_path):
    drawn = (
        fill(100, 100, 400, 130) + grid(XS, YS[1:]) + text(220, 120, "项目支出绩效自评表") + words_in(["", *NINE[1:]])
    )
    assert cells(only(read(tmp_path, drawn)))[0, 0, 1, 3] == "项目支出绩效自评表"


def test_a_highlight_above_a_table_is_none_of_its_rows(tmp_path):
    drawn = fill(100, 70, 300, 90, "1 1 0") + text(105, 85, "绩效自评表") + TABLE
    assert cells(only(read(tmp_path, drawn))) == PLAIN
