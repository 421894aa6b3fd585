"""What a run did and found: the same for a person and for a program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.dataset import open_dataset
from pipeline.plain import Plain, plain
from pipeline.result import FAILED, OK, PARTIAL

if TYPE_CHECKING:
    from pipeline.dataset import Dataset
    from pipeline.ingestion import Run

COUNTED = ("evaluations", "indicators", "sections", "funding", "facts")


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that failed."""

    path: str
    page: int | None
    rule: str
    severity: str
    subject: str | None
    stated: Decimal | None
    computed: Decimal | None
    verdict: str | None
    message_zh: str | None
    message_en: str | None
    explanations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be read, or only in part."""

    path: str
    error: str
    message: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did and found, over the inputs of this run.

    Attributes:
        dataset: Folder of the dataset.
        found: Inputs found; `ok + partial + failed` unless the run was interrupted.
        read: Documents read in this run.
        unchanged: Inputs whose content was known, so that no page of them was read again.
        pages: Pages of the documents, `pages_read` of them read in this run.
        rows: Table → number of rows.
        warnings: Code → number.
        checks: Status → number.
        findings: Failed checks, errors first.
        gone: Inputs of earlier runs whose file is gone; their rows are kept.
    """

    dataset: str
    found: int
    ok: int
    partial: int
    failed: int
    read: int
    unchanged: int
    pages: int
    pages_read: int
    seconds: float
    rows: Mapping[str, int]
    warnings: Mapping[str, int]
    checks: Mapping[str, int]
    findings: tuple[Finding, ...]
    failures: tuple[Problem, ...]
    gone: tuple[str, ...]
    interrupted: bool

    def by_rule(self) -> list[tuple[str, str, int]]:
        """(severity, rule, number of findings), in the order of the findings."""
        return [(s, r, n) for (s, r), n in Counter((f.severity, f.rule) for f in self.findings).items()]

    def to_json(self) -> Plain:
        """Plain values for `json.dumps`."""
        by_rule = [{"severity": s, "rule": r, "count": n} for s, r, n in self.by_rule()]
        return plain({**asdict(self), "findings_by_rule": by_rule})


_SEVERITIES = ("error", "warning", "info")


def summarise(run: Run, seconds: float = 0.0) -> Summary:
    """Looks up in the dataset what the inputs of a run gave."""
    dataset = open_dataset(run.out)
    documents = {e.doc_id for e in run.entries if e.doc_id}
    names = {e.path for e in run.entries}
    table = {name: _of(dataset, name, documents) for name in ("documents", "checks", "warnings", *COUNTED)}
    inputs = [d for d in table["documents"] if d["path"] in names]
    failures = [f for f in dataset.table("failures").to_pylist() if f["path"] in names]
    statuses = Counter(d["status"] for d in inputs)
    paths = {d["doc_id"]: d["path"] for d in reversed(inputs)}
    return Summary(
        dataset=str(run.out),
        found=len(run.entries),
        ok=statuses[OK],
        partial=statuses[PARTIAL],
        failed=statuses[FAILED] + sum(e.doc_id is None for e in run.entries),
        read=run.read,
        unchanged=run.unchanged,
        pages=sum({d["doc_id"]: d["page_count"] or 0 for d in inputs}.values()),
        pages_read=run.pages,
        seconds=seconds,
        rows={name: len(table[name]) for name in COUNTED},
        warnings=dict(Counter(w["code"] for w in table["warnings"]).most_common()),
        checks=dict(Counter(c["status"] for c in table["checks"]).most_common()),
        findings=findings_of(table["checks"], paths),
        failures=tuple(Problem(f["path"], f["error"], f["message"], f["page"]) for f in failures),
        gone=run.gone,
        interrupted=run.interrupted,
    )


def findings_of(checks: Iterable[Mapping[str, Any]], paths: Mapping[str, str]) -> tuple[Finding, ...]:
    """The failed checks, errors first, then in the order of the documents."""
    failed = [c for c in checks if c["status"] == "fail"]
    failed.sort(key=lambda c: (_SEVERITIES.index(c["severity"]), paths.get(c["doc_id"], "")))
    return tuple(
        Finding(
            path=paths.get(c["doc_id"], ""),
            page=next((e["page"] for e in c["evidence"] or ()), None),
            rule=c["rule"],
            severity=c["severity"],
            subject=c["subject"],
            stated=c["stated"],
            computed=c["computed"],
            verdict=c["verdict"],
            message_zh=c["message_zh"],
            message_en=c["message_en"],
            explanations=tuple(c["explanations"] or ()),
        )
        for c in failed
    )


_NEEDED = {
    "documents": ["doc_id", "path", "status", "page_count"],
    "warnings": ["code"],
    "checks": None,
}  # fmt: skip


def _of(dataset: Dataset, name: str, documents: set[str]) -> list[dict[str, Any]]:
    import pyarrow.compute as pc

    columns = _NEEDED.get(name, ["doc_id"])
    of_these = pc.field("doc_id").isin(sorted(documents))
    rows: list[dict[str, Any]] = dataset.scan(name).to_table(columns=columns, filter=of_these).to_pylist()
    return rows
