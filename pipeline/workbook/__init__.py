"""The dataset as a workbook: the findings, what the words mean, then a sheet for each table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.pipeline.formats.stored_findings import stored
from ziping.pipeline.language import CHINESE
from ziping.pipeline.reviews import fitted
from ziping.pipeline.severities import SEVERITIES
from ziping.pipeline.store.durable import replacing
from ziping.pipeline.workbook.about import AboutSheet
from ziping.pipeline.workbook.book import new_book
from ziping.pipeline.workbook.findings import FindingsSheet
from ziping.pipeline.workbook.language import Language
from ziping.pipeline.workbook.sheets import Cited, write_sheets
from ziping.schemas.dataset import TABLES, TableSpec

if TYPE_CHECKING:
    from ziping.pipeline.dataset import Dataset

__all__ = ["write_workbook"]
FINDINGS = "findings"


def write_workbook(dataset: Dataset, file: Path, lang: str = CHINESE) -> Mapping[str, int]:
    """Writes the workbook; gives the number of rows of each sheet.

    Args:
        dataset: The dataset.
        file: The workbook.
        lang: Of headings, names of sheets and codes: zh or en.

    Raises:
        OSError: when the file cannot be written.
    """
    found = replace(stored(dataset, severities=SEVERITIES), reviewed=fitted(dataset).judgements)
    documents = dataset.scan("documents").to_table(columns=["doc_id", "path"]).to_pylist()
    paths = {row["doc_id"]: row["path"] for row in documents}
    with replacing(file) as temporary, new_book(temporary, Language(lang)) as book:
        sheet, about = (
            FindingsSheet(book, found),
            AboutSheet(book),
        )  # first, though filled last: they tell of the others
        cited = Cited(frozenset((e["table"], e["row_id"]) for f in found.findings for e in f["evidence"] or ()))
        counts = {spec.name: write_sheets(book, spec, _rows(dataset, spec), cited, paths) for spec in TABLES}
        sheet.fill(cited)
        counts = {FINDINGS: len(found.findings), **counts}
        about.fill(dataset.name, counts)
    return counts


def _rows(dataset: Dataset, spec: TableSpec) -> Iterator[Mapping[str, object]]:
    for batch in dataset.scan(spec.name).to_batches():
        yield from batch.to_pylist()
