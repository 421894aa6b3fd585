"""Tables side by side in one frame, with rows of different heights, are read below each other."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP, table
from tests.forms.reading import form, value
from ziping.parsers.forms.parting.halves import part_halves

INDICATORS = [
    ["一级指标", "三级指标", LEFT, "指标值", "完成值", "得分"],
    ["产出指标", "送餐人次", LEFT, "≥9人", "10人", "10"],
]
MONEY_AND_GOALS = [
    ["项目编码", "甲-17", LEFT, LEFT, "年度绩效目标", LEFT],
    ["资金（万元）", "全年预算数", "全年执行数", "执行率", UP, UP],
    [UP, UP, UP, UP, "运营食堂6家，食品安全零事故。", LEFT],
    ["年度资金总额", "86", "81.7", "95%", "年度目标完成情况", LEFT],
    ["其中：财政资金", "80", "76", "95%", UP, UP],
    [UP, UP, UP, UP, "全年运营食堂5家，新增2家。", LEFT],
    ["其他资金", "6", "5.7", "95%", UP, UP],
]
GOALS_AND_MONEY = [  # the halves the other way round
    ["年度绩效目标", LEFT, "资金（万元）", "全年预算数", "全年执行数", "执行率"],
    [UP, LEFT, "年度资金总额", "86", "81.7", "95%"],
    ["运营食堂6家，食品安全零事故。", LEFT, UP, UP, UP, UP],
    [UP, LEFT, "其中：财政资金", "80", "76", "95%"],
    ["年度目标完成情况", LEFT, "其他资金", "6", "5.7", "95%"],
    ["全年运营食堂5家，新增2家。", LEFT, UP, UP, UP, UP],
]


@pytest.mark.parametrize("rows", [MONEY_AND_GOALS, GOALS_AND_MONEY])
def test_money_beside_goals(rows: list[list[str]]):
    found = form([*rows, *INDICATORS])
    assert [value(line.annual_budget) for line in found.funding] == [860000, 800000, 60000]
    assert [value(line.executed) for line in found.funding] == [817000, 760000, 57000]
    assert all(not line.extra for line in found.funding)
    told = [p.text.string for p in found.passages]
    assert told == ["运营食堂6家，食品安全零事故。", "全年运营食堂5家，新增2家。"]
    assert [value(i.level3) for i in found.indicators] == ["送餐人次"]


@pytest.mark.parametrize(
    "rows",
    [
        INDICATORS,
        [["一级指标", "三级指标", "得分", "原因"], ["产出", "道路", "9", "雨季"], [UP, "桥梁", "8", UP]],
        [["产出", "道路", "9"], [UP, "桥梁", UP], ["效益", UP, "8"], [UP, "出行", "7"]],  # a cell over every edge
        [["甲", "乙"], ["丙", "丁"]],
    ],
)
def test_cells_merged_in_one_half_only_are_no_tables_of_their_own(rows: list[list[str]]):
    whole = table(rows)
    assert part_halves(whole) is whole


def test_rows_above_and_below_are_where_they_were():
    whole = table(
        [["项目名称", "助餐", LEFT], ["甲", "乙", "丙"], [UP, UP, "丁"], ["戊", "己", UP], ["总分", "95", LEFT]]
    )
    parted = part_halves(whole)
    lines = [[c.text.string for c in parted.cells if c.row == row] for row in range(parted.rows)]
    assert lines == [["项目名称", "助餐"], ["甲", "乙"], ["戊", "己"], ["丙"], ["丁"], ["总分", "95"]]
