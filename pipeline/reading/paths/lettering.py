"""Where characters are printed, for those who read the lines between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

# A line that comes this near (parts of their size) to the characters on both sides of it runs through a word.
SIDE = 0.1


@dataclass(frozen=True, slots=True)
class Lettering:
    """The characters of a page that stand upright.

    Attributes:
        boxes: Left, top, right and bottom of each, in points.
        size: Of most of them, in points; 0 where there are none.
    """

    boxes: npt.NDArray[np.float64]
    size: float

    def crosses(self, at: float, start: float, stop: float, *, level: bool) -> bool:
        """Whether a line at `at` runs through a word on its way from `start` to `stop`."""
        low, high, first, last = self.boxes.T[[1, 3, 0, 2] if level else [0, 2, 1, 3]]
        middle, side = (first + last) / 2, SIDE * (self.boxes[:, 3] - self.boxes[:, 1])
        passed = (start <= middle) & (middle <= stop)
        through = bool((passed & (low + side < at) & (at < high - side)).any())
        if level or through:  # lines of a text stand as close to each other as rows do
            return through
        before = passed & (low < at) & (np.abs(high - at) <= side)
        after = passed & (high > at) & (np.abs(low - at) <= side)
        pairs = np.abs(middle[before][:, None] - middle[after][None, :]) <= side[before][:, None]
        return bool(pairs.any())

    def within(self, x0: float, top: float, x1: float, bottom: float) -> bool:
        """Whether the middle of a character lies in a box."""
        x, y = (self.boxes[:, 0] + self.boxes[:, 2]) / 2, (self.boxes[:, 1] + self.boxes[:, 3]) / 2
        return bool(((x0 <= x) & (x <= x1) & (top <= y) & (y <= bottom)).any())
