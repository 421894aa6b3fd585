"""What the report says, from the tables of the dataset alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from ziping.pipeline.audit_page.shown_columns import SHOWN
from ziping.pipeline.severities import SEVERITIES
from ziping.schemas.dataset import (
    CHECKS,
    DOCUMENTS,
    EVALUATIONS,
    FAILURES,
    PAGES,
    WARNINGS,
)

if TYPE_CHECKING:
    from ziping.pipeline.dataset import Dataset

Row = Mapping[str, Any]
Tables = Mapping[str, pa.Table]
Counts = Counter[tuple[str, str]]
STATUSES = ("fail", "unchecked", "rounding", "pass")
_UNREAD = (FAILURES.name, WARNINGS.name)
_PARTS = (*(spec.name for spec in SHOWN), PAGES.name, *_UNREAD, CHECKS.name)
_AT_ONCE = 50  # documents

# What is read of each table: everything but the text of pages.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    spec.name: tuple(c.name for c in spec.columns if (spec, c.name) != (PAGES, "text"))
    for spec in (DOCUMENTS, *SHOWN, PAGES, FAILURES, WARNINGS, CHECKS)
}


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
        """The SHA-256 of the file, hexadecimal."""
        return str(self.row["doc_id"])

    @property
    def evaluations(self) -> Sequence[Row]:
        """Its rows of `evaluations`."""
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


def papers_in(tables: Tables) -> Iterator[Paper]:
    """The documents of a share in order of their names, a few at a time as Python objects."""
    papers: dict[str, list[Row]] = {}
    for row in tables["documents"].to_pylist():
        papers.setdefault(row["doc_id"], []).append(row)
    ordered = sorted(papers.items(), key=lambda item: [row["path"] for row in item[1]])
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        rows = {name: _by_document(tables.get(name), [doc_id for doc_id, _ in some]) for name in _PARTS}
        for doc_id, named in some:
            own = {name: found.get(doc_id, []) for name, found in rows.items()}
            findings = [row for row in own.pop(CHECKS.name) if row["status"] != "pass"]
            findings.sort(key=lambda row: (SEVERITIES.index(row["severity"]), STATUSES.index(row["status"])))
            yield Paper(named[0], tuple(row["path"] for row in named), own, findings)


def with_renewed(tables: Tables, renewed: pa.Table) -> dict[str, pa.Table]:
    """The tables of a share with the checks that were made anew of some documents, since something in them was
    corrected, in place of those that the dataset keeps."""
    found = dict(tables)
    ids = pc.unique(renewed["doc_id"])
    if len(ids) and CHECKS.name in tables:
        kept = tables[CHECKS.name]
        here = pc.is_in(renewed["doc_id"], tables["documents"]["doc_id"].combine_chunks())
        columns = kept.column_names
        rest = kept.filter(pc.invert(pc.is_in(kept["doc_id"], ids)))
        found[CHECKS.name] = pa.concat_tables([rest, renewed.filter(here).select(columns).cast(rest.schema)])
    return found


def paper_of(dataset: Dataset, doc_id: str, renewed: pa.Table) -> Paper | None:
    """One document of a dataset; None where there is none of that id.

    Args:
        dataset: The dataset.
        doc_id: Its id.
        renewed: Checks that were made anew.
    """
    tables = {
        name: dataset.scan(name).to_table(columns=list(columns), filter=pc.field("doc_id") == doc_id)
        for name, columns in COLUMNS.items()
    }
    return next(papers_in(with_renewed(tables, renewed)), None)


def _by_document(table: pa.Table | None, documents: Sequence[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    if table is not None:
        for row in table.filter(pc.is_in(table["doc_id"], pa.array(documents, pa.string()))).to_pylist():
            found[row["doc_id"]].append(row)
    return found


def unopened_in(tables: Tables) -> list[Row]:
    """Rows of `failures` of inputs that could not be opened: they are no documents."""
    failures = tables.get(FAILURES.name)
    if failures is None:
        return []
    known = pc.is_in(failures["doc_id"], tables["documents"]["doc_id"].combine_chunks())
    rows: list[Row] = failures.filter(pc.invert(known)).to_pylist()
    return rows


def counts_in(tables: Tables) -> Counts:
    """(Rule, status) → number of checks."""
    checks = tables.get(CHECKS.name)
    if checks is None:
        return Counter()
    grouped = checks.group_by(["rule", "status"]).aggregate([([], "count_all")]).to_pylist()
    return Counter({(row["rule"], row["status"]): row["count_all"] for row in grouped})


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
