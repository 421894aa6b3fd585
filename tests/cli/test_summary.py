"""What a run tells: everything in the reader's language, and how to see what is left out."""

import re
import shlex

import pytest
from click.testing import CliRunner

from ziping.pipeline import open_dataset
from ziping.pipeline.cli import main, summary
from ziping.pipeline.cli.progress import Tally
from ziping.pipeline.cli.summary import lines
from ziping.pipeline.cli.table import table
from ziping.pipeline.execution.summary import Problem, Summary
from ziping.pipeline.formats import audit
from ziping.pipeline.language import say
from ziping.pipeline.present.terminal_text import counted, speed, width
from ziping.schemas.dataset import CHECKS, DOCUMENTS
from ziping.schemas.dataset.arrow import to_table

CHINESE = re.compile("[\u4e00-\u9fff]")
WORDS = re.compile("[A-Za-z]{3,}")


def finding(doc, number, severity):
    return {
        "check_id": f"{doc}-{number}", "doc_id": doc, "rule": "score-total", "status": "fail", "severity": severity,
        "subject": "总分", "message_zh": "总分：1 + 2 = 3，报告列示 4，多计 1", "message_en": "total: 1 + 2 = 3, the report states 4",
        "verdict": "document", "explanations": [], "possible_misread": False, "evidence": [],
    }  # fmt: skip


def told(findings, paths, **more):
    documents = to_table(DOCUMENTS, [{"doc_id": d, "path": p} for d, p in paths.items()])
    checks = to_table(CHECKS, findings)
    given = {
        "dataset": "/data/set one", "found": 3, "ok": 2, "partial": 0, "failed": 1, "skipped": 0, "other": 0,
        "other_files": (), "files": {}, "added": 1, "held": 2, "read": 2, "unchanged": 1, "pages": 12, "pages_read": 1, "seconds": 3.0,
        "rows": {"evaluations": 2, "facts": 3}, "warnings": {"two-readings": 2}, "failures": (), "gone": (), "pruned": (),
        "interrupted": False,
    }  # fmt: skip
    return Summary(audit=audit(checks, documents), **{**given, **more})


def test_all_of_it_is_chinese():
    failure = Problem(
        "b.pdf", "timeout", "It took longer than 300 seconds. Allow more with --timeout SECONDS. (pages 1-3)", 1
    )
    text = "\n".join(
        lines(told([finding("d1", 1, "error")], {"d1": "a.pdf"}, failures=(failure,), gone=("c.pdf",)), "zh", "zh")
    )
    assert "超时" in text and "用时超过 300 秒。请用 --timeout SECONDS 多给时间。（第 1-3 页）" in text
    assert "读 1 页，用 3.0 秒（每秒 0.3 页），另有 1 个文件 已读过，未重读" in text
    assert "2 可以有两种读法" in text and "总分（score-total）" in text
    known = {"pdf", "data", "set", "one", "score", "total", "timeout", "SECONDS"}
    assert set(WORDS.findall(text)) <= known, set(WORDS.findall(text)) - known


def test_in_english_only_quotations_are_chinese():
    text = "\n".join(lines(told([finding("d1", 1, "error")], {"d1": "a.pdf"}), "en", "en"))
    assert set(CHINESE.findall(text)) == set("总分")  # the subject of the finding
    assert "1 read in 3.0 s (0.3 pages/s), 1 file known already, not read again" in text


def test_more_findings_than_are_shown_are_listed_by_the_query_that_is_told(dataset_of_many, monkeypatch):
    found, folder, all_ids = dataset_of_many
    monkeypatch.setattr(summary, "_SHOWN", 5)
    text = "\n".join(lines(found, "en", "en"))
    shown = set(re.findall(r"id (\S+)", text))
    (line,) = [line for line in text.splitlines() if "… and" in line]
    number, command = re.search(r"and (\d+) more: (.*)", line).groups()
    words = shlex.split(command)
    assert words[:2] == ["ziping", "query"] and words[-2:] == ["--dataset", str(folder)]
    rest = CliRunner().invoke(main, [*words[1:], "--format", "json"])
    listed = set(re.findall(r'"check_id": "(\S+)"', rest.stdout))
    assert len(listed) == int(number) and not shown & listed and shown | listed == all_ids


@pytest.fixture
def dataset_of_many(tmp_path):
    """Findings in three files, one with a name that a shell and SQL have to be told of."""
    import pyarrow.parquet as pq

    from ziping.schemas.dataset import TABLES
    from ziping.schemas.dataset.arrow import schema_of

    paths = {"d1": "a.pdf", "d2": "b'$x.pdf", "d3": "c.pdf"}
    findings = [finding(d, n, s) for d in paths for n, s in enumerate(["error"] * 3 + ["warning"] * 2)]
    findings.append({**finding("d1", 9, "info"), "status": "pass"})
    folder = tmp_path / "ds"
    content = {"checks": findings, "documents": [{"doc_id": d, "path": p} for d, p in paths.items()]}
    for spec in TABLES:
        (folder / spec.name).mkdir(parents=True)
        rows = content.get(spec.name, [])
        made = to_table(spec, rows) if rows else schema_of(spec).empty_table()
        pq.write_table(made, folder / spec.name / "part.parquet")
    assert open_dataset(folder).table("checks").num_rows == 16
    return (
        told(findings, paths, dataset=str(folder)),
        folder,
        {f["check_id"] for f in findings if f["status"] == "fail"},
    )


def test_all_findings_of_one_file_are_shown_though_they_are_many(monkeypatch):
    monkeypatch.setattr(summary, "_SHOWN", 2)
    text = "\n".join(lines(told([finding("d1", n, "error") for n in range(4)], {"d1": "a.pdf"}), "en", "en"))
    assert len(re.findall(r"id d1-", text)) == 4 and "more" not in text


def test_progress_speaks_the_readers_language():
    tally = Tally()
    english = tally.line()
    tally.say = lambda text: say(text, "zh")
    assert "0/0 files" in english and "0/0 个文件" in tally.line() and not WORDS.search(tally.line())


def test_few_a_second_are_not_none():
    assert [speed(1, 3), speed(25, 10), speed(310, 10), speed(1, 60)] == ["0.3", "2.5", "31", "0.017"]
    assert [counted(1, "finding"), counted(2, "finding"), counted(0, "page")] == ["1 finding", "2 findings", "0 pages"]


def test_columns_line_up_with_chinese_in_them_and_each_row_is_a_line():
    long = "很长的名称" * 40
    told = list(table(["名称", "n"], [["总分", "12"], [long, "3"]], widest=500))
    assert len(told) == 3 and {width(line) for line in told} == {2 + width(long) + 2 + 2}
    assert told[1].endswith("  12") and told[2].endswith(long + "   3")
    assert list(table(["a"], [["\x1b[2J[bold]x"]], head=False)) == ["  \\x1b[2J[bold]x"]
