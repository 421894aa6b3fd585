"""`ziping query`: SQL over the dataset."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ziping.pipeline.cli import options as shared
from ziping.pipeline.present.terminal_text import counted

if TYPE_CHECKING:
    import pyarrow as pa

    from ziping.pipeline.cli.output import Output
    from ziping.pipeline.inputs.url import Url

_WIDEST = 48  # columns of a cell on a terminal


@click.command("query", short_help="Ask the dataset in SQL.")
@click.argument("sql", metavar="SQL")
@shared.dataset
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    help="How to print the rows.  [default: table on a terminal, else csv]",
)
@shared.unused
@shared.common
def command(sql: str, dataset: Path | Url, form: str | None, output: Output) -> None:
    """Answers a question in SQL (DuckDB) about the dataset.

    Every table is a view of its own name: documents, pages, evaluations, indicators, sections, funding,
    facts, checks, warnings, failures.

    \b
    ziping query "SELECT rule, count(*) FROM checks WHERE status = 'fail' GROUP BY ALL"
    ziping query "DESCRIBE indicators"

    The query sees the dataset only: no file, no network; and it changes nothing.
    """
    from ziping.pipeline.dataset import open_dataset

    rows = open_dataset(dataset).arrow(sql)
    chosen = "json" if output.as_json else form or ("table" if sys.stdout.isatty() else "csv")
    if chosen == "json":
        from ziping.pipeline.present.plain import plain

        output.json(plain(rows.to_pylist()))
    elif chosen == "csv":
        from ziping.pipeline.export import csv_cell

        text = io.TextIOWrapper(output.stream, "utf-8", newline="", write_through=True)
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(rows.column_names)
        writer.writerows([csv_cell(value) for value in row.values()] for row in rows.to_pylist())
        text.detach()  # the stream is not ours to close
    else:
        from ziping.pipeline.cli.table import table

        for line in table(rows.column_names, _texts(rows), widest=_WIDEST):
            click.echo(line)
        output.note(counted(rows.num_rows, "row"))


def _texts(rows: pa.Table) -> Iterator[list[str]]:
    from ziping.pipeline.present.plain import plain

    for row in rows.to_pylist():
        yield [_text(plain(value)) for value in row.values()]


def _text(value: object) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
