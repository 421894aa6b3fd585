"""What the readers of one passage share: the text, its marks, its items, and its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.layers.outline import Outline
from ziping.parsers.prose.layers.passage import Passage
from ziping.schemas.report import Stated


@dataclass(frozen=True, slots=True)
class PassageContext:
    """A passage taken apart. Readers speak of figures by their index in `named`."""

    passage: Passage
    clauses: Clauses
    outline: Outline
    named: Sequence[Mention]

    @property
    def string(self) -> str:
        """The text of the passage."""
        return self.passage.string

    def text(self, span: tuple[int, int]) -> str:
        """The characters of a span."""
        return self.passage.string[slice(*span)]

    def stated(self, span: tuple[int, int] | None) -> Stated[str] | None:
        """The characters of a span and their print; None for none."""
        return self.passage.stated(span)

    def value(self, index: int | None) -> Decimal | None:
        """The value of a figure in its base unit; None for none."""
        return None if index is None else self.named[index].figure.value

    def amount(self, index: int | None) -> Stated[Decimal] | None:
        """The value of a figure and its print; None for none."""
        if index is None:
            return None
        figure = self.named[index].figure
        return Stated(figure.value, self.passage.printed(figure.start, figure.stop))
