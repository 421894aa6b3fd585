"""One document's way from file to rows: `process` calls every stage in order."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from ziping.pipeline.documents.opening import is_answer_of_a_server, media_type_of, open_document
from ziping.pipeline.documents.reader import DocumentReader
from ziping.pipeline.documents.stored_values import with_stored
from ziping.pipeline.execution.failures import FailureCollector
from ziping.pipeline.execution.outcome import NOTHING, finish
from ziping.pipeline.execution.result import NO_RECOGNITION, DocumentResult, Failure
from ziping.pipeline.execution.time_budget import TimeBudget
from ziping.pipeline.execution.understanding import checked, understood
from ziping.pipeline.options import Options
from ziping.pipeline.tabulate import tabulate
from ziping.schemas.document import Document, Source
from ziping.schemas.report import Note
from ziping.schemas.text import Printed


def process(path: Path, source: Source, options: Options, budget: TimeBudget | None = None) -> DocumentResult:
    """Reads one file, understands it and checks what it states: the rows of every table of the dataset for it.

    Never raises for what a document holds: what could not be read is in the result's failures.

    Args:
        path: The file.
        source: How the dataset names it.
        options: How pages are read.
        budget: Limits the time for it; None lets it take as long as it takes.
    """
    budget = budget or TimeBudget()
    started, failures = time.perf_counter(), FailureCollector(path, budget)
    document, report, page_count = Document(source, ()), NOTHING, None
    notes: tuple[Note, ...] = ()
    stored: tuple[Printed, ...] = ()
    ocr_model: str | None = None
    recognition = NO_RECOGNITION
    with failures.collect_failures("read"):
        source = replace(source, media_type=media_type_of(path))
    document = Document(source, ())
    with failures.collect_failures("read"), open_document(path) as opened:
        reader = DocumentReader(opened, options, failures)
        page_count = reader.page_count
        document = reader.document(source)
        notes, ocr_model, stored = reader.notes, reader.model, reader.stored
        recognition = reader.recognition
    if document.blocks:
        report = with_stored(understood(document, failures, budget), stored)
    report = replace(report, notes=report.notes + notes)
    if document.blocks and not report.evaluations and is_answer_of_a_server(source):
        document, report, page_count = Document(source, ()), NOTHING, None
        message = "It is a web page without a report, whatever its name says: what a server answers in place of a file."
        failures.lost(Failure("read", "not-a-pdf", f"{message} Fetch it again."))
    failures.nothing_found(document, report)
    tables = tabulate(Document(source, ()), NOTHING)
    with failures.collect_failures("tabulate"):
        tables = tabulate(document, report)
    document, report = Document(source, ()), NOTHING  # checks look at the tables alone: thousands of pages go
    if (checks := checked(tables, failures, budget)) is not None:
        tables["checks"] = checks
    seconds = time.perf_counter() - started
    result = finish(source, tables, failures.failures, page_count, seconds, ocr_model)
    return replace(result, recognition=recognition)
