"""The summary of a run, for a person or for a program."""

from __future__ import annotations

import functools
import shlex
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from ziping.pipeline import language
from ziping.pipeline.cli.commands.report import lines as report_lines
from ziping.pipeline.cli.output import Output
from ziping.pipeline.cli.table import table
from ziping.pipeline.execution.summary import Problem, Summary
from ziping.pipeline.formats.selection import SHOWN, Row
from ziping.pipeline.formats.streams import LIST, write_json
from ziping.pipeline.formats.text import blamed, finding_lines, rule_in
from ziping.pipeline.present.codes import word
from ziping.pipeline.present.terminal_text import counted, one_line, speed

if TYPE_CHECKING:
    from ziping.pipeline.audit_page import Written

_SHOWN = 50  # of a list; the rest is in the dataset
Say = Callable[[str], str]


def show(summary: Summary, output: Output, written: Written | None = None) -> None:
    """Prints it on stdout, and which report was written."""
    if output.as_json:
        values = {**summary.to_json(), "findings": LIST, **({"report": str(written.file)} if written else {})}
        found = ({"path": summary.audit.path_of(f), **f} for f in summary.audit.findings)
        stream = output.stream
        write_json(stream, values, found, indent=2)
        stream.flush()
    elif not output.quiet:
        for line in lines(summary, output.lang, output.equations):
            click.echo(line)
        if written:
            click.echo()
            for line in report_lines(written):
                click.echo(output.say(line))


def lines(summary: Summary, lang: str = "en", equations: str = "") -> Iterable[str]:
    """The summary as text: counts, what could not be read, then the findings with their equations (in zh, en, or both)."""
    say = functools.partial(language.say, lang=lang)
    yield from table(["", "", ""], _counts(summary, lang, say), head=False)
    if summary.failures:
        yield ""
        yield click.style(say("Not read, or only in part"), bold=True)
        for problem in summary.failures[:_SHOWN]:
            yield _problem(problem, lang, say)
        yield from _others(len(summary.failures) - _SHOWN, f"FROM failures OFFSET {_SHOWN}", summary, say)
    for message, names in ((say("Kept, though the file is gone"), summary.gone), (say("Removed"), summary.pruned)):
        if names:
            yield ""
            listed = say(", ").join(one_line(n) for n in names[:_SHOWN])
            yield f"{message}{say(': ')}{listed}{' …' if len(names) > _SHOWN else ''}"
    yield ""
    if summary.audit.findings:
        yield from _findings(summary, lang, equations, say)
    elif summary.nothing_read:
        yield click.style(say("Nothing was read, so nothing was checked"), fg="red", bold=True)
    else:
        yield click.style(say("No findings"), bold=True)
    if summary.interrupted:
        message = say("Stopped before the end: run the same command again to go on.")
        yield click.style(message, fg="yellow")


def _counts(summary: Summary, lang: str, say: Say) -> list[tuple[str, str, str]]:
    statuses = (
        ("ok", summary.ok),
        ("partial", summary.partial),
        ("failed", summary.failed),
        ("skipped", summary.skipped),
    )
    documents = say(", ").join(f"{count} {say(name)}" for name, count in statuses if count)
    checks = say(", ").join(f"{count} {say(status)}" for status, count in summary.audit.counts.items())
    warnings = say(", ").join(f"{count} {word('code', code, lang)}" for code, count in summary.warnings.items())
    return [
        (say("documents"), str(summary.found - summary.other), documents),
        *(
            [(say("other files"), str(summary.other), say("could hold no report; --json names them"))]
            if summary.other
            else ()
        ),
        (say("pages"), str(summary.pages), _reading(summary, say)),
        *((say(name), str(count), "") for name, count in summary.rows.items()),
        (say("checks"), str(sum(summary.audit.counts.values())), checks),
        (say("warnings"), str(sum(summary.warnings.values())), warnings),
        (say("dataset"), str(summary.held), say(f"{summary.added} added by this run, in {summary.dataset}")),
    ]


def _reading(summary: Summary, say: Say) -> str:
    reading = say(f"{summary.pages_read} read in {summary.seconds:.1f} s")
    if summary.pages_read and summary.seconds:
        reading += say(f" ({speed(summary.pages_read, summary.seconds)} pages/s)")
    if summary.unchanged:
        reading += say(f", {counted(summary.unchanged, 'file')} known already, not read again")
    return reading


def _problem(problem: Problem, lang: str, say: Say) -> str:
    page = say(f", p. {problem.page}") if problem.page else ""
    what = click.style(word("error", problem.error, lang), fg="red")
    return f"  {what}  {one_line(problem.path)}{page}{say(': ')}{one_line(say(problem.message))}"


def _findings(summary: Summary, lang: str, equations: str, say: Say) -> Iterable[str]:
    findings = summary.audit.findings
    yield click.style(say("Findings"), bold=True)
    rows = [(rule_in(lang, rule), say(severity), str(count)) for severity, rule, count in summary.by_rule()]
    yield from table([say("rule"), say("severity"), say("number")], rows)
    yield from blamed(findings, say)
    yield ""
    number = _last_shown(summary)
    for finding in findings[:number]:
        head, *rest = finding_lines(finding, equations, say)
        yield f"{head}  {one_line(summary.audit.path_of(finding))}"
        yield from rest
    if number < len(findings):
        yield from _others(len(findings) - number, _after(summary, findings[number - 1]), summary, say)


def _last_shown(summary: Summary) -> int:
    """How many findings are shown: as many as there is room for, but all of a document with the same severity, so that what
    is left can be asked for."""
    findings, audit = summary.audit.findings, summary.audit
    if len(findings) <= _SHOWN:
        return len(findings)
    groups = [(f["severity"], audit.path_of(f)) for f in findings[: _SHOWN + 1]]
    ends = [n for n in range(1, len(groups)) if groups[n] != groups[n - 1]]
    if ends:
        return ends[-1]
    return next((n for n, f in enumerate(findings) if (f["severity"], audit.path_of(f)) != groups[0]), len(findings))


def _after(summary: Summary, last: Row) -> str:
    """A query for the findings that come after one: those of its severity in files that follow, and all that are milder."""
    path = summary.audit.path_of(last).replace("'", "''")
    milder = SHOWN[SHOWN.index(last["severity"]) + 1 :]
    rest = f"severity = '{last['severity']}' AND path > '{path}'"
    others = "".join(f" OR severity = '{severity}'" for severity in milder)
    return (
        "SELECT path, checks.* FROM checks JOIN documents USING (doc_id) "
        f"WHERE checks.status <> 'pass' AND ({rest}{others})"
    )


def _others(number: int, sql: str, summary: Summary, say: Say) -> Iterable[str]:
    """How many are not shown, and the command that lists exactly these."""
    if number > 0:
        quoted = f'"{sql}"' if not set(sql) & set('"$`\\!') else shlex.quote(sql)
        command = f"ziping query {quoted} --dataset {shlex.quote(summary.dataset)}"
        yield f"  {say(f'… and {number} more: {command}')}"
