"""`ziping export`: the tables as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import options as shared
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.cli.output import Output


@click.command("export", short_help="Write the dataset as a workbook.")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The workbook to write (.xlsx)."
)
@shared.dataset
@shared.unused
@shared.common
def command(out: Path, dataset: Path, output: Output) -> None:
    """Writes the tables of the dataset as a workbook, one sheet each.

    Headings are in Chinese; a note on each says what the column holds. Figures are figures, everything
    else is text.
    """
    if out.suffix.lower() != ".xlsx":
        raise UsageError(f"{out}: a workbook's name ends in .xlsx.")
    if not out.absolute().parent.is_dir():
        raise UsageError(f"{out}: there is no folder {out.parent}. Make it first, or choose another --out.")

    from pipeline.dataset import open_dataset
    from pipeline.export import export

    counts = export(open_dataset(dataset), out)
    if output.as_json:
        output.json({"file": str(out), "rows": dict(counts)})
    else:
        output.note(f"{out}: {len(counts)} sheets, {sum(counts.values())} rows")
