"""Creases: what looks like a ruling line where paper was folded. They run on beyond the table, and are far paler."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ziping.pipeline.ocr.image.tracing import Line
from ziping.pipeline.ocr.recognise.engine import Grey, Mask

# Lengths in points: a crease goes on beyond the outer lines of a table by more than this; its pieces lie so level.
BEYOND, LEVEL = 10.0, 4.0

# A crease is paler than this part of what the lines of the page usually are. Ink is print where it is darker than so many
# times the crease.
PALE, PRINT = 0.5, 1.5

# The paper around is the lightest within so many pixels; a line is looked at in every so many.
_REACH, _STEP = 15, 3
_BESIDE = 1.2  # points beside a crease that its shadow takes


def creases_among(along: Sequence[Line], across: Sequence[Line], grey: Grey, scale: float) -> list[Line]:
    """Which of the lines `along` are creases: seen from left to right, or (with the picture transposed) from above."""
    if len(across) < 2 or not along:
        return []
    low, high = min(k.middle for k in across), max(k.middle for k in across)
    far = BEYOND * scale
    out = [k for k in along if (k.start < low - far or k.stop > high + far) and k.stop > low and k.start < high]
    if not out:
        return []
    depth = _depth(grey)
    depths = {k: _of(k, depth) for k in along}
    least = PALE * float(np.median(list(depths.values())))
    pale = [k for k in out if depths[k] < least]
    level = LEVEL * scale
    return [k for k in along if depths[k] < least and any(abs(k.middle - p.middle) <= level for p in pale)]


def erase_creases(ink: Mask, creases: Sequence[Line], grey: Grey, scale: float) -> None:
    """Takes creases out of a mask; print that they run through is darker and stays."""
    if not creases:
        return
    depth = _depth(grey)
    for crease in creases:
        most = PRINT * _of(crease, depth)
        half = crease.thick / 2 + _BESIDE * scale
        start, stop = max(0, int(crease.start)), int(crease.stop) + 1
        at = [crease.at(crease.start), crease.at(crease.stop)]
        low, high = max(0, int(min(at) - half)), int(max(at) + half) + 1
        part = ink[low:high, start:stop]
        part[depth[low:high, start:stop] < most] = 0


def _depth(grey: Grey) -> NDArray[np.uint8]:
    found: NDArray[np.uint8] = cv2.subtract(cv2.dilate(grey, np.ones((_REACH, _REACH), np.uint8)), grey)
    return found


def _of(line: Line, depth: NDArray[np.uint8]) -> float:
    """How much darker than the paper around it a line is."""
    xs = np.arange(max(0, int(line.start)), min(depth.shape[1], int(line.stop) + 1), _STEP)
    ys = np.array([round(line.at(x)) for x in xs.tolist()])
    over = [depth[np.clip(ys + off, 0, depth.shape[0] - 1), xs] for off in (-1, 0, 1)]
    return float(np.median(np.max(over, axis=0))) if xs.size else 0.0
