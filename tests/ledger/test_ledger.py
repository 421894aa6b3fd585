"""Every printed figure is a value, is none for a reason, or is a warning."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import LEFT, document, paragraph, table
from ziping.parsers.ledger import keep_ledger
from ziping.parsers.parse import parse
from ziping.schemas.report import Report

SHEET = [
    ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "路灯维护数量", "≥1200盏", "1260盏", "50", "50"],
    ["效益指标", "社会效益指标", "亮灯率", "≥95%", "97.2%", "40", "38.5"],
]
TITLE = paragraph("镇区路灯维护项目支出绩效自评表", top=0)


def read(*blocks) -> Report:
    return parse(document(TITLE, *blocks))


def warned(report: Report) -> list[tuple[str, str]]:
    return [(n.code, "".join(p.text for p in n.printed)) for n in report.notes]


def test_all_figures_of_a_form_that_is_read_are_accounted_for():
    report = read(table(SHEET))
    assert warned(report) == []
    assert (report.figures, report.figures_unread) == (8, 0)


def without_last_indicator(report: Report) -> Report:
    (evaluation,) = report.evaluations
    return replace(report, evaluations=(replace(evaluation, indicators=evaluation.indicators[:-1]),))


def test_a_figure_that_a_reader_drops_is_a_warning_with_its_place():
    blocks = document(TITLE, table(SHEET))
    ledger = keep_ledger(blocks, without_last_indicator(parse(blocks)))
    figures = [n for n in ledger.notes if n.code == "unread-figure"]
    assert [n.printed[0].text for n in figures] == ["95", "97.2", "40", "38.5"]
    assert [n.printed[0].text for n in ledger.notes if n not in figures] == ["亮灯率"]  # its name
    box = figures[-1].printed[0].box
    assert 600 < box.x0 < box.x1 < 700
    assert 140 < box.top < box.bottom < 160


def test_a_figure_in_prose_without_meaning_is_a_warning():
    report = read(table(SHEET), paragraph("截至年底，经费实际使用，计190。", top=400))
    assert warned(report) == [("unread-figure", "190")]


def test_a_table_of_which_nothing_is_read_is_one_warning():
    other = table([["合计", "甲", "乙"], ["10.71", "0.73", "9.98"], ["1.1", "2.2", "3.3"]], top=400)
    report = read(table(SHEET), other)
    assert [code for code, _ in warned(report)] == ["unread-table"]
    assert report.figures_unread == 6


def test_the_same_figure_in_another_place_covers_nothing():
    blocks = document(TITLE, table([*SHEET[:2], [*SHEET[2][:5], "50", "50"]]))
    ledger = keep_ledger(blocks, without_last_indicator(parse(blocks)))
    assert [n.printed[0].text for n in ledger.notes if n.code == "unread-figure"][-2:] == ["50", "50"]


def test_the_ledger_says_where_a_figure_went():
    blocks = document(TITLE, table(SHEET), paragraph("附件2", top=400))
    went = {e.printed[0].text: e for e in keep_ledger(blocks, parse(blocks)).entries}
    assert (went["38.5"].value.table, went["38.5"].value.column) == ("indicators", "score")
    assert went["2"].reason == "enumerator"


def test_the_points_of_a_level_printed_beside_each_indicator_are_said_once():
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分"],
        ["产出指标（60分）", "数量指标", "路灯维护数量", "≥1200盏", "1260盏", "30", "30"],
        ["产出指标（60分）", "质量指标", "灯杆合格率", "≥90%", "96%", "30", "30"],
        ["效益指标（40分）", "社会效益指标", "亮灯率", "≥95%", "97.2%", "40", "38.5"],
    ]
    assert warned(read(table(rows))) == []


def test_numbers_of_rows_are_no_figures():
    rows = [
        ["序号", "三级指标", "分值", "得分"],
        ["产出指标", LEFT, LEFT, LEFT],
        ["1", "路灯维护", "60", "60"],
        ["2", "……", "", ""],
    ]
    assert [w for w in warned(read(table([*rows, ["3", "亮灯率", "40", "40"]]))) if w[1] in ("2", "3")] == []
