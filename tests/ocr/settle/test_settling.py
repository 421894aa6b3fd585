"""Characters settled by the line, the column or the words of forms; and what must stay as it was read."""

import cv2
import numpy as np
import pytest

from ziping.pipeline.ocr.recognise.engine import Character
from ziping.pipeline.ocr.settle.lookalikes import settle, settle_alone, settle_dash
from ziping.pipeline.ocr.settle.marks import mark_of
from ziping.pipeline.ocr.settle.terms import settle_terms


def reading(text, sure=0.9, **others):
    """`others` are what else a character may be."""
    return tuple(
        Character(c, sure, (k + 0.5) / len(text), ((others[c], 0.1),) if c in others else ())
        for k, c in enumerate(text)
    )


def text(characters):
    return "".join(c.text for c in characters)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("1O.5分", "10.5分"),
        ("I万元", "1万元"),
        ("12。5", "12.5"),
        ("1，234.5", "1,234.5"),
        ("100°。", "100%"),
        ("98.5o。", "98.5%"),
        ("C22.5分)", "(22.5分)"),
        ("效益C30", "效益(30"),
        ("100·", "100"),
    ],
)
def test_what_only_a_figure_can_be(read, meant):
    settled = settle(reading(read))
    assert text(settled) == meant
    changed = [c for c in settled if c.raw is not None]
    assert changed
    assert all(c.text == "" or c.confidence <= 0.6 for c in changed)


@pytest.mark.parametrize(
    "read", ["O型血", "IT设备", "第C区", "C22型", "一、二", "12.5", "PM2.5", "B/A", "完成。", "10,20"]
)
def test_what_stays(read):
    assert text(settle(reading(read))) == read


@pytest.mark.parametrize(
    ("read", "column", "meant"),
    [
        ("O", ["10", "20", "5"], "0"),
        ("O", ["甲", "乙"], "O"),
        ("00", ["%", "%", "人"], "%"),
        ("00", ["%", "95", "%"], "00"),
        ("00", ["人", "次"], "00"),
        ("2", ["≥", "≥", "≤"], "≥"),
        ("2", ["1", "3", "≥"], "2"),
        ("一", ["10", "20"], "—"),
        ("一", ["二", "三"], "一"),
        ("99:05", ["10", "9.55", "100"], "99.05"),  # a speck above the point
        ("9:30", ["8:00", "10", "12"], "9:30"),
        ("99:05", ["甲", "乙", "丙"], "99:05"),
    ],
)
def test_a_lone_character_is_settled_by_its_column(read, column, meant):
    assert text(settle_alone(reading(read), column)) == meant


@pytest.mark.parametrize("read", ["10", "2", "5", "00"])
def test_a_sure_figure_stays_among_signs(read):
    column = ["≥", "≥", "≤"] if len(read) == 1 else ["%", "%", "人"]
    kept = read if read != "00" else "%"  # no figure is printed like that
    assert text(settle_alone(reading(read, 0.99), column)) == kept


def test_degrees_stay_where_the_recogniser_is_sure():
    assert text(settle(reading("旋转90°", 0.99))) == "旋转90°"


def test_a_character_of_a_heading_is_settled_where_the_recogniser_was_unsure():
    (settled,) = settle_terms([reading("部内名称", 0.9)])
    assert text(settled) == "部门名称"
    assert (settled[1].raw, settled[1].confidence) == ("内", pytest.approx(0.1))


@pytest.mark.parametrize(
    ("read", "sure"),
    [
        ("部内名称", 0.99),
        ("项日名称", 0.99),
        ("部内人员", 0.9),
        ("一级指标", 0.9),
        ("质量指标", 0.9),
        ("外部内墙", 0.9),
    ],
)
def test_what_the_recogniser_is_sure_of_and_what_is_no_heading_stays(read, sure):
    assert [text(r) for r in settle_terms([reading(read, sure)])] == [read]


def test_of_two_headings_the_one_counts_that_the_recogniser_thought_of():
    assert text(settle_terms([reading("贡量指标", 0.8, 贡="质")])[0]) == "质量指标"
    assert text(settle_terms([reading("贡量指标", 0.8)])[0]) == "贡量指标"


def test_traditional_characters_on_a_page_of_simplified_ones():
    plain = [reading("预算执行进度与项目实际经费开支相关说明", 0.99), reading("決算数", 0.99)]
    assert text(settle_terms(plain)[1]) == "决算数"
    assert settle_terms(plain)[1][0].raw == "決"
    other = [reading("預算執行進度與項目實際經費開支相關說明", 0.99), reading("決算數", 0.99)]
    assert text(settle_terms(other)[1]) == "決算數"


def strokes(*lines, size=30):
    ink = np.zeros((size, size), np.uint8)
    for x0, x1, y in lines:
        cv2.rectangle(ink, (x0, y), (x1, y + 3), 255, -1)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def test_a_sign_of_equality_is_told_by_its_ink_from_the_figure_two():
    assert text(mark_of(strokes((8, 21, 10), (8, 22, 17)), 30)) == "="
    assert mark_of(strokes((6, 21, 4), (1, 27, 22)), 30) is None


@pytest.mark.parametrize(
    ("sure", "others", "height", "width", "meant"),
    [
        (1.0, (), 0.11, 0.84, "一"),  # thin strokes, and no doubt
        (0.61, (("—", 0.37),), 0.06, 0.76, "—"),  # a dash no wider than the print around it
        (0.61, (("二", 0.37),), 0.06, 0.76, "一"),
        (0.61, (), 0.06, 0.9, "—"),
        (0.61, (("—", 0.37),), 0.14, 0.9, "一"),
        (0.61, (("—", 0.37),), 0.06, 0.5, "一"),
    ],
)
def test_a_dash_is_told_from_the_figure_one_by_its_ink_and_the_doubt(sure, others, height, width, meant):
    assert settle_dash(Character("一", sure, 0.5, others), height, width).text == meant


@pytest.mark.parametrize("read", ["意度指标", "会效益指标", "成本指标", "年度资金总"])
def test_a_heading_that_goes_on_in_the_next_line_of_its_cell_stays(read):
    assert [text(r) for r in settle_terms([reading(read, 0.9)])] == [read]
