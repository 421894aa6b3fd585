"""A report whose names and cells are made to be obeyed, through everything that writes: each of them stays text."""

import contextlib
import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from click.testing import CliRunner

from tests.generator.typeset import pdf
from tests.nasty.reading import CONTROL
from ziping.pipeline.cli import main

FORMULAS = ("=HYPERLINK(1,2)", "+1+cmd|'/C calc'!A0", "@SUM(1)", "-2+cmd|'/C calc'!A0", "＝1+1")
MARKUP = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(2)>",
    "]]></failure><x>",
    "[red]粗[/]",
    "`粗`|**a**",
)
CONTROLS = ("\x1b[31m红\x1b]0;owned\x07", "转\u202e向\u2066", "八\x9b2J位", "换\u2028行\r\n行")
HOSTILE = (*FORMULAS, *MARKUP, *CONTROLS)
NAME = '=1+1\nziping: forged {"event": "end"}\x1b[2J<b>|.pdf'


def hostile() -> bytes:
    """A form in which every indicator has a hostile name, and more points than it is worth: each is a finding."""
    sheet = pdf.Sheet(*pdf.PAPER)
    sheet.text(200, 40, 14, "2023年度项目支出绩效自评表")
    rows = [["项目名称", FORMULAS[0], "预算部门", MARKUP[0]]]
    rows.append(["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"])
    rows += [["产出指标", "数量指标", name, "≥5项", FORMULAS[1], "5", "9"] for name in HOSTILE]
    rows.append(["总分", "", "", "", "", "100", "90"])
    for line, row in enumerate(rows):
        top, wide = 60 + 40 * line, 490 / len(row)
        for column, text in enumerate(row):
            left = 50 + wide * column
            sheet.frame(left, top, left + wide, top + 40)
            sheet.text(left + 3, top + 15, 3.2, text)
    return pdf.write([sheet])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("outputs")
    (folder / "in").mkdir()
    (folder / "in" / NAME).write_bytes(hostile())
    return folder


@pytest.fixture(scope="module")
def said(folder):
    """What `run` says, and that it writes a log."""
    done = call("run", folder / "in", "--out", folder / "ds", "--log-json", folder / "log", "--jobs", 1)
    assert (folder / "ds/report.html").is_file()
    return done


def call(*arguments, status=0):
    done = CliRunner().invoke(main, [str(a) for a in arguments])
    assert done.exit_code == status, done.output
    return done


def checked(folder, form):
    return call("check", "--dataset", folder / "ds", "--format", form).stdout_bytes


def test_the_form_is_read_as_it_is_printed(folder, said):
    shown = call("query", "SELECT level3 FROM indicators", "--dataset", folder / "ds", "--json")
    found = {row["level3"] for row in json.loads(shown.stdout)}
    assert {*FORMULAS, *MARKUP} <= found
    assert len(found) == len(HOSTILE)


def test_nothing_that_is_said_moves_a_cursor(folder, said):
    file, data = folder / "in" / NAME, ("--dataset", folder / "ds")
    shown = [said, *(call("inspect", file, "--format", form) for form in ("text", "json", "html"))]
    shown += [call("query", "FROM indicators", *data, "--format", form) for form in ("table", "json")]
    shown += [call("check", *data, "--format", form) for form in ("text", "json", "sarif")]
    for text in (s.output for s in shown):
        assert not CONTROL.search(text)
        assert not re.search("^ziping: forged", text, re.MULTILINE)


@pytest.mark.parametrize("form", ["csv", "junit"])
def test_nor_does_what_is_for_programs_where_it_goes_to_a_terminal(folder, said, form):
    shown = on_a_terminal("check", "--format", form, "--dataset", folder / "ds")
    assert "换\\x2028行" in shown
    assert not CONTROL.search(shown.replace("\r\n", "\n"))


def test_nor_do_the_rows_of_a_query(folder, said):
    shown = on_a_terminal("query", "SELECT level3 FROM indicators", "--format", "csv", "--dataset", folder / "ds")
    assert "'=HYPERLINK(1,2)" in shown
    assert "转\\u202e向" in shown or "转向\\x2066" in shown
    assert not CONTROL.search(shown.replace("\r\n", "\n"))


def on_a_terminal(*arguments):
    """What a terminal gets to see of a command."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "ziping.pipeline.cli", *map(str, arguments)]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL):
        os.close(theirs)
        seen = bytearray()
        with contextlib.suppress(OSError):  # Linux's way to say that nobody writes any more
            while part := os.read(ours, 65536):
                seen += part
    os.close(ours)
    return seen.decode("utf-8")


def test_a_log_cannot_be_forged(folder, said):
    events = [json.loads(line) for line in (folder / "log").read_text("ascii").splitlines()]
    assert [e["event"] for e in events] == ["begin", "document", "end"]
    assert events[1]["path"] == NAME


def test_csv_holds_no_formula(folder, said):
    findings = list(csv.reader(io.StringIO(checked(folder, "csv").decode("utf-8-sig"), newline="")))
    call("export", "--dataset", folder / "ds", "--format", "csv", "--out", folder / "csv")
    with (folder / "csv/indicators.csv").open(encoding="utf-8-sig", newline="") as stream:
        indicators = list(csv.reader(stream))
    answer = call("query", "FROM indicators", "--dataset", folder / "ds", "--format", "csv").stdout
    for rows in (findings, indicators, list(csv.reader(io.StringIO(answer, newline="")))):
        assert len(rows) > len(HOSTILE)
        cells = [cell for row in rows for cell in row]
        assert any(cell.startswith("'=") for cell in cells)
        assert not [
            c for c in cells if c.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) and not _is_figure(c)
        ]


def _is_figure(text):
    return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None


def test_workbooks_hold_no_formula_and_no_link_out(folder, said):
    (folder / "findings.xlsx").write_bytes(checked(folder, "xlsx"))
    call("export", "--dataset", folder / "ds", "--out", folder / "all.xlsx")
    for name in ("findings.xlsx", "all.xlsx"):
        cells = [c for sheet in openpyxl.load_workbook(folder / name) for row in sheet.iter_rows() for c in row]
        assert FORMULAS[0] in {c.value for c in cells}
        assert not [c for c in cells if c.data_type in {"f", "e"}]
        assert not [c for c in cells if c.hyperlink and c.hyperlink.target]


def test_markup_stays_text(folder, said):
    suite = ET.fromstring(checked(folder, "junit"))
    assert {e.tag for e in suite.iter()} <= {"testsuites", "testsuite", "testcase", "failure", "skipped", "system-out"}
    assert any(MARKUP[0] in e.get("name", "") for e in suite.iter("testcase"))
    page = (folder / "ds/report.html").read_text("utf-8")
    seen = call("inspect", folder / "in" / NAME, "--format", "html").stdout
    for text in (page, seen):
        assert "<script>alert" not in text and "<img src=x" not in text and "<b>" not in text


def test_nothing_is_written_elsewhere(folder, said):
    written = {p.name for p in folder.iterdir()}
    assert written <= {"in", "ds", "log", "csv", "findings.xlsx", "all.xlsx"}
    assert {p.name for p in (folder / "in").iterdir()} == {NAME}
