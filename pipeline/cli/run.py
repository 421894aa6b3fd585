"""`ziping run`: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import options as shared
from pipeline.cli.check import FINDINGS, reaches
from pipeline.cli.ingest import ingest

if TYPE_CHECKING:
    from pipeline.cli.output import Output
    from pipeline.options import Options


@click.command("run", short_help="Read reports, check them, show the findings.")
@shared.paths
@shared.out
@shared.fail_on
@shared.reading
@shared.common
def command(paths: tuple[str, ...], out: Path, fail_on: str, options: Options, output: Output) -> None:
    """Reads PDF reports, re-checks everything that they state, and shows the findings.

    PATH is a file, a folder (searched to any depth for *.pdf) or a glob. The same as `ziping ingest`
    followed by `ziping check`: the exit status is 1 where there are findings.
    """
    summary = ingest(paths, out, options, output)
    if any(reaches(f["severity"], fail_on) for f in summary.audit.findings):
        raise click.exceptions.Exit(FINDINGS)
