"""What it says: a laid-out document becomes a report. Pure: no files, no clock, no PDF or OCR library."""

from __future__ import annotations

from schemas.document import Document
from schemas.report import Report


def parse(document: Document) -> Report:
    """What a document says; see `parsers.report`."""
    from parsers.report import parse as parse_document

    return parse_document(document)
