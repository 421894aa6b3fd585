"""Where the PDFs of a dataset lie now: pages are drawn from the file that was read, and from no other."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

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
    """The PDF of a document.

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
) -> dict[str, Original]:
    """The PDFs of documents, told by their content.

    Args:
        folder: The dataset, which remembers where it found them.
        paths: doc_id → names in the dataset, relative to the ingest root.
        elsewhere: The ingest root as it is called now, where the files have been moved or are on another machine.
        drawn: doc_ids of the documents of which pages are drawn. Of the others it is enough that a file is there:
            telling it by its content means reading all of it.
    """
    remembered: dict[str, list[Path]] = {}
    for entry in manifest.load(folder_at(folder).under(HIDDEN)).entries:
        if entry.doc_id:
            remembered.setdefault(entry.doc_id, []).append(Path(entry.location))
    return {
        doc_id: _original(doc_id, [*_moved(elsewhere, names), *remembered.get(doc_id, ())], look=doc_id in drawn)
        for doc_id, names in paths.items()
    }


def _moved(root: Path | None, names: Iterable[str]) -> Iterator[Path]:
    if root is not None:
        yield from (root / name for name in names)


def _original(doc_id: str, candidates: Iterable[Path], *, look: bool) -> Original:
    changed = False
    for path in candidates:
        if not look:
            if os.path.exists(path):  # noqa: PTH110 - it takes any name, also one with a null character
                return Original(State.THERE, path)
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
