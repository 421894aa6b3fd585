"""Which lines of print stand level with one another: a page of thousands of spots has too many to compare them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ziping.pipeline.ocr.lines.spotting import Spot, usual_size


class Level:
    """Lines by where they stand in strips across the page, as high as most print."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        self._height = max(1, round(usual_size(spots)))
        self._strips: dict[int, list[int]] = defaultdict(list)
        for index, spot in enumerate(spots):
            for strip in self._of(spot.top, spot.bottom):
                self._strips[strip].append(index)

    def beside(self, spot: Spot) -> Iterator[int]:
        """The numbers of the lines that stand level with a spot, and of some near these; in order."""
        return self._within(spot.top, spot.bottom)

    def below(self, spot: Spot, reach: float) -> Iterator[int]:
        """The numbers of the lines that begin so many pixels below a spot at most, and of some near these; in order."""
        return self._within(spot.bottom, spot.bottom + reach)

    def _within(self, top: float, bottom: float) -> Iterator[int]:
        yield from sorted({k for strip in self._of(top, bottom) for k in self._strips.get(strip, ())})

    def _of(self, top: float, bottom: float) -> range:
        return range(int(top // self._height), int(bottom // self._height) + 1)
