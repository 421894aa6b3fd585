"""What a document came to: its rows as tables, with its status and what went wrong."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from pipeline.result import FAILED, OK, PARTIAL, DocumentResult, Failure
from pipeline.store.arrow import to_table
from pipeline.tabulate import Rows, tabulate
from pipeline.version import parser_version
from schemas.dataset import TABLES
from schemas.document import Document, Source
from schemas.report import Report

NOTHING = Report(None, None, None, None, None, ())


def finish(
    source: Source, rows: Rows, failures: Iterable[Failure], page_count: int | None, seconds: float | None
) -> DocumentResult:
    """The rows as tables, with the document's status: `ok` only where nothing was lost."""
    failed = [
        {"path": source.path, "doc_id": source.doc_id, "stage": f.stage, "error": f.error, "message": f.message, "page": f.page}
        for f in failures
    ]  # fmt: skip
    if not rows["evaluations"]:
        status = FAILED
    elif failed or rows["warnings"]:
        status = PARTIAL
    else:
        status = OK
    about = {
        **rows["documents"][0],
        "page_count": page_count,
        "status": status,
        "parser_version": parser_version(),
        "ingested_at": datetime.datetime.now(datetime.UTC),
        "seconds": seconds,
    }
    every = {**rows, "documents": [about], "failures": failed}
    tables = {spec.name: to_table(spec, every.get(spec.name, ())) for spec in TABLES}
    return DocumentResult(source, status, page_count or 0, seconds, tables)


def failed(source: Source, failure: Failure) -> DocumentResult:
    """The result of a document whose worker did not live to give one."""
    return finish(source, tabulate(Document(source, ()), NOTHING), [failure], None, None)
