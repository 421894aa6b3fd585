"""Findings as a workbook: for people first, then with every column of the table `checks`."""

from __future__ import annotations

from typing import BinaryIO

from ziping.pipeline.formats.selection import Audit
from ziping.pipeline.language import CHINESE
from ziping.pipeline.workbook.book import new_book
from ziping.pipeline.workbook.findings import FindingsSheet
from ziping.pipeline.workbook.language import Language
from ziping.pipeline.workbook.sheets import Cited, write_sheets
from ziping.schemas.dataset import CHECKS


def as_xlsx(found: Audit, stream: BinaryIO, lang: str = CHINESE) -> None:
    """A sheet of findings in words, and one with the file and the columns of `checks`."""
    with new_book(stream, Language(lang)) as book:
        FindingsSheet(book, found, links=0).fill(Cited())
        paths = {finding["doc_id"]: found.path_of(finding) for finding in found.findings}
        write_sheets(book, CHECKS, iter(found.findings), None, paths)
