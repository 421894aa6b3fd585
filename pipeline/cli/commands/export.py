"""`ziping export`: the tables as a workbook, CSV, JSON Lines, or for Stata or SPSS; working papers of the audit."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ziping.pipeline.cli import options as shared
from ziping.pipeline.errors import UsageError
from ziping.pipeline.present.terminal_text import counted

if TYPE_CHECKING:
    from ziping.pipeline.cli.output import Output
    from ziping.pipeline.dataset import Dataset
    from ziping.pipeline.inputs.url import Url


FORMATS = ("xlsx", "csv", "jsonl", "dta", "sav", "workpaper")


@click.command(
    "export", short_help="Write the dataset as a workbook, CSV, JSON Lines, for Stata or SPSS, or working papers."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The workbook to write (.xlsx), or the working papers (.xlsx or .docx); for the other formats the "
    "folder, which gets a file for each table.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="xlsx", show_default=True, help="What to write.")
@shared.dataset
@shared.unused
@shared.common
def command(out: Path, form: str, dataset: Path | Url, output: Output) -> None:
    """Writes the tables of the dataset for other programs.

    The workbook has a sheet of findings, which lead to the rows that they are about, and a sheet for each table.
    Headings are in Chinese; a note on each says what the column holds. Figures are figures, everything
    else is text. Files for Stata (dta) and SPSS (sav) have figures as floats and labels in Chinese; lists of places are
    left out of them. Working papers (--format workpaper) have a sheet or section for each unit under audit: the checks made,
    every finding recomputed figure by figure, the clip of the page, the rule and its source, what reviewers said.
    """
    _refuse(out, form)
    from ziping.pipeline.dataset import open_dataset

    if form == "workpaper":
        _workpaper(out, open_dataset(dataset), output)
        return
    from ziping.pipeline.export import Format, export

    if form in ("dta", "sav"):
        from ziping.pipeline.without_pandas import allow_pandas

        allow_pandas()  # the writers of these files take frames
    counts = export(open_dataset(dataset), out, Format(form), output.reader)
    if output.as_json:
        output.json({"file": str(out), "rows": dict(counts)})
    else:
        say = output.say
        parts = counted(len(counts) + 1, "sheet") if form == "xlsx" else counted(len(counts), "file")
        output.note(f"{out}{say(': ')}{say(parts)}{say(', ')}{say(counted(sum(counts.values()), 'row'))}")


def _workpaper(out: Path, dataset: Dataset, output: Output) -> None:
    from ziping.pipeline.workpaper import write_workpaper

    written = write_workpaper(dataset, out, lang=output.reader)
    if output.as_json:
        output.json({"file": str(out), **asdict(written)})
    else:
        say = output.say
        parts = (
            say(counted(written.units, "unit")),
            say(counted(written.findings, "finding")),
            say(counted(written.pictures, "clip")),
        )
        output.note(f"{out}{say(': ')}{say(', ').join(parts)}")


def _refuse(out: Path, form: str) -> None:
    """Refuses what cannot be written, before anything is read."""
    if form == "xlsx" and out.suffix.lower() != ".xlsx":
        raise UsageError(f"{out}: a workbook's name ends in .xlsx.")
    if form == "workpaper" and out.suffix.lower() not in (".xlsx", ".docx"):
        raise UsageError(f"{out}: a working paper's name ends in .xlsx or .docx.")
    if form in ("xlsx", "workpaper") and out.is_dir():
        raise UsageError(f"{out} is a folder. Name the file to write.")
    if not out.absolute().parent.is_dir():
        raise UsageError(f"{out}: there is no folder {out.parent}. Make it first, or choose another --out.")
