"""The figures of one line of funds, and the row that they become."""

from __future__ import annotations

from dataclasses import dataclass

from ziping.parsers.prose.facts import clause_of
from ziping.parsers.prose.layers.context import PassageContext
from ziping.parsers.prose.layers.figures import Figure
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


def row_of(context: PassageContext, line: Line, owner: Owner | None) -> FundingLine | None:
    """The row of a line, of the whole where no owner is given; None where it holds no sum."""
    if not line.sums:
        return None
    first = context.named[min(line.sums)]
    rate = context.named[line.rate].figure if line.rate is not None else None
    return FundingLine(
        row=context.passage.place(*clause_of(context.passage, context.clauses, first)),
        line=owner.line if owner is not None else "total",
        line_text=context.stated(owner.span) if owner is not None else None,
        initial_budget=context.amount(line.initial),
        annual_budget=context.amount(line.annual),
        received=context.amount(line.received),
        executed=context.amount(line.executed),
        unit_text=_unit(context, first.figure),
        execution_rate=context.amount(line.rate),
        execution_rate_text=context.stated((rate.start, rate.stop)) if rate is not None else None,
    )


def _unit(context: PassageContext, figure: Figure) -> Stated[str] | None:
    """The unit, where it stands right behind the digits."""
    unit = figure.quantity.unit_text or ""
    span = figure.stop - len(unit), figure.stop
    return context.stated(span) if unit and context.text(span) == unit else None
