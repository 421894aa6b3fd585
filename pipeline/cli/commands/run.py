"""`ziping run`: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ziping.pipeline.cli import INTERRUPTED
from ziping.pipeline.cli import options as shared
from ziping.pipeline.cli.commands.check import FINDINGS, reaches
from ziping.pipeline.cli.commands.ingest import ingest
from ziping.pipeline.inputs.url import Url

if TYPE_CHECKING:
    from ziping.pipeline.audit_page import Written
    from ziping.pipeline.cli.output import Output
    from ziping.pipeline.options import Options

REPORT = "report.html"
MOST_DRAWN = 50  # documents: of more only the pages of failures are drawn, since drawing takes longer than reading
MOST_PAGES = 1000  # that are drawn without being asked for


@click.command("run", short_help="Read reports, check them, show the findings.")
@shared.paths
@shared.out
@click.option("--report/--no-report", default=True, show_default=True, help="Write DIR/report.html, too.")
@shared.fail_on
@shared.ingesting
def command(  # noqa: PLR0913, PLR0917 - one for each option
    paths: tuple[str, ...],
    out: Path | Url,
    report: bool,
    fail_on: str,
    prune: bool,
    add: bool,
    log_json: Path | None,
    options: Options,
    output: Output,
) -> None:
    """Reads reports, re-checks everything that they state, and shows the findings.

    PATH is a file, a folder (searched to any depth for *.pdf) or a glob. The same as `ziping ingest`,
    `ziping check` and `ziping report --out DIR/report.html`: the exit status is 1 where there are findings.
    """
    from ziping.pipeline.cli.summary import show

    summary = ingest(paths, out, options, output, prune=prune, add=add, log=log_json)
    if summary.interrupted:
        show(summary, output)
        raise click.exceptions.Exit(INTERRUPTED)
    written = _report(out, options, output) if report else None
    show(summary, output, written)
    if any(reaches(severity, fail_on) for (severity,) in summary.audit.findings.number_by("severity")):
        raise click.exceptions.Exit(FINDINGS)


def _report(out: Path | Url, options: Options, output: Output) -> Written | None:
    from ziping.pipeline.audit_page import write_report
    from ziping.pipeline.dataset import open_dataset

    if isinstance(out, Url):
        output.note(
            f"no report: it is a file of this machine. Write it with: ziping report --dataset {out} --out {REPORT}"
        )
        return None
    dataset = open_dataset(out)
    few = dataset.scan("documents").count_rows() > MOST_DRAWN
    most = MOST_PAGES if few else None
    return write_report(dataset, out / REPORT, lang=output.reader, options=options, few=few, most=most)
