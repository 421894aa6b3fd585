"""Rows of figures that no rule parts."""

import pytest

from tests.layout.pages import LEFT, UP, grid, page, ruled
from ziping.pipeline.layout.tables.stacked import _within, part_stacked
from ziping.pipeline.reading.tables import find_tables
from ziping.schemas.geometry import Box

HEAD = ["项目", "年初预算数", "全年执行数"]
PARTED = [HEAD, ["工资福利支出", "303,858", "303,858"], ["商品和服务", "56,671", "50,000"]]


def table(rows, **how):
    words, rules = ruled(rows, **how)
    (found,) = find_tables(page(words, rules=rules))
    return grid(part_stacked(found))


@pytest.mark.parametrize(
    ("rows", "parted"),
    [
        ([HEAD, ["工资福利支出\n商品和服务", "303,858\n56,671", "303,858\n50,000"]], PARTED),
        (
            [["项目\n工资福利支出\n商品和服务", "年初预算数\n303,858\n56,671", "全年执行数\n303,858\n50,000"]],
            PARTED,
        ),
        (
            [HEAD, ["工资福利支出\n商品和服务", "100%\n88.2%", "3.00\n2.65"]],
            [HEAD, ["工资福利支出", "100%", "3.00"], ["商品和服务", "88.2%", "2.65"]],
        ),
        (  # one column of figures
            [["项目", "金额"], ["工资\n商品\n资本", "1,200\n560\n12.50"]],
            [["项目", "金额"], ["工资", "1,200"], ["商品", "560"], ["资本", "12.50"]],
        ),
        (  # beside a cell of several rows, and below one of several columns
            [["单位", "预算", LEFT], [UP, "10\n20", "11\n21"], [UP, "30", "40"]],
            [["单位", "预算", ""], ["", "10", "11"], ["", "20", "21"], ["", "30", "40"]],
        ),
    ],
)
def test_figures_below_one_another_tell_the_rows(rows, parted):
    assert table(rows) == parted


@pytest.mark.parametrize(
    "row",
    [
        ["效益指标", "完成1234\n5678元", "10"],
        ["效益指标", "10", "20"],
        ["产出\n指标", "100\n200", "全部完成"],  # one column of two figures only
        ["满意度指标" * 3 + "\n" + "测评的结果" * 3, "100\n200", "10\n20"],  # a sentence beside them
    ],
)
def test_other_rows_stay_whole(row):
    assert len(table([HEAD, row])) == 2


def test_figures_that_wrap_are_one():
    rows = table([["项目", "预算", "执行"], ["支出", "123456\n7.89", "123456\n7.89"]], widths=[38, 3, 3])
    assert rows[1] == ["支出", "1234567.89", "1234567.89"]


def test_figures_with_their_signs_fill_a_narrow_column_without_wrapping():
    rows = table([HEAD, ["合计\n省级\n县级", "303,858\n56,671\n4", "100%\n100%\n—"]], widths=[6, 6, 1])
    assert rows[1:] == [["合计", "303,858", "100%"], ["省级", "56,671", "100%"], ["县级", "4", "—"]]


def test_every_row_has_its_place():
    words, rules = ruled([HEAD, ["甲\n乙", "303,858\n56,671", "303,858\n50,000"]])
    (found,) = find_tables(page(words, rules=rules))
    parted = part_stacked(found)
    boxes = [c.places[0].box for c in parted.cells if c.column == 1]
    assert [b.top for b in boxes[1:]] == [b.bottom for b in boxes[:-1]]
    assert boxes[-1].bottom == found.places[0].box.bottom
    assert {c.text.pieces[0].box.top for c in parted.cells if c.row == 2} == {355.0}


@pytest.mark.parametrize("line", [(4.0, 9.0), (31.0, 40.0), (9.0, 31.0), (5.0, 11.0)])
def test_a_word_that_reaches_over_the_edge_of_its_cell_is_no_defect(line):
    """As those of scans may."""
    inside = _within(Box(10, 0, 30, 20), Box(line[0], 4, line[1], 12))
    assert 10 <= inside.x0 <= inside.x1 <= 30


def test_a_cell_may_be_narrower_than_its_margins():
    assert 10 <= _within(Box(10, 0, 13, 20), Box(9, 4, 15, 12)).middle[0] <= 13
