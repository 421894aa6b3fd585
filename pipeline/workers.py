"""Documents are read in processes that may die: of a crash, a hang, or too much memory.

Workers come from a fork server: a process that has loaded the program and has no threads. They start in
milliseconds, and inherit neither locks nor threads of the caller (a notebook, a test runner).
"""

from __future__ import annotations

import concurrent.futures
import itertools
import multiprocessing.context
import os
import signal
import sys
import threading
import time
import types
from collections.abc import Callable, Generator, Iterable
from multiprocessing.popen_forkserver import Popen
from multiprocessing.process import BaseProcess
from typing import ClassVar, TypeVar

from pebble import ProcessExpired, ProcessPool

from pipeline.errors import StoreError
from pipeline.lean import hide_pandas
from pipeline.options import GIGABYTE, Options
from pipeline.result import Failure

Job = TypeVar("Job")
Done = TypeVar("Done")

_PRELOAD = [
    "pipeline.run",
    "parsers.report",
    "pipeline.checks",
]  # parsers load themselves only when they are first used
_JOBS_A_WORKER = 500  # then it is replaced: native libraries leak a little
_WAITING_A_WORKER = 2  # jobs handed out ahead, so that no worker waits for the next
_OUT_OF_MEMORY = 77  # exit status of a worker that stopped itself
_WATCH_SECONDS = 0.05
_PR_SET_PDEATHSIG = 1  # of linux/prctl.h
_BEYOND = 2 * GIGABYTE  # address space above the limit that is reserved and never filled (allocators, stacks)


class Workers:
    """Processes that do jobs, each of which may die or be ended at its limits. `stop` ends them, whatever they are at."""

    def __init__(self, count: int, options: Options) -> None:
        self._options = options
        self._pool = ProcessPool(
            max_workers=count,
            max_tasks=_JOBS_A_WORKER,
            initializer=_begin,
            initargs=(options.memory,),
            context=_context(),
        )

    def begin(self, work: Callable[[Job], Done], job: Job) -> concurrent.futures.Future[Done]:
        future: concurrent.futures.Future[Done] = self._pool.schedule(work, args=(job,), timeout=self._options.timeout)
        return future

    def outcome(self, future: concurrent.futures.Future[Done]) -> Done | Failure:
        """The result of a job, waited for, or why there is none.

        Raises:
            StoreError: when no worker can be started; and whatever the job itself raises.
        """
        try:
            return future.result()
        except TimeoutError:
            return Failure(
                "worker",
                "timeout",
                f"It took longer than {self._options.timeout:g} seconds. Allow more with --timeout SECONDS.",
            )
        except ProcessExpired as error:
            return _expired(error.exitcode, self._options)
        except concurrent.futures.process.BrokenProcessPool as error:
            raise StoreError(
                "No worker process can be started. Check that the machine has memory and processes left (free, "
                "ulimit -u), and try --jobs 1."
            ) from error

    def stop(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def run_all(
    work: Callable[[Job], Done], jobs: Iterable[Job], options: Options
) -> Generator[tuple[Job, Done | Failure]]:
    """Does every job in a worker; yields each as it ends, with its result or why there is none.

    Closing the generator stops the workers.

    Raises:
        StoreError: when a result cannot be written, or no worker can be started.
    """
    source = iter(jobs)
    first = list(itertools.islice(source, options.jobs))
    if not first:
        return
    workers = Workers(len(first), options)
    pending: dict[concurrent.futures.Future[Done], Job] = {}
    waiting = itertools.chain(first, source)
    try:
        while True:
            for job in itertools.islice(waiting, _WAITING_A_WORKER * options.jobs - len(pending)):
                pending[workers.begin(work, job)] = job
            if not pending:
                break
            done, _ = concurrent.futures.wait(pending, return_when=concurrent.futures.FIRST_COMPLETED)
            for future in done:
                job = pending.pop(future)
                outcome: Done | Failure = workers.outcome(future)
                yield job, outcome
    finally:
        workers.stop()


def _expired(exitcode: int | None, options: Options) -> Failure:
    if exitcode == _OUT_OF_MEMORY:
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


def _begin(limit: int) -> None:
    """Runs in every worker before its first job: past so many bytes of memory it ends itself."""
    _end_with_parent()
    hide_pandas()
    _limit_memory(limit)


def _end_with_parent() -> None:
    """A worker does not outlive a run that was killed, not even one that hangs: the fork server ends with the
    run, and its children with it. Only Linux knows how; elsewhere a worker ends after its document."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)


def _limit_memory(limit: int) -> None:
    """Past the limit a worker ends itself, before the machine begins to swap or to kill."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (limit + _BEYOND, limit + _BEYOND))
    except (ImportError, ValueError, OSError):  # no such limit here: the watch below has to do
        pass
    threading.Thread(target=_watch_memory, args=(limit,), daemon=True).start()


def _watch_memory(limit: int) -> None:
    page = os.sysconf("SC_PAGE_SIZE")
    try:
        with open("/proc/self/statm", "rb", buffering=0) as statm:  # noqa: PTH123 - unbuffered, read again and again
            while True:
                statm.seek(0)
                if int(statm.read().split()[1]) * page > limit:
                    os._exit(_OUT_OF_MEMORY)
                time.sleep(_WATCH_SECONDS)
    except FileNotFoundError:  # only Linux has it
        return


def _context() -> multiprocessing.context.BaseContext:
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
