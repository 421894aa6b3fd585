"""Where the characters of a line begin and end."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

from ziping.pipeline.ocr.image.sheet import Sheet, columns_of
from ziping.pipeline.ocr.lines.spotting import Spot, runs_of
from ziping.pipeline.ocr.recognise.engine import Reading
from ziping.schemas.geometry import Box

# How wide letters and figures are, beside ideographs.
NARROW = 0.55

_FIRST_CJK = "\u2e80"


def character_edges(reading: Reading, spot: Spot, sheet: Sheet, strip: Box) -> list[float]:
    """One edge more than characters, in pixels from the left edge of the spot: in a gap of the ink between two
    characters, near where their widths put it. `strip` is what was read, in points."""
    ink = columns_of(sheet.ink[spot.top : spot.bottom, spot.x0 : spot.x1])
    left, width = strip.x0 * sheet.scale - spot.x0, strip.width * sheet.scale
    middles = sorted(min(max(left + c.middle * width, 0.0), len(ink)) for c in reading)
    edges = [0.0]
    for (a, b), (before, after) in zip(itertools.pairwise(middles), itertools.pairwise(reading), strict=True):
        wide, wide_after = _width(before.text), _width(after.text)
        edges.append(max(edges[-1], _edge(a, b, wide / (wide + wide_after), ink)))
    edges.append(float(max(len(ink), edges[-1])))
    return edges


def _width(text: str) -> float:
    return 1.0 if text >= _FIRST_CJK else NARROW


def _edge(a: float, b: float, share: float, ink: NDArray[np.bool_]) -> float:
    """Between the middles `a` and `b` of two characters: the gap that is widest and nearest to where it should be."""
    expected = a + share * (b - a)
    low, high = int(a), max(int(a) + 1, int(b))
    gaps = [(low + start, low + stop) for start, stop in runs_of(~ink[low:high])]
    if not gaps:
        return expected

    def off(gap: tuple[int, int]) -> float:
        start, stop = gap
        return max(start - expected, expected - stop, 0.0) - (stop - start) / 2

    start, stop = min(gaps, key=off)
    return (start + stop) / 2
