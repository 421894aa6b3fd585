"""Money that forms and running text tell of one subject, brought together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ziping.schemas.report import FundingLine

_TOTAL = "total"
_OTHER = "other"
_PROJECT = "project"
_TELLING = 2  # of budget, spending and rate: with fewer a sum may be anything


def lines_of(forms: Sequence[FundingLine], prose: Sequence[FundingLine]) -> tuple[FundingLine, ...]:
    """The lines of the forms; where they have none, those of prose. A table of a part of the money (三公经费) is no
    table of the whole: where prose tells budget and spending of more than all its sums, that is the total, also beside a table
    without one."""
    told = one_line(prose)
    if not forms:
        return told
    alone = next((line for line in told if line.line == _TOTAL), None)
    if len(forms) == 1 and forms[0].line == _PROJECT and alone is not None and set(_sums(forms[0])) & set(_sums(alone)):
        return (replace(forms[0], line=_TOTAL),)  # a table of one project, whose budget prose tells as the whole's
    whole = next((line for line in told if line.line == _TOTAL and _tells(line) >= _TELLING), None)
    if whole is None:
        return tuple(forms)
    totals = [line for line in forms if line.line == _TOTAL]
    if any(not _is_smaller(line, whole) for line in totals or forms):
        return tuple(_with_rate(line, whole) if line.line == _TOTAL else line for line in forms)
    return (whole, *(replace(x, line=_OTHER) if x.line == _TOTAL else x for x in forms))


def _with_rate(line: FundingLine, of_prose: FundingLine) -> FundingLine:
    """The line of a form without a rate, with the one that prose tells of the same budget and spending."""
    pairs = ((line.annual_budget, of_prose.annual_budget), (line.executed, of_prose.executed))
    same = all(a is not None and b is not None and a.value == b.value for a, b in pairs)
    if not same or line.execution_rate is not None or line.execution_rate_text is not None:
        return line
    return replace(line, execution_rate=of_prose.execution_rate, execution_rate_text=of_prose.execution_rate_text)


def one_line(lines: Sequence[FundingLine]) -> tuple[FundingLine, ...]:
    """Budgets stated in several parts of prose are one budget: the first line, completed by the others
    where they do not contradict it; lines of other kinds follow as they are."""
    totals = [line for line in lines if line.line == _TOTAL]
    if not totals:
        return tuple(lines)
    first = totals[0]
    for other in totals[1:]:
        first = replace(
            first,
            initial_budget=first.initial_budget or other.initial_budget,
            annual_budget=first.annual_budget or other.annual_budget,
            received=first.received or other.received,
            executed=first.executed or other.executed,
            execution_rate=first.execution_rate or other.execution_rate,
            execution_rate_text=first.execution_rate_text or other.execution_rate_text,
        )
    return (first, *(line for line in lines if line.line != _TOTAL))


def _tells(line: FundingLine) -> int:
    budget = line.initial_budget or line.annual_budget or line.received
    return sum(1 for told in (budget, line.executed, line.execution_rate) if told is not None)


def _is_smaller(part: FundingLine, whole: FundingLine) -> bool:
    """Whether the greatest sum of a line is less than the least of another."""
    sums, most = list(_sums(part)), list(_sums(whole))
    return bool(sums) and bool(most) and max(sums) < min(most)


def _sums(line: FundingLine) -> Iterator[Decimal]:
    yield from (
        s.value for s in (line.initial_budget, line.annual_budget, line.received, line.executed) if s is not None
    )
