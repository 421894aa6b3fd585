"""Titles: whose report, of which year, about what."""

from __future__ import annotations

import pytest

from tests.builders import paragraph, text
from ziping.parsers.structure.titling.grammar import read_title
from ziping.parsers.structure.titling.titles import (
    is_agency_line,
    is_marker,
    is_title,
    quoted_projects,
    subtitle_name,
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
        ("表1 项目综合评分表", None, None, None, None),
        ("附表2：项目绩效评价得分情况表", None, None, None, None),
        ("表1 2022年养老服务项目评分表", PROJECT, "养老服务项目", None, 2022),
        ("青山县2022年度农村危房改造项目支出绩效自评报告", PROJECT, "农村危房改造", None, 2022),
        ("居家养老服务项目2022年度绩效自评报告", PROJECT, "居家养老服务项目", None, 2022),
        ("2022年部门决算项目支出绩效自评报告", None, None, None, 2022),
        ("项目支出绩效自评表（2021年度）", None, None, None, 2021),
        ("县级预算项目绩效自评表", None, None, None, None),
        ("中央对地方转移支付绩效自评表", None, None, None, None),
        ("青山市林业局关于报送2022年度项目支出绩效自评情况的报告", None, None, "青山市林业局", 2022),
        # several words for paper, evaluation and aspect one after the other
        ("青禾县2021年机井修复项目绩效自评总结报告", PROJECT, "机井修复项目", None, 2021),
        ("云台区2022年度体彩公益金绩效使用自评报告", PROJECT, "体彩公益金", None, 2022),
        ("2018年度科普宣传经费项目绩效评价自评报告", PROJECT, "科普宣传经费项目", None, 2018),
        ("2023年困难职工帮扶资金绩效运行自评总结", PROJECT, "困难职工帮扶资金", None, 2023),
        ("药品监管补助资金区域绩效目标自评表", PROJECT, "药品监管补助资金", None, None),
        ("青山县民政局2023年救助补助资金管理使用绩效自评情况报告", PROJECT, "救助补助资金", "青山县民政局", 2023),
        ("青山县农村公益性公墓建设项目支出绩效评价指标评分表", PROJECT, "农村公益性公墓建设", None, None),
        # words of an aspect that belong to the name
        ("城市管理经费绩效自评报告", PROJECT, "城市管理经费", None, None),
        ("青山市政务服务局2022年窗口工作经费绩效自评报告", PROJECT, "窗口工作经费", "青山市政务服务局", 2022),
        ("青山县委编办2021年专项工作经费绩效自评情况报告", PROJECT, "专项工作经费", "青山县委编办", 2021),
        ("青山县委编办2021年专项工作绩效自评情况报告", None, None, "青山县委编办", 2021),
        # a school or hospital with money for it; what is built there is a project of its name
        ("青山市第二人民医院防疫补助资金2023年度绩效自评报告", PROJECT, "防疫补助资金", "青山市第二人民医院", 2023),
        ("青山县妇幼保健院能力提升补助资金绩效自评报告", PROJECT, "能力提升补助资金", "青山县妇幼保健院", None),
        ("青山县第五中学专项资金绩效自评价报告", None, None, "青山县第五中学", None),
        ("青山县乡镇卫生院补助资金绩效自评报告", PROJECT, "乡镇卫生院补助资金", None, None),
        ("青山市东区2023年河道清淤项目重点绩效评价报告", PROJECT, "河道清淤项目", None, 2023),
        # a place without a year or unit behind it, and words that look like one
        ("青山县机井修复项目绩效自评报告", PROJECT, "机井修复项目", None, None),
        ("城市更新项目绩效自评报告", PROJECT, "城市更新项目", None, None),
        ("农贸市场改造项目绩效自评报告", PROJECT, "农贸市场改造项目", None, None),
        ("产粮大县奖励资金绩效自评报告", PROJECT, "产粮大县奖励资金", None, None),
        ("工业园区道路改造项目绩效自评报告", PROJECT, "工业园区道路改造项目", None, None),
        ("龙江2022年度中央造林补助资金绩效自评报告", PROJECT, "中央造林补助资金", None, 2022),
        ("养老服务2022年度绩效自评报告", PROJECT, "养老服务", None, 2022),
        # an office of a unit, and a body of the people, with its place before it
        ("青山县公安局禁毒大队部门整体支出绩效自评报告", DEPARTMENT, None, "青山县公安局禁毒大队", None),
        ("青山县自然资源局测绘中心2022年部门整体支出绩效自评报告", DEPARTMENT, None, "青山县自然资源局测绘中心", 2022),
        (
            "青山区残联中央转移支付2023年度绩效自评报告（残疾人助学补助资金）",
            PROJECT,
            "残疾人助学补助资金",
            "青山区残联",
            2023,
        ),
        # names in quotation marks and brackets
        ("2024年度财政支出项目“智慧校园”绩效评价报告", PROJECT, "智慧校园", None, 2024),
        ("《智慧校园》项目支出绩效自评报告", PROJECT, "智慧校园", None, None),
        ("2023年中央转移支付（残疾人事业补助资金）绩效自评报告", PROJECT, "残疾人事业补助资金", None, 2023),
        ("项目支出绩效自评表（古籍修复）", PROJECT, "古籍修复", None, None),
        ("2023年度项目支出绩效自评表（“村医补助”资金）", PROJECT, "“村医补助”资金", None, 2023),
        ("古籍修复项目—绩效自评表", PROJECT, "古籍修复项目", None, None),
        # nothing is named
        ("项目支出绩效自评表（一）", None, None, None, None),
        ("项目支出绩效自评表（汇总表）", None, None, None, None),
        ("项目支出绩效自评表（省级专项）", None, None, None, None),
        ("项目支出绩效自评表（2023年度）", None, None, None, 2023),
        ("2023年度专项资金（民生类）绩效自评表", None, None, None, 2023),
        ("云台区残联2020年度省级转移支付绩效自评报告", None, None, "云台区残联", 2020),
        ("青山县水利局2023年度预算绩效管理工作自评报告", None, None, "青山县水利局", 2023),
        ("二级项目支出绩效自评表", None, None, None, None),
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


@pytest.mark.parametrize(
    ("title", "agencies", "subject"),
    [
        ("云台区危房改造补助绩效自评报告", {"云台区住房和城乡建设局"}, "危房改造补助"),
        ("清河街道社区食堂补贴绩效自评报告", {"云台区清河街道办事处"}, "清河街道社区食堂补贴"),
        ("云台新区绿化项目绩效自评报告", {"云台区园林局"}, "云台新区绿化项目"),
        ("2023年度青山市科技馆免费开放资金自评报告", {"青山市科技馆"}, "免费开放资金"),
    ],
)
def test_a_place_is_known_by_the_units_of_the_document(title: str, agencies: set[str], subject: str):
    reading = read_title(text(title), agencies)
    assert reading.subject is not None and title[slice(*reading.subject)] == subject


@pytest.mark.parametrize("marker", ["附表：", "附件:", "附表1：", "附 件 2："])
def test_a_marker_before_a_title_is_no_part_of_it(marker: str):
    assert without_marker(text(f"{marker}项目支出绩效自评表")).string == "项目支出绩效自评表"


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
        # entries of a cover
        "评价方式：部门（单位）绩效自评",
        "评价类型：实施过程评价",
        "报告名称: 绩效自评报告",
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
    assert is_agency_line(paragraph("中共青山市委党史研究室"))
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


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("——公共图书馆总分馆建设项目", "公共图书馆总分馆建设项目"),
        ("（农村公路养护项目）", "农村公路养护项目"),
        ("（2022年度应急处置备用金）", "应急处置备用金"),
        ("（护林员补贴）", "护林员补贴"),
        ("（省级补助）", None),
        ("（2023年度）", None),
        ("——2023年度", None),
        ("——2023年农村饮水安全巩固提升工程", "2023年农村饮水安全巩固提升工程"),
        ("（2022年图书馆文化馆（站）免费开放补助经费）", "图书馆文化馆（站）免费开放补助经费"),
        ("一、项目概况", None),
    ],
)
def test_a_line_below_a_title_may_name_the_project(line: str, name: str | None):
    found = subtitle_name(paragraph(line))
    assert (found.value if found is not None else None) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (
            "青山市文化馆2022年度项目支出绩效自评报告（2022年图书馆文化馆（站）免费开放补助经费）",
            "图书馆文化馆（站）免费开放补助经费",
        ),
        (
            "青山县水务局2023年度绩效自评报告（2023年度农村饮水工程维修养护（含管网）补助资金）",
            "农村饮水工程维修养护（含管网）补助资金",
        ),
        ("青山县水务局2023年度绩效自评报告（2023年度）", None),
        ("青山县民政局2021年项目支出绩效自评报告（城乡临时救助）（公开版）", None),
    ],
)
def test_a_title_may_name_the_project_in_brackets_behind_it(title: str, name: str | None):
    line = paragraph(title, align=Align.CENTRE)
    span = read_title(text(title)).subject
    assert is_title(line) and (title[slice(*span)] if span is not None else None) == name


def test_public_money_in_quotation_marks_is_no_project():
    assert quoted_projects(text("“三公”经费支出38万元，“水上课堂”项目支出9万元")) == [(14, 18)]


@pytest.mark.parametrize(
    "title", ["2022年整体和项目支出绩效自评总结报告", "青山县水务局2023年度整体及部门预算项目绩效自评报告"]
)
def test_a_title_on_the_whole_and_its_projects_is_on_the_body(title: str):
    assert read_title(text(title)).kind is SubjectKind.DEPARTMENT
