"""Which checks are findings, and which of them are wanted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from pipeline.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

SEVERITIES = ("error", "warning", "info")  # worst first
SHOWN = ("error", "warning")  # unless others are asked for

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Audit:
    """What a re-check found.

    Attributes:
        findings: Rows of `checks` to be shown, worst first, then by document: failures, and with the severity
            `info` also what was only within rounding or could not be checked. A pass is no finding.
        counts: Status → number of checks, of all that were made.
        known: Findings left out because the baseline has them.
        paths: doc_id → path of the file.
    """

    findings: tuple[Row, ...]
    counts: Mapping[str, int]
    known: int
    paths: Mapping[str, str]

    def path_of(self, finding: Row) -> str:
        """The file that a finding is about, as the dataset names it."""
        return self.paths.get(finding["doc_id"]) or finding["doc_id"]


def audit(
    checks: pa.Table,
    documents: pa.Table,
    *,
    rules: Collection[str] = (),
    severities: Collection[str] = (),
    baseline: Collection[str] = frozenset(),
) -> Audit:
    """Selects the findings of a table of checks.

    Args:
        checks: Rows of `checks`.
        documents: Rows of `documents`: names the files.
        rules: Only these rules; all where empty.
        severities: Only these severities; errors and warnings where empty.
        baseline: `check_id`s of findings that are known: left out.
    """
    if rules:
        checks = checks.filter(pc.is_in(checks["rule"], value_set=_strings(rules)))
    wanted = pc.is_in(checks["severity"], value_set=_strings(severities or SHOWN))
    rows = checks.filter(pc.and_(wanted, pc.not_equal(checks["status"], "pass"))).to_pylist()
    new = [row for row in rows if row["check_id"] not in baseline]
    paths = dict(zip(documents["doc_id"].to_pylist(), documents["path"].to_pylist(), strict=True))
    new.sort(key=lambda row: (SEVERITIES.index(row["severity"]), paths.get(row["doc_id"]) or ""))
    counts = Counter(checks["status"].to_pylist())
    return Audit(tuple(new), dict(counts.most_common()), len(rows) - len(new), paths)


def _strings(values: Collection[str]) -> pa.Array:
    import pyarrow as pa

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
