"""The figures of one line of funds, and the row that they become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ziping.parsers.prose.facts import clause_of
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.layers.passage import Passage
from ziping.parsers.prose.readers.money.owners import Owner
from ziping.schemas.report import FundingLine, Stated


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one line, as indexes of mentions."""

    initial: int | None = None
    annual: int | None = None
    received: int | None = None
    executed: int | None = None
    rate: int | None = None

    @property
    def sums(self) -> tuple[int, ...]:
        return tuple(k for k in (self.initial, self.annual, self.received, self.executed) if k is not None)

    @property
    def complete(self) -> bool:
        """Whether it says more than one thing of the money: a budget and what was spent of it, or a rate."""
        budget = any(k is not None for k in (self.initial, self.annual, self.received))
        return (budget, self.executed is not None, self.rate is not None).count(True) > 1 and bool(self.sums)


def row_of(
    passage: Passage, clauses: Clauses, mentions: Sequence[Mention], line: Line, owner: Owner | None
) -> FundingLine | None:
    """The row of a line, of the whole where no owner is given; None where it holds no sum."""
    if not line.sums:
        return None
    first = mentions[min(line.sums, key=lambda k: mentions[k].figure.start)]
    rate = mentions[line.rate] if line.rate is not None else None
    name = None
    if owner is not None:
        name = Stated(passage.string[slice(*owner.span)], passage.printed(*owner.span))
    return FundingLine(
        row=passage.place(*clause_of(passage, clauses, first)),
        line=owner.line if owner is not None else "total",
        line_text=name,
        initial_budget=_amount(passage, mentions, line.initial),
        annual_budget=_amount(passage, mentions, line.annual),
        received=_amount(passage, mentions, line.received),
        executed=_amount(passage, mentions, line.executed),
        unit_text=_unit(passage, first),
        execution_rate=_amount(passage, mentions, line.rate),
        execution_rate_text=_text(passage, rate),
    )


def _amount(passage: Passage, mentions: Sequence[Mention], index: int | None) -> Stated[Decimal] | None:
    if index is None:
        return None
    figure = mentions[index].figure
    return Stated(figure.value, passage.printed(figure.start, figure.stop))


def _text(passage: Passage, mention: Mention | None) -> Stated[str] | None:
    if mention is None:
        return None
    figure = mention.figure
    return Stated(passage.string[figure.start : figure.stop], passage.printed(figure.start, figure.stop))


def _unit(passage: Passage, mention: Mention) -> Stated[str] | None:
    figure, unit = mention.figure, mention.figure.quantity.unit_text
    start = figure.stop - len(unit or "")
    if not unit or passage.string[start : figure.stop] != unit:
        return None
    return Stated(unit, passage.printed(start, figure.stop))
