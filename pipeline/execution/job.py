"""One document, as a worker reads it: fetched if need be, within its time, and on disk when it is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from ziping.pipeline.execution.result import (
    FAILED,
    DocumentResult,
    Failure,
    Receipt,
)
from ziping.pipeline.execution.run_record import peak_memory
from ziping.pipeline.execution.time_budget import Stop, TimeBudget
from ziping.pipeline.inputs.archives.bounds import DEEPEST
from ziping.pipeline.inputs.archives.portfolios import Attached, attached_to
from ziping.pipeline.inputs.discovery import read_source
from ziping.pipeline.inputs.remote import FetchError, at_hand
from ziping.pipeline.inputs.types import Input, Location, depth
from ziping.pipeline.options import Options
from ziping.pipeline.store.results import Results
from ziping.schemas.dataset import FAILURES
from ziping.schemas.document import Source

_PASSING = frozenset(
    {"timeout", "crashed", "out-of-memory", "internal-error", "changed", "unreadable", "needs-libreoffice"}
)  # may end otherwise the next time


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read, as a worker gets it.

    Attributes:
        scratch: A folder of this run for files that do not outlive it.
        stop: A page at which a worker has died before.
    """

    location: Location
    source: Source
    options: Options
    results: Results
    scratch: Path
    stop: Stop | None = None

    @property
    def note(self) -> Path:
        """The file in which the worker notes the page that it is at: beside the results, where all machines see it."""
        folder = self.results.folder.place
        return (folder.parent if isinstance(folder, Path) else self.scratch) / "at-work" / self.source.doc_id


def read_one(job: Job) -> Receipt:
    """Runs in a worker: one document, read and put on disk."""
    result = _result(job)
    errors = result.tables["failures"].column("error").to_pylist()
    name = job.results.write(job.source.doc_id, result.tables, retry=not _PASSING.isdisjoint(errors))
    attached = _attached(job)
    return Receipt(
        name,
        result.status,
        result.page_count,
        tuple(errors),
        result.seconds,
        peak_memory(),
        attached,
        result.recognition,
    )


def _attached(job: Job) -> tuple[Attached, ...]:
    """The documents embedded in the one that was read."""
    if depth(job.location) > DEEPEST:
        return ()
    try:
        with at_hand(job.location, job.scratch) as path:
            return attached_to(path)
    except FetchError:
        return ()


def _result(job: Job) -> DocumentResult:
    from ziping.pipeline.execution.outcome import failed
    from ziping.pipeline.run import process

    try:
        with (
            at_hand(job.location, job.scratch) as path,
            TimeBudget(job.options.timeout, job.stop, job.note) as time_budget,
        ):
            result = process(path, job.source, job.options, time_budget)
            if _is_still(path, job.source):
                return result if path == job.location else _told_of(result, path, job.location)
    except FetchError as error:
        message = f"It cannot be fetched ({error}). Check the address, the credentials and the network, and run again."
        return failed(job.source, Failure("read", "unreadable", message))
    message = "The file was changed while it was read. Run again when nothing writes to it any more."
    return failed(job.source, Failure("read", "changed", message))


def _told_of(result: DocumentResult, copy: Path, location: Location) -> DocumentResult:
    """The same, but what is said of a copy is said of the input."""
    failures = result.tables[FAILURES.name]
    column = failures.schema.get_field_index("message")
    messages = [m and m.replace(str(copy), str(location)) for m in failures.column(column).to_pylist()]
    said = failures.set_column(column, failures.schema.field(column), pa.array(messages, pa.string()))
    return replace(result, tables={**result.tables, FAILURES.name: said})


def _is_still(path: Path, source: Source) -> bool:
    """Whether the file has still the content that its rows are going to be filed under."""
    try:
        return read_source(Input(path, source.path)).doc_id == source.doc_id
    except OSError:
        return False


def write_failed(job: Job, failure: Failure) -> Receipt:
    """Runs in the main process: puts on disk why there is no result of a document whose worker died."""
    from ziping.pipeline.execution.outcome import failed

    failure = job.stop.failure if job.stop else failure
    result = failed(job.source, failure)
    return Receipt(job.results.write(job.source.doc_id, result.tables, retry=True), FAILED, 0, (failure.error,))
