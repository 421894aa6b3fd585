"""Roles of columns whose headings nobody knows, or that have none: told by what the cells below hold and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.parsers.forms.cells.kinds import CellKind
from ziping.parsers.forms.grid.columns import BLANK, UNKNOWN, Column, Header
from ziping.parsers.forms.grid.contents import Contents
from ziping.parsers.lexicon import INDICATOR, Fit
from ziping.parsers.lexicon.columns import KNOWN
from ziping.parsers.lexicon.fields import field_of

_HALF = 0.5
_NEARLY_ALL = 0.9
_LEVEL, _NAME, _VALUE, _POINTS = 4.0, 3.0, 2.4, 2.4  # votes; an unknown heading alone has 2 for `extra`
_GROUP, _LESS, _REASON = 2.8, 0.4, 7.0
_PAIR = 2

Guess = tuple[int, str, float]  # index of a column, role, votes


def inferred(header: Header, contents: Sequence[Contents], senses: set[str]) -> Iterator[Guess]:
    """Column, role and votes. `senses` are the roles that headings claim: they are not looked for elsewhere."""
    free = [i for i, c in enumerate(header.columns) if contents[i].filled and _is_free(c)]
    usual = list(_usual_names(header, contents, senses))
    yield from usual
    levels = [i for i, c in enumerate(header.columns) if c.sense in ("level1", "level2")] + [i for i, _, _ in usual]
    hears_names = [i for i, c in enumerate(header.columns) if _hears_name(c)]
    names = max(hears_names, default=None)
    if names is None and levels:
        right = [i for i in free if i > max(levels) and contents[i].words > _HALF]
        names = right[0] if right else None
        if names is not None:
            yield names, "level3", _NAME
    if names is None:
        return
    others = [i for i in free if field_of(header.columns[i].heading) is None]
    yield from _nested(names, others, contents, senses)
    yield from _signs(names, free, contents, senses)
    yield from _reasons(header, contents, senses)
    if not levels:
        return
    yield from _values(names, free, contents, senses)
    yield from _points(names, free, contents, senses)
    weight = next((i for i, c in enumerate(header.columns) if c.sense == "weight"), None)
    if weight is not None and weight + 1 in free and not senses & {"score", "weighted_score"}:
        given = contents[weight + 1]
        if given.numeric > _NEARLY_ALL and not given.above(contents[weight]):
            yield weight + 1, "score", _POINTS


def _usual_names(header: Header, contents: Sequence[Contents], senses: set[str]) -> Iterator[Guess]:
    """Levels by their usual names, unless the heading surely says something else."""
    for i, column in enumerate(header.columns):
        match = INDICATOR.find(column.heading)
        if match is not None and match.fit is Fit.WHOLE:
            continue
        for role, share in (("level1", contents[i].first_levels), ("level2", contents[i].second_levels)):
            if share > _HALF and role not in senses:
                yield i, role, _LEVEL * share


def _hears_name(column: Column) -> bool:
    match = INDICATOR.find(column.heading)
    meant = match.meaning if match is not None and match.fit >= Fit.ENDING else column.sense
    return meant in ("level3", "level4") or column.sense in ("level3", "level4")


def _nested(names: int, free: Sequence[int], contents: Sequence[Contents], senses: set[str]) -> Iterator[Guess]:
    """Levels by what they group: words left of the names that stand for several of them."""
    for i in free:
        if i < names and contents[i].groups(contents[names]):
            for role, votes in (("level1", _GROUP), ("level2", _GROUP - _LESS)):
                if role not in senses:
                    yield i, role, votes


def _signs(names: int, free: Sequence[int], contents: Sequence[Contents], senses: set[str]) -> Iterator[Guess]:
    """Signs and units that stand in columns of their own."""
    for i in free:
        for role, kind in (("nature", CellKind.SIGN), ("unit", CellKind.UNIT)):
            if i > names and role not in senses and contents[i].share(kind) > _HALF:
                yield i, role, _LEVEL * contents[i].share(kind)


def _reasons(header: Header, contents: Sequence[Contents], senses: set[str]) -> Iterator[Guess]:
    """Remarks that stand only where points were lost are the reasons for it, where no column is headed so."""
    weight, score = (next((i for i, c in enumerate(header.columns) if c.sense == s), None) for s in ("weight", "score"))
    if weight is None or score is None or "reason" in senses:
        return
    full, given = contents[weight].figures, contents[score].figures
    lost = {r for r in full if r in given and given[r] < full[r]}
    for i, column in enumerate(header.columns):
        remarks = column.sense == KNOWN and any(w in column.heading for w in ("备注", "说明"))
        told = contents[i].rows
        if remarks and told and told <= lost and given.keys() - told and contents[i].words > _HALF:
            yield i, "reason", _REASON


def _is_free(column: Column) -> bool:
    """Whether a heading says little or nothing: unknown, or known by a misprint or by what it is made of only."""
    if column.sense in (UNKNOWN, BLANK):
        return True
    match = INDICATOR.find(column.heading)
    return match is not None and match.fit <= Fit.MISPRINTED


def _values(names: int, free: Sequence[int], contents: Sequence[Contents], senses: set[str]) -> Iterator[Guess]:
    """Target and result, where no heading says either: two columns right behind the names that hold like things."""
    if senses & {"target", "initial_target", "actual"}:
        return
    behind = [i for i in free if i > names and contents[i].numeric < _HALF][:_PAIR]
    if len(behind) == _PAIR and behind[0] == names + 1 and behind[1] == names + 2:
        alike = contents[behind[1]].alike(contents[behind[0]])
        if alike > _HALF:
            yield behind[0], "target", _VALUE
            yield behind[1], "actual", _VALUE


def _points(names: int, free: Sequence[int], contents: Sequence[Contents], senses: set[str]) -> Iterator[Guess]:
    """Full points and points, where no heading says either: two columns of bare figures, the second never above the first."""
    figures = [i for i in free if i > names and contents[i].numeric > _NEARLY_ALL]
    if (
        not senses & {"weight", "score"}
        and len(figures) == _PAIR
        and not contents[figures[1]].above(contents[figures[0]])
    ):
        yield figures[0], "weight", _POINTS
        yield figures[1], "score", _POINTS
