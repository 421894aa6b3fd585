"""Which inputs the dataset holds: where each was found, what it is called, and which result is its own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.store.durable import replacing, telling

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One input.

    Attributes:
        location: Absolute path on this machine: tells two inputs of the same name apart.
        path: Name in the dataset, relative to the ingest root.
        doc_id: SHA-256 of its bytes; None where it could not be opened.
        result: Name of its result; None where it could not be opened.
        error: Where it could not be opened, the stable code.
        message: And what to do about it.
    """

    location: str
    path: str
    doc_id: str | None = None
    result: str | None = None
    error: str | None = None
    message: str | None = None


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
            elif Path(old.location).exists():
                entries[old.location] = replace(old, result=found[old.doc_id])
        return Manifest(tuple(sorted(entries.values(), key=lambda e: (e.path, e.location))))

    def without(self, entries: Iterable[Entry]) -> Manifest:
        """The others."""
        left_out = {e.location for e in entries}
        return Manifest(tuple(e for e in self.entries if e.location not in left_out))

    def gone(self, found: Iterable[Entry] = ()) -> tuple[Entry, ...]:
        """Inputs whose file is no longer where it was; not those that a run has just found, in whatever state."""
        there = {e.location for e in found}
        return tuple(e for e in self.entries if e.location not in there and not Path(e.location).exists())


def load(path: Path) -> Manifest:
    """The manifest as last written; an empty one where there is none.

    Raises:
        StoreError: when it cannot be understood.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']}")
        return Manifest(tuple(Entry(**e) for e in data["entries"]))
    except FileNotFoundError:
        return Manifest()
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(
            f"{path} is damaged or of another version of ziping ({error}). Delete the file and ingest again: "
            "the results beside it are used where they still fit."
        ) from error


def save(path: Path, manifest: Manifest) -> None:
    """Writes it, whole or not at all."""
    with telling(path), replacing(path) as temporary:
        data = {"format": FORMAT, "entries": [asdict(e) for e in manifest.entries]}
        temporary.write_text(json.dumps(data, indent=0), "utf-8")
