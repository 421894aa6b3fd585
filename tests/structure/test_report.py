"""Whole documents, from blocks to evaluations."""

from __future__ import annotations

from tests.builders import (
    LEFT,
    document,
    paragraph,
    table,
)
from ziping.parsers import parse
from ziping.schemas.document import Align


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
