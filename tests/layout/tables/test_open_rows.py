"""A row that a page break cuts in a table with rules across only."""

import pytest

from tests.layout.pages import SOURCE, grid, page, strings, tables, write
from ziping.pipeline.layout import lay_out
from ziping.schemas.page import RulingLine

HEADER = ["一级指标", "三级指标", "指标值", "分值", "偏差原因"]
ROWS = [["产出指标", "监督抽检批次", "≥4200批次", "8", ""], ["", "农产品抽检批次", "≥1300批次", "8", ""]]
REST = [
    ["", "检验报告差错率", "≤2%", "8", ""],
    ["效益指标", "抽检合格率", "≥98%", "10", "较好"],
    ["", "事故起数", "0起", "10", ""],
    ["", "公示机制", "健全", "10", ""],
    ["满意度指标", "公众满意度", "≥85%", "10", ""],
]
UPPER = ["", "农贸市场快检", "≥20000批", "6", "市场升级改造期间"]
LOWER = ["", "批次", "次", "", "停业"]
XS = (80.0, 170.0, 280.0, 360.0, 440.0, 560.0)
ROW = 24.0


def lines(rows, top):
    return [
        w
        for k, row in enumerate(rows)
        for x, cell in zip(XS, row, strict=False)
        for w in write(cell, left=x + 4, top=top + ROW * k + 7, size=10)
    ]


def across(top, number):
    return [RulingLine(XS[0], top + ROW * k, XS[-1], top + ROW * k) for k in range(number + 1)]


def two_pages(upper, lower, *, again=False):
    """A table whose last row on the first page has no rule below it, nor its other half one above."""
    first, second = [HEADER, *ROWS], [HEADER, *([lower] if lower else []), *REST] if again else REST
    begin = 842.0 - 60 - ROW * (len(first) + 1)
    start = 60.0 if again else 60.0 + ROW
    one = page(lines([*first, *([upper] if upper else [])], begin), rules=across(begin, len(first)))
    halves = lines([lower], 60.0) if lower and not again else []
    other = page(halves, lines(second, start), number=2, rules=across(start, len(second)))
    return lay_out(SOURCE, [one, other])


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (UPPER, LOWER),
        (["", "快检", "≥20000批次", "6", "市场升级改造，停业"], ["", "", "", "", "后已恢复"]),
        (["", "农贸市场快检点位", "≥20000批次", "6", ""], ["", "建设", "", "", ""]),
    ],
)
def test_a_cut_row_is_one_row(upper, lower, again):
    document = two_pages(upper, lower, again=again)
    (table,) = tables(document)
    whole = [a + b for a, b in zip(upper, lower, strict=True)]
    assert grid(table) == [HEADER, *ROWS, whole, *REST]
    assert strings(document) == []


def test_words_below_a_table_that_goes_on_nowhere_are_no_row():
    document = two_pages(UPPER, None)
    assert grid(tables(document)[0]) == [HEADER, *ROWS]


def test_signatures_and_captions_are_no_rows():
    document = two_pages(
        ["单位负责人：林某", "", "", "", "填报人：郑某"], ["", "2023年度项目支出绩效自评表", "", "", ""]
    )
    assert grid(tables(document)[0]) == [HEADER, *ROWS]
    assert any("负责人" in s for s in strings(document))


def test_words_in_other_columns_go_on_with_nothing():
    document = two_pages(["", "农贸市场快检", "≥20000批", "6", ""], ["效益指标", "", "", "", "停业"])
    assert grid(tables(document)[0])[: 1 + len(ROWS)] == [HEADER, *ROWS]
