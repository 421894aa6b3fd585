"""Lines of print on a page: what the detector found, cut at ruling lines and fitted to the ink."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ziping.pipeline.ocr.image.sheet import Sheet, columns_of, rows_of
from ziping.pipeline.ocr.image.tracing import Line
from ziping.pipeline.ocr.recognise.engine import Mask
from ziping.schemas.geometry import Box

# The ink of a line of ideographs is this part of their size high.
INK_OF_SIZE = 0.97

# A ruling line cuts what it goes through, but for this part at each end: the detector's areas reach beyond the print.
# Strokes of print are never so long.
SPARED = 0.12

# The detector's edges are this much off (parts of a line's height): ink is sought so far beyond them. What goes on
# further is not of this line.
BEYOND = 0.2

_LOWEST = 3  # pixels: a band of ink so low is a dash or noise, and says nothing of the size of print
_MOSTLY = 0.5  # part of one of two stretches from which on they are one

# What lies between two ruling lines this close (points) is no print.
NARROW = 2.0

# A line this much higher than the others, with an empty row in it, is two; a line of those is at most as high as this
# (parts of the usual size).
DOUBLE, ONE_LINE = 1.55, 1.12

# A speck at the end of a line is at most so large, and so far off: a stop is closer (parts of the size).
DIRT, DIRT_OFF = 0.22, 0.6

# Lower ink than print of this part of the usual size has is that of dashes or dots.
LEAST = 0.7
# Part of the usual size that a line of several has at least: one of dashes or figures alone looks lower.
LEAST_BAND = 0.7

# Specks above or below a line have at most this part of its ink.
LITTLE = 0.03

# Two lines of which one lies in the other by this part are one.
SAME = 0.6

Span = tuple[int, int]
Wall = tuple[float, float]


class Area(NamedTuple):
    """A part of the picture, in pixels."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of print in pixels, tight around its ink. `size` is how large its characters are."""

    x0: int
    top: int
    x1: int
    bottom: int
    size: float

    @property
    def middle(self) -> float:
        """How far down it stands."""
        return (self.top + self.bottom) / 2


def to_spots(found: Iterable[Box], sheet: Sheet) -> list[Spot]:
    """The lines of print where the detector saw text."""
    spots = []
    for box in found:
        area = Area(*(v * sheet.scale for v in (box.x0, box.top, box.x1, box.bottom)))
        spots += [spot for part in _cut(area, sheet) if (spot := _fitted(part, sheet)) is not None]
    usual = usual_size(spots)
    lines = _merged([part for spot in spots for part in _rows(spot, sheet, usual)])
    return [replace(line, size=max(line.size, LEAST * usual)) for line in lines]


def usual_size(spots: Sequence[Spot]) -> float:
    """The size of most print on a page, in pixels; 0 for a page without any."""
    weights = sorted((s.size, s.x1 - s.x0) for s in spots)
    rest = sum(w for _, w in weights) / 2
    for size, weight in weights:
        rest -= weight
        if rest <= 0:
            return size
    return 0.0


def _cut(area: Area, sheet: Sheet) -> Iterator[Area]:
    """An area cut at the ruling lines that go through it; its edges drawn back to lines that they overlap."""
    least = NARROW * sheet.scale
    across = _through(sheet.lines.across, (area.x0, area.x1), (area.top, area.bottom))
    for top, bottom in _between((area.top, area.bottom), across, least):
        down = _through(sheet.lines.down, (top, bottom), (area.x0, area.x1))
        for x0, x1 in _between((area.x0, area.x1), down, least):
            yield Area(x0, top, x1, bottom)


def _through(lines: Iterable[Line], along: Wall, across: Wall) -> list[Wall]:
    """The two edges of every line that runs all the way `along`, where it lies between the two ends of `across`."""
    found = []
    spared = SPARED * (along[1] - along[0])
    for line in lines:
        if line.start > along[0] + spared or line.stop < along[1] - spared:
            continue
        low, high = line.extent
        if high < across[0] or low > across[1]:
            continue
        level = line.at((max(line.start, along[0]) + min(line.stop, along[1])) / 2)
        if across[0] < level < across[1]:
            found.append((level - line.thick / 2 - 1, level + line.thick / 2 + 1))
    return sorted(found)


def _between(ends: Wall, walls: Sequence[Wall], least: float) -> Iterator[Wall]:
    start, end = ends
    for a, b in [*walls, (end, end)]:
        if a - start >= least:
            yield start, a
        start = max(start, b)


def _fitted(area: Area, sheet: Sheet) -> Spot | None:
    """The area drawn tight around its ink, ink that it cut through taken in."""
    height, width = sheet.ink.shape
    beyond = BEYOND * (area.bottom - area.top)
    left, right = _room(sheet.lines.down, (area.top, area.bottom), (area.x0, area.x1), beyond)
    above, below = _room(sheet.lines.across, (area.x0, area.x1), (area.top, area.bottom), beyond)
    x0, x1, top, bottom = max(0, int(left)), min(width, int(right) + 1), max(0, int(above)), min(height, int(below) + 1)
    ink = sheet.ink[top:bottom, x0:x1]
    if not ink.size:
        return None
    rows = _dense_rows(ink[:, max(0, round(area.x0) - x0) : max(1, round(area.x1) - x0)])
    band = _grown(rows, round(area.top) - top, round(area.bottom) - top)
    if band is None:
        return None
    size = max(band[1] - band[0], _LOWEST) / INK_OF_SIZE
    columns = _without_dirt(ink[band[0] : band[1]], size)
    span = _grown(columns, round(area.x0) - x0, round(area.x1) - x0)
    if span is None:
        return None
    return Spot(x0 + span[0], top + band[0], x0 + span[1], top + band[1], size)


def _dense_rows(ink: Mask) -> NDArray[np.bool_]:
    """Which rows of a line hold ink, specks above and below aside: a few rows that stand off with little ink."""
    rows = rows_of(ink)
    runs = runs_of(rows)
    if len(runs) < 2:
        return rows
    counts = [cv2.countNonZero(ink[a:b]) for a, b in runs]
    for (a, b), count in ((runs[0], counts[0]), (runs[-1], counts[-1])):
        if count <= LITTLE * sum(counts):
            rows[a:b] = False
    return rows


def _without_dirt(ink: Mask, size: float) -> NDArray[np.bool_]:
    """Which columns of a line hold ink, specks at its ends aside that stand off from the rest."""
    columns = columns_of(ink)
    runs = runs_of(columns)
    for (a, b), near in ((runs[0], runs[1][0]), (runs[-1], runs[-2][1])) if len(runs) > 1 else ():
        far = max(near - b, a - near) >= DIRT_OFF * size
        rows = np.flatnonzero(rows_of(ink[:, a:b]))
        if far and max(b - a, int(rows[-1]) - int(rows[0]) + 1) <= DIRT * size:
            columns[a:b] = False
    return columns


def room_across(sheet: Sheet, spot: Spot, beyond: float) -> Wall:
    """How far a line may go to the left and to the right, in pixels: not over a ruling line."""
    return _room(sheet.lines.down, (spot.top, spot.bottom), (spot.x0, spot.x1), beyond)


def _room(lines: Iterable[Line], along: Wall, across: Wall, beyond: float) -> Wall:
    """How far beyond its edges an area may grow: not over a ruling line."""
    low, high = across[0] - beyond, across[1] + beyond
    middle = (across[0] + across[1]) / 2
    for a, b in _through(lines, along, (low - 1, high + 1)):
        if b <= middle:
            low = max(low, b)
        elif a >= middle:
            high = min(high, a)
    return low, high


def _grown(filled: NDArray[np.bool_], start: int, stop: int) -> Span | None:
    """From the first to the last of what is filled between `start` and `stop`. Runs that are cut there are taken whole
    when most of them lies inside, and left out else; runs that leave `filled` are cut there."""
    start, stop = max(0, start), min(len(filled), stop)
    if stop <= start or not filled[start:stop].any():
        return None
    kept = []
    for a, b in runs_of(filled):
        inside = min(b, stop) - max(a, start)
        if inside > 0 and (inside >= _MOSTLY * (b - a) or inside >= _MOSTLY * (stop - start)):
            kept.append((start if a == 0 else a, stop if b == len(filled) else b))
    return (kept[0][0], kept[-1][1]) if kept else None


def runs_of(filled: NDArray[np.bool_]) -> list[Span]:
    """Where stretches of what is filled begin and end."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], filled.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _rows(spot: Spot, sheet: Sheet, usual: float) -> Iterator[Spot]:
    """The lines of a spot: several where the detector ran them together, or where print stands in a column."""
    if not usual or spot.size < DOUBLE * usual:
        yield spot
        return
    part = sheet.ink[spot.top : spot.bottom, spot.x0 : spot.x1]
    bands = _bands(runs_of(rows_of(part)), usual)
    if len(bands) < 2:
        yield spot
        return
    for top, bottom in bands:
        columns = np.flatnonzero(columns_of(part[top:bottom]))
        x0, x1 = spot.x0 + int(columns[0]), spot.x0 + int(columns[-1]) + 1
        yield Spot(x0, spot.top + top, x1, spot.top + bottom, max(usual * LEAST_BAND, (bottom - top) / INK_OF_SIZE))


def _bands(runs: Sequence[Span], usual: float) -> list[Span]:
    """Runs of rows put together to lines of about the usual size."""
    bands: list[Span] = []
    for a, b in runs:
        if bands and b - bands[-1][0] <= ONE_LINE * usual:
            bands[-1] = (bands[-1][0], b)
        else:
            bands.append((a, b))
    return bands


def _merged(spots: Sequence[Spot]) -> list[Spot]:
    """Spots found twice, as one: the detector's areas overlap. Only those that stand level are compared."""
    kept: list[Spot] = []
    strips: dict[int, list[Spot]] = defaultdict(list)  # by where in strips of this height they stand
    height = max(1, round(usual_size(spots)))
    for spot in sorted(spots, key=lambda s: s.x0 - s.x1):
        area = (spot.x1 - spot.x0) * (spot.bottom - spot.top)
        own = range(spot.top // height, spot.bottom // height + 1)
        near = {id(other): other for strip in own for other in strips[strip]}
        if not any(_shared(spot, other) > SAME * area for other in near.values()):
            kept.append(spot)
            for strip in own:
                strips[strip].append(spot)
    return sorted(kept, key=lambda s: (s.top, s.x0))


def _shared(a: Spot, b: Spot) -> float:
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    along = min(a.bottom, b.bottom) - max(a.top, b.top)
    return float(across * along) if across > 0 and along > 0 else 0.0
