"""Points of whole blocks, and which figure of a total row is which."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP
from tests.forms.reading import form, plain, points, read, value

HEADER = ["一级指标", "二级指标", "三级指标", "指标值", "完成值"]


def sections(found) -> list[tuple]:
    return [(value(s.label), plain(s.weight), plain(s.score)) for s in found.sections]


def test_one_column_of_points_beside_all_blocks():
    found = form([
        ["专项名称", "村医补助", LEFT, LEFT, LEFT, LEFT, "自评得分"],
        ["主管部门", "甲县卫生健康局", LEFT, "实施单位", "甲县医院", LEFT, "96"],
        ["资金（万元）", "预算数：", "30", "执行数：", "30", LEFT, "20"],
        [UP, "其中：中央补助", "20", "其中：中央补助", "20", LEFT, UP],
        ["年度目标完成情况", "预期目标", LEFT, LEFT, "实际完成情况", LEFT, "20"],
        [UP, "培训村医40人以上。", LEFT, LEFT, "培训村医42人，全部合格。", LEFT, UP],
        ["指标完成情况", *HEADER, "55"],
        [UP, "产出指标", "数量指标", "培训村医", "≥40人", "42人", "30"],
        [UP, UP, "质量指标", "合格率", "100%", "100%", "26"],
    ])  # fmt: skip
    assert plain(found.totals.total_score) == "96"
    assert [points(i) for i in found.indicators] == [(None, "30"), (None, "26")]
    assert sections(found) == [("年度目标完成情况", None, "20"), ("指标完成情况", None, "55")]
    assert plain(found.funding[0].score) == "20"


def test_the_running_column_may_hold_full_points():
    found = form([
        ["项目名称", "路灯维护", LEFT, LEFT, LEFT, "分值"],
        ["主管部门", "乙县住建局", LEFT, LEFT, LEFT, "100"],
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "90"],
        ["产出指标", "数量指标", "维护路灯", "≥100盏", "120盏", "50"],
        [UP, "质量指标", "亮灯率", "≥98%", "99%", "40"],
    ])  # fmt: skip
    assert [points(i) for i in found.indicators] == [("50", None), ("40", None)]
    assert plain(found.totals.full_score) == "100"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("绩效指标（80分）", ("绩效指标", "80", None)),
        ("年度目标2（80分，自评78分）", ("年度目标2", "80", "78")),
        ("指标完成情况 满分80分 得分78分", ("指标完成情况", "80", "78")),
    ],
)
def test_points_in_a_label_of_a_block(label, expected):
    found = form([
        [label, *HEADER, "得分"],
        [UP, "产出指标", "数量指标", "甲", "1个", "1个", "40"],
        [UP, "效益指标", "社会效益指标", "乙", "提高", "提高", "38"],
    ])  # fmt: skip
    assert sections(found) == [expected]


def test_levels_with_points_of_their_own_leave_none_to_the_block():
    found = form([
        ["绩效指标（90分）", *HEADER, "得分"],
        [UP, "产出指标（50分）", "数量指标", "甲", "1个", "1个", "50"],
        [UP, "效益指标（40分）", "社会效益指标", "乙", "提高", "提高", "38"],
    ])  # fmt: skip
    assert [s[0] for s in sections(found)] == ["产出指标", "效益指标"]


def test_a_level_with_full_points_and_points():
    found = form([
        [*HEADER, "得分"],
        ["产出指标（45分）自评43.5分", "数量指标", "甲", "1个", "1个", "43.5"],
    ])  # fmt: skip
    assert sections(found) == [("产出指标", "45", "43.5")]


HEADED = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "偏差原因"]
ROWS = [
    ["产出指标", "数量指标", "甲", "1个", "1个", "60", "58", ""],
    ["效益指标", "社会效益指标", "乙", "提高", "提高", "40", "30", ""],
]


@pytest.mark.parametrize(
    "total",
    [
        ["总分", LEFT, LEFT, LEFT, LEFT, "100", "88", ""],  # below its headings
        ["总分", LEFT, LEFT, LEFT, "100", "88", "良", ""],  # one column to the left
        ["合计", LEFT, "100", "88", "良", "", "", ""],  # far from its headings
        ["总分", LEFT, LEFT, LEFT, LEFT, "88", "100", ""],  # the other way round
    ],
)
def test_total_rows_off_their_headings(total):
    totals = form([HEADED, *ROWS, total]).totals
    assert (plain(totals.full_score), plain(totals.total_score)) == ("100", "88")


def test_a_slip_in_the_total_is_kept():
    totals = form([HEADED, *ROWS, ["总分", LEFT, LEFT, LEFT, "100", "68", "良", ""]]).totals
    assert (plain(totals.full_score), plain(totals.total_score)) == ("100", "68")


def test_a_title_in_the_middle_begins_another_form():
    rows = [HEADED, ROWS[0]]
    title = ["项目支出绩效自评表（93分）", *[LEFT] * 7]
    head = ["项目名称", "乙", *[LEFT] * 6]
    forms = read(
        [["项目支出绩效自评表", *[LEFT] * 7], ["项目名称", "甲", *[LEFT] * 6], *rows, title, head, *rows]
    ).forms
    assert [value(f.head.subject) for f in forms] == ["甲", "乙"]
    assert [value(f.title) for f in forms] == ["项目支出绩效自评表", "项目支出绩效自评表（93分）"]
    assert plain(forms[1].totals.total_score) == "93"
