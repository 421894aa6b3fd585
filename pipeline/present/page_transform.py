"""Where something stands on the page as viewers show it.

Behind the reader every page is upright and straight: a page that lies on its side has been turned, a skewed scan
straightened. In the dataset boxes refer to the page as any viewer shows it, so that they can be drawn on it.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from ziping.schemas.document import PageInfo
from ziping.schemas.geometry import Box


def shown_size(page: PageInfo) -> tuple[float, float]:
    """Width and height of the page as it is shown, in points."""
    return (page.height, page.width) if page.rotation % 180 else (page.width, page.height)


def shown_box(box: Box, page: PageInfo) -> Box:
    """The box around a box of the upright, straight page, once that is askew and turned as it was found."""
    if not page.rotation and not page.skew:
        return box
    points = [(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
    if page.skew:
        # Straightening turned the page against the clock, about its middle.
        cos, sin = math.cos(math.radians(page.skew)), math.sin(math.radians(page.skew))
        x0, y0 = page.width / 2, page.height / 2
        points = [(x0 + (x - x0) * cos - (y - y0) * sin, y0 + (x - x0) * sin + (y - y0) * cos) for x, y in points]
    points = [_turned_back(x, y, page) for x, y in points]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


class PageTransform(NamedTuple):
    """How a page lies: its size as it is shown (points), by how many degrees clockwise it has to be turned to stand
    upright (0, 90, 180, 270), and by how many degrees clockwise its lines then still fall."""

    width: float
    height: float
    rotation: int
    skew: float

    def upright(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as it is shown, on the upright, straight page."""
        width, height = self.width, self.height
        match self.rotation % 360:
            case 90:
                x, y, width, height = height - y, x, height, width
            case 180:
                x, y = width - x, height - y
            case 270:
                x, y, width, height = y, width - x, height, width
        if self.skew:
            cos, sin = math.cos(math.radians(self.skew)), math.sin(math.radians(self.skew))
            dx, dy = x - width / 2, y - height / 2
            x, y = width / 2 + dx * cos + dy * sin, height / 2 - dx * sin + dy * cos
        return x, y


def _turned_back(x: float, y: float, page: PageInfo) -> tuple[float, float]:
    """A point of the upright page (`width` × `height`) on the page before it was turned clockwise by `rotation`."""
    match page.rotation % 360:
        case 90:
            return y, page.width - x
        case 180:
            return page.width - x, page.height - y
        case 270:
            return page.height - y, x
    return x, y
