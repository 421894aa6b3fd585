"""Prose that evaluates several projects: a chapter each."""

from __future__ import annotations

import pytest

from tests.builders import paragraph
from ziping.parsers.structure.chapters.headed import head_of_project
from ziping.parsers.structure.chapters.numbered import split_into_chapters
from ziping.schemas.document import Paragraph


def _prose(*lines: str) -> list[tuple[int, Paragraph]]:
    return [(i, paragraph(line)) for i, line in enumerate(lines)]


def test_projects_with_verdicts_of_their_own_are_chapters():
    rest, chapters = split_into_chapters(
        _prose(
            "二、我局3个项目开展了自评，预算1260.5万元。",
            "（一）渡口维护项目",
            "预算900万元。项目绩效自评得分为96.5分，评价等级为优。",
            "（二）“水上课堂”项目绩效自评情况",
            "自评得分为92分，评价等级为优。",
            "三、下一步工作",
        )
    )
    assert [c.name.value for c in chapters] == ["渡口维护项目", "水上课堂"]
    assert [[i for i, _ in c.paragraphs] for c in chapters] == [[1, 2], [3, 4]]
    assert [i for i, _ in rest] == [0, 5]


def test_a_chapter_may_be_one_paragraph():
    _, chapters = split_into_chapters(
        _prose("1.助学金项目。预算90万元，自评得分96分。", "2.校舍维修费：预算10万元，自评结果为良。")
    )
    assert [c.name.value for c in chapters] == ["助学金项目", "校舍维修费"]


@pytest.mark.parametrize("where", ["自评情况见下表", "绩效自评结果详见附件", "具体情况参见附表"])
def test_a_project_beside_one_that_a_table_tells_is_a_chapter(where: str):
    rest, chapters = split_into_chapters(
        _prose("（一）自助终端购置项目。预算78万元，该项目自评得分98分。", f"（二）大厅运行维护项目。{where}。")
    )
    assert [c.name.value for c in chapters] == ["自助终端购置项目"]
    assert [i for i, _ in rest] == [1]


def test_one_project_alone_is_no_chapter():
    prose = _prose("（一）自助终端购置项目。预算78万元，自评得分98分。", "（二）大厅运行维护项目。全年运行平稳。")
    assert split_into_chapters(prose)[1] == ()


def test_aspects_of_one_project_are_no_chapters():
    prose = _prose(
        "（一）项目资金管理情况",
        "自评得分10分。",
        "（二）项目绩效目标完成情况",
        "自评得分90分。",
        "综合得分100分，等级为优。",
    )
    assert split_into_chapters(prose) == (tuple(prose), ())


def test_what_is_measured_is_no_project():
    _, chapters = split_into_chapters(
        _prose(
            "1.禽流感防疫群体密度，目标值≥90%，完成值≥92%，自评得分25分；",
            "2.防疫员补助经费发放率，目标值=100%，完成值=100%，自评得分25分；",
            "3.养殖户对项目满意度，目标值≥90%，完成值≥95%，自评得分25分；",
            "4.病死猪处理补贴及时性，目标值≥90%，完成值≥95%，自评得分25分。",
        )
    )
    assert chapters == ()


def test_amounts_alone_make_no_chapter():
    prose = _prose(
        "1.助学金：预算90万元，执行率100%。", "2.校舍维修费：预算10万元，执行率98%。", "自评得分96分，等级为优。"
    )
    assert split_into_chapters(prose)[1] == ()


def test_sections_of_one_evaluation_are_no_chapters():
    for prose in (
        _prose(
            "1.项目决策。满分15分，自评15分。", "2.项目过程。满分25分，自评24分。", "3.项目产出。满分60分，自评55分。"
        ),
        _prose("（一）资金管理工作。自评14分。", "（二）项目建设工作。自评24分。", "（三）群众服务工作。自评55分。"),
        _prose(
            "1.过程—资金管理—资金支付率12分，自评12分；过程—业务管理—监管8分，自评8分。",
            "2.产出—数量—补助资金发放30分，自评30分。",
        ),
        _prose("1.项目投入。自评20分，预算30万元。", "2.项目产出。自评40分。", "3.项目效益。自评38分。"),
    ):
        assert split_into_chapters(prose)[1] == ()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("项目一：农田灌溉项目", "农田灌溉项目"),
        ("项目2 渠道清淤工程绩效自评情况", "渠道清淤工程"),
        ("（三）子项目3：《数字书屋》", "数字书屋"),
        ("重点项目1、校园足球经费", "校园足球经费"),
        ("农机补贴资金", "农机补贴资金"),
        ("“数字书屋”项目", "数字书屋"),
        ("项目一：项目决策", None),
        ("一、农田灌溉项目", None),
        ("项目资金使用情况", None),
        ("项目1预算30万元，支出30万元。", None),
        ("本项目", None),
    ],
)
def test_a_line_that_heads_a_project(line: str, name: str | None):
    span = head_of_project(line)
    assert (None if span is None else line[slice(*span)]) == name


@pytest.mark.parametrize(
    "heads", [("项目一：灌溉项目", "项目二：清淤项目"), ("灌溉项目", "清淤项目"), ("项目1 灌溉", "项目2 清淤")]
)
def test_projects_with_a_line_over_them_are_chapters(heads: tuple[str, str]):
    rest, chapters = split_into_chapters(
        _prose(
            "我局2个项目开展了自评，预算1260.5万元。",
            heads[0],
            "（一）资金情况",
            "预算900万元，支出900万元。",
            "（二）评分情况",
            "合计95.2分，等级为优。",
            heads[1],
            "（一）资金情况",
            "（二）评分情况",
            "自评得分87.5分。",
            "回访群众均表示满意。",
            "四、下一步工作",
            "加快工程结算。",
        )
    )
    assert [[i for i, _ in c.paragraphs] for c in chapters] == [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]]
    assert [i for i, _ in rest] == [0, 11, 12]


def test_paragraphs_that_begin_with_a_project_are_chapters():
    rest, chapters = split_into_chapters(
        _prose(
            "部门整体支出绩效自评得分93.5分，等级为优。",
            "三、部分项目绩效自评结果",
            "公路养护项目全年预算数1860万元，执行率99.37%，自评得分96分，等级为优。覆盖公路1526公里。",
            "公交补贴项目全年预算数720万元，执行率100%，自评得分94分，等级为优。",
            "四、存在的问题",
        )
    )
    assert [c.name.value for c in chapters] == ["公路养护项目", "公交补贴项目"]
    assert [i for i, _ in rest] == [0, 1, 4]


def test_paragraphs_on_one_subject_are_no_chapters():
    prose = _prose(
        "该项目预算30万元，自评得分95分。", "本项目支出29万元，评价等级为优。", "我局自评得分95分，支出29万元。"
    )
    assert split_into_chapters(prose)[1] == ()


@pytest.mark.parametrize(
    ("lines", "names", "general"),
    [
        (("（二）项目绩效自评结果。防汛经费项目绩效自评综述：全年预算100万元，自评得分99分。",), ["防汛经费"], 1),
        (
            (
                "1.防汛经费项目支出绩效自评综述：自评得分99分。",
                "发现的问题：指标偏少。",
                "2.水质监测费自评情况综述：得95分。",
            ),
            ["防汛经费", "水质监测费"],
            0,
        ),
        (("“河长巡查”项目绩效自评综述。项目自评得分97分，等级为优。", "十、机关运行经费"), ["河长巡查"], 1),
    ],
)
def test_a_project_that_accounts_sum_up_is_a_chapter(lines: tuple[str, ...], names: list[str], general: int):
    rest, chapters = split_into_chapters(_prose(*lines))
    assert ([c.name.value for c in chapters], len(rest)) == (names, general)


def test_a_summary_of_a_whole_department_is_no_project():
    for line in (
        "部门整体支出绩效自评综述：自评得分95分。",
        "项目绩效自评综述：自评得分95分。",
        "单位绩效自评情况综述：自评得分95分。",
    ):
        assert split_into_chapters(_prose(line))[1] == ()


@pytest.mark.parametrize(
    "told",
    [
        "预算200万元，支出190万元。产出指标分值50分，得分48分；效益指标分值30分，得分28分。综合得分97.5分，等级为优。",
        "全年预算60万元，执行59万元，该项分值10分，得分9.8分。项目自评总得分95.3分。",
        "1.产出指标。目标120件，完成118件，分值20分，得分19.67分。2.结论。自评得分为94分，评价等级为“优”。",
    ],
)
def test_more_points_than_any_item_has_are_those_of_a_project(told: str):
    prose = _prose("四、项目支出自评情况", "（一）机井修复项目", told, "（二）乡村道路硬化项目", told)
    assert [c.name.value for c in split_into_chapters(prose)[1]] == ["机井修复项目", "乡村道路硬化项目"]


@pytest.mark.parametrize(
    ("heads", "names"),
    [
        (
            ("第一部分　林业改革发展资金绩效自评", "第二部分　草原生态修复资金绩效自评"),
            ["林业改革发展资金", "草原生态修复资金"],
        ),
        (
            ("一、校舍维修改造工程自评情况", "二、营养改善计划补助绩效自评报告"),
            ["校舍维修改造工程", "营养改善计划补助"],
        ),
        (("一、部门整体支出绩效自评情况", "二、项目支出绩效自评情况"), []),
        (("一、林业改革发展资金安排", "二、草原生态修复资金安排"), []),
    ],
)
def test_a_head_may_say_that_a_chapter_evaluates(heads: tuple[str, str], names: list[str]):
    prose = _prose(heads[0], "下达资金61万元，支出42万元。", heads[1], "下达资金86万元，支出86万元。")
    assert [c.name.value for c in split_into_chapters(prose)[1]] == names


@pytest.mark.parametrize("title", ["2023年度专项资金绩效自评表", "2023年度项目支出绩效自评情况表"])
def test_a_title_that_names_a_kind_of_money_heads_no_project(title):
    assert head_of_project(title) is None


def test_heads_on_what_came_of_targets_make_chapters():
    told = (
        "（一）绩效目标分解下达情况",
        "共安排资金12万元。",
        "（二）绩效目标完成情况分析",
        "执行11万元，执行率91.67%。",
    )
    prose = _prose("一、救灾资金（抗洪抢险）", *told, "二、救灾资金（冬春生活救助）", *told)
    assert [c.name.value for c in split_into_chapters(prose)[1]] == ["救灾资金（抗洪抢险）", "救灾资金（冬春生活救助）"]
    assert split_into_chapters(_prose("一、项目概况", *told, "二、项目绩效", *told))[1] == ()


@pytest.mark.parametrize(
    ("said", "scores", "grade"),
    [
        ("抗洪抢险、冬春生活救助两项资金自评得分分别为96.3分和93.65分，等级均为“优”。", ["96.3", "93.65"], "优"),
        ("经评定，抗洪抢险资金和冬春生活救助资金自评得分分别为88分、91分，评价等次均为良。", ["88", "91"], "良"),
        ("冬春生活救助和抗洪抢险资金自评得分分别为96分和93分。", [None, None], None),
        ("甲镇、乙镇自评得分分别为96分和93分。", [None, None], None),
    ],
)
def test_scores_may_be_told_in_turn(said: str, scores: list[str | None], grade: str | None):
    told = ("（一）绩效目标完成情况", "执行11万元，执行率91.67%。")
    prose = _prose("一、救灾资金（抗洪抢险）", *told, "二、救灾资金（冬春生活救助）", *told, "三、自评结论", said)
    totals = [c.totals for c in split_into_chapters(prose)[1]]
    assert [t.total_score and str(t.total_score.value) for t in totals] == scores
    assert {t.grade_text and t.grade_text.value for t in totals} == {grade}
