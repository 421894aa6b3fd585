"""Roles of columns whose headings nobody knows, or that have none: told by what the cells below hold and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.parsers.forms.grid.columns import BLANK, UNKNOWN, Column, Header
from ziping.parsers.forms.grid.contents import Contents
from ziping.parsers.lexicon import INDICATOR, Fit

_HALF = 0.5
_NEARLY_ALL = 0.9
_LEVEL, _NAME, _VALUE, _POINTS = 4.0, 3.0, 2.4, 2.4  # votes; an unknown heading alone has 2 for `extra`
_PAIR = 2


def inferred(header: Header, contents: Sequence[Contents], senses: set[str]) -> Iterator[tuple[int, str, float]]:
    """Column, role and votes. `senses` are the roles that headings claim: they are not looked for elsewhere."""
    free = [i for i, c in enumerate(header.columns) if contents[i].filled and _is_free(c)]
    levels = [i for i, c in enumerate(header.columns) if c.sense in ("level1", "level2")]
    for i in free:
        for role, share in (("level1", contents[i].first_levels), ("level2", contents[i].second_levels)):
            if share > _HALF and role not in senses:
                yield i, role, _LEVEL * share
                levels.append(i)
    names = next((i for i, c in enumerate(header.columns) if c.sense in ("level3", "level4")), None)
    if names is None and levels:
        right = [i for i in free if i > max(levels) and contents[i].words > _HALF]
        names = right[0] if right else None
        if names is not None:
            yield names, "level3", _NAME
    if names is None or not levels:
        return
    yield from _values(names, free, contents, senses)
    yield from _points(names, free, contents, senses)
    weight = next((i for i, c in enumerate(header.columns) if c.sense == "weight"), None)
    if weight is not None and weight + 1 in free and not senses & {"score", "weighted_score"}:
        given = contents[weight + 1]
        if given.numeric > _NEARLY_ALL and not given.above(contents[weight]):
            yield weight + 1, "score", _POINTS


def _is_free(column: Column) -> bool:
    """Whether a heading says little or nothing: unknown, or known by a misprint or by what it is made of only."""
    if column.sense in (UNKNOWN, BLANK):
        return True
    match = INDICATOR.find(column.heading)
    return match is not None and match.fit <= Fit.MISPRINTED


def _values(
    names: int, free: Sequence[int], contents: Sequence[Contents], senses: set[str]
) -> Iterator[tuple[int, str, float]]:
    """Target and result, where no heading says either: two columns right behind the names that hold like things."""
    if senses & {"target", "initial_target", "actual"}:
        return
    behind = [i for i in free if i > names and contents[i].numeric < _HALF][:_PAIR]
    if len(behind) == _PAIR and behind[0] == names + 1 and behind[1] == names + 2:
        alike = contents[behind[1]].alike(contents[behind[0]])
        if alike > _HALF:
            yield behind[0], "target", _VALUE
            yield behind[1], "actual", _VALUE


def _points(
    names: int, free: Sequence[int], contents: Sequence[Contents], senses: set[str]
) -> Iterator[tuple[int, str, float]]:
    """Full points and points, where no heading says either: two columns of bare figures, the second never above the first."""
    figures = [i for i in free if i > names and contents[i].numeric > _NEARLY_ALL]
    if (
        not senses & {"weight", "score"}
        and len(figures) == _PAIR
        and not contents[figures[1]].above(contents[figures[0]])
    ):
        yield figures[0], "weight", _POINTS
        yield figures[1], "score", _POINTS
