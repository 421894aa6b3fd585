"""What was found: files to read, and places that hold none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ziping.pipeline.inputs.url import Url

SUFFIX = ".pdf"


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read.

    Attributes:
        location: Absolute path, or address.
        path: Relative to the ingest root, `/`-separated.
        size: Bytes.
        stamp: Changes whenever the content does, and is known without reading it: times and number of the file, or the
            tag that an object store gives it. None where nothing of the kind can be relied on.
    """

    location: Path | Url
    path: str
    size: int = 0
    stamp: str | None = None


@dataclass(frozen=True, slots=True)
class Unusable:
    """A PATH, or something found in a folder, that is no file to read. A row of `failures`."""

    location: Path | Url
    path: str
    error: str
    message: str
