"""Findings as a workbook: for people first, then with every column of the table `checks`."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from openpyxl import Workbook

from ziping.pipeline.formats.selection import Audit
from ziping.pipeline.workbook.findings import FindingsSheet
from ziping.pipeline.workbook.sheets import Cited, write_sheets
from ziping.schemas.dataset import CHECKS
from ziping.schemas.dataset.inputs import DOCUMENTS

_PATH = next(column for column in DOCUMENTS.columns if column.name == "path")


def as_xlsx(found: Audit, stream: BinaryIO) -> None:
    """A sheet of findings in words, and one with the file and the columns of `checks`."""
    book = Workbook(write_only=True)
    FindingsSheet(book, found, links=0).fill(Cited())
    spec = replace(CHECKS, columns=(_PATH, *CHECKS.columns))
    write_sheets(book, spec, ({**finding, "path": found.path_of(finding)} for finding in found.findings))
    book.save(stream)
