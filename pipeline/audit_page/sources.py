"""Where the files of a dataset lie now: pages are drawn from the file that was read, and from no other."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ziping.pipeline.inputs.types import (
    Inside,
    Location,
    located,
    outermost,
)
from ziping.pipeline.inputs.url import Url
from ziping.pipeline.store import manifest
from ziping.pipeline.store.dataset import HIDDEN
from ziping.pipeline.store.folder import folder_at


class State(StrEnum):
    """Whether the file that was read is still to be had."""

    THERE = "there"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Original:
    """The file of a document.

    Attributes:
        path: Where it lies; None unless `state` is `THERE`.
    """

    state: State
    path: Path | None = None


def find_originals(
    folder: Path | Url,
    paths: Mapping[str, Iterable[str]],
    elsewhere: Path | None = None,
    *,
    drawn: Container[str],
    scratch: Path,
) -> dict[str, Original]:
    """The files of documents, told by their content.

    Args:
        folder: The dataset, which remembers where it found them.
        paths: doc_id → names in the dataset, relative to the ingest root.
        elsewhere: The ingest root as it is called now, where the files have been moved or are on another machine.
        drawn: doc_ids of the documents of which pages are drawn. Of the others it is enough that a file is there:
            telling it by its content means reading all of it.
        scratch: Where members of archives may lie for as long as pages are drawn.
    """
    remembered: dict[str, list[Location]] = {}
    for entry in manifest.load(folder_at(folder).under(HIDDEN)).entries:
        if entry.doc_id:
            remembered.setdefault(entry.doc_id, []).append(located(entry.location))
    return {
        doc_id: _original(
            doc_id, [*_moved(elsewhere, names), *remembered.get(doc_id, ())], scratch if doc_id in drawn else None
        )
        for doc_id, names in paths.items()
    }


def _moved(root: Path | None, names: Iterable[str]) -> Iterator[Location]:
    if root is not None:
        yield from (located(str(root / name)) for name in names)


def _original(doc_id: str, candidates: Iterable[Location], scratch: Path | None) -> Original:
    changed = False
    for location in candidates:
        if scratch is None:
            where = outermost(location)
            if os.path.exists(str(where)):  # noqa: PTH110 - it takes any name, also one with a null character
                return Original(State.THERE, Path(str(where)))
            continue
        path = _at_hand(location, scratch / doc_id)
        if path is None:
            continue
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except (OSError, ValueError):  # a name with a null character is a ValueError
            continue
        if digest == doc_id:
            return Original(State.THERE, path)
        changed = True
    return Original(State.CHANGED if changed else State.GONE)


def _at_hand(location: Location, scratch: Path) -> Path | None:
    """The file itself, or a copy of what lies inside of another, which stays."""
    if isinstance(location, Path):
        return location
    if isinstance(location, Url) or not isinstance(location.outer, Path | Inside):
        return None  # nothing is fetched for a picture
    outer = _at_hand(location.outer, scratch / "outer")
    if outer is None:
        return None
    from ziping.pipeline.inputs.archives.unpacking import take_out

    try:
        scratch.mkdir(parents=True, exist_ok=True)
        return take_out(outer, location.name, scratch)
    except OSError:
        return None
