"""Work for workers, good and bad. It runs in another process, so it stands in a module of its own."""

from __future__ import annotations

import ctypes
import os
import signal
import time

from ziping.pipeline.errors import StoreError


def do(job: str) -> str:
    match job:
        case "hang":
            time.sleep(600)
        case "crash":
            ctypes.string_at(0)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(3)
        case "hog":
            hoard = []
            while True:
                hoard.append(bytearray(16 * 1024 * 1024))
        case "disk full":
            raise StoreError("The disk is full.")
        case "main":
            import sys

            return str(getattr(sys.modules["__main__"], "__file__", None))
    return job.upper()


def nap(job: int) -> int:
    time.sleep(0.3)
    return job


def read_hanging(job):
    """`ziping.pipeline.execution.job.read_one`, but for a document named so."""
    from ziping.pipeline.execution.job import read_one

    if "hang" in job.source.path:
        time.sleep(600)
    if "crash" in job.source.path:
        ctypes.string_at(0)
    return read_one(job)


def die_often(job: int) -> int:
    """Dies at once of every third job."""
    if job % 3 == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return job


def own_id(job: int) -> int:
    return os.getpid()


def unspeakable(job: str) -> object:
    """Gives or raises what cannot be sent to another process."""
    unsendable = type("Unsendable", (Exception,), {})
    if job == "raise":
        raise unsendable("of a class that nobody knows")
    return unsendable()


def stillborn(*_: object) -> None:
    """In the place of `ziping.pipeline.execution.worker_process.serve`: a worker that ends before it has begun."""
    os._exit(1)


def objects_until_cycles_are_searched(job: int) -> int:
    import gc

    return gc.get_threshold()[0] if gc.get_freeze_count() else 0
