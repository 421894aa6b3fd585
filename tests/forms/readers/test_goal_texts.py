"""The text of goals, and of what came of them."""

import pytest

from tests.builders import LEFT, UP, table
from tests.forms.reading import form, value
from ziping.parsers.forms import read_table

HEAD = ["项目名称", "机井维修", LEFT, LEFT]
SCORES = [["三级指标", "年度指标值", "分值", "得分"], ["维修机井", "12眼", "100", "100"]]


def goals(*rows):
    (form,) = read_table(table([HEAD, *rows, *SCORES])).forms
    return tuple(None if s is None else s.value for s in (form.goal, form.outcome))


@pytest.mark.parametrize(
    "rows",
    [
        [["年度总体目标", "预期目标", "实际完成情况", LEFT], [UP, "修好全部机井。", "全部修好。", LEFT]],
        [["年初设定目标", "修好全部机井。", LEFT, LEFT], ["全年实际完成情况", "全部修好。", LEFT, LEFT]],
        [["年初绩效目标", "修好全部机井。", LEFT, LEFT], ["目标实现情况", "全部修好。", LEFT, LEFT]],
        [["任务目标", "修好全部机井。", LEFT, LEFT], ["落实情况", "全部修好。", LEFT, LEFT]],
        [["当年绩效目标", "年初绩效目标", "全年目标实际完成情况", LEFT], [UP, "修好全部机井。", "全部修好。", LEFT]],
        [["年度总体目标", "修好全部机井。", LEFT, LEFT], ["年度总体目标完成情况综述", "全部修好。", LEFT, LEFT]],
    ],
)
def test_goal_and_outcome_are_told_apart(rows):
    assert goals(*rows) == ("修好全部机井。", "全部修好。")


def test_a_form_without_goals_has_none():
    assert goals() == (None, None)


def test_an_empty_cell_is_no_text():
    assert goals(["年度总体目标", "预期目标", "实际完成情况", LEFT], [UP, "修好全部机井。", "", LEFT]) == (
        "修好全部机井。",
        None,
    )


def test_what_labels_other_text_is_no_goal():
    rows = [
        ["项目情况", "1.项目年度目标完成情况", "项目年度目标", "年度目标完成情况"],
        [UP, UP, "修好全部机井。", "全部修好。"],
        [UP, "2.项目实施内容及过程", "由水务站提出，经询价选定供应商，按合同安装。", LEFT],
    ]
    assert goals(*rows) == ("修好全部机井。", "全部修好。")


def test_a_goal_with_points_in_its_label_has_the_texts_beside_it():
    rows = [
        ["项目名称", "图书馆免费开放", LEFT, LEFT],
        ["年度目标（20分）", "全年开放三百天，接待读者十二万人次", "全年开放三百零五天，接待读者十一万人次", "19"],
        ["绩效指标（80分）", "指标名称", "年度指标", "得分"],
        [UP, "开放天数（80分）", "300天", "80"],
    ]
    goal = form(rows).indicators[0]
    assert value(goal.target_text) == "全年开放三百天，接待读者十二万人次"
    assert value(goal.actual_text) == "全年开放三百零五天，接待读者十一万人次"


@pytest.mark.parametrize("third", [[LEFT, LEFT], ["总体完成率（%）", "100"], ["目标完成比例", "100%"], ["备注", "无"]])
@pytest.mark.parametrize("outcome", ["具体完成情况", "落实与完成情况", "实际完成情况"])
def test_a_heading_beside_that_of_the_goals_is_no_text(outcome, third):
    rows = [
        ["年度预期目标", outcome, third[0], LEFT],
        ["年内修好全部机井并通水灌溉。", "全部修好，灌溉1200亩。", third[1], LEFT],
    ]
    assert goals(*rows)[:1] == ("年内修好全部机井并通水灌溉。",)
    assert goals(*rows)[1].startswith("全部修好，灌溉1200亩。")
    assert "100" not in goals(*rows)[1]
