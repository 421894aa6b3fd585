"""A page's picture taken apart: print here, ruling lines there, dirt left out."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ziping.pipeline.ocr.image.cells import Grids
from ziping.pipeline.ocr.image.cleaning import outlines, to_ink
from ziping.pipeline.ocr.image.creases import erase_creases
from ziping.pipeline.ocr.image.ruling import Lines
from ziping.pipeline.ocr.image.tracing import Line
from ziping.pipeline.ocr.measures import CORNERS, INCH
from ziping.pipeline.ocr.recognise.engine import Grey, Mask

# Specks with less ink than this (square points) are dirt: a full stop has more.
SPECK = 0.45

# No speck is longer than this (points), and letters are so high.
SPECK_SIZE, LETTER = 2.5, (3.0, 40.0)

# What lies wholly this close to the edge of the page (points) is the edge of the paper, and so is what is long and
# comes so close.
EDGE, LONG = 12.0, 60.0

# A ruling line is erased in pieces of this length (points), and this much beside it: it may lean, and its edge is
# blurred.
PIECE, BESIDE = 24.0, 0.4

LETTER_WIDTH = 3  # times as wide as high: two or three characters that touch, no more


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's picture with what is known of it.

    Attributes:
        number: Of the page, counting from 1.
        grey: Upright, straight, cleaned.
        ink: Its print, without ruling lines and specks.
        lines: Its ruling lines.
        grids: What they make, in points.
        scale: Pixels a point.
        height: How high most pieces of ink are, in points; 0 where there are none.
    """

    number: int
    grey: Grey
    ink: Mask
    lines: Lines
    grids: Grids
    scale: float
    height: float


def to_sheet(number: int, grey: Grey, lines: Lines, dpi: float) -> Sheet:
    """Separates print from ruling lines and dirt."""
    scale = dpi / INCH
    ink = to_ink(grey, dpi)
    _erase(ink, lines, scale)
    erase_creases(ink, lines.creases_across, grey, scale)
    erase_creases(ink.T, lines.creases_down, cv2.transpose(grey), scale)
    height = _without_dirt(ink, scale) / scale
    return Sheet(number, grey, ink, lines, Grids.of(lines.rules(scale)), scale, height)


def _without_dirt(ink: Mask, scale: float) -> float:
    """Wipes specks and the edge of the paper out of a mask. Returns how high most of the rest is, in pixels."""
    edge = EDGE * scale
    right, bottom = ink.shape[1] - edge, ink.shape[0] - edge
    heights = []
    for outline in outlines(ink):
        x, y, width, height = cv2.boundingRect(outline)
        at_edge = x <= edge or y <= edge or x + width >= right or y + height >= bottom
        if at_edge and (
            max(width, height) >= LONG * scale or x + width <= edge or y + height <= edge or x >= right or y >= bottom
        ):
            cv2.floodFill(ink, None, outline[0][0].tolist(), 0, flags=CORNERS)
        elif max(width, height) < SPECK_SIZE * scale:
            part = ink[y : y + height, x : x + width]
            if cv2.countNonZero(part) < SPECK * scale * scale:
                part[:] = 0
        elif LETTER[0] * scale <= height <= LETTER[1] * scale and width <= LETTER_WIDTH * height:
            heights.append(height)
    return float(np.median(heights)) if heights else 0.0


def columns_of(ink: Mask) -> NDArray[np.bool_]:
    """Which columns of a part of a mask hold ink."""
    filled: NDArray[np.bool_] = np.any(ink, axis=0)
    return filled


def rows_of(ink: Mask) -> NDArray[np.bool_]:
    """Which rows of a part of a mask hold ink."""
    filled: NDArray[np.bool_] = np.any(ink, axis=1)
    return filled


def _erase(ink: Mask, lines: Lines, scale: float) -> None:
    """Takes ruling lines out of a mask; strokes of print that cross them stay."""
    for line in lines.across:
        _erase_line(ink, line, scale)
    for line in lines.down:
        _erase_line(ink.T, line, scale)


def _erase_line(ink: Mask, line: Line, scale: float) -> None:
    half = line.thick / 2 + BESIDE * scale
    step = max(1, round(PIECE * scale))
    for start in range(max(0, int(line.start)), int(line.stop) + 1, step):
        stop = min(start + step, int(line.stop) + 1)
        level = line.at((start + stop) / 2)
        low, high = max(0, round(level - half)), max(0, round(level + half) + 1)
        if low >= 2 and high < ink.shape[0] - 2:
            crossing = (ink[low - 2, start:stop] > 0) & (ink[high + 1, start:stop] > 0)
            ink[low:high, start:stop][:, ~crossing] = 0
        else:
            ink[low:high, start:stop] = 0
