"""Findings as a workbook, with the headings of the table `checks`."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from openpyxl import Workbook

from pipeline.formats.selection import Audit
from pipeline.workbook.sheets import write_sheets
from schemas.dataset import CHECKS
from schemas.dataset.inputs import DOCUMENTS

_PATH = next(column for column in DOCUMENTS.columns if column.name == "path")


def as_xlsx(found: Audit, stream: BinaryIO) -> None:
    """One sheet: the file, then the columns of `checks`."""
    book = Workbook(write_only=True)
    spec = replace(CHECKS, columns=(_PATH, *CHECKS.columns))
    write_sheets(book, spec, ({**finding, "path": found.path_of(finding)} for finding in found.findings))
    book.save(stream)
