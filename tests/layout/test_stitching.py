from tests.builders import LEFT, UP
from tests.layout.pages import (
    HEIGHT,
    SOURCE,
    centred,
    flush_right,
    grid,
    page,
    ruled,
    strings,
    tables,
)
from tests.layout.sheets import (
    BOTTOM,
    HEADER,
    WIDTHS,
    rows_of,
    sheet,
    stitched,
)
from ziping.pipeline.layout import lay_out
from ziping.schemas.page import RulingLine


def test_a_repeated_header_is_dropped():
    table = stitched(
        sheet([HEADER, *rows_of(1, 10)], 1), sheet([HEADER, *rows_of(11, 3, ("效益", "社会"))], 2, last=True)
    )
    assert table.rows == 14
    assert [row[2] for row in grid(table)] == ["三级指标", *(f"指标{i}" for i in range(1, 14))]
    assert [place.page for place in table.places] == [1, 2]
    assert table.page_rows == (0, 11)


def test_a_header_wrapped_otherwise_is_the_same_header():
    again = ["一级\n指标", "二级指标", "三级指标", "目标\n值", "完成值", "得分"]
    assert stitched(sheet([HEADER, *rows_of(1, 10)], 1), sheet([again, *rows_of(11, 3)], 2, last=True)).rows == 14


def test_two_header_rows_are_dropped():
    header = [["评价指标", LEFT, LEFT, "目标值", "完成值", "得分"], ["一级指标", "二级指标", "三级指标", UP, UP, UP]]
    table = stitched(
        sheet([*header, *rows_of(1, 10)], 1), sheet([*header, *rows_of(11, 3, ("效益", "社会"))], 2, last=True)
    )
    assert table.rows == 15


def test_a_header_that_is_not_repeated():
    table = stitched(sheet([HEADER, *rows_of(1, 10)], 1), sheet(rows_of(11, 3, ("效益", "社会")), 2, last=True))
    assert table.rows == 14
    assert grid(table)[11] == ["效益", "社会", "指标11", "95%", "96%", "5"]


def test_the_header_of_the_last_block_is_dropped_as_well():
    form = [["项目名称", "甲", LEFT, LEFT, LEFT, LEFT], ["主管部门", "乙局", LEFT, LEFT, LEFT, LEFT]]
    table = stitched(sheet([*form, HEADER, *rows_of(1, 8)], 1), sheet([HEADER, *rows_of(9, 3)], 2, last=True))
    assert table.rows == 14
    assert [row[2] for row in grid(table)].count("三级指标") == 1


def test_an_identical_data_row_is_kept():
    blank = [UP, UP, "指标2：", "", "", ""]
    first = [HEADER, *rows_of(1, 9), blank]
    assert stitched(sheet(first, 1), sheet([["", "", "指标2：", "", "", ""], *rows_of(11, 2)], 2, last=True)).rows == 14


def test_a_lone_total_row_belongs_to_the_table():
    table = stitched(
        sheet([HEADER, *rows_of(1, 10)], 1), sheet([["总分", LEFT, LEFT, LEFT, "100", "99"]], 2, last=True)
    )
    assert grid(table)[-1] == ["总分", "", "", "", "100", "99"]
    assert table.cells[-3].column_span == 4


def test_forms_that_follow_each_other_stay_apart():
    def form(name, number, **options):
        head = [["项目名称", name, LEFT, LEFT, LEFT, LEFT], ["主管部门", "乙局", LEFT, LEFT, LEFT, LEFT]]
        return sheet([*head, HEADER, *rows_of(1, 10)], number, **options)

    assert len(tables(lay_out(SOURCE, [form("甲", 1), form("乙", 2), form("丙", 3)]))) == 3


def test_a_sheet_that_begins_anew_after_its_total_stays_apart():
    total = ["总分", LEFT, LEFT, LEFT, LEFT, "100"]
    pages = [sheet([HEADER, *rows_of(1, 10), total], n) for n in (1, 2)]
    assert len(tables(lay_out(SOURCE, pages))) == 2


def test_a_caption_between_parts_two_tables():
    pages = [
        sheet([HEADER, *rows_of(1, 10)], 1),
        sheet([HEADER, *rows_of(11, 3)], 2, last=True, header=centred("附表2", top=60)),
    ]
    assert len(tables(lay_out(SOURCE, pages))) == 2


def test_a_caption_printed_again_with_the_header_does_not_part_a_table():
    def caption(top):
        return [
            *centred("绩效自评结果汇总表", top=top - 60, size=18),
            *flush_right("单位：万元", top=top - 20, size=10),
        ]

    pages = [
        sheet([HEADER, *rows_of(1, 13)], 1, header=caption(BOTTOM - 560)),
        sheet([HEADER, *rows_of(14, 3)], 2, last=True, header=caption(90)),
    ]
    document = lay_out(SOURCE, pages)
    assert [t.rows for t in tables(document)] == [17]
    assert strings(document) == ["绩效自评结果汇总表", "单位：万元"]


def test_a_caption_printed_again_over_a_sheet_that_begins_anew_parts_it():
    caption = centred("绩效自评表", top=60, size=18)
    pages = [sheet([HEADER, *rows_of(1, 15)], n, header=caption) for n in (1, 2)]
    document = lay_out(SOURCE, pages)
    assert [t.rows for t in tables(document)] == [16, 16]
    assert len(strings(document)) == 2


def test_page_numbers_and_heads_between_do_not_part_a_table():
    def head(n):
        return [*centred(f"— {n} —", top=HEIGHT - 50, size=9), *centred("某某局绩效自评报告", top=30, size=9)]

    rows = [[HEADER, *rows_of(1, 10)], rows_of(11, 14), rows_of(25, 2)]
    pages = [sheet(r, n, header=head(n), last=n == 3) for n, r in enumerate(rows, 1)]
    assert stitched(*pages).rows == 27


def test_a_table_that_ends_high_on_its_page_is_complete():
    words, rules = ruled([HEADER, *rows_of(1, 3)], top=100, widths=WIDTHS)
    pages = [page(words, number=1, rules=rules), sheet(rows_of(4, 3), 2, last=True)]
    assert len(tables(lay_out(SOURCE, pages))) == 2


def test_a_header_left_alone_belongs_to_the_rows_on_the_next_page():
    words, rules = ruled([HEADER], top=100, widths=WIDTHS)
    assert stitched(page(words, number=1, rules=rules), sheet(rows_of(1, 3), 2, last=True)).rows == 4


def test_another_width_is_another_table():
    words, rules = ruled([["甲", "乙"]] * 3, top=90)
    narrow = [RulingLine(r.x0 * 0.8, r.top, r.x1 * 0.8, r.bottom) for r in rules]
    pages = [sheet([HEADER, *rows_of(1, 10)], 1), page(words, number=2, rules=narrow)]
    assert len(tables(lay_out(SOURCE, pages))) == 2


def test_a_block_with_columns_of_its_own_goes_on_the_form():
    words, rules = ruled([["任务名称", "主要内容"], ["任务一", "内容一"]], top=90, widths=[5, 11])
    pages = [sheet([HEADER, *rows_of(1, 14)], 1), page(words, number=2, rules=rules)]
    table = stitched(*pages)
    assert table.rows == 17
    assert [c.text.string for c in table.cells][-2:] == ["任务一", "内容一"]
