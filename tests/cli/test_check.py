"""`ziping check` and `ziping run` where there is something to find."""

import json
from decimal import Decimal

import pytest
from click.testing import CliRunner

from tests.pipeline.reports import (
    document,
    evaluation,
    indicator,
    report,
    stated,
)
from ziping.pipeline.cli import COMMANDS, main
from ziping.pipeline.execution.outcome import finish
from ziping.pipeline.options import Options
from ziping.pipeline.store.dataset import opened
from ziping.pipeline.store.manifest import Entry
from ziping.pipeline.tabulate import tabulate


def call(*arguments):
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def points(name, weight, score):
    sheet = stated("评分表")
    return indicator(sheet=sheet, level3=stated(name), weight=stated(Decimal(weight)), score=stated(Decimal(score)))


@pytest.fixture(scope="module")
def wrong(tmp_path_factory):
    """A dataset in which 60 + 37 points make 98.5."""
    root = tmp_path_factory.mktemp("wrong")
    said = evaluation(
        total_score=stated(Decimal("98.5")),
        indicators=(points("甲", 60, 60), points("乙", 40, 37)),
        sections=(),
        funding=(),
        facts=(),
    )
    laid_out = document("wrong.pdf")
    with opened(root, Options(jobs=1)) as store:
        result = finish(laid_out.source, tabulate(laid_out, report(said)), (), 2, 0.1)
        name = store.results.write(result.source.doc_id, result.tables)
        store.publish([Entry("/in/wrong.pdf", "wrong.pdf", result.source.doc_id, name)])
    return root


def test_a_finding_is_told_with_its_equation_and_place(wrong):
    result = call("--dataset", wrong)
    assert result.exit_code == 1
    for part in ("wrong.pdf", "score-total", "60 + 37", "98.5", "page 1"):
        assert part in result.stdout


def test_no_finding_is_0(dataset):
    result = call("--dataset", dataset, "--rule", "score-range")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "no findings")


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["--fail-on", "never"], 0),
        (["--fail-on", "warning"], 1),
        (["--severity", "warning"], 0),
        (["--severity", "error", "--severity", "info"], 1),
        (["--rule", "weight-total"], 0),
        (["--rule", "weight-total", "--rule", "score-total"], 1),
        (["--quiet"], 1),
    ],
)
def test_exit_status_follows_what_is_asked_for(wrong, options, status):
    assert call("--dataset", wrong, *options).exit_code == status


def test_an_unknown_rule_names_those_there_are(wrong):
    result = call("--dataset", wrong, "--rule", "score")
    assert result.exit_code == 2
    assert "score-total" in result.stderr


def test_known_findings_are_left_out(wrong, tmp_path):
    first = call("--dataset", wrong, "--format", "json")
    (tmp_path / "known.json").write_text(first.stdout, "utf-8")
    assert json.loads(first.stdout)["findings"][0]["rule"] == "score-total"
    result = call("--dataset", wrong, "--baseline", tmp_path / "known.json")
    assert result.exit_code == 0
    assert "1 known" in result.stdout


@pytest.mark.parametrize("content", ["{", None])
def test_a_baseline_that_is_none_is_2(wrong, tmp_path, content):
    if content is not None:
        (tmp_path / "known.json").write_text(content)
    result = call("--dataset", wrong, "--baseline", tmp_path / "known.json")
    assert result.exit_code == 2
    assert "known.json" in result.stderr


@pytest.mark.parametrize(
    ("form", "start"),
    [("csv", b"\xef\xbb\xbfpath,"), ("xlsx", b"PK"), ("sarif", b"{"), ("junit", b"<?xml"), ("json", b"{")],
)
def test_every_format_is_written_as_it_is(wrong, form, start):
    result = call("--dataset", wrong, "--format", form)
    assert result.exit_code == 1
    assert result.stdout_bytes.startswith(start)
    assert not result.stderr


def test_json_is_the_option_too(wrong):
    assert call("--dataset", wrong, "--json").stdout == call("--dataset", wrong, "--format", "json").stdout


def test_every_command_is_documented():
    for name in COMMANDS:
        command = main.get_command(None, name)
        assert command.help and command.short_help
        for option in command.params:
            assert getattr(option, "help", "") or option.param_type_name == "argument", option.name
