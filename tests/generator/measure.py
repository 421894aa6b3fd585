"""Runs the real pipeline over drawn files and counts what came back right."""

from __future__ import annotations

import hashlib
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.comparison import (
    Outcome,
    compare,
    facts_of,
    pairs,
    values,
    with_parents,
)
from tests.generator.inventing import Told, told

POINTS = ("weight", "score")


@dataclass
class Tally:
    """Values right, wrong, missing and extra."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, outcomes: Iterable[Outcome]) -> None:
        self.counts.update(o.verdict for o in outcomes)

    @property
    def precision(self) -> float:
        c = self.counts
        return _ratio(c["right"], c["right"] + c["wrong"] + c["extra"])

    @property
    def recall(self) -> float:
        c = self.counts
        return _ratio(c["right"], c["right"] + c["wrong"] + c["missing"])

    @property
    def f1(self) -> float:
        return _ratio(2 * self.precision * self.recall, self.precision + self.recall)

    @property
    def size(self) -> int:
        return sum(self.counts.values())


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


@dataclass
class Result:
    """What became of one file."""

    name: str
    axes: Mapping[str, set[str]]
    outcomes: list[Outcome]
    failure: str = ""
    alarms: list[str] = field(default_factory=list)
    told: Told = field(default_factory=Told)
    silent: bool = False  # the document is said to be read in full

    @property
    def tally(self) -> Tally:
        tally = Tally()
        tally.add(self.outcomes)
        return tally


def read(path: Path) -> tuple[dict[str, list[dict[str, Any]]], str]:
    """The dataset's tables of one file, and what failed."""
    from ziping.pipeline.options import Options
    from ziping.pipeline.run import process
    from ziping.schemas.document import Source

    content = path.read_bytes()
    source = Source(path.name, hashlib.sha256(content).hexdigest(), len(content))
    try:
        result = process(path, source, Options(jobs=1))
    except Exception:
        return {}, traceback.format_exc(limit=-3)
    tables = {name: table.to_pylist() for name, table in result.tables.items()}
    failed = [f"{row['stage']} {row['error']}: {row['message']}" for row in tables.get("failures", [])]
    return tables, "; ".join(failed)


def judge(
    path: Path,
    evaluations: list[dict[str, Any]],
    axes: Mapping[str, set[str]],
    invented: set[tuple[str, str]] | None = None,
) -> Result:
    """Reads a form and compares it with its right answer. A crash loses every value of the file."""
    tables, failure = read(path)
    outcomes = list(compare(evaluations, tables))
    known = told(outcomes, invented or set(), tables)
    silent = all(row["status"] == "ok" for row in tables.get("documents", ())) and not tables.get("warnings")
    return Result(path.name, axes, outcomes, failure, _alarms(tables), known, silent)


def judge_prose(path: Path, evaluations: list[dict[str, Any]], axes: Mapping[str, set[str]]) -> Result:
    """Reads a passage. Every figure counts once: right when value, unit, kind and parent all are."""
    tables, failure = read(path)
    outcomes = list(compare(evaluations, tables, ()))
    for answer, found in pairs("evaluations", evaluations, tables.get("evaluations", ())):
        mine = None if found is None else found["evaluation_id"]
        for one, other in pairs("facts", with_parents((answer or {}).get("facts", ())), facts_of(tables, mine)):
            outcomes += _figure(one, other)
        points = [
            {"label": row.get("level3") or row.get("level2") or row.get("label"), **{k: row[k] for k in POINTS}}
            for table in ("indicators", "sections")
            for row in tables.get(table, ())
            if row["evaluation_id"] == mine
        ]
        for one, other in pairs("points", (answer or {}).get("points", ()), points):
            outcomes += values("points", one, other)
    return Result(path.name, axes, outcomes, failure, _alarms(tables))


def _figure(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> list[Outcome]:
    if one is None or other is None:
        if one is not None and one["optional"]:
            return []
        row = one or other or {}
        told = {k: str(row.get(k)) for k in ("kind", "value", "unit", "parent")}
        label = str(row["label"])
        return [Outcome("missing" if one else "extra", "facts", label, "figure", one and told, other and told)]
    wrong = [o for o in values("facts", one, other, ("page", "precision")) if o.verdict != "right"]
    told = ({o.column: o.expected for o in wrong}, {o.column: o.found for o in wrong})
    return [
        Outcome("wrong" if wrong else "right", "facts", one["label"], "figure", *told),
        *(o for o in values("facts", one, other) if o.column == "precision"),
    ]


def _alarms(tables: Mapping[str, list[dict[str, Any]]]) -> list[str]:
    """Errors that the checks report: what is drawn holds none."""
    return [
        f"{row['rule']} {row['subject']}: {row['stated']} stated, {row['computed']} computed"
        for row in tables.get("checks", [])
        if row["status"] == "fail" and row["severity"] == "error"
    ]


def by(results: Iterable[Result], key: Callable[[Outcome], str]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for result in results:
        for outcome in result.outcomes:
            tallies[key(outcome)].add([outcome])
    return dict(tallies)


def report(results: list[Result], *, worst: int = 30) -> str:
    """The figures: overall, by field, and the axis values at which most is lost."""
    overall = Tally()
    for result in results:
        overall.add(result.outcomes)
    lines = [_line("all", overall), ""]
    fields = by(results, lambda o: f"{o.table}.{o.column}")
    lines += [_line(name, tally) for name, tally in sorted(fields.items(), key=lambda item: item[1].f1)]
    lines += ["", "axis values, worst first (F1 of the files that have the value; files; examples)"]
    valued: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in results:
        for axis, names in result.axes.items():
            for name in names:
                valued[axis, name].append(result)
    ranked = []
    for (axis, name), members in valued.items():
        tally = Tally()
        for member in members:
            tally.add(member.outcomes)
        examples = sorted(members, key=lambda r: r.tally.f1)[:3]
        ranked.append((tally.f1, axis, name, len(members), examples))
    for f1, axis, name, count, examples in sorted(ranked, key=lambda r: r[0])[:worst]:
        names = ", ".join(f"{r.name} {r.tally.f1:.2f}" for r in examples)
        lines.append(f"{f1:.4f}  {axis} = {name!r}  ({count}; {names})")
    failed = [r for r in results if r.failure]
    lines += ["", f"{len(failed)} of {len(results)} files failed, in whole or in part"]
    lines += [f"  {r.name}: {r.failure.strip().splitlines()[-1]}" for r in failed[:10]]
    alarmed = [r for r in results if r.alarms]
    lines.append(f"{len(alarmed)} files with errors reported where there are none")
    lines += [f"  {r.name}: {r.alarms[0]}" for r in alarmed[:10]]
    return "\n".join(lines)


def _line(name: str, tally: Tally) -> str:
    c = tally.counts
    figures = f"P {tally.precision:.4f}  R {tally.recall:.4f}  F1 {tally.f1:.4f}"
    return f"{figures}  {name}  (right {c['right']}, wrong {c['wrong']}, missing {c['missing']}, extra {c['extra']})"
