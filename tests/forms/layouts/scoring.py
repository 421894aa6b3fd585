"""Reads a layout and compares what came out with its answers, field by field."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.builders import LEFT, UP, document, paragraph, table
from ziping.parsers.parse import parse
from ziping.schemas.document import Block
from ziping.schemas.report import Evaluation, Report, Stated

HERE = Path(__file__).parent
PAGE = 40  # lines of a page
HEAD = ("subject", "agency", "supervising_department", "fiscal_year", "total_score", "full_score", "grade")
RECORDS = {
    "indicators": (
        "level1", "level2", "level3", "level1_weight", "level2_weight", "target_text", "initial_target_text",
        "actual_text", "actual_unit", "weight", "score", "completion_rate", "score_coefficient", "reason", "basis",
    ),
    "sections": ("level", "label", "weight", "score"),
    "funding": (
        "line", "initial_budget", "annual_budget", "received", "executed", "execution_rate", "weight", "score", "reason",
    ),
}  # fmt: skip
OPTIONAL = ("actual_unit",)  # judged only where an answer tells them
Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Miss:
    """A field that is not as it should be; `found` is None where it was lost, `expected` where there should be none."""

    where: str
    field: str
    expected: str | None
    found: str | None

    def __str__(self) -> str:
        return f"{self.where} {self.field}: {self.expected} expected, {self.found} found"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a layout was read as."""

    right: int
    misses: tuple[Miss, ...]
    report: Report

    @property
    def f1(self) -> float:
        wrong = [m for m in self.misses if m.expected is not None]
        extra = [m for m in self.misses if m.found is not None]
        return 2 * self.right / (2 * self.right + len(wrong) + len(extra))


def layouts(folder: str) -> list[Path]:
    return sorted((HERE / folder).glob("*.toml"))


def read_layout(path: Path) -> Outcome:
    """The reading of a layout beside its answers."""
    told = tomllib.loads(path.read_text("utf-8"))
    report = parse(document(*blocks_of(told["document"])))
    right, misses = 0, []
    evaluations = list(report.evaluations)
    for number, (answer, found) in enumerate(itertools.zip_longest(told["evaluations"], evaluations)):
        for good, miss in _compared(f"[{number}]", answer or {}, found):
            right += good
            misses += [miss] if miss else []
    return Outcome(right, tuple(misses), report)


def blocks_of(text: str) -> Iterator[Block]:
    page, line = 1, 0
    rows: list[list[str]] = []
    for printed in [*(one.strip() for one in text.strip().splitlines()), ""]:
        if rows and (not printed or printed.startswith(("#", "---"))):
            yield table(rows, page=page, top=60 + 20.0 * line)
            line += len(rows)
            rows = []
        if printed.startswith("---"):
            page, line = page + 1, 0
        elif printed.startswith("#"):
            yield paragraph(printed.removeprefix("#").strip(), page=page, top=60 + 20.0 * line)
            line += 1
        elif printed:
            inner = printed[1:-1] if printed.startswith("|") else printed
            cells = [c.strip().replace("\\n", "\n") for c in inner.split("|")]
            rows.append([{"<": LEFT, "^": UP}.get(c, c) for c in cells])


def _compared(where: str, answer: Mapping[str, Any], found: Evaluation | None) -> Iterator[tuple[int, Miss | None]]:
    head = {f: str(answer[f]) for f in HEAD if f in answer}
    yield from _fields(f"{where} head", head, _told(found, HEAD) if found is not None else {})
    for kind, fields in RECORDS.items():
        wanted = [dict(p.split("=", 1) for p in row.split("; ")) for row in answer.get(kind, [])]
        rows = [_told(r, fields) for r in getattr(found, kind)] if found is not None else []
        for one, other in _paired(wanted, rows):
            yield from _fields(f"{where} {kind} {name_of(one or other)}", one, other)


def name_of(row: Fields) -> str:
    return row.get("level3") or row.get("label") or row.get("line") or "?"


def _paired(wanted: Sequence[Fields], rows: Sequence[Fields]) -> Iterator[tuple[Fields, Fields]]:
    """Answers beside what was read: those with most in common first."""
    ranked = sorted(
        ((sum(a.get(k) == v for k, v in b.items()), -i, -j) for i, a in enumerate(wanted) for j, b in enumerate(rows)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for common, i, j in ranked:
        if common >= min(2, len(wanted[-i])) and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    for i, one in enumerate(wanted):
        yield one, rows[pairs[i]] if i in pairs else {}
    for j, other in enumerate(rows):
        if j not in pairs.values():
            yield {}, other


def _fields(where: str, wanted: Fields, found: Fields) -> Iterator[tuple[int, Miss | None]]:
    for field in wanted.keys() | found.keys():
        expected, read = wanted.get(field), found.get(field)
        if expected is None and field in OPTIONAL:
            continue
        same = expected == read
        yield int(same), None if same else Miss(where, field, expected, read)


def _told(record: Any, fields: Sequence[str]) -> dict[str, str]:
    found = {f: _plain(getattr(record, f)) for f in fields}
    return {f: v for f, v in found.items() if v is not None}


def _plain(value: Any) -> str | None:
    if isinstance(value, Stated):
        value = value.value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return None if value is None else str(value).replace("\n", "")
