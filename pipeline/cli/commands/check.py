"""`ziping check`: re-checks the dataset and prints the findings."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ziping.pipeline.cli import options as shared
from ziping.pipeline.errors import UsageError
from ziping.pipeline.present.terminal_text import counted
from ziping.pipeline.severities import SEVERITIES

if TYPE_CHECKING:
    from ziping.pipeline.cli.output import Output
    from ziping.pipeline.inputs.url import Url
    from ziping.pipeline.options import Options

FINDINGS = 1  # exit status
FORMATS = ("text", "json", "csv", "xlsx", "sarif", "junit")


@click.command("check", short_help="Re-check everything that the dataset states.")
@shared.dataset
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to write them."
)
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Only this rule; repeatable.")
@click.option(
    "--severity",
    "severities",
    type=click.Choice(SEVERITIES),
    multiple=True,
    help="Only findings of this severity; repeatable.  [default: error and warning]",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Known findings, to be left out: the output of an earlier `check --format json`, or one id a line.",
)
@shared.fail_on
@shared.working
@shared.common
def command(  # noqa: PLR0913, PLR0917 - one for each option
    dataset: Path | Url,
    form: str,
    rules: tuple[str, ...],
    severities: tuple[str, ...],
    baseline: Path | None,
    fail_on: str,
    options: Options,
    output: Output,
) -> None:
    """Re-checks every total, rate and grade in the dataset, from its tables alone.

    Prints the findings with their equations and where the figures stand. Exit status 1 where there are
    any (see --fail-on).
    """
    from ziping.pipeline.checks import RULES, Selection
    from ziping.pipeline.dataset import open_dataset
    from ziping.pipeline.execution.recheck import recheck
    from ziping.pipeline.formats import audit, read_baseline, write
    from ziping.pipeline.formats.selection import SHOWN
    from ziping.pipeline.formats.text import as_text
    from ziping.pipeline.reviews import fitted
    from ziping.pipeline.reviews.store import load

    names = [rule.name for rule in RULES]
    unknown = [rule for rule in rules if rule not in names]
    if unknown:
        raise UsageError(f"--rule {unknown[0]}: there is no such rule. There are {', '.join(names)}.")
    form = "json" if output.as_json else form
    if form == "xlsx" and sys.stdout.isatty():
        raise UsageError("--format xlsx: a terminal cannot show a workbook. Write it to a file: … > findings.xlsx")
    known = read_baseline(baseline) if baseline else frozenset()
    opened = open_dataset(dataset)
    wanted = Selection(frozenset(rules), frozenset(severities or SHOWN), passes=False)
    acts = load(opened.folder)
    made = recheck(opened, wanted, options, acts)
    documents = opened.scan("documents").to_table(columns=["doc_id", "path"])
    reviewed = fitted(opened, acts)
    found = audit(
        made.rows, documents, severities=severities, baseline=known, counts=made.counts, reviewed=reviewed.judgements
    )
    if reviewed.unfit:
        output.note(f"{counted(len(reviewed.unfit), 'review')} without anything that fits now: see the table reviews")
    stream = output.stream
    if form != "text":
        write(form, found, stream, output.reader)
    elif not output.quiet:
        as_text(found, stream, output.equations, output.say)
    stream.flush()
    if any(reaches(severity, fail_on) for (severity,) in found.open().number_by("severity")):
        raise click.exceptions.Exit(FINDINGS)


def reaches(severity: str, fail_on: str) -> bool:
    """Whether a finding of that severity counts for the exit status."""
    return fail_on != "never" and SEVERITIES.index(severity) <= SEVERITIES.index(fail_on)
