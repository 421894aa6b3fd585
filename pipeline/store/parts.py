"""Which document's rows stand in which files.

A table is several files, its parts; a part has the same name in every table and holds the rows of some hundred to
some thousand documents. A document stays in its part for good, so replacing the files of a part is all that it takes to
publish a change, and a reader finds each document's rows once, whenever it looks. The part `part-0` always exists; it
takes what comes in until it is full. What comes in larger numbers, or later, goes to parts of its fiscal year.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ziping.pipeline.store.folder import Folder
from ziping.pipeline.store.manifest import Entry

FIRST = "part-0"
DOCUMENTS_A_PART = 2000
BYTES_A_PART = (
    48 * 1024 * 1024
)  # of compressed results: a part is held in memory, six times as large, while it is written
FORMAT = 1
_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class Part:
    """What the files of a part hold.

    Attributes:
        name: Of its files, without the suffix.
        entries: The inputs whose rows they hold, in order of path.
        tables: Stands for the declaration of the tables that they were written by.
        size: Bytes of the documents' results.
        newest: When the last of the results was written that the files were made from, as the file system says (ns).
        whole: Whether all of its files were put in place; not so where a run was killed meanwhile.
    """

    name: str
    entries: tuple[Entry, ...] = ()
    tables: str = ""
    size: int = 0
    newest: int = 0
    whole: bool = False


def load(folder: Folder) -> dict[str, Part]:
    """The parts of a dataset as last noted; one whose note cannot be read is as good as not there."""
    parts = {}
    for file, content in folder.read_all(folder.names(_SUFFIX)):
        name = file.removesuffix(_SUFFIX)
        try:
            with content:
                data = json.loads(content.read())
            if data.pop("format") == FORMAT:
                entries = tuple(Entry(**e) for e in data.pop("entries"))
                parts[name] = Part(name=name, entries=entries, **data)
        except (ValueError, TypeError, KeyError, AttributeError):
            continue
    return parts


def save(folder: Folder, part: Part) -> None:
    """Notes what a part holds."""
    data = {
        "format": FORMAT,
        "tables": part.tables,
        "size": part.size,
        "newest": part.newest,
        "whole": part.whole,
        "entries": [e.known(stamp=False) for e in part.entries],
    }
    folder.write(f"{part.name}{_SUFFIX}", json.dumps(data).encode("utf-8"))


@dataclass(slots=True)
class _Open:
    """A part while documents are given to it."""

    documents: int = 0
    size: int = 0
    entries: list[Entry] = field(default_factory=list)

    def room(self) -> int:
        return 0 if self.size >= BYTES_A_PART else max(0, DOCUMENTS_A_PART - self.documents)


class Plan:
    """Gives every input its part.

    Args:
        before: The parts as they are.
        years_of, size_of: Fiscal years, and bytes, of results; asked for new documents only.
    """

    def __init__(
        self,
        before: Mapping[str, Part],
        years_of: Callable[[Iterable[str]], Iterable[int | None]],
        size_of: Callable[[str], int],
    ) -> None:
        self._before, self._years_of, self._size_of = before, years_of, size_of
        self._open: dict[str, _Open] = {name: _Open() for name in {FIRST, *before}}

    def parts(self, entries: Iterable[Entry]) -> dict[str, tuple[tuple[Entry, ...], int]]:
        """Name of the part → its inputs in order of path, and the bytes of their results."""
        home = {e.doc_id: part.name for part in self._before.values() for e in part.entries if e.doc_id}
        known = {e.result: part.name for part in self._before.values() for e in part.entries if e.result}
        sizes = self._sizes(known)
        new: dict[str, list[Entry]] = {}
        seen: set[str] = set()
        for entry in entries:
            name = FIRST if entry.doc_id is None else home.get(entry.doc_id)
            if name is None:
                new.setdefault(entry.doc_id or "", []).append(entry)
                continue
            part = self._open[name]
            part.entries.append(entry)
            if entry.result and entry.result not in seen:
                seen.add(entry.result)
                part.documents += 1
                part.size += sizes[name] if entry.result in known else self._size_of(entry.result)
        self._take(new)
        return {
            name: (tuple(sorted(part.entries, key=lambda e: (e.path, e.location))), part.size)
            for name, part in self._open.items()
        }

    def _sizes(self, known: Mapping[str, str]) -> dict[str, int]:
        """Bytes that a known result of a part takes on average: no file has to be looked at again."""
        count = Counter(known.values())
        return {name: -(-part.size // max(1, count[name])) for name, part in self._before.items()}

    def _take(self, new: Mapping[str, list[Entry]]) -> None:
        small = len(new) <= self._open[FIRST].room()
        current: dict[int | None, str] = {}
        results = [entries[0].result or "" for entries in new.values()]
        years = itertools.repeat(None) if small else self._years_of(results)
        for entries, result, year in zip(new.values(), results, years, strict=False):
            name = FIRST
            if not small:
                name = current.get(year, "")
                if not name or not self._open[name].room():
                    name = current[year] = self._of_year("none" if year is None else str(year))
            part = self._open[name]
            part.entries.extend(entries)
            part.documents += 1
            part.size += self._size_of(result)

    def _of_year(self, year: str) -> str:
        """A part of that year with room in it."""
        number = 0
        while (part := self._open.setdefault(f"{year}-{number}", _Open())) and not part.room():
            number += 1
        return f"{year}-{number}"
