import pytest

from pipeline.layout import lay_out
from schemas.page import Page, Rule
from tests.builders import LEFT, UP
from tests.layout.pages import HEIGHT, SOURCE, body, centred, full, grid, page, ruled, strings, tables, write

HEADER = ["一级指标", "二级指标", "三级指标", "目标值", "完成值", "得分"]
WIDTHS = [2, 2, 4, 3, 3, 2]
BOTTOM = HEIGHT - 80


def sheet(rows, number, *, last=False, header=(), **options) -> Page:
    """A page with a table at its top (`last`) or running down to its bottom."""
    height = 40.0
    top = 90.0 if last else BOTTOM - height * len(rows)
    words, rules = ruled(rows, top=top, widths=WIDTHS, row=height, **options)
    return page(words, header, number=number, rules=rules)


def rows_of(start, count, first=("产出", "数量")):
    head = [*first, f"指标{start}", "95%", "96%", "5"]
    return [head, *[[UP, UP, f"指标{start + i}", "95%", "96%", "5"] for i in range(1, count)]]


def stitched(*pages):
    found = tables(lay_out(SOURCE, pages))
    assert len(found) == 1, f"{len(found)} tables"
    return found[0]


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


def test_a_merged_label_left_blank_goes_on():
    table = stitched(
        sheet([HEADER, *rows_of(1, 10)], 1, open_bottom=[0, 1]),
        sheet(rows_of(11, 3, ("", "")), 2, last=True, open_top=[0, 1]),
    )
    label = next(c for c in table.cells if c.text.string == "产出")
    assert (label.row, label.row_span) == (1, 13)
    assert [p.page for p in label.places] == [1, 2]


def test_a_merged_label_goes_on_below_a_closed_rule_too():
    table = stitched(sheet([HEADER, *rows_of(1, 10)], 1), sheet(rows_of(11, 3, ("", "质量")), 2, last=True))
    assert [c.row_span for c in table.cells if c.text.string in ("产出", "数量", "质量")] == [13, 10, 3]


def test_a_label_printed_again_stays_a_cell_of_its_own():
    table = stitched(
        sheet([HEADER, *rows_of(1, 10)], 1, open_bottom=[0]),
        sheet(rows_of(11, 3, ("产出", "质量")), 2, last=True, open_top=[0]),
    )
    assert [(c.row, c.row_span) for c in table.cells if c.text.string == "产出"] == [(1, 10), (11, 3)]


def test_a_label_beside_the_header_may_be_printed_again():
    def side(rows):
        return [["绩效指标", *rows[0][1:]], *([UP, *row[1:]] for row in rows[1:])]

    first = side([HEADER, *rows_of(1, 10)])
    assert stitched(sheet(first, 1), sheet(side(rows_of(11, 3)), 2, last=True)).rows == 14


@pytest.mark.parametrize("closed", [True, False])
def test_a_row_cut_in_the_middle_of_its_text_is_one_row(closed):
    first = [HEADER, *rows_of(1, 9), ["效益", "社会", "发放工作", "确保全市各类人员\n养老金按时足额发", "按时", "5"]]
    second = [["", "", "", "放，维护社会稳定", "", ""], ["满意度", "满意度", "群众", "90%", "90%", "5"]]
    sides = {} if closed else {"open_bottom": range(6)}, {} if closed else {"open_top": range(6)}
    table = stitched(sheet(first, 1, **sides[0]), sheet(second, 2, last=True, **sides[1]))
    assert table.rows == 12
    cell = next(c for c in table.cells if c.text.string.startswith("确保"))
    assert cell.text.string == "确保全市各类人员养老金按时足额发放，维护社会稳定"
    assert (cell.row, cell.row_span, len(cell.places)) == (10, 1, 2)
    assert {p.page for p in cell.text.places()} == {1, 2}
    assert table.page_rows == (0, 10)


def test_a_new_row_without_rules_at_the_cut_is_a_row():
    table = stitched(
        sheet([HEADER, *rows_of(1, 10)], 1, open_bottom=range(6)),
        sheet([["效益", "社会", "指标11", "95%", "96%", "5"]], 2, last=True, open_top=range(6)),
    )
    assert table.rows == 12
    assert grid(table)[-1] == ["效益", "社会", "指标11", "95%", "96%", "5"]


CUT = ["", "", "", "放，维护社会稳定", "", ""]
BROKEN = ["效益", "社会", "发放工作", "确保全市各类人员\n养老金按时足额发", "按时", "5"]


def test_a_label_printed_again_beside_a_cut_row():
    first = [HEADER, *rows_of(1, 8), ["效益", "社会", "指标9", "1", "1", "5"], [UP, UP, *BROKEN[2:]]]
    second = [["效益", "社会", *CUT[2:]], [UP, UP, "指标11", "1", "1", "5"]]
    table = stitched(sheet(first, 1), sheet(second, 2, last=True))
    assert table.rows == 12
    assert [(c.row, c.row_span) for c in table.cells if c.text.string == "效益"] == [(9, 2), (11, 1)]


def test_a_label_printed_again_beside_a_cut_last_row():
    first = [HEADER, *rows_of(1, 8), ["效益", "社会", "指标9", "1", "1", "5"], [UP, UP, *BROKEN[2:]]]
    table = stitched(sheet(first, 1), sheet([["效益", "社会", *CUT[2:]]], 2, last=True))
    assert table.rows == 11
    assert [(c.row, c.row_span, len(c.places)) for c in table.cells if c.text.string == "效益"] == [(9, 2, 2)]


def test_a_label_left_blank_above_the_cut_is_taken_from_below():
    first = [HEADER, *rows_of(1, 9), ["", *BROKEN[1:]]]
    second = [["效益", *CUT[1:]], [UP, "生态", "指标11", "1", "1", "5"]]
    table = stitched(sheet(first, 1), sheet(second, 2, last=True))
    assert [(c.row, c.row_span) for c in table.cells if c.text.string == "效益"] == [(10, 2)]


@pytest.mark.parametrize("rest", ["……", "指标2：", "…"])
def test_a_row_that_nobody_filled_in_is_a_row(rest):
    row = ["", "", rest, "", "", ""]
    assert stitched(sheet([HEADER, *rows_of(1, 10)], 1), sheet([row, *rows_of(11, 2)], 2, last=True)).rows == 14


@pytest.mark.parametrize(
    ("upper", "lower"), [("满意度", "指标"), ("产出指标", "30分"), ("效益（9", "）"), ("效\n益", "指\n标")]
)
def test_a_label_broken_by_the_page(upper, lower):
    first = [HEADER, *rows_of(1, 9), [upper, "社会", "指标10", "95%", "96%", "5"]]
    table = stitched(sheet(first, 1), sheet([[lower, "", "", "", "", ""]], 2, last=True))
    assert table.rows == 11
    assert table.cells[-6].text.string == (upper + lower).replace("\n", "")


def test_a_column_open_at_its_side_and_at_the_cut_is_a_column():
    """No rule tells of the label on the second page: not above, below or beside it."""
    words, rules = ruled(rows_of(11, 3, ("", "质量")), top=90, widths=WIDTHS, open_top=[0], open_bottom=[0])
    rules = [r for r in rules if r.x0 > 80 or r.x1 > 140]
    table = stitched(sheet([HEADER, *rows_of(1, 10)], 1, open_bottom=[0]), page(words, number=2, rules=rules))
    label = next(c for c in table.cells if c.text.string == "产出")
    assert (table.columns, label.row_span) == (6, 13)


def test_a_note_alone_in_its_frame_belongs_to_the_table():
    words, rules = ruled([["注：定性指标分为三档。"]], top=90)
    table = stitched(sheet([HEADER, *rows_of(1, 10)], 1), page(words, number=2, rules=rules))
    assert grid(table)[-1][0] == "注：定性指标分为三档。"


def open_sided(words, rules):
    """Without the outer rules at the sides."""
    upright = [r for r in rules if r.horizontal or 80 < r.x0 < 528]
    return words, upright


def test_a_band_across_a_table_open_at_its_sides_is_a_row():
    first, rules1 = open_sided(*ruled([HEADER, *rows_of(1, 2)], top=100, widths=WIDTHS))
    second, rules2 = open_sided(*ruled(rows_of(3, 2, ("效益", "社会")), top=260, widths=WIDTHS))
    words = [*first, *second, *write("二、效益指标", left=200, top=235, size=10)]
    table = stitched(page(words, rules=[*rules1, *rules2]))
    assert [row[0] for row in grid(table)] == ["一级指标", "产出", "", "二、效益指标", "效益", ""]


def test_lines_beside_a_table_do_not_end_it():
    words, rules = ruled(rows_of(11, 3, ("效益", "社会")), top=90, widths=WIDTHS)
    beside = write("旁注", left=540, top=130, size=10)
    document = lay_out(SOURCE, [sheet([HEADER, *rows_of(1, 10)], 1), page(words, beside, number=2, rules=rules)])
    assert [t.rows for t in tables(document)] == [14]
    assert strings(document) == ["旁注"]


def test_a_side_column_without_outer_rule_is_taken_up():
    words, rules = ruled([HEADER, *rows_of(1, 3)], top=100, widths=WIDTHS)
    inner = [r for r in rules if r.horizontal or r.x0 > 80]
    short = [Rule(max(r.x0, 136.0), r.top, r.x1, r.bottom) if 110 < r.top < 250 else r for r in inner]
    table = stitched(page(words, rules=[*short, Rule(80, 140, 136, 140)]))
    assert table.columns == 6
    assert [row[0] for row in grid(table)] == ["一级指标", "产出", "", ""]


def test_a_caption_between_tables_open_at_their_sides_parts_them():
    first, rules1 = open_sided(*ruled([HEADER, *rows_of(1, 2)], top=100, widths=WIDTHS))
    second, rules2 = open_sided(*ruled([HEADER, *rows_of(3, 2)], top=320, widths=WIDTHS))
    words = [*first, *second, *centred("表二", top=270)]
    assert len(tables(lay_out(SOURCE, [page(words, rules=[*rules1, *rules2])]))) == 2


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
    narrow = [Rule(r.x0 * 0.8, r.top, r.x1 * 0.8, r.bottom) for r in rules]
    pages = [sheet([HEADER, *rows_of(1, 10)], 1), page(words, number=2, rules=narrow)]
    assert len(tables(lay_out(SOURCE, pages))) == 2


def test_a_block_with_columns_of_its_own_goes_on_the_form():
    words, rules = ruled([["任务名称", "主要内容"], ["任务一", "内容一"]], top=90, widths=[5, 11])
    pages = [sheet([HEADER, *rows_of(1, 14)], 1), page(words, number=2, rules=rules)]
    table = stitched(*pages)
    assert table.rows == 17
    assert [c.text.string for c in table.cells][-2:] == ["任务一", "内容一"]


def test_a_narrative_cell_that_fills_pages_is_one_cell():
    text = full() * 2
    first, rules1 = ruled([["项目名称", "甲"], [text[:40], LEFT]], top=BOTTOM - 80)
    second, rules2 = ruled([[text[:44] + "金额"]], top=90, open_top=[0])
    third, rules3 = ruled([["28万元。" + text[:40]]], top=90, open_top=[0])
    middle = [*second, *write(text[:40], top=600, size=10)]
    tall = [r for r in rules2 if not r.horizontal]
    tall = [type(r)(r.x0, r.top, r.x1, BOTTOM) for r in tall]
    pages = [
        page([*first, *write(text[:40], top=BOTTOM - 20, size=10)], number=1, rules=rules1),
        page(middle, number=2, rules=tall),
        page(third, body(["无。"], top=400), number=3, rules=rules3),
    ]
    document = lay_out(SOURCE, pages)
    (table,) = tables(document)
    assert (table.rows, [p.page for p in table.places]) == (2, [1, 2, 3])
    assert strings(document) == ["无。"]
