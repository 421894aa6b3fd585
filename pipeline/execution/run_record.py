"""What each run did, kept beside the dataset: versions, options, counts, times, memory."""

from __future__ import annotations

import datetime
import json
import platform
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import metadata

from ziping.pipeline.dataset import open_dataset
from ziping.pipeline.execution.result import (
    FAILED,
    OK,
    PARTIAL,
    Run,
)
from ziping.pipeline.options import Options
from ziping.pipeline.present.plain import Plain, plain
from ziping.pipeline.store.durable import telling
from ziping.pipeline.store.folder import Folder
from ziping.pipeline.version import parser_version, version

FOLDER = "runs"
KEPT = 100  # records; older ones go
FORMAT = 1
_LIBRARIES = ("pypdfium2", "pdfplumber", "pyarrow", "numpy")
_KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class Begun:
    """When a run began, by the wall clock and by one that is never set."""

    at: datetime.datetime
    ticks: float

    @staticmethod
    def now() -> Begun:
        return Begun(datetime.datetime.now(datetime.UTC), time.monotonic())


def peak_memory() -> int:
    """Bytes that this process has held at most; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * _KILOBYTE


def keep_record(hidden: Folder, run: Run, options: Options, begun: Begun, worker_memory: int) -> None:
    """Writes the record of a run, and drops the oldest ones.

    Raises:
        StoreError: when it cannot be written.
    """
    folder = hidden.under(FOLDER)
    with telling(folder.place):
        text = json.dumps(plain(_record(run, options, begun, worker_memory)), indent=2) + "\n"
        folder.write(f"{begun.at:%Y%m%dT%H%M%S.%fZ}.json", text.encode("utf-8"))
        for old in folder.names(".json")[:-KEPT]:
            folder.remove(old)


def _record(run: Run, options: Options, begun: Begun, worker_memory: int) -> Mapping[str, object]:
    return {
        "format": FORMAT,
        "ziping": version(),
        "parser_version": parser_version(),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "libraries": {name: _version_of(name) for name in _LIBRARIES},
        "options": asdict(options),
        "began": begun.at.isoformat(),
        "seconds": round(time.monotonic() - begun.ticks, 3),
        "interrupted": run.interrupted,
        "counts": {
            "found": run.found,
            "read": run.read,
            "unchanged": run.unchanged,
            "unusable": sum(e.doc_id is None for e in run.entries),
            "skipped": run.found - len(run.entries) - len(run.other),
            "other": len(run.other),
            "added": run.added,
            "pages_read": run.pages,
            "gone": len(run.gone),
            "pruned": len(run.pruned),
            **statuses(run),
        },
        "peak_memory": {"main": peak_memory(), "worker": worker_memory},
    }


def statuses(run: Run) -> dict[str, int]:
    """How many of the run's inputs are `ok`, `partial` and `failed`."""
    documents = open_dataset(run.out).scan("documents").to_table(columns=["doc_id", "status"])
    known = dict(zip(documents["doc_id"].to_pylist(), documents["status"].to_pylist(), strict=True))
    found = Counter(FAILED if e.doc_id is None else known[e.doc_id] for e in run.entries)
    return {status: found[status] for status in (OK, PARTIAL, FAILED)}


def _version_of(library: str) -> Plain:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return None
