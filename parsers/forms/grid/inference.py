"""Roles of columns whose headings nobody knows, or that have none: told by what the cells below hold and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from ziping.parsers.forms.cells.kinds import CellKind
from ziping.parsers.forms.grid.columns import BLANK, UNKNOWN, Column, Header
from ziping.parsers.forms.grid.contents import Contents
from ziping.parsers.lexicon import INDICATOR, Fit
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.fields import field_of
from ziping.parsers.lexicon.headings import KNOWN, VALUES

_REMARKS = shaped("{cells.remarks}")
_HALF = 0.5
_NEARLY_ALL = 0.9
_LEVEL, _NAME, _VALUE, _POINTS = 4.0, 3.0, 2.4, 2.4  # votes; an unknown heading alone has 2 for `extra`
_GROUP, _LESS, _REASON = 2.8, 0.4, 7.0
_OVER_SEVERAL = 1.2  # for words that are merged over the rows of others, or have points of their own
_PAIR = 2
_LEAST_WHOLE, _WHOLE, _STEP = 50, 100, 5  # points of all indicators together

Guess = tuple[int, str, float]  # index of a column, role, votes


def inferred(header: Header, contents: Sequence[Contents], senses: set[str]) -> Iterator[Guess]:
    """Column, role and votes. `senses` are the roles that headings claim: they are not looked for elsewhere."""
    free = [i for i, c in enumerate(header.columns) if contents[i].filled and _is_free(c)]
    usual = list(_usual_names(header, contents, senses))
    yield from usual
    levels = [i for i, c in enumerate(header.columns) if c.sense in ("level1", "level2")] + [i for i, _, _ in usual]
    names, above = _names(header, contents, free, levels, senses)
    scored = names is not None and _hears_name(header.columns[names]) and senses >= {"weight", "score"}
    if names is None:
        names, above = _names_before_points(header, contents, free, senses)
        scored = True
    if names is None:
        return
    for i in above:
        votes = _GROUP + _OVER_SEVERAL * max(contents[i].merged, contents[i].pointed)
        yield from ((i, role, votes) for role in ("level1", "level2") if role not in senses)
    if names in free or above:
        yield names, "level3", _NAME
    others = [i for i in free if field_of(header.columns[i].heading) is None]
    nested = list(_nested(names, others, contents, senses))
    yield from nested
    groups = above or sorted({i for i, _, _ in nested})
    pointed = [i for i in free if i < names and contents[i].pointed > _HALF and "level1" not in senses]
    yield from ((i, "level1", _LEVEL) for i in pointed[:1])
    yield from _between(groups, names, others, contents, senses)
    yield from _signs(names, free, contents, senses)
    told = {role: i for i, role, _ in _points(header, [i for i in free if i > names], contents, senses)}
    yield from _reasons(header, contents, senses, told)
    if levels or above or scored or senses & {"nature", "unit"}:
        behind = [i for i in free if i > names]
        split = list(_split_values(header, behind, senses))
        yield from split
        behind = [i for i in behind if i not in {i for i, _, _ in split}]
        points = list(_points(header, behind, contents, senses))
        yield from points
        yield from _values(header, [i for i in behind if i not in {i for i, _, _ in points}], contents, senses)


def _names(
    header: Header, contents: Sequence[Contents], free: Sequence[int], levels: Sequence[int], senses: set[str]
) -> tuple[int | None, list[int]]:
    """The column of the names, and columns that are headed as names or stand first, but group those of another."""
    hears = [i for i, c in enumerate(header.columns) if _hears_name(c)]
    words = [i for i in free if contents[i].words > _HALF]
    values = next((i for i, c in enumerate(header.columns) if c.sense in (*VALUES, "nature", "unit")), None)
    first = max(levels, default=-1) if levels or values is not None else len(contents)
    names = max(hears, default=next((i for i in words if first < i < (values or len(contents))), None))
    above = [i for i in hears if names is not None and i < names and contents[i].groups(contents[names])]
    while names is not None:
        column = header.columns[names]
        match = INDICATOR.find(column.heading)
        if match is not None and match.fit is Fit.WHOLE and match.meaning in ("level3", "level4"):
            break
        first_value = next((i for i, c in enumerate(header.columns) if i > names and c.sense in VALUES), len(contents))
        below = [i for i in words if names < i < first_value and _heads(header, contents, names, i, senses)]
        finer = next((i for i in below if _may_name(header.columns[i])), below[0] if below else None)
        if finer is None:
            break
        above.append(names)
        names = finer
    return names, above


def _heads(header: Header, contents: Sequence[Contents], wide: int, names: int, senses: set[str]) -> bool:
    """Whether one column of words holds what the names in another stand under. Where each has but one name, only a column
    right before the names does that no heading tells, and where no other is the second level."""
    if contents[wide].groups(contents[names]):
        return True
    column = header.columns[wide]
    beside = names == wide + 1 and column.sense in (UNKNOWN, BLANK) and "level2" not in senses
    return beside and contents[wide].stands_over(contents[names])


def _names_before_points(
    header: Header, contents: Sequence[Contents], free: Sequence[int], senses: set[str]
) -> tuple[int | None, list[int]]:
    """The column of the names in a table where no heading and no usual name tells it, but two columns of points do: the last
    words left of all figures, and the words that group them."""
    points = {i for i, c in enumerate(header.columns) if c.sense in ("weight", "score")}
    points |= {i for i, _, _ in _points(header, free, contents, senses)}
    if len(points) < _PAIR:
        return None, []
    values = min((i for i in free if i < min(points) and _measures(contents[i])), default=min(points))
    words = [
        i for i in free if i < values and contents[i].words > _HALF and field_of(header.columns[i].heading) is None
    ]
    names = words[-1] if words else None
    return names, [i for i in words[:-1] if contents[i].groups(contents[words[-1]])]


def _measures(held: Contents) -> bool:
    """Whether most cells have a figure with a unit."""
    return held.filled > 0 and len(held.measured) - len(held.figures) > _HALF * held.filled


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


def _between(
    above: Sequence[int], names: int, free: Sequence[int], contents: Sequence[Contents], senses: set[str]
) -> Iterator[Guess]:
    """Short words between a first level and the names, one for each of these: a second level."""
    if len(above) == 1 and "level2" not in senses:
        short = (i for i in free if above[0] < i < names and not contents[i].share(CellKind.SENTENCE))
        yield from ((i, "level2", _GROUP - _LESS) for i in short if contents[i].words > _HALF)


def _may_name(column: Column) -> bool:
    """Whether a heading says in a misprint, or by what it is made of, that names stand below it."""
    match = INDICATOR.find(column.heading)
    return match is not None and match.meaning in ("level3", "level4")


def _signs(names: int, free: Sequence[int], contents: Sequence[Contents], senses: set[str]) -> Iterator[Guess]:
    """Signs and units that stand in columns of their own."""
    for i in free:
        for role, kind in (("nature", CellKind.SIGN), ("unit", CellKind.UNIT)):
            if i > names and role not in senses and contents[i].share(kind) > _HALF:
                yield i, role, _LEVEL * contents[i].share(kind)


def _reasons(
    header: Header, contents: Sequence[Contents], senses: set[str], told: Mapping[str, int]
) -> Iterator[Guess]:
    """Remarks that stand only where points were lost are the reasons for it, where no column is headed so. `told` are columns
    of points that figures tell."""
    weight, score = (
        next((i for i, c in enumerate(header.columns) if c.sense == s), told.get(s)) for s in ("weight", "score")
    )
    if weight is None or score is None or "reason" in senses:
        return
    full, given = contents[weight].figures, contents[score].figures
    lost = {r for r in full if r in given and given[r] < full[r]}
    for i, column in enumerate(header.columns):
        remarks = column.sense == KNOWN and _REMARKS.search(column.heading)
        said = contents[i].rows
        words = contents[i].words + contents[i].share(CellKind.DATE)  # 7月强降雨冲毁管道
        fits = said and said <= lost and given.keys() - said and words > _HALF
        if fits and (remarks or _is_free(column)):
            yield i, "reason", _REASON if remarks else _VALUE


def _is_free(column: Column) -> bool:
    """Whether a heading says little or nothing: unknown, or known by a misprint or by what it is made of only."""
    match = INDICATOR.find(column.heading)
    hardly = match is not None and (match.fit <= Fit.MISPRINTED or (match.meaning == KNOWN and match.fit is Fit.WEAK))
    return column.sense in (UNKNOWN, BLANK) or hardly


def _split_values(header: Header, behind: Sequence[int], senses: set[str]) -> Iterator[Guess]:
    """Target and result as bare figures, beside columns for the sign or the unit of the target."""
    parts = [i for i, c in enumerate(header.columns) if c.sense in ("nature", "unit") and not _is_free(c)]
    if not parts:
        return
    target = next((i for i, c in enumerate(header.columns) if c.sense in VALUES[:-1]), None)
    if target is None and not senses & set(VALUES[:-1]):
        beside = {i + 1 for i in parts if header.columns[i].sense == "nature"}
        beside |= {i - 1 for i in parts if header.columns[i].sense == "unit"}
        target = next((i for i in behind if i in beside), None)
        if target is not None:
            yield target, "target", _VALUE
    if target is not None and "actual" not in senses:
        yield from ((i, "actual", _VALUE) for i in [i for i in behind if i > max(*parts, target)][:1])


def _values(header: Header, behind: Sequence[int], contents: Sequence[Contents], senses: set[str]) -> Iterator[Guess]:
    """Target and result among columns `behind` the names: two that hold like things, or one that is like the other that
    a heading tells."""
    target = next((i for i, c in enumerate(header.columns) if c.sense in ("target", "adjusted_target")), None)
    actual = next((i for i, c in enumerate(header.columns) if c.sense == "actual"), None)
    if target is not None and actual is None:
        alike = [i for i in behind if i > target and contents[i].alike(contents[target]) > _HALF]
        yield from ((i, "actual", _VALUE) for i in alike[:1])
    elif actual is not None and target is None and "initial_target" in senses:
        yield from _adjusted(header, behind, contents)
    elif actual is not None and target is None and "target" not in senses:
        alike = [i for i in behind if i < actual and contents[i].alike(contents[actual]) > _HALF]
        yield from ((i, "target", _VALUE) for i in alike[-1:])
    elif target is None and actual is None:
        free = [i for i in behind if contents[i].numeric < _HALF and contents[i].share(CellKind.SENTENCE) < _HALF]
        pairs = [
            (contents[b].resembles(contents[a]), -a, -b)
            for a, b in combinations(free, _PAIR)
            if len(free) == _PAIR or (contents[a].measured and contents[b].measured)
        ]
        if pairs and max(pairs)[0] > _HALF:
            _, first, second = max(pairs)
            yield -first, "target", _VALUE
            yield -second, "actual", _VALUE


def _adjusted(header: Header, behind: Sequence[int], contents: Sequence[Contents]) -> Iterator[Guess]:
    """The target that counts, beside the initial one: most rows print both alike, and no column but that does so."""
    initial = next((i for i, c in enumerate(header.columns) if c.sense == "initial_target"), None)
    if initial is not None:
        alike = [i for i in behind if contents[i].repeats(contents[initial]) > _HALF]
        yield from ((i, "target", _VALUE) for i in alike if len(alike) == 1)


def _points(header: Header, behind: Sequence[int], contents: Sequence[Contents], senses: set[str]) -> Iterator[Guess]:
    """Full points and points among columns of bare figures behind the names: the points are never above the full ones."""
    figures = [i for i in behind if contents[i].numeric > _NEARLY_ALL]
    weight, score = (next((i for i, c in enumerate(header.columns) if c.sense == s), None) for s in ("weight", "score"))
    if weight is not None and not senses & {"score", "weighted_score"}:
        below = [i for i in figures if not contents[i].above(contents[weight])]
        likest = sorted(below, key=lambda i: -contents[i].equals(contents[weight]))
        yield from ((i, "score", _POINTS) for i in likest[:1])
    elif score is not None and "weight" not in senses:
        above = [i for i in figures if not contents[score].above(contents[i])]
        yield from ((i, "weight", _POINTS) for i in above[-1:])
    elif not senses & {"weight", "score"}:
        fits = [
            (_is_whole(contents[full]) + contents[given].equals(contents[full]), full, given)
            for full, given in combinations(figures, _PAIR)
            if not contents[given].above(contents[full])
        ]
        best = max(fits, default=None)
        if best is not None and (best[0] >= 1 or len(figures) == _PAIR):
            yield best[1], "weight", _POINTS
            yield best[2], "score", _POINTS


def _is_whole(held: Contents) -> bool:
    """Whether points add up as full points do: to a hundred, or to what is left of it beside other blocks."""
    total = sum(held.figures.values())
    return _LEAST_WHOLE <= total <= _WHOLE and total % _STEP == 0
