"""What a file holds, told from its bytes without reading it as a document: enough to judge how long it will take.

No library that a damaged file could bring down is called: this runs in the main process. A picture as large as a page is
most likely a scanned one; what is neither text nor drawing of a page costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ziping.pipeline.inputs.file_kinds import PICTURES
from ziping.pipeline.inputs.types import Input

_MOST = 64 * 1024 * 1024  # bytes that are looked at
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_SIDE = re.compile(rb"/(Width|Height|Length)\s+(\d{1,9})\b(?!\s+\d+\s+R)")
_AROUND = 400  # bytes of a dictionary before and behind the word
_PAGE = 900  # pixels on a side of a picture of a page, at the least
_FEWEST_FILES = 10  # of fewer than that none need be first
_LOOKED_THROUGH = 32 * 1024 * 1024  # bytes of files that are looked through for a scanned one
_SHORT = 3  # pages of one that is soon done
_PICTURES = frozenset(suffix for kind in PICTURES for suffix in kind.suffixes)


@dataclass(frozen=True, slots=True)
class Weight:
    """What there is to read.

    Attributes:
        pictures: Pictures as large as a page, which may have to be recognised.
        kilobytes: All else, but for the bytes of pictures.
        files: How many files.
    """

    pictures: float = 0.0
    kilobytes: float = 0.0
    files: float = 1.0

    def __add__(self, other: Weight) -> Weight:
        return Weight(self.pictures + other.pictures, self.kilobytes + other.kilobytes, self.files + other.files)

    def __sub__(self, other: Weight) -> Weight:
        return self + other.times(-1)

    def times(self, factor: float) -> Weight:
        """So many times as much."""
        return Weight(self.pictures * factor, self.kilobytes * factor, self.files * factor)


NOTHING = Weight(0.0, 0.0, 0.0)


def weigh(path: Path) -> Weight:
    """The weight of a file.

    Raises:
        OSError: when it cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(_MOST)
    if path.suffix.lower() in _PICTURES:
        return Weight(1.0)
    pictures, drawn = 0, 0
    for match in _IMAGE.finditer(content):
        start = content.rfind(b"<<", max(0, match.start() - _AROUND), match.start())
        stop = content.find(b"stream", match.end(), match.end() + _AROUND)
        sides = {m[1]: int(m[2]) for m in _SIDE.finditer(content, max(start, 0), stop if stop >= 0 else match.end())}
        drawn += sides.get(b"Length", 0)
        pictures += min(sides.get(b"Width", 0), sides.get(b"Height", 0)) >= _PAGE
    return Weight(float(pictures), max(0, len(content) - drawn) / 1024)


def scanned_first(files: Sequence[Input]) -> list[Input]:
    """The same files, but one of the first that are short and scanned before all others: what a scanned page takes is many
    times what others take, and nobody can say how long all will take before one has been read."""
    if len(files) < _FEWEST_FILES:
        return list(files)
    looked = 0
    for number, file in enumerate(files):
        looked += file.size
        if looked > _LOOKED_THROUGH:
            break
        if isinstance(file.location, Path):
            with suppress(OSError):
                if 0 < weigh(file.location).pictures <= _SHORT:
                    return [file, *files[:number], *files[number + 1 :]]
    return list(files)
