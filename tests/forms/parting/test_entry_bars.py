"""Several entries in one line of a cell over the whole width are read as cells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import LEFT, UP, table, text
from tests.forms.reading import HEADER, form, plain, value
from ziping.parsers.forms import read_table
from ziping.parsers.forms.parting.entry_bars import part_entry_bars
from ziping.schemas.document import Table
from ziping.schemas.text import Text

ROWS = [
    HEADER,
    ["产出指标", "数量指标", "送餐人次", "≥9人", "10人", "50", "50"],
    ["效益指标", "社会效益指标", "覆盖面", "扩大", "扩大", "50", "45"],
]
BAR = [" ", *[LEFT] * 6]


def with_bar(rows: list[list[str]], *entries: str, apart: float = 250.0) -> Table:
    """The table with entries side by side in its last row, each so many points behind the one before begins."""
    whole = table([*rows, BAR])
    (bar,) = (c for c in whole.cells if c.row == len(rows))
    pieces = [p for n, e in enumerate(entries) for p in text(e, x=n * apart, top=100.0).pieces]
    return replace(whole, cells=tuple(replace(c, text=Text.of(pieces)) if c is bar else c for c in whole.cells))


@pytest.mark.parametrize(
    "entries",
    [
        ("自评总分：95", "评定等级：优", "主管部门：海渠区教育局"),
        ("主管部门：海渠区教育局", "自评得分：95", "评价等级：优"),
        ("总分：95", "主管部门：海渠区教育局", "等级：优"),
    ],
)
def test_total_grade_and_department_in_a_bar(entries: tuple[str, ...]):
    (found,) = read_table(with_bar(ROWS, *entries)).forms
    assert plain(found.totals.total_score) == "95"
    assert value(found.totals.grade) == "excellent"
    assert value(found.head.supervising_department) == "海渠区教育局"
    assert len(found.indicators) == 2


@pytest.mark.parametrize(
    "entries", [("自评总分：95",), ("自评总分：95", "说明：优"), ("自评结论：目标基本实现", "见附件")]
)
def test_other_text_is_left_as_it_is(entries: tuple[str, ...]):
    whole = with_bar(ROWS, *entries)
    assert part_entry_bars(whole) is whole


def test_entries_without_a_gap_are_one_text():
    whole = with_bar(ROWS, "自评总分：95", "评定等级：优", apart=80.0)
    assert part_entry_bars(whole) is whole


def test_a_narrow_table_has_no_room_for_them():
    rows = [["项目名称", "助餐"], ["产出", UP]]
    whole = table([*rows, [" ", LEFT]])
    (bar,) = (c for c in whole.cells if c.row == 2)
    pieces = [p for n, e in enumerate(("自评总分：95", "评定等级：优")) for p in text(e, x=n * 250.0).pieces]
    full = replace(whole, cells=tuple(replace(c, text=Text.of(pieces)) if c is bar else c for c in whole.cells))
    assert part_entry_bars(full) is full


def test_the_rows_below_headings_stay_whole():
    assert [plain(i.score) for i in form(ROWS).indicators] == ["50", "45"]
