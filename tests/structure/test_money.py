"""Money of forms and of running text, brought together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.prose.readers.test_scores import read
from ziping.parsers.structure.money import lines_of
from ziping.schemas.report import FundingLine

_PROSE = read("2023年全年预算600万元，支出582万元，预算执行率97%。").funding


def _line(passage: str) -> FundingLine:
    (line,) = read(passage).funding
    return line


def test_prose_tells_the_money_where_no_form_does():
    assert lines_of([], _PROSE) == _PROSE


def test_a_table_of_a_part_is_no_table_of_the_whole():
    small = _line("全年预算6.3万元，支出5.12万元。")
    lines = lines_of([small], _PROSE)
    assert [x.line for x in lines] == ["total", "other"]
    assert lines[0].executed is not None
    assert lines[0].executed.value == Decimal(5820000)


def test_a_form_of_the_whole_goes_before_prose():
    whole = _line("全年预算600万元，支出580万元。")
    assert lines_of([whole], _PROSE) == (whole,)
    assert lines_of([_line("全年预算700万元，支出580万元。")], _PROSE)[0].line == "total"


def test_prose_completes_a_form_that_has_the_same_sums_and_no_rate():
    (line,) = lines_of([_line("全年预算600万元，支出582万元。")], _PROSE)
    assert line.execution_rate is not None
    assert line.execution_rate.value == Decimal("0.97")
    (other,) = lines_of([_line("全年预算600万元，支出580万元。")], _PROSE)
    assert other.execution_rate is None


def test_a_table_of_parts_without_a_total_has_that_of_prose():
    parts = tuple(replace(_line(f"全年预算{n}万元，支出{n}万元。"), line="other") for n in (24, 8))
    lines = lines_of(parts, _PROSE)
    assert [x.line for x in lines] == ["total", "other", "other"]
    whole = replace(_line("全年预算600万元，支出580万元。"), line="current_year")
    assert lines_of([whole, *parts], _PROSE) == (whole, *parts)


def test_a_table_of_the_one_project_that_prose_tells_of_is_the_whole():
    table = replace(_line("全年预算10万元，到位10万元。"), line="project")
    (line,) = lines_of([table], [_line("批复下达预算资金10万元。")])
    assert line.line == "total"
    (line, *_) = lines_of([table], [_line("批复下达预算资金12万元。")])
    assert line.line == "project"
