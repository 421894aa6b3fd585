"""Where seals are on the upright, straight page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import cv2

from ziping.pipeline.ocr.image.seals import Seal
from ziping.pipeline.ocr.lines.spotting import Spot
from ziping.pipeline.ocr.measures import WHITE
from ziping.pipeline.ocr.recognise.engine import Grey
from ziping.pipeline.present.page_transform import PageTransform

# A line stands in a seal that ends so far beyond its radius; a seal is hidden so far beyond it, where its edge is blurred.
HOLDS, HIDDEN = 1.1, 1.08


class Disc(NamedTuple):
    """Where a seal is on the upright picture: middle and radius, in pixels. `is_taken_out`: its ink was told from print
    by its colour or how light it is, and made paper."""

    x: float
    y: float
    radius: float
    is_taken_out: bool = False

    def holds(self, spot: Spot) -> bool:
        """Whether a line stands in it from end to end."""
        return all(math.hypot(x - self.x, spot.middle - self.y) <= HOLDS * self.radius for x in (spot.x0, spot.x1))

    def chord(self, y: float) -> tuple[float, float] | None:
        """From where to where it reaches at a height; None where it does not."""
        off = abs(y - self.y)
        if off >= self.radius:
            return None
        half = math.sqrt(self.radius**2 - off**2)
        return self.x - half, self.x + half


def to_discs(seals: Sequence[Seal], pose: PageTransform, scale: float) -> list[Disc]:
    """Seals found on the picture as it was, on the upright and straight one."""
    found = []
    for seal in seals:
        x, y = pose.upright(seal.x / scale, seal.y / scale)
        found.append(Disc(x * scale, y * scale, max(seal.width, seal.height) / 2, seal.level > 0))
    return found


def hidden(grey: Grey, discs: Sequence[Disc]) -> Grey:
    """The picture with paper in place of discs."""
    if not discs:
        return grey
    without = grey.copy()
    for disc in discs:
        cv2.circle(without, (round(disc.x), round(disc.y)), round(HIDDEN * disc.radius), WHITE, -1)
    return without
