"""Who may be accused: nobody, where something beside the figures was not read."""

from __future__ import annotations

import pytest

from tests.checks.reports import Report, checks_of, only, statuses


def sheet(total: str = "94", **columns) -> Report:
    report = Report(total_score=total, **columns)
    for name, weight, score in (("甲", "60", "50"), ("乙", "40", "43")):
        report.indicator(name, weight=weight, score=score)
    return report


def beside(report: Report, code: str, text: str, after: str = "甲") -> Report:
    report.warning(code, text, after)
    return report


def test_a_sum_fails_where_everything_was_read():
    row = only(sheet(), "score-total")
    assert (row["status"], row["severity"], row["verdict"]) == ("fail", "error", "document")


@pytest.mark.parametrize(("page", "found"), [(2, "unchecked"), (3, "fail"), (7, "fail")])
def test_no_sum_is_decided_next_to_a_page_that_was_not_read(page, found):
    report = sheet()
    report.unread(page)
    assert only(report, "score-total")["status"] == found


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("unread-figure", "1", "unchecked"),
        ("unread-cell", "其他 1", "unchecked"),
        ("unreadable-cell", "###", "unchecked"),
        ("unread-table", "附加 1", "unchecked"),
        ("unread-cell", "备注", "fail"),  # no figure
        ("unknown-column", "1", "fail"),  # it has a place in `extra`
        ("rate-without-base", "98%", "fail"),  # of a passage
    ],
)
def test_a_sum_that_lacks_something_is_unchecked_beside_what_was_not_read(code, text, found):
    row = only(beside(sheet(), code, text), "score-total")
    assert row["status"] == found
    assert (row["verdict"] is None) == (found == "unchecked")


def test_what_was_not_read_elsewhere_does_not_matter():
    report = sheet()
    report.indicator("丙", sheet="另一表")
    assert only(beside(report, "unread-figure", "1", after="丙"), "score-total")["status"] == "fail"


def test_a_sum_that_has_too_much_is_a_warning_beside_what_was_not_read():
    row = only(beside(sheet("92"), "unread-figure", "1"), "score-total")
    assert (row["status"], row["severity"], row["verdict"]) == ("fail", "warning", "undecided")


def test_a_figure_that_could_be_read_in_two_ways_accuses_nobody():
    report = Report()
    report.funding("total", label="年度资金总额", annual_budget="10.00", executed="8.00", execution_rate="90.00%")
    assert only(report, "execution-rate")["verdict"] == "document"
    report.warning("two-readings", "8.00", "年度资金总额")
    report.rows["warnings"][0] |= {s: report.rows["funding"][0][s] for s in ("x0", "top", "x1", "bottom")}
    row = only(report, "execution-rate")
    assert (row["status"], row["severity"], row["verdict"]) == ("fail", "warning", "undecided")


@pytest.mark.parametrize("code", ["two-readings", "unknown-column"])
def test_points_of_a_column_that_may_be_another_accuse_nobody(code):
    report = sheet()
    report.warning(code, "丙项")
    report.rows["warnings"][0] |= {s: report.rows["indicators"][0][s] for s in ("x0", "top", "x1", "bottom")}
    row = only(report, "score-total")
    assert (row["status"], row["severity"], row["verdict"]) == ("fail", "warning", "undecided")


def test_a_figure_hardly_recognised_is_no_error():
    row = only(sheet(confidence=0.6), "score-total")
    assert (row["status"], row["severity"], row["verdict"]) == ("fail", "warning", "reading")


@pytest.mark.parametrize("full", ["88", "93"])
def test_a_total_above_a_full_score_that_no_weights_make_is_a_misreading(full):
    report = sheet("100", full_score=full, grade="good", grade_text="良")
    for rule in ("score-total", "grade-band"):
        assert statuses(report, rule) == ["unchecked"]


def test_a_total_above_the_full_score_that_the_weights_make_is_an_error():
    assert statuses(sheet("193", full_score="100"), "score-total") == ["fail"]


def test_a_row_without_points_leaves_open_what_the_others_lack():
    short, over = sheet("94"), sheet("92")
    for report in (short, over):
        report.indicator("丙", target="≥95%", actual="96%")
    assert statuses(short, "score-total") == ["unchecked"]
    assert statuses(over, "score-total") == ["fail"]


def test_a_weight_that_was_not_read_makes_the_sum_of_weights_unchecked():
    report = Report(full_score="100")
    report.indicator("甲", weight="60", score="50")
    report.indicator("乙", score="40")
    assert statuses(report, "weight-total") == ["unchecked"]


def test_a_rate_that_was_cut_is_a_warning_in_words_of_its_own():
    report = Report()
    report.fact("expenditure", "支出", "87468元")
    report.funding("total", unit="元", label="资金", annual_budget="100000", executed="87468", execution_rate="87.4%")
    row = only(report, "execution-rate")
    assert (row["status"], row["severity"]) == ("fail", "warning")
    assert "尾数" in row["message_zh"]


def split_twice(person: str, other: str) -> Report:
    report = Report()
    whole = report.fact("count", "申请案件", "360件", clause="申请案件360件（县政府34件、各部门326件）")
    for name, text in (("县政府", "34件"), ("各部门", "326件")):
        report.fact("count", name, text, parent=whole, clause=f"{name}{text}")
    report.fact("growth", "申请案件同比增长", "7.3%", parent=whole, clause="同比增长7.3%")
    for name, text in (("自然人申请", person), ("法人或其他组织申请", other)):
        report.fact("count", name, text, parent=whole, clause=f"其中{name}{text}")
    return report


def test_a_total_split_twice_is_two_sums():
    assert statuses(split_twice("349件", "11件"), "count-total") == ["pass", "pass"]
    assert statuses(split_twice("394件", "11件"), "count-total") == ["pass", "fail"]


def test_items_that_go_on_counting_belong_to_the_list():
    report = Report()
    whole = report.fact("expenditure", "支出总计", "100.00万元", clause="支出总计100.00万元。包括：")
    report.fact("expenditure", "甲", "50.00万元", parent=whole, clause="1．甲50.00万元")
    report.fact("expenditure", "乙", "30.00万元", parent=whole, clause="2．乙30.00万元")
    assert statuses(report, "breakdown-total") == ["fail"]
    report.fact("expenditure", "丙", "20.00万元", clause="3．丙20.00万元")
    assert statuses(report, "breakdown-total") == ["pass"]


def test_lists_are_told_apart_by_what_the_document_says():
    report = Report()
    whole = report.fact("count", "案件", "100件", clause="案件100件")
    parts = [
        report.fact("count", n, t, parent=whole)
        for n, t in (("甲", "60件"), ("乙", "40件"), ("丙", "70件"), ("丁", "30件"))
    ]
    for number, part in enumerate(parts):
        report.relation("part-of", part, whole, partition=1 + number // 2, complete=True)
    assert statuses(report, "count-total") == ["pass", "pass"]


@pytest.mark.parametrize(("complete", "found"), [(True, "fail"), (False, "unchecked")])
def test_only_a_list_that_is_said_to_be_whole_accuses(complete, found):
    report = Report()
    whole = report.fact("expenditure", "支出", "100.00万元", clause="支出100.00万元")
    for name, text in (("甲", "61.30万元"), ("乙", "22.40万元")):
        part = report.fact("expenditure", name, text, parent=whole)
        report.relation("part-of", part, whole, partition=1, complete=complete)
    assert statuses(report, "breakdown-total") == [found]


def test_every_error_blames_the_document():
    for report in (sheet(), sheet(confidence=0.5), beside(sheet("92"), "unread-figure", "1")):
        for row in checks_of(report):
            assert row["severity"] != "error" or row["verdict"] == "document"


def test_a_figure_that_is_the_total_or_more_than_is_lacking_is_no_part():
    for text in ("94", "5"):
        assert only(beside(sheet(), "unread-figure", text), "score-total")["status"] == "fail"
    assert only(beside(sheet(), "unread-figure", "0.5"), "score-total")["status"] == "unchecked"


@pytest.mark.parametrize(("after", "found"), [("中央", "unchecked"), ("省级", "fail")])
def test_a_figure_of_the_row_that_was_not_read_may_be_the_one_that_is_meant(after, found):
    report = Report()
    report.funding("central", label="中央", annual_budget="700.00", executed="410.00", execution_rate="94.50%")
    report.funding("provincial", label="省级", annual_budget="10.00", executed="10.00", execution_rate="100%")
    report.warning("unread-figure", "661.50", after)
    row = next(r for r in report.rows["funding"] if r["line_text"] == after)
    report.rows["warnings"][0] |= {s: row[s] for s in ("top", "bottom")}
    assert [r["status"] for r in checks_of(report, "execution-rate") if r["subject"] == "中央"] == [found]


def test_points_of_the_funding_block_without_their_weight_leave_the_weights_open():
    report = Report(full_score="100")
    report.indicator("甲", weight="90", score="90")
    report.funding("total", annual_budget="10", executed="10", score="9.6")
    assert statuses(report, "weight-total") == ["unchecked"]


def weak(*parts: str) -> Report:
    """A list that the reader tied to the total of all spending, though it may be that of the second of its parts."""
    report = Report()
    whole = report.fact("expenditure", "支出合计", "9305.72万元")
    for name, text in (("基本支出", "2118.43万元"), ("项目支出", "7187.29万元")):
        part = report.fact("expenditure", name, text, parent=whole)
        report.relation("part-of", part, whole, partition=1, complete=True, confidence=1.0)
    for number, text in enumerate(parts):
        part = report.fact("expenditure", f"项目{number}", text, parent=whole)
        report.relation("part-of", part, whole, partition=2, complete=True, confidence=0.4, words="由下列项目构成")
    return report


def test_a_list_tied_weakly_may_be_one_of_another_total():
    assert statuses(weak("4000.00万元", "3187.29万元"), "breakdown-total") == ["pass", "pass"]
    first, second = checks_of(weak("4000.00万元", "3287.29万元"), "breakdown-total")
    assert (first["status"], second["status"], second["severity"]) == ("pass", "fail", "warning")
    assert second["stated"] == 71872900


@pytest.mark.parametrize(("words", "found"), [("分别为", "unchecked"), ("合计", "fail")])
def test_figures_told_respectively_need_not_be_all(words, found):
    report = Report()
    whole = report.fact("count", "收回意见表", "350份", clause="收回意见表350份")
    for name, text in (("满意", "228份"), ("较满意", "93份")):
        part = report.fact("count", name, text, parent=whole, clause=f"其中{name}{text}")
        report.relation("part-of", part, whole, partition=1, complete=True, words=words)
    assert statuses(report, "count-total") == [found]


def test_scores_of_two_projects_do_not_contradict_each_other():
    report = sheet("93")
    report.fact("score", "项目自评得分", "87.5分")
    assert not checks_of(report, "cross-reference")
    report.fact("score", "项目自评得分", "98分")
    row = only(report, "cross-reference")
    assert row["status"] == "fail"


def test_a_part_may_be_called_an_increase():
    report = Report()
    whole = report.fact("count", "实施项目", "15个", clause="实施项目共15个")
    for name in ("年初批复项目", "年中增加"):
        part = report.fact("count", name, "8个", parent=whole)
        report.relation("part-of", part, whole, partition=1, words="其中")
    assert statuses(report, "count-total") == ["fail"]


def test_weights_of_blocks_are_no_weights_of_rows():
    report = Report(full_score="100")
    for name, weight in (("甲", "60"), ("乙", "50")):
        report.indicator(name, weight=weight, score="5")
    assert statuses(report, "weight-total") == ["fail"]
    report.indicator("丙", score="5")  # it shares the cell of the row above
    assert statuses(report, "weight-total") == ["unchecked"]


def test_rows_of_a_heading_without_points_may_have_been_taken():
    report = Report()
    report.section("产出指标", weight="27")
    for name, weight in (("甲", "12"), ("乙", "15"), ("丙", "10")):
        report.indicator(name, level1="产出指标", weight=weight, score=weight)
    report.indicator("丁", level1="效益指标", weight="10", score="10")
    assert checks_of(report, "section-weight")[0]["severity"] == "warning"


@pytest.mark.parametrize(("text", "found"), [("1", "unchecked"), ("7", "fail")])
def test_points_above_that_are_just_what_a_sum_lacks_leave_it_open(text, found):
    """The block of money above the indicators has points of its own, and they were not read."""
    report = beside(sheet(), "unread-figure", text)
    first = report.rows["indicators"][0]
    report.rows["warnings"][0] |= {
        "x0": first["x0"],
        "x1": first["x1"],
        "top": first["top"] - 40,
        "bottom": first["top"] - 30,
    }
    assert only(report, "score-total")["status"] == found
