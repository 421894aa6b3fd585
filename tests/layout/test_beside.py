"""Columns that had no room on the page and stand on the next one."""

import pytest

from tests.builders import LEFT, UP
from tests.layout.pages import HEIGHT, MARGIN, RIGHT, SOURCE, WIDTH, grid, page, ruled, tables, write
from ziping.pipeline.layout import lay_out

FORM = [
    ["项目名称", "乡道维修", LEFT, LEFT],
    ["项目资金", "预算数", "执行数", "分值"],
    [UP, "100.00", "95.50", "10"],
    [UP, "20.00", "15.00", "—"],
    ["年度目标", "预期目标", LEFT, "完成情况"],
    [UP, "修好乡道。", LEFT, "已修好。"],
    ["一级指标", "三级指标", "完成值", "分值"],
    ["产出指标", "里程", "12公里", "40"],
    [UP, "合格率", "97%", "30"],
    ["总分", LEFT, LEFT, "100"],
]
FURTHER = [
    ["执行率", "得分"],
    ["95.50%", "9.55"],
    ["75.00%", "—"],
    ["得分", "原因"],
    ["40", ""],
    ["29.5", "雨季"],
    ["99.05", ""],
]


def narrow(rows, number, *, top=60.0, row=40.0):
    """A table of narrow columns at the left margin."""
    _, rules = ruled(rows, top=top, row=row)
    part = 0.3

    def x(value):
        return MARGIN + (value - MARGIN) * part

    moved = [
        w
        for r, line in enumerate(rows)
        for c, text in enumerate(line)
        for w in write(text, left=x(MARGIN + (RIGHT - MARGIN) / len(line) * c) + 2, top=top + r * row + 3, size=10)
        if text not in (LEFT, UP)
    ]
    return page(moved, number=number, rules=[type(r)(x(r.x0), r.top, x(r.x1), r.bottom) for r in rules])


def wide(rows, **options):
    words, rules = ruled(rows, top=200, **options)
    stretch = (WIDTH - 2 * 40) / (RIGHT - MARGIN)

    def x(value):
        return 40 + (value - MARGIN) * stretch

    return page(
        [type(w)(w.text, type(w.box)(x(w.box.x0), w.box.top, x(w.box.x0) + w.box.width, w.box.bottom)) for w in words],
        rules=[type(r)(x(r.x0), r.top, x(r.x1), r.bottom) for r in rules],
    )


@pytest.mark.parametrize("row", [40.0, 31.0])
def test_they_are_put_beside_the_rows_under_the_headings_that_they_match(row):
    (table,) = tables(lay_out(SOURCE, [wide(FORM), narrow(FURTHER, 2, row=row)]))
    found = grid(table)
    assert found[2] == ["", "100.00", "95.50", "10", "95.50%", "9.55"]
    assert found[8][1:] == ["合格率", "97%", "30", "29.5", "雨季"]
    assert found[9] == ["总分", "", "", "100", "99.05", ""]
    name = next(c for c in table.cells if c.text.string == "乡道维修")
    assert name.column + name.column_span == table.columns == 6
    score = next(c for c in table.cells if c.text.string == "29.5")
    assert score.places[0].page == 2


def test_rows_as_high_as_theirs_are_theirs():
    form = [["序号", "指标", "完成值", "分值"], *[[str(k), f"内容{k}", f"{k}件", "10"] for k in range(1, 7)]]
    further = [["得分", "备注"], *[[f"{k}.5", ""] for k in range(1, 7)]]
    (table,) = tables(lay_out(SOURCE, [wide(form), narrow(further, 2)]))
    assert [r[4] for r in grid(table)] == ["得分", "1.5", "2.5", "3.5", "4.5", "5.5", "6.5"]


def test_a_table_with_labels_of_its_own_stays_one():
    other = [["项目", "得分"], ["里程", "40"], ["合格率", "30"]]
    assert len(tables(lay_out(SOURCE, [wide(FORM), narrow(other, 2)]))) == 2


def test_a_table_whose_rows_could_be_several_stays_one():
    twice = [FORM[1], FORM[2], FORM[3], FORM[6], FORM[7], FORM[8], ["总分", LEFT, LEFT, "9"]]
    further = [["执行率", "得分"], ["95.50%", "9.55"], ["75.00%", "—"]]
    assert len(tables(lay_out(SOURCE, [wide([*twice[:3], *twice[:3]]), narrow(further, 2, row=31)]))) == 2


def test_a_table_that_had_room_on_the_page_stays_one():
    words, rules = ruled(FORM, top=HEIGHT - 480)
    half = page(
        [type(w)(w.text, type(w.box)(w.box.x0 / 2, w.box.top, w.box.x1 / 2, w.box.bottom)) for w in words],
        rules=[type(r)(r.x0 / 2, r.top, r.x1 / 2, r.bottom) for r in rules],
    )
    assert len(tables(lay_out(SOURCE, [half, narrow(FURTHER, 2)]))) == 2
