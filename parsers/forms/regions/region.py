"""Regions of a form: rows that belong together, and what they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ziping.parsers.forms.grid.columns import Header


class Kind(Enum):
    """Kinds of regions."""

    TITLE = "title"
    HEAD = "head"
    FUNDING = "funding"
    GOALS = "goals"
    INDICATORS = "indicators"
    TRANSPOSED = "transposed"
    LIST = "list"
    TOTAL = "total"
    NOTE = "note"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Region:
    """Rows `first` to `last`. `header` where the region has header rows; `repeats` are header rows printed again."""

    kind: Kind
    first: int
    last: int
    header: Header | None = None
    repeats: tuple[int, ...] = ()

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows below the header, repetitions of it left out."""
        start = self.first if self.header is None else self.header.last + 1
        return tuple(r for r in range(start, self.last + 1) if r not in self.repeats)
