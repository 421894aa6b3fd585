"""Cells over several columns that hold an entry of each."""

import pytest

from tests.layout.pages import SOURCE, grid, tables
from tests.reading.rawpdf import fill, read, text
from tests.reading.rawpdf import grid as lines
from ziping.pipeline.layout import lay_out

XS = [80, 220, 320, 420, 520]
YS = [100, 124, 148, 172, 196, 220]
HEAD = ["名称", "预算数", "执行数", "得分"]
BODY = [[f"指标{k}", f"{k * 1100}", f"{k * 900}", "10"] for k in range(1, 5)]


def written(rows, top=100):
    return "".join(
        text(XS[j] + 8, top + 24 * i + 17, s, size=10) for i, row in enumerate(rows) for j, s in enumerate(row) if s
    )


def only(tmp_path, drawn):
    (table,) = tables(lay_out(SOURCE, [read(tmp_path, drawn)]))
    return grid(table)


@pytest.mark.parametrize(
    "drawn",
    [
        lines(XS, YS[:2]) + lines([80, 520], YS[1:]),  # headings alone have lines down
        lines(XS, YS[:2]) + lines([80, 520], [YS[1], YS[-1]]),  # above a single frame
        lines([80, 520], YS[:2]) + lines(XS, YS[1:]),  # headings alone have none
        lines([80, 520], YS),  # none at all
        lines([80, 520], [100, 220]) + fill(80, 124, 520, 148) + fill(80, 172, 520, 196),  # shaded by turns
    ],
)
def test_columns_are_those_of_the_other_rows(tmp_path, drawn):
    assert only(tmp_path, drawn + written([HEAD, *BODY])) == [HEAD, *BODY]


@pytest.mark.parametrize(
    "words",
    [
        text(88, 117, "项目支出绩效自评表"),
        text(88, 117, "填报单位：甲") + text(425, 117, "单位：万元"),
        text(88, 117, "资金使用规范，完成较好，达到了预期目标，群众满意。"),
        text(88, 117, "名称") + text(228, 117, "预算数") + text(328, 117, "执行数"),  # not in every column
    ],
)
def test_a_cell_over_all_columns_stays_whole(tmp_path, words):
    drawn = lines([80, 520], YS[:2]) + lines(XS, YS[1:]) + words + written(BODY, 124)
    rows = only(tmp_path, drawn)
    assert rows[0][1:] == ["", "", ""]
    assert rows[1:] == BODY


def test_a_note_below_the_headings_stays_whole(tmp_path):
    note = text(88, 141, "其中：") + text(300, 141, "资金使用规范")
    drawn = lines(XS, YS[:2]) + lines([80, 520], YS[1:3]) + lines(XS, YS[2:]) + written([HEAD]) + note
    assert only(tmp_path, drawn + written(BODY[:3], 148))[1] == ["其中：资金使用规范", "", "", ""]
