"""Which parts of a document speak of one subject: by name, by equal scores and budgets, by who else is spoken of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.structure.subjects import Subject, bare_name, name_key
from ziping.schemas.report import SubjectKind

_LEVEL = shaped("{titles.levels_before}")
_PLACE = shaped("^[一-鿿]{2,4}?(?:{chapters.place_before})")
_KIND = shaped("(?:{titles.unit_words})+$")
_SHORTEST_CORE = 3  # characters of a name that may be found inside another
_ALIKE = 0.75  # share of characters in common of two names that differ by a word (购置补贴, 购置与应用补贴)
_FULL = Decimal(100)

# What speaks for one subject or against it, in points; from `_ENOUGH` on it is one
_SAME_NAME, _CONTAINED, _SIMILAR = 3.0, 2.0, 1.5
_ONLY_PAIR = 1.0  # one report and one form, and nobody else
_EQUAL_MONEY, _OTHER_MONEY = 1.5, -1.5
_EQUAL_SCORE, _BOTH_FULL, _OTHER_SCORE = 1.0, 0.5, -2.0
_TWO_SHEETS = -2.0  # a sheet of indicators for each
_OF_A_PROJECT = 1.0  # a title that speaks of a project without naming it
_ENOUGH = 2.5


@dataclass(frozen=True, slots=True)
class PartSummary:
    """What one part of the document says, as far as linking needs it.

    Attributes:
        subject: Of whom.
        scores: Whether it holds indicators or a total score.
        sheet: Whether it holds a sheet of indicators.
        total: The total score, points.
        money: Sums of the whole budget: planned, adjusted, received or spent, yuan.
    """

    subject: Subject
    scores: bool = False
    sheet: bool = False
    total: Decimal | None = None
    money: frozenset[Decimal] = frozenset()


def link(parts: Sequence[PartSummary]) -> tuple[int, ...]:
    """For each place the number of the evaluation that it belongs to, evaluations counted from 0 in reading order.

    Projects are linked by name first. What names no project belongs to the only one of the document, where nothing
    speaks against it (a letter on it, a report without the project's name that has its score or its budget); what is
    about a department comes together; and what says nothing of whom goes on about the subject before it, but for a
    second sheet of indicators: that is about something else whose name we could not read. What stands before all others,
    says nothing of whom and scores nobody is the general part of a report: the department's, where one is evaluated.
    """
    projects = [k for k, t in enumerate(parts) if t.subject.kind is SubjectKind.PROJECT]
    groups = list(_linked([parts[k] for k in projects]))
    owner = dict(zip(projects, groups, strict=True))
    only = [parts[k] for k in projects] if len(set(groups)) == 1 else []
    scored = any(t.scores and t.subject.kind is SubjectKind.DEPARTMENT for t in parts)
    keys: list[tuple[str, int]] = []
    sheets: set[tuple[str, int]] = set()
    departments: dict[str | None, tuple[str, int]] = {}
    for index, item in enumerate(parts):
        if index in owner:
            key = ("project", owner[index])
        elif only and not item.subject.whole and _speaks_of(item, only, department_scored=scored):
            key = ("project", 0)
        elif item.subject.kind is SubjectKind.DEPARTMENT:
            own = bare_name(item.subject.name.value) if item.sheet and item.subject.name is not None else None
            key = next((k for other, k in departments.items() if _one_unit(own, other)), ("department", index))
            departments.setdefault(own, key)
        else:
            key = keys[-1] if keys and not (item.sheet and keys[-1] in sheets) else ("nobody", index)
        keys.append(key)
        if item.sheet:
            sheets.add(key)
    department = next(iter(departments.values()), None)
    if department is not None and not parts[0].scores:
        keys = [department if key == ("nobody", 0) else key for key in keys]
    order = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return tuple(order[key] for key in keys)


def _one_unit(one: str | None, other: str | None) -> bool:
    """Whether two places are about one department: but for two sheets under names of which neither holds the other.
    Each is the name of a sheet's department; None for a place without either."""
    return one is None or other is None or one in other or other in one


def _linked(parts: Sequence[PartSummary]) -> Iterator[int]:
    """The groups of those that name a project."""
    pair = _is_only_pair(parts)
    before, groups, count = _Before(pair=pair), list[int](), 0
    for number, item in enumerate(parts):
        points: dict[int, float] = {}
        for other in before.candidates(item):
            points[groups[other]] = max(points.get(groups[other], 0.0), _points(item, parts[other], pair=pair))
        best = max(points, key=lambda group: (points[group], -group), default=None)
        group = count if best is None or points[best] < _ENOUGH else best
        count = max(count, group + 1)
        groups.append(group)
        before.add(number, item)
        yield group


@dataclass(slots=True)
class _Before:
    """The places come to so far, by what one of them must share with another to be about one subject: the name, a sum
    of money, the score; a name that is but like another's is not enough. So thousands of places are linked without
    holding each against all others.

    Attributes:
        pair: Whether there are but two names, which may belong together with nothing in common.
        every: All of them, with their number.
        same: Those of a name, or of a sum of money, by it.
        scored: Those of a score that hold no sheet, and those that do, by it.
    """

    pair: bool
    every: list[int] = field(default_factory=list)
    same: dict[object, list[int]] = field(default_factory=lambda: defaultdict(list))
    scored: dict[tuple[Decimal, bool], list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, number: int, item: PartSummary) -> None:
        self.every.append(number)
        for key in _keys(item):
            self.same[key].append(number)
        if item.total is not None:
            self.scored[item.total, item.sheet].append(number)

    def candidates(self, item: PartSummary) -> Collection[int]:
        if self.pair:
            return self.every
        found = {n for key in _keys(item) for n in self.same.get(key, ())}
        if item.total is not None:
            found.update(self.scored.get((item.total, False), ()))
            if not item.sheet:
                found.update(self.scored.get((item.total, True), ()))
        return found


def _keys(item: PartSummary) -> Iterator[object]:
    yield id(item.subject)
    if item.subject.name is not None:
        yield name_key(item.subject.name.value)
    yield from item.money


def _is_only_pair(parts: Sequence[PartSummary]) -> bool:
    """Whether there is one name in running text and one on a sheet, and no other."""
    texts = {bare_name(t.subject.name.value) for t in parts if t.subject.name is not None and not t.sheet}
    sheets = {bare_name(t.subject.name.value) for t in parts if t.subject.name is not None and t.sheet}
    return len(texts) == 1 and len(sheets) == 1


def _points(one: PartSummary, other: PartSummary, *, pair: bool) -> float:
    if one.subject is other.subject:
        return _ENOUGH
    names = one.subject.name, other.subject.name
    if names[0] is not None and names[1] is not None and name_key(names[0].value) == name_key(names[1].value):
        return _SAME_NAME
    points = _evidence(one, other) + _ONLY_PAIR * (pair and one.sheet is not other.sheet)
    if one.sheet and other.sheet:
        points += _TWO_SHEETS
    if points + _CONTAINED < _ENOUGH:
        return 0.0  # whatever the names are like
    likeness = _likeness(one.subject, other.subject)
    return likeness + points if likeness or pair else 0.0


def _likeness(one: Subject, other: Subject) -> float:
    """How much the names of two subjects, which are not the same, speak for one."""
    if one.name is None or other.name is None:
        return 0.0
    a, b = bare_name(one.name.value), bare_name(other.name.value)
    if (la := _LEVEL.match(a)) and (lb := _LEVEL.match(b)) and la[0] != lb[0]:
        return 0.0  # 中央补助 and 省级补助 are two
    a, b = core(a), core(b)
    if min(len(a), len(b)) >= _SHORTEST_CORE and (a in b or b in a):
        return _CONTAINED
    if not a or not b:
        return 0.0
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    alike = all(ratio() >= _ALIKE for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))
    return _SIMILAR if alike else 0.0


def core(name: str) -> str:
    """A name without place and level of government before it and the kind of money behind it."""
    name = _PLACE.sub("", _LEVEL.sub("", name))
    return _KIND.sub("", _LEVEL.sub("", name)) or name


def _evidence(one: PartSummary, other: PartSummary) -> float:
    """What sums and scores say."""
    points = 0.0
    if one.money and other.money:
        points += _EQUAL_MONEY if one.money & other.money else _OTHER_MONEY
    if one.total is not None and other.total is not None:
        equal = _BOTH_FULL if one.total == _FULL else _EQUAL_SCORE
        points += equal if one.total == other.total else _OTHER_SCORE
    return points


def _speaks_of(item: PartSummary, project: Collection[PartSummary], *, department_scored: bool) -> bool:
    """Whether what names no project is about the only one: a letter without scores is, unless a department is
    scored; with scores it has to be shown by equal sums or scores."""
    if not item.scores:
        return item.subject.kind is not None and not department_scored
    if item.sheet:
        return False
    points = max(_evidence(item, other) for other in project)
    return points > 0 and _ONLY_PAIR + _OF_A_PROJECT * item.subject.of_project + points >= _ENOUGH
