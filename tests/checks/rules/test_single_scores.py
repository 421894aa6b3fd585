"""Single scores, targets and grades."""

from __future__ import annotations

import pytest

from tests.checks.reports import (
    Report,
    checks_of,
    only,
    statuses,
)


def one(**columns):
    report = Report(total_score="9")
    report.indicator("完成率", **columns)
    return report


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ({"weight": "10", "score": "9"}, "pass"),
        ({"weight": "10", "score": "0"}, "pass"),
        ({"weight": "10", "score": "11"}, "fail"),
        ({"weight": "10", "score": "-1", "level1": "产出"}, "fail"),
        ({"score": "9"}, "unchecked"),
    ],
)
def test_a_score_lies_between_nothing_and_its_weight(columns, found):
    assert statuses(one(**columns), "score-range") == [found]


@pytest.mark.parametrize(
    ("target", "actual", "score", "found"),
    [
        ("≥95%", "100%", "10", "pass"),
        ("≥95%", "96%", "9", "fail"),
        ("≥95%", "90%", "10", "fail"),
        ("≥95%", "90%", "8", "pass"),
        ("≥95%", "≥95%", "10", "pass"),
        ("≤1%", "0%", "10", "pass"),
        ("≤1%", "2%", "10", "fail"),
        (">0", "0", "10", "fail"),
        ("≥32万人", "328900人", "10", "pass"),
        ("≥32万人", "310000人", "10", "fail"),
        ("98%", "96%", "9", "pass"),
        ("98%", "96%", "10", "fail"),
        ("40家", "52家", "9", "unchecked"),
        ("≥40家", "80家", "9", "pass"),
        ("≥40家", "40个", "9", "unchecked"),
        ("及时", "及时", "10", "pass"),
        ("及时", "基本及时", "10", "unchecked"),
        ("得到提升", "得到提升", "8", "pass"),
        ("得到提升", "得到提升", "7", "fail"),
    ],
)
def test_full_marks_go_with_a_target_that_is_met(target, actual, score, found):
    report = one(weight="10", score=score, target=target, actual=actual, level2="数量指标")
    row = only(report, "target-met")
    assert row["status"] == found
    assert row["severity"] == ("warning" if found == "fail" else "info")


def test_less_may_be_better():
    assert statuses(one(weight="10", score="10", target="5%", actual="3%"), "target-met") == ["fail"]
    report = Report()
    report.indicator("差错率", weight="10", score="10", target="5%", actual="3%")
    assert statuses(report, "target-met") == ["unchecked"]


def test_without_marks_a_missed_target_cannot_be_judged():
    assert statuses(one(target="≥90%", actual="95%"), "target-met") == ["pass"]
    assert statuses(one(target="≥90%", actual="85%"), "target-met") == ["unchecked"]


def rated(*rows):
    report = Report()
    for i, (weight, rate, score) in enumerate(rows):
        report.indicator(f"指标{i}", weight=weight, completion_rate=rate, score=score)
    return report


def test_proportional_scores_are_rounded_or_exact():
    report = rated(("13.33", "80.00%", "10.66"), ("13.34", "66.67%", "8.89"), ("12", "100.00%", "12"))
    assert statuses(report, "score-formula") == ["rounding", "rounding", "pass"]
    wrong = rated(("13.33", "80.00%", "10.66"), ("13.34", "66.67%", "8.98"), ("10", "50%", "5"))
    assert statuses(wrong, "score-formula") == ["rounding", "fail", "pass"]


def test_nothing_is_proportional_unless_the_report_shows_it():
    assert not checks_of(rated(("10", "98%", "9"), ("10", "100%", "10")), "score-formula")


def test_a_whole_score_is_not_rounded():
    report = rated(("10", "50%", "5"), ("10", "40%", "4"), ("10", "96%", "10"))
    assert statuses(report, "score-formula") == ["pass", "pass", "fail"]


def test_a_coefficient_is_always_a_factor():
    report = Report()
    report.indicator("甲", weight="10", score_coefficient="0.8", score="9")
    assert statuses(report, "score-formula") == ["fail"]


@pytest.mark.parametrize(
    ("score", "full", "grade", "found"),
    [
        ("90", None, "excellent", "pass"),
        ("89.99", None, "excellent", "fail"),
        ("80", None, "good", "pass"),
        ("60", None, "fair", "pass"),
        ("59.9", None, "poor", "pass"),
        ("45", "50", "excellent", "pass"),
        ("45", None, "excellent", "fail"),
    ],
)
def test_grades_have_bands(score, full, grade, found):
    scores = {"total_score": score, **({"full_score": full} if full else {})}
    assert statuses(Report(grade=grade, grade_text="级", **scores), "grade-band") == [found]


def test_a_report_may_state_its_own_bands():
    report = Report(total_score="88", grade="excellent", grade_text="优")
    report.fact("score", "自评得分", "88分", clause="得分88分，85分以上为优，70—85分为良，60—70分为中")
    assert statuses(report, "grade-band") == ["pass"]


@pytest.mark.parametrize(
    ("clause", "score", "grade"),
    [
        ("80分以上为优，70—80分为良，60—70分为中", "82", "excellent"),
        ("80分以上为优，70—80分为良，60—70分为中", "75", "good"),
        ("90分以上为优，80—90分为良，60—80分为中", "82", "good"),
    ],
)
def test_the_bands_that_a_report_states_are_its_law(clause, score, grade):
    report = Report(total_score=score, grade=grade, grade_text={"excellent": "优", "good": "良"}[grade])
    report.fact("score", "自评得分", f"{score}分", clause=clause)
    assert statuses(report, "grade-band") == ["pass"]


USUAL = "90（含）—100分为优、80（含）—90分为良、60（含）—80分为中、60分以下为差"
STRICT = "95分以上为优，85—95分为良，70—85分为中，70分以下为差"


def graded(score, grade, *pages, **evaluation):
    names = {"excellent": "优", "good": "良", "fair": "中", "poor": "差"}
    report = Report(total_score=score, grade=grade, grade_text=names[grade], first_page=1, last_page=1, **evaluation)
    for number, text in enumerate(pages, 1):
        report.page(text, number)
    (row,) = checks_of(report, "grade-band")
    return row["status"], row["severity"]


@pytest.mark.parametrize(
    "note",
    [
        "注：自评得分85分（含）以上为优，75（含）—85分\n为良，60（含）—75分为中，60分以下为差。",
        "评价等级：优☑（85分及以上）良□（75—84分，不含85分）中□（60—74分）差□（60分以下）",
        "优秀（100-85分）、良好（84-75分）、合格（74-60分）、不合格（60分以下）",
        "等级评定为：S≥85的为“优”，75≤S＜85的为“良”，60≤S＜75的为“中”，S＜60的为“差”",
        "优秀：得分≥85分；良好：75分≤得分<85分；合格：60分≤得分<75分；不合格：得分<60分",
    ],
)
def test_bands_in_the_notes_of_a_form_are_its_law(note):
    assert graded("87", "excellent", f"项目支出绩效自评表\n总分 100 87\n{note}") == ("pass", "info")
    assert graded("70", "excellent", f"项目支出绩效自评表\n总分 100 70\n{note}") == ("fail", "error")


@pytest.mark.parametrize(
    "text",
    [
        "满意度95%以上为优，85%—95%为良，70%—85%为中",  # a rate
        "评为优的4个，评为良的11个，评为中的20个",
        "优☑良□中□差□ 数量指标 95以上为优，得满分",  # one grade is no scale
        "95分以上为优，得10分，按实际开展的次数及效果计算；85—95分为良，得6分，以此类推计算；70—85分为中",  # not one scale
    ],
)
def test_what_only_looks_like_bands_is_none(text):
    assert graded("92", "excellent", text) == ("pass", "info")


def test_a_grade_that_is_wrong_by_notes_alone_is_a_warning():
    assert graded("92", "excellent", STRICT) == ("fail", "warning")
    assert graded("82", "excellent", STRICT) == ("fail", "error")


def test_notes_of_the_evaluation_s_own_pages_come_first():
    assert graded("92", "excellent", USUAL, STRICT) == ("pass", "info")
    assert graded("92", "excellent", STRICT, USUAL) == ("fail", "warning")
    assert graded("92", "excellent", "", STRICT) == ("fail", "warning")
    assert graded("92", "excellent", "", STRICT, USUAL) == ("pass", "info")  # two scales: neither is its own


def test_a_grade_without_score_cannot_be_checked():
    assert statuses(Report(grade="good", grade_text="良"), "grade-band") == ["unchecked"]
    assert statuses(Report(total_score="88", grade_text="合格"), "grade-band") == ["unchecked"]


@pytest.mark.parametrize(
    ("evaluation", "clause", "severity"),
    [
        ({"total_score": "78", "grade_text": "良"}, "", "error"),
        ({"total_score": "78", "grade_text": "“良好”等次"}, "", "error"),
        ({"total_score": "78", "grade_text": "较好"}, "", "info"),  # in words of another scale
        ({"total_score": "90", "full_score": "120", "grade_text": "良"}, "", "info"),  # out of other points
        ({"total_score": "90", "full_score": "120", "grade_text": "良"}, "95分以上为优，92—95分为良", "error"),
        ({"total_score": "82", "grade_text": "良"}, "80分以上为优，70—80分为良，60—70分为中", "error"),
    ],
)
def test_by_an_unknown_scheme_a_grade_raises_no_alarm(evaluation, clause, severity):
    report = Report(grade="good", **evaluation)
    if clause:
        report.fact("score", "自评得分", "90分", clause=clause)
    row = only(report, "grade-band")
    verdict = "undecided" if severity == "info" else "document"
    assert (row["status"], row["severity"], row["verdict"]) == ("fail", severity, verdict)
    assert ("另有标准" in row["message_zh"]) is (severity == "info")


@pytest.mark.parametrize(
    ("evaluation", "points", "severity"),
    [
        ({"total_score": "98"}, (("40", "50"), ("30", "43")), "error"),  # its subtotals make 70
        ({"total_score": "98"}, (("50", "50"), ("45", "45")), "error"),  # five points are missing
        ({"total_score": "98"}, (("60", "60"), ("60", "60")), "info"),  # all agree on 120
        ({"total_score": "112"}, (("", "60"), ("", "60")), "info"),  # the total says so
        ({"total_score": "98", "full_score": "100"}, (("60", "60"), ("60", "60")), "error"),
    ],
)
def test_by_an_unknown_scheme_weights_raise_no_alarm(evaluation, points, severity):
    report = Report(**evaluation)
    for i, (section, weight) in enumerate(points):
        report.indicator(f"指标{i}", level1=f"部分{i}", weight=weight)
        if section:
            report.section(f"部分{i}", weight=section)
    assert only(report, "weight-total")["severity"] == severity
    sections = [r for r in checks_of(report, "section-weight") if "总分值" in r["subject"] and r["status"] == "fail"]
    assert all((r["severity"] == "info") is (severity == "info") for r in sections)


def lost(*reasons: str | None) -> Report:
    report = Report()
    for number, reason in enumerate(reasons):
        report.indicator(f"指标{number}", weight="10", score="8", reason=reason)
    report.indicator("满分", weight="10", score="10")
    return report


def test_lost_points_want_the_reason_that_the_form_asks_for():
    row = only(lost("工期顺延", None), "reason-missing")  # another row gives one: the form asks
    assert (row["status"], row["severity"]) == ("fail", "warning")
    assert "指标1" in row["message_zh"] and "指标0" not in row["message_zh"]
    assert statuses(lost("工期顺延", "人员变动"), "reason-missing") == ["pass"]


def test_a_form_that_asks_for_no_reason_wants_none():
    report = lost(None, None)
    assert not checks_of(report, "reason-missing")
    report.page("三级指标 分值 得分 偏差原因分析及改进措施")
    assert statuses(report, "reason-missing") == ["fail"]


def test_a_cell_that_was_not_read_may_be_the_reason():
    report = lost("工期顺延", None)
    report.warning("unread-cell", "见附件", "指标1")
    report.rows["warnings"][0] |= {s: report.rows["indicators"][1][s] for s in ("top", "bottom")}
    assert statuses(report, "reason-missing") == ["unchecked"]
