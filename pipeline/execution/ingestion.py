"""The main job: PDFs → dataset."""

from __future__ import annotations

import contextlib
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from ziping.pipeline.execution.cluster import run_on_cluster
from ziping.pipeline.execution.job import Job, read_one, write_failed
from ziping.pipeline.execution.mixing import refuse_mixture
from ziping.pipeline.execution.result import Failure, Receipt, Run
from ziping.pipeline.execution.run_record import Begun, keep_record
from ziping.pipeline.execution.time_budget import Stop, page_at_work
from ziping.pipeline.execution.workers import run_all
from ziping.pipeline.inputs.discovery import Inputs, find_inputs, read_source
from ziping.pipeline.inputs.types import BETWEEN, Input, Inside, Location
from ziping.pipeline.inputs.url import Url, place
from ziping.pipeline.inputs.weighing import scanned_first
from ziping.pipeline.options import Options
from ziping.pipeline.store.dataset import Store, opened
from ziping.pipeline.store.manifest import Entry
from ziping.schemas.document import Source

DEFAULT_OUT = Path("data/parsed")
FETCHED_AT_A_TIME = 8
IN_SECONDS = 1000  # documents that can be published while somebody waits for the run to end


class Watcher(Protocol):
    """Is told how a run gets on; see `ziping.pipeline.cli.progress`."""

    def begin(self, files: Sequence[Input]) -> None:
        """The run begins, with all files that were found."""

    def given(self, job: Job) -> None:
        """A document is given to a worker."""

    def skipped(self, source: Source) -> None:
        """A document was read by an earlier run and has not changed."""

    def read(self, source: Source, receipt: Receipt) -> None:
        """A document is read, and its result is on disk."""

    def unusable(self) -> None:
        """An input cannot be opened at all."""

    def end(self, run: Run) -> None:
        """The run is over, or was interrupted."""


def ingest_files(  # noqa: PLR0913 - one for each option
    paths: Iterable[str | Path],
    out: str | Path | Url = DEFAULT_OUT,
    options: Options | None = None,
    watcher: Watcher | None = None,
    *,
    prune: bool = False,
    add: bool = False,
) -> Run:
    """Reads what is new or changed among the inputs and publishes the dataset.

    Args:
        prune: Whether earlier inputs whose file is gone leave the dataset.
        add: Whether inputs may be added to a dataset that holds those of another folder.

    Raises:
        UsageError: when there is no input, nothing that is installed opens an address, or the dataset holds those of
            another folder.
        StoreError: when the dataset cannot be written.
    """
    options = options or Options()
    begun = Begun.now()
    with tempfile.TemporaryDirectory(prefix="ziping-", ignore_cleanup_errors=True) as scratch:
        inputs = find_inputs(paths, Path(scratch))
        with opened(place(out), options) as store:
            if not add:
                refuse_mixture(store.before, inputs, out)
            run = _Ingestion(store, options, watcher, Path(scratch))
            run.read(inputs)
            found = tuple(run.entries.values())
            gone = tuple(e.path for e in store.before.updated(found).gone(found))
            store.publish(found, prune=prune, tidy=not run.interrupted)
            done = replace(run.result(), gone=() if prune else gone, pruned=gone if prune else ())
            keep_record(store.hidden, done, options, begun, run.memory)
    if watcher:
        watcher.end(done)
    return done


class _Ingestion:
    """The state of one run: which inputs are done, and how."""

    def __init__(self, store: Store, options: Options, watcher: Watcher | None, scratch: Path) -> None:
        self.entries: dict[Location, Entry] = {}
        self._store, self._options, self._watcher, self._scratch = store, options, watcher, scratch
        self._seen = {} if options.force else {e.location: e for e in store.before.entries if e.stamp}
        self._twins: dict[str, list[Input]] = {}
        self._again: list[Job] = []
        self._found = self._read = self._pages = self._unchanged = 0
        self._other: tuple[str, ...] = ()
        self._inputs: tuple[Input, ...] = ()
        self.interrupted = False
        self.memory = 0  # bytes that a worker held at most

    def read(self, inputs: Inputs) -> None:
        """Reads every input that needs reading. Ctrl-C ends it with what is done so far."""
        self._found = len(inputs.files) + len(inputs.unusable) + len(inputs.other)
        self._other = tuple(o.path for o in inputs.other)
        self._inputs = inputs.files
        if self._watcher:
            self._watcher.begin(inputs.files)
        for bad in inputs.unusable:
            self.entries[bad.location] = Entry(str(bad.location), bad.path, error=bad.error, message=bad.message)
        try:
            self._work(self._jobs(inputs))
            while self._again:
                again, self._again = self._again, []
                self._work(again)
        except KeyboardInterrupt:
            self.interrupted = True
            self._leave_for_later()

    def _leave_for_later(self) -> None:
        """Of very many new results publishes some: the others are on disk, and the next run takes them up unread."""
        published = {e.result for e in self._store.before.entries}
        new = [location for location, entry in self.entries.items() if entry.result and entry.result not in published]
        for location in new[IN_SECONDS:]:
            del self.entries[location]

    def _work(self, jobs: Iterable[Job]) -> None:
        engine = run_on_cluster if self._options.engine == "ray" else run_all
        with contextlib.closing(engine(read_one, map(self._given, jobs), self._options)) as done:
            for job, outcome in done:
                self._finished(job, outcome)

    def _given(self, job: Job) -> Job:
        if self._watcher:
            self._watcher.given(job)
        return job

    def result(self) -> Run:
        entries = tuple(sorted(self.entries.values(), key=lambda e: e.path))
        return Run(
            out=self._store.root.place,
            found=self._found,
            entries=entries,
            read=self._read,
            pages=self._pages,
            unchanged=self._unchanged,
            interrupted=self.interrupted,
            other=self._other,
            added=len(self._new()),
            skipped=tuple(i.path for i in self._inputs if i.location not in self.entries),
        )

    def _new(self) -> set[str]:
        """The documents of this run that the dataset did not hold before."""
        known = {e.doc_id for e in self._store.before.entries}
        return {e.doc_id for e in self.entries.values() if e.doc_id is not None and e.doc_id not in known}

    def _jobs(self, inputs: Inputs) -> Iterator[Job]:
        """The documents to read. Content that is known, or met a second time, is none."""
        for item, source in self._identified(self._ordered(inputs.files)):
            if isinstance(source, OSError):
                message = f"It cannot be read ({source.strerror or source}). Check its permissions."
                self.entries[item.location] = Entry(str(item.location), item.path, None, None, "unreadable", message)
                if self._watcher:
                    self._watcher.unusable()
                continue
            if (job := self._job(item, source)) is not None:
                yield job

    def _ordered(self, files: Sequence[Input]) -> Sequence[Input]:
        """A scanned one first, where somebody watches who wants to know how long it will take."""
        if self._watcher is None or self._options.ocr == "never":
            return files
        new = [file for file in files if not self._is_as_it_was(file)]
        first = scanned_first(new)[:1]
        return files if first == new[:1] else [*first, *(file for file in files if file is not first[0])]

    def _is_as_it_was(self, item: Input) -> bool:
        """Whether nothing says that a file was touched since it was read."""
        seen = self._seen.get(str(item.location))
        return bool(item.stamp and seen and seen.stamp == item.stamp and seen.doc_id)

    def _job(self, item: Input, source: Source) -> Job | None:
        """The reading of an input; None where its content is known, or met a second time."""
        twins = self._twins.setdefault(source.doc_id, [])
        twins.append(item)
        known = self._known(source.doc_id)
        if known is not None:
            self._enter(source.doc_id, known)
        if known is None and len(twins) == 1:
            return Job(item.location, source, self._options, self._store.results, self._scratch)
        self._unchanged += 1
        if self._watcher:
            self._watcher.skipped(source)
        return None

    def _identified(self, items: Iterable[Input]) -> Iterator[tuple[Input, Source | OSError]]:
        """Every input with its content, or why that cannot be had. What lies at addresses is fetched some at a time,
        since most of that is waiting."""
        ahead: deque[tuple[Input, Future[Source | OSError]]] = deque()
        fetchers = ThreadPoolExecutor(FETCHED_AT_A_TIME)
        try:
            for item in items:
                if isinstance(item.location, Path):
                    yield item, self._source(item)
                    continue
                ahead.append((item, fetchers.submit(self._source, item)))
                if len(ahead) > FETCHED_AT_A_TIME:
                    first, source = ahead.popleft()
                    yield first, source.result()
            yield from ((item, source.result()) for item, source in ahead)
        finally:
            fetchers.shutdown(wait=False, cancel_futures=True)

    def _source(self, item: Input) -> Source | OSError:
        """Which content an input has: what it had, where nothing says that it was touched since."""
        seen = self._seen.get(str(item.location))
        if seen and seen.doc_id and self._is_as_it_was(item):
            return Source(item.path, seen.doc_id, item.size)
        try:
            return read_source(item)
        except OSError as error:
            return error

    def _known(self, doc_id: str) -> str | None:
        """The result that the document has already, from this run or an earlier one."""
        first = self.entries.get(self._twins[doc_id][0].location)
        if first is not None:
            return first.result
        return None if self._options.force else self._store.results.find(doc_id)

    def _finished(self, job: Job, outcome: Receipt | Failure) -> None:
        """Takes up a result. A document whose worker died at a page gets a second one, for the pages before it."""
        if isinstance(outcome, Failure) and job.stop is None:
            page = page_at_work(job.note)
            if page > 1:
                self._again.append(replace(job, stop=Stop(page, outcome)))
                return
        receipt = outcome if isinstance(outcome, Receipt) else write_failed(job, outcome)
        self._enter(job.source.doc_id, receipt.result)
        self._read += 1
        self._pages += receipt.page_count
        self.memory = max(self.memory, receipt.memory)
        if self._watcher:
            self._watcher.read(job.source, receipt)
        for member in receipt.attached:
            item = Input(Inside(job.location, member.name), f"{job.source.path}{BETWEEN}{member.name}", member.size)
            self._found += 1
            embedded = self._job(item, Source(item.path, member.doc_id, member.size))
            self._again += [embedded] if embedded else []

    def _enter(self, doc_id: str, result: str) -> None:
        for item in self._twins[doc_id]:
            self.entries[item.location] = Entry(str(item.location), item.path, doc_id, result, stamp=item.stamp)
