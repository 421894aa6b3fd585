"""One run at a time writes a dataset."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ziping.pipeline.errors import StoreError
from ziping.pipeline.inputs.url import file_system
from ziping.pipeline.store.durable import make_folder, telling
from ziping.pipeline.store.folder import (
    Facts,
    Folder,
    LocalFolder,
    ObjectFolder,
)

LOCK = "lock"
RENEWED = 20.0  # seconds between two signs of life of a run that writes to an object store
LEASE = 180.0  # without a sign of life for so many seconds it is taken for dead
_PROBE = "clock"  # an object written to learn the time of the store: clocks of machines differ


class Lock:
    """Held. `check` says whether it still is."""

    def check(self) -> None:
        """Raises:
        StoreError: when another run has taken it over.
        """


@contextmanager
def locked(folder: Folder) -> Iterator[Lock]:
    """Holds the lock of a dataset, a file in that folder.

    On a file system the system lets go of it when the process ends, however it ends. An object store knows nothing of
    processes: there the lock is an object that only one can create, and that its run signs every some seconds.

    Raises:
        StoreError: when another run holds it.
    """
    if isinstance(folder, LocalFolder):
        with _flocked(folder.place / LOCK):
            yield Lock()
    else:
        assert isinstance(folder, ObjectFolder)
        lease = Lease(folder)
        with telling(folder.place):
            lease.take()
        try:
            yield lease
        finally:
            lease.release()


@contextmanager
def _flocked(path: Path) -> Iterator[None]:
    with telling(path):
        make_folder(path.parent)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            who = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
            raise _taken(f"process {who}", path.parent.parent) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)


def _taken(who: str, where: object) -> StoreError:
    return StoreError(
        f"Another run ({who}) is writing {where}. Wait until it has ended, or choose another folder with --out."
    )


class Lease(Lock):
    """The lock of a dataset in an object store.

    It is created with a conditional `PUT`, so of two runs that begin at once one gets it (S3, MinIO, Google; a store that
    ignores the condition gives it to the later one, and the other notices before it publishes). A run that was killed
    leaves it behind: on the same machine the next one sees that the process is gone; elsewhere it takes it over
    when there was no sign of life for `LEASE` seconds. A run that was only asleep so long, and wakes, finds
    in `check` that the lock is not its own any more.
    """

    def __init__(self, folder: ObjectFolder) -> None:
        self._folder = folder
        self._token = uuid.uuid4().hex
        self._ended = threading.Event()

    def take(self) -> None:
        """Raises:
        StoreError: when another run holds it.
        OSError: when the store cannot be asked.
        """
        if not self._create():
            holder = self._holder()
            if holder and self._is_alive(holder):
                place = str(self._folder.place).rpartition("/")[0]
                raise _taken(f"process {holder.get('process')} on {holder.get('machine')}", place)
            self._folder.remove(LOCK)
            if not self._create():
                raise _taken("begun this moment", self._folder.place)
        threading.Thread(target=self._renew, daemon=True).start()

    def check(self) -> None:
        """Makes sure that the lock is still this run's.

        Raises:
            StoreError: when another run has taken it.
        """
        if self._holder().get("token") != self._token:
            raise StoreError(
                f"{self._folder.place}/{LOCK} belongs to another run by now: this one gave no sign of life for {LEASE:.0f} "
                "seconds. What it has read is kept; run again when the other one has ended."
            )

    def release(self) -> None:
        """Lets go of it, if it is still held."""
        self._ended.set()
        with suppress(OSError):
            if self._holder().get("token") == self._token:
                self._folder.remove(LOCK)

    def _create(self) -> bool:
        fs, path = file_system(self._folder.place)
        try:
            fs.pipe_file(f"{path}/{LOCK}", self._text(), mode="create")
        except FileExistsError:
            return False
        except OSError as error:
            if "PreconditionFailed" in str(error) or "pre-conditions" in str(error):
                return False
            raise
        return True

    def _text(self) -> bytes:
        about = {"token": self._token, "machine": _machine(), "process": os.getpid()}
        return json.dumps(about).encode()

    def _holder(self) -> dict[str, object]:
        try:
            with self._folder.read(LOCK) as file:
                about = json.loads(file.read())
        except (FileNotFoundError, ValueError):
            return {}
        return about if isinstance(about, dict) else {}

    def _is_alive(self, holder: dict[str, object]) -> bool:
        if holder.get("machine") == _machine():
            try:
                os.kill(int(str(holder.get("process"))), 0)
            except ProcessLookupError:
                return False
            except (ValueError, OSError):
                pass
        self._folder.write(_PROBE, b"")
        self._folder.look_again()
        now, then = self._folder.facts(_PROBE), self._folder.facts(LOCK)
        self._folder.remove(_PROBE)
        return _seconds_between(then, now) < LEASE

    def _renew(self) -> None:
        while not self._ended.wait(RENEWED):
            with suppress(OSError, StoreError):
                self.check()
                self._folder.write(LOCK, self._text())


def _machine() -> str:
    """Name and network address of this machine: of two that are called `localhost` neither knows the other's processes."""
    return f"{socket.gethostname()} ({uuid.getnode():012x})"


def _seconds_between(then: Facts | None, now: Facts | None) -> float:
    return (now.written_at - then.written_at) / 1e9 if then and now else float("inf")
