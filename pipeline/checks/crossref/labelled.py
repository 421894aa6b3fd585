"""Figures and indicators of the same name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from itertools import combinations

from pipeline.checks.crossref.mentions import compared, figure_of, periods
from pipeline.checks.findings import Finding, softened
from pipeline.checks.labels import alike, core
from pipeline.checks.operands import Operand
from pipeline.checks.rows import Case, Fact, Indicator
from pipeline.checks.slips import Kind, single_slip

_SPECIFIC = 6  # characters that a name needs to mean one thing only
_BESIDE = 2  # figures that far apart may be parts of one breakdown
_TELLING = 1000  # a figure of four digits or more is not met by chance
_KINDS = frozenset(("count", "amount", "income", "expenditure", "rate"))
_UNITS = {"元": "CNY", "ratio": "ratio", "人": "person", "人次": "person_time", "年": "year"}
_GOAL = re.compile(r"目标值|目标任务|计划|任务数|拟|预计|预期")


def labelled_quantities(case: Case, told: Set[str]) -> Iterator[Finding]:
    """Counts, amounts and rates of prose that have the same name, and indicators of that name. `told` are
    the rows that were compared as amounts of the funding block."""
    every = [f for f in case.facts if f.kind in _KINDS and f.plain is not None and f.plain.value]
    facts = [f for f in every if f.row_id not in told]
    done: set[str] = set()
    for row in case.indicators if facts else ():
        yield from _indicator(row, [f for f in facts if f.row_id not in done], done, case.fiscal_year)
    yield from _repeated([f for f in facts if f.row_id not in done])
    yield from _contradicted(every, case.fiscal_year)
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
        exact = [f for f in named if core(f.label) == name and len(name) >= _SPECIFIC and not periods(f, year)]
        if len(exact) != 1 or exact[0].plain is None or _GOAL.search(exact[0].clause):
            return
        if target is not None and target[0].value == exact[0].plain.value:
            return  # the prose repeats the target
        found = compared(row.label, [figure, exact[0].plain], f"指标/{row.path}")
    if found is not None:
        yield softened(found)


def _same_unit(fact: Fact, unit: str) -> bool:
    return fact.unit == _UNITS.get(unit.split("/", maxsplit=1)[0], "item")


def _same_name(a: str, b: str, *, rate: bool) -> bool:
    return a == b if rate else alike(a, b)


def _repeated(facts: Sequence[Fact]) -> Iterator[Finding]:
    """Figures of the prose that repeat each other."""
    by_value: dict[tuple[str | None, Decimal], list[Fact]] = {}
    for fact in facts:
        if fact.plain is not None:
            by_value.setdefault((fact.unit, fact.plain.value), []).append(fact)
    for equal in by_value.values():
        left = equal
        while len(left) > 1:
            first, *others = left
            same = [f for f in others if _repeats(first, f)]
            left = [f for f in others if f not in same]
            if same:
                figures = [f.plain for f in (first, *same) if f.plain is not None]
                found = compared(first.label, figures, f"正文/{first.label}")
                if found is not None:
                    yield found


def _contradicted(facts: Sequence[Fact], year: int | None) -> Iterator[Finding]:
    """Figures of the prose that contradict each other."""
    by_name: dict[tuple[str, str | None], set[Decimal]] = {}
    for fact in facts:
        if fact.plain is not None:
            by_name.setdefault((core(fact.label), fact.unit), set()).add(fact.plain.value)
    cores = {fact.row_id: core(fact.label) for fact in facts}
    for a, b in combinations(facts, 2):
        x, y = cores[a.row_id], cores[b.row_id]
        if a.unit != b.unit or not alike(x, y) or a.plain is None or b.plain is None or not _may_contradict(a, b):
            continue
        if len(by_name[x, a.unit] | by_name[y, b.unit]) > 2:
            continue  # a list in which one name stands for several things
        p, q = periods(a, year), periods(b, year)
        same = x == y and p == q and (_is_specific(a, x) or _is_restated(a, b, facts))
        if same or ((not p or not q or p == q) and _one_slip_apart(a.plain, b.plain)):
            found = compared(a.label, [a.plain, b.plain], f"正文/{a.label}/{b.label}")
            if found is not None:
                yield softened(found)


def _may_contradict(a: Fact, b: Fact) -> bool:
    """Figures that may be one quantity, do not agree, and are no goals."""
    assert a.plain is not None and b.plain is not None
    if not _comparable(a, b) or a.plain.interval.meets(b.plain.interval):
        return False
    return not _GOAL.search(a.clause) and not _GOAL.search(b.clause)


def _is_specific(fact: Fact, name: str) -> bool:
    return len(name) >= _SPECIFIC and fact.kind != "rate"


def _is_restated(a: Fact, b: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a breakdown is told twice: a neighbour of one figure is repeated exactly beside the other."""
    beside_a = [f for f in facts if f is not a and abs(f.sequence - a.sequence) <= _BESIDE and f.unit == a.unit]
    beside_b = [f for f in facts if f is not b and abs(f.sequence - b.sequence) <= _BESIDE and f.unit == b.unit]
    return abs(a.sequence - b.sequence) > _BESIDE and any(
        x.plain is not None
        and y.plain is not None
        and core(x.label) == core(y.label)
        and x.plain.value == y.plain.value
        and core(x.label) != core(a.label)
        for x in beside_a
        for y in beside_b
    )


def _comparable(a: Fact, b: Fact) -> bool:
    """Whether two figures can be the same quantity: kind and unit agree, and they stand apart."""
    if a.unit != b.unit or a.clause == b.clause or a.row_id == b.parent_id or b.row_id == a.parent_id:
        return False
    kinds = {a.kind, b.kind}
    if len(kinds) > 1 and "amount" not in kinds:
        return False
    return a.parent_id is None or b.parent_id is None  # two parts of one total are two things


def _repeats(a: Fact, b: Fact) -> bool:
    if not _comparable(a, b):
        return False
    x, y = core(a.label), core(b.label)
    return x == y if a.kind == "rate" else alike(x, y)


def _one_slip_apart(a: Operand, b: Operand) -> bool:
    if min(_digits(a), _digits(b)) < _TELLING:
        return False
    slip = single_slip(a, b.value)
    return slip is not None and slip.kind in (Kind.DIGIT, Kind.SWAPPED, Kind.POINT)


def _digits(operand: Operand) -> Decimal:
    """The figure without its trailing zeros, as a whole number."""
    digits = operand.value.normalize().as_tuple().digits
    return Decimal(int("".join(map(str, digits))))


def _across_sheets(indicators: Sequence[Indicator]) -> Iterator[Finding]:
    """One indicator in two tables (goal sheet and score sheet): targets and actuals agree."""
    if len({i.sheet for i in indicators}) < 2:
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
                    yield softened(finding)
