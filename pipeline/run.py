"""One document's way through the house: `process` is the architecture."""

from __future__ import annotations

import time
from pathlib import Path

from parsers import parse
from pipeline.checks import check
from pipeline.layout import lay_out
from pipeline.options import Options
from pipeline.outcome import NOTHING, finish
from pipeline.reading import open_pdf
from pipeline.result import DocumentResult
from pipeline.tabulate import tabulate
from pipeline.trouble import Trouble
from schemas.document import Document, Source


def process(path: Path, source: Source, options: Options) -> DocumentResult:
    """Read, lay out, parse, tabulate, check. Never raises for what a document holds: see `failures`."""
    started, trouble = time.perf_counter(), Trouble(path)
    document, report, page_count = Document(source, ()), NOTHING, None
    with trouble.caught("read"), open_pdf(path) as pdf:
        page_count = pdf.page_count
        with trouble.caught("layout"):
            document = lay_out(source, trouble.readable(pdf))
        trouble.unread(pdf.unread, options.ocr)
    if document.blocks:
        with trouble.caught("parse"):
            report = parse(document)
    trouble.nothing_found(document, report)
    tables = tabulate(Document(source, ()), NOTHING)
    with trouble.caught("tabulate"):
        tables = tabulate(document, report)
    with trouble.caught("check"):
        tables["checks"] = check(tables)
    return finish(source, tables, trouble.failures, page_count, time.perf_counter() - started)
