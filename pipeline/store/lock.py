"""One run at a time writes a dataset."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.store.durable import telling


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock file; the system lets go of it when the process ends, however it ends.

    Raises:
        StoreError: when another run holds it.
    """
    with telling(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            who = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
            raise StoreError(
                f"Another run (process {who}) is writing {path.parent.parent}. Wait until it has ended, "
                "or choose another folder with --out."
            ) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)
