"""The bench: a clean report, one slip, and what the checks say of it."""

from __future__ import annotations

import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.generator.dice import Chance, Dice
from tests.mutations import (
    forms,
    laws,
    prose,
    samples,
)
from tests.mutations.laws import Row
from tests.mutations.slip import FIGURE, Slip
from ziping.pipeline.options import Options
from ziping.pipeline.run import process
from ziping.schemas.document import Source

UNEXPLAINED = frozenset(("target-met",))  # a missed target is a fact, not a slip
DOC_ID = "0" * 64  # the same for a file and its copy with a slip: their checks have the same names


@dataclass
class Trial:
    """One slip: what it must break, what it may, and the failures that were new. Where `touched` holds the rows that
    the slip changed, it may break whatever they stand in."""

    name: str
    slip: Slip
    must: Counter[str]
    may: Counter[str]
    failures: list[dict[str, Any]]
    touched: frozenset[str] | None = None

    @property
    def found(self) -> Counter[str]:
        return Counter(row["rule"] for row in self.failures)

    @property
    def missed(self) -> Counter[str]:
        return self.must - self.found

    @property
    def false(self) -> Counter[str]:
        if self.touched is not None:
            places = ((row["rule"], {place["row_id"] for place in row["evidence"]}) for row in self.failures)
            return Counter(rule for rule, rows in places if not rows & self.touched)
        extra = self.found - self.must
        return Counter({rule: n for rule, n in extra.items() if rule not in self.may})

    def explained(self) -> Iterator[tuple[dict[str, Any], bool]]:
        """Each failure that had to be, and whether the slip is among its explanations."""
        if self.slip.kind == "grade":
            return
        for row in self.failures:
            if row["rule"] in self.must and row["rule"] not in UNEXPLAINED:
                offered = [e.split("→")[-1] for e in row["explanations"] if "→" in e]
                yield row, any(self._is_right(e) for e in offered)

    def _is_right(self, offered: str) -> bool:
        """Whether the words of an explanation show what should have been printed."""
        if self.slip.kind == "unit":
            return "10000" in offered
        right = Decimal(self.slip.right.replace(",", ""))
        figures = FIGURE.findall(unicodedata.normalize("NFKC", offered))
        return any(Decimal(f.replace(",", "")) == right for f in figures)


@dataclass
class Outcome:
    """All trials, and the slips that could not be judged because the file was read otherwise altogether."""

    trials: list[Trial] = field(default_factory=list)
    unjudged: list[str] = field(default_factory=list)


def run(number: int, seed: int, form_share: int = 2) -> Outcome:
    """`number` slips that break something, drawn from `seed`; `form_share` of three in forms, the others in prose."""
    outcome = Outcome()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "report.pdf"
        count = seed * 100_000
        while len(outcome.trials) < number:
            count += 1
            trials = _forms(count, place, outcome) if count % 3 < form_share else _prose(count, place, outcome)
            outcome.trials += [t for t in trials if t.must or t.false]
    outcome.trials = outcome.trials[:number]
    return outcome


def run_samples(number: int, seed: int, names: Sequence[str] = samples.NAMES, *, scanned: bool = False) -> Outcome:
    """As `run`, with slips in the sample reports; `scanned`: they are pictures and have to be recognised."""
    outcome = Outcome()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "report.pdf"
        clean = {name: read(samples.pdf(samples.source(name), scanned=scanned), place) for name in names}
        count = seed * 100_000
        while len(outcome.trials) < number:
            count += 1
            name = names[count % len(names)]
            other = samples.changed(name, Dice(Chance(f"sample-{count}")))
            if other is None:
                continue
            tables = read(samples.pdf(other[0], scanned=scanned), place)
            title = f"{name} {count}: {other[1].right} → {other[1].wrong}"
            if not samples.same_rows(clean[name], tables):
                outcome.unjudged.append(title)
                continue
            trial = _sample(title, other[1], clean[name], tables)
            outcome.trials += [trial] if trial.must or trial.failures else []
    return outcome


def _sample(name: str, slip: Slip, clean: dict[str, list[Row]], tables: dict[str, list[Row]]) -> Trial:
    must, may = Counter[str](), Counter[str]()
    for one, other in zip(samples.by_evaluation(clean), samples.by_evaluation(tables), strict=True):
        broken = laws.broken(samples.sample_laws(one), laws.values(one), laws.values(other))
        must, may = must + broken[0], may + broken[1]
    rows = frozenset(samples.touched(clean, tables))
    return Trial(name, slip, must, may, _new(clean["checks"], tables["checks"]), rows)


def read(pdf: bytes, place: Path) -> dict[str, list[dict[str, Any]]]:
    place.write_bytes(pdf)
    result = process(place, Source(place.name, DOC_ID, len(pdf)), Options(jobs=1))
    return {name: table.to_pylist() for name, table in result.tables.items()}


def _new(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Failures that were none before: neither the same check, nor the same words under another title."""
    old = {name for row in before if row["status"] == "fail" for name in (row["check_id"], row["message_zh"])}
    failed = (row for row in after if row["status"] == "fail")
    return [row for row in failed if row["check_id"] not in old and row["message_zh"] not in old]


def _forms(seed: int, place: Path, outcome: Outcome) -> Iterator[Trial]:
    drawn = forms.draw(seed)
    clean = read(drawn.pdf(), place)
    if len(clean["evaluations"]) != 1:
        return
    before, identities = laws.values(clean), list(laws.laws_of(clean))
    if not all(law.holds(before) for law in identities if law.rule != "target-met"):
        outcome.unjudged.append(f"form {seed}: was not read right without a slip")
        return
    for turn in range(3):
        other = forms.changed(drawn, Dice(Chance(f"slip-{seed}-{turn}")))
        if other is None:
            continue
        tables = read(other[0].pdf(), place)
        name = f"form {seed}/{turn}: {other[1].right} → {other[1].wrong}"
        if any(len(tables[t]) != len(clean[t]) for t in ("evaluations", "indicators", "sections", "funding")):
            outcome.unjudged.append(name)
            continue
        after = laws.values(tables)
        touched = [f for f in before if not f[2].startswith(("print", "cells")) and _differs(before, after, f)]
        must, may = laws.broken(identities, before, after)
        yield Trial(f"{name} {touched[:2]}", other[1], must, may, _new(clean["checks"], tables["checks"]))


def _differs(before: dict[laws.Figure, Any], after: dict[laws.Figure, Any], figure: laws.Figure) -> bool:
    return before[figure] != after.get(figure) and not figure[2].endswith("_id")


def _prose(seed: int, place: Path, outcome: Outcome) -> Iterator[Trial]:
    drawn = prose.draw(seed)
    clean = read(drawn.pdf, place)
    for turn in range(3):
        chance = Dice(Chance(f"slip-{seed}-{turn}"))
        other = prose.draw(seed, chance.whole(0, max(0, len(drawn.printed) - 1)), chance)
        if other.slip is None:
            continue
        must, may = prose.broken(drawn, other)
        failures = _new(clean["checks"], read(other.pdf, place)["checks"])
        yield Trial(
            f"{drawn.family} {seed}/{turn}: {other.slip.right} → {other.slip.wrong}", other.slip, must, may, failures
        )
