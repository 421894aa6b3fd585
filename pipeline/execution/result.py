"""What becomes of one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.pipeline.inputs.archives.portfolios import Attached
from ziping.pipeline.inputs.url import Url
from ziping.pipeline.store.manifest import Entry
from ziping.schemas.document import Source

if TYPE_CHECKING:
    import pyarrow as pa

OK, PARTIAL, FAILED = "ok", "partial", "failed"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an input could not be read, or only in part: a row of `failures`, but for the input's name.

    Attributes:
        stage: `input`, `read`, `ocr`, `layout`, `parse`, `tabulate`, `check` or `worker`.
        error: Stable code of the contract.
        message: What is wrong and what to do about it.
        page: The first page concerned; None for the whole document.
    """

    stage: str
    error: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Recognition:
    """What recognising pages of a document took.

    Attributes:
        seconds: For the pages.
        loading: Seconds for what recognises, which a worker loads once.
    """

    seconds: float = 0.0
    loading: float = 0.0


NO_RECOGNITION = Recognition()


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """One document's rows of every table.

    Attributes:
        tables: Name of the table → its rows; every table of the dataset is there.
        recognition: How much of `seconds` went into recognising pages.
    """

    source: Source
    status: str
    page_count: int
    seconds: float | None
    tables: Mapping[str, pa.Table]
    recognition: Recognition = NO_RECOGNITION


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the main process keeps of a document once its rows are on disk.

    Attributes:
        result: Name of the file that they are in.
        errors: The codes of its failures.
        seconds: How long it was read.
        memory: Bytes that its worker has held at most, since it began; 0 where the worker did not live to say so.
        attached: Documents embedded in it.
        recognition: How much of `seconds` went into recognising pages.
    """

    result: str
    status: str
    page_count: int
    errors: tuple[str, ...] = ()
    seconds: float | None = None
    memory: int = 0
    attached: tuple[Attached, ...] = ()
    recognition: Recognition = NO_RECOGNITION


@dataclass(frozen=True, slots=True)
class Run:
    """What an ingestion did.

    Attributes:
        out: The dataset.
        found: How many files there are, those that hold no report included.
        entries: Those of them that were come to.
        read: How many documents were read.
        pages: How many pages were read.
        unchanged: How many inputs needed no reading, since their content was known.
        gone: Names of earlier inputs whose file is gone: their rows are kept.
        pruned: Names of such inputs whose rows were removed.
        interrupted: Whether it was stopped before the end.
        other: Names of files that could hold no report.
        added: How many documents the dataset did not hold before.
        skipped: Names of inputs that were not come to.
    """

    out: Path | Url
    found: int = 0
    entries: tuple[Entry, ...] = ()
    read: int = 0
    pages: int = 0
    unchanged: int = 0
    gone: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()
    interrupted: bool = False
    other: tuple[str, ...] = ()
    added: int = 0
    skipped: tuple[str, ...] = ()
