"""Indicators that running text tells by target and result, and where it tells each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from ziping.parsers.prose.layers.outline import Item
from ziping.schemas.report import Indicator


@dataclass(frozen=True, slots=True)
class Goals:
    """Indicators told by target and actual.

    Attributes:
        stretches: What tells them, by offset.
        pairs: Targets and results of those that are told with both at once.
        places: For each indicator the stretches that tell it.
        names: Where the name of each stands.
        alone: For each indicator the items of the outline that speak of it and of no other.
        reaches: For each indicator the stretch up to the next one, semicolon or full stop: points and rates in it are its own.
        whole: Those that are told with target and result at once.
    """

    indicators: tuple[Indicator, ...] = ()
    stretches: tuple[tuple[int, int], ...] = ()
    pairs: tuple[tuple[int, int], ...] = ()
    places: tuple[tuple[tuple[int, int], ...], ...] = ()
    names: tuple[tuple[int, int], ...] = ()
    alone: tuple[frozenset[int], ...] = ()
    reaches: tuple[tuple[int, int], ...] = ()
    whole: frozenset[int] = frozenset()

    def of_item(self, item: int) -> int | None:
        """The indicator of which an item speaks alone; None when there is none."""
        return next((k for k, items in enumerate(self.alone) if item in items), None)

    def without(self, dropped: Collection[int]) -> Goals:
        """These without some, whose stretches tell no indicator then."""
        kept = [k for k in range(len(self.indicators)) if k not in dropped]
        places = tuple(self.places[k] for k in kept)
        return replace(
            self,
            indicators=tuple(self.indicators[k] for k in kept),
            stretches=tuple(span for spans in places for span in spans),
            places=places,
            names=tuple(self.names[k] for k in kept),
            alone=tuple(self.alone[k] for k in kept),
            reaches=tuple(self.reaches[k] for k in kept),
            whole=frozenset(place for place, k in enumerate(kept) if k in self.whole),
        )

    def ends_at(self, offset: int) -> bool:
        """Whether one is told up to a place."""
        return any(stop == offset for spans in self.places for _, stop in spans)

    def within(self, item: Item) -> bool:
        """Whether an item tells any of them."""
        return any(item.start <= start < item.stop for spans in self.places for start, _ in spans)

    def told_around(self, offset: int) -> int | None:
        """The indicator in whose stretch a place stands."""
        return next((k for k, reach in enumerate(self.reaches) if reach[0] <= offset < reach[1]), None)
