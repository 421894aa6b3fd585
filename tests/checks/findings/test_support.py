"""A slip of the document, or figures taken for what they are not: what else of the reading holds decides."""

from __future__ import annotations

import pytest

from tests.checks.reports import Report, checks_of, only
from tests.checks.rules.test_growth import listed


def sheet(total: str, *rows: tuple[str, str]) -> Report:
    """Rows of weight and score; "" for none."""
    report = Report(**({"total_score": total} if total else {}))
    for number, (weight, score) in enumerate(rows):
        points = {"weight": weight, "score": score}
        report.indicator(f"指标{number}", **{k: v for k, v in points.items() if v})
    return report


def funding(total: dict[str, str], *lines: dict[str, str]) -> Report:
    report = Report()
    report.funding("total", label="年度资金总额", **total)
    for number, line in enumerate(lines):
        report.funding("other", label=f"资金{number}", **line)
    return report


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        (sheet("97", ("40", "38"), ("60", "55")), "document"),  # the weights show that the rows are all
        (sheet("97", ("40", "38"), ("50", "50")), "undecided"),  # a row of ten points is missing
        (sheet("97", ("", "38"), ("", "55")), "document"),  # a digit
        (sheet("97", ("", "31"), ("", "35"), ("", "31"), ("", "31")), "undecided"),  # one row too many
        (sheet("97", ("", "12.6"), ("", "25.9")), "undecided"),  # too far for a slip
        (sheet("93", ("40", "38"), ("60", "55"), ("100", "93")), "undecided"),  # a total among the rows
        (sheet("93", ("40", "38"), ("60", "55"), ("40", "38"), ("60", "55")), "undecided"),  # read twice
    ],
)
def test_a_sum_of_points(report, verdict):
    row = only(report, "score-total")
    assert row["verdict"] in ((verdict,) if verdict == "document" else (verdict, None))  # None: unchecked
    assert (row["severity"] == "error") is (verdict == "document")


def test_points_off_by_less_than_any_row_are_a_slip_of_a_weight():
    report = sheet("", ("40.5", ""), ("60", ""))
    assert only(report, "weight-total")["verdict"] == "document"
    report.indicator("指标2", weight="9.5")
    assert only(report, "weight-total")["verdict"] == "undecided"


@pytest.mark.parametrize(("points", "verdict"), [("13", "undecided"), ("18", "document")])
def test_the_points_of_the_budget_may_be_what_a_total_lacks_that_nobody_printed(points, verdict):
    rest = (("13", ""), ("13", ""), ("13", ""), ("13", ""), ("12.5", ""), ("12.5", ""))
    assert only(sheet("", (points, ""), *rest), "weight-total")["verdict"] == verdict


def two_levels(*sections: tuple[str, str, tuple[str, ...]]) -> Report:
    """Second levels of one first level: label, points of the subtotal, points of its rows."""
    report = Report()
    report.section("管理", weight="60")
    for label, own, weights in sections:
        report.section(label, level=2, weight=own)
        for number, weight in enumerate(weights):
            report.indicator(f"{label}{number}", level1="管理", level2=label, weight=weight)
    return report


def test_a_column_of_points_in_which_no_sum_holds_may_be_another_one():
    swapped = two_levels(("预算", "15", ("30", "30")), ("资产", "15", ("30", "30")))
    assert {r["verdict"] for r in checks_of(swapped, "section-weight") if r["status"] == "fail"} <= {"undecided", None}
    slip = two_levels(("预算", "30", ("15", "15")), ("资产", "38", ("15", "15")))
    failed = [r for r in checks_of(slip, "section-weight") if r["status"] == "fail"]
    assert "document" in {r["verdict"] for r in failed}


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        (funding({"annual_budget": "160.00"}, {"annual_budget": "118.00"}, {"annual_budget": "43.00"}), "document"),
        (funding({"annual_budget": "160.00"}, {"annual_budget": "118.37"}, {"annual_budget": "93.29"}), "undecided"),
        (  # by two splits
            funding(
                {"annual_budget": "161.00"},
                *({"annual_budget": x} for x in ("118.00", "43.00", "90.40", "70.60")),
            ),
            None,
        ),
        (  # a line that is no part, in both columns
            funding(
                {"annual_budget": "161.00", "executed": "140.00"},
                {"annual_budget": "118.00", "executed": "100.00"},
                {"annual_budget": "43.00", "executed": "40.00"},
                {"annual_budget": "12.35", "executed": "11.78"},
            ),
            "undecided",
        ),
    ],
)
def test_a_sum_of_money(report, verdict):
    assert {r["verdict"] for r in checks_of(report, "funding-total")} == {verdict}


@pytest.mark.parametrize(
    ("rate", "verdict"),
    [
        ("21.00%", "document"),  # 20%
        ("16.67%", "undecided"),  # of this year's
        ("77.31%", "undecided"),  # of whatever
        ("93.10%", "undecided"),
    ],
)
def test_growth_by_a_difference(rate, verdict):
    report = listed(("公共服务支出", "1800.00万元", "增加", "300.00万元", rate))
    assert only(report, "growth")["verdict"] == verdict


@pytest.mark.parametrize(
    ("rate", "verdict"),
    [
        ("89.00%", "document"),  # 88%
        ("80.50%", "document"),  # not far
        ("13.64%", "undecided"),  # what is left?
        ("31.27%", "undecided"),
    ],
)
def test_a_rate_of_a_form(rate, verdict):
    report = Report()
    report.funding("total", label="年度资金总额", annual_budget="100.00", executed="88.00", execution_rate=rate)
    assert only(report, "execution-rate")["verdict"] == verdict
