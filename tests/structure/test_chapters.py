"""Prose that evaluates several projects: a chapter each."""

from __future__ import annotations

from tests.builders import paragraph
from ziping.parsers.structure.chapters import split_into_chapters
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


def test_aspects_of_one_project_are_no_chapters():
    prose = _prose(
        "（一）项目资金管理情况",
        "自评得分10分。",
        "（二）项目绩效目标完成情况",
        "自评得分90分。",
        "综合得分100分，等级为优。",
    )
    assert split_into_chapters(prose) == (tuple(prose), ())


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
