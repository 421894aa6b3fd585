"""What the report says, from the tables of the dataset alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.report.columns import SHOWN
from schemas.dataset import CHECKS, EVALUATIONS, FAILURES, PAGES, WARNINGS

if TYPE_CHECKING:
    from pipeline.dataset import Dataset

Row = Mapping[str, Any]
SEVERITIES = ("error", "warning", "info")  # worst first
STATUSES = ("fail", "unchecked", "rounding", "pass")
_UNREAD = (FAILURES.name, WARNINGS.name)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with everything that the dataset has of it.

    Attributes:
        row: Its row of `documents`.
        paths: The names it was found under.
        rows: Table → its rows, of the tables that the report shows, of `pages`, `warnings` and `failures`.
        findings: Its rows of `checks` that are no pass, worst first.
    """

    row: Row
    paths: tuple[str, ...]
    rows: Mapping[str, Sequence[Row]]
    findings: Sequence[Row]

    @property
    def doc_id(self) -> str:
        return str(self.row["doc_id"])

    @property
    def evaluations(self) -> Sequence[Row]:
        return self.rows[EVALUATIONS.name]

    def pages_needed(self, *, few: bool = False) -> list[int]:
        """Pages on which something was read, found, or left unread; where they are to be few, those of failures and of
        what was left unread."""
        findings = [f for f in self.findings if f["status"] == "fail"] if few else self.findings
        wanted = {place["page"] for finding in findings for place in finding["evidence"] or ()}
        for name, rows in self.rows.items():
            if name == PAGES.name or (few and name not in _UNREAD):
                continue
            wanted |= {row["page"] for row in rows}
            wanted |= {cell["page"] for row in rows for cell in row.get("cells") or ()}
        there = {row["page"] for row in self.rows[PAGES.name]}
        return sorted(page for page in wanted if page in there)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that the report shows.

    Attributes:
        papers: The documents in order of their names.
        unopened: Rows of `failures` of inputs that could not be opened: they are no documents.
        checks: Rule → status → number of checks.
    """

    papers: tuple[Paper, ...]
    unopened: tuple[Row, ...]
    checks: Mapping[str, Mapping[str, int]]


def gather(dataset: Dataset) -> Content:
    """Reads the dataset."""
    names = [spec.name for spec in SHOWN] + [PAGES.name, *_UNREAD]
    tables = {name: _by_document(_rows(dataset, name)) for name in names}
    findings, counts = _checks(dataset)
    documents: dict[str, list[Row]] = {}
    for row in _rows(dataset, "documents"):
        documents.setdefault(row["doc_id"], []).append(row)
    papers = [
        Paper(
            rows[0],
            tuple(row["path"] for row in rows),
            {name: tables[name].get(doc_id, ()) for name in names},
            findings.get(doc_id, ()),
        )
        for doc_id, rows in documents.items()
    ]
    papers.sort(key=lambda paper: paper.paths)
    unopened = [row for doc_id, rows in tables[FAILURES.name].items() if doc_id not in documents for row in rows]
    return Content(tuple(papers), tuple(unopened), counts)


def _rows(dataset: Dataset, name: str) -> Iterable[Row]:
    columns = [f.name for f in dataset.scan(name).schema if (name, f.name) != (PAGES.name, "text")]
    for batch in dataset.scan(name).to_batches(columns=columns):
        yield from batch.to_pylist()


def _by_document(rows: Iterable[Row]) -> dict[str | None, list[Row]]:
    found: dict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["doc_id"]].append(row)
    return dict(found)


def _checks(dataset: Dataset) -> tuple[dict[str, list[Row]], Mapping[str, Mapping[str, int]]]:
    """Findings by document, and how many checks of each rule ended how."""
    findings: dict[str, list[Row]] = defaultdict(list)
    counts: dict[str, dict[str, int]] = {}
    for row in _rows(dataset, CHECKS.name):
        by_status = counts.setdefault(row["rule"], dict.fromkeys(STATUSES, 0))
        by_status[row["status"]] += 1
        if row["status"] != "pass":
            findings[row["doc_id"]].append(row)
    for rows in findings.values():
        rows.sort(key=lambda row: (SEVERITIES.index(row["severity"]), STATUSES.index(row["status"])))
    return findings, counts


def score_ratio(evaluation: Row) -> float | None:
    """Total score as a part of the full score (100 where none is stated): for a plot."""
    total, full = evaluation["total_score"], evaluation["full_score"] or Decimal(100)
    return None if total is None or full <= 0 else float(total / full)


def execution_ratio(funding: Iterable[Row]) -> float | None:
    """Of the lines of an evaluation the rate of the total, as stated, else as executed ÷ budget: for a plot."""
    for line in funding:
        if line["line"] != "total":
            continue
        rate, budget, executed = line["execution_rate"], line["annual_budget"], line["executed"]
        if rate is None and executed is not None and budget:
            rate = executed / budget
        if rate is not None:
            return float(rate)
    return None
