"""Which parts of a document speak of one subject: by name, by equal scores and budgets, by who else is spoken of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from ziping.parsers.structure.subjects import Subject, bare_name, same_subject
from ziping.schemas.report import SubjectKind

_LEVEL = re.compile(r"^(?:中央|省级|自治区级?|市级|州级|区级|县级|本级|上级|对下)")
_PLACE = re.compile(
    r"^[一-鿿]{2,4}?(?:省|(?<![城都超夜菜])市|县|(?<![小社园城山灾库景校院牧新老片矿林])区|自治[州县旗]|旗|镇|街道)(?=[一-鿿]{4})"
)
_KIND = re.compile(r"(?:项目|专项|资金|经费|支出|补助|转移支付|配套|工程)+$")
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
class Told:
    """What is told in one place.

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


def link(told: Sequence[Told]) -> tuple[int, ...]:
    """For each place the number of the evaluation that it belongs to, evaluations counted from 0 in reading order.

    Projects are linked by name first. What names no project belongs to the only one of the document, where nothing
    speaks against it (a letter on it, a report without the project's name that has its score or its budget); what is
    about a department comes together; and what says nothing of whom goes on about the subject before it, but for a
    second sheet of indicators: that is about something else whose name we could not read.
    """
    projects = [k for k, t in enumerate(told) if t.subject.kind is SubjectKind.PROJECT]
    groups = list(_linked([told[k] for k in projects]))
    owner = dict(zip(projects, groups, strict=True))
    only = [told[k] for k in projects] if len(set(groups)) == 1 else []
    scored = any(t.scores and t.subject.kind is SubjectKind.DEPARTMENT for t in told)
    keys: list[tuple[str, int]] = []
    for index, item in enumerate(told):
        if index in owner:
            key = ("project", owner[index])
        elif only and not item.subject.whole and _speaks_of(item, only, department_scored=scored):
            key = ("project", 0)
        elif item.subject.kind is SubjectKind.DEPARTMENT:
            same = (n for n, other in enumerate(told[:index]) if keys[n][0] == "department" and _one_unit(item, other))
            first = next(same, None)
            key = ("department", index) if first is None else keys[first]
        else:
            before = any(told[k].sheet for k, other in enumerate(keys) if keys and other == keys[-1])
            key = keys[-1] if keys and not (item.sheet and before) else ("nobody", index)
        keys.append(key)
    order = list(dict.fromkeys(keys))
    return tuple(order.index(key) for key in keys)


def _one_unit(one: Told, other: Told) -> bool:
    """Whether two places are about one department: but for two sheets under names of which neither holds the other."""
    if not (one.sheet and other.sheet) or one.subject.name is None or other.subject.name is None:
        return True
    a, b = bare_name(one.subject.name.value), bare_name(other.subject.name.value)
    return a in b or b in a


def _linked(told: Sequence[Told]) -> Iterator[int]:
    """The groups of those that name a project."""
    pair = _is_only_pair(told)
    groups: list[list[Told]] = []
    for item in told:
        points = [max(_points(item, other, pair=pair) for other in group) for group in groups]
        best = max(range(len(groups)), key=lambda n: points[n], default=None)
        if best is None or points[best] < _ENOUGH:
            groups.append([item])
            yield len(groups) - 1
        else:
            groups[best].append(item)
            yield best


def _is_only_pair(told: Sequence[Told]) -> bool:
    """Whether there is one name in running text and one on a sheet, and no other."""
    texts = {bare_name(t.subject.name.value) for t in told if t.subject.name is not None and not t.sheet}
    sheets = {bare_name(t.subject.name.value) for t in told if t.subject.name is not None and t.sheet}
    return len(texts) == 1 and len(sheets) == 1


def _points(one: Told, other: Told, *, pair: bool) -> float:
    if one.subject is other.subject:
        return _ENOUGH
    likeness = _likeness(one.subject, other.subject)
    if likeness >= _SAME_NAME:
        return likeness
    if not likeness and not pair:
        return 0.0
    points = likeness + _evidence(one, other)
    if one.sheet and other.sheet:
        points += _TWO_SHEETS
    return points + _ONLY_PAIR * (pair and one.sheet is not other.sheet)


def _likeness(one: Subject, other: Subject) -> float:
    """How much the names speak for one subject."""
    if one.name is None or other.name is None:
        return 0.0
    if same_subject(one.name.value, other.name.value):
        return _SAME_NAME
    a, b = bare_name(one.name.value), bare_name(other.name.value)
    if (la := _LEVEL.match(a)) and (lb := _LEVEL.match(b)) and la[0] != lb[0]:
        return 0.0  # 中央补助 and 省级补助 are two
    a, b = core(a), core(b)
    if min(len(a), len(b)) >= _SHORTEST_CORE and (a in b or b in a):
        return _CONTAINED
    return _SIMILAR if a and b and SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE else 0.0


def core(name: str) -> str:
    """A name without place and level of government before it and the kind of money behind it."""
    name = _PLACE.sub("", _LEVEL.sub("", name))
    return _KIND.sub("", _LEVEL.sub("", name)) or name


def _evidence(one: Told, other: Told) -> float:
    """What sums and scores say."""
    points = 0.0
    if one.money and other.money:
        points += _EQUAL_MONEY if one.money & other.money else _OTHER_MONEY
    if one.total is not None and other.total is not None:
        equal = _BOTH_FULL if one.total == _FULL else _EQUAL_SCORE
        points += equal if one.total == other.total else _OTHER_SCORE
    return points


def _speaks_of(item: Told, project: Collection[Told], *, department_scored: bool) -> bool:
    """Whether what names no project is about the only one: a letter without scores is, unless a department is
    scored; with scores it has to be shown by equal sums or scores."""
    if not item.scores:
        return item.subject.kind is not None and not department_scored
    if item.sheet:
        return False
    points = max(_evidence(item, other) for other in project)
    return points > 0 and _ONLY_PAIR + _OF_A_PROJECT * item.subject.of_project + points >= _ENOUGH
