"""Tables that no rules part: three rules across, or none at all."""

from __future__ import annotations

from tests.layout.pages import (
    MARGIN,
    RIGHT,
    SOURCE,
    body,
    full,
    grid,
    page,
    strings,
    tables,
    write,
)
from ziping.pipeline.layout import lay_out
from ziping.schemas.page import RulingLine

XS = (80, 150, 260, 340, 420, 480)
HEADER = ["一级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
ROWS = [
    ["产出指标", "修路里程", "≥120公里", "126公里", "20", "20"],
    ["", "平整度合格率", "≥95%", "97%", "15", "15"],
    ["效益指标", "通行能力", "提升", "提升", "15", "14.5"],
    ["总分", "", "", "", "50", "49.5"],
]


def lines(rows, *, top=200.0, step=20.0, xs=XS):
    return [
        w
        for r, row in enumerate(rows)
        for x, cell in zip(xs, row, strict=True)
        for w in write(cell, left=x, top=top + r * step, size=10)
    ]


def test_columns_are_told_by_the_blanks_between_them():
    rules = [RulingLine(MARGIN, y, RIGHT, y) for y in (195, 215, 300)]
    document = lay_out(SOURCE, [page(body([full(), "上文。"]), lines([HEADER, *ROWS]), rules=rules)])
    (table,) = tables(document)
    assert grid(table) == [HEADER, *ROWS]
    assert not table.ruled
    assert strings(document) == [full() + "上文。"]


def test_lines_of_a_wrapped_cell_belong_to_its_row():
    words = (
        lines([HEADER, *ROWS]) + write("（县道）", left=150, top=229, size=10) + write("注：分值合计50分。", top=310)
    )
    document = lay_out(SOURCE, [page(words)])
    assert grid(tables(document)[0])[1][1] == "修路里程（县道）"
    assert strings(document) == ["注：分值合计50分。"]


def test_labels_in_the_middle_of_their_rows_stand_for_all_of_them():
    rows = [["", *row[1:]] for row in ROWS[:3]] + [["", "就业人数", "≥5人", "6人", "10", "10"]]
    words = lines([HEADER, *rows])
    words += write("产出指标", left=80, top=230, size=10) + write("效益指标", left=80, top=270, size=10)
    (table,) = tables(lay_out(SOURCE, [page(words)]))
    spans = {c.text.string: c.row_span for c in table.cells if c.column == 0}
    assert spans == {"一级指标": 1, "产出指标": 2, "效益指标": 2}


def test_entries_side_by_side_are_no_table():
    words = [
        w for r in range(4) for x in (80, 240, 400) for w in write("填报人：甲", left=x, top=100 + 30 * r, size=12)
    ]
    assert not tables(lay_out(SOURCE, [page(words)]))


def test_a_table_of_contents_is_no_table():
    words = [w for r in range(5) for w in write(f"一、概况 ………………………… {r}", top=100 + 30 * r)]
    assert not tables(lay_out(SOURCE, [page(words)]))


def test_a_label_that_wraps_beside_its_value_is_one_entry():
    words = write("项目名", top=100, size=10) + write("称：", top=113, size=10)
    words += write("公路养护", left=160, top=106.5, size=10)
    assert strings(lay_out(SOURCE, [page(words)])) == ["项目名称：公路养护"]


def test_headings_and_labels_written_downwards_belong_to_their_cells():
    rows = [["", *row[1:]] for row in (HEADER, *ROWS[:2])]
    words = lines([rows[0]], top=220) + lines(rows[1:], top=270, step=40)
    words += [w for k, c in enumerate("一级指标") for w in write(c, left=80, top=203 + 13 * k, size=10)]
    words += [w for k, c in enumerate("产出") for w in write(c, left=80, top=284 + 11 * k, size=10)]
    (table,) = tables(lay_out(SOURCE, [page(words)]))
    labels = {c.text.string: (c.row, c.row_span) for c in table.cells if c.column == 0}
    assert labels == {"一级指标": (0, 1), "产出": (1, 2)}


def many(count, first="产出指标"):
    return [[first if r == 0 else "", f"指标{r}", "≥95%", "97%", "5", "5"] for r in range(count)]


def test_a_table_goes_on_in_its_columns_over_the_page():
    first = page(body(["上文。"]), lines([HEADER, *many(27)], top=200))
    second = page(lines(many(3, ""), top=100), lines([["总分", "", "", "", "100", "99"]], top=160), number=2)
    found = tables(lay_out(SOURCE, [first, second]))
    assert [c for t in found for c in grid(t)][-4:] == [*many(3, ""), ["总分", "", "", "", "100", "99"]]


def test_headings_printed_again_stand_over_the_same_columns():
    first = page(body(["上文。"]), lines([HEADER, *many(27)], top=200))
    second = page(lines([HEADER, *many(3, "")], top=100), number=2)
    assert [t.rows for t in tables(lay_out(SOURCE, [first, second]))] == [31]


def test_entries_below_a_table_are_none_of_its_rows():
    words = lines([HEADER, *ROWS]) + lines([["填表人：甲", "", "", "日期：5月", "", ""]], top=300)
    document = lay_out(SOURCE, [page(words)])
    assert grid(tables(document)[0])[-1] == ROWS[-1]
    assert strings(document) == ["填表人：甲日期：5月"]


def test_headings_side_by_side_are_told_apart_by_what_stands_below():
    xs = (80, 200, 264, 345, 420, 480)
    header = ["项目名称", "预算数（元）", "支出数（元）", "执行率", "得分", "等级"]
    rows = [["甲", "186.00", "182.28", "98%", "97.5", "优"], ["乙", "92.50", "83.25", "90%", "94", "优"]]
    (table,) = tables(lay_out(SOURCE, [page(lines([header, *rows], xs=xs))]))
    assert grid(table) == [header, *rows]


def test_figures_in_the_middle_of_wrapped_values_stand_in_one_row_with_them():
    rows = [
        [*HEADER],
        ["产出指标", "修路里程", "≥120公里", "126公里", "20", "20"],
        ["质量指标", "绿化面积", "≥35亩", "36亩", "15", "15"],
        ["效益指标", "就业人数", "≥5人", "6人", "15", "14.5"],
    ]
    step, words = 29.0, []
    for r, row in enumerate(rows):
        for x, cell in zip(XS, row, strict=True):
            parts = [cell[:-2], cell[-2:]] if cell in {"≥120公里", "126公里", "修路里程"} else [cell]
            first = 200 + r * step - 6.5 * (len(parts) - 1)  # wrapped cells stand centred beside the others
            for k, part in enumerate(parts):
                words += write(part, left=x, top=first + 13.0 * k, size=10) if part else []
    assert grid(tables(lay_out(SOURCE, [page(words)]))[0]) == rows
