"""What is left of a seal once its ink was made paper: told from print by how pale it is."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ziping.pipeline.ocr.image.components import components_of
from ziping.pipeline.ocr.image.seal_places import Disc
from ziping.pipeline.ocr.measures import WHITE
from ziping.pipeline.ocr.recognise.engine import Grey, Mask

# Ink is as dark as so many (per cent) of its pixels: the edges of strokes are blurred.
DARK = 85

# Ink in the place of a seal is darker than the paper by at least this part of what print on the page is: print as high as
# letters (points), and smaller pieces, which may be of print or of the seal's edges.
PALE, SMALL_PALE, LETTER = 0.48, 0.62, 3.0

# Remains that touch print are parted from it first: what has so little of its depth, and lies beside no darker ink.
FAINT = 0.42

# The paper around is the lightest within so many pixels, and a seal's edge lies so far beyond its radius.
_REACH, _EDGE = 25, 1.08

_BESIDE = 3  # pixels across: the ones around a pixel, where the edge of a stroke is blurred


def wipe_remains(ink: Mask, grey: Grey, discs: Sequence[Disc], scale: float) -> None:
    """Takes out of the ink of a page, within discs of seals whose own ink was made paper, what is too pale for print.
    `scale` is pixels a point."""
    if not discs:
        return
    depth = _depth(grey)
    outside = ink.copy()
    for disc in discs:
        cv2.circle(outside, (round(disc.x), round(disc.y)), round(_EDGE * disc.radius), 0, -1)
    print_depths = depth[outside > 0]
    if not print_depths.size:
        return
    usual = float(np.percentile(print_depths, DARK))
    for area in _areas(discs, ink.shape):
        part = ink[area]
        dark = ((part > 0) & (depth[area] >= FAINT * usual)).astype(np.uint8)
        part[cv2.dilate(dark, np.ones((_BESIDE, _BESIDE), np.uint8)) == 0] = 0
        count, labels, stats, _ = components_of(part)
        sizes = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
        for k, darkness in enumerate(_darkness(labels, depth[area], count), 1):
            if darkness < (PALE if sizes[k] >= LETTER * scale else SMALL_PALE) * usual:
                part[labels == k] = 0


def _areas(discs: Sequence[Disc], shape: tuple[int, ...]) -> Iterator[tuple[slice, slice]]:
    for disc in discs:
        reach = _EDGE * disc.radius
        low, high = (max(0, int(v - reach)) for v in (disc.y, disc.x))
        yield slice(low, min(shape[0], int(disc.y + reach) + 1)), slice(high, min(shape[1], int(disc.x + reach) + 1))


def _depth(grey: Grey) -> NDArray[np.uint8]:
    """How much darker than the paper around it each pixel is."""
    paper = cv2.blur(cv2.dilate(grey, np.ones((_REACH, _REACH), np.uint8)), (_REACH, _REACH))
    found: NDArray[np.uint8] = cv2.subtract(paper, grey)
    return np.minimum(found, WHITE)


def _darkness(labels: NDArray[np.int32], depth: NDArray[np.uint8], count: int) -> Iterator[float]:
    """How dark each piece of ink is, from the first on (0 is paper)."""
    order = np.argsort(labels, axis=None, kind="stable")
    numbers, depths = labels.ravel()[order], depth.ravel()[order]
    ends = np.searchsorted(numbers, np.arange(1, count + 1))
    for start, stop in itertools.pairwise(ends):
        yield float(np.percentile(depths[start:stop], DARK))
