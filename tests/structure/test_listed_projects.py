"""Projects that one paragraph evaluates one after the other."""

from __future__ import annotations

import pytest

from tests.builders import paragraph
from ziping.parsers import parse
from ziping.parsers.structure.chapters.listed import split_lists, stretch
from ziping.schemas.document import Align, Document, Source

_TITLE = "青山市图书馆2023年度项目支出绩效自评报告"


def _document(*lines: str) -> Document:
    blocks = (paragraph(_TITLE, align=Align.CENTRE, size=22), *(paragraph(x) for x in lines))
    return Document(Source("report.pdf", "0" * 64, 1), (), blocks)


def _scores(*lines: str) -> dict[str | None, object]:
    found = parse(_document(*lines)).evaluations
    return {e.subject and e.subject.value: e.total_score and e.total_score.value for e in found}


@pytest.mark.parametrize(
    ("paragraph_", "names"),
    [
        (
            "各项目情况如下：（1）古籍修复费，预算30万元，执行29.4万元，执行率98%，自评95分；（2）读者活动费，预算20万元，"
            "执行19万元，执行率95%，自评96分。总体来看，各项目完成较好。",
            ["古籍修复费", "读者活动费"],
        ),
        (
            "古籍修复费自评得分95分；读者活动费自评得分96分；流动书车运行经费自评得分90分。",
            ["古籍修复费", "读者活动费", "流动书车运行经费"],
        ),
        (
            "各项目具体情况如下：古籍修复项目，预算30万元，执行29.4万元，自评得分95分；读者活动项目，预算20万元，自评得分96分。",
            ["古籍修复项目", "读者活动项目"],
        ),
        (
            "古籍修复费预算30万元，自评得分95分；读者活动费预算20万元，自评得分96分；从自评结果看，等级为优的2个，共50万元。",
            ["古籍修复费", "读者活动费"],
        ),
        ("①“古籍修复”项目预算30万元，评为优；②“读者活动”项目预算20万元，评为良。", ["古籍修复", "读者活动"]),
        (
            "1.《古籍修复》：安排资金30万元，得分95分；2.《读者活动》：安排资金20万元，得分96分。",
            ["古籍修复", "读者活动"],
        ),
    ],
)
def test_each_project_of_a_list_is_a_chapter(paragraph_: str, names: list[str]):
    rest, chapters = split_lists([(0, paragraph(paragraph_))])
    assert [c.name.value for c in chapters] == names
    told = "".join(p.text.string for _, p in (*rest, *(x for c in chapters for x in c.paragraphs)))
    assert sorted(told) == sorted(paragraph_)  # nothing is lost, nothing told twice


@pytest.mark.parametrize(
    "paragraph_",
    [
        "项目决策得分14分；项目过程得分19分；项目产出得分30分；项目效益得分30分。",
        "（1）项目决策，满分15分，自评14分；（2）项目产出，满分85分，自评82分。",
        "（1）预算执行率98%，得分9.8分；（2）资金到位率100%，得分10分。",
        "古籍修复费预算30万元；读者活动费预算20万元；流动书车运行经费预算10万元。",
        "年初预算30万元，自评得分95分；等级为优。",
        "云台镇自评得分95分；清河乡自评得分92分；县第一中学自评得分90分。",
        "根据评价指标体系，我院自评得分94.76分，等次为优。各部分得分：预算执行10分，得9.76分；产出指标50分，得48.5分。",
        "对照评分标准，本项目综合得分96分。分项情况：内控管理20分、得19分；群众评价80分（得77分）。",
        "经综合评定，自评得分95分；依据评分办法，预算管理自评得分60分。",
    ],
)
def test_sections_amounts_and_a_single_project_are_no_list(paragraph_: str):
    assert split_lists([(0, paragraph(paragraph_))])[1] == ()


def test_ten_projects_in_one_paragraph_are_ten_evaluations():
    names = [
        "防汛物资",
        "堤坝加固",
        "渠道清淤",
        "机井修复",
        "泵站运行",
        "水质监测",
        "河长巡查",
        "节水宣传",
        "水库维护",
        "旱情监测",
    ]
    items = (
        f"（{n}）{name}项目，预算30万元，执行29.4万元，执行率98%，自评{90 + n * 0.5}分"
        for n, name in enumerate(names, 1)
    )
    told = _scores("各项目自评结果：" + "；".join(items) + "。")
    assert list(told) == [f"{n}项目" for n in names]
    assert [float(v) for v in told.values()] == [90 + n * 0.5 for n in range(1, 11)]  # type: ignore[arg-type]


def test_a_numbered_paragraph_may_tell_its_score_without_a_noun():
    assert _scores("1.古籍修复项目。预算30万元，自评95分。", "2.读者活动项目。预算20万元，自评97分。") == {
        "古籍修复项目": 95,
        "读者活动项目": 97,
    }


def test_what_is_told_like_the_projects_beside_it_is_one():
    told = _scores(
        "（一）古籍修复项目。预算30万元，自评得分95分。",
        "（二）读者活动经费。预算20万元，自评得分96分。",
        "（三）数字阅览平台运维。预算10万元，自评得分88分。",
        "（四）存在问题。自评得分偏低的原因是进度滞后。",
    )
    assert told == {"古籍修复项目": 95, "读者活动经费": 96, "数字阅览平台运维": 88}


def test_projects_in_book_title_marks_head_chapters():
    lines = ("一、《古籍修复》项目", "自评得分95分。", "二、《读者活动》项目绩效情况", "自评得分97分。")
    assert _scores(*lines) == {"古籍修复": 95, "读者活动": 97}


def test_the_general_part_is_the_departments():
    lines = ("全馆3个项目，预算总额60万元。", "古籍修复费自评得分95分；读者活动费自评得分96分。")
    department, *projects = parse(_document(*lines)).evaluations
    assert (department.subject_kind, [f.value and f.value.value for f in department.facts]) == (
        "department",
        [3, 600000],
    )
    assert len(projects) == 2


def test_claims_count_within_the_whole_paragraph():
    line = "情况如下：（1）古籍修复费，预算30万元，自评95分；（2）读者活动费，预算20万元，自评96分。"
    claims = [c for c in parse(_document(line)).claims if c.block == 1]
    assert {line[c.start : c.stop].strip("；。")[:2] for c in claims} & {"预算", "古籍", "读者", "（1", "（2"}
    assert max(c.stop for c in claims) > len(line) // 2


def test_a_stretch_keeps_lines_and_gaps():
    part = stretch(paragraph("甲乙\n丙丁", gaps=(3,)), 1, 4)
    assert (part.text.string, part.line_starts, part.gaps) == ("乙丙丁", (0, 1), (2,))
