"""tar archives, also packed with gzip, bzip2 or xz."""

from __future__ import annotations

import lzma
import tarfile
import zlib
from pathlib import Path

from ziping.pipeline.inputs.archives.bounds import Budget, Members, Refused, Unpacked, bloated

_BAD = (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)


def members(path: Path, budget: Budget) -> Members:
    """The members of a tar archive, in one go through it.

    Raises:
        Refused: when nothing more can be had from it.
    """
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
