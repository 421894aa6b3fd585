"""Columns of two values in each cell."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP
from tests.forms.reading import form, plain, points, value


@pytest.mark.parametrize("stroke", ["/", "／"])
@pytest.mark.parametrize(
    ("heading", "cells"), [("分值{}得分", ("15{}14.5", "85{}80")), ("满分{}自评得分", ("15分{}14.5分", "85分{}80分"))]
)
def test_weights_and_scores_are_parted(stroke, heading, cells):
    rows = [
        ["项目名称", "惠民演出", LEFT, LEFT, LEFT, LEFT],
        ["一级指标", "二级指标", "三级指标", "目标值", heading.format(stroke), "说明"],
        ["产出指标", "数量指标", "演出场次", "≥72场", cells[0].format(stroke), ""],
        [UP, "质量指标", "合格率", "100%", cells[1].format(stroke), "设备老化"],
    ]
    read = form(rows)
    assert [points(i) for i in read.indicators] == [("15", "14.5"), ("85", "80")]
    assert value(read.indicators[1].reason) == "设备老化"
    assert not any(i.extra for i in read.indicators)


def test_targets_and_results_are_parted():
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标值/完成值", "分值", "得分"],
        ["产出指标", "数量指标", "演出场次", "≥72场/75场", "50", "50"],
        [UP, "时效指标", "完成时间", "12月底前/11月", "50", "50"],
    ]
    first, second = form(rows).indicators
    assert (value(first.target_text), value(first.actual_text), plain(first.actual_value)) == ("≥72场", "75场", "75")
    assert (value(second.target_text), value(second.actual_text)) == ("12月底前", "11月")


def test_a_stroke_within_a_value_parts_nothing():
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
        ["产出指标", "成本指标", "补助标准", "300元/户", "300元/户", "50", "50"],
        [UP, "数量指标", "户数/人数", "20/40", "20/40", "50", "50"],
    ]
    read = form(rows)
    assert [value(i.target_text) for i in read.indicators] == ["300元/户", "20/40"]
    assert [value(i.level3) for i in read.indicators] == ["补助标准", "户数/人数"]
