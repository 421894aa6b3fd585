"""Figures of two years: what a stated growth or change may be told of, from where figures stand and the years they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ziping.pipeline.checks.label_words import LAST_YEAR
from ziping.pipeline.checks.loading.labels import alike, core
from ziping.pipeline.checks.loading.rows import Case, Fact
from ziping.pipeline.checks.loading.ties import changed_figure, fact_of, is_certain, ties_of

_DIFFERENCE = re.compile(
    r"(?:增加|减少|增长|下降|增收|减收|多|少|降低|压减)(?:了|额)?$|比.*(?:增加|减少)|增减|(?:小|大|低|高|少|多)于.{0,4}上年"
)
_LAST_YEAR = re.compile(rf"{LAST_YEAR}|年初数|期初")
_EARLIER = re.compile(rf"{LAST_YEAR}|20\d\d年度?")
_YEAR = re.compile(r"(20\d\d)年")
_COMPARISON = re.compile(rf"(?:比|较|与|同|和)(?:{LAST_YEAR}|20\d\d年)[^，,；]*")
_COMPARED = re.compile(r"比")
# The number of an item before its words: （一）, 1.
ITEM = re.compile(r"^\W*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\W")
_FALL = re.compile(r"下降|减少|降低|下滑|缩减|压减|降幅|少支|减支")
_ROLE = re.compile(
    r"当年|本年|全年|年初|上年|去年|20\d\d年度?|预算|决算|执行|安排|支出|收入|完成|实际|财政|拨款|数|额|金|总|合计|为|的"
)
NO_LEVEL = frozenset(("growth", "share", "rate", "score", "grade", "satisfaction"))
_RUN = 3  # figures told one after the other that may be of one item
_SECOND = 2
_CASES = 4  # several rules ask the same of a case, one after the other


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing in two years. `beside`: told one after the other, with what compares them just behind."""

    now: Fact
    base: Fact
    beside: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A growth or a change with all it may be told of.

    Attributes:
        fact: The rate or the difference.
        owners: The figures that may have grown, likeliest first.
        certain: Whether nothing but the first of them can be meant.
        tied: The figure that the reader of prose tied it to.
        difference: What stands beside a rate as the change in amounts.
        pairs: Figures of this year and the year before, likeliest first.
        falling: Whether the report says that it fell.
    """

    fact: Fact
    owners: tuple[Fact, ...]
    certain: bool
    difference: Fact | None
    tied: Fact | None
    pairs: tuple[Pair, ...]
    falling: bool

    @property
    def of_its_own(self) -> bool:
        """Whether the words of the rate name what grew, as far as its reader knew."""
        return bool(self.owners) and self.tied is self.owners[0]


def rates_of_growth(case: Case) -> Iterator[Comparison]:
    """Every stated rate of growth (增长 p%)."""
    for number, fact in enumerate(case.facts):
        if fact.kind == "growth" and fact.unit == "ratio" and fact.plain is not None:
            yield _comparison(case, number, _difference_beside(case, number))


def changes(case: Case) -> Iterator[Comparison]:
    """Every stated change in amounts (比上年增加 a 万元)."""
    for number, fact in enumerate(case.facts):
        if is_difference(fact):
            yield _comparison(case, number, None)


def is_difference(fact: Fact) -> bool:
    """Whether the figure is by how much another one changed."""
    if fact.plain is None or fact.unit == "ratio" or fact.plain.value < 0:
        return False
    return fact.kind == "growth" or (fact.kind not in NO_LEVEL and bool(_DIFFERENCE.search(fact.label)))


def words_before(fact: Fact) -> str:
    """The words just before the figure in its clause."""
    assert fact.figure is not None
    place = fact.clause.find(fact.figure.text)
    return fact.clause[max(0, place - 4) : place] if place >= 0 else ""


def _comparison(case: Case, number: int, difference: Fact | None) -> Comparison:
    fact = case.facts[number]
    start = number - 1 if difference is not None and number and case.facts[number - 1] is difference else number
    run = _run_before(case, start, None if difference is None else difference.unit)
    base = changed_figure(case, fact) or (None if difference is None else changed_figure(case, difference))
    owners, certain = _owners(case, fact, base, run)
    falling = fact.figure is not None and (fact.figure.value < 0 or bool(_FALL.search(fact.label + words_before(fact))))
    return Comparison(fact, owners, certain, difference, base, tuple(_pairs(case, fact, owners, run)), falling)


def _difference_beside(case: Case, number: int) -> Fact | None:
    """The difference told with a rate: just before it, else just behind it and before no other rate."""
    before = case.facts[number - 1] if number else None
    if before is not None and _is_told_as_difference(before):
        return before
    after = case.facts[number + 1 : number + 1 + _SECOND]
    if (
        not after
        or not _is_told_as_difference(after[0])
        or after[0].clause[:1] not in "增减，即"
        or not after[0].clause
    ):
        return None
    alone = len(after) < _SECOND or after[1].kind != "growth" or after[1].unit != "ratio"
    return after[0] if alone else None


def _is_told_as_difference(fact: Fact) -> bool:
    if fact.plain is None or fact.unit == "ratio" or fact.plain.value < 0 or fact.kind in ("share", "rate"):
        return False
    return is_difference(fact) or bool(_DIFFERENCE.search(fact.label + words_before(fact)))


def _run_before(case: Case, number: int, unit: str | None) -> tuple[Fact, ...]:
    """The figures that were told just before, nearest first: those since the comparison before them."""
    found: list[Fact] = []
    for fact in (case.facts[k] for k in range(number - 1, -1, -1)):
        if fact.kind in NO_LEVEL or is_difference(fact):
            if found and fact.kind == "growth":
                break
            continue
        if fact.plain is None or (unit is not None and fact.unit != unit) or fact.unit == "ratio":
            if found:
                break
            continue
        unit = fact.unit
        found.append(fact)
        if len(found) == _RUN:
            break
    return tuple(found)


def _owners(case: Case, fact: Fact, tied: Fact | None, run: tuple[Fact, ...]) -> tuple[tuple[Fact, ...], bool]:
    """What may have grown. An item that its total's list numbers, or that is told with a growth of its own as others of
    the list are, has its own growth, whatever the list began with."""
    nearest = run[0] if run else None
    if tied is None or tied.plain is None:
        return (() if nearest is None else (nearest,)), False
    if nearest is not None and nearest is not tied and _is_item(nearest, tied):
        return (nearest, tied), True
    rest = tuple(f for f in run[:_SECOND] if f is not tied)
    return (tied, *rest), nearest is None or tied in run[:_SECOND] or is_certain(case, fact)


def _is_item(nearest: Fact, total: Fact) -> bool:
    """Whether the nearest figure is a numbered item of the list that the other is the total of."""
    return bool(ITEM.match(nearest.clause)) and nearest.sequence > total.sequence and nearest.unit == total.unit


def _pairs(case: Case, fact: Fact, owners: tuple[Fact, ...], run: tuple[Fact, ...]) -> Iterator[Pair]:
    for tie in ties_of(case, fact, "rate-base"):
        base = fact_of(case, tie.to_id)
        if owners and base is not None and _is_year_before(case, base, owners[0]):
            yield Pair(owners[0], base, True)
    near = run[:_SECOND] if len(run) >= _SECOND else ()
    if near and near[0].unit == near[1].unit and _one_thing(near[1], near[0]):
        first, second = year_of(case, near[0]), year_of(case, near[1])
        if first == second + 1:
            yield Pair(near[0], near[1], True)
        elif second == first + 1:
            yield Pair(near[1], near[0], True)
    for owner in owners[:1]:
        found = _same_thing_of_another_year(case, owner)
        if found is not None and not (near and set(map(id, found)) == set(map(id, near))):
            yield Pair(*found, False)


def _is_year_before(case: Case, base: Fact, now: Fact) -> bool:
    """Whether a base that the report ties to the rate is a figure of the year before, not an estimate or a plan."""
    if base.plain is None or base.unit != now.unit or not _EARLIER.search(base.label + base.clause):
        return False
    return year_of(case, base) == year_of(case, now) - 1


def _one_thing(first: Fact, second: Fact) -> bool:
    """Whether two figures told one after the other are of one item: one of them has no name but its role (预算执行数), or both
    have the same."""
    names = [_ROLE.sub("", core(f.label)) for f in (first, second)]
    return not all(names) or alike(*names)


@lru_cache(maxsize=_CASES)
def _facts_by_name(case: Case) -> dict[tuple[str, str | None], list[Fact]]:
    """The figures that may have grown, in order, by name and unit."""
    found: dict[tuple[str, str | None], list[Fact]] = {}
    for fact in case.facts:
        if fact.plain is not None and fact.kind not in NO_LEVEL:
            found.setdefault((_name_of_any_year(fact), fact.unit), []).append(fact)
    return found


def _name_of_any_year(fact: Fact) -> str:
    return core(_EARLIER.sub("", fact.label))


def _same_thing_of_another_year(case: Case, grown: Fact) -> tuple[Fact, Fact] | None:
    """The figure that grew and the same thing of the year before. Growth may be told of either, whichever stands last."""
    year = year_of(case, grown)
    for fact in _facts_by_name(case).get((_name_of_any_year(grown), grown.unit), ()):
        if fact is grown:
            continue
        other = year_of(case, fact)
        if other == year - 1:
            return grown, fact
        if other == year + 1:
            return fact, grown
    return None


def year_of(case: Case, fact: Fact) -> int:
    """The year that a figure is about: printed in its label or before it in its clause (2023年当年), else as it was read,
    else named there (上年), else the evaluated one. What it is compared with (比上年) is no year of its own."""
    current = case.fiscal_year or 0
    text = fact.clause[: fact.clause.find(fact.figure.text)] if fact.figure is not None else fact.clause
    texts = _COMPARISON.sub("", fact.label), _COMPARISON.sub("", text or fact.clause)
    for words in texts:
        if found := _YEAR.findall(words):
            return int(found[-1])
    if fact.year is not None:
        return fact.year
    return current - 1 if any(_LAST_YEAR.search(words) for words in texts) else current


def names_last_year(fact: Fact) -> bool:
    """Whether its clause compares with the year before: 与上年支出 1150 万元相比."""
    return bool(_LAST_YEAR.search(fact.clause) or _YEAR.search(fact.clause)) and bool(_COMPARED.search(fact.clause))
