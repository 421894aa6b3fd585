"""`ziping report`: the page for auditors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ziping.pipeline.cli import options as shared
from ziping.pipeline.errors import UsageError
from ziping.pipeline.present.terminal_text import counted

if TYPE_CHECKING:
    from ziping.pipeline.audit_page import Written
    from ziping.pipeline.cli.output import Output
    from ziping.pipeline.inputs.url import Url
    from ziping.pipeline.options import Options

SUFFIXES = (".html", ".htm")


@click.command("report", short_help="Write the findings as a page, with the evidence on the pages' pictures.")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The page to write (.html)."
)
@shared.dataset
@click.option(
    "--source",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the files lie now: the folder that was ingested.  [default: where they were found]",
)
@click.option(
    "--pictures",
    type=click.Choice(["all", "few"]),
    default="all",
    show_default=True,
    help="Pages to draw: all that something was read from, or those of failures only.",
)
@shared.reading
@shared.common
def command(  # noqa: PLR0913, PLR0917 - one for each option
    out: Path, dataset: Path | Url, source: Path | None, pictures: str, options: Options, output: Output
) -> None:
    """Writes one page that needs no server and no network: findings, their figures marked on the pages'
    pictures, and every document beside what was read from it.

    A dataset too large for one file gets a folder beside the page (FILE_files), which has to go with it.
    """
    if out.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{out}: a page's name ends in .html.")
    if not out.absolute().parent.is_dir():
        raise UsageError(f"{out}: there is no folder {out.parent}. Make it first, or choose another --out.")

    from ziping.pipeline.audit_page import write_report
    from ziping.pipeline.dataset import open_dataset

    few = pictures == "few"
    written = write_report(open_dataset(dataset), out, lang=output.reader, elsewhere=source, options=options, few=few)
    if output.as_json:
        output.json(
            {
                "file": str(written.file),
                "folder": None if written.folder is None else str(written.folder),
                "bytes": written.size,
                "findings": written.findings,
                "pictures": written.pictures,
                "without_pictures": list(written.without),
                "undrawn": written.undrawn,
            }
        )
    for line in lines(written):
        output.note(line)


def lines(written: Written) -> list[str]:
    """What was written, for a person."""
    size = f"{written.size / 1e6:.1f} MB"
    shown = counted(written.findings, "finding")
    found = [f"{written.file}: {shown}, {counted(written.pictures, 'page')} as pictures, {size}"]
    if written.folder is not None:
        found.append(f"{written.folder} belongs to it: copy both.")
    if written.undrawn:
        found.append(
            f"{counted(written.undrawn, 'page')} left undrawn, to save time. Draw them with: ziping report --pictures few"
        )
    if written.without:
        names = ", ".join(written.without[:5]) + (" …" if len(written.without) > 5 else "")
        found.append(f"no pictures of {names}: the file is gone or has changed. Say where it is with --source.")
    return found
