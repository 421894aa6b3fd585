"""Marks that stand alone in a cell, told by their ink: dots, dashes, slashes. Recognisers are made for words."""

from __future__ import annotations

import cv2
import numpy as np

from ziping.pipeline.ocr.image.components import components_of
from ziping.pipeline.ocr.recognise.engine import Character, Mask, Reading
from ziping.pipeline.ocr.settle.signs import sign_of

# Parts of the size of print. A dot is at most so large, dots lie on one level and are about as large as one another; a
# dash is so low and so wide; a long dash fills its square and is
# flatter than the figure one (一).
DOT, LEVEL, ALIKE = 0.3, 0.12, 2.6
DASH_HEIGHT, DASH_WIDTH, LONG_DASH, LONG_DASH_HEIGHT = 0.2, 0.25, 0.75, 0.118
DASH_LENGTH = 2.0  # times as wide as high at least; a dot is round

# A slash is at least so high, leans by so much of its height, and fills so little of the rectangle around it.
SLASH_HEIGHT, SLASH_LEAN, SLASH_FILL = 0.55, 0.15, 0.5
SLASH_EVEN = 1.7  # times the usual width that its ink has at most; a seven and a one have a bar or a flag
_ENDS = 3  # the lean is told by the upper and the lower third

# Parts of a picture that hang together, the paper counted: of one stroke, and of two.
ONE, TWO = 2, 3

# The strokes of a sign of equality are so low and so wide, as wide as one another but for this part of their width.
BAR_HEIGHT, BAR_WIDTH, UNEQUAL = 0.25, (0.25, 0.8), 0.15

# How sure a mark is that is told by its ink.
SURE = 0.95


def mark_of(ink: Mask, size: float) -> Reading | None:
    """The mark, if the ink (tight around it) is one and nothing else. `size` is that of the print around."""
    text = _dots(ink, size) or _dash(ink, size) or _slash(ink, size) or _equals(ink, size) or sign_of(ink, size)
    if text is None:
        return None
    return tuple(Character(c, SURE, (i + 0.5) / len(text)) for i, c in enumerate(text))


def _dots(ink: Mask, size: float) -> str | None:
    count, _, stats, middles = components_of(ink)
    if count < TWO:
        return None
    largest = stats[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    areas = stats[1:, cv2.CC_STAT_AREA]
    levels = middles[1:, 1]
    if largest.max() > DOT * size or areas.max() > ALIKE * areas.min() or np.ptp(levels) > LEVEL * size:
        return None
    return "." * (count - 1)


def _dash(ink: Mask, size: float) -> str | None:
    height, width = ink.shape
    count = components_of(ink).number - 1
    if count != 1 or width < max(DASH_WIDTH * size, DASH_LENGTH * height):
        return None
    if width < LONG_DASH * size:
        return "-" if height <= DASH_HEIGHT * size else None
    return "—" if height <= LONG_DASH_HEIGHT * size else None


def _slash(ink: Mask, size: float) -> str | None:
    height, width = ink.shape
    if components_of(ink).number != ONE or height < SLASH_HEIGHT * size or width > height:
        return None
    third = max(1, height // _ENDS)
    ends = [np.flatnonzero(part.any(axis=0)) for part in (ink[:third], ink[-third:])]
    if not all(end.size for end in ends):
        return None
    upper, lower = (float(end.mean()) for end in ends)
    if upper - lower < SLASH_LEAN * height or cv2.countNonZero(ink) > SLASH_FILL * ink.size:
        return None
    widths = (ink > 0).sum(axis=1)
    return "/" if widths.max() <= SLASH_EVEN * float(np.median(widths)) else None


def _equals(ink: Mask, size: float) -> str | None:
    count, _, stats, _ = components_of(ink)
    if count != TWO:
        return None
    x, y, width, height, _ = stats[1:].T
    unequal = UNEQUAL * width.max() + 1
    level = np.ptp(width) <= unequal and np.ptp(x) <= unequal
    apart = abs(int(y[1] - y[0])) > height.max() and abs(int(y[1] - y[0])) <= width.max()
    flat = height.max() <= BAR_HEIGHT * size and BAR_WIDTH[0] * size <= width.min() <= BAR_WIDTH[1] * size
    return "=" if level and apart and flat else None
