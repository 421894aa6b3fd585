"""The likeliest slip of a failure, and what an auditor would make of it."""

from __future__ import annotations

import pytest

from tests.checks.reports import Report, checks_of, only


def scored(wrong, **evaluation):
    """Three sections of which the second is printed wrong: the total and its own indicators tell."""
    report = Report(total_score="93", **evaluation)
    for level1, weight, scores in (("决策", "20", (18,)), ("产出", "50", (25, 23)), ("效益", "30", (27,))):
        for i, score in enumerate(scores):
            report.indicator(f"{level1}{i}", level1=level1, weight=str(int(weight) // len(scores)), score=str(score))
    for level1, weight, score in (("决策", "20", "18"), ("产出", "50", wrong), ("效益", "30", "27")):
        report.section(level1, weight=weight, score=score)
    return report


def failed(report):
    return [row for row in checks_of(report) if row["status"] == "fail"]


def test_other_identities_tell_which_figure_slipped():
    rows = {row["subject"]: row for row in checks_of(scored("43")) if row["rule"] == "section-score"}
    found = {subject: row["status"] for subject, row in rows.items()}
    # the total follows the rows: that the wrong subtotal does not make it is told of the subtotal alone
    assert found == {"决策": "pass", "产出": "fail", "效益": "pass", "总分＝一级指标": "unchecked"}
    assert rows["产出"]["explanations"][0].startswith("产出：43 → 48（一位数字")
    assert rows["产出"]["verdict"] == "document"
    assert not rows["产出"]["possible_misread"]


def test_low_confidence_blames_the_reading():
    row = next(row for row in failed(scored("43", confidence=0.7)) if row["rule"] == "section-score")
    assert (row["verdict"], row["possible_misread"]) == ("reading", True)


def test_a_sure_recognition_of_look_alikes_leaves_it_undecided():
    row = next(row for row in failed(scored("43", confidence=0.99)) if row["rule"] == "section-score")
    assert row["possible_misread"] == (row["verdict"] == "undecided")


@pytest.mark.parametrize(
    ("budget", "spent", "rate", "slip"),
    [
        ("8.89", "3.49", "93.26%", "39.26%（相邻两位颠倒"),
        ("8.89", "3.49", "392.6%", "39.26%（小数点"),
        ("8.89", "34900", "39.26%", "34900万元（÷10000）（单位"),
        ("3.49", "8.89", "39.26%", "8.89万元 ↔ 3.49万元（两个数互换"),
    ],
)
def test_kinds_of_slips(budget, spent, rate, slip):
    report = Report()
    report.funding("total", annual_budget=budget, executed=spent, execution_rate=rate)
    row = only(report, "execution-rate")
    assert any(slip in explanation for explanation in row["explanations"]), row["explanations"]


def test_a_part_left_out_or_counted_twice():
    report = Report()
    report.funding("total", annual_budget="16.00")
    for amount in ("7.00", "3.00", "4.00"):
        report.funding("own", annual_budget=amount)
    assert not any("漏计" in e for e in only(report, "funding-total")["explanations"])
    report = Report()
    report.funding("total", annual_budget="11.11")
    for amount in ("7.07", "3.03", "4.04"):
        report.funding("own", annual_budget=amount)
    assert any("own 3.03万元（漏计一项" in e for e in only(report, "funding-total")["explanations"])


def test_passes_are_not_explained():
    assert all(not row["explanations"] and row["verdict"] is None for row in checks_of(scored("48")))


def sheet(stated, confidence):
    """Three scores under their total; `confidence` of the total's recognition alone."""
    report = Report(total_score=stated)
    for i, (weight, score) in enumerate((("20", "18"), ("48", "46"), ("32", "29"))):
        report.indicator(f"指标{i}", weight=weight, score=score)
    for cell in report.rows["evaluations"][0]["cells"]:
        cell["confidence"] = confidence
    return only(report, "score-total")


@pytest.mark.parametrize(
    ("stated", "confidence", "verdict"),
    [
        ("98", None, "document"),  # printed so
        ("98", 0.6, "reading"),  # 93, perhaps
        ("98", 0.99, "undecided"),  # surely read, but 3 and 8 look alike
        ("53", 0.99, "document"),  # surely read, and 5 is no 9
        ("53", 0.6, "reading"),
        ("20.5", 0.6, "reading"),  # hardly read, though no misreading makes it 93
        ("71.5", 0.99, "document"),
    ],
)
def test_what_an_auditor_would_do(stated, confidence, verdict):
    row = sheet(stated, confidence)
    assert (row["status"], row["verdict"]) == ("fail", verdict)
    assert row["possible_misread"] is (verdict in ("reading", "undecided"))


@pytest.mark.parametrize(
    ("weights", "first"),
    [
        (("7", "7", "7", "8", "7", "7"), "丁：8 → 7"),  # the one that is not as the others
        (("7.5", "7.4", "7.5", "7.5", "7.5", "7.5"), "乙：7.4 → 7.5"),
        (("30", "20", "30", "10", "30", "20"), None),  # given out unevenly: nothing tells
    ],
)
def test_the_part_that_is_not_as_its_many_like_is_likelier(weights, first):
    whole = sum(map(float, weights)) + (0.1 if "7.4" in weights else -1)
    report = Report()
    for label, weight in zip("甲乙丙丁戊己", weights, strict=True):
        report.indicator(label, level1="产出", weight=weight, score=weight)
    report.section("产出", weight=f"{whole:g}", score=f"{sum(map(float, weights)):g}")
    (row,) = [c for c in checks_of(report, "section-weight") if c["status"] == "fail" and c["subject"] == "产出"]
    parts = [e for e in row["explanations"] if not e.startswith("产出")]
    assert parts[0].startswith(first) if first else not parts[:1] or not parts[0].startswith("丁"), parts


def funded(*lines):
    """Lines of money under their total: label, initial budget, annual budget, spending, rate."""
    report = Report()
    for label, initial, annual, spent, rate in lines:
        amounts = {"initial_budget": initial} if initial else {}
        report.funding(label, **amounts, annual_budget=annual, executed=spent, execution_rate=rate)
    return failed(report)


def test_figures_exchanged_in_a_row_are_told_of_every_identity_that_they_break():
    rows = funded(
        ("total", "157.4", "198.25", "184.6", "93.11%"),
        ("own", "165.75", "124.9", "153.35", "92.52%"),  # 124.9 and 165.75 stand in each other's place
        ("other", "32.5", "32.5", "31.25", "96.15%"),
    )
    told = {row["rule"]: row["explanations"] for row in rows}
    assert set(told) >= {"funding-total", "execution-rate"}
    for explanations in told.values():
        assert "165.75" in explanations[0]
        assert "124.9" in explanations[0]
        assert "互换" in explanations[0]


def test_figures_exchanged_in_a_column_break_the_rates_of_both_rows():
    rows = funded(("own", "", "318.6", "744.27", "99.00%"), ("other", "", "751.79", "301.2", "94.54%"))
    assert {row["rule"] for row in rows} == {"execution-rate", "overspent"}
    assert all("318.6" in row["explanations"][0] and "751.79" in row["explanations"][0] for row in rows)


def test_a_figure_that_would_mend_one_identity_alone_was_not_exchanged():
    rows = funded(("own", "", "318.6", "744.27", "99.00%"), ("other", "", "751.79", "710.75", "94.54%"))
    assert rows
    assert not any("↔" in e for row in rows for e in row["explanations"])


def test_full_marks_were_meant_to_be_a_hundred():
    report = Report(full_score="150")
    for label, weight in (("甲", "34.5"), ("乙", "33.5"), ("丙", "32")):
        report.indicator(label, weight=weight, score=weight)
    row = only(report, "weight-total")
    assert "150 → 100" in row["explanations"][0]
