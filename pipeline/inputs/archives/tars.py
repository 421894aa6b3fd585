"""tar archives, also packed with gzip, bzip2 or xz, and single files that are packed so."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ziping.pipeline.inputs.archives.bounds import Budget, Members, Refused, Unpacked, bloated

_PACKED: tuple[tuple[bytes, Callable[[Path], Any]], ...] = (
    (b"\x1f\x8b", gzip.GzipFile),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\0", lzma.LZMAFile),
)
_BAD = (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)


def members(path: Path, budget: Budget) -> Members:
    """The members of a tar archive, in one go through it.

    Raises:
        Refused: when nothing more can be had from it.
    """
    single = _single(path)
    if single is not None:
        yield from _unpacked(path, single, budget)
        return
    packed, passed = path.stat().st_size, 0
    try:
        with tarfile.open(path, "r|*") as archive:
            for info in archive:
                passed += info.size
                if bloated(passed, packed) or passed > budget.size:
                    raise Refused("too-large", "It holds more than is unpacked. Unpack it and name the folder.")
                if info.isdir() or not budget.wanted(info.name):
                    continue
                budget.take()
                try:
                    yield Unpacked(_text(info.name), _copy(archive, info, budget))
                except Refused as refused:
                    if budget.size < 0:
                        raise
                    yield Unpacked(_text(info.name), None, refused)
    except _BAD as error:
        raise Refused("corrupt", "The archive is damaged or cut off: fetch it again.") from error


def _single(path: Path) -> Callable[[Path], Any] | None:
    """How to open a packed file that is no tar archive."""
    with path.open("rb") as file:
        head = file.read(6)
    opener = next((opener for magic, opener in _PACKED if head.startswith(magic)), None)
    try:
        return None if opener is None or tarfile.is_tarfile(path) else opener
    except _BAD:
        return None


def _unpacked(path: Path, opener: Callable[[Path], Any], budget: Budget) -> Members:
    name = path.stem
    if not budget.wanted(name):
        return
    budget.take()
    try:
        with opener(path) as file:
            yield Unpacked(name, budget.copy(name, file, path.stat().st_size))
    except _BAD as error:
        raise Refused("corrupt", "The archive is damaged or cut off: fetch it again.") from error


def _copy(archive: tarfile.TarFile, info: tarfile.TarInfo, budget: Budget) -> Path:
    if info.issym() or info.islnk():
        raise Refused("link", "It is a link, and is not followed. Pack the file itself.")
    if not info.isreg():
        raise Refused("not-a-file", "It is no ordinary file (a pipe or device).")
    budget.admit(info.name, info.size)
    file = archive.extractfile(info)
    if file is None:
        raise Refused("not-a-file", "It is no ordinary file.")
    return budget.copy(_text(info.name), file, None)


def _text(name: str) -> str:
    """Names are bytes; those that are no UTF-8 are GB 18030 as a rule."""
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
