"""Why a printed figure is no value: a closed list, each reason a function that sees the words around the figure.

A reason must be sure: a figure that one of them takes wrongly is lost in silence. All of them look at folded text
(half-width, one kind of bracket and dash).
"""

from __future__ import annotations

from collections.abc import Callable

from ziping.parsers.ledger.reasons.numbers import (
    article,
    code,
    document_number,
    enumerator,
    name,
    ordinal,
    page_number,
    telephone,
)
from ziping.parsers.ledger.reasons.sayings import (
    aspects,
    block_points,
    date,
    deduction,
    duration,
    formula,
    instruction,
    scoring_rule,
    span,
)
from ziping.parsers.ledger.sight import Sight

Reason = Callable[[Sight], bool]
REASONS: tuple[Reason, ...] = (
    document_number,
    article,
    page_number,
    date,
    telephone,
    code,
    enumerator,
    ordinal,
    name,
    formula,
    scoring_rule,
    deduction,
    block_points,
    instruction,
    span,
    duration,
    aspects,
)


def reason_of(sight: Sight) -> str | None:
    """The first reason why a figure is no value; None where it is one."""
    return next((r.__name__.replace("_", "-") for r in REASONS if r(sight)), None)
