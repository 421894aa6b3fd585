"""Figures and indicators of the same name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from decimal import Decimal

from ziping.pipeline.checks.findings.finding import Finding, as_warning
from ziping.pipeline.checks.loading.labels import alike, core, is_telling
from ziping.pipeline.checks.loading.rows import Case, Fact, Indicator
from ziping.pipeline.checks.rules.crossref.comparison import (
    GOAL,
    SPECIFIC,
    compared,
    figure_of,
    periods,
)
from ziping.pipeline.checks.rules.crossref.retold import contradicted, repeated

_KINDS = frozenset(("count", "amount", "income", "expenditure", "rate"))
_MOST_OF_IT = Decimal(80)  # points of a score sheet, without those of the funding block
_UNITS = {"元": "CNY", "ratio": "ratio", "人": "person", "人次": "person_time", "年": "year"}


def labelled_quantities(case: Case, compared: Set[str]) -> Iterator[Finding]:
    """Counts, amounts and rates of prose that have the same name, and indicators of that name. `compared` are
    the rows that were compared as amounts of the funding block."""
    every = [f for f in case.facts if f.kind in _KINDS and f.plain is not None and f.plain.value]
    facts = [f for f in every if f.row_id not in compared]
    done: set[str] = set()
    for row in case.indicators if facts else ():
        yield from _indicator(row, [f for f in facts if f.row_id not in done], done, case.fiscal_year)
    yield from repeated([f for f in facts if f.row_id not in done])
    yield from contradicted(every, case.fiscal_year)
    yield from _across_sheets(case.indicators)


def _indicator(row: Indicator, facts: Sequence[Fact], done: set[str], year: int | None) -> Iterator[Finding]:
    """An indicator's actual against the figure of its name."""
    actual = None if row.actual is None else figure_of(row.actual, row.label)
    if actual is None or "满意" in row.label or actual[0].operator != "=":
        return
    figure, unit = actual
    target = None if row.target is None else figure_of(row.target, row.label)
    name = core(row.label)
    named = [f for f in facts if _same_unit(f, unit) and _same_name(core(f.label), name, rate=unit == "ratio")]
    equal = [f for f in named if f.figure is not None and f.figure.value == figure.value]
    if equal:
        done.update(f.row_id for f in equal)
        found = compared(row.label, [figure, *(f.figure for f in equal if f.figure)], f"指标/{row.path}")
    else:
        exact = [
            f
            for f in named
            if core(f.label) == name and len(name) >= SPECIFIC and is_telling(name) and not periods(f, year)
        ]
        if len(exact) != 1 or exact[0].plain is None or exact[0].state == "planned" or GOAL.search(exact[0].clause):
            return
        if target is not None and target[0].value == exact[0].plain.value:
            return  # the prose repeats the target
        found = compared(row.label, [figure, exact[0].plain], f"指标/{row.path}")
    if found is not None:
        yield as_warning(found)


def _same_unit(fact: Fact, unit: str) -> bool:
    return fact.unit == _UNITS.get(unit.split("/", maxsplit=1)[0], "item")


def _same_name(a: str, b: str, *, rate: bool) -> bool:
    return a == b if rate else alike(a, b)


def _across_sheets(indicators: Sequence[Indicator]) -> Iterator[Finding]:
    """One indicator in two tables (goal sheet and score sheet): targets and actuals agree."""
    if len({i.sheet for i in indicators}) < 2 or _are_two_forms(indicators):
        return
    by_name: dict[tuple[str | None, str], list[Indicator]] = {}
    for row in indicators:
        if row.level3:
            by_name.setdefault((row.kind, core(row.level3)), []).append(row)
    for (_, name), rows in by_name.items():
        if len(rows) != 2 or rows[0].sheet == rows[1].sheet or len(name) < 2:
            continue
        for side in ("target", "actual"):
            found = [figure_of(s, r.label) for r in rows if (s := getattr(r, side)) is not None]
            pair = [f for f in found if f is not None]
            if len(pair) == 2 and pair[0][1] == pair[1][1] and pair[0][0].operator == pair[1][0].operator:
                finding = compared(rows[0].label, [p[0] for p in pair], f"两表/{side}/{rows[0].path}")
                if finding is not None:
                    yield as_warning(finding)


def _are_two_forms(indicators: Sequence[Indicator]) -> bool:
    """Whether two tables each give weights to all they list: forms of two things, not two tables on one."""
    weights: dict[str | None, Decimal] = {}
    for row in indicators:
        if row.weight is not None:
            weights[row.sheet] = weights.get(row.sheet, Decimal(0)) + row.weight.value
    return sum(total >= _MOST_OF_IT for total in weights.values()) > 1
