"""`ziping doctor`: what is installed, what is missing and how to get it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from ziping.pipeline.cli import options as shared

if TYPE_CHECKING:
    from ziping.pipeline.cli.output import Output

MISSING = 1  # exit status


@click.command("doctor", short_help="Show what is installed, what is missing and how to get it.")
@shared.common
def command(output: Output) -> None:
    """Lists versions, recognition models, Chinese fonts and optional parts; of what is missing, how to get it.

    Exit status 1 where something is missing that is needed.
    """
    from ziping.pipeline.cli.table import table
    from ziping.pipeline.doctor import examine

    parts = examine()
    lacking = [part for part in parts if part.needed and part.found is None]
    if output.as_json:
        output.json([{**asdict(part)} for part in parts])
    elif not output.quiet:
        rows = []
        for part in parts:
            kind = output.say("needed" if part.needed else "optional")
            absent = f"{output.say('missing')}{output.say(': ')}{output.say(part.remedy)}"
            rows.append(
                (output.say(part.name), part.found or absent, "" if part.found else kind, output.say(part.purpose))
            )
        for line in table(["", "", "", ""], rows, head=False, widest=90):
            click.echo(line)
        click.echo(
            output.say("Something that is needed is missing." if lacking else "Everything that is needed is there.")
        )
    if lacking:
        raise click.exceptions.Exit(MISSING)
