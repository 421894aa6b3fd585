"""A table of many forms in one, each with a row that holds several lines of money."""

from __future__ import annotations

import inspect
import sys

import pytest

from tests.builders import table
from ziping.parsers.forms.grid.joint_columns import part_joint_columns
from ziping.parsers.forms.grid.joint_rows import part_joint_rows

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
