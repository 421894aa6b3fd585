"""The unit of money that stands above a table."""

from __future__ import annotations

import pytest

from tests.builders import table, text
from ziping.parsers.structure.table_units import unit_above
from ziping.schemas.document import Paragraph

_MONEY = table([["资金构成", "全年预算数"], ["年度资金总额", "3,306.80"]])


def unit_over(*above: str) -> str | None:
    blocks = (*(Paragraph(text(a)) for a in above), _MONEY)
    unit, _ = unit_above(blocks, 0, len(blocks) - 1)
    return None if unit is None else unit.value


@pytest.mark.parametrize(
    ("above", "unit"),
    [
        (["一、预算执行情况（万元）"], "万元"),
        (["2.主要任务及资金(元)"], "元"),
        (["单位：元", "（三）资金情况（万元）"], "万元"),
        (["单位：元", "资金情况"], "元"),
        (["一、预算执行情况（万元）", "绩效指标"], None),  # the heading of something else
        (["全年预算600万元，支出582万元（其中结转12万元）"], None),
        (["本年度预算执行进度良好，各项任务按期完成，资金全部及时到位（万元）"], None),  # running text
        (["采购设备（40万元）"], None),
    ],
)
def test_the_heading_right_above_a_table_states_its_unit(above, unit):
    assert unit_over(*above) == unit
