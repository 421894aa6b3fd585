"""Which result answers which goal, where goals are told one after another and what came of them further on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.prose.readers.targets.names import SHORTEST_NAME, Span, name_at
from ziping.parsers.prose.readers.targets.pair import Pair
from ziping.parsers.prose.readers.targets.stretches import Apart
from ziping.parsers.prose.readers.targets.told import unit_of
from ziping.parsers.text.numbers import FoundQuantity, find_quantities
from ziping.parsers.text.punctuation import SENTENCE_END
from ziping.parsers.text.units import POINT

_SCALE = re.compile("^[十百千万亿]+(?=.)")
_PERCENT = ("%", "％")
_MONEY = "元"
_PAUSES = "，,、；;：:。\n（("
_UNIT_REST = re.compile(r"[/／每][一-鿿·]{1,6}(?:[/／][一-鿿]{1,2})?")
_NOUN_BEHIND = re.compile(r"[的]?(?P<noun>[一-鿿]{2,16}?)(?=了?[，,、；;。：:\n（(]|$)")
_TIMES = shaped(
    r"(?:20\d\d\s?年度?|{targets.marker_times}|{targets.aim_times}|{targets.result_times}|{targets.results_really}"
    r"|{grammar.this_year}|{targets.each})+"
)
_COUNT = re.compile("[总个]?[数量]{1,2}$")
_COMPARED = shaped(
    r"(?:{grammar.against}|{grammar.changed}|{grammar.last_year}|{grammar.among})[^，,；;。]*$|^\s*占"
    r"|^(?:{targets.marker_times})*(?:{targets.target_rates})"
)
# How alike two names are: least, for rates, whose names differ in little (家长满意度, 教师满意度), and where nothing says that
# the second stretch tells results
_LEAST, _OF_RATES, _UNSAID = 0.6, 0.66, 0.85
_LEAST_ALONE = 0.5  # for the only two figures of their unit
_BY_ORDER = 0.5  # for a result without a name: 实际分别为5座、3座
_APART = 5.0  # as much speaks for two told apart as for a target and a result that words tell side by side in one unit
_EVEN = 0.8  # how much of the likeness is that of the shorter name, the rest of both


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with what it measures.

    Attributes:
        value: Where it stands, with operator and unit.
        begin: Where its clause begins.
        name: Where its name stands, None for none.
        words: The name without times, and without the words for how many.
        unit: Without its scale (万人, 人).
    """

    value: Span
    begin: int
    name: Span | None
    words: str
    unit: str


def pairs_apart(string: str, apart: Apart) -> list[Pair]:
    """目标为宣传40场、调解300件，实际宣传46场、调解338件: the goals of a stretch with what came of each. One alone makes no list in its
    sentence; in two it is sure where it is called a goal."""
    goals, results = measures(string, apart.goals), measures(string, apart.results)
    found = list(answers(goals, results, likely=apart.likely))
    parted = SENTENCE_END.search(string, apart.goals[0], apart.results[0]) is not None
    sure = apart.announced or len(found) > 1
    return [_answered(g, r, alike, sure=sure) for g, r, alike in found] if len(found) > (0 if parted else 1) else []


def _answered(goal: Measure, result: Measure, alike: float, *, sure: bool) -> Pair:
    name, target, actual = goal.name or (goal.begin, goal.begin), goal.value, result.value
    span, answer = (min(name[0], target[0]), max(name[1], target[1])), (result.begin, actual[1])
    return Pair(name, target, actual, sure=sure, span=span, named=True, answer=answer, weight=_APART + alike)


def measures(string: str, span: Span) -> list[Measure]:
    """The figures of a stretch that may be a goal or what came of one: no points, sums of money, rates of completion and
    comparisons."""
    found, at = [], span[0]
    for figure in (f.moved(span[0]) for f in find_quantities(string[slice(*span)])):
        unit = unit_of(string, figure)
        if not unit or figure.quantity.unit == POINT:
            continue  # also the number of an item
        begin = max(at, *(string.rfind(p, at, figure.operator_start) + 1 for p in _PAUSES))
        at = figure.operator_stop
        if not unit.endswith(_MONEY) and _COMPARED.search(string, begin, figure.operator_start) is None:
            found.append(_measure(string, begin, figure, unit))
    return found


def _measure(string: str, begin: int, figure: FoundQuantity, unit: str) -> Measure:
    name = name_at(string, begin, figure.operator_start)
    if name is not None and (times := _TIMES.match(string, *name)) is not None:
        name = (times.end(), name[1]) if name[1] - times.end() >= SHORTEST_NAME else None
    words = "" if name is None else string[slice(*name)]
    rest = _UNIT_REST.match(string, figure.operator_stop)
    listed = figure.operator_stop if figure.quantity.unit is not None else figure.stop + len(unit)  # 60把
    stop = listed if rest is None else rest.end()
    behind = _NOUN_BEHIND.match(string, stop)
    if behind is not None and len(words) <= SHORTEST_NAME:  # 举办60场公益演出
        name, words = behind.span("noun"), words + behind["noun"]
    bare = _SCALE.sub("", unit)
    return Measure(
        (figure.operator_start, stop), begin, name, _COUNT.sub("", words.removesuffix(bare + "数")) or words, bare
    )


def answers(
    goals: Sequence[Measure], results: Sequence[Measure], *, likely: bool
) -> Iterator[tuple[Measure, Measure, float]]:
    """The goals that have a result, each with it and how alike the two are: of all ways to bring them together one to one,
    the one in which nobody fits better elsewhere. Results without names go by order, where there are as many of a unit as goals."""
    fits = [[_fit(g, r, goals, results, likely=likely) for r in results] for g in goals]
    if likely:
        _by_order(goals, results, fits)
    for k, j in _assigned(fits):
        yield goals[k], results[j], fits[k][j]


def _fit(
    goal: Measure, result: Measure, goals: Sequence[Measure], results: Sequence[Measure], *, likely: bool
) -> float:
    """How well a result answers a goal; 0 where it does not."""
    if goal.unit != result.unit or not goal.words or not result.words:
        return 0.0
    alone = goal.unit not in _PERCENT and all(sum(m.unit == goal.unit for m in ms) == 1 for ms in (goals, results))
    least = _LEAST_ALONE if alone else _OF_RATES if goal.unit in _PERCENT else _LEAST
    alike = likeness(goal.words, result.words)
    return alike if alike >= (least if likely else _UNSAID) else 0.0


def _by_order(goals: Sequence[Measure], results: Sequence[Measure], fits: list[list[float]]) -> None:
    count = Counter(g.unit for g in goals)
    for unit, number in count.items():
        of_goals = [k for k, g in enumerate(goals) if g.unit == unit]
        of_results = [j for j, r in enumerate(results) if r.unit == unit]
        if len(of_results) == number and not any(results[j].words for j in of_results):
            for k, j in zip(of_goals, of_results, strict=True):
                fits[k][j] = _BY_ORDER


def likeness(one: str, other: str) -> float:
    """How much two names have in common, 0 to 1: characters in one order, where the last word of either is in the other too
    (免费开放, 开放; 工程验收合格率, 已完工部分验收合格率; not 新建公厕, 新建停车场)."""
    heads = one[-2:] in other or other[-2:] in one
    if not heads:
        return 0.0
    row = [0] * (len(other) + 1)
    for a in one:
        row = [0, *_longest(row, a, other)]
    shorter, both = min(len(one), len(other)), len(one) + len(other)
    return _EVEN * row[-1] / shorter + (1 - _EVEN) * 2 * row[-1] / both


def _longest(above: Sequence[int], sign: str, other: str) -> Iterator[int]:
    """The next row of the longest common subsequence."""
    best = 0
    for k, b in enumerate(other):
        best = max(best, above[k + 1], above[k] + (sign == b))
        yield best


def _assigned(fits: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    """The rows and columns that go together, each at most once, so that no row and column fit each other better than what
    both have: every row asks its columns, best first, and a column goes to the row that fits best."""
    wishes = [iter(sorted((j for j, f in enumerate(row) if f > 0), key=row.__getitem__, reverse=True)) for row in fits]
    owners: dict[int, int] = {}
    for row in range(len(fits)):
        asking: int | None = row
        while asking is not None and (j := next(wishes[asking], None)) is not None:
            owner = owners.get(j)
            if owner is None or fits[asking][j] > fits[owner][j]:
                owners[j], asking = asking, owner
    yield from sorted((k, j) for j, k in owners.items())
