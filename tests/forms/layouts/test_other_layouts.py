"""The same form in other layouts says the same: headings replaced, labels printed again or once, columns added."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP
from tests.forms.reading import form, levels, points, value

HEADER = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"]
BODY = [
    ["产出指标", "数量指标", "培训村医", "≥40人", "42人", "20", "20", ""],
    [UP, UP, "改建卫生室", "12所", "11所", "20", "18", "一所用地未落实"],
    [UP, "质量指标", "考核合格率", "100%", "100%", "20", "20", ""],
    ["效益指标", "社会效益指标", "就诊便利程度", "提高", "提高", "20", "20", ""],
    ["满意度指标", "服务对象满意度", "村民满意率", "≥90%", "93%", "20", "20", ""],
]
SPLIT_HEADER = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "分值", "得分"]
SPLIT_BODY = [
    ["产出指标", "数量指标", "培训村医", "≥", "40", "人", "42", "30", "30"],
    [UP, "质量指标", "考核合格率", "＝", "100", "%", "100", "30", "30"],
    ["效益指标", "社会效益指标", "服务人口", "≥", "3", "万人", "3.2", "40", "39"],
]
UNHEARD = ["甲项", "乙栏", "丙目", "丁事", "戊端", "己类", "庚面", "辛况", "壬点"]


def says(rows: list[list[str]]) -> list[tuple]:
    return [(*levels(i), value(i.target_text), value(i.actual_text), *points(i)) for i in form(rows).indicators]


def filled(rows: list[list[str]], *, again: bool) -> list[list[str]]:
    """Merged labels printed again on every row, or on the first only."""
    found: list[list[str]] = []
    for row in rows:
        above = found[-1] if found else row
        found.append([(above[c] if again else "") if text == UP else text for c, text in enumerate(row)])
    return found


def headings(header: list[str], unheard: set[int]) -> list[str]:
    return [UNHEARD[c] if c in unheard else text for c, text in enumerate(header)]


@pytest.mark.parametrize(("header", "body"), [(HEADER, BODY), (SPLIT_HEADER, SPLIT_BODY)], ids=["whole", "split"])
@pytest.mark.parametrize("column", range(8))
def test_one_heading_that_nobody_knows(header, body, column):
    assert says([headings(header, {column}), *body]) == says([header, *body])


@pytest.mark.parametrize("unheard", [{0, 1}, {3, 6}, {4, 5}, {0, 2, 4}, {1, 3, 6}])
def test_several_headings_that_nobody_knows(unheard):
    assert says([headings(HEADER, unheard), *BODY]) == says([HEADER, *BODY])


@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize("unheard", [set(), {0}, {1, 4}])
def test_labels_that_are_not_merged(again, unheard):
    assert says([headings(HEADER, unheard), *filled(BODY, again=again)]) == says([HEADER, *BODY])


@pytest.mark.parametrize("label", ["绩效指标", "年度绩效目标（100分）", "指标完成情况"])
@pytest.mark.parametrize("again", [True, False])
def test_a_label_of_the_block_beside_it(label, again):
    beside = label if again else UP
    rows = [[label, *HEADER], *[[beside, *row] for row in BODY]]
    assert says(rows) == says([HEADER, *BODY])


def test_a_blank_column_in_front():
    assert says([["", *row] for row in [HEADER, *BODY]]) == says([HEADER, *BODY])


def test_a_total_off_its_headings_and_a_head_above():
    rows = [
        ["项目名称", "村医补助", *[LEFT] * 6],
        HEADER, *BODY,
        ["总分", LEFT, LEFT, LEFT, "100", "98", "优", ""],
    ]  # fmt: skip
    assert says(rows) == says([HEADER, *BODY])
