"""Ink told from paper, and what is neither: dark edges, punch holes."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.ocr.engine import Grey, Mask

MM = 1 / 25.4  # inches

# Punch holes: diameters, and how far from the edge their middles lie at most (millimetres).
HOLE_SIZES = (3.5, 9.0)
HOLE_MARGIN = 22.0

# A dark edge is at least this long (millimetres) along the edge of the page.
EDGE_LENGTH = 15.0
EDGE_REACH = 4.0

# Ink is darker than the paper around it by at least this much (0 to 255): print, and what may be a faint line.
INK, FAINT = 26, 10

# The paper around is looked at this far (millimetres).
AROUND = 3.2


def to_ink(grey: Grey, dpi: float, step: int = INK) -> Mask:
    """What is darker than the paper around it."""
    size = 2 * round(AROUND * MM * dpi) + 1
    ink: Mask = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, size, step)
    return ink


def wipe(grey: Grey, dpi: float) -> Grey:
    """The picture without dark edges and punch holes: paper stands in their place."""
    height, width = grey.shape
    small = cv2.resize(grey, None, fx=75 / dpi, fy=75 / dpi, interpolation=cv2.INTER_AREA)
    paper = int(np.percentile(small, 80))
    dark = (small < 0.55 * paper).astype(np.uint8)
    count, labels, stats, middles = cv2.connectedComponentsWithStats(dark, connectivity=4)
    wiped = grey
    across, along = width / small.shape[1], height / small.shape[0]
    for i in range(1, count):
        if _is_edge(stats[i], small.shape) or _is_hole(stats[i], middles[i], small.shape):
            if wiped is grey:
                wiped = grey.copy()
            x, y, w, h, _ = stats[i]
            x0, y0, x1, y1 = max(0, x - 2), max(0, y - 2), x + w + 2, y + h + 2
            mask = cv2.dilate((labels[y0:y1, x0:x1] == i).astype(np.uint8), np.ones((5, 5), np.uint8))
            part = wiped[round(y0 * along) : round(y1 * along), round(x0 * across) : round(x1 * across)]
            around = small[y0:y1, x0:x1][mask == 0]
            colour = np.percentile(around, 60) if around.size else paper
            part[cv2.resize(mask, part.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0] = np.uint8(colour)
    return wiped


def _is_edge(stats: np.ndarray, shape: tuple[int, ...]) -> bool:
    """Something dark that lies along an edge of the page."""
    x, y, width, height, _ = stats
    reach, length = EDGE_REACH * MM * 75, EDGE_LENGTH * MM * 75
    sides = x <= reach or x + width >= shape[1] - reach
    ends = y <= reach or y + height >= shape[0] - reach
    return bool((sides and height >= length) or (ends and width >= length))


def _is_hole(stats: np.ndarray, middle: np.ndarray, shape: tuple[int, ...]) -> bool:
    """A dark disc near an edge."""
    _, _, width, height, area = stats
    low, high = (s * MM * 75 for s in HOLE_SIZES)
    if not (low <= width <= high and low <= height <= high and max(width, height) <= 1.35 * min(width, height)):
        return False
    margin = HOLE_MARGIN * MM * 75
    off = min(middle[0], shape[1] - middle[0], middle[1], shape[0] - middle[1])
    return bool(off <= margin and area >= 0.68 * width * height)
