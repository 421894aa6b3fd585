"""Points of levels told by arithmetic: one figure beside each level, the sum of the points in the rows that it stands over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from ziping.parsers.forms.grid.columns import Column, Header
from ziping.parsers.forms.grid.contents import Contents
from ziping.parsers.forms.grid.grid import Grid
from ziping.parsers.forms.grid.inference import Guess
from ziping.parsers.forms.grid.meanings import column_meaning
from ziping.parsers.lexicon import INDICATOR
from ziping.parsers.lexicon.headings import POINTS

_LEVELS = ("level1", "level2")
_TOLD = 4.0  # votes; an unknown heading alone has 2 for `extra`
_NEARLY_ALL = 0.9
_FEWEST = 2  # levels whose points are the sum of those of their rows
_MOST = 0.75  # of the levels: a slip in one of them is what an audit looks for

Stretch = Sequence[int]  # the rows of one level


def points_of_levels(
    grid: Grid, header: Header, contents: Sequence[Contents], rows: Sequence[int], guessed: Iterable[Guess]
) -> Iterator[Guess]:
    """Column, role (`level1_weight`, …) and votes of a column of points that a level has, and of the column of the points that
    make them up. `guessed` are what columns of unknown headings may hold, levels among it."""
    levels = {(i, c.sense) for i, c in enumerate(header.columns) if c.sense in _LEVELS}
    levels |= {(i, role) for i, role, _ in guessed if role in _LEVELS}
    numeric = [i for i, held in enumerate(contents) if held.numeric > _NEARLY_ALL and held.figures]
    if len(numeric) < _FEWEST:
        return
    for at in sorted({i for i, _ in levels}):
        stretches = list(_stretches(grid, header.columns[at], contents[at], rows))
        for whole in numeric:
            parts = (i for i in numeric if i != whole and _adds_up(stretches, contents[whole], contents[i]))
            ranked = sorted((kind, i) for i in parts if (kind := _kind(header, whole, i)) is not None)
            for kind, part in ranked[-1:]:  # weight behind score in the alphabet: full points go first
                yield from ((whole, f"{role}_{kind}", _TOLD) for i, role in levels if i == at)
                yield part, kind, _TOLD


def _kind(header: Header, whole: int, part: int) -> str | None:
    """Which points they are, as far as a heading says so: full ones where none does; None where both speak of other ones."""
    heard = {m for i in (whole, part) if (m := _heard(header.columns[i])) in POINTS}
    return None if len(heard) > 1 else next(iter(heard), "weight")


def _heard(column: Column) -> str:
    return column_meaning(column.cells, INDICATOR)[0].removeprefix("level1_").removeprefix("level2_")


def _stretches(grid: Grid, column: Column, level: Contents, rows: Sequence[int]) -> Iterator[Stretch]:
    """The rows of each level; sums and totals, whose labels reach over the levels, are none."""
    stretch: list[int] = []
    for row in rows:
        cell = grid.squares[row][column.start]
        if cell is None or cell.columns.stop > column.stop:
            continue
        if row in level.rows and stretch:
            yield stretch
            stretch = []
        stretch.append(row)
    if stretch:
        yield stretch


def _adds_up(stretches: Sequence[Stretch], whole: Contents, parts: Contents) -> bool:
    """Whether the figures beside the levels are the sums of those in their rows, of some level with several."""
    told = [
        (figure, some)
        for s in stretches
        if (figure := _once(s, whole.figures)) is not None and (some := _some(s, parts.figures))
    ]
    if len(told) < len(stretches) or len(told) < _FEWEST:
        return False
    fit = [some for figure, some in told if sum(some) == figure]
    return len(fit) >= max(_FEWEST, _MOST * len(told)) and any(len(some) > 1 for some in fit)


def _once(stretch: Stretch, figures: Mapping[int, Decimal]) -> Decimal | None:
    """The one figure that is printed for all rows of a level, in the first of them or in several."""
    found = {figures[r] for r in stretch if r in figures}
    return found.pop() if len(found) == 1 and stretch[0] in figures else None


def _some(stretch: Stretch, figures: Mapping[int, Decimal]) -> list[Decimal]:
    return [figures[r] for r in stretch if r in figures]
