"""How far a document is read: no further than its time allows, nor up to a page at which a worker has died."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from ziping.pipeline.execution.result import Failure

# Parts of a document's time by whose end its pages have been begun, what they hold has been understood, and checked.
# Where understanding all of it takes too long, the first pages are understood: a quarter, a quarter of these, and
# a quarter again: pages are read in less than half of the time that understanding them takes.
READING, PARSING, CHECKING = 0.6, (0.78, 0.86, 0.9, 0.93), 0.97
QUARTER = 4


class OutOfTime(Exception):
    """A stage has taken longer than it may."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A page that is not to be begun, and what happened at it."""

    page: int
    failure: Failure


class TimeBudget:
    """Is asked before each page, and notes it in a file, which tells others where a worker has died.

    Args:
        seconds: How long the document may take.
        stop: A page that is not to be begun.
        note: The file.
    """

    def __init__(self, seconds: float = float("inf"), stop: Stop | None = None, note: Path | None = None) -> None:
        self._began, self._seconds, self._stop, self._note = time.monotonic(), seconds, stop, note
        self._file: int | None = None

    def __enter__(self) -> TimeBudget:
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

    def reason_to_stop(self, page: int, count: int) -> Failure | None:
        """Why this page of so many is not to be begun; None where it may be."""
        if self._stop is not None and page >= self._stop.page:
            message = (
                f"{self._stop.failure.message} It happened at page {page} of {count}: the pages before it were read."
            )
            return Failure("read", self._stop.failure.error, message, page)
        if time.monotonic() > self._began + READING * self._seconds and page > 1:
            message = f"Time was up at page {page} of {count}: the pages before it were read. Allow more with --timeout SECONDS."
            return Failure("read", "timeout", message, page)
        self._write(page, count)
        return None

    def done(self, read: int = 0) -> None:
        """No page is left: whatever happens now has nothing to do with the last one. Where a worker dies of what so many
        pages hold, half of them may be understood."""
        self._write(read // 2 + 1 if read > 2 else 0)

    @contextmanager
    def until(self, share: float) -> Iterator[None]:
        """Ends what is done in the block when this part of the time is over.

        Raises:
            OutOfTime: when it is. What runs in a library is not ended by it, but by the death of the worker.
        """
        if self._seconds == float("inf") or threading.current_thread() is not threading.main_thread():
            yield
            return

        def end(number: int, frame: object) -> None:
            raise OutOfTime

        left = self._began + share * self._seconds - time.monotonic()
        if left <= 0:
            raise OutOfTime
        before = signal.signal(signal.SIGALRM, end)
        signal.setitimer(signal.ITIMER_REAL, left)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    def _write(self, page: int, count: int = 0) -> None:
        if self._file is not None:
            with suppress(OSError):
                os.pwrite(self._file, f"{page:09}/{count:09}".encode("ascii"), 0)


def page_at_work(note: Path) -> int:
    """The page at which a worker has died, counting from 1; 0 where it was at none."""
    try:
        return _pages(note)[0]
    except (OSError, ValueError):
        return 0
    finally:
        note.unlink(missing_ok=True)


def page_in_work(note: Path) -> tuple[int, int] | None:
    """The page that a worker is at and how many there are; (0, 0) where it is at none, None where nobody is at work."""
    try:
        return _pages(note)
    except ValueError:
        return 0, 0
    except OSError:
        return None


def _pages(note: Path) -> tuple[int, int]:
    page, _, count = note.read_text("ascii").partition("/")
    return int(page), int(count)
