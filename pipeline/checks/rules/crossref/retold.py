"""Figures of the prose that are told twice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, product

from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.arithmetic.slips import Kind, single_slip
from ziping.pipeline.checks.findings.finding import Finding, as_warning
from ziping.pipeline.checks.loading.comparisons import is_difference
from ziping.pipeline.checks.loading.labels import alike, core, is_telling
from ziping.pipeline.checks.loading.rows import MONEY, Fact
from ziping.pipeline.checks.rules.crossref.comparison import (
    GOAL,
    SPECIFIC,
    compared,
    periods,
    told_alike,
)

_GRANT = re.compile(r"[下转]达|下拨|拨付|拨入|追加|转下")  # what is told of each of several papers and days
_ENUMERATOR = re.compile(r"^[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）]")
_SCALES = re.compile(r"^[十百千万亿]+")
_ITEM = "item"
_FEW_ENOUGH = 600  # figures of one evaluation that are compared with each other pair by pair
_CLOSE = 2  # figures that far apart are told of one thing
_BESIDE = 6  # figures that far apart may be parts of one breakdown
_TWO = 2  # values of one name
_OFTEN = 2  # mentions that agree against one that does not
_TELLING_IN_A_ROW = 100  # of three digits, when it is told several times
_TELLING = 1000  # a figure of four digits or more is not met by chance


def repeated(facts: Sequence[Fact]) -> Iterator[Finding]:
    """Figures of the prose that repeat each other."""
    by_value: dict[tuple[str | None, Decimal], list[Fact]] = {}
    for fact in facts:
        if fact.plain is not None and not is_difference(fact):
            by_value.setdefault((fact.unit, fact.plain.value), []).append(fact)
    for equal in by_value.values():
        for same in _groups(equal):
            figures = [f.plain for f in same if f.plain is not None]
            found = compared(same[0].label, figures, f"正文/{same[0].label}")
            if found is not None:
                yield found


def _groups(equal: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Equal figures, each with those behind it that repeat it; those that two of them repeat are the first one's. Two
    parts of totals never do, so that a part is held against the others alone."""
    whole = [n for n, f in enumerate(equal) if f.parent_id is None]
    clauses = Counter(f.clause for f in equal)
    common = clauses.most_common(1)[0][0]  # told in the same words hundreds of times, it is no repetition of itself
    others = [n for n, f in enumerate(equal) if f.clause != common]
    taken: set[int] = set()
    for number, first in enumerate(equal):
        if number in taken or not whole:
            continue
        later: Sequence[int] = range(number + 1, len(equal))
        if first.clause == common:
            later = others[bisect_right(others, number) :]
        if first.parent_id is not None and len(whole) < len(later):
            later = whole[bisect_right(whole, number) :]
        same = [n for n in later if n not in taken and _repeats(first, equal[n])]
        taken.update(same)
        if same:
            whole = [n for n in whole if n not in taken]
            yield [first, *(equal[n] for n in same)]


def contradicted(facts: Sequence[Fact], year: int | None) -> Iterator[Finding]:
    """Figures of the prose that contradict each other."""
    by_name: dict[tuple[str, str | None], set[Decimal]] = {}
    for fact in facts:
        if fact.plain is not None:
            by_name.setdefault((core(fact.label), fact.unit), set()).add(fact.plain.value)
    cores = {fact.row_id: core(fact.label) for fact in facts}
    reported: set[str] = set()
    numbers = {f.sequence: f for f in facts}
    counts = Counter((f.label, f.unit, f.plain.value) for f in facts if f.plain is not None)
    for a, b in _pairs(facts, cores, by_name):
        x, y = cores[a.row_id], cores[b.row_id]
        if a.unit != b.unit or len(by_name[x, a.unit] | by_name[y, b.unit]) > _TWO:
            continue  # a list in which one name stands for several things
        if not alike(x, y) or {a.row_id, b.row_id} & reported or not _may_contradict(a, b):
            continue
        if not is_telling(x) or not is_telling(y):
            continue
        if _are_parallel(a, b, numbers):
            continue
        p, q = periods(a, year), periods(b, year)
        items = _ENUMERATOR.match(a.clause) or _ENUMERATOR.match(
            b.clause
        )  # 1.办公费 of two lists need not be one thing
        specific = _is_specific(a, x) and not _are_grants(a, b)
        same = x == y and p == q and not items and (specific or _is_restated(a, b, numbers))
        apart = (not p or not q or p == q) and (_one_slip_apart(a, b) or _is_outlier(a, b, by_name[x, a.unit], counts))
        if same or apart:
            together = [f for f in facts if cores[f.row_id] in (x, y) and f.unit == a.unit]
            reported.update(f.row_id for f in together)
            figures = [f.plain for f in together if f.plain is not None]
            found = compared(a.label, figures, f"正文/{a.label}/{b.label}")
            if found is not None:
                yield as_warning(found)


def _pairs(
    facts: Sequence[Fact], cores: Mapping[str, str], by_name: Mapping[tuple[str, str | None], set[Decimal]]
) -> Iterator[tuple[Fact, Fact]]:
    """Figures that may be told under like names, of two values, where none of the names stands for more. Of very many, only those
    under the same name: a document of hundreds of pages would take hours otherwise, and tells of many things in like words."""
    few = [
        (f, f.plain.value)
        for f in facts
        if f.plain is not None and len(by_name[cores[f.row_id], f.unit]) <= _TWO and not is_difference(f)
    ]
    named: dict[str, list[tuple[Fact, Decimal]]] = {}
    for fact, value in few:
        named.setdefault(cores[fact.row_id], []).append((fact, value))
    together = [few] if len(facts) <= _FEW_ENOUGH else [g for g in named.values() if len(g) <= _FEW_ENOUGH]
    for group in together:
        if len({value for _, value in group}) > 1:
            yield from ((a, b) for (a, x), (b, y) in combinations(group, 2) if x != y)


def _may_contradict(a: Fact, b: Fact) -> bool:
    """Figures that may be one quantity, do not agree, and are no goals; 146份 and 142件 are of two things."""
    if a.plain is None or b.plain is None or a.plain.interval.meets(b.plain.interval) or not _comparable(a, b):
        return False
    if a.unit == _ITEM and _SCALES.sub("", a.unit_text) != _SCALES.sub("", b.unit_text):
        return False
    meant = told_alike(a, b) or (
        a.kind in MONEY and _one_slip_apart(a, b)
    )  # a budget told once in the words of spending
    return meant and not GOAL.search(a.clause) and not GOAL.search(b.clause)


def _comparable(a: Fact, b: Fact) -> bool:
    """Whether two figures can be the same quantity: kind and unit agree, and they stand apart."""
    if a.unit != b.unit or a.clause == b.clause or a.row_id == b.parent_id or b.row_id == a.parent_id:
        return False
    if a.label == b.label and abs(a.sequence - b.sequence) == 1:
        return False  # a list of several things under one name: A和B各是a、b
    kinds = {a.kind, b.kind}
    if len(kinds) > 1 and "amount" not in kinds:
        return False
    return a.parent_id is None or b.parent_id is None  # two parts of one total are two things


def _repeats(a: Fact, b: Fact) -> bool:
    """Whether two equal figures have names of one meaning."""
    if not _comparable(a, b):
        return False
    x, y = core(a.label), core(b.label)
    if a.kind == "rate" or alike(x, y):
        return x == y or a.kind != "rate"
    # 4542 人 told twice of 符合条件人员 and 符合…补助条件: so many digits are not met twice by chance
    has_many_digits = a.plain is not None and a.kind == "count" and _digits(a.plain) >= _TELLING
    return has_many_digits and bool(
        {x[i : i + 2] for i in range(len(x) - 1)} & {y[i : i + 2] for i in range(len(y) - 1)}
    )


def _is_specific(fact: Fact, name: str) -> bool:
    return len(name) >= SPECIFIC and fact.kind != "rate"


def _are_grants(a: Fact, b: Fact) -> bool:
    """Whether two sums are each told as handed down: two papers hand down two sums under one name."""
    return a.unit == b.unit == "CNY" and all(_GRANT.search(f.label) for f in (a, b))


def _are_parallel(a: Fact, b: Fact, numbers: Mapping[int, Fact]) -> bool:
    """Whether two figures are told in turn of two things: near both, on one side, stands a figure of one name that
    differs, too (东镇投入185万元，修渠12公里；西镇投入96万元，修渠7公里), and none that agrees."""
    for side in (-1, 1):
        near = [_near(n.sequence, side, numbers) for n in (a, b)]
        pairs = [
            (x, y) for x, y in product(*near) if x is not y and x.unit == y.unit and core(x.label) == core(y.label)
        ]
        values = [(x.plain.value, y.plain.value) for x, y in pairs if x.plain is not None and y.plain is not None]
        if values and all(x != y for x, y in values):
            return True
    return False


def _near(place: int, side: int, numbers: Mapping[int, Fact]) -> list[Fact]:
    steps = (place + side * step for step in range(1, _CLOSE + 1))
    return [fact for n in steps if (fact := numbers.get(n)) is not None]


def _is_restated(a: Fact, b: Fact, numbers: Mapping[int, Fact]) -> bool:
    """Whether a count is told twice with its breakdown: a neighbour is repeated exactly beside the other."""
    if a.kind != "count":
        return False
    around = [range(x.sequence - _BESIDE, x.sequence + _BESIDE + 1) for x in (a, b)]
    near = [[f for n in steps if (f := numbers.get(n)) is not None and f not in (a, b)] for steps in around]
    return any(
        x is not y
        and x.unit == y.unit == a.unit
        and core(x.label) == core(y.label) != core(a.label)
        and x.plain is not None
        and y.plain is not None
        and x.plain.value == y.plain.value
        for x in near[0]
        for y in near[1]
    )


def _is_outlier(
    a: Fact, b: Fact, named: Collection[Decimal], times: Mapping[tuple[str, str | None, Decimal], int]
) -> bool:
    """Whether a figure is told in the same words several times, and once with one digit another. `named` are the values of
    its name, `times` says how often each is told in the same words."""
    if a.kind == "rate" or a.label != b.label or a.plain is None or b.plain is None:
        return False  # rates of several things are told in the same words
    if min(_digits(a.plain), _digits(b.plain)) < _TELLING_IN_A_ROW:
        return False
    counts = sorted(n for value in named if (n := times.get((a.label, a.unit, value), 0)))
    slip = single_slip(a.plain, b.plain.value) or single_slip(b.plain, a.plain.value)
    return len(counts) == 2 and counts[0] == 1 and counts[1] >= _OFTEN and slip is not None


def _one_slip_apart(a: Fact, b: Fact) -> bool:
    if a.plain is None or b.plain is None or min(_digits(a.plain), _digits(b.plain)) < _TELLING:
        return False
    slip = single_slip(a.plain, b.plain.value)
    return slip is not None and slip.kind in (Kind.DIGIT, Kind.SWAPPED, Kind.POINT)


def _digits(operand: Operand) -> Decimal:
    """The figure without its trailing zeros, as a whole number."""
    digits = operand.value.normalize().as_tuple().digits
    return Decimal(int("".join(map(str, digits))))
