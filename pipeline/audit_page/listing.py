"""Dataset → what the report says of each document, share by share, in workers."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ziping.pipeline.audit_page.content import (
    COLUMNS,
    STATUSES,
    Counts,
    Paper,
    counts_in,
    papers_in,
    unopened_in,
    with_renewed,
)
from ziping.pipeline.audit_page.data import (
    SHORT,
    contents_of,
    document_of,
    evaluations_of,
    failure_of,
    findings_of,
)
from ziping.pipeline.audit_page.page import to_json
from ziping.pipeline.audit_page.page_pictures import Sheet
from ziping.pipeline.audit_page.reviewed import key_of, reviews_of
from ziping.pipeline.errors import StoreError
from ziping.pipeline.execution.result import Failure
from ziping.pipeline.execution.workers import run_all
from ziping.pipeline.options import MINUTES, Options
from ziping.pipeline.present.plain import Plain
from ziping.pipeline.reviews import fitted, load, renewed
from ziping.pipeline.store.shards import Share, shares_of
from ziping.schemas.dataset import PAGES

if TYPE_CHECKING:
    import pyarrow as pa

    from ziping.pipeline.dataset import Dataset

LISTED = 2_000  # documents: of more, lists hold failures alone; documents hold all of their findings always
_LONGEST = 60 * MINUTES


@dataclass(frozen=True, slots=True)
class Listed:
    """A document, as far as it is held in memory; what was read from it lies on disk.

    Attributes:
        paths: The names it was found under.
        document, evaluations, findings: As lists name them.
        sheets: The pages that are to be shown as pictures.
        size: Characters of its contents.
        place: Where these are, compressed: a file, and which of its bytes.
    """

    doc_id: str
    paths: tuple[str, ...]
    document: dict[str, Plain]
    evaluations: list[dict[str, Plain]]
    findings: list[dict[str, Plain]]
    sheets: tuple[Sheet, ...]
    size: int
    place: tuple[Path, int, int]

    @property
    def short(self) -> str:
        """The part of the `doc_id` that names the document in addresses."""
        return self.doc_id[:SHORT]

    @property
    def failures(self) -> int:
        return sum(f["status"] == "fail" for f in self.findings)

    @property
    def errors(self) -> bool:
        return any(f["status"] == "fail" and f["severity"] == "error" for f in self.findings)


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything that the report shows.

    Attributes:
        listed: The documents in order of their names.
        unopened: Inputs that could not be opened: they are no documents.
        counts: (Rule, status) → number of checks.
        brief: Whether lists hold failures alone.
        reviews: What people have said of findings and readings.
    """

    listed: tuple[Listed, ...]
    unopened: tuple[Plain, ...]
    counts: Counts
    brief: bool
    reviews: dict[str, Plain]

    def packed(self, document: Listed) -> bytes:
        """What the report says of a document beyond its lists: JSON, compressed."""
        file, start, stop = document.place
        with file.open("rb") as stream:
            stream.seek(start)
            return stream.read(stop - start)

    def contents(self, document: Listed) -> str:
        """The same as it is."""
        return zlib.decompress(self.packed(document)).decode()

    def checks(self) -> Plain:
        """Rule → status → number of checks."""
        found: dict[str, Plain] = {
            rule: {status: self.counts[rule, status] for status in STATUSES} for rule, _ in sorted(self.counts)
        }
        return found


@dataclass(frozen=True, slots=True)
class _Job:
    share: Share
    target: Path
    few: bool
    brief: bool
    renewed: pa.Table


Part = tuple[list[Listed], list[Plain], Counts]


def list_all(dataset: Dataset, folder: Path, options: Options, *, few: bool) -> Listing:
    """Reads the dataset.

    Args:
        dataset: The dataset.
        folder: Where contents are put, and stay as long as the listing is used.
        options: Workers.
        few: Whether only pages of failures are to be pictures.

    Raises:
        StoreError: when the dataset is damaged.
    """
    brief = dataset.scan("documents").count_rows() > LISTED
    shares = shares_of(dataset, COLUMNS, folder)
    acts = load(dataset.folder)
    found = fitted(dataset, acts)
    checks = renewed(dataset, found.corrections)
    jobs = [_Job(share, folder / f"contents-{number}", few, brief, checks) for number, share in enumerate(shares)]
    listed: list[Listed] = []
    unopened: list[Plain] = []
    counts: Counts = Counter()
    for papers, failures, number in _done(jobs, options):
        listed += papers
        unopened += failures
        counts += number
    said = reviews_of(found, acts, key=key_of(dataset))
    return Listing(tuple(sorted(listed, key=lambda one: one.paths)), tuple(unopened), counts, brief, said)


def _done(jobs: list[_Job], options: Options) -> Iterator[Part]:
    if len(jobs) == 1 or options.jobs == 1:
        yield from map(_list, jobs)
        return
    for _, made in run_all(_list, jobs, replace(options, timeout=_LONGEST)):
        if isinstance(made, Failure):
            raise StoreError(f"The dataset could not be read for the report: {made.message}")
        yield made


def _list(job: _Job) -> Part:
    """Runs in a worker: the documents of a share."""
    tables = with_renewed(job.share.read(COLUMNS), job.renewed)
    with job.target.open("wb") as stream:
        listed = [_listed(paper, job, stream) for paper in papers_in(tables)]
    return listed, [failure_of(row) for row in unopened_in(tables)], counts_in(tables)


def _listed(paper: Paper, job: _Job, stream: BinaryIO) -> Listed:
    text, start = to_json(contents_of(paper)), stream.tell()
    stream.write(zlib.compress(text.encode()))
    return Listed(
        paper.doc_id,
        paper.paths,
        document_of(paper),
        evaluations_of(paper),
        findings_of(paper, failures=job.brief),
        sheets_of(paper, few=job.few),
        len(text),
        (job.target, start, stream.tell()),
    )


def sheets_of(paper: Paper, *, few: bool = False) -> tuple[Sheet, ...]:
    """The pages of a document that are to be shown as pictures."""
    rows: Mapping[int, Mapping[str, int | str]] = {row["page"]: row for row in paper.rows[PAGES.name]}
    return tuple(
        Sheet(n, int(rows[n]["rotation"] or 0), rows[n]["text_source"] != "ocr") for n in paper.pages_needed(few=few)
    )
