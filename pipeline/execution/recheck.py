"""Checks a dataset anew from its tables alone: share by share, in several processes where that is worth it."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.pipeline.checks import (
    EVERYTHING,
    NEEDED,
    Selection,
    check_into,
)
from ziping.pipeline.errors import StoreError
from ziping.pipeline.execution.result import Failure
from ziping.pipeline.execution.workers import run_all
from ziping.pipeline.options import MINUTES, Options
from ziping.pipeline.reviews.acts import Act
from ziping.pipeline.reviews.current import corrections_of
from ziping.pipeline.reviews.overlay import laid_over, said
from ziping.pipeline.store.shards import Share, shares_of
from ziping.pipeline.store.table_spool import Spool, no_room
from ziping.schemas.dataset import CHECKS
from ziping.schemas.dataset.arrow import schema_of

if TYPE_CHECKING:
    import pyarrow as pa

    from ziping.pipeline.dataset import Dataset

_LONGEST = 60 * MINUTES  # for one share: some seconds are usual


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What came out.

    Attributes:
        rows: The checks that were wanted, document by document.
        counts: Status → number of checks made, wanted or not.
    """

    rows: pa.Table
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Job:
    number: int
    share: Share
    selection: Selection
    target: Path
    corrections: tuple[Act, ...]


def recheck(
    dataset: Dataset,
    selection: Selection = EVERYTHING,
    options: Options | None = None,
    acts: Collection[Act] | None = None,
) -> Rechecked:
    """Makes every check of every document.

    Args:
        dataset: The dataset.
        selection: Which checks are wanted as rows.
        options: How many workers; one a core where left out.
        acts: All acts of review; those that the dataset keeps where left out.

    Raises:
        StoreError: when the dataset is damaged, or there is no room for temporary files.
    """
    options = replace(options or Options(), engine="local", timeout=_LONGEST)
    counts, rows = Counter[str](), Spool(schema_of(CHECKS))
    corrections = corrections_of(dataset, acts)
    with _scratch() as folder:
        jobs = [
            _Job(number, share, selection, folder / f"checks-{number}.arrow", corrections)
            for number, share in enumerate(shares_of(dataset, NEEDED, folder))
        ]
        for job, made in _in_order(jobs, options):
            counts += made
            rows.add(_taken(job.target))
    return Rechecked(rows.table(), dict(counts.most_common()))


@contextmanager
def _scratch() -> Iterator[Path]:
    try:
        with tempfile.TemporaryDirectory(prefix="ziping-") as folder:
            yield Path(folder)
    except OSError as error:
        raise no_room(error) from error


def _in_order(jobs: list[_Job], options: Options) -> Iterator[tuple[_Job, Counter[str]]]:
    """What the jobs give, in their order, whichever ends first."""
    if len(jobs) == 1 or options.jobs == 1:
        yield from ((job, _check(job)) for job in jobs)
        return
    done: dict[int, tuple[_Job, Counter[str]]] = {}
    following = 0
    for job, made in run_all(_check, jobs, options):
        if isinstance(made, Failure):
            raise StoreError(f"The dataset could not be checked: {made.message}")
        done[job.number] = job, made
        while following in done:
            yield done.pop(following)
            following += 1


def _check(job: _Job) -> Counter[str]:
    """Runs in a worker: the checks of a share, written as they come."""
    import pyarrow as pa

    with pa.OSFile(str(job.target), "wb") as stream, pa.ipc.new_file(stream, schema_of(CHECKS)) as writer:
        tables = laid_over(job.share.read(NEEDED), job.corrections)
        return check_into(lambda batch: writer.write_batch(said(batch, job.corrections)), tables, job.selection)


def _taken(file: Path) -> pa.Table:
    """The rows of a share; the file loses its name, and goes with the table."""
    import pyarrow as pa

    table = pa.ipc.open_file(pa.memory_map(str(file))).read_all()
    file.unlink()
    return table
