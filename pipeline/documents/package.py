"""An office document's package: a zip archive of XML parts, opened without harm."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from ziping.pipeline.errors import ReadError
from ziping.pipeline.inputs.damage import DAMAGED_ZIP

MOST_PARTS = 10_000
MOST_BYTES = 300_000_000  # of all parts, unpacked
MOST_XML = 60_000_000  # of one part of XML: its tree takes ten times as much
_LOCKED = 0x1
_RELATED = "officeDocument"  # end of the kind of the relation to the main part

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Package:
    """An open package. The names of its parts are the same in capitals, and some programs write them with backslashes."""

    path: Path
    archive: zipfile.ZipFile
    parts: Mapping[str, zipfile.ZipInfo]

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return _key(name) in self.parts

    def read(self, name: str, most: int = MOST_BYTES) -> bytes:
        """A part's bytes.

        Raises:
            ReadError: `corrupt`, `too-large`.
        """
        try:
            with self.archive.open(self.parts[_key(name)]) as file:
                data = file.read(most + 1)
        except DAMAGED_ZIP as error:
            raise ReadError(
                "corrupt", f"{self.path} is damaged: its part {name} cannot be had. Fetch it again"
            ) from error
        if len(data) > most:
            raise ReadError("too-large", f"{self.path}: its part {name} is larger than {most / 1e6:.0f} MB unpacked")
        return data

    def xml(self, name: str) -> Element | None:
        """The root of a part of XML; None where there is no such part.

        Raises:
            ReadError: `corrupt`, also where it declares entities, as no office program does; `too-large`.
        """
        return parse_xml(self.path, self.read(name, MOST_XML)) if self.has(name) else None

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts that one points to: id → (kind, name). Those outside of the package are left out."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for one in root if root is not None else ():
            if one.get("TargetMode") != "External" and one.get("Id") and one.get("Target"):
                target = str(one.get("Target")).replace("\\", "/")
                whole = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                found[str(one.get("Id"))] = (str(one.get("Type", "")).rpartition("/")[2], whole)
        return found

    def main(self, usual: str) -> str:
        """The name of the part that all others hang on."""
        return next((name for kind, name in self.related("").values() if kind == _RELATED and self.has(name)), usual)


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def parse_xml(path: Path, data: bytes) -> Element:
    """XML without entities, network or document type.

    Raises:
        ReadError: `corrupt`.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("corrupt", f"{path} is damaged: a part of it is no XML. Fetch it again") from error
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise ReadError("corrupt", f"{path} declares entities, as no office program does: it is not read")
    return root


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """Opens the package of an office document.

    Raises:
        ReadError: `corrupt`, `encrypted` or `too-large`.
    """
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGED_ZIP as error:
        raise ReadError("corrupt", f"{path} is damaged or cut off: fetch it again") from error
    with archive:
        members = archive.infolist()
        if len(members) > MOST_PARTS or sum(m.file_size for m in members) > MOST_BYTES:
            raise ReadError("too-large", f"{path} unpacks to more than {MOST_BYTES / 1e6:.0f} MB: it is not read")
        if any(m.flag_bits & _LOCKED for m in members):
            raise ReadError("encrypted", f"{path} needs a password: save a copy without one")
        yield Package(path, archive, {_key(m.filename): m for m in members})
