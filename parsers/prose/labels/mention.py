"""A figure of running text: what it measures, of what kind it is, and to which other figures it is tied."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from ziping.parsers.prose.layers.clauses import Pause
from ziping.parsers.prose.layers.figures import Figure


class Side(Enum):
    """Where the name of a figure stands."""

    BEFORE = "before"
    AFTER = "after"
    AROUND = "around"  # before the bracket that holds the figure
    INHERITED = "inherited"  # with an earlier figure or clause
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure of running text. Other figures are given by their index among the mentions of the passage.

    Attributes:
        figure: The figure.
        bracket: The bracket it stands in.
        lead: Where the words before it begin.
        trail: Where the words behind it end.
        words_before: The words before it.
        previous: The figure before it in the same bracket and sentence, None for the first.
        pause: The strongest mark between that figure and this one.
        label: What it measures; empty when nobody could tell.
        side: Where the label stands.
        own: The label that the words beside it give, before lists and ties give another one.
        kind: As in `Fact`.
        parent: The figure that it is a part of (or a share or growth of), None for none.
        of: The figure that a share or growth is stated about, None where none is.
        base: What a share is a share of, in the report's words; empty where it does not say.
        base_figure: The figure that a share is stated to be a share of (占计划1500万元的80%).
        agent: The body that acts in what it is told of (县第一中学); empty where its clause names none.
        scope: The area that its clause tells of (全省); empty where it names none.
        is_price: Whether the words right before it say that it is one for each of something (每户3万元).
    """

    figure: Figure
    bracket: int
    lead: int
    trail: int
    words_before: str
    previous: int | None = None
    pause: Pause = Pause.PARAGRAPH
    label: str = ""
    side: Side = Side.NONE
    own: str = ""
    kind: str = ""
    parent: int | None = None
    of: int | None = None
    base: str = ""
    base_figure: int | None = None
    is_price: bool = False
    agent: str = ""
    scope: str = ""

    @property
    def unit(self) -> str | None:
        return self.figure.unit

    @property
    def value(self) -> Decimal:
        return self.figure.value
