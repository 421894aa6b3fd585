"""A figure among the words around it, as the reasons see it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from ziping.parsers.ledger.scan import PrintedFigure
from ziping.parsers.text.dates import find_dates
from ziping.parsers.text.normalise import fold
from ziping.parsers.text.units import unit_names

_SHOWN = 12  # characters before and after a figure that a message shows
_LOOK = 24  # characters before and after a figure that reasons look at
_SCALES = ("万", "亿", "千", "百", "余", "多")


@dataclass(frozen=True, slots=True)
class Sight:
    """A figure with what stands around it.

    Attributes:
        token: The figure, half-width, without separators.
        before: Folded text before it, `_LOOK` characters at most.
        after: Folded text behind it, `_LOOK` characters at most.
        start: Whether `before` is all that stands before it.
        dated: Whether it stands within a date.
        titled: Whether it stands within 《》.
        heading: The words that stand over or beside a cell; "" in running text.
        sentence: The sentence that it stands in, folded.
        in_table: Whether it stands in a cell of few words; a cell of many is running text.
    """

    token: str
    before: str
    after: str
    start: bool
    dated: bool = False
    titled: bool = False
    heading: str = ""
    sentence: str = ""
    in_table: bool = False

    @property
    def around(self) -> str:
        """The figure among the words around it."""
        return f"{self.before[-_SHOWN:]}{self.token}{self.after[:_SHOWN]}".strip()

    @property
    def alone(self) -> bool:
        """Whether nothing but the figure is printed there."""
        return self.start and not self.before.strip() and not self.after.strip()

    @property
    def whole(self) -> bool:
        """Whether it is a whole number."""
        return "." not in self.token

    @property
    def has_unit(self) -> bool:
        """Whether a unit, a scale or a sign for per cent stands behind it."""
        rest = self.after.lstrip()
        return rest.startswith(_SCALES) or unit_names().unit_at(rest) is not None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text, for the sights of its figures."""

    folded: str
    heading: str
    in_table: bool
    dates: tuple[tuple[int, int], ...]
    titles: tuple[tuple[int, int], ...]
    ends: tuple[int, ...]

    @staticmethod
    def of(string: str, heading: str = "", *, in_table: bool = False) -> Surroundings:
        folded = fold(string)
        return Surroundings(
            folded,
            heading,
            in_table,
            tuple((d.start, d.stop) for d in find_dates(string)),
            tuple(m.span() for m in re.finditer(r"《[^》]{0,80}》?", string)),
            (-1, *(m.start() for m in re.finditer(r"[。\n]", folded)), len(folded)),
        )

    def sight(self, figure: PrintedFigure) -> Sight:
        """A figure of the text with what stands around it."""
        end = bisect_right(self.ends, figure.start, hi=len(self.ends) - 1)
        return Sight(
            figure.token,
            self.folded[max(0, figure.start - _LOOK) : figure.start],
            self.folded[figure.stop : figure.stop + _LOOK],
            figure.start <= _LOOK,
            any(a <= figure.start < b for a, b in self.dates),
            any(a <= figure.start < b for a, b in self.titles),
            self.heading,
            self.folded[self.ends[end - 1] + 1 : self.ends[end]],
            self.in_table,
        )
