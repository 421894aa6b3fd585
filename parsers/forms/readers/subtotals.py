"""Which level a row of 小计 sums up, where titles of two levels stand above it: the one whose rows come to its points.

Where both do, the other subtotals of the block decide, else the nearer level.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ziping.parsers.text.normalise import bare
from ziping.schemas.report import Indicator, Section, Stated

Figure = Stated[Decimal] | None

_FIRST, _SECOND = 1, 2


@dataclass(frozen=True, slots=True)
class _Doubtful:
    """A subtotal that stands below titles of both levels: its place among the sections, the name of the first level, and the
    levels whose rows come to its points."""

    place: int
    first: Stated[str]
    fits: frozenset[int]


@dataclass(slots=True)
class Subtotals:
    """The levels of a block while its rows are read: how many indicators there were when each began."""

    begun: dict[int, int] = field(default_factory=lambda: {_FIRST: 0, _SECOND: 0})
    doubtful: list[_Doubtful] = field(default_factory=list)

    def begin(self, level: int, indicators: int) -> None:
        """A title begins a level, and with it those below."""
        for below in range(level, _SECOND + 1):
            self.begun[below] = indicators

    def add(self, section: Section, place: int, first: Stated[str], indicators: Sequence[Indicator]) -> None:
        """A subtotal that sums up the second level by its place; `first` is the name of the level above that."""
        fits = {
            level
            for level, start in self.begun.items()
            if _comes_to(section.weight, [i.weight for i in indicators[start:]])
            and _comes_to(section.score, [i.score for i in indicators[start:]])
        }
        self.doubtful.append(_Doubtful(place, first, frozenset(fits)))

    def settle(self, sections: list[Section]) -> None:
        """Gives the subtotals of the first level their level and its name."""
        only = [d.fits for d in self.doubtful if len(d.fits) == 1]
        of_first = sum(_FIRST in f for f in only)
        if not of_first:
            return
        for one in self.doubtful:
            if one.fits == {_FIRST} or (len(one.fits) != 1 and of_first * 2 > len(only)):
                sections[one.place] = replace(sections[one.place], level=_FIRST, label=one.first)


def sums_up_block(weight: Figure, score: Figure, first: str, indicators: Sequence[Indicator], told: Set[str]) -> bool:
    """Whether the points of a row of 小计 below several first levels are those of all rows of the block, not of the last level
    `first`: its own rows do not come to them, and all do, or no other level (`told` are those that have one) has such a row."""
    levels = {bare(i.level1.value) for i in indicators if i.level1 is not None}
    own = [i for i in indicators if i.level1 is not None and bare(i.level1.value) == bare(first)]

    def fit(rows: Sequence[Indicator]) -> bool:
        return _comes_to(weight, [i.weight for i in rows]) and _comes_to(score, [i.score for i in rows])

    return len(levels) > 1 and not fit(own) and (fit(indicators) or not told - {bare(first)})


def _comes_to(stated: Stated[Decimal] | None, parts: Sequence[Stated[Decimal] | None]) -> bool:
    return stated is None or stated.value == sum((p.value for p in parts if p is not None), Decimal(0))
