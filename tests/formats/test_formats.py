"""Findings in every format, and which of them are shown."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from tests.checks.reports import Report
from ziping.pipeline import language
from ziping.pipeline.checks import RULES, check
from ziping.pipeline.errors import UsageError
from ziping.pipeline.formats import (
    FORMATS,
    audit,
    read_baseline,
    write,
)
from ziping.pipeline.formats.text import as_text


def found(**selection):
    report = Report(total_score="94")
    report.funding("total", annual_budget="8.89", executed="3.49", execution_rate="39.25%")
    report.indicator("=甲", weight="50", score="51", target="≥95%", actual="90%")
    report.indicator("乙", weight="50", score="42")
    tables = report.tables()
    return audit(check(tables), tables["documents"], **selection)


def render(form, shown):
    stream = io.BytesIO()
    write(form, shown, stream)
    return stream.getvalue()


def rules(shown):
    return [finding["rule"] for finding in shown.findings]


def test_failures_are_shown_worst_first():
    shown = found()
    assert rules(shown) == ["score-total", "score-range", "target-met"]
    assert shown.counts["fail"] == 3
    assert shown.counts["rounding"] == 1
    assert sum(shown.counts.values()) > 4


def test_selection_by_rule_and_severity():
    assert rules(found(rules=["score-range"])) == ["score-range"]
    assert rules(found(severities=["warning"])) == ["target-met"]
    assert "execution-rate" in rules(found(severities=["info"]))


def test_a_baseline_keeps_known_findings_quiet(tmp_path):
    file = tmp_path / "known.json"
    file.write_bytes(render("json", found(rules=["score-total"])))
    shown = found(baseline=read_baseline(file))
    assert (rules(shown), shown.known) == (["score-range", "target-met"], 1)
    lines = tmp_path / "known.txt"
    lines.write_text(f"# accepted\n{shown.findings[0]['check_id']} by the audit office\n", "utf-8")
    assert rules(found(baseline=read_baseline(lines))) == ["score-total", "target-met"]


@pytest.mark.parametrize("content", ["{}", '{"findings": [1]}', "[", None])
def test_a_file_that_is_no_baseline(tmp_path, content):
    file = tmp_path / "known.json"
    if content is not None:
        file.write_text(content, "utf-8")
    with pytest.raises(UsageError, match=r"known\.json"):
        read_baseline(file)


def test_text_shows_equation_place_and_count():
    text = render("text", found()).decode()
    assert "report.pdf\n  error  score-total  总分  (page 1)\n      总分：51 + 42 = 93，报告列示 94，多计 1" in text
    assert "3 findings in 1 document: 2 error, 1 warning" in text
    assert "no findings" in render("text", found(rules=["growth"])).decode()


def test_text_for_chinese_readers_is_chinese():
    stream = io.BytesIO()
    as_text(found(), stream, "zh", lambda text: language.say(text, "zh"))
    text = stream.getvalue().decode()
    assert "  错误  总分（score-total）  总分  （第 1 页）\n      总分：51 + 42 = 93，报告列示 94，多计 1\n" in text
    assert "→ 93（一位数字）" in text
    assert "3 条发现，涉及 1 份文件：2 错误，1 提醒" in text
    assert "digit" not in text


def test_json_keeps_figures_exact():
    content = json.loads(render("json", found()))
    first = content["findings"][0]
    assert (first["path"], first["stated"], first["difference"]) == ("report.pdf", "94", "1")
    assert first["evidence"][0]["table"] == "evaluations"


def test_csv_opens_in_excel_and_holds_no_formula():
    data = render("csv", found())
    assert data.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["subject"] for row in rows] == ["总分", "'=甲", "'=甲"]
    assert rows[0]["difference"] == "1"
    assert "page 1 [" in rows[0]["evidence"]


def test_the_workbook_has_a_row_each_and_no_formula():
    book = openpyxl.load_workbook(io.BytesIO(render("xlsx", found())))
    assert book.sheetnames == ["发现", "核对"]
    for sheet in book:
        assert sheet.max_row == 4
        assert "=甲" in [cell.value for cell in sheet[3]]
        assert all(cell.data_type != "f" for row in sheet for cell in row)
    assert [cell.value for cell in book["发现"][2]][:4] == ["错误", "不符", "总分", "总分"]


def test_sarif_is_2_1_0():
    log = json.loads(render("sarif", found(severities=["error", "warning", "info"])))
    assert log["version"] == "2.1.0"
    run = log["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [rule.name for rule in RULES]
    for result in run["results"]:
        assert result["level"] in ("error", "warning") if result["kind"] == "fail" else result["level"] == "none"
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "report.pdf"
        assert result["partialFingerprints"]["checkId/v1"]
    assert {"fail", "informational"} <= {r["kind"] for r in run["results"]}


def test_junit_counts_failures():
    root = ET.fromstring(render("junit", found()))
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("3", "3", "0")
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None
    assert "51 + 42 = 93" in failure.get("message")


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_writes_nothing_found(form):
    assert render(form, found(rules=["growth"]))
