"""Where the characters of a line begin and end."""

from __future__ import annotations

import itertools

import numpy as np

from pipeline.ocr.engine import Reading
from pipeline.ocr.sheet import Sheet, columns_of
from pipeline.ocr.spotting import Spot
from schemas.geometry import Box


def character_edges(reading: Reading, spot: Spot, sheet: Sheet, strip: Box) -> list[float]:
    """One edge more than characters, in pixels from the left edge of the spot: in the gap between two characters, or
    half way from the middle of one to that of the next where there is none. `strip` is what was read, in points."""
    ink = columns_of(sheet.ink[spot.top : spot.bottom, spot.x0 : spot.x1])
    left, width = strip.x0 * sheet.scale - spot.x0, strip.width * sheet.scale
    middles = sorted(min(max(left + c.middle * width, 0.0), len(ink)) for c in reading)
    edges = [0.0]
    for a, b in itertools.pairwise(middles):
        low, high = int(a), max(int(a) + 1, int(b))
        empty = np.flatnonzero(~ink[low:high])
        half = (a + b) / 2
        if empty.size:
            runs = np.split(empty, np.flatnonzero(np.diff(empty) > 1) + 1)
            widest = max(runs, key=lambda r: (len(r), -abs(low + r.mean() - half)))
            half = low + (float(widest[0]) + float(widest[-1]) + 1) / 2
        edges.append(max(edges[-1], half))
    edges.append(float(max(len(ink), edges[-1])))
    return edges
