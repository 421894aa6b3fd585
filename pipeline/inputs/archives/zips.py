"""zip archives, also those whose names are in the code page of the machine that packed them (GBK, mostly)."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

from ziping.pipeline.inputs.archives.bounds import Budget, Members, Refused, Unpacked
from ziping.pipeline.inputs.damage import DAMAGED_ZIP

_UTF8, _LOCKED = 0x800, 0x1  # flags of a member
_UNIX = 3  # system that packed it


def members(path: Path, budget: Budget) -> Members:
    """The members of a zip archive.

    Raises:
        Refused: when nothing more can be had from it.
    """
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGED_ZIP as error:
        raise Refused("corrupt", "The archive is damaged or cut off: fetch it again.") from error
    with archive:
        for info in archive.infolist():
            name = _name(info)
            if info.is_dir() or not budget.wanted(name):
                continue
            budget.take()
            try:
                yield Unpacked(name, _copy(archive, info, name, budget))
            except Refused as refused:
                if budget.size < 0:
                    raise
                yield Unpacked(name, None, refused)


def _copy(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget) -> Path:
    if info.create_system == _UNIX and stat.S_ISLNK(info.external_attr >> 16):
        raise Refused("link", "It is a link, and is not followed. Pack the file itself.")
    if info.flag_bits & _LOCKED:
        raise Refused("encrypted", "It needs a password: unpack the archive and name the folder.")
    budget.admit(name, info.file_size)
    try:
        with archive.open(info) as file:
            return budget.copy(name, file, info.compress_size)
    except DAMAGED_ZIP as error:
        raise Refused(
            "corrupt", "This part of the archive is damaged, or packed in a way that is not known."
        ) from error


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant. Without the flag for UTF-8 it is in whatever code page the packer's machine had."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        raw = name.encode("cp437", "replace")
        for encoding in ("ascii", "utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.partition("\0")[0].replace("\\", "/")
