"""How a run gets on, on stderr: a moving bar on a terminal, a line a minute elsewhere."""

from __future__ import annotations

import random
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ziping.pipeline.execution.estimate import AtWork, Estimate
from ziping.pipeline.execution.ingestion import Watcher
from ziping.pipeline.execution.job import Job
from ziping.pipeline.execution.result import FAILED, Receipt, Run
from ziping.pipeline.execution.time_budget import page_in_work
from ziping.pipeline.inputs.types import Input
from ziping.pipeline.inputs.weighing import NOTHING, Weight, weigh
from ziping.pipeline.log import logged
from ziping.pipeline.present.terminal_text import counted, one_line, speed
from ziping.schemas.document import Source

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_SECONDS_A_LINE, _SECONDS_A_MOVE = 60.0, 1.0
_LONGEST_NAME = 40  # characters of the name of a file that is shown


@dataclass(slots=True)
class _InWork:
    """A document that was given out; `since` is when a worker was first seen at it, `second` when at its second page."""

    job: Job
    since: float | None = None
    second: float | None = None
    page: int = 0
    count: int = 0


class Tally:
    """Counts of a run, and what is left of it. What files hold is looked up while the run is under way, in an order that has
    nothing to do with their names; until then they count like those that are known, by their bytes."""

    def __init__(self) -> None:
        self.say: Callable[[str], str] = str  # puts words into the reader's language
        self.files = self.size = 0
        self.done = self.failed = self.pages = self.unchanged = 0
        self._estimate = Estimate()
        self._files: tuple[Input, ...] = ()
        self._sizes: dict[str, int] = {}  # by name, of what is not done
        self._weights: dict[str, Weight] = {}
        self._known, self._known_size = NOTHING, 0
        self._work: dict[str, _InWork] = {}
        self._state = threading.RLock()
        self._started = time.monotonic()

    def begin(self, files: Sequence[Input]) -> None:
        self.files, self.size = len(files), sum(f.size for f in files)
        self._files = tuple(files)
        self._sizes = {f.path: f.size for f in files}
        self._started = time.monotonic()

    def given(self, job: Job) -> None:
        with self._state:
            self._work[job.source.doc_id] = _InWork(job)
            self._sizes.setdefault(job.source.path, job.source.size)

    def skipped(self, source: Source) -> None:
        with self._state:
            self.done += 1
            self.unchanged += 1
            self._sizes.pop(source.path, None)

    def read(self, source: Source, receipt: Receipt) -> None:
        with self._state:
            self.done += 1
            self.pages += receipt.page_count
            self.failed += receipt.status == FAILED
            self._work.pop(source.doc_id, None)
            weight = self._weight(source.path, source.size)
            self._sizes.pop(source.path, None)
            if receipt.seconds is not None and weight is not None:
                self._estimate.learn(weight, receipt.seconds, receipt.recognition)

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
        with self._state:
            now = time.monotonic()
            begun = self._in_work()
            busy = {work.job.source.path for work in begun}
            if not self._known_size and self._sizes.keys() - busy:
                return None
            waiting = [self._weight(path, size) for path, size in self._sizes.items() if path not in busy]
            at_work = [
                AtWork(
                    weight,
                    now - work.since,
                    (work.page - 1) / work.count if work.count else None,
                    work.second - work.since if work.second else None,
                )
                for work in begun
                if (weight := self._weight(work.job.source.path, work.job.source.size)) is not None
                and work.since is not None
            ]
            return self._estimate.left([w for w in waiting if w is not None], at_work, self.seconds)

    def line(self) -> str:
        """`12/40 files · 310 pages · 25.1 pages/s · about 1:20 left · 1 failed · page 37 of 300 in a.pdf`."""
        with self._state:
            pages = self.pages + sum(max(0, work.page - 1) for work in self._in_work())
            parts = [self.say(f"{self.done}/{counted(self.files, 'file')}"), self.say(counted(pages, "page"))]
            if pages and self.seconds:
                parts.append(self.say(f"{speed(pages, self.seconds)} pages/s"))
            left = self.left()
            if left is not None and self.done < self.files:
                parts.append(self.say(f"about {_clock(left)} left"))
            if self.unchanged:
                parts.append(self.say(f"{self.unchanged} unchanged"))
            parts.append(self.say(f"{self.failed} failed"))
            if longest := min(self._in_work(), key=lambda work: work.since or 0.0, default=None):
                at = self.say(f"page {longest.page} of {longest.count} in ") if longest.count else ""
                parts.append(f"{at}{_shown_name(longest.job.source.path)}")
            return " · ".join(parts)

    @property
    def share(self) -> float:
        """Which part of the work is done, by what is known of it."""
        left = self.left()
        return 0.0 if left is None else self.seconds / max(self.seconds + left, 1e-9)

    def look(self) -> None:
        """Takes note of the documents that workers have begun: how long each has been in work counts from then."""
        with self._state:
            self._in_work()

    def _in_work(self) -> list[_InWork]:
        """The documents that workers are at, with the page that each has come to."""
        found = []
        for work in self._work.values():
            at = page_in_work(work.job.note)
            if at is not None:
                work.since = work.since or time.monotonic()
                if at[1]:
                    work.page, work.count = at
                    if work.page == 2:
                        work.second = work.second or time.monotonic()
                found.append(work)
        return found

    def _weight(self, path: str, size: int) -> Weight | None:
        """What a file holds; like all others, where it was not looked at yet."""
        known = self._weights.get(path)
        if known is None and self._known_size:
            return self._known.times(size / self._known_size)
        return known

    def weigh(self) -> None:
        """Looks up what the files hold; takes some milliseconds a megabyte."""
        with self._state:
            files = list(self._files)
        random.Random(0).shuffle(files)
        for file in files:
            if isinstance(file.location, Path):
                with suppress(OSError):
                    weight = weigh(file.location)
                    with self._state:
                        self._weights[file.path] = weight
                        self._known, self._known_size = self._known + weight, self._known_size + file.size


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds + 0.5), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _shown_name(path: str) -> str:
    """The end of a name; nothing in it moves a cursor."""
    name = one_line(path)
    return name if len(name) <= _LONGEST_NAME else f"…{name[1 - _LONGEST_NAME :]}"


class Shown(Tally):
    """One that somebody looks at."""

    def begin(self, files: Sequence[Input]) -> None:
        super().begin(files)
        threading.Thread(target=self.weigh, daemon=True).start()

    def move(self) -> None:
        """Shows how things stand."""


class Lines(Shown):
    """For a log: a line a minute, also while one long document is read."""

    def move(self) -> None:
        click.echo(self.line(), err=True)


class Bar(Shown):
    """For a terminal."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress
        self._task: TaskID | None = None

    def begin(self, files: Sequence[Input]) -> None:
        super().begin(files)
        self._task = self._progress.add_task("", total=1.0, about=self.line())

    def move(self) -> None:
        if self._task is not None:
            self._progress.update(self._task, completed=self.share, about=self.line())


@contextmanager
def _moving(tally: Shown, seconds: float) -> Iterator[None]:
    """Shows the tally every so many seconds, whatever happens meanwhile."""
    over = threading.Event()

    def move() -> None:
        step, waited = min(seconds, _SECONDS_A_MOVE), 0.0
        while not over.wait(step):
            tally.look()
            waited += step
            if waited >= seconds:
                tally.move()
                waited = 0.0

    thread = threading.Thread(target=move, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def watching(*, quiet: bool, log: Path | None = None, say: Callable[[str], str] = str) -> Iterator[Watcher]:
    """A watcher that shows itself as the terminal allows, and writes what happens to a log."""
    with _shown(quiet=quiet) as tally:
        tally.say = say
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
        lines = Lines()
        with _moving(lines, _SECONDS_A_LINE):
            yield lines
    else:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

        columns = (SpinnerColumn(), BarColumn(bar_width=24), TextColumn("{task.fields[about]}"))
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            bar = Bar(progress)
            with _moving(bar, _SECONDS_A_MOVE):
                yield bar
