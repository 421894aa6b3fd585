"""`ziping review`: findings judged, readings corrected."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ziping.pipeline.cli import options as shared
from ziping.pipeline.errors import UsageError

if TYPE_CHECKING:
    from ziping.pipeline.cli.output import Output
    from ziping.pipeline.inputs.url import Url


@click.command("review", short_help="Judge findings, correct readings.")
@shared.dataset
@click.option(
    "--import",
    "saved",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Take in what the offline page saved (review.json).",
)
@shared.unused
@shared.common
def command(dataset: Path | Url, saved: Path | None, output: Output) -> None:
    """Takes in what people say of findings and readings.

    Every act is kept in the table reviews. Corrections never change what was read: they are laid over it wherever
    checks are made.
    """
    from ziping.pipeline.dataset import open_dataset
    from ziping.pipeline.reviews import add, fitted, read_acts

    if saved is None:
        raise UsageError("name the file that the page saved: ziping review --import review.json")
    opened = open_dataset(dataset)
    try:
        text = saved.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{saved} cannot be read: {error}.") from error
    acts = read_acts(text, str(saved))
    new = add(opened.folder, acts)
    unfit = len(fitted(opened).unfit)
    if output.as_json:
        output.json({"read": len(acts), "new": new, "unfit": unfit})
        return
    output.note(f"{len(acts)} acts read, {new} of them new")
    if unfit:
        output.note(f"{unfit} reviews fit nothing that is there now: see the table reviews")
