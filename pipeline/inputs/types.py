"""What was found: files to read, and places that hold none."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from ziping.pipeline.inputs.url import Url, place

BETWEEN = "!"  # an archive and its member


@dataclass(frozen=True, slots=True)
class Inside:
    """A file inside of another: `outer.zip!member`.

    Attributes:
        outer: Where the other lies, which may itself be inside of one.
        name: What it is called there, `/`-separated.
        copy: Where its bytes lie for the time being, if they have been taken out.
    """

    outer: Location
    name: str
    copy: Path | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.outer}{BETWEEN}{self.name}"


Location = Path | Url | Inside


def depth(location: Location) -> int:
    """In how many files a location lies."""
    return depth(location.outer) + 1 if isinstance(location, Inside) else 0


def outermost(location: Location) -> Path | Url:
    """The file or address that has to be there for what is inside of it to be."""
    return outermost(location.outer) if isinstance(location, Inside) else location


def located(text: str) -> Location:
    """A location as it was written down."""
    where = place(text)
    if isinstance(where, Path) and BETWEEN in text and not os.path.exists(where):  # noqa: PTH110 - a name may be longer than a file's can be
        parts = text.split(BETWEEN)
        for count in range(1, len(parts)):
            outer = Path(BETWEEN.join(parts[:count]))
            if os.path.isfile(outer):  # noqa: PTH113
                return _inside(outer, parts[count:])
    if isinstance(where, Url) and BETWEEN in text:
        first, *names = text.split(BETWEEN)
        return _inside(Url(first), names)
    return where


def _inside(outer: Location, names: list[str]) -> Location:
    for name in names:
        outer = Inside(outer, name)
    return outer


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read.

    Attributes:
        location: Absolute path, address, or a place inside of a file there.
        path: Relative to the ingest root, `/`-separated.
        size: Bytes.
        stamp: Changes whenever the content does, and is known without reading it: times and number of the file, or the
            tag that an object store gives it. None where nothing of the kind can be relied on.
    """

    location: Location
    path: str
    size: int = 0
    stamp: str | None = None


@dataclass(frozen=True, slots=True)
class Unusable:
    """A PATH, or something found in a folder, that is no file to read. A row of `failures`."""

    location: Location
    path: str
    error: str
    message: str


@dataclass(frozen=True, slots=True)
class Other:
    """Something found in a folder or an archive that could hold no report: counted, and named where somebody asks."""

    location: Location
    path: str
