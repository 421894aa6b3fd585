"""Whatever a table holds, reading it does no harm and is accounted for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import LEFT, UP, table
from ziping.parsers.forms import FormContext, FormReading, read_table
from ziping.schemas.document import Table
from ziping.schemas.report import Stated

WORDS = [
    "", "", LEFT, LEFT, UP, "项目名称", "项目名称：甲", "主管部门", "甲局", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值",
    "得分", "权重", "产出指标（50分）", "效益指标", "数量指标", "小计", "合计", "总分", "自评得分：96分", "优", "指标1：", "……", "—", "/", "0", "10", "95%",
    "≥95%", "10分", "620.82万元", "1,234.50", "年度资金总额", "财政拨款", "其他资金", "年初预算数", "全年预算数（万元）", "全年执行数", "执行率",
    "按收入性质分", "基本支出", "项目资金（万元）", "年度总体目标", "预期目标", "实际完成情况", "备注", "填报人：张三", "单位：万元", "参保人数",
    "按时足额发放各项待遇，不发生拖欠，群众满意。", "（一）", "绩效指标", "数值", "名称", "≥", "万人", "100%*20", "（", "12月底前",
]  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 7))
    rows = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=width, max_size=width), min_size=1, max_size=9))
    rows[0] = ["" if cell == UP else cell for cell in rows[0]]
    return table([["" if cell == LEFT and i == 0 else cell for i, cell in enumerate(row)] for row in rows])


def stated(value: object) -> Iterator[Stated]:
    if isinstance(value, Stated):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from stated(item)
    elif is_dataclass(value):
        for f in fields(value):
            if f.name not in ("open", "text"):
                yield from stated(getattr(value, f.name))


def printed_in(content: Table) -> set[str]:
    return {c.text.string for c in content.cells if c.text}


@settings(max_examples=300, deadline=None)
@given(tables(), st.booleans())
def test_every_value_stands_in_the_table_and_rows_are_claimed_once(content, again):
    reading = read_table(content)
    if again:
        reading = read_table(content, FormContext(before=reading))
    cells = printed_in(content)
    for value in stated(reading.forms):
        assert value.printed
        assert all(any(p.text in cell or cell in p.text for cell in cells) for p in value.printed)
    claimed = [r for c in reading.claims for r in range(c.start, c.stop)]
    assert len(claimed) == len(set(claimed))
    assert all(0 <= r < content.rows for r in claimed)


@settings(max_examples=50, deadline=None)
@given(tables())
def test_reading_is_pure(content):
    one, other = read_table(content), read_table(content)
    assert isinstance(one, FormReading)
    assert one == other
