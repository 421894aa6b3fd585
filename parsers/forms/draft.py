"""A form while its regions are read."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field, replace

from ziping.parsers.forms.readers.head import HeadRows
from ziping.parsers.forms.readers.total_choice import choose, sums_of
from ziping.parsers.forms.readers.totals import merge_totals
from ziping.parsers.forms.types import NO_TOTALS, Form, Passage
from ziping.schemas.head import Head, Totals
from ziping.schemas.report import FundingLine, Indicator, Section, Stated


@dataclass(slots=True)
class Draft:
    """What has been read of a form. `title` is that of the rows above it, `in_title` the totals that it states, `totals` what
    each row of totals may say, the likeliest first; `year` is the budget year that rows of its title name."""

    first: int
    last: int
    title: Stated[str] | None = None
    in_title: Totals = NO_TOTALS
    year: Stated[int] | None = None
    head: HeadRows = field(default_factory=HeadRows)
    totals: list[tuple[Totals, ...]] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    funding: list[FundingLine] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    goal: Stated[str] | None = None
    outcome: Stated[str] | None = None

    def is_another(self, subjects: Set[str]) -> bool:
        """Whether a head that names these subjects begins another form. Money and goals without a name that stand above the
        first head are its own."""
        nameless = not self.head.subjects and not self.indicators
        return self.has_rows and not nameless and not subjects & self.head.subjects

    @property
    def has_rows(self) -> bool:
        return bool(self.indicators or self.sections or self.funding)

    def take_over(self, later: Draft) -> None:
        """Adds a head that stands below the rows it speaks of."""
        self.head.merge(later.head)
        self.totals += later.totals
        self.passages += later.passages
        self.goal, self.outcome = self.goal or later.goal, self.outcome or later.outcome
        self.last = later.last

    def _head(self) -> Head:
        """The head's entries; an entry for the year goes before the title's."""
        head = self.head.head()
        return head if head.fiscal_year is not None else replace(head, fiscal_year=self.year)

    def finish(self, title: Stated[str] | None) -> Form:
        """The form; `title` is that of the table."""
        title = self.title or title
        sums = sums_of(self.indicators, self.sections, self.funding)
        return Form(
            self.first,
            self.last,
            title,
            self._head(),
            merge_totals(NO_TOTALS, *(choose(r, sums) for r in self.totals), self.head.totals, self.in_title),
            tuple(replace(i, sheet=title) for i in self.indicators),
            tuple(replace(s, sheet=title) for s in self.sections),
            tuple(self.funding),
            tuple(self.passages),
            self.goal,
            self.outcome,
        )
