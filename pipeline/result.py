"""What becomes of one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.document import Source

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
class DocumentResult:
    """One document's rows of every table.

    Attributes:
        tables: Name of the table → its rows; every table of the dataset is there.
    """

    source: Source
    status: str
    page_count: int
    seconds: float | None
    tables: Mapping[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the main process keeps of a document once its rows are on disk; `result` is the name of that file."""

    result: str
    status: str
    page_count: int
