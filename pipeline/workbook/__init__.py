"""The dataset as a workbook: the findings, then a sheet for each table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook

from ziping.pipeline.formats.selection import SEVERITIES
from ziping.pipeline.formats.stored import stored
from ziping.pipeline.store.durable import replacing
from ziping.pipeline.workbook.findings import FINDINGS, FindingsSheet
from ziping.pipeline.workbook.sheets import Cited, write_sheets
from ziping.schemas.dataset import TABLES, TableSpec

if TYPE_CHECKING:
    from ziping.pipeline.dataset import Dataset

__all__ = ["write_workbook"]


def write_workbook(dataset: Dataset, file: Path) -> Mapping[str, int]:
    """Writes the workbook; gives the number of rows of each sheet.

    Raises:
        OSError: when the file cannot be written.
    """
    found = stored(dataset, severities=SEVERITIES)
    book = Workbook(write_only=True)
    sheet = FindingsSheet(book, found)  # the first one, though it is filled last: it leads to rows of the others
    cited = Cited(frozenset((e["table"], e["row_id"]) for f in found.findings for e in f["evidence"] or ()))
    counts = {spec.name: write_sheets(book, spec, _rows(dataset, spec), cited) for spec in TABLES}
    sheet.fill(cited)
    with replacing(file) as temporary:
        book.save(temporary)
    return {FINDINGS: len(found.findings), **counts}


def _rows(dataset: Dataset, spec: TableSpec) -> Iterator[Mapping[str, object]]:
    for batch in dataset.scan(spec.name).to_batches():
        yield from batch.to_pylist()
