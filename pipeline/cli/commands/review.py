"""`ziping review`: findings judged, readings corrected."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ziping.pipeline.cli import options as shared
from ziping.pipeline.errors import UsageError

if TYPE_CHECKING:
    from ziping.pipeline.cli.output import Output
    from ziping.pipeline.dataset import Dataset
    from ziping.pipeline.inputs.url import Url
    from ziping.pipeline.options import Options
    from ziping.pipeline.present.plain import Plain
    from ziping.pipeline.review_server import Address

_PORTS = click.IntRange(1, 65_535)


@click.command("review", short_help="Judge findings, correct readings.")
@shared.dataset
@click.option("--port", type=_PORTS, help="Port on 127.0.0.1.  [default: 8765, or any that is free]")
@click.option("--no-browser", is_flag=True, help="Only print the address, open no browser.")
@click.option("--reviewer", metavar="NAME", help="Who reviews; the page asks for it, too.  [default: the user's name]")
@click.option(
    "--source",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the files lie now: the folder that was ingested.  [default: where they were found]",
)
@click.option(
    "--import",
    "saved",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Take in what the offline page saved (review.json), and serve nothing.",
)
@shared.working
@shared.common
def command(  # noqa: PLR0913, PLR0917 - one for each option
    dataset: Path | Url,
    port: int | None,
    no_browser: bool,
    reviewer: str | None,
    source: Path | None,
    saved: Path | None,
    options: Options,
    output: Output,
) -> None:
    """Serves the report on this machine, so that findings can be judged and readings corrected. Ctrl-C ends it.

    Every act is kept in the table reviews at once. Corrections never change what was read: they are laid over it wherever
    checks are made. Nothing can be reached from another machine.
    """
    from ziping.pipeline.dataset import open_dataset

    opened = open_dataset(dataset)
    if saved is not None:
        _take_in(opened, saved, output)
        return

    from ziping.pipeline.review_server import serve

    def ready(address: Address) -> None:
        if output.as_json:
            output.json({"url": address.url, "port": address.port})
        else:
            click.echo(address.url)  # also with --quiet: nobody can guess it
            output.note("Everything is kept at once. Ctrl-C ends the server.")
        if not no_browser:
            webbrowser.open(address.url)

    serve(opened, options, ready, port=port, lang=output.reader, reviewer=reviewer, elsewhere=source)
    output.note("ended; what was done is in the table reviews.")


def _take_in(opened: Dataset, saved: Path, output: Output) -> None:
    from ziping.pipeline.reviews import add, fitted, read_acts, refused

    try:
        text = saved.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{saved} cannot be read: {error}.") from error
    acts = read_acts(text, str(saved))
    bad = refused(opened, acts)
    new = add(opened.folder, (act for act in acts if act.review_id not in bad))
    unfit = len(fitted(opened).unfit)
    if output.as_json:
        reasons: list[Plain] = [
            {"review_id": name, "code": reason.code, "message": str(reason)} for name, reason in bad.items()
        ]
        output.json({"read": len(acts), "new": new, "refused": reasons, "unfit": unfit})
        return
    output.note(f"acts read: {len(acts)}, {new} of them new")
    for reason in bad.values():
        output.note(f"a correction is not taken: {reason}")
    if unfit:
        output.note(f"reviews that fit nothing that is there now: {unfit} (see the table reviews)")
