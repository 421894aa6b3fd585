"""Doubt that is said, and doubt that is none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.builders import document, paragraph, table, text
from ziping.parsers.ledger.doubts import DOUBTS, doubts
from ziping.parsers.ledger.ledger import keep_ledger
from ziping.parsers.ledger.placed import Places
from ziping.schemas.document import Document
from ziping.schemas.geometry import Box, Place
from ziping.schemas.report import (
    Endpoint,
    Evaluation,
    Fact,
    FundingLine,
    Indicator,
    Note,
    Relation,
    Report,
    Stated,
    SubjectKind,
)

ROW = Place(1, Box(0, 0, 10, 10))


def stated(value, string: str | None = None) -> Stated:
    return Stated(value, text(string or str(value), top=1000).printed())


def fact(kind: str, label: str, string: str, value: str = "1", unit: str = "CNY", parent: int | None = None) -> Fact:
    prints = stated(Decimal(value), string)
    return Fact(kind, label, prints, string, unit, None, None, prints.printed, parent)


def evaluation(**fields) -> Evaluation:
    fields = {"subject": stated("路灯维护"), "agency": stated("甲局"), **fields}
    return Evaluation(SubjectKind.PROJECT, 1, 1, **fields)


def in_words(what: Evaluation) -> tuple[Evaluation, Document]:
    """The evaluation with its facts told in one sentence, and a document that holds it."""
    block = paragraph("，".join(f"{f.label}{f.value_text}" for f in what.facts) + "。")
    facts, at = [], 0
    for each in what.facts:
        start = at + len(each.label)
        at = start + len(each.value_text) + 1
        prints = block.text.printed(start, at - 1)
        facts.append(replace(each, value=replace(each.value, printed=prints), clause=prints))
    return replace(what, facts=tuple(facts)), document(block)


def codes(what: Evaluation, blocks: Document | None = None) -> list[str]:
    if blocks is None:
        what, blocks = in_words(what)
    report = Report(None, None, None, None, None, (what,))
    entries = keep_ledger(blocks, report).entries
    return [n.code for n in doubts(blocks, report, entries, Places.of(report))]


def test_what_is_clear_is_in_no_doubt():
    line = FundingLine(
        ROW,
        "total",
        annual_budget=stated(Decimal(100)),
        executed=stated(Decimal(98)),
        execution_rate=stated(Decimal("0.98")),
    )
    facts = (
        fact("expenditure", "支出", "98元", "98"),
        fact("rate", "预算执行率", "98%", "0.98", "ratio"),
        fact("count", "培训人数", "300人", "300", "person"),
    )
    assert (
        codes(
            evaluation(funding=(line,), facts=facts, total_score=stated(Decimal(98)), full_score=stated(Decimal(100)))
        )
        == []
    )


@pytest.mark.parametrize("name", ["公益金绩效使用", "科普经费项目绩效评价", "关于路灯", "加强维护，提高水平"])
def test_words_of_a_title_or_a_sentence_are_no_name(name):
    assert codes(evaluation(subject=stated(name))) == ["doubtful-name"]


@pytest.mark.parametrize("name", ["绩效管理系统建设", "农村危房改造转移支付", "评价中心大楼维修"])
def test_names_with_such_words_in_them_are_names(name):
    assert codes(evaluation(subject=stated(name))) == []


def test_what_a_cell_gives_as_the_name_is_the_name():
    name = "2020年执法经费支出绩效自评表"
    blocks = document(table([["项目名称", name]], top=100))
    printed = blocks.blocks[0].cells[1].text.printed()
    assert codes(evaluation(subject=Stated(name, printed)), blocks) == []


def test_nobody_is_no_unit():
    assert codes(evaluation(subject=None, agency=None)) == ["unknown-subject"]
    assert codes(evaluation(agency=stated("本单位"))) == ["doubtful-name"]
    assert codes(evaluation(subject=None)) == ["unknown-subject"]


def test_a_label_that_says_nothing():
    assert codes(evaluation(facts=(fact("amount", "总计", "280万元"),))) == ["doubtful-name"]
    assert codes(evaluation(facts=(fact("amount", "总计", "280万元"), fact("amount", "甲", "280万元", parent=0)))) == []
    assert codes(evaluation(facts=(fact("count", "上级下达", "53户", unit="item"),))) == ["doubtful-name"]
    assert (
        codes(
            evaluation(facts=(fact("count", "年末完成目标", "14个", unit="item"), fact("amount", "人均工资", "3万元")))
        )
        == []
    )


def test_a_total_above_the_full_score_may_be_the_other():
    assert codes(evaluation(total_score=stated(Decimal(100)), full_score=stated(Decimal(88)))) == ["two-readings"]


def test_an_amount_told_elsewhere_that_gives_the_rate():
    line = FundingLine(
        ROW,
        "total",
        annual_budget=stated(Decimal(1000)),
        executed=stated(Decimal(400)),
        execution_rate=stated(Decimal("0.95")),
    )
    other = fact("expenditure", "全年执行数", "950元", "950")
    assert codes(evaluation(funding=(line,), facts=(other,))) == ["two-readings"]
    assert codes(evaluation(funding=(line,), facts=(fact("expenditure", "全年执行数", "940元", "940"),))) == []
    budget = fact("amount", "全年总投资", "421元", "421")
    assert codes(evaluation(funding=(line,), facts=(budget,))) == ["two-readings"]


def test_a_figure_with_an_unknown_unit_read_as_words():
    row = Indicator(
        ROW, "output", "quantity", target_text=stated("550匝"), target_operator=stated("qualitative", "550匝")
    )
    assert codes(evaluation(indicators=(row,))) == ["unknown-unit"]
    words = Indicator(
        ROW, "output", "quantity", target_text=stated("2020年底"), target_operator=stated("qualitative", "2020年底")
    )
    assert codes(evaluation(indicators=(words,))) == []


def rows(heading: str, *cells: str, **known: str) -> Evaluation:
    """Indicators with a column in extra; `known` are their other columns."""
    prints = {c: stated(c) for c in cells}
    return evaluation(
        indicators=tuple(
            Indicator(ROW, "other", "other", extra=((heading, prints[c]),), **{n: stated(v) for n, v in known.items()})
            for c in cells
        )
    )


@pytest.mark.parametrize(
    ("heading", "cells", "known"),
    [
        ("项目权重", ("项目管理13分", "项目管理13分"), {}),
        ("类别", ("综合效益", "综合效益", "群众评价", "群众评价"), {}),
        ("一级指标名目", ("巡护管理", "林木长势", "村民评价"), {}),
        ("计划标准", ("≥42万亩", "≥99%", "增加"), {"level1": "产出"}),
        ("赋分", ("15", "10", "7.5"), {"level1": "产出", "target_text": "1", "actual_text": "1"}),
        ("方向", ("≥", "=", "定性"), {"level1": "产出", "weight": "1", "score": "1"}),
    ],
)
def test_a_column_in_extra_that_looks_like_what_the_rows_lack(heading, cells, known):
    assert codes(rows(heading, *cells, **known)) == ["unknown-column"]


FULL = {"level1": "产出", "target_text": "1", "actual_text": "1", "weight": "1", "score": "1"}


@pytest.mark.parametrize(
    ("heading", "cells", "known"),
    [
        ("标准", ("制度健全得2分", "有监管措施并落实得4分"), {}),
        ("备注", ("已完成全部任务，资料齐全", "见附件，另行报送材料"), {}),
        ("是否核心指标", ("是", "否", "是"), FULL),
        ("上年完成值", ("≥42万亩", "≥99%"), FULL),
        ("评分标准", ("每低1个百分点扣0.5分", "不达标不得分"), {"level1": "产出"}),
    ],
)
def test_a_column_that_takes_no_other_ones_place(heading, cells, known):
    assert codes(rows(heading, *cells, **known)) == []


def test_points_of_the_budget_in_a_column_that_nobody_knows():
    line = FundingLine(ROW, "total", annual_budget=stated(Decimal(1)), extra=(("赋分", stated("10")),))
    assert codes(evaluation(funding=(line,))) == ["unknown-column"]


def test_spending_that_the_line_of_the_budget_does_not_know():
    line = FundingLine(ROW, "total", annual_budget=stated(Decimal(1)))
    spent = fact("expenditure", "实际支付", "98元", "98")
    assert codes(evaluation(funding=(line,), facts=(spent,))) == ["money-without-role"]
    assert codes(evaluation(funding=(line,), facts=(fact("expenditure", "人员经费支出", "98元", "98"),))) == []


def test_a_rate_of_money_that_no_line_of_funding_knows():
    facts = (
        fact("expenditure", "发放补助资金", "141.8万元"),
        fact("rate", "补助资金发放率", "57.6%", "0.576", "ratio"),
    )
    assert codes(evaluation(facts=facts)) == ["money-without-role"]
    assert codes(evaluation(facts=facts[1:])) == []
    assert codes(evaluation(facts=(facts[0], fact("rate", "持卡率", "57.6%", "0.576", "ratio")))) == []


def test_a_share_behind_an_amount_that_is_no_part():
    facts = (fact("expenditure", "基本支出", "40万元"), fact("share", "基本支出占比", "40%", "0.4", "ratio"))
    assert codes(evaluation(facts=facts)) == ["rate-without-base"]
    whole = fact("expenditure", "人员支出", "100万元")
    part = Fact(**{**{s: getattr(facts[0], s) for s in Fact.__slots__}, "parent": 0})
    assert codes(evaluation(facts=(whole, part, facts[1]))) == []


def test_the_name_of_a_column_is_no_name():
    assert codes(evaluation(indicators=(Indicator(ROW, "output", "quantity", level3=stated("年初指标值")),))) == [
        "doubtful-name"
    ]
    assert "doubtful-name" in codes(evaluation(facts=(fact("rate", "年初全年实际完成值", "97.2%", unit="ratio"),)))
    assert codes(evaluation(facts=(fact("amount", "固定资产原值", "97.2万元"),))) == []


def test_points_of_nothing_that_is_scored():
    assert codes(evaluation(facts=(fact("score", "产出得分", "28分", "28", "point"),))) == ["score-without-role"]
    assert codes(evaluation(facts=(fact("score", "平均得分", "95.5分", "95.5", "point"),))) == []
    assert (
        codes(evaluation(total_score=stated(Decimal(28)), facts=(fact("score", "得分", "28分", "28", "point"),))) == []
    )


def test_a_budget_that_fills_no_line():
    assert codes(evaluation(facts=(fact("amount", "年初预算", "28万元"),))) == ["money-without-role"]
    assert codes(evaluation(facts=(fact("amount", "预算绩效管理经费", "28万元"),))) == []
    line = FundingLine(ROW, "total", annual_budget=stated(Decimal(1)))
    assert codes(evaluation(funding=(line,), facts=(fact("amount", "年初预算", "28万元"),))) == []


LIST = "支出分为两部分：基本支出40万元；项目支出60万元。"


def told(string: str, *figures: str) -> tuple[Evaluation, object]:
    block = paragraph(string)
    found = []
    for figure in figures:
        start = string.index(figure)
        prints = block.text.printed(start, start + len(figure))
        found.append(
            Fact(
                "expenditure", string[start - 4 : start], Stated(Decimal(1), prints), figure, "CNY", None, None, prints
            )
        )
    return evaluation(facts=tuple(found)), document(block)


@pytest.mark.parametrize(
    "string", [LIST, "支出100元，其中：甲支出40万元，乙支出60万元。", "支出情况如下：一、甲40万元。二、乙60万元。"]
)
def test_a_list_without_parts(string):
    assert "open-list" in codes(*told(string, "40万元", "60万元"))


def test_a_list_whose_parts_are_tied():
    what, blocks = told(f"全年100万元，{LIST}", "100万元", "40万元", "60万元")
    ties = tuple(Relation("part-of", Endpoint("facts", n), Endpoint("facts", 0), "分为", ()) for n in (1, 2))
    assert "open-list" not in codes(evaluation(facts=what.facts, relations=ties), blocks)
    assert "open-list" in codes(what, blocks)


def test_a_list_of_which_only_a_part_has_parts():
    string = "支出100元，其中：甲支出40万元，包含乙支出30万元、丙支出10万元。"
    what, blocks = told(string, "40万元", "30万元", "10万元")
    ties = tuple(Relation("part-of", Endpoint("facts", n), Endpoint("facts", 0), "包含", ()) for n in (1, 2))
    assert "open-list" in codes(evaluation(facts=what.facts, relations=ties), blocks)


def test_figures_behind_the_sentence_are_not_of_the_list():
    assert "open-list" not in codes(*told("其中重点工作完成较好。甲支出40万元，乙支出60万元。", "40万元", "60万元"))


def test_figures_of_several_told_in_turn_are_parts_of_nothing():
    assert "open-list" not in codes(*told("教育、卫生支出分别是40万元、60万元。", "40万元", "60万元"))
    assert "open-list" in codes(*told("两项支出100万元，分别是40万元、60万元。", "100万元", "40万元", "60万元"))


def test_doubts_are_told_in_words():
    (note,) = [
        n for d in DOUBTS for n in d(evaluation(total_score=stated(Decimal(100)), full_score=stated(Decimal(88))))
    ]
    assert isinstance(note, Note)
    assert "88" in note.message
