"""What the columns of a block of indicators hold, decided once for all of them: each has one role, no role has two columns.

Words of headings, kinds of the cells below, merges, order and neighbours, and points that never exceed the full points
vote; the assignment with most votes wins, and a column that nothing speaks for is kept as `extra`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ziping.parsers.forms.cells.kinds import CellKind
from ziping.parsers.forms.cells.levels import title_level
from ziping.parsers.forms.grid.choices import choices_of
from ziping.parsers.forms.grid.columns import BLANK, EXTRA, UNKNOWN, Column, Header
from ziping.parsers.forms.grid.contents import Contents, contents_of
from ziping.parsers.forms.grid.grid import Grid
from ziping.parsers.forms.grid.inference import inferred
from ziping.parsers.forms.grid.level_sums import points_of_levels
from ziping.parsers.forms.grid.meanings import column_meaning, of_last_year, year_of
from ziping.parsers.lexicon import INDICATOR, Fit
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.headings import KNOWN, LEVEL_NAMES

_POINTS_HEADING = shaped("{cells.points_heading}")
HEADING_VOTES = {
    Fit.WHOLE: 6.0,
    Fit.ENDING: 4.5,
    Fit.WEAK: 4.0,
    Fit.CONTAINED: 3.0,
    Fit.MISPRINTED: 3.0,
    Fit.COMPOSED: 2.5,
}  # how much the words of a heading say
_SETTLED = 0.2  # for the reading of the headings by themselves
_UNKNOWN_IS_EXTRA, _BLANK_IS_EXTRA = 2.0, 1.0
_LATER, _SECOND_OF_A_KIND = 1.0, 3.0
_FILLS_GAP = 1.5  # for a column that stands where a role is missing; as much again where what it holds is alike
_RANKS = {
    "level1": 0, "level2": 1, "level3": 2, "level4": 3,
    "target": 4, "initial_target": 4, "adjusted_target": 4, "actual": 4,
}  # fmt: skip
_KINDS = {
    "level1": "level1", "level2": "level1", "level3": "level3", "level4": "level3", "nature": "nature", "unit": "unit",
    "actual_unit": "unit", "completion_rate": "rate", "score_coefficient": "rate", "reason": "words", "basis": "words",
    "target": "value", "initial_target": "value", "adjusted_target": "value", "actual": "value",
}  # fmt: skip
_UNIT_OF_RESULT = 1.0  # for a unit behind bare results, where the targets have their own
_HALF = 0.5
_INVERTED = 2.0
_ABOVE_FULL = 3.0  # for points above the full points, as a share of the rows
_TITLE = 20  # characters of the longest title of a level
_KEPT = 48  # partial assignments
_NEAR = 0.25  # votes between two readings that are as good as equal
_POINTS = ("weight", "score", "weighted_score")
_LEVELS = ("level1", "level2")
_TARGETS = ("target", "adjusted_target", "initial_target")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A role that a column may have, and its votes."""

    role: str
    votes: float


def assign(grid: Grid, header: Header, rows: Sequence[int]) -> Header:
    """The header with the roles of its columns, from the headings and the rows below."""
    contents = contents_of(grid, header, rows)
    if not any(c.filled for c in contents):
        return header
    claimed = {c.sense for c in header.columns} | {_heard(c) for c in header.columns}
    claimed |= {"level1"} if _titled(grid, header, rows) else set()
    guessed = tuple(inferred(header, contents, claimed - set(EXTRA)))
    guessed += tuple(points_of_levels(grid, header, contents, rows, guessed))
    wanted = [
        tuple(_candidates(header, i, contents, [(role, votes) for at, role, votes in guessed if at == i]))
        for i in range(len(header.columns))
    ]
    best, *others = _solve(header, wanted, contents)
    columns = tuple(_with(c, role) for c, role in zip(header.columns, best[1], strict=True))
    near = next((roles for votes, roles in others if best[0] - votes < _NEAR), None)
    doubtful = tuple(c for c, a, b in zip(columns, best[1], near or best[1], strict=True) if a != b)
    unheard = (a for a, b in zip(columns, header.columns, strict=True) if b.sense in (UNKNOWN, BLANK))
    told_by_contents = tuple(c for c in unheard if c.sense not in (*EXTRA, *LEVEL_NAMES))
    heard = [c.sense == h.sense or c.sense == _heard(h) for c, h in zip(columns, header.columns, strict=True)]
    choices = choices_of(columns, heard, [best, *others])
    return replace(header, columns=columns, doubtful=doubtful, guessed=told_by_contents, choices=choices)


def _titled(grid: Grid, header: Header, rows: Sequence[int]) -> bool:
    """Whether rows of one wide cell, the first of all among them, title first levels: no column has these. Names that nobody
    knows are titles where several stand so."""
    filled = [(r, own) for r in rows if (own := header.filled(grid, r))]
    wide = [
        r for r, own in filled if len(own) == 1 and own[0].column_span * 2 > grid.columns and len(own[0].text) <= _TITLE
    ]
    if not wide or filled[0][0] != wide[0]:
        return False
    return len(wide) > 1 or title_level(filled[0][1][0]) == 1


def _with(column: Column, role: str) -> Column:
    return column if column.sense == role else replace(column, sense=role)


def _candidates(
    header: Header, index: int, contents: Sequence[Contents], guessed: Sequence[tuple[str, float]]
) -> Iterator[Candidate]:
    """The roles that something speaks for, and `extra`."""
    column, held = header.columns[index], contents[index]
    heard = _heard(column)
    found: dict[str, float] = {}
    if heard not in EXTRA:
        found[heard] = _words(column)
    if column.sense not in EXTRA:
        found[column.sense] = max(found.get(column.sense, 0.0), _words(column)) + _SETTLED
    if heard == "weight" and sum("weight" in (c.sense, _heard(c)) for c in header.columns) > 1:
        found.setdefault("score", _SECOND_OF_A_KIND)
    if "unit" in found and _of_result(header, contents):
        found["actual_unit"] = found["unit"] + _UNIT_OF_RESULT
    for role, votes in (*_gaps(header, index, contents), *guessed):
        found[role] = max(found.get(role, 0.0), votes)
    years = {year_of(c) for c in header.columns} - {0}
    late = _LATER if len(years) > 1 and year_of(column) == max(years) else 0.0
    for role, votes in found.items():
        yield Candidate(role, votes + late + _fits(role, held))
    yield Candidate(_extra_of(column, heard), _as_extra(column, heard))


def _heard(column: Column) -> str:
    """What the headings of a column mean by themselves."""
    return column_meaning(column.cells, INDICATOR)[0] if column.cells else BLANK


def _words(column: Column) -> float:
    match = INDICATOR.find(column.heading)
    return HEADING_VOTES[match.fit] if match is not None else HEADING_VOTES[Fit.ENDING]


def _extra_of(column: Column, heard: str) -> str:
    """What a column is called that has no role: of a known heading it is `known`."""
    if column.sense in EXTRA:
        return column.sense
    return KNOWN if heard not in (UNKNOWN, BLANK) or column.heading else BLANK


def _as_extra(column: Column, heard: str) -> float:
    if column.sense == KNOWN and heard == KNOWN:
        return _UNKNOWN_IS_EXTRA if _hardly_known(column) else _words(column) + _SETTLED
    if column.sense == KNOWN:
        return _SETTLED  # one of two columns with one heading
    return {UNKNOWN: _UNKNOWN_IS_EXTRA, BLANK: _BLANK_IS_EXTRA}.get(column.sense, 0.0)


def _gaps(header: Header, index: int, contents: Sequence[Contents]) -> Iterator[tuple[str, float]]:
    """Roles that a column may fill because of where it stands and what it holds, whatever its heading."""
    held = contents[index]
    senses = {c.sense for c in header.columns} | {_heard(c) for c in header.columns}
    if _names_levels(header, index, contents) and not senses & {"level1"}:
        yield "level1", 2 * _FILLS_GAP + _FILLS_GAP * held.pointed


def _of_result(header: Header, contents: Sequence[Contents]) -> bool:
    """Whether a unit is that of the result, wherever it stands: bare figures are there, and the targets have units of their
    own (≥95% | 97 | %)."""
    senses = [c.sense for c in header.columns]
    if "actual" not in senses or "actual_unit" in senses:
        return False
    target = next((contents[senses.index(s)] for s in _TARGETS if s in senses), None)
    result = contents[senses.index("actual")]
    return target is not None and result.bare_figures > _HALF and target.bare_figures < _HALF


def _hardly_known(column: Column) -> bool:
    """Whether the words of a heading say next to nothing: unknown, or known by a misprint or by what it is made of."""
    match = INDICATOR.find(column.heading)
    if of_last_year(column.heading):
        return False
    return column.sense == UNKNOWN or (column.sense == KNOWN and match is not None and match.fit <= Fit.MISPRINTED)


def _names_levels(header: Header, index: int, contents: Sequence[Contents]) -> bool:
    """Whether a column under a heading of points (考核权重, 项目权重) holds names that stand left of those of the
    indicators, each for several of them or with points of its own (立项管理6分)."""
    column, held = header.columns[index], contents[index]
    names = next((i for i, c in enumerate(header.columns) if c.sense in ("level3", "level4")), None)
    heading_of_points = _POINTS_HEADING.search(column.heading) is not None
    return (
        names is not None
        and index < names
        and heading_of_points
        and held.words > held.numeric
        and (held.pointed > 0 or held.merged > 0)
    )


def _fits(role: str, held: Contents) -> float:
    """What the kinds of the cells say for a role: from -6 to 3."""
    figures = held.numeric + held.per_cent + held.quantities
    if not held.filled:
        return 0.0
    against = {
        "level1": 1.5 * held.share(CellKind.LEVEL) - 4 * figures,
        "level3": 0.5 * held.words - 3 * (held.numeric + held.per_cent),
        "nature": 2 * held.share(CellKind.SIGN) - 4 * figures - 4 * held.share(CellKind.LEVEL, CellKind.SENTENCE),
        "unit": 1.5 * held.share(CellKind.UNIT) - 4 * figures,
        "rate": held.numeric + held.per_cent - 3 * held.words,
        "words": -2 * figures,
        "value": 0.3 * figures - held.share(CellKind.LEVEL) - 2 * held.share(CellKind.SIGN),
        "points": 2 * held.numeric
        + 0.5 * held.per_cent
        - 6 * held.words
        - 2 * held.quantities
        - 12 * held.crowded
        - 2 * held.merged,
    }
    kind = "points" if role.endswith(_POINTS) else _KINDS.get(role)
    return against[kind] if kind is not None else 0.0


_Partial = tuple[float, tuple[str, ...]]


def _solve(header: Header, wanted: Sequence[Sequence[Candidate]], contents: Sequence[Contents]) -> list[_Partial]:
    """The assignments with most votes, best first."""
    partial: list[_Partial] = [(0.0, ())]
    for index, candidates in enumerate(wanted):
        grown = [
            (votes + c.votes + _after(roles, c.role, index, contents), (*roles, c.role))
            for votes, roles in partial
            for c in candidates
            if c.role in EXTRA or c.role not in roles
        ]
        partial = sorted(grown, key=lambda p: -p[0])[:_KEPT]
    return partial


def _after(roles: tuple[str, ...], role: str, index: int, contents: Sequence[Contents]) -> float:
    """What speaks against a role after those to its left: levels behind values, points above the full points."""
    votes = 0.0
    if role.endswith(_POINTS) and role.startswith(_LEVELS) and role.split("_", maxsplit=1)[0] not in roles:
        votes -= _INVERTED
    rank = _RANKS.get(role)
    if rank is not None:
        votes -= _INVERTED * any(_RANKS.get(r, -1) > rank for r in roles)
    for full, given in (("weight", "score"), ("score", "weight")):
        if role == given and full in roles:
            other = contents[roles.index(full)]
            weight, score = (other, contents[index]) if full == "weight" else (contents[index], other)
            votes -= _ABOVE_FULL * score.above(weight) + (0.5 if full == "score" else 0.0)
    if role == "target" and "actual" in roles:
        votes -= 1.0
    return votes
