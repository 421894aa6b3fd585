"""Which inputs the dataset holds: where each was found, what it is called, and which result is its own."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace

from ziping.pipeline.errors import StoreError
from ziping.pipeline.inputs.types import Inside, located, outermost
from ziping.pipeline.inputs.url import Url, exists
from ziping.pipeline.store.durable import telling
from ziping.pipeline.store.folder import Folder

FILE = "inputs.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One input.

    Attributes:
        location: Absolute path on this machine, or address: tells two inputs of the same name apart.
        path: Name in the dataset, relative to the ingest root.
        doc_id: SHA-256 of its bytes; None where it could not be opened.
        result: Name of its result; None where it could not be opened.
        error: Where it could not be opened, the stable code.
        message: And what to do about it.
        stamp: What told its content without reading it, when that was taken; see `ziping.pipeline.inputs.discovery.Input`.
    """

    location: str
    path: str
    doc_id: str | None = None
    result: str | None = None
    error: str | None = None
    message: str | None = None
    stamp: str | None = field(default=None, compare=False)

    def known(self, *, stamp: bool = True) -> dict[str, str]:
        """What is known of it, by name."""
        names = ("location", "path", "doc_id", "result", "error", "message", "stamp")
        return {n: v for n in names if (v := getattr(self, n)) is not None and (stamp or n != "stamp")}


@dataclass(frozen=True, slots=True)
class Manifest:
    """All inputs of a dataset, in order of path."""

    entries: tuple[Entry, ...] = ()

    def updated(self, new: Iterable[Entry]) -> Manifest:
        """The inputs of a run take the place of earlier ones at the same location; an earlier one whose
        file is gone while its content is there under another name was renamed, and goes too. A document has
        one result, the last, wherever else it lies."""
        entries = {e.location: e for e in new}
        found = {e.doc_id: e.result for e in entries.values() if e.doc_id}
        for old in self.entries:
            if old.location in entries:
                continue
            if old.doc_id not in found:
                entries[old.location] = old
            elif is_there(old.location):
                entries[old.location] = replace(old, result=found[old.doc_id])
        return Manifest(tuple(sorted(entries.values(), key=lambda e: (e.path, e.location))))

    def stamps(self) -> list[str | None]:
        """What tells, input by input, whether its content is still the same."""
        return [e.stamp for e in self.entries]

    def without(self, entries: Iterable[Entry]) -> Manifest:
        """The others."""
        left_out = {e.location for e in entries}
        return Manifest(tuple(e for e in self.entries if e.location not in left_out))

    def gone(self, found: Iterable[Entry] = ()) -> tuple[Entry, ...]:
        """Inputs whose file is no longer where it was; not those that a run has just found, in whatever state. A member
        of an archive is gone when a run has looked into the archive and not found it."""
        there = {e.location for e in found}
        looked_into = {str(outermost(where)) for e in there if isinstance(where := located(e), Inside)}
        return tuple(
            e
            for e in self.entries
            if e.location not in there and (_is_inside(e.location, looked_into) or not is_there(e.location))
        )


def _is_inside(location: str, archives: Container[str]) -> bool:
    where = located(location)
    return isinstance(where, Inside) and str(outermost(where)) in archives


def is_there(location: str) -> bool:
    """Whether an input is still where it was found."""
    where = outermost(located(location))
    return exists(where) if isinstance(where, Url) else where.exists()


def load(folder: Folder) -> Manifest:
    """The manifest in a dataset's own folder, as last written; an empty one where there is none.

    Raises:
        StoreError: when it cannot be understood.
    """
    try:
        with folder.read(FILE) as file:
            data = json.loads(file.read())
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']}")
        return Manifest(tuple(Entry(**e) for e in data["entries"]))
    except FileNotFoundError:
        return Manifest()
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(
            f"{folder.place / FILE} is damaged or of another version of ziping ({error}). Delete the file and ingest again: "
            "the results beside it are used where they still fit."
        ) from error


def save(folder: Folder, manifest: Manifest) -> None:
    """Writes it, whole or not at all."""
    with telling(folder.place):
        data = {"format": FORMAT, "entries": [e.known() for e in manifest.entries]}
        folder.write(FILE, json.dumps(data, indent=0).encode("utf-8"))
