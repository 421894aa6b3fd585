"""What the server knows: the dataset as lists show it, and the acts as they come in."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ziping.pipeline.audit_page.content import Counts, Paper, counts_in, paper_of
from ziping.pipeline.audit_page.data import contents_of, findings_of, frame_of
from ziping.pipeline.audit_page.listing import Listed, Listing, list_all, sheets_of
from ziping.pipeline.audit_page.page import page, to_json
from ziping.pipeline.audit_page.page_pictures import Sheet
from ziping.pipeline.audit_page.reviewed import act_as_plain, key_of, reviews_of
from ziping.pipeline.audit_page.sources import State, find_originals
from ziping.pipeline.review_server.drawing import Pictures
from ziping.pipeline.reviews import Act, Journal, corrections_of, fitted, refused, renewed
from ziping.pipeline.reviews.acts import CORRECT, act_of
from ziping.schemas.dataset import CHECKS
from ziping.schemas.dataset.arrow import schema_of

if TYPE_CHECKING:
    from ziping.pipeline.dataset import Dataset
    from ziping.pipeline.options import Options
    from ziping.pipeline.present.plain import Plain

MOST_ACTS = 1_000  # that may come at once: an undone import


class ReviewState:
    """The dataset under review. Its methods may be called from several threads; one at a time is at work.

    Acts have numbers in the order in which they came to be known, whoever made them: a browser that knows the first n
    asks for what came after them.
    """

    def __init__(self, dataset: Dataset, options: Options, pictures: Pictures, *, lang: str, reviewer: str) -> None:
        """Args:
        dataset: The dataset.
        options: Workers that read it for the lists.
        pictures: The pictures of its pages.
        lang: The language the page opens in.
        reviewer: Who makes acts that do not say it themselves.
        """
        self._dataset, self._options, self._pictures = dataset, options, pictures
        self._lang, self._reviewer = lang, reviewer
        self._lock = threading.RLock()
        self._run = token_hex(8)
        self._journal = Journal(dataset.folder)
        self._journal.tidy()
        self._acts: list[Act] = list(self._journal.acts())
        self._names = {act.review_id for act in self._acts}
        self._corrections = corrections_of(dataset, self._acts)
        self._checks: dict[str, pa.Table] = {}  # made anew, by doc_id
        self._changed: dict[str, int] = {}  # doc_id → number of the act that last changed its checks
        self._sheets: dict[str, Mapping[int, Sheet]] = {}
        self._list()

    def page(self) -> Iterator[str]:
        """The page, piece by piece."""
        with self._lock:
            self._look()
            if self._state_of_tables() != self._read:
                self._list()  # the documents were read again
            said = reviews_of(fitted(self._dataset, self._acts), self._acts, key=key_of(self._dataset))
            papers = list(self._listed.values())
            overview: dict[str, Plain] = {
                **frame_of(self._dataset.name),
                "checks": replace(self._listing, counts=self._counts).checks(),
                "brief": self._listing.brief,
                "documents": [{**one.document, "original": self._originals[one.doc_id]} for one in papers],
                "evaluations": [{**e, "document": n} for n, one in enumerate(papers) for e in one.evaluations],
                "findings": [{**f, "document": n} for n, one in enumerate(papers) for f in one.findings],
                "unopened": list(self._listing.unopened),
                "reviews": said,
            }
            server: Plain = {"run": self._run, "number": len(self._acts), "reviewer": self._reviewer}
        return page(overview, (), lang=self._lang, server=server)

    def contents(self, short: str) -> str | None:
        """What was read from a document, as JSON; None where there is none of that name."""
        with self._lock:
            one = next((one for one in self._listed.values() if one.short == short), None)
            paper = None if one is None else self._paper(one.doc_id)
        if one is None or paper is None:
            return None
        original = self._pictures.original(one.doc_id, one.paths)
        sheets = {sheet.page: sheet for sheet in sheets_of(paper)}
        self._sheets[short] = sheets
        drawn = original.state is State.THERE
        pictures: dict[str, Plain] = {str(n): f"/pages/{short}/{n}.webp" for n in sheets} if drawn else {}
        return to_json({**contents_of(paper), "pictures": pictures, "original": original.state.value})

    def picture(self, short: str, number: int) -> Path | None:
        """The picture of a page; None where there is none."""
        with self._lock:
            one = next((one for one in self._listed.values() if one.short == short), None)
        if one is None or (short not in self._sheets and self.contents(short) is None):
            return None
        return self._pictures.picture(one.doc_id, one.paths, self._sheets[short], number)

    def add(self, given: Sequence[Mapping[str, Any]], after: int) -> dict[str, Plain]:
        """Takes acts in; they are on disk when it returns.

        Args:
            given: The acts as the page sends them.
            after: How many acts the page knows.

        Returns:
            As `since`.

        Raises:
            ValueError: when they are none; `Refused` when a value is none of its column's. Nothing was taken in.
            StoreError: when they cannot be written.
        """
        if not 0 < len(given) <= MOST_ACTS:
            raise ValueError(f"there can be up to {MOST_ACTS} acts at once")
        acts = [act_of({**g, "at": None}, reviewer=self._reviewer) for g in given]
        with self._lock:
            if strange := [act.doc_id for act in acts if act.doc_id not in self._listed]:
                raise ValueError(f"there is no document {strange[0]}")
            for reason in refused(self._dataset, acts).values():
                raise reason
            self._take(self._journal.add(acts))
            return self.since(after)

    def since(self, after: int, run: str | None = None) -> dict[str, Plain]:
        """The acts after the first so many, and the findings of documents that they changed.

        Args:
            after: How many acts the page knows.
            run: The run of the server that it knows them from; with another, it has to be loaded again.
        """
        with self._lock:
            self._look()
            if (run is not None and run != self._run) or after > len(self._acts):
                return {"reload": True}
            values = {(act.table, act.row_id, act.column): act for act in self._corrections}
            acts: list[Plain] = []
            for act in self._acts[max(after, 0) :]:
                now = values.get((act.table, act.row_id, act.column))
                acts.append(act_as_plain(act, self._row(act) if act is now else None))
            changed = [doc_id for doc_id, number in self._changed.items() if number > after]
            documents: dict[str, Plain] = {self._listed[d].short: self._findings(d) for d in changed}
            return {"run": self._run, "number": len(self._acts), "acts": acts, "documents": documents}

    def _look(self) -> None:
        """Takes in what somebody else has added: another server, or `ziping review --import`."""
        self._take([act for act in self._journal.acts() if act.review_id not in self._names])

    def _take(self, acts: Iterable[Act]) -> None:
        new = list(acts)
        self._acts += new
        self._names |= {act.review_id for act in new}
        documents = {act.doc_id for act in new if act.act == CORRECT and act.doc_id in self._listed}
        if documents:
            self._corrections = corrections_of(self._dataset, self._acts)
            self._check(documents)

    def _check(self, documents: Iterable[str]) -> None:
        """Makes the checks of documents anew."""
        for doc_id in documents:
            before = self._paper(doc_id)
            own = [act for act in self._corrections if act.doc_id == doc_id]
            self._counts -= self._counted(doc_id)
            self._checks[doc_id] = renewed(self._dataset, own, [doc_id])
            self._counts += self._counted(doc_id)
            paper = self._paper(doc_id)
            if before is not None and paper is not None:
                one = self._listed[doc_id]
                self._listed[doc_id] = replace(one, findings=findings_of(paper, failures=self._listing.brief))
                self._changed[doc_id] = len(self._acts)

    def _counted(self, doc_id: str) -> Counts:
        import pyarrow.compute as pc

        own = self._checks.get(doc_id)
        if own is None:
            own = self._dataset.scan(CHECKS.name).to_table(
                columns=["doc_id", "rule", "status"], filter=pc.field("doc_id") == doc_id
            )
        return counts_in({CHECKS.name: own})

    def _findings(self, doc_id: str) -> dict[str, Plain]:
        """Its findings as lists name them, and what they say beyond that."""
        paper = self._paper(doc_id)
        details: Plain = [] if paper is None else contents_of(paper)["findings"]
        return {"findings": list(self._listed[doc_id].findings), "details": details}

    def _paper(self, doc_id: str) -> Paper | None:
        nothing = schema_of(CHECKS).empty_table()
        return paper_of(self._dataset, doc_id, self._checks.get(doc_id, nothing))

    def _row(self, act: Act) -> Mapping[str, Any] | None:
        """The row that a correction is about."""
        import pyarrow.compute as pc

        if act.table is None:
            return None
        rows = self._dataset.scan(act.table).to_table(filter=pc.field("doc_id") == act.doc_id).to_pylist()
        return next((row for row in rows if act.row_id in row.values()), None)

    def _list(self) -> None:
        self._read = self._state_of_tables()
        with tempfile.TemporaryDirectory(prefix="ziping-") as scratch:
            self._listing: Listing = list_all(self._dataset, Path(scratch), self._options, few=False)
        self._counts: Counts = self._listing.counts.copy()
        self._listed: dict[str, Listed] = {one.doc_id: one for one in self._listing.listed}
        self._checks.clear()
        self._changed.clear()
        self._sheets.clear()
        self._corrections = corrections_of(self._dataset, self._acts)
        for doc_id in {act.doc_id for act in self._corrections} & self._listed.keys():
            own = [act for act in self._corrections if act.doc_id == doc_id]
            self._checks[doc_id] = renewed(self._dataset, own, [doc_id])
        names = {one.doc_id: one.paths for one in self._listing.listed}
        found = find_originals(self._dataset.folder, names, drawn=(), scratch=Path(tempfile.gettempdir()))
        self._originals = {doc_id: original.state.value for doc_id, original in found.items()}

    def _state_of_tables(self) -> tuple[tuple[str, int], ...]:
        """Changes when the documents are read anew."""
        folder = self._dataset.folder
        if not isinstance(folder, Path):
            return ()
        return tuple(sorted((f.name, f.stat().st_mtime_ns) for f in (folder / "documents").glob("*.parquet")))
