"""The command line: exit statuses, messages, and what goes to which stream."""

import json
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from tests.pipeline.files import pdf
from ziping.pipeline.cli import COMMANDS, main


def call(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    """A dataset of one PDF without an evaluation in it, and of one that is no PDF."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "in").mkdir()
    (folder / "in/a.pdf").write_bytes(pdf("An annual report", "its second page"))
    (folder / "in/b.pdf").write_bytes(b"no pdf")
    result = call("ingest", folder / "in", "--out", folder / "ds", "--jobs", 1)
    assert result.exit_code == 0, result.output
    return folder / "ds"


def test_help_names_every_command():
    done = subprocess.run(
        [sys.executable, "-m", "ziping.pipeline.cli", "--help"], capture_output=True, text=True, check=True
    )
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", done.stdout, re.MULTILINE), command


def test_help_loads_no_heavy_library():
    code = (
        "import sys; from ziping.pipeline.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'pyarrow', 'pandas', 'duckdb', 'numpy', 'pypdfium2', 'pdfplumber', 'rich', 'openpyxl', 'ziping.parsers'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command):
    result = call(command, "--help")
    assert result.exit_code == 0
    assert "--json" in result.output and "--quiet" in result.output
    assert "Exit with" not in result.output or "--fail-on" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["--colour"],
        ["frobnicate"],
        ["ingest"],
        ["ingest", "--colour", "x.pdf"],
        ["ingest", "nothing-there.pdf"],
        ["ingest", ".", "--jobs", "0"],
        ["ingest", ".", "--timeout", "-1"],
        ["ingest", ".", "--ocr", "sometimes"],
        ["ingest", ".", "--ocr", "always"],
        ["ingest", ".", "--engine", "ray"],
        ["run"],
        ["check", "--format", "pdf"],
        ["query"],
        ["export"],
        ["inspect"],
        ["inspect", "x.pdf", "--page", "0"],
        ["inspect", "x.pdf", "--page", "7-3"],
        ["inspect", "x.pdf", "--page", "one"],
    ],
    ids=" ".join,
)
def test_bad_usage_is_2_and_says_what_to_do(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = call(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert result.stderr.strip()
    assert not result.stdout


def test_without_a_cluster_it_is_said_how_to_get_one(tmp_path, monkeypatch):
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    (tmp_path / "a.pdf").write_bytes(pdf("x"))
    result = call("ingest", tmp_path, "--out", tmp_path / "ds", "--engine", "ray")
    assert result.exit_code == 2
    assert "--engine ray" in result.stderr and "Traceback" not in result.stderr
    assert "ray start --head" in result.stderr or "pip install" in result.stderr


def test_a_folder_without_pdfs_is_2(tmp_path):
    result = call("ingest", tmp_path, "--out", tmp_path / "ds")
    assert result.exit_code == 2
    assert "holds no report" in result.stderr
    assert not (tmp_path / "ds").exists()


def test_an_unwritable_dataset_is_3(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf("x"))
    (tmp_path / "file").write_text("")
    result = call("ingest", tmp_path / "a.pdf", "--out", tmp_path / "file/ds")
    assert result.exit_code == 3
    assert "--out" in result.stderr


@pytest.mark.parametrize(
    "arguments", [["query", "FROM checks"], ["check"], ["export", "--out", "x.xlsx"]], ids=" ".join
)
def test_no_dataset_is_2_and_says_how_to_make_one(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = call(*arguments, "--dataset", tmp_path / "none")
    assert result.exit_code == 2
    assert "ziping ingest" in result.stderr


def test_single_inputs_that_failed_are_told_and_are_no_error(dataset):
    result = call("ingest", dataset.parent / "in", "--out", dataset)
    assert result.exit_code == 0
    assert "not-a-pdf" in result.stdout and "no-evaluation-found" in result.stdout
    assert re.search(r"documents +2 +2 failed", result.stdout)


def test_json_is_all_that_is_on_stdout(dataset):
    result = call("ingest", dataset.parent / "in", "--out", dataset, "--json", "--force")
    summary = json.loads(result.stdout)
    assert (summary["found"], summary["failed"], summary["pages"]) == (2, 2, 2)
    assert {f["error"] for f in summary["failures"]} == {"not-a-pdf", "no-evaluation-found"}


def test_quiet_says_nothing(dataset):
    result = call("ingest", dataset.parent / "in", "--out", dataset, "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_second_run_reads_no_page(dataset):
    summary = json.loads(call("ingest", dataset.parent / "in", "--out", dataset, "--json").stdout)
    assert (summary["pages_read"], summary["read"], summary["unchanged"]) == (0, 0, 2)


def test_run_without_findings_is_0(dataset):
    assert call("run", dataset.parent / "in", "--out", dataset).exit_code == 0


def test_a_defect_is_a_line_and_not_a_traceback(dataset, monkeypatch):
    def broken(_):
        raise RuntimeError("surprise")

    monkeypatch.setattr("ziping.pipeline.dataset.open_dataset", broken)
    result = call("query", "FROM checks", "--dataset", dataset)
    assert result.exit_code == 70
    assert "surprise" in result.stderr and "report" in result.stderr
    assert isinstance(CliRunner().invoke(main, ["--debug", "query", "FROM checks"]).exception, RuntimeError)


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("csv", "path,page_count\na.pdf,2\nb.pdf,\n"),
        (
            "json",
            '[\n  {\n    "path": "a.pdf",\n    "page_count": 2\n  },\n  {\n    "path": "b.pdf",\n    "page_count": null\n  }\n]\n',
        ),
        ("table", "  path   page_count\n  a.pdf           2\n  b.pdf\n"),
    ],
)
def test_query_prints_rows(dataset, form, printed):
    result = call(
        "query", "SELECT path, page_count FROM documents ORDER BY path", "--dataset", dataset, "--format", form
    )
    assert (result.exit_code, result.stdout) == (0, printed)


def test_query_is_csv_where_nobody_looks(dataset):
    assert call("query", "SELECT 1 AS x", "--dataset", dataset).stdout == "x\n1\n"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT nothing",
        "SELEC 1",
        "FROM read_csv('/etc/passwd')",
        "COPY documents TO '/tmp/x.csv'",
        "SET memory_limit='1GB'",
        "",
    ],
)
def test_a_wrong_query_is_2(dataset, sql):
    result = call("query", sql, "--dataset", dataset)
    assert result.exit_code == 2
    assert "query" in result.stderr and "Traceback" not in result.stderr
    assert not result.stdout


@pytest.mark.parametrize("command", ["check", "query FROM\tchecks", "export --out x.xlsx"])
def test_common_options_fit_every_command(command, dataset, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = [w.replace("\t", " ") for w in command.split(" ")]
    result = call(
        *words, "--dataset", dataset, "--jobs", 2, "--ocr", "never", "--timeout", 5, "--quiet", "--engine", "local"
    )
    assert result.exit_code == 0, result.output


def test_a_name_cannot_forge_a_line_or_move_the_cursor(tmp_path):
    (tmp_path / "a\n\x1b[2J.pdf").write_bytes(b"no pdf")
    result = call("ingest", tmp_path, "--out", tmp_path / "ds")
    assert result.exit_code == 0
    assert "\x1b[2J" not in result.output
    assert "a⏎\\x1b[2J.pdf" in result.stdout
