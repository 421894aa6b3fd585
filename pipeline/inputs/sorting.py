"""What becomes of each file that was found: it is read, taken apart, refused with a reason, or none of our business."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ziping.pipeline.inputs.archives.bounds import Budget, Refused
from ziping.pipeline.inputs.archives.unpacking import unpack
from ziping.pipeline.inputs.file_kinds import PICTURES, Kind, Use, kind_of, promised
from ziping.pipeline.inputs.remote import FetchError, at_hand
from ziping.pipeline.inputs.small_pictures import is_too_small
from ziping.pipeline.inputs.sniffing import sniff
from ziping.pipeline.inputs.types import (
    Input,
    Other,
    Unusable,
)

Found = Input | Unusable | Other


def may_hold(path: Path) -> bool:
    """Whether a file of a folder could hold a report, by its name or by what its bytes show. A picture without the pixels of a page
    holds none."""
    try:
        kind = promised(path.name) or kind_of(sniff(path))
        return kind is not None and not (kind in PICTURES and is_too_small(path))
    except OSError:
        return True  # why it cannot be read is told where it is read


def sort_out(found: Found, scratch: Path) -> Iterator[Found]:
    """The same, or what takes its place. A document that is called one is believed until it is read: a folder may hold
    very many of them."""
    if not isinstance(found, Input):
        yield found
        return
    kind = promised(str(found.location))
    if kind is not None and kind.use is Use.READ:
        yield found
        return
    try:
        with at_hand(found.location, scratch) as path:
            kind = kind_of(sniff(path)) or kind
            if kind is not None and kind.use is Use.UNPACK:
                yield from _members(found, path, scratch)
            else:
                yield _settled(found, kind)
    except (OSError, FetchError) as error:
        yield Unusable(found.location, found.path, "unreadable", f"It cannot be read ({error}). Check its permissions.")


def _settled(found: Input, kind: Kind | None) -> Found:
    if kind is not None and kind.use is Use.REFUSE:
        return Unusable(found.location, found.path, "unsupported-format", f"It is a {kind.name}. {kind.advice}")
    return found


def _members(found: Input, path: Path, scratch: Path) -> Iterator[Found]:
    into = _new_folder(scratch)
    for location, copy in unpack(found.location, path, Budget(into)):
        name = f"{found.path}{str(location).removeprefix(str(found.location))}".encode("utf-8", "replace").decode()
        if isinstance(copy, Refused):
            yield Unusable(location, name, copy.code, copy.message)
        elif not may_hold(copy):
            yield Other(location, name)
        else:
            stamp = f"{found.stamp}!{name}" if found.stamp else None
            yield _settled(
                Input(location, name, copy.stat().st_size, stamp), kind_of(sniff(copy)) or promised(copy.name)
            )


def _new_folder(scratch: Path) -> Path:
    number = sum(1 for _ in scratch.glob("members-*"))
    folder = scratch / f"members-{number}"
    folder.mkdir(parents=True)
    return folder
