"""Ink told from paper, and what is neither: dark edges, punch holes."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ziping.pipeline.ocr.image.components import components_of
from ziping.pipeline.ocr.measures import MM, SIDES, WHITE
from ziping.pipeline.ocr.recognise.engine import Grey, Mask

# Punch holes: diameters, and how far from the edge their middles lie at most (millimetres).
HOLE_SIZES = (3.5, 9.0)
HOLE_MARGIN = 22.0
# A hole is round: at most so much longer than broad, and filling so much of the square around it (a circle fills
# π / 4, 0.785; blurred and cut by a dark edge it fills less).
HOLE_LENGTH, HOLE_FILL = 1.35, 0.68

# A dark edge is at least this long (millimetres) along the edge of the page.
EDGE_LENGTH = 15.0
EDGE_REACH = 4.0  # how far from the edge it begins at most: scanners show this much of their lid

# Most of a page is paper: so many of its pixels (per cent) are darker than paper is. What is dark, and no shade or
# print made smaller, is darker than this part of it; what is wiped out gets the colour that most pixels around it have.
PAPER, DARK, COLOUR_AROUND = 80, 0.55, 60
# What hangs together with a dark edge and is thinner than this is a ruling line or print that reaches it, and stays, but for
# what lies within EDGE_REACH of the edge; a dark edge that reaches no deeper into the page than this is one as a whole.
THICK, DEEP = 1.0, 20.0  # millimetres

# Pixels at the small resolution by which a dark area is wiped out beyond its own edge, which is blurred.
BLUR = 2

SMALL_DPI = 75.0  # edges and holes are looked for at this resolution (dots an inch)

# Ink is darker than the paper around it by at least this much (0 to 255): print, and what may be a faint line.
INK, FAINT = 26, 10

# The paper around is looked at this far (millimetres).
AROUND = 3.2


def to_ink(grey: Grey, dpi: float, step: int = INK) -> Mask:
    """What is darker than the paper around it."""
    size = 2 * round(AROUND * MM * dpi) + 1
    ink: Mask = cv2.adaptiveThreshold(grey, WHITE, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, size, step)
    return ink


def wipe(grey: Grey, dpi: float) -> Grey:
    """The picture without dark edges and punch holes: paper stands in their place."""
    height, width = grey.shape
    small = cv2.resize(grey, None, fx=SMALL_DPI / dpi, fy=SMALL_DPI / dpi, interpolation=cv2.INTER_AREA)
    paper = int(np.percentile(small, PAPER))
    dark = (small < DARK * paper).astype(np.uint8)
    _, labels, stats, middles = components_of(dark, connectivity=SIDES)
    wiped = grey
    across, along = width / small.shape[1], height / small.shape[0]
    edge = _is_edge(stats, small.shape)
    for i in np.flatnonzero(edge | _is_hole(stats, middles, small.shape)).tolist():
        if i == 0:
            continue
        if wiped is grey:
            wiped = grey.copy()
        x, y, w, h, _ = stats[i].tolist()
        x0, y0, x1, y1 = max(0, x - BLUR), max(0, y - BLUR), x + w + BLUR, y + h + BLUR
        area = (labels[y0:y1, x0:x1] == i).astype(np.uint8)
        if edge[i]:
            area = _without_thin(area, x0, y0, small.shape)
        mask = cv2.dilate(area, np.ones((2 * BLUR + 1, 2 * BLUR + 1), np.uint8))
        part = wiped[round(y0 * along) : round(y1 * along), round(x0 * across) : round(x1 * across)]
        around = small[y0:y1, x0:x1][mask == 0]
        colour = np.percentile(around, COLOUR_AROUND) if around.size else paper
        part[cv2.resize(mask, part.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0] = np.uint8(colour)
    return wiped


def _without_thin(area: Mask, x: int, y: int, shape: tuple[int, ...]) -> Mask:
    """A dark area along an edge of the page, which begins at (x, y), without the thin lines that go off from it into the page:
    a seal, a shadow or a pen may join the lines of a table to the edge."""
    height, width = area.shape
    rows, columns = np.arange(y, y + height)[:, None], np.arange(x, x + width)[None, :]
    off = np.minimum(np.minimum(rows, shape[0] - 1 - rows), np.minimum(columns, shape[1] - 1 - columns))
    if int(off[area > 0].max()) <= DEEP * MM * SMALL_DPI:
        return area
    side = round(THICK * MM * SMALL_DPI)
    thick = cv2.morphologyEx(area, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    near = (off <= EDGE_REACH * MM * SMALL_DPI).astype(np.uint8)
    grown = cv2.dilate(thick, np.ones((side, side), np.uint8))
    kept: Mask = cv2.bitwise_and(area, cv2.bitwise_or(near, grown))
    return kept


def _is_edge(stats: NDArray[np.int32], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """What is dark and lies along an edge of the page, among connected dark areas."""
    x, y, width, height, _ = stats.T
    reach, length = EDGE_REACH * MM * SMALL_DPI, EDGE_LENGTH * MM * SMALL_DPI
    sides = (x <= reach) | (x + width >= shape[1] - reach)
    ends = (y <= reach) | (y + height >= shape[0] - reach)
    found: NDArray[np.bool_] = (sides & (height >= length)) | (ends & (width >= length))
    return found


def _is_hole(stats: NDArray[np.int32], middles: NDArray[np.float64], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Dark discs near an edge."""
    _, _, width, height, area = stats.T
    low, high = (s * MM * SMALL_DPI for s in HOLE_SIZES)
    short, long = np.minimum(width, height), np.maximum(width, height)
    x, y = middles.T
    off = np.minimum(np.minimum(x, shape[1] - x), np.minimum(y, shape[0] - y))
    is_disc = (short >= low) & (long <= high) & (long <= HOLE_LENGTH * short) & (area >= HOLE_FILL * width * height)
    found: NDArray[np.bool_] = is_disc & (off <= HOLE_MARGIN * MM * SMALL_DPI)
    return found


def outlines(mask: Mask) -> Sequence[NDArray[np.int32]]:
    """The outlines of connected areas, also of those that lie inside of others."""
    contours, tree = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    return (
        [contour for contour, (_, _, _, around) in zip(contours, tree[0], strict=True) if around < 0]
        if contours
        else ()
    )


def within(outline: NDArray[np.int32], mask: Mask) -> tuple[int, int, Mask]:
    """The part of a mask inside of an outline: its left and upper edge, and what is there."""
    x, y, width, height = cv2.boundingRect(outline)
    part = np.zeros((height, width), np.uint8)
    cv2.drawContours(part, [outline], -1, WHITE, cv2.FILLED, offset=(-x, -y))
    return x, y, cv2.bitwise_and(part, mask[y : y + height, x : x + width])
