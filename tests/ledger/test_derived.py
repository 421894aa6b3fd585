"""Figures of a table that follow from others of it are told again; those that do not agree are another thing."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, UP, document, paragraph, table
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


def reviewed(first: str, second: str, whole: str) -> list[list[str]]:
    return [
        ["一级指标", "三级指标", "指标值", "实际完成值", "分值", "自评得分", "复评分"],
        ["产出指标", "路灯维护数量", "≥1200盏", "1260盏", "40", "40", "39"],
        [UP, "亮灯率", "≥95%", "97.2%", "30", "28.5", "28"],
        ["产出小计", "", "", "", "70", "68.5", first],
        ["效益指标", "投诉下降率", "≥10%", "12%", "20", "19", "18"],
        [UP, "居民满意度", "≥90%", "93%", "10", "10", "10"],
        ["效益小计", "", "", "", "30", "29", second],
        ["合计", "", "", "", "100", "97.5", whole],
    ]


def test_subtotals_of_a_further_column_are_told_again():
    assert unread(reviewed("67", "28", "95")) == []


@pytest.mark.parametrize(("sums", "found"), [(("76", "28", "95"), ["76"]), (("67", "28", "59"), ["59"])])
def test_subtotals_that_do_not_fit_are_said(sums, found):
    assert unread(reviewed(*sums)) == found


def test_the_numbers_of_columns_are_no_values():
    rows = deducted("4.5")
    assert unread([rows[0], ["1", "2", "3", "4", "5", "6", "7"], *rows[1:]]) == []
    assert unread([rows[0], ["1", "2", "3", "4", "5", "7", "6"], *rows[1:]]) != []


def test_words_of_a_cell_that_tell_the_total_again_are_no_loss():
    rows = [["自评结论", "项目自评总分95.5分，评价等级为优。", LEFT, LEFT, LEFT, LEFT, LEFT]]
    assert unread([*deducted("4.5"), *rows]) == []
    assert unread([*deducted("4.5"), [rows[0][0], rows[0][1].replace("95.5", "96.5"), *rows[0][2:]]]) == ["96.5"]
