from dataclasses import replace

import pytest

from tests.builders import LEFT, UP
from tests.layout.pages import (
    SOURCE,
    body,
    full,
    grid,
    page,
    ruled,
    strings,
    tables,
    write,
)
from tests.layout.sheets import (
    BOTTOM,
    HEADER,
    rows_of,
    sheet,
    stitched,
)
from ziping.pipeline.layout import lay_out

CUT = ["", "", "", "放，维护社会稳定", "", ""]
BROKEN = ["效益", "社会", "发放工作", "确保全市各类人员\n养老金按时足额发", "按时", "5"]


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


@pytest.mark.parametrize("rows_above", [1, 2])
@pytest.mark.parametrize("again", [[], [HEADER]])
def test_a_label_that_stands_on_the_second_page_alone_begins_on_the_first(rows_above, again):
    above = [HEADER, *rows_of(1, 10 - rows_above), *rows_of(20, rows_above, ("", "质量"))]
    table = stitched(sheet(above, 1), sheet([*again, *rows_of(30, 3, ("效益", "社会"))], 2, last=True))
    labels = {c.text.string: (c.row, c.row_span) for c in table.cells if c.column == 0}
    assert labels["效益"] == (11 - rows_above, rows_above + 3)


def test_a_blank_cell_is_no_label_of_the_next_page_where_others_are_blank_too():
    above = [HEADER, *rows_of(1, 7), *rows_of(20, 2, ("", "质量")), *rows_of(25, 1, ("", "时效"))]
    table = stitched(sheet(above, 1), sheet(rows_of(30, 3, ("效益", "社会")), 2, last=True))
    assert [(c.row, c.row_span) for c in table.cells if c.text.string == "效益"] == [(11, 3)]


@pytest.mark.parametrize("below", ["5", "……"])
def test_what_is_no_label_begins_on_its_own_page(below):
    above = [HEADER, *rows_of(1, 9), *rows_of(20, 1, ("", "质量"))]
    table = stitched(sheet(above, 1), sheet(rows_of(30, 3, (below, "社会")), 2, last=True))
    assert [(c.row, c.row_span) for c in table.cells if c.text.string == below and c.column == 0] == [(11, 3)]


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


def test_labels_and_a_sentence_broken_by_the_page():
    first = [HEADER, *rows_of(1, 9), ["满意度指", "社会", "群众", "90%", "5", "目标值设置偏高而且"]]
    second = [["标", "", "", "", "", "，下年度将合理设定"], ["决策", "立项", "依据", "90%", "90%", "5"]]
    table = stitched(sheet(first, 1), sheet(second, 2, last=True))
    assert grid(table)[10] == ["满意度指标", "社会", "群众", "90%", "5", "目标值设置偏高而且，下年度将合理设定"]
    assert table.rows == 12


@pytest.mark.parametrize("below", ["3、足额1分。", "（3）足额1分。"])
def test_a_list_of_criteria_broken_between_its_items(below):
    above = "1、有依据1分；\n2、合规2分。" if below[0] == "3" else "（1）有依据1分；\n（2）合规2分。"
    first = [HEADER, *rows_of(1, 9), ["效益", "社会", "养老金\n发放及时", above, "4", "4"]]
    second = [["", "", "性", below, "", ""], ["决策", "立项", "依据", "1、有依据。", "5", "5"]]
    table = stitched(sheet(first, 1), sheet(second, 2, last=True))
    assert grid(table)[10] == ["效益", "社会", "养老金发放及时性", above.replace("\n", "") + below, "4", "4"]


def test_a_list_that_begins_anew_is_of_a_row_of_its_own():
    first = [HEADER, *rows_of(1, 9), ["效益", "社会", "养老金\n发放及时", "1、有依据1分；\n2、合规2分。", "4", "4"]]
    second = [["", "", "性别比例", "1、都有1分。", "", ""], ["决策", "立项", "依据", "1、有依据。", "5", "5"]]
    table = stitched(sheet(first, 1), sheet(second, 2, last=True))
    assert grid(table)[10][2] == "养老金发放及时"


@pytest.mark.parametrize("rest", ["标", "指标"])
def test_the_end_of_a_label_below_the_last_row_of_a_page(rest):
    first = [HEADER, *rows_of(1, 9), ["效益指", "社会", "受益户数", "80户", "81户", "5"]]
    upper = sheet(first, 1, open_bottom=[0])
    upper = replace(upper, words=(*upper.words, *write(rest, left=82, top=BOTTOM + 3, size=10)))
    lower = sheet([["", "生态", "绿化面积", "5亩", "5亩", "5"]], 2, last=True, open_top=[0])
    table = stitched(upper, lower)
    label = next(c for c in table.cells if c.text.string == "效益指" + rest)
    assert (label.row, label.row_span) == (10, 2)


def test_words_below_a_closed_row_are_none_of_its_label():
    first = [HEADER, *rows_of(1, 9), ["效益", "社会", "受益户数", "80户", "81户", "5"]]
    upper = sheet(first, 1)
    upper = replace(upper, words=(*upper.words, *write("注", left=82, top=BOTTOM + 3, size=10)))
    assert strings(lay_out(SOURCE, [upper])) == ["注"]


def test_a_row_whose_words_are_broken_anywhere_where_all_is_open():
    first = [HEADER, *rows_of(1, 9), ["效益", "社会", "困难重度残疾人", "860户", "791", "6.44"]]
    second = [["", "", "家庭改造户数", "", "", ""], ["满意度", "满意度", "群众", "90%", "90%", "5"]]
    table = stitched(sheet(first, 1, open_bottom=range(6)), sheet(second, 2, last=True, open_top=range(6)))
    assert table.rows == 12
    assert any(c.text.string == "困难重度残疾人家庭改造户数" for c in table.cells)


def test_a_row_of_its_own_below_an_open_break():
    first = [HEADER, *rows_of(1, 9), ["效益", "社会", "困难重度残疾人", "860户", "791", "6.44"]]
    second = [["效益", "社会", "家庭改造户数", "", "80", "5"], ["满意度", "满意度", "群众", "90%", "90%", "5"]]
    table = stitched(sheet(first, 1, open_bottom=range(6)), sheet(second, 2, last=True, open_top=range(6)))
    assert table.rows == 13
