"""Which files are meant, and what they are called in the dataset.

A PATH is a file, a folder (searched to any depth for `*.pdf`) or a glob, on this machine or at an address
(`ziping.pipeline.inputs.remote`). Whatever cannot be an input —
a name that does not exist, a pipe, a folder without PDFs — becomes an `Unusable`, not an exception:
one slip costs no other file its result.
"""

from __future__ import annotations

import errno
import glob
import hashlib
import io
import os
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ziping.pipeline.errors import UsageError
from ziping.pipeline.inputs.types import SUFFIX, Input, Unusable
from ziping.pipeline.inputs.url import (
    Url,
    asking,
    file_system,
    place,
)
from ziping.schemas.document import Source

_SETTLED = (
    2_000_000_000  # ns: a file that was changed this moment may be changed again with no other time to show for it
)


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that the PATHs of one call mean, in order of path.

    Names in the dataset are relative to the deepest folder that holds all of them (of addresses: to one of their own).
    """

    files: tuple[Input, ...]
    unusable: tuple[Unusable, ...]


def find_inputs(paths: Iterable[str | Path]) -> Inputs:
    """Files, folders and globs → the files to read.

    Raises:
        UsageError: when nothing is named, nothing that is named holds a PDF, or nothing that is installed opens an
            address.
    """
    places = [place(p) for p in paths]
    urls = [p for p in places if isinstance(p, Url)]
    named = [Path(os.path.abspath(p)) for pattern in places if isinstance(pattern, Path) for p in _expand(pattern)]  # noqa: PTH100 - resolves no links
    if not named and not urls:
        raise UsageError("no input: name PDF files, folders that hold them, or globs.")
    files: dict[Path | Url, Input] = {}
    unusable: dict[Path | Url, Unusable] = {}
    for found in [*_local(named), *_remote(urls)]:
        if isinstance(found, Input):
            files[found.location] = found
        else:
            unusable[found.location] = found
    if not files:
        raise UsageError(_nothing(unusable.values()))
    return Inputs(
        tuple(sorted(files.values(), key=lambda f: f.path)),
        tuple(sorted(unusable.values(), key=lambda f: f.path)),
    )


def _local(named: list[Path]) -> Iterator[Input | Unusable]:
    root = _common_folder(named) if named else Path()
    now = time.time_ns()
    for path in named:
        for found in _files_of(path):
            name = _name(found, root)
            try:
                about = found.stat()
                reason = _reason_against(found, about.st_mode)
            except FileNotFoundError:
                reason = "not-found", _absent(found)
            except OSError as error:
                reason = (
                    "unreadable",
                    f"It cannot be looked at ({error.strerror}). Check the permissions of its folder.",
                )
            if reason is None:
                yield Input(found, name, about.st_size, _stamp(about, now))
            else:
                yield Unusable(found, name, *reason)


def _remote(urls: list[Url]) -> Iterable[Input | Unusable]:
    if not urls:
        return ()
    from ziping.pipeline.inputs.remote import find

    return find(urls)


def _stamp(about: os.stat_result, now: int) -> str | None:
    """The time of the last change of state is the one that nobody can set."""
    if about.st_ctime_ns > now - _SETTLED:
        return None
    return f"{about.st_size}-{about.st_mtime_ns}-{about.st_ctime_ns}-{about.st_dev}-{about.st_ino}"


def read_source(item: Input) -> Source:
    """The file's identity: size and SHA-256 of its bytes, read in pieces.

    Raises:
        OSError: when it cannot be read (permissions, gone meanwhile, or a pipe has taken its place).
    """
    with asking(item.location), _opened(item.location) as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Source(item.path, digest, file.tell())


def _opened(location: Path | Url) -> io.BufferedIOBase:
    if isinstance(location, Url):
        fs, path = file_system(location)
        remote: io.BufferedIOBase = fs.open(path, "rb")
        return remote
    file = open(location, "rb", opener=_without_waiting)  # noqa: SIM115 - the caller closes it
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "no ordinary file any more")
    return file


def _without_waiting(path: str, flags: int) -> int:
    """Opens a file; a pipe without a writer, which would never open, is opened as well."""
    return os.open(path, flags | os.O_NONBLOCK)


def _expand(pattern: Path) -> list[str]:
    text = str(pattern)
    if glob.has_magic(text) and not os.path.lexists(text):
        return sorted(glob.glob(text, recursive=True)) or [text]  # noqa: PTH207 - Path.glob takes no absolute pattern
    return [text]


def _common_folder(named: list[Path]) -> Path:
    return Path(os.path.commonpath([p if p.is_dir() else p.parent for p in named]))


def _name(path: Path, root: Path) -> str:
    relative = path.relative_to(root).as_posix()
    return os.fsencode(relative).decode("utf-8", "replace")  # a name on disk need not be UTF-8; a column must


def _files_of(path: Path) -> Iterator[Path]:
    """The path itself, or what a folder holds: names ending in .pdf, hidden ones left out.

    A link to a file is followed; a link to a folder is not entered, so that no circle is walked.
    """
    if not path.is_dir():
        yield path
        return
    found = False
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            if file.lower().endswith(SUFFIX) and not file.startswith("."):
                found = True
                yield Path(folder, file)
    if not found:
        yield path


def _reason_against(path: Path, mode: int) -> tuple[str, str] | None:
    """Why the path cannot be read as a file: stable code and message; None where it can."""
    reason = None
    if stat.S_ISDIR(mode):
        reason = "no-pdf", "The folder holds no file whose name ends in .pdf. Name the folder that does."
    elif not stat.S_ISREG(mode):
        reason = "not-a-file", "It is no ordinary file (a pipe, socket or device). Save its contents to a file first."
    elif not os.access(path, os.R_OK):
        reason = "unreadable", "No permission to read it. Change its permissions (chmod +r) and run again."
    return reason


def _absent(path: Path) -> str:
    if path.is_symlink():
        return "The link points to a file that does not exist. Restore the file or remove the link."
    if glob.has_magic(path.name):
        return "No file matches the pattern. Check it, and quote it if the shell must not expand it."
    return "There is no such file or folder. Check the spelling."


def _nothing(unusable: Iterable[Unusable]) -> str:
    lines = [f"{u.location}: {u.message}" for u in unusable]
    return "\n".join(["no input: none of the paths given holds a PDF file that can be read.", *lines])
