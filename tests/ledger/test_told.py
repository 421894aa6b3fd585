"""What a passage tells and its reader loses is said: the same report, with one value taken out of what was read of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.builders import document, paragraph
from ziping.parsers.ledger import keep_ledger
from ziping.parsers.parse import parse
from ziping.schemas.document import Align, Document
from ziping.schemas.report import Evaluation, Fact, Indicator, Stated

TITLE = "云溪县路灯维护项目\n2024年度绩效自评报告"
MONEY = "2024年项目年初预算120万元，全年预算150万元，到位资金148万元，实际支出135万元，预算执行率90%。"
SOURCES = "2024年项目预算安排150万元，其中省级100万元，县级50万元。实际支出135万元，预算执行率90%。"
SCORES = "项目决策满分20分，得19分；项目过程满分20分，得18分；项目产出满分60分，得57分。"
VERDICT = "经综合评定，自评得分为94分，评价等级为优。"
INDICATORS = (
    "（一）产出指标",
    "1.数量指标：维修路灯，目标值≥300盏，实际完成值312盏，分值20分，得分20分。",
    "2.质量指标：路灯完好率，目标值≥98%，实际完成值97%，分值20分，得分18分，扣分原因为电缆老化较多。",
    "3.时效指标：故障修复及时率，目标值≥95%，实际完成值96%，分值20分，得分20分。",
)
LIST = "本年支出合计300万元，其中人员经费支出180万元，公用经费支出90万元，项目支出30万元。"
SIGNED = ("云溪县城市管理局", "2025年3月18日")


def report_of(*strings: str) -> Document:
    """A report with these paragraphs, each below the last."""
    blocks, top = [], 0.0
    for string in (TITLE, "一、项目概况", *strings):
        blocks.append(paragraph(string, top=top))
        top += 20.0 * (string.count("\n") + 1)
    return document(*blocks)


def codes(blocks: Document, lose: Callable[[Evaluation], Evaluation] | None = None) -> set[str]:
    """The codes of the doubts, where `lose` takes something out of what was read."""
    report = parse(blocks)
    if lose is not None:
        (told,) = report.evaluations
        damaged = lose(told)
        assert damaged != told, "nothing was there to be lost"
        report = replace(report, evaluations=(damaged,))
    return {n.code for n in keep_ledger(blocks, replace(report, notes=())).notes}


def line(**none: None) -> Callable[[Evaluation], Evaluation]:
    if "execution_rate" in none:
        none["execution_rate_text"] = None
    return lambda e: replace(e, funding=(replace(e.funding[0], **none), *e.funding[1:]))


def row(number: int, **none: None) -> Callable[[Evaluation], Evaluation]:
    """An indicator without some of its columns, whose figures are facts."""

    def lose(e: Evaluation) -> Evaluation:
        rows = list(e.indicators)
        lost = [as_fact(rows[number], name) for name in none if name in ("weight", "score")]
        rows[number] = replace(rows[number], **none)
        return replace(e, indicators=tuple(rows), facts=(*e.facts, *lost))

    return lose


def as_fact(indicator: Indicator, column: str) -> Fact:
    value: Stated = getattr(indicator, column)
    name = indicator.level3.value if indicator.level3 is not None else ""
    return Fact("score", f"{name}得分", value, value.printed[0].text, "point", "分", None, value.printed)


@pytest.mark.parametrize(
    "strings",
    [
        [i.replace("指标：", "指标—").replace("，目标值", "：目标值") for i in INDICATORS[1:]],
        (MONEY, VERDICT),
        (SOURCES, VERDICT),
        (SCORES, VERDICT, *SIGNED),
        (*INDICATORS, VERDICT, *SIGNED),
        (LIST, VERDICT),
        (MONEY, *INDICATORS, SCORES, VERDICT, *SIGNED),
    ],
)
def test_what_was_read_is_in_no_doubt(strings):
    assert codes(report_of(*strings)) == set()


@pytest.mark.parametrize("column", ["annual_budget", "executed", "execution_rate"])
@pytest.mark.parametrize(
    "told",
    [
        MONEY,
        "项目预算批复资金150万元，截至年末累计支付135万元，资金支付率为90%。",
        "上级下达项目资金150万元。全年实际使用资金135万元，预算执行率为90%。",
    ],
)
def test_money_that_a_line_lost(told, column):
    blocks = report_of(told, VERDICT)
    funding = parse(blocks).evaluations[0].funding[0]
    if getattr(funding, column) is None:
        pytest.skip("this sentence does not tell it")
    assert "money-without-role" in codes(blocks, line(**{column: None}))


def test_no_line_at_all_and_sources_that_are_none():
    assert "money-without-role" in codes(report_of(MONEY, VERDICT), lambda e: replace(e, funding=()))
    assert "money-without-role" in codes(report_of(SOURCES, VERDICT), lambda e: replace(e, funding=e.funding[:-1]))
    assert "money-without-role" in codes(report_of(SOURCES, VERDICT), lambda e: replace(e, funding=e.funding[:1]))


def test_a_total_and_a_grade_that_were_lost():
    blocks = report_of(MONEY, SCORES, VERDICT)
    assert "score-without-role" in codes(blocks, lambda e: replace(e, total_score=None))
    assert "unread-grade" in codes(blocks, lambda e: replace(e, grade=None, grade_text=None))


@pytest.mark.parametrize(
    "told",
    [
        "自评得分94分，优。",
        "自评得分为94分，自评结果为“良好”。",
        "自评得分94分，评定等次：优秀。",
        "自评得分94分，绩效等级评定为优。",
    ],
)
def test_grades_in_other_words(told):
    assert codes(report_of(MONEY, told)) == set()
    assert "unread-grade" in codes(report_of(MONEY, told), lambda e: replace(e, grade=None, grade_text=None))


@pytest.mark.parametrize(
    "told",
    [
        "自评得分94分。3个子项目评为优，1个为良。",
        "自评得分94分。评价得分90分以上等级为优。",
        "自评得分94分，上年等级为良。",
    ],
)
def test_grades_of_others_and_bands_are_none(told):
    assert "unread-grade" not in codes(report_of(MONEY, told))


@pytest.mark.parametrize(
    "columns",
    [
        ("level1",),
        ("level2",),
        ("target_text", "target_value"),
        ("actual_text", "actual_value"),
        ("weight",),
        ("score",),
    ],
)
def test_a_column_that_an_indicator_lost(columns):
    found = codes(report_of(*INDICATORS, VERDICT), row(1, **dict.fromkeys(columns)))
    assert found & {"unread-level", "target-without-role", "score-without-role"}


def test_a_level_that_all_indicators_lost():
    def lose(e: Evaluation) -> Evaluation:
        return replace(e, indicators=tuple(replace(r, level1=None) for r in e.indicators))

    assert "unread-level" in codes(report_of(*INDICATORS, VERDICT), lose)


def test_a_reason_that_was_lost():
    assert "unread-cell" in codes(report_of(*INDICATORS, VERDICT), row(1, reason=None))


def test_a_list_that_nothing_opens():
    def lose(e: Evaluation) -> Evaluation:
        facts = tuple(replace(f, parent=None, state="actual") for f in e.facts)
        return replace(e, facts=facts, relations=())

    assert "open-list" in codes(report_of(LIST.replace("其中", ""), VERDICT), lose)


def test_what_became_of_a_sum_is_no_list_of_its_parts():
    told = "中央财政下达专款286.5万元，当年使用254.2万元，年底结转32.3万元。"
    assert "open-list" not in codes(report_of(told, VERDICT))


def test_the_last_part_of_a_list_that_was_lost():
    def lose(e: Evaluation) -> Evaluation:
        last = max(n for n, f in enumerate(e.facts) if f.parent is not None)
        facts = tuple(replace(f, parent=None) if n == last else f for n, f in enumerate(e.facts))
        return replace(e, facts=facts, relations=tuple(r for r in e.relations if r.source.index != last))

    assert "open-list" in codes(report_of(LIST, VERDICT), lose)


def test_who_reports_and_when():
    blocks = report_of(MONEY, VERDICT, *SIGNED)
    report = parse(blocks)
    nobody = replace(
        report, agency=None, notes=(), evaluations=tuple(replace(e, agency=None) for e in report.evaluations)
    )
    assert "unread-name" in {n.code for n in keep_ledger(blocks, nobody).notes}
    undated = replace(report, report_date=None, notes=())
    assert "unread-date" in {n.code for n in keep_ledger(blocks, undated).notes}


def test_a_result_that_is_its_name():
    def lose(e: Evaluation) -> Evaluation:
        first = e.indicators[0]
        same = replace(first, target_text=None, target_value=None, actual_text=first.level3)
        return replace(e, indicators=(same, *e.indicators[1:]))

    assert "two-readings" in codes(report_of(*INDICATORS, VERDICT), lose)


def test_money_of_another_year_in_a_line():
    def lose(e: Evaluation) -> Evaluation:
        return replace(e, facts=tuple(replace(f, year=2023) for f in e.facts))

    assert "two-readings" in codes(report_of(MONEY, VERDICT), lose)


@pytest.mark.parametrize("told", ["自评结果为“优”的3个，为“良”的1个。", "失分原因：年末结转较大，扣1分。"])
def test_counts_of_grades_and_deductions_are_no_doubt(told):
    assert not {"unread-grade", "score-without-role"} & codes(report_of(MONEY, "自评得分94分。", told))


@pytest.mark.parametrize(
    ("lines", "doubted"),
    [
        (("三、绩效目标完成情况", "（一）数量方面。年度计划修复古籍300册，全年修复286册。"), ["年度计划修复古籍"]),
        (("三、目标完成情况", "（一）质量方面。要求修复合格率在98%以上，实际为99%。"), ["修复合格率"]),
        (("二、绩效完成情况", "（二）数量方面。原定培训修复人员6名，后因师资原因只培训了4名。"), ["原定培训修复人员"]),
        (("三、绩效目标完成情况", "1.技术培训。年度计划培训800人次，实际培训862人次。"), []),
        (("一、单位概况", "核定编制60名，年末实有57名。"), []),
        (("三、绩效目标完成情况", "全年预算120万元，实际支出118万元。"), []),
        (("三、绩效目标完成情况", "全年修复古籍286册，举办展览12场。"), []),
    ],
)
def test_a_plan_and_what_was_done_that_no_indicator_holds_are_told(lines: tuple[str, ...], doubted: list[str]):
    title = paragraph("青山市图书馆古籍修复项目2023年度绩效自评报告", align=Align.CENTRE, size=22)
    report = parse(document(title, *(paragraph(x) for x in lines)))
    told = [n.message for n in report.notes if n.code == "target-without-role"]
    assert [m.split("”")[0].removeprefix("“") for m in told] == doubted


KINDS = (
    "（二）效益完成情况",
    "1.社会效益指标：办事更加便捷，居民获得感明显增强。",
    "2.生态效益指标：河面漂浮物明显减少，水体更加清澈。",
)


def test_goals_in_words_below_levels_that_are_no_indicators():
    assert codes(report_of(MONEY, *KINDS, VERDICT)) == {"unread-level"}
    assert codes(report_of(MONEY, *KINDS[:2], VERDICT)) == set()


@pytest.mark.parametrize("unknown", ["功效指标：灯杆完好率97%。", "耐用性指标：灯杆更换为96%，另有2处待修。"])
def test_a_level_that_nobody_knows_beside_others(unknown):
    assert "unread-level" in codes(report_of(MONEY, *INDICATORS[:2], f"2.{unknown}", INDICATORS[3], VERDICT))
    known = "2.质量指标：路灯完好率，目标值≥98%，实际完成值97%。"
    assert codes(report_of(MONEY, *INDICATORS[:2], known, INDICATORS[3], VERDICT)) == set()


def test_a_heading_on_all_indicators_is_no_level():
    other = "（二）部门绩效指标：共设立指标3项，均已公开。"
    assert "unread-level" not in codes(report_of(MONEY, *INDICATORS, other, VERDICT))


def test_a_subtotal_whose_points_indicators_without_a_level_make_up():
    told = report_of(MONEY, "（一）产出指标（60分）", *INDICATORS[1:], VERDICT)

    def without_levels(e: Evaluation) -> Evaluation:
        rows = (replace(r, level1=None, level2=None, level1_weight=None) for r in e.indicators)
        return replace(e, indicators=tuple(rows))

    assert codes(told) == set()
    assert "unread-level" in codes(told, without_levels)
