"""Seals: taken out of the picture that is read."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from ziping.pipeline.ocr.image.components import components_of
from ziping.pipeline.ocr.image.raster import Colour
from ziping.pipeline.ocr.image.seal_rings import is_bilevel, without_rings
from ziping.pipeline.ocr.measures import INCH, MM, WHITE
from ziping.pipeline.ocr.recognise.engine import Grey

# A seal is this large (millimetres), and about as wide as high; several side by side are wider. Red lines of print, as
# the heads of official documents have, are low.
SEAL_SIZES = (14.0, 65.0)
SEAL_ASPECT, HIGH = 1.7, 22.0
ROUND = 1.3  # a seal that is told by its ring is longer than broad by this much at most

# Red ink is redder than the paper by this much (0 to 255).
RED = 45
RED_SMALL = 0.7  # part of that for a picture made smaller, where ink is mixed with the paper beside it
# How light a seal's red ink is: lighter than so many of its pixels (per cent); the darkest are print below it.
INK_LEVEL = 40

# Strokes of a seal lie at most this far apart (millimetres).
SEAL_GAP = 3.0

# A seal in grey: sought at this resolution (dots an inch), its ring darker than paper by so much and so thick
# (pixels there), so much of the ring found, and so much of what hangs together lying on it.
_DPI, _DARK, _THICK, _RING, _ON_RING = 100.0, 35, 3, 0.8, 0.55
# The paper around is looked at in a picture smaller by this part, over so many of its pixels: 7 mm, more than any
# stroke is thick.
_PAPER_SCALE, _PAPER_REACH = 0.25, 7
# What lies on a ring is off its radius by at most this part of it; a ring is counted in steps of so many degrees.
_OFF_RING, _STEP = 0.12, 5

# Strokes of print are thinner than this (points), those of a seal are mostly thicker.
STROKE = 1.9
_LEAST_STROKE = 3  # pixels
# Most of what is around a seal is paper: so many pixels (per cent) are darker than it. The ink of a seal is darker than
# its level by so much at most, and never darker than this (0 to 255).
PAPER, DARKER, DARKEST = 80, 12, 20.0

REACH = 1.1  # a seal's blurred edge is a little beyond its size


class Seal(NamedTuple):
    """A seal, in pixels: its middle, its size, whether it is round. `level` is how light its ink is, 0 to 255; 0 in a
    picture in black and white, where only its ring can be told from print."""

    x: float
    y: float
    width: float
    height: float
    is_round: bool
    level: float

    def area(self, reach: float = 1.0) -> tuple[slice, slice]:
        """The rectangle around it, so many times as large, as rows and columns of the picture."""
        half, tall = self.width / 2 * reach, self.height / 2 * reach
        return (
            slice(max(0, int(self.y - tall)), max(0, int(self.y + tall) + 1)),
            slice(max(0, int(self.x - half)), max(0, int(self.x + half) + 1)),
        )


def without_seals(pixels: Colour | Grey, dpi: float) -> tuple[Grey, list[Seal]]:
    """The picture in grey, as it is read, and the seals taken out of it. Print under a seal stays, as far as it is
    darker or thinner."""
    if pixels.ndim == 2:
        if is_bilevel(pixels):
            grey, circles = without_rings(pixels, dpi)
            return grey, [Seal(x, y, 2 * r, 2 * r, True, 0.0) for x, y, r in circles]
        seals = find_seals(pixels, dpi)
        return lightened(pixels, seals, dpi), seals
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    seals = find_red_seals(pixels, dpi)
    for seal in seals:
        # Red ink is light in the red channel, black ink is dark there too.
        grey[seal.area()] = pixels[seal.area()][:, :, 2]
    seals = seals or find_seals(grey, dpi)
    return lightened(grey, seals, dpi), seals


def find_red_seals(pixels: Colour, dpi: float) -> list[Seal]:
    """Red ink in an area as large as a seal and about as wide as high."""
    red = cv2.subtract(pixels[:, :, 2], cv2.max(pixels[:, :, 0], pixels[:, :, 1]))
    small = cv2.resize(red, None, fx=_DPI / dpi, fy=_DPI / dpi, interpolation=cv2.INTER_AREA)
    ink = (small > RED * RED_SMALL).astype(np.uint8)
    if not ink.any():
        return []
    reach = round(SEAL_GAP * MM * _DPI / 2)
    together = cv2.dilate(ink, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    count, _, stats, _ = components_of(together)
    low, high = (size * MM * _DPI for size in SEAL_SIZES)
    factor = dpi / _DPI
    seals = []
    for x, y, width, height, _ in stats[1:count].tolist():
        short, long = sorted((width - 2 * reach, height - 2 * reach))
        if low <= short <= high and (long <= SEAL_ASPECT * short or short >= HIGH * MM * _DPI):
            part = np.s_[int(y * factor) : int((y + height) * factor), int(x * factor) : int((x + width) * factor)]
            light = pixels[part][:, :, 2][red[part] > RED]
            level = float(np.percentile(light, INK_LEVEL)) if light.size else float(WHITE)
            seals.append(Seal(*_middle(x, y, width, height, factor), False, level))
    return seals


def find_seals(grey: Grey, dpi: float) -> list[Seal]:
    """Round seals in a picture without colour, by their rings."""
    small = cv2.resize(grey, None, fx=_DPI / dpi, fy=_DPI / dpi, interpolation=cv2.INTER_AREA)
    tiny = cv2.resize(small, None, fx=_PAPER_SCALE, fy=_PAPER_SCALE, interpolation=cv2.INTER_AREA)
    paper = cv2.resize(cv2.dilate(tiny, np.ones((_PAPER_REACH, _PAPER_REACH), np.uint8)), small.shape[::-1])
    dark = (cv2.subtract(paper, small) > _DARK).astype(np.uint8)
    thick = cv2.erode(dark, np.ones((_THICK, _THICK), np.uint8))
    count, labels, stats, _ = components_of(thick)
    low, high = (size * MM * _DPI for size in SEAL_SIZES)
    seals = []
    for i in range(1, count):
        x, y, width, height, _ = stats[i].tolist()
        if not (low <= min(width, height) and max(width, height) <= min(high, ROUND * min(width, height))):
            continue
        ys, xs = np.nonzero(labels[y : y + height, x : x + width] == i)
        radius = (width + height) / 2 / 2
        dx, dy = xs + 0.5 - width / 2, ys + 0.5 - height / 2
        on_ring = np.abs(np.hypot(dx, dy) - radius) < _OFF_RING * radius
        angles = np.unique(np.degrees(np.arctan2(dy, dx))[on_ring] // _STEP)
        if on_ring.mean() >= _ON_RING and len(angles) >= _RING * 360 / _STEP:
            level = float(np.median(small[y : y + height, x : x + width][ys[on_ring], xs[on_ring]]))
            seals.append(Seal(*_middle(x, y, width, height, dpi / _DPI), True, level))
    return seals


def lightened(grey: Grey, seals: list[Seal], dpi: float) -> Grey:
    """The picture with the ink of grey seals made paper; print, which is darker or thinner, stays."""
    if not seals:
        return grey
    light = grey.copy()
    kernel = np.ones((max(_LEAST_STROKE, round(STROKE * dpi / INCH)),) * 2, np.uint8)
    for seal in seals:
        rows, columns = seal.area(REACH)
        part = light[rows, columns]
        if not part.size:
            continue
        paper = float(np.percentile(part, PAPER))
        # What is left when thin strokes are filled in is paper, or seal, or bold print: never darker than the seal.
        ground = np.maximum(
            cv2.morphologyEx(part, cv2.MORPH_CLOSE, kernel).astype(np.float32), max(DARKEST, seal.level - DARKER)
        )
        cleared = np.minimum(WHITE, part * (paper / ground)).astype(np.uint8)
        if seal.is_round:
            ys, xs = np.ogrid[: part.shape[0], : part.shape[1]]
            inside = np.hypot(xs + columns.start - seal.x, ys + rows.start - seal.y) <= REACH * seal.width / 2
            part[inside] = cleared[inside]
        else:
            part[:] = cleared
    return light


def _middle(x: int, y: int, width: int, height: int, factor: float) -> tuple[float, float, float, float]:
    return (x + width / 2) * factor, (y + height / 2) * factor, width * factor, height * factor
