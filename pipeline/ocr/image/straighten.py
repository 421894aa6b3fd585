"""How a page lies: its skew and its quarter turns."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from ziping.pipeline.ocr.image.ruling import Warp
from ziping.pipeline.ocr.recognise.engine import Grey, Mask

# Skew is looked for up to this angle (degrees).
STEEPEST = 6.0

# Less than this (degrees) is left as it is: over a page it makes a quarter of a point.
STRAIGHT = 0.03

# The edges of the paper, which may lie otherwise than the print, are looked over (part of the shorter side).
EDGE = 0.04

# The angle is sought in rounds: how far around the last one, in which steps (degrees), with how many points of
# ink, in rows how high (pixels).
_ROUNDS = ((STEEPEST, 0.5, 12_000, 6.0), (0.5, 0.1, 25_000, 3.0), (0.1, 0.02, 60_000, 1.0))
_FEWEST = 200  # points of ink of which an angle can be told: a page with less is as good as empty


def skew_of(ink: Mask) -> float:
    """By how many degrees clockwise the lines of the page fall: 0.5 for a page whose right side hangs down."""
    margin = round(EDGE * min(ink.shape))
    ys, xs = np.nonzero(ink[margin:-margin, margin:-margin])
    if len(xs) < _FEWEST:
        return 0.0
    order = np.random.default_rng(0).permutation(len(xs))[: _ROUNDS[-1][2]]
    x = xs[order].astype(np.float32) - ink.shape[1] / 2
    y = ys[order].astype(np.float32) - ink.shape[0] / 2
    angle = 0.0
    for around, step, points, height in _ROUNDS:
        angles = np.arange(angle - around, angle + around + step / 2, step, dtype=np.float64)
        angle = _best(x[:points] / height, y[:points] / height, angles)
    return 0.0 if abs(angle) < STRAIGHT else angle


def _best(x: NDArray[np.float32], y: NDArray[np.float32], angles: NDArray[np.float64]) -> float:
    """The angle whose rows are most unequal: full of ink, or empty."""
    lowest = int(np.hypot(np.abs(x).max(), np.abs(y).max())) + 1
    scores = []
    for angle in np.radians(angles).tolist():
        rows = (y * math.cos(angle) - x * math.sin(angle) + lowest).astype(np.int64)
        counts = np.bincount(rows).astype(np.float64)
        scores.append(float(np.sum(np.diff(counts) ** 2)))
    return float(angles[int(np.argmax(scores))])


def straightened(grey: Grey, skew: float, warp: Warp) -> Grey:
    """The picture turned about its middle so that its lines run level, then put right as `warp` says."""
    if not skew and not any(warp):
        return grey
    height, width = grey.shape
    x, y = width / 2, height / 2
    turn = np.vstack([cv2.getRotationMatrix2D((x, y), skew, 1.0), [0, 0, 1]])
    square = np.array([[1, -warp.lean, warp.lean * y], [-warp.fall, 1, warp.fall * x], [0, 0, 1]])
    matrix = (square @ turn)[:2]
    straight: Grey = cv2.warpAffine(
        grey, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    if warp.bend or warp.bow:
        xs, ys = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
        along, across = xs + np.float32(warp.bow) * (ys - y) ** 2, ys + np.float32(warp.bend) * (xs - x) ** 2
        straight = cv2.remap(straight, along, across, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return straight


def turned(grey: Grey, degrees: int) -> Grey:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees."""
    return np.ascontiguousarray(np.rot90(grey, -degrees // 90 % 4))
