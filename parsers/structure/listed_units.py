"""The unit of money that a list of projects states and the form of a project leaves open: the list has the same project with
the same figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ziping.parsers.forms import Form, FormReading
from ziping.parsers.structure.subject_names import is_listed
from ziping.parsers.structure.subjects import same_subject
from ziping.parsers.text.numbers import find_quantities
from ziping.schemas.report import FundingLine, Stated

_UNKNOWN_UNIT = "unknown-unit"


@dataclass(frozen=True, slots=True)
class ListedMoney:
    """What a list says of a project's money.

    Attributes:
        subject: The project's name as printed.
        unit: The unit that holds for the list.
        figures: Its amounts as printed, without a unit.
    """

    subject: str
    unit: Stated[str]
    figures: frozenset[Decimal]


def listed_money(forms: Iterable[Form]) -> Iterator[ListedMoney]:
    """What the lists among forms say of the money of their projects."""
    for form in forms:
        if form.head.subject is None or not is_listed(form):
            continue
        for line in form.funding:
            if line.unit_text is not None and (figures := frozenset(_printed(line))):
                yield ListedMoney(form.head.subject.value, line.unit_text, figures)


def unit_of_list(reading: FormReading, listed: Sequence[ListedMoney]) -> Stated[str] | None:
    """The unit of a table whose amounts have none; None where no list has its project with one of its amounts."""
    if not listed or all(n.code != _UNKNOWN_UNIT for n in reading.notes):
        return None
    for form in reading.forms:
        name = form.head.subject
        if name is None or is_listed(form):
            continue
        amounts = {n for line in form.funding for _, kept in line.extra for n in _numbers(kept.value)}
        for money in listed:
            if amounts & money.figures and same_subject(name.value, money.subject):
                return money.unit
    return None


def _printed(line: FundingLine) -> Iterator[Decimal]:
    for amount in (line.initial_budget, line.annual_budget, line.received, line.executed):
        if amount is not None:
            yield from _numbers("".join(p.text for p in amount.printed))


def _numbers(text: str) -> list[Decimal]:
    """The figure of a cell that holds a single one; nothing is too common to tell anything."""
    found = list(find_quantities(text))
    return [found[0].quantity.number] if len(found) == 1 and found[0].quantity.number else []
