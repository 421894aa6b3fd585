"""Documents are read in processes that may die: of a crash, a hang, or too much memory.

Workers come from a fork server: a process that has loaded the program and has no threads. They start in
milliseconds, and inherit neither locks nor threads of the caller (a notebook, a test runner). Each has a pipe of its
own and one job at a time, so that whatever becomes of a worker, it is known which job it was at, and no other worker
waits for a lock that a dead one holds.
"""

from __future__ import annotations

import itertools
import multiprocessing.connection
import multiprocessing.context
import pickle
import signal
import sys
import threading
import time
import types
from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.popen_forkserver import Popen
from multiprocessing.process import BaseProcess
from typing import Any, ClassVar, TypeVar

from ziping.pipeline.errors import StoreError
from ziping.pipeline.execution.result import Failure
from ziping.pipeline.execution.worker_process import OUT_OF_MEMORY, serve
from ziping.pipeline.options import GIGABYTE, Options

Job = TypeVar("Job")
Done = TypeVar("Done")

_PRELOAD = [
    "ziping.pipeline.run",
    "ziping.parsers.parse",
    "ziping.pipeline.checks",
]  # parsers load themselves only when they are first used
_JOBS_A_WORKER = 500  # then it is replaced: native libraries leak a little
_WAITING_A_WORKER = 2  # jobs taken ahead, the one that it is at counted, so that no worker waits for the next
_START_SECONDS = 120.0  # within which a worker begins on the slowest machine
_STILLBORN = 5  # workers that die one after the other before they have begun: none can be started
_PAUSE = 0.2  # seconds, longer each time, before the next is tried: a fork server that was killed is not gone at once
_END_SECONDS = 5.0  # a killed process that is not gone by then hangs in the system, and is left to it


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, and what it is at.

    Attributes:
        since: When it was started, or was given its job.
        began: Whether it has said that it is there.
        job: What it is at: a function and its argument.
        done: How many jobs it has done.
    """

    process: BaseProcess
    pipe: Connection
    since: float
    began: bool = False
    job: tuple[Callable[[Any], Any], Any] | None = None
    done: int = 0


class Workers:
    """Processes that do jobs, each of which may die or be ended at its limits. `stop` ends them, whatever they are at."""

    def __init__(self, count: int, options: Options) -> None:
        self._count, self._options = count, options
        self._context = _context()
        self._staff: list[_Worker] = []
        self._waiting: deque[tuple[Callable[[Any], Any], Any]] = deque()
        self._stillborn = 0

    @property
    def busy(self) -> int:
        """How many jobs have been given and not taken back."""
        return len(self._waiting) + sum(worker.job is not None for worker in self._staff)

    @property
    def room(self) -> int:
        """How many more jobs it is worth to give now."""
        return _WAITING_A_WORKER * self._count - self.busy

    def give(self, work: Callable[[Any], Any], job: Any) -> None:  # noqa: ANN401 - any job
        """Gives a job to a worker that is free, else keeps it until one is."""
        self._waiting.append((work, job))

    def take(self) -> list[tuple[Any, Any]]:
        """Waits until jobs have ended; each with its result, or the `Failure` that says why there is none.

        Raises:
            StoreError: when no worker can be started; and whatever a job itself raises.
        """
        ended: list[tuple[Any, Any]] = []
        while self.busy and not ended:
            self._share_out()
            signs = [sign for w in self._staff for sign in (w.pipe, w.process.sentinel)]
            seen = multiprocessing.connection.wait(signs, self._patience())
            for worker in tuple(self._staff):
                if worker.pipe in seen:
                    ended += self._heard(worker)
                elif worker.process.sentinel in seen:
                    ended += self._died(worker)
                else:
                    ended += self._late(worker)
        self._share_out()  # nobody idles while the caller looks at what has ended
        return ended

    def stop(self) -> None:
        """Ends all workers, also those that read."""
        for worker in self._staff:
            worker.process.kill()
        while self._staff:
            self._end(self._staff[-1])

    def _share_out(self) -> None:
        while len(self._staff) < min(self._count, self.busy):
            self._hire()
        for worker in tuple(self._staff):
            if self._waiting and worker.began and worker.job is None:
                job = self._waiting.popleft()
                try:
                    worker.pipe.send_bytes(pickle.dumps(job))
                except OSError:  # it has died idle, as will be heard
                    self._waiting.appendleft(job)
                else:
                    worker.job, worker.since = job, time.monotonic()

    def _hire(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._options.memory), daemon=True)
        try:
            process.start()
        except (OSError, EOFError) as error:
            ours.close()
            self._no_worker(error)
        else:
            self._staff.append(_Worker(process, ours, time.monotonic()))
        finally:
            theirs.close()

    def _no_worker(self, error: Exception | None = None) -> None:
        self._stillborn += 1
        if self._stillborn >= _STILLBORN:
            raise StoreError(
                "No worker process can be started. Check that the machine has memory and processes left (free, "
                "ulimit -u), and try --jobs 1."
            ) from error
        time.sleep(_PAUSE * self._stillborn)

    def _limit(self, worker: _Worker) -> float:
        return self._options.timeout if worker.began else _START_SECONDS

    def _patience(self) -> float | None:
        """Seconds until the first worker is late; None where none is at work."""
        now = time.monotonic()
        left = [w.since + self._limit(w) - now for w in self._staff if w.job or not w.began]
        return max(0.0, min(left)) if left else None

    def _heard(self, worker: _Worker) -> list[tuple[Any, Any]]:
        try:
            answer = pickle.loads(worker.pipe.recv_bytes())
        except (EOFError, OSError):
            return self._died(worker)
        if answer is None:
            worker.began, self._stillborn = True, 0
            return []
        (good, value), (_, job) = answer, worker.job or (None, None)
        worker.job = None
        worker.done += 1
        if worker.done >= _JOBS_A_WORKER:
            self._end(worker)
        if not good:
            raise value
        return [(job, value)]

    def _died(self, worker: _Worker) -> list[tuple[Any, Any]]:
        worker.process.join(_END_SECONDS)
        exitcode = worker.process.exitcode
        self._end(worker)
        if worker.job is not None:
            return [(worker.job[1], _expired(exitcode, self._options))]
        if not worker.began:
            self._no_worker()
        return []

    def _late(self, worker: _Worker) -> list[tuple[Any, Any]]:
        """Ends a worker that is past its limit."""
        if (worker.job is None and worker.began) or time.monotonic() < worker.since + self._limit(worker):
            return []
        self._end(worker)
        if worker.job is None:
            self._no_worker()
            return []
        message = f"It took longer than {self._options.timeout:g} seconds. Allow more with --timeout SECONDS."
        return [(worker.job[1], Failure("worker", "timeout", message))]

    def _end(self, worker: _Worker) -> None:
        self._staff.remove(worker)
        worker.process.kill()
        worker.process.join(_END_SECONDS)
        worker.pipe.close()


def run_all(
    work: Callable[[Job], Done], jobs: Iterable[Job], options: Options
) -> Generator[tuple[Job, Done | Failure]]:
    """Does every job in a worker; yields each as it ends, with its result or why there is none.

    Closing the generator stops the workers.

    Raises:
        StoreError: when a result cannot be written, or no worker can be started.
    """
    waiting = iter(jobs)
    workers = Workers(options.jobs, options)
    try:
        while True:
            for job in itertools.islice(waiting, workers.room):
                workers.give(work, job)
            if not workers.busy:
                return
            yield from workers.take()
    finally:
        workers.stop()


def _expired(exitcode: int | None, options: Options) -> Failure:
    if exitcode == OUT_OF_MEMORY:
        limit = options.memory / GIGABYTE
        return Failure("worker", "out-of-memory", f"It needs more than {limit:.1f} GB of memory.")
    try:
        reason = signal.Signals(-(exitcode or 0)).name
    except ValueError:
        reason = f"exit status {exitcode}"
    return Failure(
        "worker",
        "crashed",
        f"The process that read it ended ({reason}). The file may be damaged; other files are not affected.",
    )


def _context() -> _Context | multiprocessing.context.SpawnContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = _Context()
    context.set_forkserver_preload(_PRELOAD)
    return context


_launching = threading.Lock()


class _Process(multiprocessing.context.ForkServerProcess):
    """A worker that does not load the caller's main program again: a script without the
    `if __name__ == "__main__"` guard would otherwise run a second time in each."""

    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Popen:
        with _launching:
            main = sys.modules["__main__"]
            sys.modules["__main__"] = types.ModuleType("__main__")
            try:
                return Popen(process_obj)
            finally:
                sys.modules["__main__"] = main


class _Context(multiprocessing.context.ForkServerContext):
    Process: ClassVar[type[_Process]] = _Process
