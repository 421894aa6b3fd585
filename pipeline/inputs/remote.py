"""Inputs at addresses: what lies there, and a copy for as long as a document is read."""

from __future__ import annotations

import glob
import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from ziping.pipeline.inputs.file_kinds import promised
from ziping.pipeline.inputs.types import Input, Inside, Location, Other, Unusable
from ziping.pipeline.inputs.url import Url, asking, file_system

_TAGS = ("ETag", "etag")  # of an object: another with other content


class FetchError(Exception):
    """An address that could be reached a moment ago cannot be reached any more."""


def find(urls: Iterable[Url]) -> Iterator[Input | Unusable | Other]:
    """Files, prefixes and globs → the files to read; their names are relative to the deepest folder of all of them.

    Raises:
        UsageError: when nothing that is installed opens an address.
    """
    named: list[tuple[Url, str, bool]] = []  # address, what its file system calls it, whether it is a folder
    found: dict[str, Input | Unusable | Other] = {}
    for url in urls:
        try:
            with asking(url):
                for path, about in _expand(url):
                    folder = about.get("type") == "directory"
                    named.append((url, path, folder))
                    for name, facts in _files(url, path) if folder else [(path, about)]:
                        may_be = not folder or promised(name) is not None
                        found[name] = _input(url, name, facts) if may_be else Other(url.beside(name), name)
                    if folder and not any(n.startswith(f"{path}/") and isinstance(f, Input) for n, f in found.items()):
                        message = (
                            "The folder holds no report: no PDF, Word or Excel file, web page, picture or archive."
                        )
                        found[path] = Unusable(url.beside(path), path, "no-pdf", message)
        except FileNotFoundError:
            message = "There is nothing at that address. Check the spelling."
            found[url.text] = Unusable(url, url.text, "not-found", message)
        except OSError as error:
            message = (
                f"It cannot be reached ({error.strerror or error}). Check the address, the credentials and the network."
            )
            found[url.text] = Unusable(url, url.text, "unreadable", message)
    root = _common([path if folder else path.rpartition("/")[0] for _, path, folder in named])
    for item in found.values():
        yield _named(item, root)


def _expand(url: Url) -> Iterable[tuple[str, Mapping[str, Any]]]:
    fs, path = file_system(url)
    fs.invalidate_cache()
    if glob.has_magic(path) and not fs.exists(path):
        matches: Mapping[str, Mapping[str, Any]] = fs.glob(path, detail=True)
        if not matches:
            raise FileNotFoundError(path)
        return sorted(matches.items())
    return [(path.rstrip("/"), fs.info(path))]


def _files(url: Url, folder: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What a folder holds; hidden ones and those in hidden folders are left out."""
    fs, _ = file_system(url)
    for path, about in sorted(fs.find(folder, detail=True).items()):
        inner = path[len(folder) :].strip("/").split("/")
        if not any(part.startswith(".") for part in inner):
            yield path, about


def _input(url: Url, path: str, about: Mapping[str, Any]) -> Input:
    size = int(about.get("size") or 0)
    tag = next((about[t] for t in _TAGS if about.get(t)), None)
    return Input(url.beside(path), path, size, f"{size}-{tag}" if tag else None)


def _common(folders: Sequence[str]) -> str:
    """The deepest folder that holds all of them, with a slash at its end; empty where there is none."""
    if not folders:
        return ""
    parts = [folder.split("/") for folder in folders]
    count = 0
    for level in zip(*parts, strict=False):
        if len(set(level)) > 1:
            break
        count += 1
    return "".join(f"{part}/" for part in parts[0][:count])


def _named(item: Input | Unusable | Other, root: str) -> Input | Unusable | Other:
    return replace(item, path=item.path.removeprefix(root).encode("utf-8", "replace").decode("utf-8"))


@contextmanager
def at_hand(location: Location, scratch: Path) -> Iterator[Path]:
    """The file itself, or a copy of what lies at an address or inside of another file, which goes when the block ends.

    Raises:
        FetchError: when it cannot be had.
    """
    match location:
        case Path():
            yield location
        case Inside():
            with _taken_out(location, scratch) as copy:
                yield copy
        case Url():
            with _fetched(location, scratch) as copy:
                yield copy


@contextmanager
def _fetched(location: Url, scratch: Path) -> Iterator[Path]:
    suffix = PurePosixPath(location.text).suffix.lower()
    copy = scratch / f"{hashlib.sha256(location.text.encode()).hexdigest()}{suffix if promised(location.text) else ''}"
    scratch.mkdir(parents=True, exist_ok=True)
    try:
        try:
            with asking(location):
                fs, path = file_system(location)
                fs.get_file(path, str(copy))
        except OSError as error:
            raise FetchError(error.strerror or str(error)) from error
        yield copy
    finally:
        copy.unlink(missing_ok=True)


@contextmanager
def _taken_out(location: Inside, scratch: Path) -> Iterator[Path]:
    """The copy that was made when its archive was listed, or another where that is not to be had."""
    if location.copy is not None and location.copy.is_file():
        yield location.copy
        return
    from ziping.pipeline.inputs.archives.unpacking import take_out

    scratch.mkdir(parents=True, exist_ok=True)
    with (
        at_hand(location.outer, scratch) as outer,
        tempfile.TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True) as folder,
    ):
        try:
            copy = take_out(outer, location.name, Path(folder))
        except OSError as error:
            raise FetchError(error.strerror or str(error)) from error
        yield copy
