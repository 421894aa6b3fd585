"""`ziping export`: the tables as a workbook, CSV or JSON Lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ziping.pipeline.cli import options as shared
from ziping.pipeline.errors import UsageError

if TYPE_CHECKING:
    from ziping.pipeline.cli.output import Output
    from ziping.pipeline.inputs.url import Url


FORMATS = ("xlsx", "csv", "jsonl")


@click.command("export", short_help="Write the dataset as a workbook, CSV or JSON Lines.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The workbook to write (.xlsx); for csv and jsonl the folder, which gets a file for each table.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="xlsx", show_default=True, help="What to write.")
@shared.dataset
@shared.unused
@shared.common
def command(out: Path, form: str, dataset: Path | Url, output: Output) -> None:
    """Writes the tables of the dataset for other programs.

    The workbook has a sheet of findings, which lead to the rows that they are about, and a sheet for each table.
    Headings are in Chinese; a note on each says what the column holds. Figures are figures, everything
    else is text.
    """
    if form == "xlsx" and out.suffix.lower() != ".xlsx":
        raise UsageError(f"{out}: a workbook's name ends in .xlsx.")
    if form == "xlsx" and out.is_dir():
        raise UsageError(f"{out} is a folder. Name the workbook to write.")
    if not out.absolute().parent.is_dir():
        raise UsageError(f"{out}: there is no folder {out.parent}. Make it first, or choose another --out.")

    from ziping.pipeline.dataset import open_dataset
    from ziping.pipeline.export import Format, export

    counts = export(open_dataset(dataset), out, Format(form))
    if output.as_json:
        output.json({"file": str(out), "rows": dict(counts)})
    else:
        parts = "sheets" if form == "xlsx" else "files"
        output.note(f"{out}: {len(counts)} {parts}, {sum(counts.values())} rows")
