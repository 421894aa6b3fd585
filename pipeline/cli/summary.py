"""The summary of a run, for a person or for a program."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from ziping.pipeline.cli.commands.report import lines as report_lines
from ziping.pipeline.cli.output import Output
from ziping.pipeline.cli.table import table
from ziping.pipeline.execution.summary import Problem, Summary
from ziping.pipeline.formats import Audit
from ziping.pipeline.formats.selection import Row
from ziping.pipeline.formats.streams import LIST, write_json
from ziping.pipeline.formats.text import blamed, equations_in, finding_lines
from ziping.pipeline.language import say
from ziping.pipeline.present.text import one_line

if TYPE_CHECKING:
    from ziping.pipeline.audit_page import Written

_SHOWN = 50  # of a list; the rest is in the dataset


def show(summary: Summary, output: Output, written: Written | None = None) -> None:
    """Prints it on stdout, and which report was written."""
    if output.as_json:
        values = {**summary.to_json(), "findings": LIST, **({"report": str(written.file)} if written else {})}
        found = ({"path": summary.audit.path_of(f), **f} for f in summary.audit.findings)
        stream = output.stream
        write_json(stream, values, found, indent=2)
        stream.flush()
    elif not output.quiet:
        for line in lines(summary, output.lang):
            click.echo(line)
        if written:
            click.echo()
            for line in report_lines(written):
                click.echo(say(line, output.lang))


def lines(summary: Summary, lang: str = "en") -> Iterable[str]:
    """The summary as text: counts, what could not be read, then the findings with their equations."""
    yield from table(["", "", ""], _counts(summary, lang), head=False)
    if summary.failures:
        yield ""
        yield click.style(say("Not read, or only in part", lang), bold=True)
        first = [_problem(p) for p in summary.failures[:_SHOWN]]
        yield from _limited(first, len(summary.failures), "failures", lang)
    for told, names in (("Kept, though the file is gone", summary.gone), ("Removed", summary.pruned)):
        if names:
            yield ""
            yield f"{say(told, lang)}: {', '.join(one_line(n) for n in names[:_SHOWN])}{' …' if len(names) > _SHOWN else ''}"
    yield ""
    if summary.audit.findings:
        yield click.style(say("Findings", lang), bold=True)
        rows = [(rule, say(severity, lang), str(count)) for severity, rule, count in summary.by_rule()]
        yield from table([say(head, lang) for head in ("rule", "severity", "number")], rows)
        for line in blamed(summary.audit.findings):
            yield say(line, lang)
        yield ""
        first = [_finding(summary.audit, f, lang) for f in summary.audit.findings[:_SHOWN]]
        yield from _limited(first, len(summary.audit.findings), "checks", lang)
    elif summary.nothing_read:
        yield click.style(say("Nothing was read, so nothing was checked", lang), fg="red", bold=True)
    else:
        yield click.style(say("No findings", lang), bold=True)
    if summary.interrupted:
        told = say("Stopped before the end: run the same command again to go on.", lang)
        yield click.style(told, fg="yellow")


def _counts(summary: Summary, lang: str) -> list[tuple[str, str, str]]:
    documents = ", ".join(
        f"{count} {say(name, lang)}"
        for name, count in (
            ("ok", summary.ok),
            ("partial", summary.partial),
            ("failed", summary.failed),
            ("skipped", summary.skipped),
        )
        if count
    )
    reading = f"{summary.pages_read} read in {summary.seconds:.1f} s"
    if summary.pages_read and summary.seconds:
        reading += f" ({summary.pages_read / summary.seconds:.0f} pages/s)"
    if summary.unchanged:
        reading += f", {summary.unchanged} files known already, not read again"
    checks = ", ".join(f"{count} {say(status, lang)}" for status, count in summary.audit.counts.items())
    warnings = ", ".join(f"{count} {code}" for code, count in summary.warnings.items())
    rows = [
        ("documents", str(summary.found - summary.other), documents),
        *([("other files", str(summary.other), "could hold no report; --json names them")] if summary.other else ()),
        ("pages", str(summary.pages), say(reading, lang)),
        *((name, str(count), "") for name, count in summary.rows.items()),
        ("checks", str(sum(summary.audit.counts.values())), checks),
        ("warnings", str(sum(summary.warnings.values())), warnings),
        ("dataset", str(summary.held), f"documents, {summary.added} of them added by this run, in {summary.dataset}"),
    ]
    return [(say(name, lang), number, say(about, lang)) for name, number, about in rows]


def _problem(problem: Problem) -> list[str]:
    page = f" p. {problem.page}" if problem.page else ""
    return [f"  {click.style(problem.error, fg='red')}  {one_line(problem.path)}{page}: {one_line(problem.message)}"]


def _finding(audit: Audit, finding: Row, lang: str) -> list[str]:
    head, *rest = finding_lines(finding, equations_in(lang), functools.partial(say, lang=lang))
    return [f"{head}  {one_line(audit.path_of(finding))}", *rest]


def _limited(first: list[list[str]], number: int, where: str, lang: str) -> Iterable[str]:
    for item in first:
        yield from item
    if number > len(first):
        yield "  " + say(f'… and {number - len(first)} more: ziping query "FROM {where}"', lang)
