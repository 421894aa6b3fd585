"""Chapters of one evaluation each, with its form at their end."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.builders import LEFT, document, paragraph, table
from ziping.parsers import parse
from ziping.parsers.structure.parts import split_into_parts
from ziping.schemas.document import Align, Block, Paragraph, Table


def _title(string: str) -> Paragraph:
    return paragraph(string, align=Align.CENTRE, size=16.0)


def _sheet(total: int, *, page: int = 1) -> Table:
    rows = [
        ["一级指标", "三级指标", "分值", "得分"],
        ["产出指标", "完成数量", "50", "50"],
        ["效益指标", "服务对象满意度", "50", str(total - 50)],
        ["总分", LEFT, "100", str(total)],
    ]
    return table(rows, page=page)


ON_PROJECT = (
    "本部门对粮库维修项目开展了绩效自评。该项目年初预算120万元，实际支出113.5万元，预算执行率94.58%。自评得分95分。"
)
ON_WHOLE = "本部门对2017年整体支出开展绩效自评，自评得分92分。全年部门支出决算1426.35万元。"


def _report(heads: tuple[str, str], *, run_in: bool = False) -> list[Block]:
    told = [[h + t] if run_in else [h, t] for h, t in zip(heads, (ON_PROJECT, ON_WHOLE), strict=True)]
    return [
        _title("涪川县粮食局2017年部门绩效自评情况"),
        *map(paragraph, told[0]),
        _title("2017年项目支出绩效自评得分表"),
        paragraph("项目名称：粮库维修项目"),
        _sheet(95),
        *map(paragraph, told[1]),
        _title("2017年部门整体支出绩效评价得分表"),
        _sheet(93, page=2),
    ]


@pytest.mark.parametrize(
    ("heads", "run_in"),
    [
        (("一、项目支出绩效自评开展情况", "二、部门整体支出绩效自评开展情况"), False),
        (("（一）项目绩效自评情况", "（二）部门整体绩效自评情况"), False),
        (("1.项目绩效自评开展情况。", "2.部门整体支出绩效自评开展情况。"), True),
    ],
)
def test_what_a_chapter_tells_goes_to_its_form(heads: tuple[str, str], run_in: bool):
    found = {str(e.total_score.value): e for e in parse(document(*_report(heads, run_in=run_in))).evaluations}
    assert set(found) == {"95", "93"}
    money = {score: [v.value for x in e.funding for v in (x.executed,) if v] for score, e in found.items()}
    assert money == {"95": [Decimal(1135000)], "93": [Decimal(14263500)]}


def _starts(blocks: list[Block]) -> list[int]:
    return [part.start for part in split_into_parts(blocks)]


def test_one_chapter_with_a_form_is_one_of_a_report():
    blocks = _report(("一、绩效自评情况", "二、部门整体支出绩效自评开展情况"))[:6]
    assert _starts(blocks) == [0, 3]


def test_chapters_that_evaluate_nobody_keep_their_place():
    assert _starts(_report(("一、部门基本情况", "二、预算安排情况"))) == [0, 3, 8]


def test_chapters_numbered_in_two_ways_are_no_series():
    assert _starts(_report(("一、项目支出绩效自评情况", "（二）部门整体绩效自评情况"))) == [0, 3, 8]
