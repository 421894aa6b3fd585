"""A table over very many pages: a page costs what a page costs."""

import time

from tests.layout.pages import SOURCE, body, page, tables
from tests.layout.sheets import HEADER, rows_of, sheet
from ziping.pipeline.layout import lay_out


def pages(count):
    first = [HEADER, *rows_of(1, 11)]
    return [sheet(first, 1), *(sheet(rows_of(12 * n, 12, ("效益", "社会")), n) for n in range(2, count + 1))]


def seconds(count):
    sheets = pages(count)
    started = time.process_time()
    (table,) = tables(lay_out(SOURCE, sheets))
    assert table.rows == 12 * count
    assert [place.page for place in table.places] == list(range(1, count + 1))
    assert table.page_rows == tuple(range(0, 12 * count, 12))
    return time.process_time() - started


def test_ten_times_the_pages_take_ten_times_as_long():
    seconds(5)
    short = min(seconds(20) for _ in range(3))
    assert seconds(200) < 20 * short


def test_a_header_of_a_block_far_back_is_dropped_as_well():
    block = ["效益指标", "类别", "内容", "目标值", "完成值", "得分"]
    sheets = pages(5)
    sheets += [
        sheet([block, *rows_of(80, 11)], 6),
        sheet(rows_of(91, 12), 7),
        sheet([block, *rows_of(110, 4)], 8, last=True),
    ]
    (table,) = tables(lay_out(SOURCE, sheets))
    assert sum(c.text.string == "类别" for c in table.cells) == 1


def test_pages_without_a_table_end_it():
    (table,) = tables(lay_out(SOURCE, [*pages(3), page(body(["以上。"]), number=4)]))
    assert len(table.places) == 3
