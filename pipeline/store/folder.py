"""The folder that the store writes to, on this machine or in an object store: a file is put whole or not at all.

On a file system a file takes the place of the old one under its name (`rename`) and is on disk for good before the next
step (`fsync`). An object store has one step for that: a `PUT` shows nothing before it is complete, and what was answered
is kept. Only such stores are taken; elsewhere (FTP, HTTP, the memory of one process) a reader would see half a file.
"""

from __future__ import annotations

import datetime
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pyarrow as pa

from ziping.pipeline.errors import UsageError
from ziping.pipeline.inputs.url import Url, asking, file_system
from ziping.pipeline.store.durable import make_folder, replacing, sync

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

WHOLE = ("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az")  # object stores whose PUT shows nothing or all
_AT_A_TIME = 64  # objects fetched together


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a file: bytes, and when it was written (ns, by the clock of where it lies)."""

    size: int
    written_at: int


class Folder(Protocol):
    """Names are relative to it, `/`-separated. Whatever goes wrong is an `OSError`."""

    @property
    def place(self) -> Path | Url:
        """Where it is: a folder of this machine, or an address."""

    def under(self, name: str) -> Folder:
        """The folder of that name in it."""

    def make(self) -> None:
        """Makes it, with those it lies in; nothing where it is there."""

    def read(self, name: str) -> pa.NativeFile:
        """A file, opened to be read from any place in it."""

    def read_all(self, names: Iterable[str]) -> Iterator[tuple[str, pa.NativeFile]]:
        """The same for several, in any order, with their names."""

    def write(self, name: str, content: bytes | pa.Buffer) -> None:
        """Puts a file in its place at once: readers see the old one or the new one, whole."""

    def take(self, name: str, file: Path) -> None:
        """Puts a file of `staging` in its place at once."""

    def staging(self, name: str) -> AbstractContextManager[Path]:
        """A folder of this machine to write files in before they are taken."""

    def facts(self, name: str) -> Facts | None:
        """What is known of a file; None where there is none."""

    def names(self, suffix: str = "") -> list[str]:
        """The files in it and in its folders (`part/a.parquet`) that end in `suffix`, sorted."""

    def remove(self, name: str) -> None:
        """Takes a file away; nothing where it is gone."""

    def look_again(self) -> None:
        """Forgets what was found here: others have written since."""

    def parquet(self, name: str) -> tuple[str, Any]:
        """A path and a file system for `pyarrow`; None is this machine's."""


def folder_at(place: Path | Url) -> Folder:
    """The folder at a place.

    Raises:
        UsageError: when it is none that can be written to safely, or nothing that is installed speaks its protocol.
    """
    if isinstance(place, Path):
        return LocalFolder(place)
    if place.scheme not in WHOLE:
        raise UsageError(
            f"{place}: a dataset cannot be written there, since readers would see half a file. Give a folder, or an "
            f"address of an object store ({', '.join(f'{s}://' for s in WHOLE)})."
        )
    file_system(place)
    return ObjectFolder(place)


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """A folder of this machine's file systems."""

    place: Path

    def under(self, name: str) -> LocalFolder:
        return LocalFolder(self.place / name)

    def make(self) -> None:
        make_folder(self.place)

    def read(self, name: str) -> pa.NativeFile:
        return pa.OSFile(str(self.place / name))

    def read_all(self, names: Iterable[str]) -> Iterator[tuple[str, pa.NativeFile]]:
        return ((name, self.read(name)) for name in names)

    def write(self, name: str, content: bytes | pa.Buffer) -> None:
        path = self.place / name
        make_folder(path.parent)
        with replacing(path) as temporary:
            temporary.write_bytes(content)

    def take(self, name: str, file: Path) -> None:
        """Puts a file of `staging`, which is on disk already, in its place."""
        path = self.place / name
        make_folder(path.parent)
        file.replace(path)
        sync(path.parent)

    @contextmanager
    def staging(self, name: str) -> Iterator[Path]:
        """A folder of that name to write files in before they are taken: on the same file system."""
        path = self.place / name
        path.mkdir(parents=True, exist_ok=True)
        try:
            yield path
        finally:
            for file in path.iterdir():
                file.unlink(missing_ok=True)
            with suppress(OSError):
                path.rmdir()

    def facts(self, name: str) -> Facts | None:
        try:
            found = (self.place / name).stat()
        except OSError:
            return None
        return Facts(found.st_size, found.st_mtime_ns)

    def names(self, suffix: str = "") -> list[str]:
        """The files in it and in the folders in it."""
        found = []
        for entry in _entries(self.place):
            if entry.is_dir():
                found += [f"{entry.name}/{e.name}" for e in _entries(entry) if e.name.endswith(suffix)]
            elif entry.name.endswith(suffix):
                found.append(entry.name)
        return sorted(found)

    def remove(self, name: str) -> None:
        (self.place / name).unlink(missing_ok=True)

    def look_again(self) -> None:
        """Nothing is remembered: the file system is asked each time."""

    def parquet(self, name: str) -> tuple[str, Any]:
        return str(self.place / name), None


@dataclass(slots=True)
class ObjectFolder:
    """A prefix of an object store. What lies there is listed once, since every question costs a round trip: only the
    run that holds the lock writes. `look_again` forgets the list, after workers have written."""

    place: Url
    _listed: dict[str, Facts] | None = field(default=None, compare=False)

    def __reduce__(self) -> tuple[type[ObjectFolder], tuple[Url]]:
        return ObjectFolder, (self.place,)  # workers look for themselves

    def under(self, name: str) -> ObjectFolder:
        return ObjectFolder(self.place / name)

    def make(self) -> None:
        """Object stores have no folders."""

    def read(self, name: str) -> pa.NativeFile:
        with self._asking() as (fs, path):
            return pa.BufferReader(fs.cat_file(f"{path}/{name}"))

    def read_all(self, names: Iterable[str]) -> Iterator[tuple[str, pa.NativeFile]]:
        for some in _batches(list(names)):
            with self._asking() as (fs, path):
                found = fs.cat([f"{path}/{name}" for name in some])
            for name in some:
                yield name, pa.BufferReader(found[f"{path}/{name}"])

    def write(self, name: str, content: bytes | pa.Buffer) -> None:
        with self._asking() as (fs, path):
            fs.pipe_file(f"{path}/{name}", bytes(content))
        self._wrote(name, len(content))

    def take(self, name: str, file: Path) -> None:
        with self._asking() as (fs, path):
            fs.put_file(str(file), f"{path}/{name}")
        self._wrote(name, file.stat().st_size)
        file.unlink()

    @contextmanager
    def staging(self, name: str) -> Iterator[Path]:
        """A folder of this machine: nothing half done lies in an object store."""
        with tempfile.TemporaryDirectory(prefix="ziping-") as folder:
            yield Path(folder)

    def facts(self, name: str) -> Facts | None:
        return self._all().get(name)

    def names(self, suffix: str = "") -> list[str]:
        return sorted(name for name in self._all() if name.endswith(suffix) and name.count("/") <= 1)

    def remove(self, name: str) -> None:
        with self._asking() as (fs, path), suppress(FileNotFoundError):
            fs.rm_file(f"{path}/{name}")
        if self._listed is not None:
            self._listed.pop(name, None)

    def look_again(self) -> None:
        self._listed = None

    def parquet(self, name: str) -> tuple[str, Any]:
        fs, path = file_system(self.place)
        return f"{path}/{name}", fs

    def _wrote(self, name: str, size: int) -> None:
        if self._listed is not None:
            self._listed[name] = Facts(size, time.time_ns())

    def _all(self) -> dict[str, Facts]:
        if self._listed is None:
            with self._asking() as (fs, path):
                fs.invalidate_cache()
                found = fs.find(path, detail=True)
            start = len(path) + 1
            self._listed = {name[start:]: _facts(about) for name, about in found.items()}
        return self._listed

    @contextmanager
    def _asking(self) -> Iterator[tuple[AbstractFileSystem, str]]:
        with asking(self.place):
            yield file_system(self.place)


def _entries(folder: str | os.PathLike[str]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _batches(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), _AT_A_TIME):
        yield names[start : start + _AT_A_TIME]


def _facts(about: dict[str, Any]) -> Facts:
    """S3 and Google call it `LastModified`/`updated` or `mtime`, Azure `last_modified`."""
    when = next((about[k] for k in ("LastModified", "mtime", "updated", "last_modified") if about.get(k)), None)
    if isinstance(when, str):
        when = datetime.datetime.fromisoformat(when)
    if isinstance(when, datetime.datetime):
        when = when.timestamp()
    return Facts(int(about.get("size") or 0), int((when or 0) * 1_000_000_000))
