"""Archives within archives: what a file that holds others gives, to a certain depth.

A kind of container is a function from the file and what may be taken out of it to its members. Archives are nothing but
their members; a PDF that others are embedded in is an input itself, and its worker tells of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ziping.pipeline.inputs import file_kinds
from ziping.pipeline.inputs.archives import portfolios, sevenzips, tars, zips
from ziping.pipeline.inputs.archives.bounds import (
    DEEPEST,
    Budget,
    Members,
    Refused,
)
from ziping.pipeline.inputs.sniffing import sniff
from ziping.pipeline.inputs.types import Inside, Location

CONTAINERS: tuple[tuple[str, Callable[[Path, Budget], Members]], ...] = (
    (file_kinds.ZIP, zips.members),
    (file_kinds.TAR, tars.members),
    (file_kinds.SEVEN_ZIP, sevenzips.members),
    (file_kinds.PDF, portfolios.members),
)

Found = tuple[Inside, Path | Refused]


def unpack(location: Location, path: Path, budget: Budget, depth: int = 1) -> Iterator[tuple[Location, Path | Refused]]:
    """What an archive holds, archives in it unpacked as well: where each file is found, and the copy of it or why
    there is none. An archive of which something is lost is named itself.

    Args:
        location: What the archive is called.
        path: Where it lies.
    """
    opener = dict(CONTAINERS).get(sniff(path) or "")
    try:
        if opener is None:
            raise Refused("corrupt", "It is no archive, whatever its name says, or it is damaged: fetch it again.")
        if depth > DEEPEST:
            raise Refused("too-deep", f"It lies in more than {DEEPEST} archives. Unpack them and name the folder.")
        empty = sniff(path) != file_kinds.PDF  # a PDF is an input itself, whatever is embedded in it
        for member in opener(path, budget):
            empty = False
            inside = Inside(location, member.name, member.copy)
            if member.copy is None:
                yield inside, member.refused or Refused("corrupt", "It cannot be taken out.")
            elif is_container(member.copy):
                yield from unpack(inside, member.copy, budget, depth + 1)
            else:
                yield inside, member.copy
        if empty:
            raise Refused("empty", "It is an archive with no file in it: fetch it again.")
    except Refused as refused:
        yield location, refused


def is_container(path: Path) -> bool:
    """Whether a file is an archive, or is called one."""
    promised = file_kinds.promised(path.name)
    found = file_kinds.kind_of(sniff(path))
    return file_kinds.Use.UNPACK in {kind.use for kind in (promised if found is None else found,) if kind}


def take_out(outer: Path, name: str, into: Path) -> Path:
    """A copy of one member of an archive.

    Raises:
        OSError: when it is not there, or cannot be taken out.
    """
    opener = dict(CONTAINERS).get(sniff(outer) or "")
    try:
        if opener is not None:
            for member in opener(outer, Budget(into, only=name)):
                if member.copy is not None:
                    return member.copy
    except Refused as refused:
        raise OSError(refused.message) from refused
    raise FileNotFoundError(f"{name} is not in it")
