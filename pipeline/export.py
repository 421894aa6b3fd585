"""The dataset for other programs than ours: a workbook, or a file of each table as CSV, JSON Lines, or for Stata or SPSS."""

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
from ziping.pipeline.panel.labelled import LABELLED, write_labelled
from ziping.pipeline.present.plain import figure, plain
from ziping.pipeline.present.terminal_text import harmless
from ziping.pipeline.store.durable import replacing
from ziping.schemas.dataset import REVIEWS, TABLES, Kind, TableSpec

if TYPE_CHECKING:
    import pandas as pd

    from ziping.pipeline.dataset import Dataset


class Format(StrEnum):
    """What the tables are written as."""

    XLSX = "xlsx"
    CSV = "csv"
    JSONL = "jsonl"
    DTA = "dta"
    SAV = "sav"


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
        if form in LABELLED:
            return {
                spec.name: _write_labelled(dataset, spec, out / f"{spec.name}.{form}") for spec in (*TABLES, REVIEWS)
            }
        write = _write_csv if form is Format.CSV else _write_json_lines
        return {spec.name: _write(dataset, spec, out / f"{spec.name}.{form}", write) for spec in (*TABLES, REVIEWS)}
    except ImportError as error:
        raise UsageError(
            f"{out}: {error.name} is needed to write it: pip install 'ziping-reports[statistics]'"
        ) from error
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


def _write_labelled(dataset: Dataset, spec: TableSpec, file: Path) -> int:
    """Figures as floats, lists of text as JSON. Lists of places are left out: these programs have nothing to hold them in."""
    frame = dataset.frame(spec.name, numbers="float")
    columns = [c for c in spec.columns if c.kind is not Kind.STRUCTS]
    flat = frame[[c.name for c in columns]].assign(**{c.name: _flat(frame[c.name], c.kind) for c in columns})
    with replacing(file) as temporary:
        write_labelled(flat, temporary, str(file.suffix.removeprefix(".")), {c.name: c.label_zh for c in columns})
    return len(flat)


def _flat(values: pd.Series, kind: Kind) -> pd.Series:
    """A column as these programs hold it."""
    match kind:
        case Kind.STRINGS | Kind.MAPPING:
            texts = [None if one is None else json.dumps(plain(one), ensure_ascii=False) for one in values]
            return type(values)(texts, index=values.index, dtype=object)
        case Kind.STRING:
            return values.astype(object)
        case Kind.TIMESTAMP:
            plainly: pd.Series = values.dt.tz_localize(None)
            return plainly
        case Kind.DATE:
            return values.astype(object)
        case _:
            return values.astype("float64")
