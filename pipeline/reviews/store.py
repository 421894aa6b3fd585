"""Where acts are kept: a small file each in DIR/reviews, on disk before anybody is told that it is done."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ziping.pipeline.inputs.url import Url
from ziping.pipeline.reviews.acts import Act, Place
from ziping.pipeline.store.durable import telling
from ziping.pipeline.store.folder import Folder, folder_at
from ziping.pipeline.store.parts import FIRST
from ziping.schemas.dataset import REVIEWS
from ziping.schemas.dataset.arrow import schema_of, to_table

FOLDER = REVIEWS.name
_SUFFIX = ".parquet"
_NOTHING = f"{FIRST}{_SUFFIX}"  # so that the table can be read before anybody has done anything
_MOST_FILES = 100  # of which each holds few acts, before they become one
_TRIES = 3
EDGES = ("x0", "top", "x1", "bottom")


def prepare(root: Folder) -> None:
    """Makes the table where it is not there yet, without a row."""
    folder = root.under(FOLDER)
    folder.make()
    if not folder.names(_SUFFIX):
        folder.write(_NOTHING, _bytes(()))


@dataclass(slots=True)
class Journal:
    """The acts of a dataset as they grow. A file of acts never changes, so that each is read once.

    Attributes:
        dataset: Where the dataset lies.
    """

    dataset: Path | Url
    _read: dict[str, frozenset[str]] = field(default_factory=dict)  # file → its acts' names
    _acts: dict[str, Act] = field(default_factory=dict)  # by their names

    def acts(self) -> tuple[Act, ...]:
        """All acts, also those that somebody else has added, in the order in which they were done."""
        folder = folder_at(self.dataset).under(FOLDER)
        for tries in range(_TRIES, 0, -1):
            try:
                self._read_new(folder)
                break
            except FileNotFoundError:  # it has become part of another since the folder was looked at
                if tries == 1:
                    raise
                folder.look_again()
        return tuple(sorted(self._acts.values(), key=lambda act: (act.at, act.review_id)))

    def add(self, acts: Iterable[Act]) -> tuple[Act, ...]:
        """Appends acts; they are on disk when it returns. Those that are there already are left out.

        Returns:
            Those that are new.

        Raises:
            StoreError: when they cannot be written; then none of them was.
        """
        root = folder_at(self.dataset)
        with telling(self.dataset):
            prepare(root)
            known = {act.review_id for act in self.acts()}
            new = tuple({act.review_id: act for act in acts if act.review_id not in known}.values())
            if new:
                name = _name_of(new)
                root.under(FOLDER).write(name, _bytes(new))
                self._keep(name, new)
        return new

    def tidy(self) -> None:
        """Makes one file of many, as acts come in files of their own. Others may add and tidy at the same time: a file is
        removed when another that is on disk holds all its acts, and acts that are in two files for a moment count once.

        Raises:
            StoreError: when it cannot be written; nothing is lost.
        """
        with telling(self.dataset):
            self.acts()
            folder = folder_at(self.dataset).under(FOLDER)
            there = [name for name in folder.names(_SUFFIX) if self._read.get(name)]
            if len(there) > _MOST_FILES:
                whole = self.acts()
                name = _name_of(whole)
                folder.write(name, _bytes(whole))
                self._keep(name, whole)
                there.append(name)
            largest = max(there, key=lambda name: (len(self._read[name]), name), default=None)
            for name in there:
                if largest is not None and name != largest and self._read[name] <= self._read[largest]:
                    folder.remove(name)

    def _read_new(self, folder: Folder) -> None:
        for name in sorted(set(folder.names(_SUFFIX)) - self._read.keys()):
            path, system = folder.parquet(name)
            rows = pq.read_table(path, filesystem=system, partitioning=None).to_pylist()
            self._keep(name, tuple(map(_act, rows)))

    def _keep(self, name: str, acts: Iterable[Act]) -> None:
        own = {act.review_id: act for act in acts}
        self._acts |= own
        self._read[name] = frozenset(own)


def _name_of(acts: Collection[Act]) -> str:
    """A file's name: the time of its first act, and a name of all of them. The same acts make the same name."""
    first = min(acts, key=lambda act: (act.at, act.review_id))
    own = first.review_id
    if len(acts) > 1:
        own = hashlib.sha256("\n".join(sorted(act.review_id for act in acts)).encode()).hexdigest()[:24]
    return f"{first.at.astimezone(datetime.UTC):%Y%m%dT%H%M%S%f}-{own}{_SUFFIX}"


def add(dataset: Path | Url, acts: Iterable[Act]) -> int:
    """Appends acts to a dataset; those that it has already (the same file imported twice) are left out.

    Returns:
        How many are new.

    Raises:
        StoreError: when they cannot be written; then none of them was.
    """
    journal = Journal(dataset)
    journal.tidy()
    return len(journal.add(acts))


def load(dataset: Path | Url) -> tuple[Act, ...]:
    """All acts of a dataset, in the order in which they were done."""
    return Journal(dataset).acts()


def _act(row: Mapping[str, Any]) -> Act:
    values = dict(row)
    page, box = values.pop("page"), [values.pop(edge) for edge in EDGES]
    return Act(**values, place=None if page is None else Place(page, *box))


def _bytes(acts: Iterable[Act]) -> pa.Buffer:
    rows = [act.row() for act in acts]
    table = to_table(REVIEWS, rows) if rows else schema_of(REVIEWS).empty_table()
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    return sink.getvalue()
