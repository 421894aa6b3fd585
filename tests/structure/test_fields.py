"""Entries of label and value on a line of their own."""

from __future__ import annotations

import pytest

from tests.builders import text
from ziping.parsers.lexicon.fields import read_fields
from ziping.schemas.document import Paragraph


@pytest.mark.parametrize(
    ("string", "gaps", "entries"),
    [
        ("项目：公路养护工程", (), [("project", "公路养护工程")]),
        ("评价项目名称：造林", (), [("project", "造林")]),  # 项目名称 alone is a label, too
        (
            "主管部门：甲县水利局实施单位：甲县水利站",
            (5, 10),
            [("supervising_department", "甲县水利局"), ("agency", "甲县水利站")],
        ),
        ("单位：甲县林业局（盖章）", (), [("agency", "甲县林业局")]),
        ("单位：万元", (), [("unit", "万元")]),
        ("项目主管部门：甲县水利局。", (), [("supervising_department", "甲县水利局")]),
        ("项目实施单位：甲县水利站；", (), [("agency", "甲县水利站")]),
        (
            "项目名称灌渠维修评价年度2023年",
            (4, 8, 12),
            [("project", "灌渠维修"), ("year", "2023年")],
        ),
        ("项目名称灌渠维修已经完成", (4, 8), []),
        ("主管部门实施单位甲县水利站", (4, 8), []),
        ("综合得分：96.19分等级：优", (11,), [("total_score", "96.19分"), ("grade", "优")]),
    ],
)
def test_entries_of_a_line(string, gaps, entries):
    found = read_fields(Paragraph(text(string), gaps=gaps))
    assert [(e.field, e.value.value) for e in found] == entries
