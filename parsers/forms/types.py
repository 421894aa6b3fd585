"""What a form says, before it is known which evaluation it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, fields

from ziping.parsers.forms.regions.continuation import OpenBlock
from ziping.schemas.head import Head, Totals
from ziping.schemas.report import (
    FundingLine,
    Indicator,
    Note,
    Section,
    Stated,
)
from ziping.schemas.text import Text


@dataclass(frozen=True, slots=True)
class FormContext:
    """What stands around a table.

    Attributes:
        title: The nearest title or caption before the table; becomes `sheet` unless the table has a
            title row of its own.
        money_unit: The unit of money that the caption states (`万元` of 单位：万元); None where it states none.
        before: The reading of the table before this one in the same part: a block may go on here.
        between: The paragraphs between that table and this one.
    """

    title: Stated[str] | None = None
    money_unit: Stated[str] | None = None
    before: FormReading | None = None
    between: tuple[Text, ...] = ()


def merge_heads(head: Head, *others: Head) -> Head:
    """`head`, with what it leaves open taken from the others in turn."""
    for other in others:
        head = Head(**{f.name: getattr(head, f.name) or getattr(other, f.name) for f in fields(Head)})
    return head


NO_HEAD, NO_TOTALS = Head(), Totals()


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text inside a table (概况, goals, problems): for the parsers of prose to read.

    `label` is the cell before it, None where there is none; `goal` marks the cells of the block of goals.
    """

    text: Text
    label: str | None = None
    goal: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What a table states about one subject, in reading order.

    Attributes:
        first_row: First row of the table that speaks of it.
        last_row: Last one.
        title: Title row of the table, else the caption; what `sheet` of the rows says.
        goal: The text of its goals (预期目标); `outcome` that of what came of them (实际完成情况).
    """

    first_row: int
    last_row: int
    title: Stated[str] | None = None
    head: Head = NO_HEAD
    totals: Totals = NO_TOTALS
    indicators: tuple[Indicator, ...] = ()
    sections: tuple[Section, ...] = ()
    funding: tuple[FundingLine, ...] = ()
    passages: tuple[Passage, ...] = ()
    goal: Stated[str] | None = None
    outcome: Stated[str] | None = None

    @property
    def empty(self) -> bool:
        """Whether it states nothing that the dataset has a place for."""
        rows = self.indicators or self.sections or self.funding
        return not rows and self.head == NO_HEAD and self.totals == NO_TOTALS


@dataclass(frozen=True, slots=True)
class RowClaim:
    """Rows `start` to `stop` (exclusive) of the table were read by `parser` (`forms.indicators`, …)."""

    start: int
    stop: int
    parser: str


@dataclass(frozen=True, slots=True)
class FormReading:
    """What `read_table` found.

    Attributes:
        forms: One for each subject, in the order of the rows: several where one table holds several
            forms, or lists projects row by row. Empty when the table is no form.
        notes: Warnings about what was seen and not understood.
        claims: Which reader read which rows; they do not overlap.
        understood: Whether the table is a form, or a part of one, and was read. A table that looks like a
            form and was not read is not understood and has a note `unread-table`.
        open: The block of indicators at its end, when it may go on in another table.
        money_unit: The unit of money that is stated for the whole of it, in it or above it.
        headings: The headings of its blocks of money: forms of one template share what is stated above the first.
    """

    forms: tuple[Form, ...] = ()
    notes: tuple[Note, ...] = ()
    claims: tuple[RowClaim, ...] = ()
    understood: bool = False
    open: OpenBlock | None = None
    money_unit: Stated[str] | None = None
    headings: tuple[str, ...] = ()
