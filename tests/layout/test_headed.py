"""Headings in ruled cells over bare rows, and labels outside the frame."""

import pytest

from tests.layout.pages import SOURCE, body, grid, page, strings, tables, write
from ziping.pipeline.layout import lay_out
from ziping.schemas.page import RulingLine

HEADER = ["一级指标", "三级指标", "指标值", "完成值", "分值"]
ROWS = [
    ["产出指标", "修路里程", "≥120公里", "126公里", "20"],
    ["产出指标", "平整度合格率", "≥95%", "97%", "15"],
    ["效益指标", "通行能力", "提升", "提升", "15"],
]
XS = (80.0, 170.0, 280.0, 360.0, 440.0, 500.0)
YS = tuple(200.0 + 24 * k for k in range(5))


def lines(rows, *, xs=XS, ys=YS):
    return [
        w
        for y, row in zip(ys, rows, strict=False)
        for x, cell in zip(xs, row, strict=False)
        for w in write(cell, left=x + 4, top=y + 7, size=10)
    ]


def across(ys, xs=XS):
    return [RulingLine(xs[0], y, xs[-1], y) for y in ys]


def down(xs, top=YS[0], bottom=YS[1]):
    return [RulingLine(x, top, x, bottom) for x in xs]


@pytest.mark.parametrize(
    "rules",
    [
        across(YS[:2]) + down(XS),
        across([*YS[:2], YS[4]]) + down(XS),
        across(YS[:2]) + down(XS[1:-1]),
        across([*YS[:2], YS[4]]) + down(XS[1:-1]),
        across(YS) + down(XS),
        across(YS) + down(XS[1:-1]),
    ],
)
def test_rows_below_ruled_headings_need_no_lines_down(rules):
    document = lay_out(SOURCE, [page(body(["上文。"]), lines([HEADER, *ROWS]), rules=rules)])
    (table,) = tables(document)
    assert grid(table) == [HEADER, *ROWS]
    assert strings(document) == ["上文。"]


def test_text_below_a_header_alone_is_none_of_its_rows():
    words = lines([HEADER]) + write("注：本表由预算单位填报，分值合计为50分。", top=235, left=80, size=10)
    document = lay_out(SOURCE, [page(words, rules=across(YS[:2]) + down(XS))])
    assert tables(document)[0].rows == 1
    assert strings(document) == ["注：本表由预算单位填报，分值合计为50分。"]


FRAME = XS[1:]
RULES = across(YS, FRAME) + down(FRAME, YS[0], YS[4])
INSIDE = [["", *row[1:]] for row in (HEADER, *ROWS)]


@pytest.mark.parametrize("heading", ["", "一级指标"])
def test_labels_outside_the_frame_are_its_first_column(heading):
    first = lines([[heading], ["产出指标"], ["产出指标"], ["效益指标"]])
    (table,) = tables(lay_out(SOURCE, [page(lines(INSIDE), first, rules=RULES)]))
    assert grid(table) == [[heading, *HEADER[1:]], *ROWS]


def test_a_label_in_the_middle_of_its_rows_stands_for_them():
    first = write("产出指标", left=84, top=YS[2] - 5, size=10) + write("效益指标", left=84, top=YS[3] + 7, size=10)
    (table,) = tables(lay_out(SOURCE, [page(lines(INSIDE), first, rules=RULES)]))
    spans = {c.text.string: (c.row, c.row_span) for c in table.cells if c.column == 0 and c.text}
    assert spans == {"产出指标": (1, 2), "效益指标": (3, 1)}


@pytest.mark.parametrize(
    "beside",
    [
        [w for k in range(9) for w in write("左栏的文字", left=90, top=160 + 20 * k, size=12)],  # a column of text
        write("注：一。", left=100, top=YS[1] + 7, size=10) + write("二。", left=100, top=YS[2] + 7, size=10),
        write("单位", left=100, top=YS[1] + 7, size=10),
    ],
)
def test_other_text_beside_a_table_is_no_column(beside):
    (table,) = tables(lay_out(SOURCE, [page(lines(INSIDE), beside, rules=RULES)]))
    assert table.columns == 4
