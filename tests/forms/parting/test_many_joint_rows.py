"""A table of many forms in one, each with a row that holds several lines of money."""

from __future__ import annotations

import inspect
import sys

import pytest

from tests.builders import table
from ziping.parsers.forms.parting.joint_columns import part_joint_columns
from ziping.parsers.forms.parting.joint_rows import part_joint_rows

FORMS = 60
MONEY = [
    ["来源", "全年预算数", "全年执行数"],
    ["", "财政拨款：10\n其他资金：5", "财政拨款：9\n其他资金：4"],
    ["说明", "无", "无"],
]


@pytest.fixture
def shallow():
    """A stack that holds fewer calls than there are forms."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + FORMS - 10)
    yield
    sys.setrecursionlimit(before)


def test_no_call_is_kept_for_each_form(shallow):
    many = table([list(row) for _ in range(FORMS) for row in MONEY])
    assert part_joint_rows(part_joint_columns(many)).rows == FORMS * (len(MONEY) + 1)


def test_the_labels_of_all_of_them_go_into_one_column():
    """A column for each would make the time grow with the square of the forms."""
    many = table([list(row) for _ in range(FORMS) for row in MONEY])
    assert part_joint_rows(many).columns == len(MONEY[0]) + 1


def test_each_row_has_the_lines_of_its_own_form():
    other = [MONEY[0], ["", "中央补助：7\n省级补助：2\n自筹：1", "中央补助：6\n省级补助：2\n自筹：1"], MONEY[2]]
    parted = part_joint_rows(table([*MONEY, *other, *MONEY]))
    labels = [c.text.string for c in parted.cells if c.column == 1 and c.column_span == 1 and c.text]
    assert labels == ["财政拨款", "其他资金", "中央补助", "省级补助", "自筹", "财政拨款", "其他资金"]
    amounts = {c.row: c.text.string for c in parted.cells if c.column == 2 and c.text.string.isdigit()}
    assert amounts == {1: "10", 2: "5", 5: "7", 6: "2", 7: "1", 10: "10", 11: "5"}
