"""7z archives."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

from ziping.pipeline.inputs.archives.bounds import (
    MOST_OF_ONE,
    Budget,
    Members,
    Refused,
    Unpacked,
    bloated,
)

if TYPE_CHECKING:
    import py7zr

_LOCKED = "It needs a password: unpack the archive and name the folder."


def members(path: Path, budget: Budget) -> Members:
    """The members of a 7z archive: packed as one stretch, so that all that are wanted are taken out in one go.

    Raises:
        Refused: when nothing can be had from it.
    """
    try:
        import py7zr
    except ImportError as error:
        raise Refused("unsupported-format", "7z archives want py7zr: pip install py7zr") from error
    try:
        with py7zr.SevenZipFile(path) as archive:
            if archive.needs_password():
                raise Refused("encrypted", _LOCKED)
            yield from _members(archive, path.stat().st_size, budget)
    except Refused:
        raise
    except py7zr.exceptions.PasswordRequired as error:
        raise Refused("encrypted", _LOCKED) from error
    except (MemoryError, RecursionError) as error:
        raise Refused("too-large", "It wants more memory than there is. Unpack it and name the folder.") from error
    except Exception as error:  # a damaged archive makes py7zr raise whatever its decoders do
        raise Refused("corrupt", "The archive is damaged or cut off: fetch it again.") from error


def _members(archive: py7zr.SevenZipFile, packed: int, budget: Budget) -> Members:
    refused: list[Unpacked] = []
    names: list[str] = []
    total = 0
    for info in archive.list():
        name = str(info.filename).replace("\\", "/")
        total += int(info.uncompressed or 0)
        if bloated(total, packed) or total > budget.size:
            raise Refused("too-large", "It holds more than is unpacked. Unpack it and name the folder.")
        if info.is_directory or not budget.wanted(name):
            continue
        budget.take()
        try:
            if info.is_symlink:
                raise Refused("link", "It is a link, and is not followed. Pack the file itself.")
            budget.admit(name, int(info.uncompressed or 0))
            names.append(str(info.filename))
        except Refused as why:
            refused.append(Unpacked(name, None, why))
    yield from refused
    if names:
        copies = _Copies(budget)
        archive.extract(targets=names, factory=copies)  # type: ignore[arg-type] # used by its methods alone
        copies.close()
        for name in names:
            if name in copies.of:
                budget.size -= copies.of[name].size()
                yield Unpacked(name.replace("\\", "/"), copies.of[name].path)


class _Copy:
    """A copy being written, as py7zr asks for it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[bytes] | None = path.open("w+b")
        self._size = 0

    def write(self, data: bytes | bytearray) -> int:
        self._size += len(data)
        if self._size > MOST_OF_ONE or self._file is None:
            raise Refused("too-large", "It holds more than it says. It is not unpacked.")
        return self._file.write(data)

    def read(self, size: int | None = None) -> bytes:
        return self._file.read(-1 if size is None else size) if self._file else b""

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence) if self._file else 0

    def flush(self) -> None:
        if self._file:
            self._file.flush()

    def size(self) -> int:
        return self._size

    def close(self) -> None:
        if self._file:
            self._file.close()
            self._file = None


class _Copies:
    """Gives py7zr a file of ours for each member, whatever its name."""

    def __init__(self, budget: Budget) -> None:
        self.of: dict[str, _Copy] = {}
        self._budget = budget

    def create(self, filename: str) -> _Copy:
        self.of[filename] = _Copy(self._budget.place(filename))
        return self.of[filename]

    def close(self) -> None:
        for copy in self.of.values():
            copy.close()
