"""The folder of a dataset, as the one run that writes it sees it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ziping.pipeline.inputs.url import Url
from ziping.pipeline.options import Options
from ziping.pipeline.reviews.store import prepare
from ziping.pipeline.store import manifest, package
from ziping.pipeline.store.durable import telling
from ziping.pipeline.store.folder import Folder, folder_at
from ziping.pipeline.store.lock import Lock, locked
from ziping.pipeline.store.manifest import Entry, Manifest
from ziping.pipeline.store.publish import publish
from ziping.pipeline.store.results import Results
from ziping.pipeline.version import parser_version

HIDDEN = ".ziping"  # what belongs to the program and not to the reader


@dataclass(frozen=True, slots=True)
class Store:
    """A dataset that is open for writing.

    Attributes:
        root: Its folder.
        results: The results of single documents.
        before: The inputs it held when this run began.
        lock: What keeps other runs away.
    """

    root: Folder
    results: Results
    before: Manifest
    lock: Lock

    @property
    def hidden(self) -> Folder:
        """The folder of what belongs to the program."""
        return self.root.under(HIDDEN)

    def publish(self, entries: Iterable[Entry], *, prune: bool = False, tidy: bool = True) -> Manifest:
        """Takes up the inputs of this run, and writes the tables if that changes anything.

        Args:
            prune: Whether inputs whose file is gone leave the dataset.
            tidy: Whether results go that no input refers to; not so where some were not taken up yet.

        Returns:
            All inputs that the dataset now holds.

        Raises:
            StoreError: when it cannot be written.
        """
        with telling(self.root.place):
            return self._publish(entries, prune=prune, tidy=tidy)

    def _publish(self, entries: Iterable[Entry], *, prune: bool, tidy: bool) -> Manifest:
        found = tuple(entries)
        after = self.before.updated(found)
        if prune:
            after = after.without(after.gone(found))
        self.lock.check()
        if (after, after.stamps()) != (
            self.before,
            self.before.stamps(),
        ):  # before the tables: what a killed run has published is not forgotten
            manifest.save(self.hidden, after)
        self.results.folder.look_again()
        changed = publish(self.root, HIDDEN, after.entries, self.results)
        prepare(self.root)
        package.write(self.root)
        if tidy and (changed or after != self.before):
            self.results.remove_all_but({e.result for e in after.entries if e.result})
        return after


@contextmanager
def opened(root: Path | Url, options: Options) -> Iterator[Store]:
    """Opens a dataset for writing; creates it where there is none.

    Raises:
        StoreError: when it cannot be written, or another run is writing it.
        UsageError: when there is no writing to such an address.
    """
    folder = folder_at(root)
    hidden = folder.under(HIDDEN)
    with locked(hidden) as lock:
        results = Results.of(hidden.under("results"), parser_version(), options.reading)
        with telling(root):
            before = manifest.load(hidden)
        yield Store(folder, results, before, lock)
