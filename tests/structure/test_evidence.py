"""There is no evaluation without evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import document, paragraph, table
from ziping.parsers import parse
from ziping.parsers.structure.subject_names import names_a_subject
from ziping.schemas.document import Align, Document


def _titled(title: str, *lines: str) -> Document:
    return document(paragraph(title, align=Align.CENTRE, size=22), *(paragraph(line) for line in lines))


_MONEY = "2024年支出合计500万元，其中：人员经费300万元，公用经费200万元，比上年增长5.2%。"
NO_EVALUATION = {
    "budget": _titled("青山县人民法院2024年度部门预算", "一、收支情况说明", _MONEY),
    "accounts": _titled("青山县体育局2023年度部门决算说明", "二、支出决算情况", _MONEY),
    "goals are set only": _titled(
        "青山县统计局2023年部门预算公开",
        _MONEY,
        "六、预算绩效目标设置情况说明",
        "2023年3个项目实行绩效目标管理，涉及资金60万元。",
    ),
    "what is to come": _titled(
        "青山县档案馆2024年部门预算", "五、绩效情况", "2024年将对全部5个项目开展绩效自评，涉及80万元。"
    ),
    "open government": _titled(
        "青山县2023年政府信息公开工作年度报告", "一、总体情况", "全年公开信息1320条，办理申请45件，办结率100%。"
    ),
    "notice": _titled("关于做好2024年防汛工作的通知", "全县水库12座，储备资金180万元，到位率不低于80%。"),
    "English": _titled(
        "Self-evaluation in public hospitals", "Of 120 patients 95% were satisfied, at a cost of 30 yuan."
    ),
    "rules": _titled(
        "青山县项目支出绩效评价管理办法", "第九条 得分90分以上为优，80—90分为良，项目得分60分以下不再安排。"
    ),
    "scheme": _titled("青山县2024年绩效自评工作方案", "对120个项目开展自评，自评得分90分以上的优先安排。"),
    "notice with a score": _titled("关于2024年绩效评价工作的通知", "各单位自评得分应达到95分，评价等级为优。"),
    "work that is planned": _titled(
        "青山县检察院2024年部门预算", "3.完善绩效考评机制。细化指标20项。", "4.加强绩效评价。覆盖率100%。", _MONEY
    ),
}


@pytest.mark.parametrize("paper", NO_EVALUATION)
def test_nobody_is_evaluated(paper: str):
    assert parse(NO_EVALUATION[paper]).evaluations == ()


def test_tables_of_a_budget_name_no_subjects():
    lines = [["收入合计", "2400"], ["一、财政拨款", "2400"], ["1.一般公共预算", "2400"], ["上年结转资金", "0"]]
    tables = (table([[a, b], *lines]) for a, b in (("项目", "金额"), ("项目", "本年预算数"), ("项目名称", "资金数")))
    assert parse(document(paragraph("收入预算总表", align=Align.CENTRE), *tables)).evaluations == ()


@pytest.mark.parametrize(
    "chapter",
    [
        ("四、上年度绩效自评情况", "各项任务均已完成。"),
        ("五、预算绩效管理情况", "自评小组查阅了资料，评价结论客观。"),
        ("（三）绩效自评的2023年度项目12个，平均得分95.50分。",),
        ("七、绩效目标完成情况", "培训农民320人次。"),
    ],
)
def test_a_chapter_that_evaluates_makes_the_body_evaluated(chapter: tuple[str, ...]):
    paper = _titled("青山县水利局2023年度部门决算说明", "一、支出情况", _MONEY, *chapter)
    (evaluation,) = parse(paper).evaluations
    assert evaluation.subject_kind == "department"


def test_figures_of_a_budget_are_the_documents_own():
    report = parse(NO_EVALUATION["budget"])
    assert report.outside is not None and report.outside.facts
    assert parse(NO_EVALUATION["notice"]).outside is None


def test_a_project_that_a_table_of_funds_names_is_a_line_of_the_report():
    funds = table(
        [
            ["项目名称", "预算数（万元）", "执行数（万元）", "执行率"],
            ["古籍修复费", "30", "27", "90%"],
            ["读者活动费", "20", "20", "100%"],
        ]
    )
    report = _titled("青山市图书馆2023年度部门整体支出绩效自评报告", "一、概况", "全馆自评得分96分。")
    (evaluation,) = parse(replace(report, blocks=(*report.blocks, funds))).evaluations
    lines = [(x.line, x.line_text.value, x.annual_budget.value) for x in evaluation.funding]
    assert ("project", "古籍修复费", 300000) in lines and ("project", "读者活动费", 200000) in lines


def test_a_list_with_scores_evaluates_its_projects():
    funds = table(
        [
            ["项目名称", "预算数（万元）", "执行数（万元）", "自评得分"],
            ["古籍修复费", "30", "27", "95"],
            ["读者活动费", "20", "20", "99"],
        ]
    )
    found = parse(document(paragraph("2023年度项目支出绩效自评汇总表", align=Align.CENTRE), funds)).evaluations
    assert [e.subject.value for e in found] == ["古籍修复费", "读者活动费"]


@pytest.mark.parametrize(
    "string",
    ["金额", "本年预算数", "收入合计", "一、财政拨款", "1.一般公共预算", "上年结转资金", "当年收入小计", "经济科目", "120.5",
     "住房公积金（项）", "本单位", "部门", "项目", "年初预算为160万元，支出决算为150万元，完成93.75%。"],
)  # fmt: skip
def test_headings_lines_and_clauses_name_nobody(string: str):
    assert not names_a_subject(string)


@pytest.mark.parametrize(
    "string",
    ["就业补助资金", "档案抢救与保护、数字化、编研等专项经费", "2021年中央对地方专项转移支付", "工资性支出", "1.古籍修复费",
     "51092322T000005318842-人民调解以奖代补经费", "“三支一扶”省级财政补助资金", "入驻政务中心单位租金、物业费及水电费"],
)  # fmt: skip
def test_names_of_projects_are_names(string: str):
    assert names_a_subject(string)


def test_a_report_that_a_notice_comes_with_is_an_evaluation():
    blocks = (
        paragraph("关于报送绩效评价材料的通知", align=Align.CENTRE, size=22),
        paragraph("现将有关材料报送如下。"),
        paragraph("附件1"),
        paragraph("青山县2023年渠道清淤项目绩效自评报告", align=Align.CENTRE, size=22),
        paragraph("项目预算30万元，自评得分95分。"),
    )
    assert [e.subject and e.subject.value for e in parse(document(*blocks)).evaluations] == ["渠道清淤项目"]
