"""A log for programs: one JSON object a line, for everything that happens in a run.

Whatever stands in a file's name or comes from a PDF is escaped: no text can forge a line, and none moves a cursor.
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ziping.pipeline.errors import UsageError
from ziping.pipeline.execution.result import Receipt, Run
from ziping.pipeline.present.plain import Plain
from ziping.schemas.document import Source

if TYPE_CHECKING:
    from ziping.pipeline.execution.ingestion import Watcher
    from ziping.pipeline.execution.job import Job
    from ziping.pipeline.inputs.types import Input


class Log:
    """A watcher that writes a line for each event, and tells another watcher.

    Events: `begin` (files, bytes); `document` (path, doc_id, bytes, status, pages, seconds, errors), as soon as its rows
    are on disk; `known` (path, doc_id), where no reading was needed; `unusable` (path, error); `end` (counts). Every
    line has `time` (UTC, ISO 8601), `process` and `event`.
    """

    def __init__(self, file: TextIO, also: Watcher) -> None:
        self._file, self._also = file, also

    def begin(self, files: Sequence[Input]) -> None:
        self._write("begin", {"files": len(files), "bytes": sum(f.size for f in files)})
        self._also.begin(files)

    def given(self, job: Job) -> None:
        self._also.given(job)

    def skipped(self, source: Source) -> None:
        self._write("known", {"path": source.path, "doc_id": source.doc_id})
        self._also.skipped(source)

    def read(self, source: Source, receipt: Receipt) -> None:
        about: dict[str, Plain] = {"path": source.path, "doc_id": source.doc_id, "bytes": source.size}
        about |= {"status": receipt.status, "pages": receipt.page_count, "seconds": receipt.seconds}
        self._write("document", {**about, "errors": list(receipt.errors)})
        self._also.read(source, receipt)

    def unusable(self) -> None:
        self._also.unusable()

    def end(self, run: Run) -> None:
        for entry in run.entries:
            if entry.doc_id is None:
                self._write("unusable", {"path": entry.path, "error": entry.error})
        skipped = run.found - len(run.entries)
        counts: dict[str, Plain] = {
            "found": run.found,
            "read": run.read,
            "unchanged": run.unchanged,
            "skipped": skipped,
        }
        self._write("end", {**counts, "pages": run.pages, "gone": len(run.gone), "interrupted": run.interrupted})
        self._also.end(run)

    def _write(self, event: str, about: dict[str, Plain]) -> None:
        now = datetime.datetime.now(datetime.UTC).isoformat()
        line = json.dumps({"time": now, "process": os.getpid(), "event": event, **about}, ensure_ascii=True)
        self._file.write(line + "\n")


@contextmanager
def logged(path: Path, also: Watcher) -> Iterator[Log]:
    """Appends to the log.

    Raises:
        UsageError: when it cannot be opened.
    """
    try:
        file = path.open("a", encoding="ascii", buffering=1)
    except OSError as error:
        raise UsageError(f"--log-json {path}: {error.strerror}. Name a file that can be written.") from error
    with file:
        yield Log(file, also)
