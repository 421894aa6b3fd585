"""Tables whose rows are ruled off, and whose columns are not."""

import pytest

from tests.layout.pages import grid, page, write
from ziping.pipeline.reading.tables import find_tables
from ziping.schemas.page import RulingLine

XS = [60, 130, 230, 320, 400, 460, 540]
HEAD = ["一级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
ROWS = [
    HEAD,
    ["产出指标", "修路里程", "≥120公里", "126公里", "20", "20"],
    ["", "平整度合格率", "≥95%", "97%", "15", "15"],
    ["效益指标", "通行能力", "提升", "提升", "15", "14.5"],
]
ROW = 22.0


def width(text):
    return sum(5 if c < "\u2e80" else 10 for c in text)


def placed(text, x0, x1, top, align):
    left = {"left": x0 + 4, "centre": (x0 + x1 - width(text)) / 2, "right": x1 - 4 - width(text)}[align]
    return write(text, left=left, top=top, size=10)


def drawn(rows, *, align, top=100.0, cut=()):
    """Words, and rules below each row; those in `cut` begin at the second column."""
    words = [
        w
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
        for w in placed(text, XS[c], XS[c + 1], top + r * ROW + 6, align if r else "centre")
    ]
    return words, [
        RulingLine(XS[1] if r in cut else XS[0], top + r * ROW, XS[-1], top + r * ROW) for r in range(len(rows) + 1)
    ]


def only(words, rules):
    (table,) = find_tables(page(words, rules=rules))
    return table


@pytest.mark.parametrize("align", ["left", "centre", "right"])
def test_blanks_part_the_columns(align):
    assert grid(only(*drawn(ROWS, align=align))) == ROWS


def test_a_rule_that_begins_further_right_leaves_a_cell_open(tmp_path):
    words, rules = drawn([HEAD, ["", *ROWS[1][1:]], ROWS[2], ROWS[3]], align="centre", cut={2})
    table = only([*words, *write("产出指标", left=75, top=100 + 2 * ROW - 5, size=10)], rules)
    (label,) = [c for c in table.cells if c.text.string == "产出指标"]
    assert (label.row, label.column, label.row_span, label.column_span) == (1, 0, 2, 1)


def test_cells_over_several_columns_stand_in_their_middle():
    words, rules = drawn(ROWS, align="centre", top=144)
    words += placed("项目名称", XS[0], XS[2], 106, "centre") + placed("乡道维修", XS[2], XS[6], 106, "centre")
    words += placed("一、产出情况", XS[0], XS[6], 128, "centre")
    spans = {
        c.text.string: (c.column, c.column_span)
        for c in only(words, [RulingLine(60, y, 540, y) for y in (100, 122)] + rules).cells
    }
    assert spans["项目名称"] == (0, 2)
    assert spans["乡道维修"] == (2, 4)
    assert spans["一、产出情况"] == (0, 6)
    assert spans["14.5"] == (5, 1)


def test_wrapped_cells_stay_together():
    rows = [[*row] for row in ROWS]
    words, rules = drawn(rows, align="left")
    rules = [RulingLine(r.x0, r.top * 1.6 - 60, r.x1, r.bottom * 1.6 - 60) for r in rules]
    words = [
        w
        for r, row in enumerate(rows)
        for c, t in enumerate(row)
        for w in placed(t, XS[c], XS[c + 1], 104 + r * ROW * 1.6, "left")
    ]
    words += write("（县道）", left=134, top=104 + ROW * 1.6 + 12, size=10)
    assert grid(only(words, rules))[1][1] == "修路里程（县道）"


def test_three_rules_with_many_rows_between_are_left_to_their_figures():
    words, _ = drawn(ROWS, align="centre")
    assert not find_tables(page(words, rules=[RulingLine(60, y, 540, y) for y in (100, 122, 190)]))
    assert not find_tables(page(words, rules=[RulingLine(60, y, 540, y) for y in (100, 122, 144, 190)]))


def test_prose_between_rules_is_no_table():
    words = [
        w for k in range(4) for w in write("本部门按要求完成年度工作任务并接受监督检查情况", left=80, top=106 + 30 * k)
    ]
    assert not find_tables(page(words, rules=[RulingLine(60, 100 + 30 * k, 540, 100 + 30 * k) for k in range(5)]))


@pytest.mark.parametrize("caption", ["表2  项目支出绩效自评表", "（二）乡道维修", ""])
def test_what_stands_further_apart_than_rows_parts_two_tables(caption):
    above, below = drawn(ROWS, align="left"), drawn(ROWS, align="centre", top=100 + len(ROWS) * ROW + 1.8 * ROW)
    words = [*above[0], *below[0]]
    if caption:
        words += placed(caption, XS[0], XS[-1], 100 + len(ROWS) * ROW + 14, "centre")
    found = find_tables(page(words, rules=[*above[1], *below[1]]))
    assert [grid(table) for table in found] == [ROWS, ROWS]


def test_a_tall_row_with_cells_is_a_row():
    words, rules = drawn(ROWS, align="left")
    tall = [RulingLine(r.x0, r.top + 1.8 * ROW, r.x1, r.top + 1.8 * ROW) for r in rules[-1:]]
    words += [w for c, t in enumerate(ROWS[1]) for w in placed(t, XS[c], XS[c + 1], 100 + len(ROWS) * ROW + 14, "left")]
    assert len(only(words, [*rules, *tall]).cells) == 6 * (len(ROWS) + 1)


NARROW = ["效益指标", "可持续影响指标", "≥38.5%", "38.9%", "10", "10"]


def test_a_narrow_blank_where_the_other_rows_have_theirs_parts_two_cells():
    words, rules = drawn(ROWS, align="left")
    bottom = 100 + len(ROWS) * ROW
    for c, text in enumerate(NARROW):
        words += write(text, left=XS[c] + 4 if c != 2 else XS[1] + 4 + 70 + 4.5, top=bottom + 6, size=10)
    found = only(words, [*rules, RulingLine(XS[0], bottom + ROW, XS[-1], bottom + ROW)])
    assert grid(found)[-1] == NARROW


def test_text_over_several_columns_is_not_parted_where_one_of_its_blanks_stands():
    words, rules = drawn(ROWS, align="left")
    bottom = 100 + len(ROWS) * ROW
    words += write("说明：指标值按年初下达", left=XS[0] + 4, top=bottom + 6, size=10)
    words += write("计划填写，以批复为准的数为准", left=XS[0] + 4 + 110 + 4.5, top=bottom + 6, size=10)
    found = only(words, [*rules, RulingLine(XS[0], bottom + ROW, XS[-1], bottom + ROW)])
    assert grid(found)[-1][0] == "说明：指标值按年初下达计划填写，以批复为准的数为准"


MONEY_XS = [70, 186, 226, 350, 450, 540]
MONEY = [
    ["资金来源及其级次", "预算", "实际支出", "执行率", "得分"],
    ["中央财政专项资金", "1260.0", "1197.00", "95.00", ""],
    ["县级财政专项资金", "120.00", "74.40", "62.00", ""],
    ["各级财政资金合计", "1380.0", "1271.40", "92.13", "9.21"],
]


@pytest.mark.parametrize("caption", ["三、资金（单位：万元）", "（二）项目资金", "二、资金情况"])
def test_a_numbered_caption_parts_tables_with_other_columns(caption):
    words, rules = drawn(ROWS, align="centre")
    top = 100 + len(ROWS) * ROW
    words += write(caption, left=XS[0] + 2, top=top + 8, size=10)
    top += 1.3 * ROW
    for r, row in enumerate(MONEY):
        for c, text in enumerate(row):
            words += placed(text, MONEY_XS[c], MONEY_XS[c + 1], top + r * ROW + 6, "centre") if text else []
    rules += [RulingLine(XS[0], top + r * ROW, XS[-1], top + r * ROW) for r in range(len(MONEY) + 1)]
    assert [grid(t) for t in find_tables(page(words, rules=rules))] == [ROWS, MONEY]


def test_a_numbered_row_over_the_same_columns_is_a_row():
    words, rules = drawn([*ROWS[:2], ["一、效益", "", "", "", "", ""], *ROWS[2:]], align="centre")
    assert len(find_tables(page(words, rules=rules))) == 1


@pytest.mark.parametrize(("left", "align"), [("合", "centre"), ("总", "left")])
def test_a_label_set_with_blanks_over_the_columns_of_names_is_one_cell(left, align):
    label = {"合": "计", "总": "分"}[left]
    words, rules = drawn(ROWS, align=align)
    bottom = 100 + len(ROWS) * ROW
    start = (XS[0] + XS[4]) / 2 - 15 if align == "centre" else XS[0] + 4
    words += write(left, left=start, top=bottom + 6, size=10) + write(label, left=start + 20, top=bottom + 6, size=10)
    words += placed("35", XS[4], XS[5], bottom + 6, align) + placed("34.5", XS[5], XS[6], bottom + 6, align)
    (last,) = [
        c
        for c in only(words, [*rules, RulingLine(XS[0], bottom + ROW, XS[-1], bottom + ROW)]).cells
        if c.text.string == left + label
    ]
    assert (last.row, last.column) == (len(ROWS), 0)


def test_a_caption_at_the_left_above_other_headings_parts_tables():
    words, rules = drawn(ROWS, align="centre")
    top = 100 + len(ROWS) * ROW
    words += write("项目资金情况", left=XS[0] + 2, top=top + 8, size=10)
    top += 1.3 * ROW
    for r, row in enumerate(MONEY):
        for c, text in enumerate(row):
            words += placed(text, MONEY_XS[c], MONEY_XS[c + 1], top + r * ROW + 6, "centre") if text else []
    rules += [RulingLine(XS[0], top + r * ROW, XS[-1], top + r * ROW) for r in range(len(MONEY) + 1)]
    assert [grid(t) for t in find_tables(page(words, rules=rules))] == [ROWS, MONEY]
