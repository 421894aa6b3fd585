"""Signs of comparison told by their ink: an angle over two bars (≧, ≦), for which recognisers have no character, and one
over a bar that is so close that it reads as an angle alone (≥ as >)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ziping.pipeline.ocr.image.sheet import columns_of, rows_of
from ziping.pipeline.ocr.lines.spotting import runs_of
from ziping.pipeline.ocr.recognise.engine import Mask

# Parts of the size of print: how high and how wide such a sign is.
HEIGHT, WIDTH = (0.55, 1.15), (0.33, 1.15)

# A bar goes through this part of the sign's width, and takes at most this part of its height; the bars lie below this
# part of it.
BAR, BAR_HEIGHT, LOW = 0.82, 0.25, 0.5
_BARS = 2  # a bar may be drawn twice: ≧ has the sign of equality below

# The middle of an angle lies further to its point than its ends, by this part of the width, and its ends are level with
# one another but for this part.
POINT, UNEVEN = 0.2, 0.25
_THIRDS = 3  # the angle is looked at in thirds of its height: both ends and the middle

# The lower arm of an angle with a bar has so many times the ink of the upper one.
HEAVIER = 1.3
_ARMS = 4  # rows of ink that two arms have at least


def sign_of(ink: Mask, size: float) -> str | None:
    """≧ or ≦, if the ink (tight around it) is one. `size` is that of the print around."""
    rows, columns = np.flatnonzero(rows_of(ink)), np.flatnonzero(columns_of(ink))
    if not rows.size:
        return None
    filled = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] > 0
    height, width = filled.shape
    if not HEIGHT[0] * size <= height <= HEIGHT[1] * size or not WIDTH[0] * size <= width <= WIDTH[1] * size:
        return None
    bars = runs_of(np.array([_longest(row) >= BAR * width for row in filled]))
    if len(bars) != _BARS or bars[0][0] < LOW * height or max(b - a for a, b in bars) > BAR_HEIGHT * height:
        return None
    return _angle(filled[: bars[0][0]])


def has_bar(ink: Mask) -> bool:
    """Whether what was read as an angle alone has a bar below that has run together with it: its lower arm has more ink
    than the upper one."""
    rows = np.flatnonzero(rows_of(ink))
    if rows.size < _ARMS:
        return False
    filled = ink[rows[0] : rows[-1] + 1] > 0
    half = len(filled) // 2
    upper, lower = int(filled[:half].sum()), int(filled[-half:].sum())
    return lower >= HEAVIER * max(1, upper)


def _longest(row: NDArray[np.bool_]) -> int:
    return max((b - a for a, b in runs_of(row)), default=0)


def _angle(filled: NDArray[np.bool_]) -> str | None:
    """Where the angle of a sign points to."""
    rows = np.flatnonzero(filled.any(axis=1))
    filled = filled[rows[0] : rows[-1] + 1] if rows.size else filled[:0]
    height, width = filled.shape
    if height < _THIRDS:
        return None
    thirds = [np.flatnonzero(part.any(axis=0)) for part in np.array_split(filled, _THIRDS)]
    if not all(part.size for part in thirds):
        return None
    upper, middle, lower = (float(part.mean()) / width for part in thirds)
    if abs(upper - lower) > UNEVEN:
        return None
    ends = (upper + lower) / 2
    if middle - ends >= POINT:
        return "≧"
    return "≦" if ends - middle >= POINT else None
