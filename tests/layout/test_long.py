"""A table over very many pages."""

from tests.layout.pages import SOURCE, body, page, tables
from tests.layout.sheets import HEADER, rows_of, sheet
from ziping.pipeline.layout import lay_out


def pages(count):
    first = [HEADER, *rows_of(1, 11)]
    return [sheet(first, 1), *(sheet(rows_of(12 * n, 12, ("效益", "社会")), n) for n in range(2, count + 1))]


def test_a_table_over_many_pages_is_one():
    """What a page of it costs is measured by `benchmarks/long.py`."""
    (table,) = tables(lay_out(SOURCE, pages(60)))
    assert table.rows == 12 * 60
    assert [place.page for place in table.places] == list(range(1, 61))
    assert table.page_rows == tuple(range(0, 12 * 60, 12))


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
