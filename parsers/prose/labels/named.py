"""A figure in its place, with the words that name it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ziping.parsers.prose.layers.clauses import Pause
from ziping.parsers.prose.layers.mentions import Figure


class Side(Enum):
    """Where the name of a figure stands."""

    BEFORE = "before"
    AFTER = "after"
    AROUND = "around"  # before the bracket that holds the figure
    INHERITED = "inherited"  # with an earlier figure or clause
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Named:
    """A figure in its place.

    Attributes:
        figure: The figure.
        label: What it measures; empty when nobody could tell.
        side: Where the label stands.
        bracket: The bracket it stands in.
        lead: Where the words before it begin.
        trail: Where the words behind it end.
        previous: Index of the figure before it in the same bracket and sentence, None for the first.
        pause: The strongest mark between that figure and this one.
    """

    figure: Figure
    label: str
    side: Side
    bracket: int
    lead: int
    trail: int
    previous: int | None
    pause: Pause
