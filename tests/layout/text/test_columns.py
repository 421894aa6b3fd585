"""Running text in two columns without a rule between them."""

from __future__ import annotations

import pytest

from ziping.pipeline.layout.text.columns import parted_columns
from ziping.pipeline.layout.text.lines import Line, words_to_line
from ziping.schemas.geometry import Box
from ziping.schemas.page import Word

_EM = 10.0


def line(number: int, *parts: tuple[float, str]) -> Line:
    top = 20.0 * number
    return words_to_line([Word(t, Box(x, top, x + _EM * len(t), top + _EM)) for x, t in parts], 1)


def columns(*lines: list[tuple[float, str]]) -> list[list[str]]:
    found = parted_columns([line(n, *parts) for n, parts in enumerate(lines)])
    return [[part.text for part in column] for column in found]


def test_a_figure_at_the_end_of_one_column_does_not_go_on_in_the_other():
    goal, outcome = [(40, "全年送餐，覆盖率"), (40, "100%。")], [(300, "送餐9万客，新增食堂5"), (300, "家。")]
    assert columns([goal[0], outcome[0]], [goal[1], outcome[1]]) == [
        ["全年送餐，覆盖率", "100%。"],
        ["送餐9万客，新增食堂5", "家。"],
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [[(40, "修渠12公里，投入185万元，惠及"), (300, "3村，验收合格")]],  # one line
        [[(40, "修渠12公里，惠及3村"), (300, "验收，合格")], [(40, "其余继续推进。")]],  # a wide blank by chance
        [[(40, "修渠12公里，惠及"), (300, "3村，合格")], [(40, "其余，继续"), (220, "推进。")]],  # not below each other
        [[(40, "项目名称：甲、乙"), (300, "主管部门：丙、丁")], [(40, "联系人：戊"), (300, "电话：己")]],  # entries
        [
            [(40, "数量指标"), (300, "修渠12公里，合格")],
            [(40, "质量指标"), (300, "合格率，达标")],
        ],  # names beside texts
    ],
)
def test_other_lines_stay_together(lines):
    assert len(columns(*lines)) == 1
