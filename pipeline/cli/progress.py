"""How a run gets on, on stderr: a moving bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ziping.pipeline.execution.ingestion import Watcher
from ziping.pipeline.execution.result import FAILED, Receipt, Run
from ziping.pipeline.log import logged
from ziping.schemas.document import Source

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_SECONDS_A_LINE = 10.0


class Tally:
    """Counts of a run. What is left is estimated from bytes: pages are not known before a file is read."""

    def __init__(self) -> None:
        self.files = self.size = 0
        self.done = self.failed = self.pages = self.unchanged = 0
        self.size_done = self.size_read = 0
        self._started = time.monotonic()

    def begin(self, files: int, size: int) -> None:
        self.files, self.size = files, size
        self._started = time.monotonic()

    def skipped(self, source: Source) -> None:
        self.done += 1
        self.unchanged += 1
        self.size_done += source.size

    def read(self, source: Source, receipt: Receipt) -> None:
        self.done += 1
        self.size_done += source.size
        self.size_read += source.size
        self.pages += receipt.page_count
        self.failed += receipt.status == FAILED

    def unusable(self) -> None:
        self.done += 1
        self.failed += 1

    def end(self, run: Run) -> None:
        """Nothing is left to be counted."""

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._started

    def left(self) -> float | None:
        """Seconds left; None before there is anything to judge by."""
        if not self.size_read:
            return None
        return self.seconds * (self.size - self.size_done) / self.size_read

    def line(self) -> str:
        """`12/40 files · 310 pages · 25.1 pages/s · about 1:20 left · 1 failed`."""
        parts = [f"{self.done}/{self.files} files", f"{self.pages} pages"]
        if self.pages and self.seconds:
            parts.append(f"{self.pages / self.seconds:.1f} pages/s")
        left = self.left()
        if left is not None and self.done < self.files:
            parts.append(f"about {_clock(left)} left")
        if self.unchanged:
            parts.append(f"{self.unchanged} unchanged")
        parts.append(f"{self.failed} failed")
        return " · ".join(parts)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds + 0.5), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class Lines(Tally):
    """For a log: a line every ten seconds."""

    def __init__(self) -> None:
        super().__init__()
        self._last = time.monotonic()

    def read(self, source: Source, receipt: Receipt) -> None:
        super().read(source, receipt)
        if time.monotonic() - self._last >= _SECONDS_A_LINE:
            self._last = time.monotonic()
            click.echo(self.line(), err=True)


class Bar(Tally):
    """For a terminal."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress
        self._task: TaskID | None = None

    def begin(self, files: int, size: int) -> None:
        super().begin(files, size)
        self._task = self._progress.add_task("", total=size, about=self.line())

    def skipped(self, source: Source) -> None:
        super().skipped(source)
        self._show()

    def read(self, source: Source, receipt: Receipt) -> None:
        super().read(source, receipt)
        self._show()

    def unusable(self) -> None:
        super().unusable()
        self._show()

    def _show(self) -> None:
        if self._task is not None:
            self._progress.update(self._task, completed=self.size_done, about=self.line())


@contextmanager
def watching(*, quiet: bool, log: Path | None = None) -> Iterator[Watcher]:
    """A watcher that shows itself as the terminal allows, and writes what happens to a log."""
    with _shown(quiet=quiet) as tally:
        if log is None:
            yield tally
        else:
            with logged(log, tally) as watcher:
                yield watcher


@contextmanager
def _shown(*, quiet: bool) -> Iterator[Tally]:
    if quiet:
        yield Tally()
    elif not sys.stderr.isatty():
        yield Lines()
    else:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

        columns = (SpinnerColumn(), BarColumn(bar_width=24), TextColumn("{task.fields[about]}"))
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            yield Bar(progress)
