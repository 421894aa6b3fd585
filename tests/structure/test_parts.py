"""Parts of a document and the subjects they speak of."""

from __future__ import annotations

import pytest

from tests.builders import paragraph, table, text
from ziping.parsers.structure.parts import split_into_parts
from ziping.parsers.structure.subjects import (
    same_subject,
    subject_of,
)
from ziping.schemas.document import Align, Paragraph


def _title(string: str, page: int = 1) -> Paragraph:
    return paragraph(string, align=Align.CENTRE, page=page)


def test_attachments_and_titles_begin_parts():
    blocks = [
        _title("青山市林业局"),
        _title("2023年部门整体支出绩效自评报告"),
        paragraph("一、基本情况"),
        paragraph("附件1", page=2),
        _title("部门整体支出绩效自评表", page=2),
        table([["一级指标", "分值"], ["产出", "50"]], page=2),
        _title("项目支出绩效自评表", page=3),
        paragraph("项目名称：造林补助", page=3),
        table([["一级指标", "分值"], ["产出", "50"]], page=3),
    ]
    parts = split_into_parts(blocks)
    assert [(p.start, p.stop, len(p.titles)) for p in parts] == [(0, 3, 2), (3, 6, 1), (6, 9, 1)]
    assert parts[2].fields[0].field == "project"
    assert parts[2].content == (8,)


@pytest.mark.parametrize(
    "lines",
    [
        ["青山市公共文化服务体系建设", "补助资金项目支出", "绩效自评报告"],
        ["青山市公共文化服务体系建设补助资金绩效自评", "报告"],
        ["青山市公共文化服务体系建设补助资金绩效自评报", "告"],
    ],
)
def test_a_title_of_several_lines_is_one(lines: list[str]):
    blocks = [*map(_title, lines), paragraph("一、基本情况")]
    (part,) = split_into_parts(blocks)
    assert [t.string for t in part.titles] == ["".join(lines)]
    assert part.content == (len(lines),)


def test_what_stands_among_the_lines_of_a_cover_is_no_title():
    blocks = [
        _title("青山市财政局文件"),
        _title("青财〔2025〕3号"),
        _title("（2024年度）"),
        _title("部门整体支出"),
        _title("绩效自评报告"),
        _title("青山市财政局"),
        _title("二〇二五年三月"),
    ]
    parts = split_into_parts(blocks)
    assert [t.string for p in parts for t in p.titles] == ["部门整体支出绩效自评报告"]
    assert [i for p in parts for i in p.content] == [0, 1, 2, 5, 6]


def test_every_block_is_in_one_part():
    blocks = [paragraph("附件"), paragraph("甲"), paragraph("附件2"), paragraph("附件3")]
    parts = split_into_parts(blocks)
    assert [i for p in parts for i in p.blocks] == [0, 1, 2, 3]


def test_the_name_that_the_report_uses_for_its_project():
    title = text("青山市林业局2023年省级造林补助资金专项预算项目支出绩效自评报告")
    prose = [paragraph("青山市林业局是“造林补助资金”项目的实施主体。")]
    assert subject_of([title], (), prose, ()).name.value == "造林补助资金"


def test_names_that_mean_one_subject():
    assert same_subject("“助学贷款”贴息", "助学贷款贴息")
    assert same_subject("造林补助", "2023年造林补助资金")
    assert not same_subject("造林补助", "防火补助")


def test_a_title_may_say_that_it_is_about_a_project_without_naming_it():
    subject = subject_of([text("项目支出绩效自评表")], (), [], ())
    assert (subject.kind, subject.name, subject.of_project) == (None, None, True)
