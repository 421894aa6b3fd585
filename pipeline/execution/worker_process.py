"""What runs in a worker process: one job after the other, within limits, as long as somebody asks."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from multiprocessing.connection import Connection

from ziping.pipeline.options import GIGABYTE
from ziping.pipeline.without_pandas import skip_pandas

OUT_OF_MEMORY = 77  # exit status of a worker that stopped itself
_WATCH_SECONDS = 0.05
_SELDOM = (
    50_000,
    20,
    100,
)  # new objects, and searches among young ones, until cycles are searched: a tenth of the time less
_PR_SET_PDEATHSIG = 1  # of linux/prctl.h
_BEYOND = 2 * GIGABYTE  # address space above the limit that is reserved and never filled (allocators, stacks)


def serve(pipe: Connection, memory: int) -> None:
    """Says that it is there, then answers every job with `(True, result)` or `(False, exception)`.

    Args:
        pipe: Brings pickled pairs of a function and its argument; its end is that of the worker.
        memory: Bytes; past them the worker ends itself.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run, which ends its workers
    _end_with_parent()
    skip_pandas()
    _search_cycles_seldom()
    _limit_memory(memory)
    try:
        pipe.send_bytes(pickle.dumps(None))
        while True:
            pipe.send_bytes(_answer(pipe.recv_bytes()))
    except (EOFError, OSError):  # the run is over
        return


def _answer(asked: bytes) -> bytes:
    try:
        work, job = pickle.loads(asked)
        return pickle.dumps((True, work(job)))
    except BaseException as error:
        error.add_note(traceback.format_exc())  # where it was raised, for the log of a defect: the frames stay here
        try:
            return pickle.dumps((False, error if isinstance(error, Exception) else RuntimeError(repr(error))))
        except Exception:  # what cannot be pickled may raise anything
            return pickle.dumps((False, RuntimeError(traceback.format_exc())))


def _search_cycles_seldom() -> None:
    """What a document is made of holds no circles, and is millions of objects: Python would look through all of them again
    and again. What the program itself consists of is left out for good."""
    gc.freeze()
    gc.set_threshold(*_SELDOM)


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
                    os._exit(OUT_OF_MEMORY)
                time.sleep(_WATCH_SECONDS)
    except FileNotFoundError:  # only Linux has it
        return
