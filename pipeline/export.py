"""The dataset for other programs than ours: a workbook, or a file of each table as CSV or JSON Lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.pipeline.errors import UsageError
from ziping.pipeline.language import CHINESE
from ziping.pipeline.present.plain import figure, plain
from ziping.pipeline.present.text import harmless
from ziping.pipeline.store.durable import replacing
from ziping.schemas.dataset import REVIEWS, TABLES, TableSpec

if TYPE_CHECKING:
    from ziping.pipeline.dataset import Dataset


class Format(StrEnum):
    """What the tables are written as."""

    XLSX = "xlsx"
    CSV = "csv"
    JSONL = "jsonl"


def export(dataset: Dataset, out: Path, form: Format = Format.XLSX, lang: str = CHINESE) -> Mapping[str, int]:
    """Writes the tables; gives the number of rows of each.

    Args:
        dataset: The dataset.
        out: The workbook; for the other formats a folder, which gets a file for each table.
        form: What to write.
        lang: The language of the workbook: zh or en.

    Raises:
        UsageError: when it cannot be written.
    """
    try:
        if form is Format.XLSX:
            from ziping.pipeline.workbook import write_workbook

            return write_workbook(dataset, out, lang)
        out.mkdir(parents=True, exist_ok=True)
        write = _write_csv if form is Format.CSV else _write_json_lines
        return {spec.name: _write(dataset, spec, out / f"{spec.name}.{form}", write) for spec in (*TABLES, REVIEWS)}
    except OSError as error:
        raise UsageError(
            f"{out} cannot be written: {error.strerror or error}. Choose another name with --out, "
            "or close the program that has it open."
        ) from error


Row = Mapping[str, object]


def _write(
    dataset: Dataset, spec: TableSpec, file: Path, write: Callable[[TableSpec, Iterator[Row], Path], int]
) -> int:
    rows = (row for batch in dataset.scan(spec.name).to_batches() for row in batch.to_pylist())
    with replacing(file) as temporary:
        return write(spec, rows, temporary)


def _write_csv(spec: TableSpec, rows: Iterator[Row], file: Path) -> int:
    """With a byte order mark, so that spreadsheets take it for UTF-8. Lists are JSON; text that a spreadsheet would
    take for a formula gets an apostrophe before it."""
    names, count = [c.name for c in spec.columns], 0
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(names)
        for count, row in enumerate(rows, 1):  # noqa: B007 - how many there were
            writer.writerow([csv_cell(row[name]) for name in names])
    return count


def csv_cell(value: object) -> str:
    """A value of the dataset as a cell of a CSV file."""
    match value:
        case None:
            return ""
        case Decimal():
            return figure(value)
        case list() | dict():
            return json.dumps(plain(value), ensure_ascii=False)
        case str():
            return harmless(value)
        case _:
            return str(value)


def _write_json_lines(spec: TableSpec, rows: Iterator[Row], file: Path) -> int:
    """An object a line, exact figures as strings."""
    count = 0
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        for count, row in enumerate(rows, 1):  # noqa: B007 - how many there were
            stream.write(json.dumps(plain(row), ensure_ascii=False) + "\n")
    return count
