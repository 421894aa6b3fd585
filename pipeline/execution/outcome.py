"""What a document came to: its rows as tables, with its status and what went wrong."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import asdict

from ziping.pipeline.execution.result import (
    FAILED,
    OK,
    PARTIAL,
    DocumentResult,
    Failure,
)
from ziping.pipeline.tabulate import Tables, tabulate
from ziping.pipeline.version import parser_version
from ziping.schemas.dataset import (
    CHECKS,
    DOCUMENTS,
    EVALUATIONS,
    FAILURES,
    WARNINGS,
)
from ziping.schemas.dataset.arrow import to_table
from ziping.schemas.document import Document, Source
from ziping.schemas.report import Report

NOTHING = Report(None, None, None, None, None, ())


def finish(  # noqa: PLR0913, PLR0917 - all that is known of a document when it is done
    source: Source,
    tables: Tables,
    failures: Iterable[Failure],
    page_count: int | None,
    seconds: float | None,
    ocr_model: str | None = None,
) -> DocumentResult:
    """Adds what went wrong, and the document's status: `ok` only where nothing was lost."""
    failed = [{"path": source.path, "doc_id": source.doc_id, **asdict(failure)} for failure in failures]
    if not len(tables[EVALUATIONS.name]):
        status = FAILED
    elif failed or len(tables[WARNINGS.name]):
        status = PARTIAL
    else:
        status = OK
    about = {
        **tables[DOCUMENTS.name].to_pylist()[0],
        "page_count": page_count,
        "status": status,
        "parser_version": parser_version(),
        "ocr_model": ocr_model,
        "ingested_at": datetime.datetime.now(datetime.UTC),
        "seconds": seconds,
    }
    new = {DOCUMENTS.name: to_table(DOCUMENTS, [about]), FAILURES.name: to_table(FAILURES, failed)}
    every = {CHECKS.name: to_table(CHECKS, ()), **tables, **new}
    return DocumentResult(source, status, page_count or 0, seconds, every)


def failed(source: Source, failure: Failure) -> DocumentResult:
    """The result of a document whose worker did not live to give one."""
    return finish(source, tabulate(Document(source, ()), NOTHING), [failure], None, None)
