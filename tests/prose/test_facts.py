"""Figures of prose: value, kind, name and total, passage by passage."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from tests.builders import paragraph
from ziping.parsers.prose import ProseReading, read_prose
from ziping.parsers.text.units import unit_names

CASES = Path(__file__).with_name("facts.txt")


def cases() -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    passage, figures = "", []
    for line in CASES.read_text("utf-8").split("\n"):
        if line.startswith("    "):
            figures.append(tuple(part.strip() for part in line.split(" | ")))
        elif line and not line.startswith("#"):
            if passage:
                yield passage, figures
            passage, figures = line, []
    yield passage, figures


def read(passage: str) -> ProseReading:
    """The passage; a bar parts paragraphs."""
    return read_prose([(i, paragraph(p)) for i, p in enumerate(passage.split("|"))])


@pytest.mark.parametrize(
    ("passage", "figures"), list(cases()), ids=lambda value: value[:16] if isinstance(value, str) else ""
)
def test_figures_of_a_passage(passage: str, figures: list[tuple[str, ...]]):
    facts = read(passage).facts
    found = [(f.value_text, f.kind, f.label, facts[f.parent].label if f.parent is not None else "-") for f in facts]
    assert found == figures


@pytest.mark.parametrize(
    ("passage", "values"),
    [
        ("共投入17.10亿元，支出35. 3万元", [("1710000000", "CNY", "1000000"), ("353000", "CNY", "1000")]),
        ("增长百分之12.5，占百分之四十", [("0.125", "ratio", "0.001"), ("0.40", "ratio", "0.01")]),
        ("培训３６０人次，慰问20余户", [("360", "person_time", "1"), ("20", "item", "1")]),
        ("近20万参保职工领取待遇", [("200000", "person", "10000")]),
        ("分别为12.5、30、7.5万元", [("125000", "CNY", "1000"), ("300000", "CNY", "10000"), ("75000", "CNY", "1000")]),
        ("补贴标准150/亩", [("150", "CNY", "1")]),
    ],
)
def test_values_and_their_last_digit(passage: str, values: list[tuple[str, str, str]]):
    facts = read("资金安排情况为：" + passage).facts
    got = [(f.value.value, f.unit, f.precision) for f in facts]
    assert got == [(Decimal(v), unit, Decimal(step)) for v, unit, step in values]


@pytest.mark.parametrize(
    "passage",
    [
        "根据《关于下达2023年资金的通知》（财社〔2023〕15号）第3条规定，于2023年6月30日前完成。",
        "建立24小时值班制度，15分钟内到场，30日内公示，满6个月的予以转正。",
        "1.预算编制情况。|（2）目标设置。|② 资产管理。|2、信息公开",
        "联系电话：0753-3265020，邮编514500。",
        "排查一级、二级、三级风险，选取1-2个村试点，完成率在60-80%之间。",
        "每低1个百分点扣0.5分，扣完为止。",
        "评价体系分为3个层次，工作分4个阶段推进。",
        "“三公”经费、“六零”承诺、“一卡通”。",
    ],
)
def test_what_is_no_figure(passage: str):
    assert read(passage).facts == ()


def test_a_figure_knows_where_it_and_its_clause_stand():
    (fact,) = read("该项目进展顺利，全年实际支出86.5万元，成效明显。").facts
    assert [p.text for p in fact.value.printed] == ["86.5万元"]
    assert fact.value.printed[0].box.x0 == 14 * 10.0
    assert [p.text for p in fact.clause] == ["全年实际支出86.5万元"]


def test_what_nobody_can_name_is_said():
    reading = read("（86.5万元）")
    assert reading.facts == ()
    assert [(n.code, n.printed[0].text) for n in reading.notes] == [("unclaimed-figure", "86.5万元")]


def test_claims_do_not_overlap():
    reading = read("收入100万元，其中甲60万元、乙40万元。支出90万元。")
    spans = [(c.block, c.start, c.stop) for c in reading.claims]
    assert spans == sorted(spans)
    assert all(a[2] <= b[1] for a, b in pairwise(spans) if a[0] == b[0])


def test_nothing_in_nothing():
    assert read_prose([]) == ProseReading()


def test_sums_whose_unit_is_stated_once():
    told = read_prose([(0, paragraph("以下金额单位为万元。年初预算812.5。"))])
    assert [(f.value.value, f.unit_text) for f in told.facts] == [(8125000, "万元")]
    passage = [(0, paragraph("年初预算812.5，其中基本支出500，涉及3个科室。"))]
    given = read_prose(passage, unit_names().unit_at("千元"))
    assert [f.value.value for f in given.facts if f.unit == "CNY"] == [812500, 500000]
    nowhere = read_prose(passage)
    assert [n.code for n in nowhere.notes] == ["unknown-unit", "unknown-unit"]
    assert [f.label for f in nowhere.facts] == ["科室"]


def test_each_figure_is_printed_at_its_own_place():
    """Also equal ones of one clause, and one that a line ends in."""
    facts = read("甲项目资金安排1200万元，支出1200万元，乙项目资金安排35\n00.5万元。").facts
    places = [[(p.text, p.box.x0, p.box.top) for p in f.lines] for f in facts]
    assert places == [
        [("1200万元", 70.0, 0.0)],
        [("1200万元", 160.0, 0.0)],
        [("35", 300.0, 0.0), ("00.5万元", 0.0, 15.0)],
    ]
    assert all("".join(p.text for p in f.lines) == f.value_text for f in facts)
