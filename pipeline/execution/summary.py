"""What a run did and found: the same for a person and for a program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from ziping.pipeline.dataset import open_dataset
from ziping.pipeline.execution.result import FAILED, OK, PARTIAL
from ziping.pipeline.present.plain import Plain, plain

if TYPE_CHECKING:
    from ziping.pipeline.execution.result import Run
    from ziping.pipeline.formats import Audit

COUNTED = ("evaluations", "indicators", "sections", "funding", "facts")


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
        found: Files found: `ok + partial + failed + skipped + other`.
        skipped: Inputs that were not come to, since the run was interrupted.
        other: Files that could hold no report; `other_files` names them.
        files: The files that were come to by what became of them (`ok`, `partial`, `failed`), and those `skipped`.
        added: Documents that the dataset did not hold before this run.
        held: Documents that it holds now, those of other runs included.
        read: Documents read in this run.
        unchanged: Inputs whose content was known, so that no page of them was read again.
        pages: Pages of the documents, `pages_read` of them read in this run.
        rows: Table → number of rows.
        warnings: Code → number.
        audit: What the checks found; see `ziping.pipeline.formats`.
        gone: Inputs of earlier runs whose file is gone; their rows are kept.
        pruned: Such inputs whose rows were removed, as asked for.
    """

    dataset: str
    found: int
    ok: int
    partial: int
    failed: int
    skipped: int
    other: int
    other_files: tuple[str, ...]
    files: Mapping[str, tuple[str, ...]]
    added: int
    held: int
    read: int
    unchanged: int
    pages: int
    pages_read: int
    seconds: float
    rows: Mapping[str, int]
    warnings: Mapping[str, int]
    audit: Audit
    failures: tuple[Problem, ...]
    gone: tuple[str, ...]
    pruned: tuple[str, ...]
    interrupted: bool

    @property
    def nothing_read(self) -> bool:
        """Whether nothing that was found said anything."""
        return not self.ok and not self.partial

    def by_rule(self) -> list[tuple[str, str, int]]:
        """(severity, rule, number of findings), in the order of the findings."""
        return [(s, r, n) for (s, r), n in self.audit.findings.number_by("severity", "rule").items()]

    def to_json(self) -> dict[str, Plain]:
        """Plain values for `json.dumps`: everything but the findings one by one."""
        values = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in {"audit", "failures"}}
        by_rule = [{"severity": s, "rule": r, "count": n} for s, r, n in self.by_rule()]
        verdicts = self.audit.findings.number_by("verdict").items()
        by_verdict = {verdict: number for (verdict,), number in verdicts if verdict is not None}
        failures = [asdict(f) for f in self.failures]
        named = {**values, "failures": failures, "checks": self.audit.counts, "findings_by_rule": by_rule}
        named["findings_by_verdict"] = by_verdict
        return {name: plain(value) for name, value in named.items()}


def summarise(run: Run, seconds: float = 0.0) -> Summary:
    """Looks up in the dataset what the inputs of a run gave."""
    import pyarrow.compute as pc

    from ziping.pipeline.formats.stored_findings import stored

    dataset = open_dataset(run.out)
    of_this_run = pc.field("doc_id").isin(sorted({e.doc_id for e in run.entries if e.doc_id}))
    named = pc.field("path").isin(sorted({e.path for e in run.entries}))
    columns = ["doc_id", "path", "status", "page_count"]
    documents = dataset.scan("documents").to_table(columns=columns, filter=of_this_run & named)
    failures = dataset.scan("failures").to_table(filter=named)
    codes = dataset.scan("warnings").to_table(columns=["code"], filter=of_this_run)
    inputs = documents.select(["doc_id", "status", "page_count"]).to_pylist()
    status_of = {d["doc_id"]: d["status"] for d in inputs}
    of_entry = [(FAILED if e.doc_id is None else status_of[e.doc_id], e.path) for e in run.entries]
    statuses = Counter(status for status, _ in of_entry)
    files = {status: tuple(path for s, path in of_entry if s == status) for status in (OK, PARTIAL, FAILED)}
    return Summary(
        dataset=str(run.out),
        found=run.found,
        ok=statuses[OK],
        partial=statuses[PARTIAL],
        failed=statuses[FAILED],
        skipped=run.found - len(run.entries) - len(run.other),
        other=len(run.other),
        other_files=run.other,
        files={**files, "skipped": run.skipped},
        added=run.added,
        held=dataset.scan("documents").count_rows(),
        read=run.read,
        unchanged=run.unchanged,
        pages=sum({d["doc_id"]: d["page_count"] or 0 for d in inputs}.values()),
        pages_read=run.pages,
        seconds=seconds,
        rows={name: dataset.scan(name).count_rows(filter=of_this_run) for name in COUNTED},
        warnings=dict(Counter(codes.column("code").to_pylist()).most_common()),
        audit=stored(dataset, of=of_this_run, named=named),
        failures=tuple(Problem(f["path"], f["error"], f["message"], f["page"]) for f in failures.to_pylist()),
        gone=run.gone,
        pruned=run.pruned,
        interrupted=run.interrupted,
    )
