"""Cells and units that cannot be read are said, and each table has a unit of its own."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.builders import LEFT, document, paragraph, table
from ziping.parsers.ledger import keep_ledger
from ziping.parsers.ledger.placed import values_of
from ziping.parsers.parse import parse
from ziping.schemas.document import Document
from ziping.schemas.report import Report

HEAD = ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分"]
TITLE = paragraph("镇区路灯维护项目支出绩效自评表", top=0)


def sheet(score: str, actual: str = "1260盏") -> Report:
    rows = [
        HEAD,
        ["产出指标", "数量指标", "路灯维护数量", "≥1200盏", actual, "30", "30"],
        ["产出指标", "数量指标", "灯杆维护数量", "≥1200根", "1260根", "30", score],
        ["效益指标", "社会效益指标", "亮灯率", "≥95%", "97.2%", "40", "38.5"],
    ]
    return parse(document(TITLE, table(rows)))


def warned(report: Report) -> list[tuple[str, str]]:
    return [(n.code, "".join(p.text for p in n.printed)) for n in report.notes]


@pytest.mark.parametrize("odd", ["####", "#######", "①", "3O", "l0", "?"])
def test_what_cannot_be_read_as_a_number_is_said(odd):
    assert ("unreadable-cell", odd) in warned(sheet(odd))


@pytest.mark.parametrize("blank", ["", "—", "/", "无", "-"])
def test_a_blank_is_no_unreadable_number(blank):
    assert [c for c, _ in warned(sheet(blank)) if c == "unreadable-cell"] == []


def test_the_mark_of_a_note_is_no_part_of_the_figure():
    (evaluation,) = sheet("28.5*", "1260盏*").evaluations
    assert evaluation.indicators[1].score.value == Decimal("28.5")
    assert evaluation.indicators[0].actual_value.value == Decimal(1260)


def test_a_row_of_words_that_a_reader_drops_is_said():
    rows = [
        HEAD,
        ["产出指标", "数量指标", "路灯维护数量", "≥1200盏", "1260盏", "30", "30"],
        ["产出指标", "质量指标", "亮灯效果", "良好", "良好", "", ""],
        ["效益指标", "社会效益指标", "亮灯率", "≥95%", "97.2%", "40", "38.5"],
    ]
    blocks = document(TITLE, table(rows))
    report = parse(blocks)
    assert [c for c, _ in warned(report) if c == "unread-cell"] == []
    (evaluation,) = report.evaluations
    dropped = replace(evaluation, indicators=(evaluation.indicators[0], evaluation.indicators[2]))
    notes = keep_ledger(blocks, replace(report, evaluations=(dropped,))).notes
    assert [n.printed[0].text for n in notes if n.code == "unread-cell"] == ["亮灯效果", "良好", "良好"]


def test_a_name_beside_its_label_that_was_not_read_is_said():
    blocks = document(
        TITLE,
        table(
            [["项目名称", "“三支一扶”人员生活补贴", "预算执行率", "98.31%"], *[[*r[:2], r[4], r[6]] for r in [HEAD]]]
        ),
    )
    report = parse(blocks)
    nameless = replace(report, evaluations=tuple(replace(e, subject=None) for e in report.evaluations))
    notes = keep_ledger(blocks, nameless).notes
    assert [n.printed[0].text for n in notes if n.code == "unread-cell"] == ["“三支一扶”人员生活补贴"]


@pytest.mark.parametrize("template", ["指标3：", "……", "/", "小计", "合计"])
def test_templates_and_labels_are_no_unread_cells(template):
    rows = [
        HEAD,
        ["产出指标", "数量指标", "路灯维护数量", "≥1200盏", "1260盏", "30", "30"],
        ["", "", template, "", "", "", ""],
        ["效益指标", "社会效益指标", "亮灯率", "≥95%", "97.2%", "40", "38.5"],
    ]
    assert [w for w in warned(parse(document(TITLE, table(rows)))) if w[0] == "unread-cell"] == []


MONEY = [
    ["项目", "年初预算数", "全年预算数", "全年执行数"],
    ["年度资金总额", "120", "100", "95"],
    ["其中：财政拨款", "120", "100", "95"],
]


def money(*above: str) -> Report:
    """A report with one table of money below each unit line."""
    blocks = [paragraph("路灯维护项目支出绩效自评报告", top=0), paragraph("自评得分95分。", top=20)]
    for number, line in enumerate(above):
        blocks += [paragraph(line, top=100 + 200 * number), table(MONEY, top=120 + 200 * number)]
    return parse(document(*blocks))


def budgets(report: Report) -> list[Decimal | None]:
    lines = [f for e in report.evaluations for f in e.funding if f.line == "total"]
    return [None if f.annual_budget is None else f.annual_budget.value for f in lines]


def test_each_table_has_the_unit_of_its_own_caption():
    assert budgets(money("附表1收支情况表 单位：元", "附表2经费表 单位：万元")) == [Decimal(100), Decimal(1000000)]
    assert budgets(money("附表1收支情况表 单位：万元", "附表2经费表 单位:元")) == [Decimal(1000000), Decimal(100)]


def test_a_table_has_never_the_unit_of_an_earlier_one():
    other = [["资金来源", "预算数", "执行数"], ["年度资金总额", "120", "95"], ["其中：财政拨款", "120", "95"]]
    report = parse(
        document(
            paragraph("路灯维护项目支出绩效自评报告", top=0),
            paragraph("自评得分95分。", top=20),
            paragraph("附表1收支情况表 单位：元", top=100),
            table(MONEY, top=120),
            paragraph("附表2经费表", top=300),
            table(other, top=320),
        )
    )
    assert budgets(report)[1:] in ([None], [])
    assert "unknown-unit" in [code for code, _ in warned(report)]


@pytest.mark.parametrize("unit", ["万美元", "号元"])
def test_a_unit_that_nobody_knows_is_said_and_no_amount_read_in_it(unit):
    report = money(f"附表1收支情况表 单位：{unit}")
    assert budgets(report) in ([None], [])
    assert ("unknown-unit", unit) in warned(report)


@pytest.mark.parametrize(("unit", "factor"), [("萬元", 10000), ("万元", 10000), ("人民币元", 1), ("千元", 1000)])
def test_a_unit_that_is_known(unit, factor):
    report = money(f"附表1收支情况表 单位：{unit}")
    assert budgets(report) == [Decimal(100) * factor]
    assert [w for w in warned(report) if w[0] == "unknown-unit"] == []


def test_a_foreign_sum_in_prose_is_said():
    report = parse(
        document(paragraph("路灯维护项目支出绩效自评报告"), paragraph("自评得分95分。贷款120万美元。", top=40))
    )
    assert ("unknown-unit", "120") in warned(report)


def form(*head: list[str]) -> Report:
    rows = [
        *head,
        HEAD,
        ["产出指标", "数量指标", "路灯维护数量", "≥1200盏", "1260盏", "50", "50"],
        ["效益指标", "社会效益指标", "亮灯率", "≥95%", "97.2%", "50", "48.5"],
    ]
    return parse(document(TITLE, table(rows)))


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (["项目名称", "镇区路灯维护", LEFT, "寰宇", "青禾县水利局", LEFT, LEFT], "青禾县水利局"),
        (["项目名称", "镇区路灯维护", LEFT, "寰宇代码", "[231]青禾市文化馆", LEFT, LEFT], "[231]青禾市文化馆"),
        (["项目名称", "镇区路灯维护", LEFT, "寰宇", "青禾县水库运行管理所", LEFT, LEFT], "青禾县水库运行管理所"),
        (["项目名称", "镇区路灯维护", LEFT, "寰宇日期", "2024年3月12日", LEFT, LEFT], "2024年3月12日"),
        (
            ["寰宇", "做好镇区路灯维护，保障居民夜间出行。", LEFT, LEFT, LEFT, LEFT, LEFT],
            "做好镇区路灯维护，保障居民夜间出行。",
        ),
    ],
)
def test_what_a_head_lacks_is_said_where_a_cell_may_hold_it(row, cell):
    assert cell in [text for code, text in warned(form(row)) if code in ("unread-cell", "unread-date")]


@pytest.mark.parametrize(
    "row",
    [
        ["项目名称", "镇区路灯维护", LEFT, "省级财政部门", "青禾省财政厅", LEFT, LEFT],
        ["存在问题", "个别路段灯具老化，维修不够及时。", LEFT, LEFT, LEFT, LEFT, LEFT],
        ["项目名称", "镇区路灯维护", LEFT, "寰宇", "农村公路养护工程", LEFT, LEFT],
        ["项目名称", "镇区路灯维护", LEFT, "验收时间", "2023年11月3日", LEFT, LEFT],
        ["项目类别", "1、部门预算项目√2、财政专项□3、对下转移支付项目□", LEFT, LEFT, LEFT, LEFT, LEFT],
    ],
)
def test_other_words_of_a_head_are_no_loss(row):
    assert [c for c, _ in warned(form(row))] == []


TABLE = [
    HEAD,
    ["产出指标", "数量指标", "路灯维护数量", "≥1200盏", "1260盏", "50", "50"],
    ["效益指标", "社会效益指标", "亮灯率", "≥95%", "97.2%", "50", "48.5"],
]


def without(report: Report, blocks: Document, **lost: None) -> list[tuple[str, str]]:
    """What is said where some values of a report were not read."""
    evaluations = tuple(replace(e, **lost) for e in report.evaluations)
    of_document = {name: None for name in ("agency", "fiscal_year") if name in lost}
    notes = keep_ledger(blocks, replace(report, evaluations=evaluations, **of_document)).notes
    return [(n.code, "".join(p.text for p in n.printed)) for n in notes]


@pytest.mark.parametrize("line", ["青禾县水利局关于2023年度路灯维护项目的说明", "单位：青禾县水利局", "青禾县水利局"])
def test_a_body_in_the_lines_above_is_said_where_nobody_reports(line):
    blocks = document(TITLE, paragraph(line, top=20), table(TABLE, top=60))
    assert ("unread-name", "青禾县水利局") in without(parse(blocks), blocks, agency=None)


def test_a_year_is_said_where_none_is_known():
    blocks = document(TITLE, paragraph("（2023年度）", top=20), table(TABLE, top=60))
    report = parse(blocks)
    assert ("unread-date", "2023年度") not in warned(report)
    assert ("unread-date", "2023年度") in without(report, blocks, fiscal_year=None)


def test_a_line_that_may_be_the_title_of_a_sheet_is_said():
    blocks = document(paragraph("镇区路灯维护项目", top=0), paragraph("寰宇甲乙表", top=20), table(TABLE, top=60))
    report = parse(blocks)
    rows = [replace(e, indicators=tuple(replace(i, sheet=None) for i in e.indicators)) for e in report.evaluations]
    notes = keep_ledger(blocks, replace(report, evaluations=tuple(rows))).notes
    assert [n.printed[0].text for n in notes if "title" in n.message] == ["寰宇甲乙表"]


@pytest.mark.parametrize("line", ["制表人：唐小蓉寰宇日期：2024年3月22日电话：0739-4822106", "寰宇时间 2024年3月22日"])
def test_the_date_of_a_report_in_a_line_that_nobody_knows(line):
    blocks = document(TITLE, table(TABLE, top=60), paragraph(line, top=400))
    report = replace(parse(blocks), report_date=None)
    assert "unread-date" in [n.code for n in keep_ledger(blocks, report).notes]


@pytest.mark.parametrize(
    "line", ["寰宇：三支一扶人员生活补贴", "项目：三支一扶人员生活补贴", "项目名称：三支一扶人员生活补贴"]
)
def test_a_line_above_that_may_name_what_is_evaluated(line):
    blocks = document(TITLE, paragraph(line, top=20), table(TABLE, top=60))
    assert ("unread-name", "三支一扶人员生活补贴") in without(parse(blocks), blocks, subject=None)


@pytest.mark.parametrize("line", ["寰宇：2024年3月12日", "联系电话：0739-4822106", "金额单位：万元", "寰宇：98.5"])
def test_a_line_above_that_names_nothing(line):
    blocks = document(TITLE, paragraph(line, top=20), table(TABLE, top=60))
    assert "unread-name" not in [code for code, _ in without(parse(blocks), blocks, subject=None)]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (["产出指标", "数量指标", "指标2：", "寰宇", "", "", ""], "寰宇"),
        (["产出小计", "", "", "", "甲乙合参", "50", "50"], "甲乙合参"),
        (["产出指标", "质量指标", "合格率", "≥95%", "96%", "", "壬值另计"], "壬值另计"),
    ],
)
def test_words_among_the_indicators_that_went_nowhere(row, cell):
    rows = [TABLE[0], TABLE[1], row, TABLE[2]]
    report = parse(document(TITLE, table(rows, top=60)))
    kept = [v.printed.text for v in values_of(report)]
    assert ("unread-cell", cell) in warned(report) or cell in kept


def test_words_of_the_form_among_the_indicators_are_no_loss():
    rows = [TABLE[0], TABLE[1], ["产出指标", "质量指标", "管护机制", "定性", "健全", "", ""], TABLE[2]]
    assert "unread-cell" not in [code for code, _ in warned(parse(document(TITLE, table(rows, top=60))))]
