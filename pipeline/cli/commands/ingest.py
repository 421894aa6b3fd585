"""`ziping ingest`: reports → dataset."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ziping.pipeline.cli import INTERRUPTED
from ziping.pipeline.cli import options as shared

if TYPE_CHECKING:
    from ziping.pipeline.cli.output import Output
    from ziping.pipeline.execution.summary import Summary
    from ziping.pipeline.inputs.url import Url
    from ziping.pipeline.options import Options


@click.command("ingest", short_help="Read reports into a dataset.")
@shared.paths
@shared.out
@shared.ingesting
def command(  # noqa: PLR0913, PLR0917 - one for each option
    paths: tuple[str, ...],
    out: Path | Url,
    prune: bool,
    add: bool,
    log_json: Path | None,
    options: Options,
    output: Output,
) -> None:
    """Reads reports into a Parquet dataset: PDF, Word, Excel, web pages, pictures, archives of them.

    PATH is a file, a folder (searched to any depth) or a glob. What has been read before and has
    not changed is not read again. A file that cannot be read costs no other its result: it is listed
    under failures.
    """
    from ziping.pipeline.cli.summary import show

    summary = ingest(paths, out, options, output, prune=prune, add=add, log=log_json)
    show(summary, output)
    if summary.interrupted:
        raise click.exceptions.Exit(INTERRUPTED)


def ingest(  # noqa: PLR0913 - one for each option
    paths: tuple[str, ...],
    out: Path | Url,
    options: Options,
    output: Output,
    *,
    prune: bool = False,
    add: bool = False,
    log: Path | None = None,
) -> Summary:
    """Ingests with progress on stderr. Where it is interrupted, what was done is published all the same."""
    from ziping.pipeline.cli.progress import watching
    from ziping.pipeline.execution.ingestion import ingest_files
    from ziping.pipeline.execution.summary import summarise

    started = time.monotonic()
    with watching(quiet=output.quiet, log=log, say=output.say) as watcher:
        run = ingest_files(paths, out, options, watcher, prune=prune, add=add)
    return summarise(run, time.monotonic() - started)
