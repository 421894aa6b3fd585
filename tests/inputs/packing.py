"""Archives made for a test."""

import io
import stat
import tarfile
import zipfile
from pathlib import Path


def zipped(**members: bytes) -> bytes:
    return packed(members)


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def zipped_in_gbk(name: str, data: bytes) -> bytes:
    """As packers on a Chinese Windows do: the name in its code page, and nothing that says so."""
    raw = name.encode("gbk")
    stand_in = b"x" * len(raw)
    return packed({stand_in.decode(): data}).replace(stand_in, raw)


def zipped_link(name: str, target: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, target)
    return buffer.getvalue()


def locked(data: bytes) -> bytes:
    """A zip archive whose members claim to be encrypted."""
    changed = bytearray(data)
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(magic)
        changed[at + flags] |= 1
    return bytes(changed)


def nested(data: bytes, depth: int) -> bytes:
    for _ in range(depth):
        data = packed({"in.zip": data})
    return data


def write_tar(path: Path, members: dict[str, bytes], links: dict[str, str] | None = None, mode: str = "w:gz") -> None:
    with tarfile.open(path, mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, target in (links or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
