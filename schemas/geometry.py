"""Where things stand on a page: PDF points, origin top left, y growing downwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in PDF points (1/72 inch), origin top left.

    Raises:
        ValueError: when the right edge lies left of the left one, or the bottom above the top.
    """

    x0: float
    top: float
    x1: float
    bottom: float

    def __post_init__(self) -> None:
        if self.x1 < self.x0 or self.bottom < self.top:
            raise ValueError(f"box is inside out: {self}")

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The centre, (x, y) in points."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside or on the edge."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    @staticmethod
    def around(boxes: Iterable[Box]) -> Box:
        """The smallest box that holds all of `boxes`.

        Raises:
            ValueError: when there is none.
        """
        every = tuple(boxes)
        if not every:
            raise ValueError("no boxes to put a box around")
        if len(every) == 1:
            return every[0]
        return Box(
            min([b.x0 for b in every]),
            min([b.top for b in every]),
            max([b.x1 for b in every]),
            max([b.bottom for b in every]),
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page; `page` counts from 1."""

    page: int
    box: Box
