"""Figures of a table that follow from others of it are told again; those that do not agree are another thing."""

from __future__ import annotations

import pytest

from tests.builders import UP, document, paragraph, table
from ziping.parsers.parse import parse

TITLE = paragraph("镇区路灯维护项目支出绩效自评表", top=0)


def unread(rows: list[list[str]]) -> list[str]:
    report = parse(document(TITLE, table(rows)))
    return ["".join(p.text for p in n.printed) for n in report.notes if n.code == "unread-figure"]


def rated(rate: str, whole: str = "93.70%") -> list[list[str]]:
    return [
        ["一级指标", "分值", "得分", "得分率"],
        ["决策", "20", "18.7", "93.50%"],
        ["过程", "20", "19", "95.00%"],
        ["产出", "35", "33", rate],
        ["效益", "25", "23", "92.00%"],
        ["合计", "100", "93.7", whole],
    ]


def test_a_rate_of_points_follows_from_them():
    assert unread(rated("94.29%")) == []


@pytest.mark.parametrize(("rows", "found"), [(rated("94.92%"), ["94.92"]), (rated("94.29%", "97.30%"), ["97.30"])])
def test_a_rate_that_its_points_do_not_give_is_said(rows, found):
    assert unread(rows) == found


def deducted(total: str) -> list[list[str]]:
    return [
        ["一级指标", "三级指标", "指标值", "实际完成值", "分值", "复核扣分", "得分"],
        ["产出指标", "路灯维护数量", "≥1200盏", "1260盏", "50", "2", "48"],
        [UP, "亮灯率", "≥95%", "97.2%", "30", "1.5", "28.5"],
        ["效益指标", "投诉下降率", "≥10%", "12%", "20", "1", "19"],
        ["合计", "", "", "", "100", total, "95.5"],
    ]


def test_the_sum_of_a_column_kept_in_extra_is_told_again():
    assert unread(deducted("4.5")) == []


def test_a_sum_that_its_column_does_not_give_is_said():
    assert unread(deducted("5.4")) == ["5.4"]
