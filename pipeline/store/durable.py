"""Writing that survives a crash: whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ziping.pipeline.errors import StoreError

_REMEDIES = {
    errno.EACCES: "No permission to write there. Change the permissions, or choose another folder with --out.",
    errno.EPERM: "No permission to write there. Change the permissions, or choose another folder with --out.",
    errno.EROFS: "The file system is read-only. Choose another folder with --out.",
    errno.ENOSPC: "The disk is full. Make room and run again: what is done so far is kept.",
    errno.EDQUOT: "Your disk quota is used up. Make room and run again: what is done so far is kept.",
    errno.ENOTDIR: "A part of that path is a file, not a folder. Choose another folder with --out.",
    errno.EEXIST: "It is a file, not a folder. Choose another folder with --out.",
}


@contextmanager
def telling(path: object) -> Iterator[None]:
    """Turns what the system says about writing to `path` into a `StoreError` with a remedy."""
    try:
        yield
    except OSError as error:
        kind = "folder" if isinstance(path, Path) else "address, the credentials and the network"
        remedy = _REMEDIES.get(error.errno or 0, f"Check the {kind}, or choose another place with --out.")
        reason = error.strerror or str(error)
        raise StoreError(f"The dataset cannot be written: {error.filename or path}: {reason}. {remedy}") from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new file beside `path` to write to; it takes the place of `path` when the block ends, on disk for good."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        sync(temporary)
        temporary.replace(path)
        sync(path.parent)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def make_folder(path: Path) -> None:
    """Makes a folder and those around it where they are not there yet; their names are on disk when it returns."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    path.mkdir(parents=True, exist_ok=True)
    for folder in reversed(missing):
        sync(folder.parent)


def sync(path: Path) -> None:
    """Waits until a file's contents, or a folder's names, are on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
