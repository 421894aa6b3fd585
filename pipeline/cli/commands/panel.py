"""`ziping panel`: one row per evaluation, for statistics."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ziping.pipeline.cli import options as shared
from ziping.pipeline.present.terminal_text import counted

if TYPE_CHECKING:
    from ziping.pipeline.cli.output import Output
    from ziping.pipeline.inputs.url import Url


@click.command("panel", short_help="Write one row per evaluation, for statistics.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The file to write: .parquet, .csv, .xlsx, .dta (Stata) or .sav (SPSS).",
)
@shared.dataset
@shared.unused
@shared.common
def command(out: Path, dataset: Path | Url, output: Output) -> None:
    """Writes one row per evaluation: region, year, budget, execution, scores by category, findings.

    Figures are floats and nothing is nested, so that pandas, R, Stata and SPSS take it as it is. In SQL it is the view
    panel.

    \b
    ziping panel --out panel.dta
    ziping query "SELECT province, avg(execution_rate) FROM panel GROUP BY ALL"
    """
    from ziping.pipeline.dataset import open_dataset
    from ziping.pipeline.panel import write_panel
    from ziping.pipeline.without_pandas import allow_pandas

    allow_pandas()  # the writers of these files take frames
    panel = open_dataset(dataset).panel()
    write_panel(panel, out)
    if output.as_json:
        output.json({"file": str(out), "rows": len(panel)})
    else:
        output.note(f"{out}{output.say(': ')}{output.say(counted(len(panel), 'row'))}")
