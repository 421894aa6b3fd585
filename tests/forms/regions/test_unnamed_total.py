"""A total under a label that nobody knows is told by its figures."""

from __future__ import annotations

import pytest

from tests.builders import LEFT
from tests.forms.reading import form, plain, read

HEADER = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
ROWS = [
    HEADER,
    ["产出指标", "数量指标", "养护里程", "≥480公里", "486公里", "50", "50"],
    ["效益指标", "社会效益指标", "客运班车", "不断线", "未断线", "40", "38.5"],
]


def _last(label: str, *figures: str, words: int = 5) -> list[str]:
    return [label, *[LEFT] * (words - 1), *figures]


@pytest.mark.parametrize("label", ["全部加起来", "本表分数一共", "榧橼"])
@pytest.mark.parametrize(
    ("figures", "total"), [(("90", "88.5"), "88.5"), (("100", "98.1"), "98.1"), (("", "88.5"), "88.5")]
)
def test_sums_below_the_points_are_the_total(label: str, figures: tuple[str, str], total: str):
    found = form([*ROWS, _last(label, *figures)])
    assert plain(found.totals.total_score) == total
    assert len(found.indicators) == 2


@pytest.mark.parametrize("figures", [("95", "88.5"), ("90", "70"), ("100", "99.5"), ("", "")])
def test_figures_that_are_no_sums_are_no_total(figures: tuple[str, str]):
    assert read([*ROWS, _last("全部加起来", *figures)]).forms[0].totals.total_score is None


def test_a_group_of_its_own_name_is_no_total():
    rows = [*ROWS, ["其他", "质量指标", "优良路率", "≥85%", "86%", "90", "88.5"]]
    assert form(rows).totals.total_score is None


@pytest.mark.parametrize("label", ["考评得分", "榧橼", "本表分数一共"])
@pytest.mark.parametrize(
    ("figures", "total"), [(("90", "88.5"), "88.5"), (("100", "98.1"), "98.1"), (("100", "100"), None)]
)
def test_no_rule_parts_the_total_from_its_block(label: str, figures: tuple[str, str], total: str | None):
    found = form([*ROWS, [label, "", "", "", "", *figures]])
    if total is not None:
        assert plain(found.totals.total_score) == total
        assert len(found.indicators) == 2
    else:
        assert found.totals.total_score is None


def test_the_last_group_may_have_as_many_points_as_those_above_it():
    found = form([*ROWS[:2], ["效益指标", "", "", "", "", "50", "50"]])
    assert found.totals.total_score is None
