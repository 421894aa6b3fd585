"""Which checks are findings, and which of them are wanted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ziping.pipeline.errors import UsageError
from ziping.pipeline.formats.findings import Findings, Row
from ziping.pipeline.reviews.acts import Act

SHOWN = ("error", "warning")  # unless others are asked for
__all__ = ["SHOWN", "Audit", "Findings", "Row", "audit", "read_baseline"]


@dataclass(frozen=True, slots=True)
class Audit:
    """What a re-check found.

    Attributes:
        findings: Rows of `checks` to be shown, worst first, then by document: failures, and with the severity
            `info` also what was only within rounding or could not be checked. A pass is no finding.
        counts: Status → number of checks, of all that were made.
        known: Findings left out because the baseline has them.
        paths: doc_id → path of the file.
        reviewed: check_id → the last judgement of it.
    """

    findings: Findings
    counts: Mapping[str, int]
    known: int
    paths: Mapping[str, str]
    reviewed: Mapping[str, Act] = field(default_factory=dict)

    def open(self) -> Findings:
        """The findings that nobody has called unfounded: those that count."""
        return self.findings.new({name for name, act in self.reviewed.items() if act.act == "reject"})

    def path_of(self, finding: Row) -> str:
        """The file that a finding is about, as the dataset names it."""
        return self.paths.get(finding["doc_id"]) or str(finding["doc_id"])


def audit(  # noqa: PLR0913 - what is wanted is a matter of choice
    checks: pa.Table,
    documents: pa.Table,
    *,
    rules: Collection[str] = (),
    severities: Collection[str] = (),
    baseline: Collection[str] = frozenset(),
    counts: Mapping[str, int] | None = None,
    reviewed: Mapping[str, Act] | None = None,
) -> Audit:
    """Selects the findings of a table of checks.

    Args:
        checks: Rows of `checks`.
        documents: Rows of `documents`: names the files.
        rules: Only these rules; all where empty.
        severities: Only these severities; errors and warnings where empty.
        baseline: `check_id`s of findings that are known: left out.
        counts: Status → number of checks, where `checks` has not all of them.
        reviewed: check_id → the last judgement of it.
    """
    if rules:
        checks = checks.filter(pc.is_in(checks["rule"], value_set=_strings(rules)))
    if counts is None:
        counts = dict(Counter(checks["status"].to_pylist()).most_common())
    wanted = pc.is_in(checks["severity"], value_set=_strings(severities or SHOWN))
    wanted = pc.and_(wanted, pc.not_equal(checks["status"], "pass"))
    paths = dict(zip(documents["doc_id"].to_pylist(), documents["path"].to_pylist(), strict=True))
    # Rows of a file on disk stay there where all of them are wanted.
    found = Findings(checks if pc.all(wanted).as_py() else checks.filter(wanted), paths)
    new = found.new(baseline)
    return Audit(new, counts, len(found) - len(new), paths, reviewed or {})


def _strings(values: Collection[str]) -> pa.Array:
    return pa.array(sorted(values), pa.string())


def read_baseline(file: Path) -> frozenset[str]:
    """The `check_id`s of a baseline: what `check --format json` wrote, or a text file with one id a line.

    In a text file, what follows an id and lines that begin with # are remarks.

    Raises:
        UsageError: when the file cannot be read or holds neither.
    """
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{file} cannot be read as a baseline: {error}. Name a file of `check --format json`."
        ) from error
    if text.lstrip().startswith(("{", "[")):
        return _from_json(file, text)
    lines = (line.split() for line in text.splitlines())
    return frozenset(words[0] for words in lines if words and not words[0].startswith("#"))


def _from_json(file: Path, text: str) -> frozenset[str]:
    try:
        content = json.loads(text)
        entries = content["findings"] if isinstance(content, dict) else content
        return frozenset(e if isinstance(e, str) else e["check_id"] for e in entries)
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{file} is no baseline: it lists no check_id. Name a file of `check --format json`."
        ) from error
