"""Rings of seals in pictures that are only black and white, where ink cannot be told by how dark it is."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ziping.pipeline.ocr.measures import MIDDLE, MM, WHITE
from ziping.pipeline.ocr.recognise.engine import Grey

_RADII = (13.0, 33.0)  # millimetres
_DPI = 50.0  # circles are sought at this resolution

# A picture in black and white has paper as light as this, so many grey pixels at most (parts of all), and so many that
# have only grey ones around them: scaling makes edges grey, not strokes.
PAPER, EDGES, STROKES = 250, 0.04, 0.0003
# Between these a pixel is grey: neither ink nor paper, however the picture was scaled (0 to 255).
GREY = (61, 194)
_EACH = 7  # every so many pixels are looked at, across and along: a page of strokes is told by far fewer

# So much of a circle is ink, and its stroke is at most so thick (parts of the radius).
RING, THICK = 0.68, 0.07

# A ring goes on: so much of the turn its stroke is as thick as elsewhere and goes on from one angle to the next, its edges
# this close (pixels). One that is as thick as rings are (millimetres) may be more broken. Print and ruling lines that a
# circle runs through are neither.
GOES_ON, EVEN = 0.75, 2
BOLD, BOLD_GOES_ON = 0.8, 0.55

# Settings of the search for circles, for a picture of 50 dots an inch: the middles of two are at least 20 mm apart, an
# edge is as steep as print on paper, and so many of its pixels speak for a circle that broken rings are found, too.
_APART, _STEEP, _VOTES = 40, 120, 28
_MOST = 4  # seals of a page that are looked for: those with most votes

# A ring is looked at from and to these parts of its radius: so far may the circle that was found be off.
FROM, TO = 0.85, 1.15

# The ring where it is thinner than this part of its usual thickness is the print's, and so it is where it is so many
# pixels thicker.
THINNER, THICKER = 0.55, 1.5
_LEAST_WIDE = 3  # pixels of a ring on a coarse picture
_PART_OF_TURN = 10  # the level of a ring is looked at over this part of the turn: seals are a little oval

_ANGLES = np.radians(np.arange(0, 360, 0.5))  # half a degree is a pixel of the largest ring, or two


Circle = tuple[float, float, float]  # x, y, radius


def is_bilevel(grey: Grey) -> bool:
    """Whether a picture is in black and white only, but for what scaling it made grey."""
    sample = grey[::_EACH, ::_EACH]
    if np.median(sample) < PAPER or np.mean((sample >= GREY[0]) & (sample <= GREY[1])) > EDGES:
        return False
    middling = cv2.inRange(grey, *GREY)
    return cv2.countNonZero(cv2.erode(middling, np.ones((3, 3), np.uint8))) <= STROKES * grey.size


def without_rings(grey: Grey, dpi: float) -> tuple[Grey, list[Circle]]:
    """The picture without the rings of seals, and where they are; print that crosses them stays."""
    small = cv2.resize(grey, None, fx=_DPI / dpi, fy=_DPI / dpi, interpolation=cv2.INTER_AREA)
    low, high = (int(r * MM * _DPI) for r in _RADII)
    circles = cv2.HoughCircles(
        small, cv2.HOUGH_GRADIENT, 1, _APART, param1=_STEEP, param2=_VOTES, minRadius=low, maxRadius=high
    )
    found: list[Circle] = []
    for x, y, radius in [] if circles is None else (circles[0][:_MOST] * (dpi / _DPI)).tolist():
        polar = _unrolled(grey, x, y, radius)
        if polar is None:
            continue
        wide = max(_LEAST_WIDE, round(THICK * radius))
        runs = np.array([_run(row, int(at), wide) for row, at in zip(polar, _ring_level(polar, wide), strict=True)])
        if _goes_on(runs, dpi):
            grey = _erased(grey, x, y, radius, runs)
            found.append((x, y, radius))
    return grey, found


def _unrolled(grey: Grey, x: float, y: float, radius: float) -> NDArray[np.bool_] | None:
    """Where ink lies around a circle: angles × distances; None when there is no ring."""
    reach = np.arange(FROM * radius, TO * radius)
    columns = np.clip(np.round(x + np.outer(np.cos(_ANGLES), reach)).astype(int), 0, grey.shape[1] - 1)
    rows = np.clip(np.round(y + np.outer(np.sin(_ANGLES), reach)).astype(int), 0, grey.shape[0] - 1)
    ink: NDArray[np.bool_] = grey[rows, columns] < MIDDLE
    wide = max(_LEAST_WIDE, round(THICK * radius))
    # The ring wanders a little around the circle that was found: ink anywhere in a narrow band counts.
    band = max(ink[:, k : k + wide].any(axis=1).mean() for k in range(ink.shape[1] - wide))
    return ink if band >= RING else None


def _goes_on(runs: NDArray[np.int64], dpi: float) -> bool:
    """Whether the ink along a circle (from where to where, angle by angle) is one stroke."""
    lengths, after = runs[:, 1] - runs[:, 0], np.roll(runs, -1, axis=0)
    there = lengths > 0
    if not there.any():
        return False
    usual = float(np.median(lengths[there]))
    even = (lengths >= THINNER * usual) & (lengths <= usual + 2 * THICKER)
    meets = np.minimum(runs[:, 1], after[:, 1]) > np.maximum(runs[:, 0], after[:, 0])
    share = float((there & even & meets & (np.abs(runs - after).max(axis=1) <= EVEN)).mean())
    return share >= (BOLD_GOES_ON if usual >= BOLD * MM * dpi else GOES_ON)


def _erased(grey: Grey, x: float, y: float, radius: float, runs: NDArray[np.int64]) -> Grey:
    """The picture without the ring. Where it is thicker than elsewhere, strokes of print run in it; where it is thinner,
    the ink is of print: it stays there."""
    lengths = [int(b - a) for a, b in runs if b > a]
    usual = float(np.median(lengths))
    low_limit, high_limit = THINNER * usual, usual + THICKER
    erased = grey.copy()
    start = FROM * radius
    for angle, (low, high) in zip(_ANGLES, runs.tolist(), strict=True):
        if low_limit <= high - low <= high_limit:
            a = (round(x + np.cos(angle) * (start + low - 1)), round(y + np.sin(angle) * (start + low - 1)))
            b = (round(x + np.cos(angle) * (start + high)), round(y + np.sin(angle) * (start + high)))
            cv2.line(erased, a, b, WHITE, 2)
    return erased


def _run(row: NDArray[np.bool_], at: int, wide: int) -> tuple[int, int]:
    """The run of ink at a distance, or the next one close to it; (0, 0) where there is none."""
    near = np.flatnonzero(row[max(0, at - wide) : at + wide + 1]) + max(0, at - wide)
    if not near.size:
        return 0, 0
    low = high = int(near[np.argmin(np.abs(near - at))])
    while low > 0 and row[low - 1]:
        low -= 1
    while high < len(row) and row[high]:
        high += 1
    return low, high


def _ring_level(ink: NDArray[np.bool_], wide: int) -> NDArray[np.int64]:
    """At which distance the ring runs, angle by angle: where a band holds most ink, looked at over a tenth of the
    turn."""
    kernel = np.ones(wide)
    density = np.apply_along_axis(lambda row: np.convolve(row, kernel, mode="same"), 1, ink.astype(float))
    around = len(ink) // _PART_OF_TURN
    padded = np.concatenate([density[-around:], density, density[:around]])
    summed = np.cumsum(padded, axis=0)
    smooth = summed[2 * around :] - summed[: -2 * around]
    level: NDArray[np.int64] = smooth[: len(ink)].argmax(axis=1)
    return level
