"""Which files are meant, and what they are called in the dataset.

A PATH is a file, a folder (searched to any depth) or a glob, on this machine or at an address
(`ziping.pipeline.inputs.remote`). Archives are taken apart (`ziping.pipeline.inputs.sorting`). Whatever cannot be an input —
a name that does not exist, a pipe, a folder without reports, a kind of file that is not read — becomes an `Unusable`,
not an exception: one slip costs no other file its result. Every file that is found is exactly one of the three: input,
unusable, or other.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import hashlib
import io
import os
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ziping.pipeline.errors import UsageError
from ziping.pipeline.inputs.remote import FetchError, at_hand
from ziping.pipeline.inputs.sorting import may_hold, sort_out
from ziping.pipeline.inputs.types import (
    Input,
    Inside,
    Location,
    Other,
    Unusable,
)
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


# Why there is nothing to read at a PATH at all: without anything else such a call is a slip.
_NO_REPORT = "no-pdf", "The folder holds no report: no PDF, Word or Excel file, web page, picture or archive."
_NO_FILE = frozenset({"no-pdf", "not-found", "not-a-file", "unreadable"})


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that the PATHs of one call mean, in order of path.

    Names in the dataset are relative to the deepest folder that holds all of them (of addresses: to one of their own).

    Attributes:
        other: What was found besides and could hold no report.
    """

    files: tuple[Input, ...]
    unusable: tuple[Unusable, ...]
    other: tuple[Other, ...] = ()


def find_inputs(paths: Iterable[str | Path], scratch: Path | None = None) -> Inputs:
    """Files, folders and globs → the files to read.

    Args:
        scratch: A folder in which the members of archives may lie for as long as they are read. Without one each is
            taken out again when it is read.

    Raises:
        UsageError: when nothing is named, nothing that is named could hold a report, or nothing that is installed opens an
            address.
    """
    places = [place(p) for p in paths]
    urls = [p for p in places if isinstance(p, Url)]
    named = [Path(os.path.abspath(p)) for pattern in places if isinstance(pattern, Path) for p in _expand(pattern)]  # noqa: PTH100 - resolves no links
    if not named and not urls:
        raise UsageError("no input: name report files, folders that hold them, or globs.")
    found: dict[Location, Input | Unusable | Other] = {f.location: f for f in [*_local(named), *_remote(urls)]}
    with contextlib.ExitStack() as stack:
        if scratch is None:
            scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ziping-")))
        sorted_out = [one for f in found.values() for one in sort_out(f, scratch)]
    every = sorted(sorted_out, key=lambda f: f.path)
    inputs = Inputs(
        tuple(f for f in every if isinstance(f, Input)),
        tuple(f for f in every if isinstance(f, Unusable)),
        tuple(f for f in every if isinstance(f, Other)),
    )
    if not inputs.files and all(f.error in _NO_FILE for f in inputs.unusable):
        raise UsageError(_nothing(inputs.unusable))
    return inputs


def _local(named: list[Path]) -> Iterator[Input | Unusable | Other]:
    root = _common_folder(named) if named else Path()
    now = time.time_ns()
    for path in named:
        any_input = False
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
            if reason is not None:
                yield Unusable(found, name, *reason)
            elif found == path or may_hold(found):
                any_input = True
                yield Input(found, name, about.st_size, _stamp(about, now))
            else:
                yield Other(found, name)
        if path.is_dir() and not any_input:
            yield Unusable(path, _name(path, root), *_NO_REPORT)


def _remote(urls: list[Url]) -> Iterable[Input | Unusable | Other]:
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
    if isinstance(item.location, Inside):
        return _read_inside(item, item.location)
    with asking(item.location), _opened(item.location) as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Source(item.path, digest, file.tell())


def _read_inside(item: Input, location: Inside) -> Source:
    try:
        with tempfile.TemporaryDirectory(prefix="ziping-") as scratch, at_hand(location, Path(scratch)) as copy:
            return read_source(replace(item, location=copy))
    except FetchError as error:
        raise OSError(errno.EIO, str(error)) from error


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
    """The path itself, or what a folder holds, hidden files and those that open documents leave (~$) left out.

    A link to a file is followed; a link to a folder is not entered, so that no circle is walked.
    """
    if not path.is_dir():
        yield path
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            if not file.startswith((".", "~$")):
                yield Path(folder, file)


def _reason_against(path: Path, mode: int) -> tuple[str, str] | None:
    """Why the path cannot be read as a file: stable code and message; None where it can."""
    reason = None
    if not stat.S_ISREG(mode):
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
    reasons = "".join(f"\n{u.location}: {u.message}" for u in unusable)
    return f"no input: none of the paths given holds a report that can be read.{reasons}"
