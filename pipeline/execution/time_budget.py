"""How far a document is read: no further than its time allows, nor up to a page at which a worker has died."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from ziping.pipeline.execution.result import Failure

SHARE = 0.6  # of a document's time that its pages may take; the rest is for what they hold


@dataclass(frozen=True, slots=True)
class Stop:
    """A page that is not to be begun, and what happened at it."""

    page: int
    failure: Failure


class Pace:
    """Is asked before each page, and notes it in a file, which tells others where a worker has died.

    Args:
        seconds: How long a page may still be begun.
        stop: A page that is not to be begun.
        note: The file.
    """

    def __init__(self, seconds: float = float("inf"), stop: Stop | None = None, note: Path | None = None) -> None:
        self._end, self._stop, self._note = time.monotonic() + seconds, stop, note
        self._file: int | None = None

    def __enter__(self) -> Pace:
        if self._note is not None:
            with suppress(OSError):  # a full disk is told where a result is lost by it
                self._note.parent.mkdir(parents=True, exist_ok=True)
                self._file = os.open(self._note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None and self._note is not None:
            os.close(self._file)
            self._note.unlink(missing_ok=True)

    def refusal(self, page: int, count: int) -> Failure | None:
        """Why this page of so many is not to be begun; None where it may be."""
        if self._stop is not None and page >= self._stop.page:
            message = (
                f"{self._stop.failure.message} It happened at page {page} of {count}: the pages before it were read."
            )
            return Failure("read", self._stop.failure.error, message, page)
        if time.monotonic() > self._end and page > 1:
            message = f"Time was up at page {page} of {count}: the pages before it were read. Allow more with --timeout SECONDS."
            return Failure("read", "timeout", message, page)
        self._write(page)
        return None

    def done(self) -> None:
        """No page is left: whatever happens now has nothing to do with the last one."""
        self._write(0)

    def _write(self, page: int) -> None:
        if self._file is not None:
            with suppress(OSError):
                os.pwrite(self._file, f"{page:09}".encode("ascii"), 0)


def page_at_work(note: Path) -> int:
    """The page at which a worker has died, counting from 1; 0 where it was at none."""
    try:
        return int(note.read_text("ascii"))
    except (OSError, ValueError):
        return 0
    finally:
        note.unlink(missing_ok=True)
