"""Charts and the borders of pages are no tables; tables that look a little like them are."""

import pytest

from tests.reading.rawpdf import fill, grid, line, read, strings, text
from tests.reading.test_tables import NINE, PLAIN, XS, YS, cells, only, words_in
from ziping.pipeline.reading.tables import find_tables

LEVELS = [400 - 40 * k for k in range(5)]
GREY = {"colour": "0.8 0.8 0.8"}


def axis(*, x=70, levels=LEVELS):
    return "".join(text(x, y + 4, str(400 - y), size=8) for y in levels)


BARS = "".join(
    fill(100 + 60 * k, 400 - h, 130 + 60 * k, 400, "0.2 0.4 0.7") + text(105 + 60 * k, 395 - h, str(h), size=9)
    for k, h in enumerate((120, 80, 150, 60))
)
LINES = "".join(line(90, y, 400, y, **GREY) for y in LEVELS)


@pytest.mark.parametrize(
    "chart",
    [
        LINES + line(90, 240, 90, 400) + BARS + axis(),
        LINES + "".join(line(x, 240, x, 400, **GREY) for x in (90, 150, 210, 270, 330, 400)) + BARS + axis(),
        grid([60, 430], [220, 440]) + grid([90, 200, 310, 400], LEVELS[::-1]) + axis() + text(150, 300, "98.5", size=8),
        grid([90, 200, 310, 400], LEVELS[::-1]) + axis(x=404) + text(150, 300, "98.5", size=8),
    ],
)
def test_a_chart_with_an_axis_is_no_table(tmp_path, chart):
    page = read(tmp_path, chart)
    assert find_tables(page) == ()
    assert "160" in strings(page)


def test_numbers_beside_the_rows_of_a_table_are_no_axis(tmp_path):
    numbers = "".join(text(85, y + 20, str(k + 1)) for k, y in enumerate(YS[:3]))
    assert cells(only(read(tmp_path, grid(XS, YS) + words_in(NINE) + numbers))) == PLAIN


PROSE = "".join(text(100, 120 + 24 * k, "本年度项目支出绩效自评工作按要求开展") for k in range(20))


@pytest.mark.parametrize(
    "border",
    [
        grid([50, 550], [50, 80, 750]) + text(220, 70, "绩效自评报告"),
        grid([40, 560], [40, 760]) + line(40, 720, 560, 720) + text(290, 740, "1"),
        grid([40, 90, 560], [40, 760]),
        grid([40, 90, 560], [40, 80, 760]) + text(220, 70, "绩效自评报告"),
    ],
)
def test_the_border_of_a_page_is_no_table(tmp_path, border):
    assert find_tables(read(tmp_path, border + PROSE)) == ()


def test_a_table_inside_the_border_of_a_page_is_one(tmp_path):
    page = read(tmp_path, grid([40, 560], [40, 70, 760]) + text(220, 60, "自评表") + grid(XS, YS) + words_in(NINE))
    assert cells(only(page)) == PLAIN


def test_a_form_as_large_as_its_page_is_one(tmp_path):
    drawn = grid([40, 140, 560], [40, 80, 760]) + text(50, 65, "项目名称") + text(150, 65, "道路维护")
    page = read(
        tmp_path, drawn + text(50, 300, "完成情况") + "".join(text(150, 100 + 24 * k, "全部完成") for k in range(20))
    )
    assert (only(page).rows, only(page).columns) == (2, 2)
