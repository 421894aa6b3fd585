"""Whole documents, from blocks to evaluations."""

from __future__ import annotations

import pytest

from tests.builders import (
    LEFT,
    document,
    paragraph,
    table,
    text,
)
from ziping.parsers import parse
from ziping.parsers.structure.document_info import in_full
from ziping.schemas.document import Align
from ziping.schemas.report import Stated


def test_running_text_inside_a_form_is_no_conflict_of_readers():
    form = table(
        [
            ["项目名称", "造林补助", LEFT, LEFT],
            ["项目自评情况", "一、概况\n2023年造林补助项目支出6万元，自评得分为99分，等级为优。", LEFT, LEFT],
            ["一级指标", "三级指标", "分值", "得分"],
            ["产出指标", "造林面积", "100", "99"],
        ]
    )
    report = parse(document(paragraph("项目支出绩效自评表", align=Align.CENTRE), form))
    (evaluation,) = report.evaluations
    assert evaluation.total_score.value == 99
    assert [f.value.value for f in evaluation.facts][:1] == [60000]
    assert {c.block for c in report.claims if c.parser.startswith("prose")} <= {0}


def _fund(*sentences: str) -> str | None:
    title = paragraph("云台区残联2020年度中央转移支付绩效自评报告", align=Align.CENTRE)
    (evaluation,) = parse(document(title, *(paragraph(x) for x in sentences))).evaluations
    return evaluation.subject and evaluation.subject.value if evaluation.subject_kind == "project" else None


def test_a_report_on_transfers_is_named_by_the_only_fund_it_tells():
    told = "2020年，市财政下达我区中央转移支付资金（助听器补贴资金）18万元。"
    assert _fund(told) == "助听器补贴资金"
    assert _fund("上级安排专项资金（辅具适配补助）30万元，支出30万元。") == "辅具适配补助"
    assert _fund(told, "另下达补助资金（辅具适配补助）30万元。") is None
    assert _fund("全年下达中央转移支付资金（含上年结转）18万元。") is None


@pytest.mark.parametrize("over", ["项目1：机耕路硬化", "项目一 机耕路硬化", "“机耕路硬化”项目绩效自评表"])
def test_a_form_may_have_its_subject_over_it(over: str):
    rows = [["一级指标", "三级指标", "预期值", "完成值"], ["产出指标", "硬化长度", "≥1公里", "1公里"]]
    title = paragraph("白芷镇2022年村级公益事业项目绩效自评表", align=Align.CENTRE, size=22)
    for blocks in ((table([[over, LEFT, LEFT, LEFT], *rows]),), (paragraph(over), table(rows))):
        found = parse(document(title, *blocks)).evaluations
        assert "机耕路硬化" in [e.subject.value for e in found if e.subject and e.indicators]


def test_a_head_in_a_table_of_its_own_is_that_of_the_tables_below():
    title = paragraph("青山县文化馆流动演出补助资金绩效自评表", align=Align.CENTRE, size=22)
    head = table(
        [["实事名称", "乡镇流动演出补助资金", LEFT, LEFT], ["主管部门", "青山县文旅局", "实施单位", "青山县文化馆"]]
    )
    rows = [["一级指标", "三级指标", "预期值", "完成值"], ["产出指标", "演出场次", "≥30场", "32场"]]
    (evaluation,) = parse(document(title, head, paragraph("指标完成情况如下："), table(rows))).evaluations
    assert evaluation.subject.value == "乡镇流动演出补助资金"
    assert evaluation.supervising_department.value == "青山县文旅局"
    assert len(evaluation.indicators) == 1


def test_the_department_of_the_budget_stands_above_the_unit_that_acts():
    form = table(
        [
            ["项目名称", "农机监理", LEFT, LEFT],
            ["预算部门", "青山县农业农村局", "承担单位", "青山县农机中心"],
            ["一级指标", "三级指标", "分值", "得分"],
            ["产出指标", "检验台数", "100", "99"],
        ]
    )
    (evaluation,) = parse(document(paragraph("项目支出绩效自评表", align=Align.CENTRE), form)).evaluations
    assert evaluation.agency and evaluation.agency.value == "青山县农机中心"
    assert evaluation.supervising_department and evaluation.supervising_department.value == "青山县农业农村局"


def test_a_unit_is_named_in_full_where_the_document_is_signed():
    report = parse(
        document(
            paragraph("青山县2023年旧房改造项目绩效自评报告", align=Align.CENTRE, size=22),
            paragraph("该项目由县住房建设局组织实施，支出30万元，自评得分95分。"),
            paragraph("青山县住房建设局", align=Align.RIGHT),
            paragraph("2024年2月27日", align=Align.RIGHT),
        )
    )
    assert report.agency and report.agency.value == "青山县住房建设局"
    assert [e.agency and e.agency.value for e in report.evaluations] == ["青山县住房建设局"]


def test_who_signs_reports_where_another_body_carries_the_project_out():
    report = parse(
        document(
            paragraph("青山县2023年公路养护工程绩效自评报告", align=Align.CENTRE, size=22),
            paragraph("该工程由县公路管理服务中心组织实施，支出30万元，自评得分95分。"),
            paragraph("青山县交通运输局", align=Align.RIGHT),
            paragraph("2024年2月27日", align=Align.RIGHT),
        )
    )
    assert report.agency and report.agency.value == "青山县交通运输局"
    assert [e.agency and e.agency.value for e in report.evaluations] == ["青山县交通运输局"]


def test_accounts_and_budgets_have_titles_too():
    for second in ("2023年度部门决算情况说明", "2024年部门预算公开"):
        lines = (paragraph("青山县交通运输局", align=Align.CENTRE), paragraph(second, align=Align.CENTRE))
        report = parse(document(*lines, paragraph("本年收入合计30万元。")))
        assert report.title and report.title.value == f"青山县交通运输局{second}"


@pytest.mark.parametrize(
    ("name", "other", "full"),
    [
        ("县水利局", "青山县水利局", "青山县水利局"),
        ("水利局", "青山省云台市水利局", "青山省云台市水利局"),
        ("青山县水利局", "2024年青山县水利局", "青山县水利局"),
        ("青山县水利局", "县水利局", "青山县水利局"),
        ("青山县水利局", "青山县林业局", "青山县水利局"),
    ],
)
def test_the_fuller_of_two_names(name: str, other: str, full: str):
    found = in_full(Stated(name, text(name).printed()), Stated(other, text(other).printed()))
    assert found is not None and found.value == full


def test_a_report_that_quotes_several_projects_is_about_none_of_them():
    lines = ("2023年“古籍修复”项目和“读者活动”项目共支出57万元。", "全馆自评得分95分。")
    title = paragraph("青山市图书馆2023年度部门预算项目支出绩效自评报告", align=Align.CENTRE)
    (evaluation,) = parse(document(title, *(paragraph(x) for x in lines))).evaluations
    assert evaluation.subject_kind == "department"


def test_the_unit_of_accounts_stands_in_their_title():
    title = paragraph("青山县水利局2023年度部门决算", align=Align.CENTRE)
    report = parse(document(title, paragraph("九、绩效自评情况"), paragraph("自评项目5个，资金600万元。")))
    assert [e.subject and e.subject.value for e in report.evaluations] == ["青山县水利局"]


def test_counted_projects_in_running_text_are_no_entries():
    title = paragraph("青山县农业农村局2022年度项目支出绩效自评报告", align=Align.CENTRE)
    lines = ("项目一：农田灌溉项目", "项目自评得分92分。", "项目二：渠道清淤项目", "项目自评得分87.5分。")
    found = parse(document(title, *(paragraph(x) for x in lines))).evaluations
    told = [(e.subject and e.subject.value, e.total_score and e.total_score.value) for e in found]
    assert [(name, float(score or 0)) for name, score in told] == [("农田灌溉项目", 92.0), ("渠道清淤项目", 87.5)]


def _village(project: str, unit: str) -> list[list[str]]:
    return [
        ["项目名称", project, "自评总分", "100"],
        ["实施村", unit, "主管单位", "柏溪镇人民政府"],
        ["一级指标", "三级指标", "分值", "得分"],
        ["产出指标", "硬化面积", "50", "50"],
        ["效益指标", "受益人口", "50", "50"],
    ]


def test_who_puts_forms_of_several_units_together_reports():
    title = paragraph("2023年村级项目绩效自评表", align=Align.CENTRE)
    forms = (table(_village("文化广场建设", "柳湾村村民委员会")), table(_village("机耕道硬化", "石岗村村民委员会")))
    report = parse(document(title, *forms))
    assert report.agency is not None and report.agency.value == "柏溪镇人民政府"
    assert [e.agency and e.agency.value for e in report.evaluations] == ["柳湾村村民委员会", "石岗村村民委员会"]
    alone = parse(document(title, forms[0]))
    assert alone.agency is not None and alone.agency.value == "柳湾村村民委员会"


@pytest.mark.parametrize(
    ("line", "gap"),
    [
        ("填报单位：柏溪镇农业服务中心2025年1月20日", 14),
        ("填表人：丁柏审核人：尹舒2025年1月20日", 12),
        ("柏溪镇人民政府2025年1月20日", 7),
    ],
)
def test_a_date_beside_other_entries_of_a_line_is_the_report_s(line: str, gap: int):
    title = paragraph("2024年项目绩效自评表", align=Align.CENTRE)
    found = parse(document(title, paragraph(line, gaps=(gap,)), table(_village("文化广场建设", "柳湾村村民委员会"))))
    assert found.report_date is not None and found.report_date.value.isoformat() == "2025-01-20"


def test_a_signature_with_its_date_in_one_line():
    title = paragraph("2023年村级项目绩效自评表", align=Align.CENTRE)
    forms = [table([r for r in _village(p, u) if r[0] != "实施村"]) for p, u in (("广场", "甲"), ("道路", "乙"))]
    heads = [paragraph(f"填报单位：{u}") for u in ("柏溪镇水利站", "柏溪镇文化站")]
    signed = paragraph("柏溪镇人民政府2024年1月15日", align=Align.RIGHT)
    found = parse(document(title, heads[0], forms[0], forms[1], signed))
    assert found.report_date is not None and found.report_date.value.isoformat() == "2024-01-15"


def test_a_department_evaluated_as_a_whole_reports_of_itself():
    form = table(
        [
            ["主管部门", "青禾区农业农村委员会", "自评总分", "95"],
            ["指标名称", "指标值", "完成值", "得分"],
            ["播种面积", "≥38万亩", "38万亩", "95"],
        ]
    )
    title = paragraph("部门整体绩效自评表", align=Align.CENTRE)
    found = parse(document(title, form))
    assert found.agency is not None and found.agency.value == "青禾区农业农村委员会"


@pytest.mark.parametrize(
    "told",
    [
        "资金情况：年初预算500万元，全年支出480万元，预算执行率96%。",
        "经费使用：年初预算500万元，实际支出480万元，执行率96%。",
        "预算执行：年初预算500万元；全年支出480万元，预算执行率为96%。",
    ],
)
def test_a_sentence_below_entries_is_prose(told: str):
    title = paragraph("澜棠县茶园改造项目绩效自评表", align=Align.CENTRE)
    head = paragraph(f"项目单位：澜棠县茶业中心 年度：2022\n{told}", gaps=(13,))
    (evaluation,) = parse(document(title, head, table(_village("茶园改造项目", "柳湾村村民委员会")))).evaluations
    assert evaluation.fiscal_year is not None and evaluation.fiscal_year.value == 2022
    (line,) = evaluation.funding
    assert line.executed is not None and line.executed.value == 4800000


def test_a_table_within_a_chapter_is_that_chapters():
    spending = table(
        [
            ["支出方向", "下达资金（万元）", "实际支出（万元）", "预算执行率"],
            ["造林补助", "15.02", "15.02", "100%"],
            ["合计", "15.02", "15.02", "100%"],
        ]
    )
    report = parse(
        document(
            paragraph("青山县林业局2021年度中央转移支付绩效自评报告", align=Align.CENTRE),
            paragraph("第一部分　造林改革发展资金绩效自评"),
            paragraph("各支出方向执行情况见下表。"),
            paragraph("单位：万元"),
            spending,
            paragraph("专款专用，无截留挪用情况。"),
            paragraph("第二部分　草原生态修复资金绩效自评"),
            paragraph("草原生态修复资金到位86万元，实际支出86万元，预算执行率100%。"),
        )
    )
    funding = {
        e.subject and e.subject.value: [f.executed.value for f in e.funding if f.executed] for e in report.evaluations
    }
    assert funding == {"造林改革发展资金": [150200, 150200], "草原生态修复资金": [860000]}


def test_money_told_by_the_name_of_the_project_is_its_own():
    report = parse(
        document(
            paragraph("青山县卫健局2022年度项目支出绩效自评报告", align=Align.CENTRE),
            paragraph("1.免费婚检项目：全年预算40万元，执行39万元，执行率97.5%；自评总分97.75分。"),
            paragraph("2.疫苗接种项目：全年预算60万元，执行59万元，执行率98.33%；自评总分98.83分。"),
        )
    )
    told = [[(f.line, f.executed and f.executed.value) for f in e.funding] for e in report.evaluations]
    assert told == [[("total", 390000)], [("total", 590000)]]
