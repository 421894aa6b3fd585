"""Titles: whose report, of which year, about what."""

from __future__ import annotations

import pytest

from tests.builders import paragraph, text
from ziping.parsers.structure.titles import (
    is_agency_line,
    is_marker,
    is_title,
    quoted_projects,
    read_title,
    without_marker,
)
from ziping.schemas.document import Align
from ziping.schemas.report import SubjectKind

PROJECT, DEPARTMENT = SubjectKind.PROJECT, SubjectKind.DEPARTMENT


@pytest.mark.parametrize(
    ("title", "kind", "subject", "agency", "year"),
    [
        ("青山市图书馆2023年古籍修复费绩效自评报告", PROJECT, "古籍修复费", "青山市图书馆", 2023),
        ("2023年青山市林业局森林防火项目资金绩效自评报告", PROJECT, "森林防火", "青山市林业局", 2023),
        ("青山市林业局关于2022年度造林补助资金绩效自评的报告", PROJECT, "造林补助资金", "青山市林业局", 2022),
        ("青山市林业局2023年度造林补助项目绩效自评结果（摘要版）", PROJECT, "造林补助项目", "青山市林业局", 2023),
        ("青山市审计局关于报送2024年度部门整体支出绩效自评报告的函", DEPARTMENT, None, "青山市审计局", 2024),
        ("青山市幼儿园关于“生均公用经费”项目的绩效自评报告", PROJECT, "生均公用经费", "青山市幼儿园", None),
        ("防汛专项经费项目支出绩效自评表", PROJECT, "防汛专项经费", None, None),
        ("关于2021年乡村小学取暖资金绩效评价情况的报告", PROJECT, "乡村小学取暖资金", None, 2021),
        ("青山市第三中学2022年度部门预算项目支出绩效自评报告", None, None, "青山市第三中学", 2022),
        ("青山市林业局2022年度部门整体支出绩效自评报告", DEPARTMENT, None, "青山市林业局", 2022),
        ("部门预算绩效自评打分表", DEPARTMENT, None, None, None),
        ("青山县2022年度农村危房改造项目支出绩效自评报告", PROJECT, "农村危房改造", None, 2022),
        ("居家养老服务项目2022年度绩效自评报告", PROJECT, "居家养老服务项目", None, 2022),
        ("2022年部门决算项目支出绩效自评报告", None, None, None, 2022),
        ("项目支出绩效自评表（2021年度）", None, None, None, 2021),
        ("县级预算项目绩效自评表", None, None, None, None),
        ("中央对地方转移支付绩效自评表", None, None, None, None),
        ("青山市林业局关于报送2022年度项目支出绩效自评情况的报告", None, None, "青山市林业局", 2022),
    ],
)
def test_titles(title: str, kind: SubjectKind | None, subject: str | None, agency: str | None, year: int | None):
    reading = read_title(text(title))
    named = reading.subject and title[slice(*reading.subject)]
    unit = reading.agency and title[slice(*reading.agency)]
    assert (reading.kind, named, unit, reading.year and reading.year.value) == (kind, subject, agency, year)


def test_a_unit_known_from_elsewhere_is_no_part_of_the_project():
    title = "2023年青山市养老服务中心适老化改造项目资金绩效自评报告"
    reading = read_title(text(title), {"青山市养老服务中心"})
    assert title[slice(*reading.subject)] == "适老化改造"


@pytest.mark.parametrize("string", ["附件3", "附表 1：", "附件", "附 2"])
def test_markers(string: str):
    assert is_marker(paragraph(string))


@pytest.mark.parametrize(
    "string",
    [
        "附件：1.评分表",
        "一、绩效自评工作开展情况",
        "现将绩效自评情况汇报如下：",
        "我局高度重视绩效自评工作。",
        "附表1部门自评表和说明",
    ],
)
def test_neither_markers_nor_titles(string: str):
    assert not is_marker(paragraph(string))
    assert not is_title(paragraph(string))


def test_a_title_stands_where_titles_stand():
    string = "项目支出绩效自评表"
    assert is_title(paragraph(string, align=Align.CENTRE))
    assert is_title(paragraph(string), after_marker=True)
    assert not is_title(paragraph(string))


def test_a_unit_alone_on_a_line():
    assert is_agency_line(paragraph("青山市社会保险事务中心"))
    assert not is_agency_line(paragraph("我们去了青山市社会保险事务中心。"))


def test_names_in_quotation_marks():
    string = "“古籍修复费”项目由《馆藏办法》规定，“双随机”检查照常"
    assert [string[a:b] for a, b in quoted_projects(text(string))] == ["古籍修复费"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("附件3：青山市2023年度造林项目绩效自评评分表", "青山市2023年度造林项目绩效自评评分表"),
        ("附表1青山市林业局项目支出绩效自评汇总表", "青山市林业局项目支出绩效自评汇总表"),
        ("附件2023年度造林项目绩效自评表", "附件2023年度造林项目绩效自评表"),
    ],
)
def test_a_marker_on_the_line_of_a_title_is_no_part_of_it(line: str, title: str):
    assert without_marker(text(line)).string == title


def test_the_unit_that_a_known_office_belongs_to():
    title = "青山职业学院“实训基地”建设专项资金绩效自评报告"
    reading = read_title(text(title), ["青山职业学院财务处"])
    assert reading.agency is not None and title[slice(*reading.agency)] == "青山职业学院"
