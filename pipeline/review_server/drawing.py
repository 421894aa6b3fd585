"""Pictures of pages, drawn when they are asked for, in a process that a hostile file may kill."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ziping.pipeline.audit_page.page_pictures import Drawing, Sheet, draw, existing
from ziping.pipeline.audit_page.sources import Original, find_originals
from ziping.pipeline.execution.workers import run_all
from ziping.pipeline.inputs.url import Url
from ziping.pipeline.options import Options

_AHEAD = 8  # pages drawn together: whoever looks at one looks at its neighbours
_SECONDS = 120.0


class Pictures:
    """The pictures of a dataset's pages; they are kept where `ziping report` keeps them."""

    def __init__(
        self, dataset: Path | Url, kept: Path, scratch: Path, options: Options, elsewhere: Path | None
    ) -> None:
        """Args:
        dataset: Where the dataset lies.
        kept: Where pictures are kept.
        scratch: Where members of archives may lie as long as the server runs.
        options: The limits of the worker that draws.
        elsewhere: The ingest root as it is called now, where the files have been moved.
        """
        self._dataset, self._kept, self._scratch, self._elsewhere = dataset, kept, scratch, elsewhere
        self._options = replace(options, jobs=1, engine="local", timeout=max(options.timeout, _SECONDS))
        self._originals: dict[str, Original] = {}
        self._lock = threading.Lock()

    def original(self, doc_id: str, names: tuple[str, ...]) -> Original:
        """The file of a document, told by its content; asked for once."""
        with self._lock:
            return self._original(doc_id, names)

    def picture(self, doc_id: str, names: tuple[str, ...], sheets: Mapping[int, Sheet], page: int) -> Path | None:
        """The picture of a page; None where it cannot be drawn.

        Args:
            doc_id: The document.
            names: The names it was found under.
            sheets: The pages of the document that may be drawn.
            page: The page that is wanted.
        """
        if page not in sheets:
            return None
        folder = self._kept / doc_id
        if found := existing(folder, [sheets[page]]):
            return found[page]
        with self._lock:
            path = self._original(doc_id, names).path
            if path is not None and not existing(folder, [sheets[page]]):
                some = tuple(sheets[n] for n in sorted(sheets) if page <= n < page + _AHEAD)
                for _ in run_all(draw, [Drawing(doc_id, path, folder, some)], self._options):
                    pass  # what could not be drawn is seen by its absence
        return existing(folder, [sheets[page]]).get(page)

    def _original(self, doc_id: str, names: tuple[str, ...]) -> Original:
        if doc_id not in self._originals:
            found = find_originals(
                self._dataset, {doc_id: names}, self._elsewhere, drawn={doc_id}, scratch=self._scratch
            )
            self._originals[doc_id] = found[doc_id]
        return self._originals[doc_id]
