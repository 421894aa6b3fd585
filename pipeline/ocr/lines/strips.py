"""Lines of print cut out for the recogniser."""

from __future__ import annotations

import math

import cv2
import numpy as np

from ziping.pipeline.ocr.image.sheet import Sheet
from ziping.pipeline.ocr.lines.spotting import Spot
from ziping.pipeline.ocr.recognise.engine import STRIP_HEIGHT, Grey, Strip
from ziping.schemas.geometry import Box

# Characters are this many pixels high in a strip. Up to 36 they are read no better, below 24 worse; cost goes with it.
SIZE = 25.0

# Paper on both sides of a line (parts of its size).
MARGIN = 0.18

# A line not wider than this is one character: without neighbours it is read better larger, and with more paper.
ALONE, LARGER, MARGIN_ALONE = 0.95, 1.35, 0.5

# What stands this far above or below a line, or beside it (parts of its size), is something else.
AROUND, BESIDE = 0.14, 0.08

LONGEST = 3200  # pixels; the recogniser would squeeze longer strips

PAPER = 85  # so many pixels of a strip (per cent) are darker than its paper, or ink
# A line that is made smaller than this part of its size is halved first: interpolation looks at four pixels only, and
# would skip thin strokes.
MUCH_SMALLER = 0.6


def to_strip(spot: Spot, sheet: Sheet, size: float = SIZE) -> Strip:
    """The line on paper of its own: what stands around it is left out."""
    alone = spot.x1 - spot.x0 <= ALONE * spot.size
    factor = size / spot.size * (LARGER if alone else 1.0)
    pad = (MARGIN_ALONE if alone else MARGIN) * spot.size
    left, right = spot.x0 - pad, spot.x1 + pad
    width = min(LONGEST, max(STRIP_HEIGHT // 2, math.ceil((right - left) * factor)))
    across = width / (right - left)
    middle = spot.middle
    matrix = np.array([[across, 0, -left * across], [0, factor, STRIP_HEIGHT / 2 - middle * factor]], dtype=np.float64)
    source, matrix = _part(sheet.grey, spot, matrix)
    pixels = cv2.warpAffine(
        source, matrix, (width, STRIP_HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    paper = int(np.percentile(pixels, PAPER))
    around = AROUND * spot.size
    top, bottom = (STRIP_HEIGHT / 2 + (edge - middle) * factor for edge in (spot.top - around, spot.bottom + around))
    pixels[: max(0, math.floor(top))] = paper
    pixels[math.ceil(max(0.0, bottom)) :] = paper
    beside = BESIDE * spot.size
    pixels[:, : max(0, math.floor((spot.x0 - beside - left) * across))] = paper
    pixels[:, math.ceil((spot.x1 + beside - left) * across) :] = paper
    box = Box(
        left / sheet.scale,
        (middle - STRIP_HEIGHT / 2 / factor) / sheet.scale,
        right / sheet.scale,
        (middle + STRIP_HEIGHT / 2 / factor) / sheet.scale,
    )
    return Strip(sheet.number, box, pixels)


def _part(grey: Grey, spot: Spot, matrix: np.ndarray) -> tuple[Grey, np.ndarray]:
    """The neighbourhood of a spot, made smaller first where it is much too large: every pixel then counts."""
    height, width = grey.shape
    reach = round(spot.size)
    x0, y0 = max(0, spot.x0 - reach), max(0, spot.top - reach)
    part = grey[y0 : min(height, spot.bottom + reach), x0 : min(width, spot.x1 + reach)]
    moved = matrix.copy()
    moved[:, 2] += matrix[:, :2] @ (x0, y0)
    if matrix[1, 1] < MUCH_SMALLER:
        shape = (max(1, part.shape[1] // 2), max(1, part.shape[0] // 2))
        across, along = part.shape[1] / shape[0], part.shape[0] / shape[1]
        part = cv2.resize(part, shape, interpolation=cv2.INTER_AREA)
        moved[:, 0] *= across
        moved[:, 1] *= along
    return part, moved
