"""What names nobody: headings and lines of money."""

from __future__ import annotations

import pytest

from ziping.parsers.structure.subject_names import names_money


@pytest.mark.parametrize("string", ["收入合计", "支出合计", "年初预算数", "财政拨款", "其他收入", "基本支出"])
def test_a_heading_of_money_names_no_unit(string: str):
    assert names_money(string)


@pytest.mark.parametrize("string", ["青山县财政局", "青山县收费管理中心", "青山县预算编审中心", "青山县支付核算站"])
def test_a_unit_that_deals_with_money_is_one(string: str):
    assert not names_money(string)
