"""What goes wrong while one document is read, kept as values."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.pipeline.errors import ReadError
from ziping.pipeline.execution.result import Failure
from ziping.pipeline.execution.time_budget import OutOfTime, TimeBudget

if TYPE_CHECKING:
    from ziping.pipeline.reading import PdfFile
    from ziping.schemas.document import Document
    from ziping.schemas.page import Page
    from ziping.schemas.report import Report

_UNREAD = {
    "no-text-layer": "only a picture of the text",
    "garbled-text-layer": "a text layer that does not say what its characters are",
    "false-text-layer": "a text layer that says other characters than the page shows",
}

_CUT = frozenset({"timeout", "crashed", "out-of-memory"})


class FailureCollector:
    """Collects the failures of one document; the stages that follow go on with what there is."""

    def __init__(self, path: Path, time_budget: TimeBudget | None = None) -> None:
        self._path, self._time_budget = path, time_budget or TimeBudget()
        self._all: list[Failure] = []

    @contextmanager
    def collect_failures(self, stage: str) -> Iterator[None]:
        """Whatever a stage raises becomes a failure of that stage."""
        try:
            yield
        except Exception as error:
            self._all.append(failure_of(stage, error, self._path))

    def readable(self, pdf: PdfFile) -> Iterator[Page]:
        """Every page that can be read, as far as its time allows: a broken one costs no other."""
        number = 0
        for number in range(1, pdf.page_count + 1):
            refusal = self._time_budget.reason_to_stop(number, pdf.page_count)
            if refusal is not None:
                self._all.append(refusal)
                break
            page = None
            with self.collect_failures("read"):
                page = pdf.page(number)
            if page is not None:
                yield page
        self._time_budget.done(number)

    def lost(self, failure: Failure) -> None:
        """Takes note of a failure that a stage has put into words itself."""
        self._all.append(failure)

    def unread(self, pages: Mapping[int, str]) -> None:
        """Pages whose text the file does not give, and that nobody was asked to recognise."""
        for number, code in sorted(pages.items()):
            what = _UNREAD.get(code, code)
            message = f"The page holds {what}, and recognition is switched off. Leave --ocr never out."
            self._all.append(Failure("ocr", code, message, number))

    def nothing_found(self, document: Document, report: Report) -> None:
        """A document without an evaluation, unless that is the consequence of a failure already told."""
        if not report.evaluations and (document.blocks or not self._all):
            message = (
                "No self-evaluation was recognised: no score, indicator or funding of a project or department. "
                "If the file does hold one, see what was read with: ziping inspect FILE"
            )
            self._all.append(Failure("parse", "no-evaluation-found", message))

    @property
    def cut(self) -> bool:
        """Whether the document was read or understood in part only: what is missing may be what a sum lacks."""
        return any(f.page is not None and f.error in _CUT for f in self._all)

    @property
    def failures(self) -> tuple[Failure, ...]:
        """One failure for each thing that went wrong, however many pages it befell."""
        same: dict[tuple[str, str], list[Failure]] = {}
        for failure in self._all:
            same.setdefault((failure.stage, failure.error), []).append(failure)
        return tuple(_merged(group) for group in same.values())


def failure_of(stage: str, error: Exception, path: Path) -> Failure:
    """An exception as a row of `failures`, which names the file already: not where it lies on this machine."""
    from pypdfium2 import PdfiumError

    match error:
        case ReadError():
            return Failure("read", error.code, error.message.replace(str(path), "The file"), error.page)
        case PdfiumError():
            return Failure(stage, "corrupt", f"The file is damaged ({str(error).strip('. ')}): fetch it again.")
        case MemoryError():
            return Failure(stage, "out-of-memory", "It needs more memory than a worker may use.")
        case OutOfTime():
            message = "Time was up: what was read is kept. Allow more with --timeout SECONDS."
            return Failure(stage, "timeout", message)
        case OSError():
            return Failure(stage, "unreadable", f"It cannot be read: {error.strerror or error}.")
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).stem}:{frame.lineno}"
    message = f"A defect of ziping, not of the file: {type(error).__name__} at {where}: {error}. Please report it."
    return Failure(stage, "internal-error", message)


def _merged(group: list[Failure]) -> Failure:
    pages = sorted({f.page for f in group if f.page is not None})
    if len(pages) < 2:
        return group[0]
    return replace(group[0], message=f"{group[0].message} (pages {ranges(pages)})", page=pages[0])


def ranges(numbers: list[int]) -> str:
    """[1, 2, 3, 7] → "1-3, 7"."""
    parts, start = [], numbers[0]
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        if following != number + 1:
            parts.append(str(start) if start == number else f"{start}-{number}")
            start = following or 0
    return ", ".join(parts)
